import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../database/database.ts'
import type { Logger } from '../../log.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, secretOfTwo, signAsTwo, type Things } from '../fixtures/things.ts'

let db: Database
let room: Things
const warnings: object[] = []
const clock = fixedClock('2026-01-02T00:00:00Z')
const log = {
  warn: (what: object) => void warnings.push(what),
  info: () => undefined,
  error: () => undefined,
} as unknown as Logger

beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({ db, clock, journalKey: testKeys().journalKey, feeds: { log } })
})
afterAll(async () => {
  await room.close()
  await db.close()
})

const record = (id: string) => ({ id, at: '2026-01-01T00:00:00Z' })

async function post(body: string, headers: Record<string, string>, path = 'records/thing') {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/things/${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

const asOne = { authorization: 'Bearer token-one' }

describe('plain JSON', () => {
  it('is taken for every message of a room, with a key of its own', async () => {
    const body = JSON.stringify([record('p1'), { id: 'p2' }])
    expect((await post(body, asOne)).status).toBe(400)
    const answer = await post(body, { ...asOne, 'idempotency-key': 'p' })
    expect(answer).toMatchObject({
      status: 201,
      body: { records: [{ outcome: 'APPLIED' }, { outcome: 'QUARANTINED', pointer: '/at' }] },
    })
    expect((await post(body, asOne, 'records/nothing')).status).toBe(404)
  })
  it('of a signed message is one batch however often it is replayed, whatever key is put beside it', async () => {
    const body = JSON.stringify(record('replayed'))
    const signed = signAsTwo('msg_replayed', clock(), body)
    const first = await post(body, signed)
    expect(first.status).toBe(201)
    const replayed = await post(body, { ...signed, 'idempotency-key': 'of an eavesdropper' })
    expect(replayed.body.receiptId).toBe(first.body.receiptId)
    const other = JSON.stringify(record('other'))
    expect((await post(other, signAsTwo('msg_replayed', clock(), other))).status).toBe(422)
    clock.set('2026-01-02T00:05:01Z')
    expect((await post(body, signed)).status).toBe(401)
    clock.set('2026-01-02T00:00:00Z')
  })
  it('is accepted by the old and the new key while a sender changes them', async () => {
    const next = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const register = (webhookSecrets: string[]) =>
      db.transaction((tx) =>
        room.feeds.sources.register(tx, [
          { id: 'two', name: 'Two', authority: 'A', organisation: 'o2', webhookSecrets, allowed: ['*'] },
        ]),
      )
    const send = async (id: string, secret: string) => {
      const body = JSON.stringify(record(id))
      return (await post(body, signAsTwo(id, clock(), body, secret))).status
    }
    await register([secretOfTwo, next])
    expect([await send('r1', secretOfTwo), await send('r2', next)]).toEqual([201, 201])
    await register([next])
    expect([await send('r3', secretOfTwo), await send('r4', next)]).toEqual([401, 201])
    await register([secretOfTwo])
  })
})

describe('records somebody sends whom the gateway knows', () => {
  const submission = {
    caller: { caller: 'somebody', organisation: 'o1' },
    message: 'thing',
    records: [record('s1'), { id: 's2' }],
    idempotencyKey: 'submitted',
  }
  it('are the batch that the same key and body gives over HTTP', async () => {
    const receipt = await room.feeds.submit(submission)
    expect(receipt.counts).toMatchObject({ APPLIED: 1, QUARANTINED: 1 })
    const again = await post(JSON.stringify(submission.records), { ...asOne, 'idempotency-key': 'submitted' })
    expect(again.body.receiptId).toBe(receipt.receiptId)
    expect(await room.feeds.rebuild()).toMatchObject({ same: true })
  })
  it.each([
    [
      'an organisation no sender is registered for',
      { caller: { caller: 'one', organisation: 'o9' } },
      'FORBIDDEN',
    ],
    ['nobody’s organisation', { caller: { caller: 'one' } }, 'FORBIDDEN'],
    ['a message of another room', { message: 'office' }, 'BAD_USER_INPUT'],
    ['a key no column can hold', { idempotencyKey: 'a\u0000b' }, 'BAD_USER_INPUT'],
    ['no key', { idempotencyKey: '' }, 'BAD_USER_INPUT'],
    ['other records under the same key', { records: [record('s3')] }, 'IDEMPOTENCY_KEY_REUSED'],
    ['a negative number', { sequence: -1 }, 'BAD_USER_INPUT'],
  ])('are refused from %s', async (_, part, code) => {
    await expect(room.feeds.submit({ ...submission, ...part })).rejects.toMatchObject({ code })
  })
  it('spend the quota of their sender, and a sender that has none left is told before its body is read', async () => {
    await db.transaction((tx) =>
      room.feeds.sources.register(tx, [
        {
          id: 'slow',
          name: 'Slow',
          authority: 'A',
          organisation: 'o3',
          tokens: ['token-slow'],
          allowed: ['*'],
          requestsPerMinute: 1,
        },
      ]),
    )
    await room.feeds.submit({ ...submission, caller: { caller: 'slow', organisation: 'o3' } })
    const refused = await post('this is never read', { authorization: 'Bearer token-slow' })
    expect(refused).toMatchObject({ status: 429, body: { code: 'OVERLOADED' } })
    expect(refused.headers['retry-after']).toBe('60')
  })
})

it('a quarantine that grows is in the metrics, and warned of once at each doubling', async () => {
  const send = (from: number, count: number) =>
    room.feeds.submit({
      caller: { caller: 'one', organisation: 'o1' },
      message: 'thing',
      records: Array.from({ length: count }, (_, index) => ({ id: `bad ${from + index}` })),
      idempotencyKey: `bad ${from}`,
    })
  await send(0, 150)
  await room.feeds.alert.check()
  await room.feeds.alert.check()
  expect(warnings).toMatchObject([{ source: 'one', threshold: 100 }])
  await send(1_000, 100)
  await room.feeds.alert.check()
  expect(warnings).toMatchObject([
    { threshold: 100 },
    { threshold: 200 },
    { threshold: 200, blocked: expect.any(Number) },
  ])
  const { body } = await room.app.inject({ url: '/metrics' })
  expect(body).toMatch(/^# TYPE feed_quarantine_open gauge$/m)
  expect(body).toMatch(/^feed_quarantine_open\{room="things",source="one"\} 25\d$/m)
})

it('the quarantine is read page by page, each record once', async () => {
  const seen: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const url = `/feeds/things/quarantine${after === '' ? '' : `?after=${after}`}`
    const { body } = await room.app.inject({ url, headers: asOne })
    const page = JSON.parse(body) as { records: { id: string }[]; next: string | null }
    seen.push(...page.records.map(({ id }) => id))
    after = page.next
  }
  expect(seen.length).toBeGreaterThan(250)
  expect(new Set(seen).size).toBe(seen.length)
})
