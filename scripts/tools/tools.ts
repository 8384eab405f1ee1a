import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { verifyAudit } from '@one-visit/approvals/audit/verify-audit.ts'
import { replay } from '@one-visit/approvals/judging/replay.ts'
import { listDecisions } from '@one-visit/approvals/store/questions.ts'
import type { DataLock } from '@one-visit/kit/database/data-lock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { exits } from '../command.ts'
import { explanationOf, outsideExitOf } from '../host/explained.ts'
import type { FeedKeys } from '../host/room-feeds.ts'
import { importFile } from '../import/import-file.ts'
import { readAuditArgs } from './audit-args.ts'
import { partnerTool } from './partner-tool.ts'
import { rebuildRoom } from './rebuild-room.ts'
import type { ToolLine, Work } from './work.ts'

/** A tool that works on the data: its output and exit code do not depend on who runs it. */
type Tool = (db: Database, keys: () => FeedKeys, args: readonly string[]) => AsyncGenerator<string, number>

/** The tools the owner of a data directory does for others. */
export const tools: Readonly<Record<string, Tool>> = {
  replay: replayAll,
  audit: auditAll,
  partner: (db, keys, args) => partnerTool(db, keys(), args),
  rebuild: (db, keys, args) => rebuildRoom(db, keys(), args),
  import: (db, keys, args) => importFile(db, keys(), args),
}

/** Decides every stored decision again; fails on any byte of difference, and where there is none: nothing is proven. */
async function* replayAll(db: Database): AsyncGenerator<string, number> {
  let [identical, different] = [0, 0]
  for await (const stored of listDecisions(db)) {
    const { id, applicationId, differences } = replay(stored)
    if (differences.length === 0) identical += 1
    else {
      different += 1
      yield `DIFFERENT  decision ${id} of application ${applicationId}: ${differences.join(', ')}`
    }
  }
  yield `${identical} decision${identical === 1 ? '' : 's'} identical, ${different} different`
  if (identical + different === 0) yield 'no decision was found: nothing is proven'
  if (different > 0) return exits.failed
  return identical > 0 ? exits.done : exits.noDatabase
}

/** Holds everything against the audit chain; fails where something is not as it was done. */
async function* auditAll(
  db: Database,
  _: () => FeedKeys,
  args: readonly string[],
): AsyncGenerator<string, number> {
  return (yield* verifyAudit(db, readAuditArgs(args))) ? exits.done : exits.failed
}

/** Lets the owner of the data serve the tools: one line with the tool's name and arguments in, lines of JSON out. */
export function serveTools(lock: DataLock, db: Database, keys: FeedKeys): void {
  lock.serve((socket: Socket) => {
    const input = createInterface({ input: socket })
    // It tells the socket's errors once more, and one that nobody hears ends the hub: whoever asked was killed.
    input.on('error', () => socket.destroy())
    input.once('line', (text) => {
      const send = (message: ToolLine): void => void socket.write(`${JSON.stringify(message)}\n`)
      const [name = '', ...args] = JSON.parse(text) as string[]
      const write = (line: string): void => send({ line })
      runOn(db, { name, args, keys: () => keys, isWanted: () => !socket.destroyed }, write).then(
        (exit) => {
          send({ exit })
          socket.end()
        },
        (error: unknown) => {
          const explanation = explanationOf(error)
          send({ line: explanation ?? (error instanceof Error ? error.message : String(error)) })
          send({ exit: explanation === undefined ? exits.failed : outsideExitOf(error) })
          socket.end()
        },
      )
    })
  })
}

/** A tool's run on a database that is open. */
interface OpenWork extends Pick<Work, 'name' | 'args' | 'keys'> {
  /** Asked after every line: work that goes on for long ends with whoever asked for it. */
  isWanted: () => boolean
}

/** Runs a tool on a database; answers its exit code, 2 for a tool there is not, 1 where nobody wants it any more. */
export async function runOn(
  db: Database,
  { name, args, keys = withoutKeys, isWanted }: OpenWork,
  write: (line: string) => void,
): Promise<number> {
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined
  if (tool === undefined) return exits.wrongCommand
  const lines = tool(db, keys, args)
  for (;;) {
    const next = await lines.next()
    if (next.done) return next.value
    if (!isWanted()) {
      await lines.return(exits.failed)
      return exits.failed
    }
    write(next.value)
  }
}

function withoutKeys(): never {
  throw new Error('This tool was started without the keys of the feeds.')
}
