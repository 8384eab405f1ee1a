import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { openPostgres } from '@one-visit/kit/database/postgres.ts'
import { sql } from 'drizzle-orm'

/** Runs SQL on a test's database as the owner of the tables, who can do more than the application. */
export async function asOwner(db: Database, text: string): Promise<void> {
  if (db.kind === 'pglite') return void (await db.script(text))
  const owner = await openOwner(db)
  await owner.script(text).finally(() => owner.close())
}

/** Runs SQL past every guard, as somebody who may do anything with the database. */
export function asIntruder(db: Database, text: string): Promise<void> {
  return asOwner(
    db,
    `set session_replication_role = replica; ${text}; set session_replication_role = origin;`,
  )
}

async function openOwner(db: Database): Promise<Database> {
  const [row] = rowsOf<{ name: string }>(await db.orm.execute(sql`select current_database() as name`))
  const url = new URL(process.env.DATABASE_URL ?? '')
  url.pathname = `/${row?.name}`
  return openPostgres(url.href, { connectionsMax: 1 })
}
