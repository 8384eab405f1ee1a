import { sql } from 'drizzle-orm'
import { pgSchema } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../clock.ts'
import { type Database, type Orm, ownWork, type Tenant } from '../../database/database.ts'
import { mostRowsRead, testDatabase } from '../../testing.ts'
import { createQuarantine } from './quarantine.ts'
import type { BodyKeys } from './seal.ts'
import { feedTables } from './tables.ts'
import { createUnread } from './unread.ts'

const tables = feedTables(pgSchema('offices'))
const rowCount = 4_000
/** Of so many one is open; 40 senders of 40 organisations have as many each. */
const oneOf = 40

let db: Database
beforeAll(async () => {
  db = await testDatabase()
  await db.write(ownWork, async (tx) => {
    await tx.execute(sql`
      insert into offices.feed_quarantine (id, receipt_id, index, source, organisation, message, code, pointer, text, payload,
        key_month, quarantined_at, state)
      select gen_random_uuid(), gen_random_uuid(), 0, 'sender-' || g / ${oneOf}::int % 40, 'org-' || g / ${oneOf}::int % 40,
        'm', 'BAD', '/x', 't', 'p', '2026-03', now(),
        case when g % ${oneOf}::int = 0 then 'OPEN' when g % 2 = 0 then 'DISCARDED' else 'RESUBMITTED' end
      from generate_series(1, ${rowCount}::int) g`)
    await tx.execute(sql`
      insert into offices.feed_unread (id, source, message, receipt_id, index, subjects, received_at, closed_at, closed_because)
      select gen_random_uuid(), 'sender-' || g % 40, 'm', gen_random_uuid(), 0, array['m OFFICE ' || g], now(),
        case when g % ${oneOf}::int > 0 then now() end, case when g % ${oneOf}::int = 1 then 'why' end
      from generate_series(1, ${rowCount}::int) g`)
  })
})
afterAll(() => db.close())

/** Keys of bodies that were erased: lists show their records without what they held. */
const keys = { forReading: async () => undefined } as unknown as BodyKeys
const inside = (tx: Orm): Database => ({ ...db, orm: tx, read: (_, work) => work(tx) })
const quarantineIn = (tx: Orm) => createQuarantine(inside(tx), tables, keys, systemClock)
const unreadIn = (tx: Orm) =>
  createUnread(inside(tx), tables, { clock: systemClock, tell: async () => undefined })

const openCount = rowCount / oneOf
/** The open ones, in an index and in the table. */
const few = openCount * 2 + 10

describe('of many records of which few are open, only those are read by', () => {
  const own: Tenant = { organisation: 'org-7', roles: [] }
  it.each([
    ['the list of an administrator', ownWork, {}, openCount],
    ['the list of an administrator, of one sender', ownWork, { source: 'sender-7' }, openCount / 40],
    ['the list of an organisation', own, {}, openCount / 40],
    ['the list of a sender', own, { source: 'sender-7' }, openCount / 40],
  ] as const)('%s', async (_, tenant, filter, length) => {
    const listed: number[] = []
    const rows = await mostRowsRead(db, tenant, async (tx) => {
      listed.push((await quarantineIn(tx).list(tenant, filter)).records.length)
    })
    expect(listed.map((one) => Math.round(one / length))).toEqual([1])
    expect(rows).toBeLessThan(Math.max(length * 2, 10) + 10)
  })
  it('the count of them by sender', async () => {
    expect(await mostRowsRead(db, ownWork, (tx) => quarantineIn(tx).countOpen())).toBeLessThan(few)
  })
  it('the lists of what is unread, and the count of whom it blocks', async () => {
    for (const closedByHand of [false, true])
      expect(
        await mostRowsRead(db, ownWork, (tx) => unreadIn(tx).list({ first: 10, closedByHand })),
      ).toBeLessThan(few)
    expect(await mostRowsRead(db, ownWork, (tx) => unreadIn(tx).countSubjects())).toBeLessThan(few)
  })
})
