import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Database } from './database.ts'
import { migrate, migrationsDigest, type RoomMigrations } from './migrate.ts'
import { dumpPglite, openPglite } from './pglite.ts'

const cache = fileURLToPath(new URL('../../node_modules/.cache/one-visit', import.meta.url))

/** After this long a maker that gave no sign is taken for dead, ms. */
const makerMs = 180_000

/**
 * The image of an embedded database with all migrations run: made once for each state of the migrations, however many
 * processes ask, and kept under node_modules/.cache.
 */
export function migratedImage(rooms: readonly RoomMigrations[]): Promise<Blob> {
  return keptImage(migrationsDigest(rooms), (db) => migrate(db, rooms))
}

/**
 * The image of an embedded database as `prepare` leaves it: made once for each digest, however many processes ask, and
 * kept under node_modules/.cache. The digest is over everything the database follows from. `open` gives the database
 * that is prepared; an empty one unless said.
 */
export async function keptImage(
  digest: string,
  prepare: (db: Database) => Promise<void>,
  open: () => Promise<Database> = () => openPglite({}),
): Promise<Blob> {
  mkdirSync(cache, { recursive: true })
  const file = `${cache}/pglite-${digest}.tar`
  const guard = `${file}.making`
  for (;;) {
    const known = read(file)
    if (known !== undefined) return known
    if (claim(guard)) {
      try {
        return read(file) ?? (await make(await open(), prepare, file))
      } finally {
        rmSync(guard, { recursive: true, force: true })
      }
    }
    await sleep(100)
  }
}

function read(file: string): Blob | undefined {
  try {
    return new Blob([readFileSync(file)])
  } catch {
    return undefined
  }
}

/** Whether this process may make the image; another that is making it leaves a folder. */
function claim(guard: string): boolean {
  try {
    mkdirSync(guard)
    return true
  } catch {
    try {
      if (Date.now() - statSync(guard).mtimeMs > makerMs) rmSync(guard, { recursive: true, force: true })
    } catch {
      // The maker has just finished.
    }
    return false
  }
}

async function make(db: Database, prepare: (db: Database) => Promise<void>, file: string): Promise<Blob> {
  try {
    await prepare(db)
    // Or whoever begins with the image does again what the log says.
    await db.script('checkpoint')
    const image = await dumpPglite(db)
    const bytes = Buffer.from(await image.arrayBuffer())
    writeFileSync(`${file}.${process.pid}`, bytes)
    renameSync(`${file}.${process.pid}`, file)
    return new Blob([bytes])
  } finally {
    await db.close()
  }
}
