import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { replay } from '@one-visit/approvals/replay.ts'
import { listDecisions } from '@one-visit/approvals/store.ts'
import { DataDirLocked, type DataLock, lockDataDir, ownerSocket } from '@one-visit/kit/data-lock.ts'
import { type Database, openPglite, openPostgres } from '@one-visit/kit/database.ts'
import { hasDatabase } from './data-dirs.ts'

/** A line of a tool's output, or the end with its exit code. */
export type ToolLine = { line: string } | { exit: number }

/** A tool that works on the data: the same output and exit code whoever runs it. */
export type Tool = (db: Database) => AsyncGenerator<string, number>

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

/** The tools the owner of a data directory does for others. */
export const tools: Readonly<Record<string, Tool>> = { replay: replayAll }

const runHere = async (tool: Tool, db: Database, write: (line: string) => void): Promise<number> => {
  const lines = tool(db)
  for (;;) {
    const next = await lines.next()
    if (next.done) return next.value
    write(next.value)
  }
}

/** Lets the owner of the data serve the tools: one line with the tool's name in, lines of JSON out. */
export const serveTools = (lock: DataLock, db: Database): void =>
  lock.serve((socket: Socket) => {
    const input = createInterface({ input: socket })
    input.once('line', (name) => {
      const send = (message: ToolLine): void => void socket.write(`${JSON.stringify(message)}\n`)
      const tool = Object.hasOwn(tools, name) ? tools[name] : undefined
      const done = tool === undefined ? Promise.resolve(2) : runHere(tool, db, (line) => send({ line }))
      done.then(
        (exit) => {
          send({ exit })
          socket.end()
        },
        (error: unknown) => {
          send({ line: error instanceof Error ? error.message : String(error) })
          send({ exit: 1 })
          socket.end()
        },
      )
    })
  })

const runAtOwner = (dataDir: string, name: string, write: (line: string) => void): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(ownerSocket(dataDir))
    let exit: number | undefined
    createInterface({ input: socket }).on('line', (text) => {
      const message = JSON.parse(text) as ToolLine
      if ('exit' in message) exit = message.exit
      else write(message.line)
    })
    socket.once('error', reject)
    socket.once('close', () =>
      exit === undefined ? reject(new Error('the owner of the data hung up')) : resolve(exit),
    )
    socket.write(`${name}\n`)
  })

/** Runs a tool on a server's database, on a data directory nobody owns, or through the process that owns it. */
export const runTool = async (
  name: string,
  where: { databaseUrl?: string | undefined; dataDir: string },
  write: (line: string) => void,
): Promise<number> => {
  const tool = tools[name]
  if (tool === undefined) throw new Error(`there is no tool ${name}`)
  if (where.databaseUrl) {
    const db = await openPostgres(where.databaseUrl)
    return runHere(tool, db, write).finally(() => db.close())
  }
  // Opening it would make an empty one.
  if (!hasDatabase(where.dataDir)) {
    write('there is no database here')
    return nothingFound
  }
  let lock: DataLock
  try {
    lock = await lockDataDir(where.dataDir)
  } catch (error) {
    if (!(error instanceof DataDirLocked)) throw error
    return runAtOwner(where.dataDir, name, write)
  }
  const db = await openPglite({ dataDir: `${where.dataDir}/pg` })
  return runHere(tool, db, write).finally(async () => {
    await db.close()
    await lock.release()
  })
}
