import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { DataDirLocked, type DataLock, lockDataDir, ownerSocket } from '@one-visit/kit/database/data-lock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { exits } from '../command.ts'
import { hasDatabase } from '../host/data-dirs.ts'
import { OwnerHungUp } from '../host/explained.ts'
import type { ToolLine, Work } from './work.ts'

/**
 * Runs a tool on a server's database, on a data directory nobody owns, or through the process that owns it. The tool and
 * the rooms it needs are loaded last: missing keys, a database out of reach and a directory in use are told at once.
 */
export async function runTool(
  work: Work,
  where: { databaseUrl?: string | undefined; dataDir: string },
  write: (line: string) => void,
): Promise<number> {
  if (where.databaseUrl) {
    work.keys?.()
    const { openPostgres } = await import('@one-visit/kit/database/postgres.ts')
    const db = await openPostgres(where.databaseUrl)
    return runHere(work, db, write).finally(() => db.close())
  }
  if (!existsSync(where.dataDir)) return withoutDatabase(write)
  let lock: DataLock
  try {
    lock = await lockDataDir(where.dataDir)
  } catch (error) {
    if (!(error instanceof DataDirLocked)) throw error
    return runAtOwner(where.dataDir, work, write)
  }
  try {
    // Opening it would make an empty one.
    if (!hasDatabase(where.dataDir)) return withoutDatabase(write)
    work.keys?.()
    const { openPglite } = await import('@one-visit/kit/database/pglite.ts')
    const db = await openPglite({ dataDir: `${where.dataDir}/pg` })
    return await runHere(work, db, write).finally(() => db.close())
  } finally {
    await lock.release()
  }
}

function withoutDatabase(write: (line: string) => void): number {
  write('There is no database here.')
  return exits.noDatabase
}

async function runHere(work: Work, db: Database, write: (line: string) => void): Promise<number> {
  const { runOn } = await import('./tools.ts')
  return runOn(db, { ...work, isWanted: () => work.signal?.aborted !== true }, write)
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
      exit = exits.failed
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
      exit === undefined
        ? reject(new OwnerHungUp('The process that owns the data hung up before the work was done.'))
        : resolve(exit),
    )
    socket.write(`${JSON.stringify([name, ...args])}\n`)
  })
}
