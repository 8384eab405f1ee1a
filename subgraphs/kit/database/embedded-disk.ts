import { statfsSync } from 'node:fs'

/**
 * Space the embedded database must have to write anything, bytes. Its log grows by files of 16 MB, and where one cannot
 * be made PGlite goes round in a circle for ever and the process with it; a server would end and say why.
 */
const reserveBytes = 64 * 1024 * 1024

/** How often the log is cut off behind what is in the tables, ms: PGlite has nobody who does it, and would keep all of it. */
export const checkpointEveryMs = 300_000

/** The embedded database has no room to write. SQLSTATE is what a server says of a full disk. */
class DiskFull extends Error {
  override readonly name = 'DiskFull'
  readonly code = '53100'
}

/** Refuses to write into a folder whose disk is nearly full. @throws DiskFull */
export function checkSpace(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir)
  if (bavail * bsize >= reserveBytes) return
  const [left, wanted] = [bavail * bsize, reserveBytes].map((bytes) => Math.floor(bytes / 1024 / 1024))
  throw new DiskFull(
    `${left} MB are left on the disk of ${dataDir}; the embedded database writes from ${wanted} MB on`,
  )
}
