import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { installJobs } from '../work/jobs.ts'
import { applicationRole, type Database } from './database.ts'
import { schemaOf } from './schema-of.ts'

/** Where one room keeps its migrations, and the queues its jobs run in. */
export interface RoomMigrations {
  room: string
  folder: string
  queues: readonly string[]
}

const subgraphs = fileURLToPath(new URL('../..', import.meta.url))

/** Every room that has migrations, in order of names. `queues.json` beside them lists the room's queues. */
export function roomMigrations(): RoomMigrations[] {
  return readdirSync(subgraphs)
    .sort()
    .map((room) => ({ room, folder: `${subgraphs}/${room}/migrations` }))
    .filter(({ folder }) => existsSync(`${folder}/meta/_journal.json`))
    .map(({ room, folder }) => ({
      room,
      folder,
      queues: existsSync(`${folder}/queues.json`)
        ? (JSON.parse(readFileSync(`${folder}/queues.json`, 'utf8')) as string[])
        : [],
    }))
}

/** Digest over all migrations of some rooms: two databases with the same one have the same tables. */
export function migrationsDigest(rooms: readonly RoomMigrations[]): string {
  const hash = createHash('sha256')
  for (const { room, folder, queues } of rooms) {
    hash.update(`${room}\n${JSON.stringify(queues)}\n`)
    for (const { hash: file } of readMigrationFiles({ migrationsFolder: folder })) hash.update(`${file}\n`)
  }
  for (const own of ['./migrate.ts', '../work/jobs.ts'])
    hash.update(readFileSync(fileURLToPath(new URL(own, import.meta.url))))
  return hash.digest('hex').slice(0, 16)
}

/** The role of the application, once per server; two databases may be made at the same time. */
const createRole = `do $$ begin
  if not exists (select from pg_roles where rolname = '${applicationRole}') then create role ${applicationRole} nologin; end if;
exception when duplicate_object or unique_violation then null; end $$`

/** Brings the tables of some rooms up to date. Run by the owner of the tables; running it again does nothing. */
export async function migrate(db: Database, rooms: readonly RoomMigrations[]): Promise<void> {
  await db.script(createRole)
  for (const { room, folder, queues } of rooms) {
    const schema = schemaOf(room)
    await db.script(prepareSchema(schema))
    const options = { migrationsFolder: folder, migrationsSchema: schema, migrationsTable: 'migrations' }
    if (db.kind === 'pglite')
      await migratePglite(db.orm as unknown as Parameters<typeof migratePglite>[0], options)
    else await migratePg(db.orm as unknown as Parameters<typeof migratePg>[0], options)
    await db.script(makeKeyChecks(schema))
    if (queues.length > 0) await installJobs(db, room, queues)
  }
}

/** What the application's role may do with tables a room is going to make; a room's own SQL takes away from it. */
function prepareSchema(schema: string): string {
  return `
  create schema if not exists ${schema};
  grant usage on schema ${schema} to ${applicationRole};
  alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${applicationRole};
  alter default privileges in schema ${schema} grant usage, select on sequences to ${applicationRole};
  alter default privileges in schema ${schema} grant execute on functions to ${applicationRole};`
}

/**
 * The table of `key-checks.ts`. Like the list of migrations it belongs to the kit, not to what a room keeps; it is made empty, in an
 * instant, however many rows the others have.
 */
function makeKeyChecks(schema: string): string {
  return `
  create table if not exists ${schema}.key_checks (name text primary key, value text not null);
  revoke delete on ${schema}.key_checks from ${applicationRole};
  grant select, insert, update on ${schema}.key_checks to ${applicationRole};`
}
