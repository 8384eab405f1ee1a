/**
 * Brings all rooms' tables up to date: MIGRATION_DATABASE_URL, else DATABASE_URL, else the embedded database. Exit codes
 * are in `host/README.md`.
 */

import { lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import { openPglite, openPostgres } from '@one-visit/kit/database/database.ts'
import { migrate, roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { hubDataDir } from '../host/data-dirs.ts'
import { runProgram } from '../host/explained.ts'

await runProgram(async () => {
  const url = process.env.MIGRATION_DATABASE_URL ?? process.env.DATABASE_URL
  const dataDir = hubDataDir()
  const lock = url ? undefined : await lockDataDir(dataDir)
  const db = url
    ? await openPostgres(url, { connectionsMax: 1 })
    : await openPglite({ dataDir: `${dataDir}/pg` })
  await migrate(db, roomMigrations()).finally(() => db.close())
  await lock?.release()
  console.log('the tables are up to date')
  return 0
})
