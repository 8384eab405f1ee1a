/**
 * Makes a stored hub with the code at hand; see README.md. Needs a PostgreSQL server and its pg_dump.
 *
 *     DATABASE_URL=postgres://... npx tsx test/yesterday/make.ts <folder>
 *
 * The folder must not hold one already: what ran yesterday is never made again.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { type Database, rowsOf, statementOf } from '@one-visit/kit/database/database.ts'
import { migrate, roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { openPostgres } from '@one-visit/kit/database/postgres.ts'
import { readHubKeys } from '@one-visit/scripts/host/keys.ts'
import { buildWorld } from '../world.ts'
import { dumpDatabase } from './dump.ts'
import { playHub, policeOfYesterday } from './play-hub.ts'
import { shiftTime } from './shifted-time.ts'

/** When the hub began to run. */
const beganAt = '2026-11-02T02:00:00.000Z'

/** Database the hub is played in; made and dropped here. */
const databaseName = 'hub_of_yesterday'

const [folder] = process.argv.slice(2)
const serverUrl = process.env.DATABASE_URL
if (folder === undefined || !serverUrl)
  throw new Error('Name the folder, and in DATABASE_URL a PostgreSQL server.')
if (existsSync(`${folder}/hub.sql.gz`))
  throw new Error(`${folder} holds a stored hub; it is never made again. Name another folder.`)

mkdirSync(folder, { recursive: true })
const keys = readHubKeys(folder)
shiftTime(beganAt)
const url = Object.assign(new URL(serverUrl), { pathname: `/${databaseName}` }).href
const server = await openPostgres(serverUrl, { connectionsMax: 1 })
await server.script(`drop database if exists ${databaseName}`)
await server.script(`create database ${databaseName}`)
try {
  const db = await openPostgres(url)
  await migrate(db, roomMigrations())
  const police = await policeOfYesterday()
  const world = await buildWorld({ db, keys, policeUrl: police.url, callbackLoopback: true })
  const cases = await playHub(world)
  await untilIdle(db)
  const stoppedAt = new Date().toISOString()
  await world.close()
  await police.close()
  const text = dumpDatabase(url)
  writeFileSync(`${folder}/hub.sql.gz`, gzipSync(text, { level: 9 }))
  writeFileSync(`${folder}/cases.json`, `${JSON.stringify({ stoppedAt, ...cases }, undefined, 2)}\n`)
} finally {
  await server.script(`drop database if exists ${databaseName} with (force)`)
  await server.close()
}

/** Waits until no room has work left but what is for later. */
async function untilIdle(db: Database): Promise<void> {
  const schemas = rowsOf<{ schema: string }>(
    await db.orm.execute(
      statementOf("select table_schema as schema from information_schema.tables where table_name = 'job'"),
    ),
  )
  const counts = schemas.map(
    ({ schema }) =>
      `select count(*) as waiting from ${schema}.job where state in ('created', 'retry', 'active') and start_after <= now()`,
  )
  const total = statementOf(`select sum(waiting) as waiting from (${counts.join(' union all ')}) as each`)
  for (;;) {
    const [row] = rowsOf<{ waiting: string }>(await db.orm.execute(total))
    if (Number(row?.waiting) === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
