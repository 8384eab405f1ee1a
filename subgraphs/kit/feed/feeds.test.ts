import { gzipSync } from 'node:zlib'
import { recordFaults } from '@one-visit/schema/record-faults.ts'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, rowsOf } from '../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../testing.ts'
import type { FeedRoute } from './feeds.ts'
import { buildThings, makeThings, secretOfTwo, signAsTwo, type Things, thing } from './fixtures/things.ts'
import { readRecords } from './read/records.ts'

let db: Database
let room: Things
const clock = fixedClock('2026-01-02T00:00:00Z')
const { journalKey } = testKeys()

beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({ db, clock, journalKey })
})
afterAll(async () => {
  await room.close()
  await db.close()
})
beforeEach(() => {
  room.emitted.length = 0
})

type Sent = Record<string, string>

async function postTo({ app }: Things, payload: unknown, headers: Sent = {}, path = 'thing') {
  const body = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)
  const answer = await app.inject({
    method: 'POST',
    url: `/feeds/things/${path}`,
    headers: { 'content-type': 'application/json', authorization: 'Bearer token-one', ...headers },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

async function post(payload: unknown, headers: Sent = {}, path = 'thing') {
  const { status, body } = await postTo(room, payload, headers, path)
  return { status, body }
}

async function get(path: string, headers: Sent = { authorization: 'Bearer token-one' }) {
  const answer = await room.app.inject({ url: `/feeds/things/${path}`, headers })
  return { status: answer.statusCode, body: answer.json() }
}

const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`

function outcomes(answer: { body: { records: { outcome: string }[] } }) {
  return answer.body.records.map(({ outcome }) => outcome)
}

describe('a feed', () => {
  it('answers a receipt that stays queryable by its sender only', async () => {
    const answer = await post([{ id: 'r1', size: 3, at: at(1) }])
    expect(answer).toMatchObject({ status: 201, body: { status: 'PROCESSED', counts: { APPLIED: 1 } } })
    expect(room.emitted).toHaveLength(1)
    const url = `/feeds/things/receipts/${answer.body.receiptId}`
    const mine = await room.app.inject({ url, headers: { authorization: 'Bearer token-one' } })
    expect(mine.json()).toEqual(answer.body)
    expect((await room.app.inject({ url })).statusCode).toBe(401)
    const [row] = rowsOf<{ tags: string[] }>(
      await db.orm.execute(sql`select tags from things.things where id = 'r1'`),
    )
    expect(row?.tags).toEqual(['a', '"r1'])
  })
  it('keeps a bad record in quarantine and the rest of its batch', async () => {
    const answer = await post([
      { id: 'q1', at: at(1) },
      { id: 'q2', at: 'yesterday' },
      { id: 'forbidden', at: at(1) },
      { id: 'q\u0000', at: at(1) },
      { id: 'q\ud800', at: at(1) },
      { id: 'q3', at: at(1), extra: 1 },
      'text',
      { id: 'bug', at: at(1) },
      { id: 'q4', at: at(1), size: 1e300 },
      { at: at(1) },
    ])
    expect(
      answer.body.records.map((record: { outcome: string; code?: string; pointer?: string }) => [
        record.outcome,
        record.code,
        record.pointer,
      ]),
    ).toEqual([
      ['APPLIED', undefined, undefined],
      ['QUARANTINED', 'FIELD_FORM', '/at'],
      ['QUARANTINED', 'SENDER_NOT_ALLOWED', '/id'],
      ['QUARANTINED', 'NUL_CHARACTER', '/id'],
      ['QUARANTINED', 'LONE_SURROGATE', '/id'],
      ['QUARANTINED', 'FIELD_UNKNOWN', '/extra'],
      ['QUARANTINED', 'FIELD_TYPE', ''],
      ['QUARANTINED', 'RECORD_UNREADABLE', ''],
      ['QUARANTINED', 'VALUE_REFUSED', ''],
      ['QUARANTINED', 'FIELD_MISSING', '/id'],
    ])
  })
  it('lets the sender read, correct or discard what is in quarantine', async () => {
    const answer = await post([
      { id: 'c1', at: 'never' },
      { id: 'c2', at: 'never' },
    ])
    const [first, second] = answer.body.records
    const headers = { authorization: 'Bearer token-one' }
    const shown = await room.app.inject({ url: `/feeds/things/quarantine/${first.quarantineId}`, headers })
    expect(shown.json()).toMatchObject({ code: 'FIELD_FORM', payload: { id: 'c1', at: 'never' } })
    const corrected = await post(
      { route: 'thing', body: { id: 'c1', at: at(2) } },
      {},
      `quarantine/${first.quarantineId}/resubmit`,
    )
    expect(corrected.body.counts.APPLIED).toBe(1)
    expect((await post({ reason: 'a test' }, {}, `quarantine/${second.quarantineId}/discard`)).status).toBe(
      200,
    )
    expect((await post({ reason: 'again' }, {}, `quarantine/${second.quarantineId}/discard`)).status).toBe(
      409,
    )
    const list = (await room.app.inject({ url: '/feeds/things/quarantine', headers })).json()
    expect(JSON.stringify(list)).not.toContain(first.quarantineId)
  })
  it('answers the same key with the same receipt, and another body with 422', async () => {
    const key = { 'idempotency-key': 'k1' }
    const first = await post([{ id: 'k', at: at(1) }], key)
    expect(await post([{ id: 'k', at: at(1) }], key)).toEqual(first)
    expect(await post([{ id: 'k', at: at(2) }], key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    })
  })
  it('says IN_FLIGHT to a repeat that comes while the first is worked on', async () => {
    const source = await room.feeds.sources.byToken('token-one')
    const batch = {
      source,
      route: 'thing',
      idempotencyKey: 'k2',
      body: Buffer.from(JSON.stringify({ id: 'f', at: at(1) })),
    }
    const answers = await Promise.allSettled([room.feeds.take(batch), room.feeds.take(batch)])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(answers[1]).toMatchObject({ reason: { code: 'IN_FLIGHT' } })
  })
  it.each([
    ['malformed JSON', '{"id":', {}, 400, 'BAD_USER_INPUT'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xc4, 0xe3, 0x22]), {}, 400, 'BAD_USER_INPUT'],
    ['no credential', '[]', { authorization: '' }, 401, 'UNAUTHENTICATED'],
    ['a wrong token', '[]', { authorization: 'Bearer nobody' }, 401, 'UNAUTHENTICATED'],
    ['another media type', '[]', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compression nobody reads', '[]', { 'content-encoding': 'br' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body that is not gzip', '[]', { 'content-encoding': 'gzip' }, 400, 'BAD_USER_INPUT'],
    ['a key without end', '[]', { 'idempotency-key': 'k'.repeat(201) }, 400, 'BAD_USER_INPUT'],
    [
      'a length beyond the limit',
      '[]',
      { 'content-length': String(60 * 1024 * 1024) },
      413,
      'PAYLOAD_TOO_LARGE',
    ],
  ])('refuses %s with a stable code', async (_, payload, headers, status, code) => {
    expect(await post(payload, headers as Record<string, string>)).toMatchObject({ status, body: { code } })
  })
  it('accepts a signed message and refuses one whose body, time or key is another', async () => {
    const body = JSON.stringify({ id: 'w', at: at(1) })
    const send = (id: string, when: Date, signed = body, secret = secretOfTwo) =>
      post(body, { authorization: '', ...signAsTwo(id, when, signed, secret) })
    const now = clock()
    expect((await send('m1', now)).status).toBe(201)
    expect((await send('m2', now, '{}')).status).toBe(401)
    expect((await send('m3', new Date(now.getTime() - 301_000))).status).toBe(401)
    expect((await send('m4', now, body, 'whsec_AAAA')).status).toBe(401)
  })
  it('finishes what was journaled when a crash came before the merge', async () => {
    await db.orm.execute(
      sql`delete from things.feed_receipt_records where receipt_id in (select receipt_id from things.feed_journal where idempotency_key = 'k1')`,
    )
    await db.orm.execute(sql`update things.feed_journal set processed_at = null where idempotency_key = 'k1'`)
    expect(await room.feeds.resume(new Date(clock().getTime() + 1))).toBe(1)
    const again = await post([{ id: 'k', at: at(1) }], { 'idempotency-key': 'k1' })
    expect(outcomes(again)).toEqual(['DUPLICATE'])
  })
  it('sees a gap in numbered batches until the missing one comes', async () => {
    const beat = (lastSequence: number) => post({ at: clock().toISOString(), lastSequence }, {}, 'heartbeat')
    await post([], { 'feed-sequence': '1', 'idempotency-key': 's1' })
    await post([], { 'feed-sequence': '3', 'idempotency-key': 's3' })
    expect((await beat(3)).body).toEqual({ gap: true, missingFrom: 2 })
    await post([], { 'feed-sequence': '2', 'idempotency-key': 's2' })
    expect((await beat(3)).body).toEqual({ gap: false })
    expect((await beat(4)).body).toEqual({ gap: true, missingFrom: 4 })
  })
  it('does not take higher numbers for those a heartbeat names: nothing of these came', async () => {
    const signed = (id: string, body: string) => ({ authorization: '', ...signAsTwo(id, clock(), body) })
    await post('[]', { ...signed('n900', '[]'), 'feed-sequence': '900' })
    const beat = JSON.stringify({ at: clock().toISOString(), scope: 'numbers', lastSequence: 5 })
    expect((await post(beat, signed('n5', beat), 'heartbeat')).body).toEqual({ gap: true, missingFrom: 1 })
  })
})

describe('a merge', () => {
  it('tells APPLIED, DUPLICATE and SUPERSEDED apart within one batch', async () => {
    const record = (size: number, second: number) => ({ id: 'o', size, at: at(second) })
    expect(outcomes(await post([record(1, 5), record(1, 5), record(2, 4), record(3, 6)]))).toEqual([
      'SUPERSEDED',
      'DUPLICATE',
      'SUPERSEDED',
      'APPLIED',
    ])
    expect(outcomes(await post([record(3, 6), record(4, 3)], { 'idempotency-key': 'o2' }))).toEqual([
      'DUPLICATE',
      'SUPERSEDED',
    ])
  })
  it('lets one of two contradictions at one instant stand, the same one in either order', async () => {
    const final = async (order: number[]) => {
      for (const size of order)
        await post([{ id: 'tie', size, at: at(9) }], { 'idempotency-key': `tie-${order}-${size}` })
      const [row] = rowsOf<{ size: number; contradicted: boolean }>(
        await db.orm.execute(sql`select size, contradicted from things.things where id = 'tie'`),
      )
      await db.orm.execute(sql`delete from things.things where id = 'tie'`)
      await db.orm.execute(sql`delete from things.things_history where id = 'tie'`)
      return row
    }
    const doubtful = await final([1, 2])
    expect(doubtful?.contradicted).toBe(true)
    expect(await final([2, 1])).toEqual(doubtful)
    expect(await final([2, 3, 1])).toMatchObject({ contradicted: true })
    expect(await final([2, 2])).toEqual({ size: 2, contradicted: false })
  })
  it('takes a contradiction back with a newer record, and with none of before', async () => {
    const isDoubtful = async () =>
      rowsOf<{ contradicted: boolean }>(
        await db.orm.execute(sql`select contradicted from things.things where id = 'again'`),
      )[0]?.contradicted
    const send = (size: number, second: number) => post([{ id: 'again', size, at: at(second) }])
    await post([
      { id: 'again', size: 700_000, at: at(5) },
      { id: 'again', size: 12_000, at: at(5) },
    ])
    expect(await isDoubtful()).toBe(true)
    await send(1, 4)
    await send(700_000, 5)
    expect(await isDoubtful()).toBe(true)
    await send(12_001, 6)
    expect(await isDoubtful()).toBe(false)
    await send(12_000, 5)
    expect(await isDoubtful()).toBe(false)
  })
})

describe('a record that is one of many', () => {
  it('is found among a whole chunk when the database refuses it, and nobody else', async () => {
    const records = Array.from({ length: 700 }, (_, index) => ({
      id: `many-${index}`,
      at: at(1),
      size: index === 77 || index === 611 ? 1e300 : index,
    }))
    const answer = await post(records)
    expect(answer.body.counts).toEqual({ APPLIED: 698, DUPLICATE: 0, SUPERSEDED: 0, QUARANTINED: 2 })
    expect(room.emitted.filter(({ type }) => type === 'thing.changed')).toHaveLength(698)
    expect(answer.body.records[77]).toMatchObject({ index: 77, code: 'VALUE_REFUSED' })
    expect(answer.body.records.map(({ index }: { index: number }) => index)).toEqual(records.map((_, i) => i))
  })
  it('may be nested without end and is quarantined all the same', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const answer = await post(`[{"id":"deep","at":"${at(1)}","tags":${deep}},{"id":"flat","at":"${at(1)}"}]`)
    expect(answer.body.records).toMatchObject([
      { outcome: 'QUARANTINED', code: 'TOO_DEEP' },
      { outcome: 'APPLIED' },
    ])
  })
  it('is quarantined with a key twice, or as a line that is not JSON', async () => {
    const twice = await post(`[{"id":"d1","at":"${at(1)}"},{"id":"d2","id":"d3","at":"${at(1)}"}]`)
    expect(twice.body.records).toMatchObject([
      { outcome: 'APPLIED' },
      { outcome: 'QUARANTINED', code: 'DUPLICATE_KEY', pointer: '/id' },
    ])
    const lines = await post(`{"id":"l1","at":"${at(1)}"}\n{"id":\n`, {
      'content-type': 'application/x-ndjson',
    })
    expect(lines.body.records).toMatchObject([
      { outcome: 'APPLIED' },
      { outcome: 'QUARANTINED', code: 'LINE_NOT_JSON' },
    ])
  })
  it('says so when another of the same instant says something else', async () => {
    const first = await post([{ id: 'contra', size: 1, at: at(1) }])
    expect(first.body.records[0].notes).toBeUndefined()
    const second = await post([{ id: 'contra', size: 2, at: at(1) }])
    expect(second.body.records[0].notes).toEqual(['another record of the same instant says something else'])
  })
})

describe('batches at the same time', () => {
  it('with the same keys in opposite orders all succeed, and the newest stands', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `same-${index}`)
    const source = await room.feeds.sources.byToken('token-one')
    const batches = Array.from({ length: 8 }, (_, turn) => {
      const records = ids.map((id) => ({ id, size: turn, at: at(turn) }))
      if (turn % 2 === 1) records.reverse()
      return room.feeds.take({
        source,
        route: 'thing',
        idempotencyKey: `same-${turn}`,
        body: Buffer.from(JSON.stringify(records)),
      })
    })
    await Promise.all(batches)
    const rows = rowsOf<{ size: number; count: string }>(
      await db.orm.execute(
        sql`select size, count(*) as count from things.things where id like 'same-%' group by size`,
      ),
    )
    expect(rows.map(({ size, count }) => [size, Number(count)])).toEqual([[7, 60]])
  })
})

describe('quarantine', () => {
  it('shows lists masked, and each sender its own only', async () => {
    const answer = await post([{ id: 'p', at: 'never', phone: '13800001111', card: '330399199001010013' }])
    const { quarantineId } = answer.body.records[0]
    const list = JSON.stringify((await get('quarantine')).body)
    expect(list).toContain(quarantineId)
    expect(list).not.toContain('13800001111')
    expect(list).not.toContain('330399199001010013')
    expect((await get(`quarantine/${quarantineId}`)).body.payload.phone).toBe('13800001111')
    const asTwo = { authorization: '', ...signAsTwo('g1', clock(), '') }
    expect((await get(`quarantine/${quarantineId}`, asTwo)).status).toBe(404)
    expect(JSON.stringify((await get('quarantine', asTwo)).body)).not.toContain(quarantineId)
  })
  it('is under row-level security', async () => {
    const count = async (organisation: string) =>
      db.read({ organisation, roles: [] }, async (tx) =>
        Number(
          rowsOf<{ count: string }>(
            await tx.execute(sql`select count(*) as count from things.feed_quarantine`),
          )[0]?.count,
        ),
      )
    expect(await count('o1')).toBeGreaterThan(0)
    expect(await count('o2')).toBe(0)
    expect(await count('')).toBe(0)
  })
  it('refuses a correction for an address that is not there', async () => {
    const answer = await post([{ id: 'r', at: 'never' }])
    const path = `quarantine/${answer.body.records[0].quarantineId}/resubmit`
    expect(await post({ route: 'nothing', body: [] }, {}, path)).toMatchObject({ status: 404 })
    expect(await post({ body: [] }, {}, path)).toMatchObject({ status: 400 })
  })
})

describe('the limits of a feed', () => {
  let small: Things
  beforeAll(async () => {
    small = await buildThings({
      db,
      clock,
      journalKey,
      feeds: { limits: { bodyBytesMax: 2_000, inFlightBytesMax: 3_000, inFlightRequestsMax: 2 } },
    })
  })
  afterAll(() => small.close())

  it('end a gzip bomb before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000, 0x20))
    expect(await postTo(small, bomb, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE' },
    })
  })
  it('turn away what is too much at once, and say when to come again', async () => {
    const record = (id: string) => [{ id, at: at(1), size: 1 }]
    const answers = await Promise.all(['b1', 'b2', 'b3', 'b4'].map((id) => postTo(small, record(id))))
    const refused = answers.filter(({ status }) => status === 503)
    expect(refused.length).toBeGreaterThanOrEqual(1)
    expect(refused[0]).toMatchObject({ body: { code: 'OVERLOADED' }, headers: { 'retry-after': '1' } })
    expect((await postTo(small, record('b5'))).status).toBe(201)
  })
  it('count a body whose length nobody told', async () => {
    const address = await small.app.listen({ port: 0, host: '127.0.0.1' })
    const send = (size: number) =>
      fetch(`${address}/feeds/things/thing`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer token-one' },
        body: new ReadableStream({
          start(controller) {
            controller.enqueue(Buffer.from(`[{"id":"s${size}","at":"${at(1)}"}]`))
            controller.enqueue(Buffer.alloc(size, 0x20))
            controller.close()
          },
        }),
        duplex: 'half',
      } as RequestInit)
    expect((await send(10)).status).toBe(201)
    expect((await send(5_000)).status).toBe(413)
  })
  it('hold each sender to its quota', async () => {
    await db.transaction((tx) =>
      small.feeds.sources.register(tx, [
        {
          id: 'slow',
          name: 'Slow',
          authority: 'A',
          organisation: 'o3',
          tokens: ['token-slow'],
          requestsPerMinute: 2,
        },
      ]),
    )
    const send = (id: string) => postTo(small, [{ id, at: at(1) }], { authorization: 'Bearer token-slow' })
    expect((await send('s1')).status).toBe(201)
    expect((await send('s2')).status).toBe(201)
    expect(await send('s3')).toMatchObject({ status: 429, headers: { 'retry-after': '60' } })
    clock.set('2026-01-02T00:01:00Z')
    expect((await send('s3')).status).toBe(201)
    clock.set('2026-01-02T00:00:00Z')
  })
})

describe('reconciliation', () => {
  it('refuses a message nobody knows, a scope of none, and a time to come', async () => {
    const ask = (part: object) =>
      post(
        { at: clock().toISOString(), records: [{ message: 'thing', count: 1 }], ...part },
        {},
        'reconciliation',
      )
    const refused = (fault: keyof typeof recordFaults, pointer: string) => ({
      status: 400,
      body: { code: 'BAD_USER_INPUT', fault, pointer, advice: recordFaults[fault] },
    })
    expect(await ask({ records: [{ message: 'other', count: 1 }] })).toMatchObject(
      refused('MESSAGE_UNKNOWN', '/records/0/message'),
    )
    expect(await ask({ scope: 'part' })).toMatchObject(refused('SCOPE_NONE', '/records/0/message'))
    expect(await ask({ at: '2030-01-01T00:00:00Z' })).toMatchObject(refused('TIME_AHEAD', '/at'))
    expect(await ask({ records: [] })).toMatchObject({
      status: 400,
      body: { code: 'BAD_USER_INPUT', fault: 'FIELD_TOO_SHORT', pointer: '/records' },
    })
  })
})

describe('a route of the room alone', () => {
  const pulled = { ...thing, name: 'pulled' }
  let pulling: Things
  beforeAll(async () => {
    const routes: FeedRoute[] = [
      {
        path: 'thing',
        mediaTypes: ['application/json'],
        messages: [thing],
        read: (body) => readRecords(body, thing),
      },
      { path: 'pulled', mediaTypes: [], read: (body) => readRecords(body, pulled) },
      { path: 'inside', mediaTypes: [], read: (body) => readRecords(body, thing) },
    ]
    pulling = await buildThings({ db, clock, journalKey, feeds: { routes } })
  })
  afterAll(() => pulling.close())

  it('takes its message from inside, and never lets a sender compare it', async () => {
    const compare = async () => {
      const records = [{ message: 'pulled', count: 1 }]
      return (await postTo(pulling, { at: clock().toISOString(), records }, {}, 'reconciliation')).status
    }
    expect(await compare()).toBe(400)
    const source = await pulling.feeds.sources.byToken('token-one')
    const body = Buffer.from(JSON.stringify([{ id: 'pulled-1', at: at(1) }]))
    const receipt = await pulling.feeds.take({ source, route: 'pulled', idempotencyKey: 'pulled-1', body })
    expect(receipt.records).toMatchObject([{ message: 'pulled', outcome: 'APPLIED' }])
    expect((await postTo(pulling, [], {}, 'pulled')).status).toBe(404)
    expect(await compare()).toBe(400)
  })

  it('takes no correction from outside either', async () => {
    const { body } = await postTo(pulling, [{ id: 'pulled-2', at: 'yesterday' }])
    const correction = (route: string) =>
      postTo(
        pulling,
        { route, body: [{ id: 'pulled-2', at: at(1) }] },
        {},
        `quarantine/${body.records[0].quarantineId}/resubmit`,
      )
    expect(await correction('inside')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect(await correction('thing')).toMatchObject({ status: 200, body: { counts: { APPLIED: 1 } } })
  })
})

describe('a room that starts', () => {
  afterEach(() => clock.set('2026-01-02T00:00:00Z'))

  it('finishes every batch it can, whatever it cannot', async () => {
    const failing = await buildThings({
      db,
      clock,
      journalKey,
      crash: (point) => {
        if (point === 'after-journal') throw new Error('killed')
      },
    })
    await postTo(failing, [{ id: 'start-1', at: at(1) }], { 'idempotency-key': 'start-1' })
    await db.orm.execute(sql`update things.feed_journal set route = 'gone' where idempotency_key = 'start-1'`)
    await postTo(failing, [{ id: 'start-2', at: at(1) }], { 'idempotency-key': 'start-2' })
    await failing.close()
    clock.set('2026-01-02T00:00:01Z')
    expect(await room.feeds.resume()).toBe(1)
    expect(outcomes(await post([{ id: 'start-2', at: at(1) }], { 'idempotency-key': 'start-2' }))).toEqual([
      'APPLIED',
    ])
  })
})
