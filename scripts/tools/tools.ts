import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { replay } from '@one-visit/approvals/judging/replay.ts'
import { verifyAuditChain } from '@one-visit/approvals/store/audit.ts'
import { listDecisions } from '@one-visit/approvals/store/questions.ts'
import { DataDirLocked, type DataLock, lockDataDir, ownerSocket } from '@one-visit/kit/database/data-lock.ts'
import { type Database, openPglite, openPostgres } from '@one-visit/kit/database/database.ts'
import { hasDatabase } from '../host/data-dirs.ts'
import { explanationOf, OwnerHungUp, outsideExitOf } from '../host/explained.ts'
import type { FeedKeys } from '../host/room-feeds.ts'
import { importFile } from '../import/import-file.ts'
import { partnerTool } from './partner-tool.ts'
import { rebuildRoom } from './rebuild-room.ts'

/** A line of a tool's output, or the end with its exit code. */
export type ToolLine = { line: string } | { exit: number }

/** A tool that works on the data: the same output and exit code whoever runs it. */
export type Tool = (
  db: Database,
  keys: () => FeedKeys,
  args: readonly string[],
) => AsyncGenerator<string, number>

/** Exit code of a tool that had nothing to work on: nothing was wrong, and nothing is proven. */
export const nothingFound = 3

/** Decides every stored decision again; fails on any byte of difference. */
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
  if (different > 0) return 1
  return identical > 0 ? 0 : nothingFound
}

/** Walks the audit chain; fails where a row was changed, taken out or cut off. */
async function* auditChain(db: Database): AsyncGenerator<string, number> {
  const found = await verifyAuditChain(db)
  if (!found.intact) {
    yield `BROKEN at row ${found.sequence}: ${found.why}; ${found.rows} rows before it are as they were written`
    return 1
  }
  yield `${found.rows} rows, each as it was written; digest of the last ${found.digest}`
  return 0
}

/** The tools the owner of a data directory does for others. */
export const tools: Readonly<Record<string, Tool>> = {
  replay: replayAll,
  audit: auditChain,
  partner: (db, keys, args) => partnerTool(db, keys(), args),
  rebuild: (db, keys, args) => rebuildRoom(db, keys(), args),
  import: (db, keys, args) => importFile(db, keys(), args),
}

/** What a tool is run with. */
interface Work {
  name: string
  args: readonly string[]
  keys: () => FeedKeys
  /** Ends the tool after the step at hand; it answers 1 then. */
  signal?: AbortSignal
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
      runHere({ name, args, keys: () => keys }, db, write, () => !socket.destroyed).then(
        (exit) => {
          send({ exit })
          socket.end()
        },
        (error: unknown) => {
          const explanation = explanationOf(error)
          send({ line: explanation ?? (error instanceof Error ? error.message : String(error)) })
          send({ exit: explanation === undefined ? 1 : outsideExitOf(error) })
          socket.end()
        },
      )
    })
  })
}

async function runHere(
  { name, args, keys }: Work,
  db: Database,
  write: (line: string) => void,
  isWanted: () => boolean = () => true,
): Promise<number> {
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined
  if (tool === undefined) return 2
  const lines = tool(db, keys, args)
  for (;;) {
    const next = await lines.next()
    if (next.done) return next.value
    // Whoever asked is gone: work that goes on for long ends with them, as it would in a process of their own.
    if (!isWanted()) {
      await lines.return(1)
      return 1
    }
    write(next.value)
  }
}

/** Runs a tool on a server's database, on a data directory nobody owns, or through the process that owns it. */
export async function runTool(
  work: Work,
  where: { databaseUrl?: string | undefined; dataDir: string },
  write: (line: string) => void,
): Promise<number> {
  const isWanted = (): boolean => work.signal?.aborted !== true
  if (where.databaseUrl) {
    const db = await openPostgres(where.databaseUrl)
    return runHere(work, db, write, isWanted).finally(() => db.close())
  }
  if (!existsSync(where.dataDir)) {
    write('there is no database here')
    return nothingFound
  }
  let lock: DataLock
  try {
    lock = await lockDataDir(where.dataDir)
  } catch (error) {
    if (!(error instanceof DataDirLocked)) throw error
    return runAtOwner(where.dataDir, work, write)
  }
  // Opening it would make an empty one.
  if (!hasDatabase(where.dataDir)) {
    await lock.release()
    write('there is no database here')
    return nothingFound
  }
  const db = await openPglite({ dataDir: `${where.dataDir}/pg` })
  return runHere(work, db, write, isWanted).finally(async () => {
    await db.close()
    await lock.release()
  })
}

function runAtOwner(
  dataDir: string,
  { name, args, signal }: Work,
  write: (line: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(ownerSocket(dataDir))
    let exit: number | undefined
    signal?.addEventListener('abort', () => {
      exit = 1
      socket.destroy()
    })
    const output = createInterface({ input: socket })
    output.on('error', reject)
    output.on('line', (text) => {
      const message = JSON.parse(text) as ToolLine
      if ('exit' in message) exit = message.exit
      else write(message.line)
    })
    socket.once('error', reject)
    socket.once('close', () =>
      exit === undefined ? reject(new OwnerHungUp('the owner of the data hung up')) : resolve(exit),
    )
    socket.write(`${JSON.stringify([name, ...args])}\n`)
  })
}
