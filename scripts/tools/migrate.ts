/** Brings all rooms' tables up to date. `npm run migrate -- --help` says everything. */
import { dataExits, readCommand } from '../command.ts'
import { hubDataDir } from '../host/data-dirs.ts'

readCommand({
  run: 'npm run migrate',
  purpose: 'Brings the tables of all rooms up to date, as the owner of the tables.',
  options: {},
  environment: {
    MIGRATION_DATABASE_URL: 'the server, as the owner of the tables',
    DATABASE_URL: 'the server, where the application owns its tables',
    HUB_DATA_DIR: 'data directory of the embedded database, without a server (.data)',
  },
  exits: dataExits,
})

const { runProgram } = await import('../host/explained.ts')
await runProgram(async () => {
  const { lockDataDir } = await import('@one-visit/kit/database/data-lock.ts')
  const url = process.env.MIGRATION_DATABASE_URL || process.env.DATABASE_URL
  const dataDir = hubDataDir()
  const lock = url ? undefined : await lockDataDir(dataDir)
  const { openPglite } = await import('@one-visit/kit/database/pglite.ts')
  const { openPostgres } = await import('@one-visit/kit/database/postgres.ts')
  const db = url
    ? await openPostgres(url, { connectionsMax: 1 })
    : await openPglite({ dataDir: `${dataDir}/pg` })
  const { migrate, roomMigrations } = await import('@one-visit/kit/database/migrate.ts')
  await migrate(db, roomMigrations()).finally(() => db.close())
  await lock?.release()
  console.log('the tables are up to date')
  return 0
})
