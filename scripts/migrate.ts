/** Brings all rooms' tables up to date: MIGRATION_DATABASE_URL, else DATABASE_URL, else the embedded database. */

import { lockDataDir } from '@one-visit/kit/data-lock.ts'
import { openPglite, openPostgres } from '@one-visit/kit/database.ts'
import { migrate, roomMigrations } from '@one-visit/kit/migrate.ts'
import { hubDataDir } from './host/data-dirs.ts'

const url = process.env.MIGRATION_DATABASE_URL ?? process.env.DATABASE_URL
const dataDir = hubDataDir()
const lock = url ? undefined : await lockDataDir(dataDir)
const db = url
  ? await openPostgres(url, { connectionsMax: 1 })
  : await openPglite({ dataDir: `${dataDir}/pg` })
await migrate(db, roomMigrations())
await db.close()
await lock?.release()
console.log('the tables are up to date')
