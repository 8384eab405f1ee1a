import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../testing.ts'
import { type DatabaseInReach, databaseInReach } from './fixtures/database-in-reach.ts'
import { buildThings, makeThings, signAsTwo, type Things } from './fixtures/things.ts'

let reach: DatabaseInReach
let room: Things
let address: string
const clock = fixedClock('2026-01-02T00:00:00Z')
const { journalKey } = testKeys()

async function openRoom(): Promise<void> {
  room = await buildThings({ db: reach.db, clock, journalKey })
  await room.app.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(room.app.server.address() as AddressInfo).port}/feeds/things`
}

beforeAll(async () => {
  reach = await databaseInReach(await scratchDatabase(makeThings))
  await openRoom()
})
afterAll(async () => {
  await room.close()
  await reach.close()
})

const record = { id: 'kept', at: '2026-01-01T00:00:01Z', size: 1 }

async function ask(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${address}/${path}`, {
    headers: { authorization: 'Bearer token-one', 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: (await answer.json()) as Record<string, unknown>,
  }
}

const send = (key: string, records: unknown = [record]) => ask('thing', records, { 'idempotency-key': key })
const away = {
  status: 503,
  retryAfter: '5',
  body: { code: 'STORE_UNAVAILABLE', requestId: expect.any(String) },
}

describe('a room that has lost its database', () => {
  let receiptId: unknown

  it('says so with 503 and when to come again, on every address, and acknowledges nothing', async () => {
    const before = await send('before')
    expect(before.status).toBe(201)
    receiptId = before.body.receiptId
    await reach.lose()
    const signed = JSON.stringify([record])
    const bySignature = await fetch(`${address}/thing`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signAsTwo('m1', clock(), signed) },
      body: signed,
    })
    expect(bySignature.status).toBe(503)
    expect(await send('meanwhile')).toMatchObject(away)
    // A repeat as well: what is known of it is in the database.
    expect(await send('before')).toMatchObject(away)
    expect(await ask(`receipts/${receiptId}`)).toMatchObject(away)
    expect(await ask('quarantine')).toMatchObject(away)
    expect(await ask('heartbeat', { at: clock().toISOString() })).toMatchObject(away)
    const compared = { at: clock().toISOString(), records: [{ message: 'thing', count: 1 }] }
    expect(await ask('reconciliation', compared)).toMatchObject(away)
    // What needs no database is refused as ever.
    expect((await ask('thing', [record], { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('takes the same in when the database is there again, and kept nothing of it before', async () => {
    reach.db = await reach.restore()
    if (reach.db.kind === 'pglite') {
      await room.close()
      await openRoom()
    }
    const keys = async () =>
      rowsOf<{ key: string }>(
        await reach.db.orm.execute(sql`select idempotency_key as key from things.feed_journal order by id`),
      ).map(({ key }) => key)
    expect(await keys()).toEqual(['before'])
    expect((await ask(`receipts/${receiptId}`)).body).toMatchObject({ counts: { APPLIED: 1 } })
    const again = await send('meanwhile', [{ ...record, id: 'meanwhile' }])
    expect(again).toMatchObject({ status: 201, body: { counts: { APPLIED: 1 } } })
    expect(await keys()).toEqual(['before', 'meanwhile'])
  })

  it('still calls a fault of its own a fault', async () => {
    await reach.db.orm.execute(sql`alter table things.feed_journal rename to journal_gone`)
    try {
      expect(await send('fault')).toMatchObject({ status: 500, body: { code: 'INTERNAL_SERVER_ERROR' } })
    } finally {
      await reach.db.orm.execute(sql`alter table things.journal_gone rename to feed_journal`)
    }
    expect((await send('fault')).status).toBe(201)
  })
})
