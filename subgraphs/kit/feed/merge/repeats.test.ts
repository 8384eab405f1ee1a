import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, rowsOf } from '../../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, type Things, thing } from '../fixtures/things.ts'
import { RecordFault } from '../message.ts'

/** The same bytes without a key, as real senders send them: a retry, or the same again. */
let db: Database
let room: Things
const clock = fixedClock('2026-01-02T00:00:00Z')
let isDue = false
let isInTheWay = true
/** A thing without a time of its own: it is so when it comes. One called `early` is refused until its time has come, one called `second` while something stands in its way. */
const undated: typeof thing = {
  ...thing,
  plan: { ...thing.plan, undated: true },
  map: (wire, context) => {
    if (wire.id === 'early' && !isDue) throw new RecordFault('TIME_AHEAD', '/at', 'ahead of its time')
    return { ...thing.map(wire, context), sourceAt: context.receivedAt }
  },
  reject: async (_, rows) =>
    new Map(
      rows.flatMap(({ id }, index) =>
        id === 'second' && isInTheWay
          ? [[index, new RecordFault('PERMIT_IN_FORCE', '/id', 'another one stands')]]
          : [],
      ),
    ),
}

beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({ db, clock, journalKey: testKeys().journalKey, message: undated })
})
afterAll(async () => {
  await room.close()
  await db.close()
})
beforeEach(async () => {
  clock.set('2026-01-02T00:00:00Z')
  for (const table of ['feed_journal', 'feed_unread', 'feed_receipt_records', 'things', 'things_history'])
    await db.orm.execute(sql.raw(`delete from things.${table}`))
})

const wait = (minutes: number) =>
  clock.set(new Date(Date.parse('2026-01-02T00:00:00Z') + minutes * 60_000).toISOString())

async function send(size: number, id = 'a') {
  const answer = await room.app.inject({
    method: 'POST',
    url: '/feeds/things/thing',
    headers: { 'content-type': 'application/json', authorization: 'Bearer token-one' },
    payload: JSON.stringify([{ id, size, at: '2026-01-01T00:00:00Z' }]),
  })
  const { receiptId, records } = answer.json()
  return { receiptId, outcome: records[0].outcome }
}

async function state() {
  const [now] = rowsOf<{ size: number }>(
    await db.orm.execute(sql`select size from things.things where id = 'a'`),
  )
  const history = rowsOf(await db.orm.execute(sql`select from things.things_history where id = 'a'`))
  return { size: now?.size, history: history.length }
}

describe('equal bytes without a key', () => {
  it('are a retry within ten minutes, and get the stored receipt', async () => {
    const first = await send(5)
    wait(10)
    expect(await send(5)).toEqual(first)
  })

  it('end as A after A, B, A, however soon they come', async () => {
    const first = await send(5)
    wait(1)
    await send(7)
    wait(2)
    const again = await send(5)
    expect(again.outcome).toBe('APPLIED')
    expect(again.receiptId).not.toBe(first.receiptId)
    expect(await state()).toEqual({ size: 5, history: 3 })
    expect(await send(5)).toEqual(again)
  })

  it('are judged anew later, and where they say nothing new write no history', async () => {
    await send(5)
    wait(11)
    expect((await send(5)).outcome).toBe('DUPLICATE')
    expect(await state()).toEqual({ size: 5, history: 1 })
  })

  it('are made again from the journal as they were kept', async () => {
    await send(5)
    wait(11)
    await send(5)
    await db.orm.execute(sql`update things.feed_receipt_records set outcome = 'APPLIED'`)
    const { tables, same } = await room.feeds.rebuild()
    // Of a hub that kept each repeat, a rebuild keeps each.
    expect({ same, surplus: tables.map(({ surplus }) => surplus) }).toEqual({ same: false, surplus: [1, 0] })
  })

  it('that were refused are refused with the same receipt, until they would be taken', async () => {
    const refused = await send(5, 'early')
    expect(refused.outcome).toBe('QUARANTINED')
    expect(await send(5, 'early')).toEqual(refused)
    isDue = true
    expect((await send(5, 'early')).outcome).toBe('APPLIED')
  })

  it('that something stood in the way of get the stored receipt, until it has ended', async () => {
    const refused = await send(5, 'second')
    expect(refused.outcome).toBe('QUARANTINED')
    expect(await send(5, 'second')).toEqual(refused)
    isInTheWay = false
    expect((await send(5, 'second')).outcome).toBe('APPLIED')
  })
})
