import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

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
export const ownerSocket = (dataDir: string): string => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const real = realpathSync(dataDir)
  const inside = join(real, 'owner.sock')
  const shortest = [inside, relative(process.cwd(), inside)].sort((a, b) => a.length - b.length)[0] ?? inside
  if (Buffer.byteLength(shortest) <= socketPathMax) return shortest
  return join(tmpdir(), `one-visit-${createHash('sha256').update(real).digest('hex').slice(0, 24)}.sock`)
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** Whether somebody answers at a socket; a socket left by a killed process refuses. */
const isAlive = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EAGAIN'))
  })

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'

const pidOf = (dataDir: string): string => {
  try {
    return `process ${readFileSync(join(dataDir, 'owner.pid'), 'utf8').trim()}`
  } catch {
    return 'another process'
  }
}

const processLives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes a dead socket while no other starter does: a folder can be made by one process only. */
const clearDeadSocket = async (dataDir: string, path: string): Promise<void> => {
  const guard = join(dataDir, 'owner.clearing')
  try {
    mkdirSync(guard)
  } catch {
    const holder = Number(readPid(join(guard, 'pid')))
    if (holder > 0 && processLives(holder))
      throw new DataDirLocked(`${dataDir} is being opened by another process`)
    rmSync(guard, { recursive: true, force: true })
    mkdirSync(guard)
  }
  try {
    writeFileSync(join(guard, 'pid'), String(process.pid))
    if (!(await isAlive(path))) rmSync(path, { force: true })
  } finally {
    rmSync(guard, { recursive: true, force: true })
  }
}

const readPid = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * Locks a data directory for this process. The lock is a listening socket, so that it ends with the process however
 * the process ends.
 * @throws DataDirLocked when another process has it
 */
export const lockDataDir = async (dataDir: string): Promise<DataLock> => {
  const path = ownerSocket(dataDir)
  let answer: ((socket: Socket) => void) | undefined
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    if (answer === undefined) socket.end()
    else answer(socket)
  })
  try {
    await listen(server, path)
  } catch (error) {
    if (!isTaken(error)) throw error
    if (await isAlive(path))
      throw new DataDirLocked(
        `${dataDir} is in use by ${pidOf(dataDir)}; stop it, or set HUB_DATA_DIR to another folder`,
      )
    await clearDeadSocket(dataDir, path)
    try {
      await listen(server, path)
    } catch (again) {
      if (isTaken(again)) throw new DataDirLocked(`${dataDir} is in use by ${pidOf(dataDir)}`)
      throw again
    }
  }
  server.unref()
  writeFileSync(join(dataDir, 'owner.pid'), String(process.pid))
  return {
    serve: (next) => {
      answer = next
    },
    release: () =>
      new Promise((resolve) => {
        rmSync(join(dataDir, 'owner.pid'), { force: true })
        server.close(() => resolve())
      }),
  }
}
