import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, rowsOf } from '../../database/database.ts'
import { scratchDatabase } from '../../testing.ts'
import { arrayText } from './array-text.ts'

let db: Database
beforeAll(async () => {
  db = await scratchDatabase(async (owner) => {
    await owner.script(
      `do $$ begin if not exists (select from pg_roles where rolname = 'hub_app') then create role hub_app nologin; end if; exception when duplicate_object or unique_violation then null; end $$`,
    )
  })
})
afterAll(() => db.close())

async function back(values: readonly unknown[]) {
  return rowsOf<{ value: string | null }>(
    await db.orm.execute(
      sql`select value from unnest(${arrayText(values)}) with ordinality as t(value, place) order by place`,
    ),
  ).map(({ value }) => value)
}

it.each([
  [[]],
  [['']],
  [['', '']],
  [[null]],
  [['a', null, 'b']],
  [['a', 'a', 'a']],
  [['\u001f', '\u001f']],
  [['\u001e', '\u001e']],
  [[null, null]],
  [['\u001f', 'a']],
  [['\u001e']],
  [['"', '\\', '{', ',', 'NULL', null]],
])('gives %j back from the database', async (values) => {
  expect(await back(values)).toEqual(values)
})

it('gives any texts back from the database', async () => {
  const text = fc
    .oneof(fc.string(), fc.constantFrom('', '\u001e', '\u001f', 'NULL'))
    .map((one) => one.replaceAll('\u0000', ''))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { maxLength: 8 }), async (values) => {
      expect(await back(values)).toEqual(values)
    }),
    { numRuns: 60 },
  )
})
