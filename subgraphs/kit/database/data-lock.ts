/**
 * One process a data directory, by hand: the lock is a socket the system closes when its holder dies, so that no stale
 * file keeps the next one out, and tools reach the holder by it. Libraries lock with files and a time after which they
 * no longer count.
 */
import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { makeDataFolder } from './data-folder.ts'
import { guarded } from './start-guard.ts'

/** Another process owns the data directory. */
export class DataDirLocked extends Error {
  override readonly name = 'DataDirLocked'
}

/** The exclusive right to a data directory, for as long as the process lives or until it is released. */
export interface DataLock {
  /** Answers the tools that ask the owner to do their work; one connection a request. */
  serve(answer: (socket: Socket) => void): void
  release(): Promise<void>
}

/** Longest path a unix socket may have on the systems we run on, bytes. */
const socketPathMax = 100

/** Where the owner of a data directory listens. A folder too deep for a unix socket gets one in the temporary folder. */
export function ownerSocket(dataDir: string): string {
  makeDataFolder(dataDir)
  const real = realpathSync(dataDir)
  const inside = join(real, 'owner.sock')
  const shortest = [inside, relative(process.cwd(), inside)].sort((a, b) => a.length - b.length)[0] ?? inside
  if (Buffer.byteLength(shortest) <= socketPathMax) return shortest
  return join(tmpdir(), `one-visit-${createHash('sha256').update(real).digest('hex').slice(0, 24)}.sock`)
}

/**
 * Locks a data directory for this process. The lock is a listening socket, so that it ends with the process however
 * the process ends.
 * @throws DataDirLocked when another process has it
 */
export async function lockDataDir(dataDir: string): Promise<DataLock> {
  const path = ownerSocket(dataDir)
  let answer: ((socket: Socket) => void) | undefined
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    // Read to its end, or a question that nobody reads would keep the lock from being released.
    if (answer === undefined) socket.resume().end()
    else answer(socket)
  })
  const pidFile = join(dataDir, 'owner.pid')
  const inUse = (): DataDirLocked =>
    new DataDirLocked(
      `${dataDir} is in use by ${pidOf(dataDir)}; stop it, or set HUB_DATA_DIR to another folder.`,
    )
  if (await isAlive(path)) throw inUse()
  // From the look at the socket to the listening on it: what is removed must not be another starter's.
  const taken = await guarded(join(dataDir, 'owner.clearing'), async () => {
    if (await isAlive(path)) throw inUse()
    rmSync(path, { force: true })
    // Before it listens: whoever finds it alive is told its number.
    writeFileSync(pidFile, String(process.pid))
    await listen(server, path)
    return true
  })
  if (taken === undefined) throw new DataDirLocked(`${dataDir} is being opened by another process.`)
  server.unref()
  const forget = (): void => rmSync(pidFile, { force: true })
  process.once('exit', forget)
  return {
    serve: (next) => {
      answer = next
    },
    release: () =>
      new Promise((resolve) => {
        process.off('exit', forget)
        forget()
        server.close(() => resolve())
      }),
  }
}

function pidOf(dataDir: string): string {
  try {
    return `process ${readFileSync(join(dataDir, 'owner.pid'), 'utf8').trim()}`
  } catch {
    return 'another process'
  }
}

/** Whether somebody answers at a socket; a socket left by a killed process refuses. */
function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EAGAIN'))
  })
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
