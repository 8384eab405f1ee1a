import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../testing.ts'
import { type Database, rowsOf } from './database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Asking a table, in a policy or a function: `select f()` asks none. */
const asksTable = /\bfrom\b/i

it('no policy of any room asks a table: the planner would read all of it for a page of another', async () => {
  const policies = rowsOf<{ name: string; says: string }>(
    await db.orm.execute(sql`
      select schemaname || '.' || tablename || ' ' || policyname as name, concat_ws(' ', qual, with_check) as says
      from pg_policies order by 1`),
  )
  expect(policies.length).toBeGreaterThan(20)
  expect(policies.filter(({ says }) => asksTable.test(says)).map(({ name }) => name)).toEqual([])

  const functions = rowsOf<{ name: string; body: string }>(
    await db.orm.execute(sql`
      select n.nspname || '.' || p.proname as name, p.prosrc as body
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema')`),
  )
  const called = functions.filter(({ name }) => policies.some(({ says }) => says.includes(`${name}(`)))
  expect(called.map(({ name }) => name)).toContain('approvals.asking_as')
  expect(called.filter(({ body }) => asksTable.test(body)).map(({ name }) => name)).toEqual([])
})
