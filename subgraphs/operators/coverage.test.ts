import type { Database } from '@one-visit/kit/database/database.ts'
import { versionsDigestOf } from '@one-visit/kit/feed/coverage/versions-digest.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { askRoom, fixedClock, testDatabase, testKeys } from '@one-visit/kit/testing.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from './app.ts'

/** What a register says of its own coverage, by the evidence that rests on it: two kinds of records, one scope. */
const keys = testKeys()
const clock = fixedClock('2026-01-31T00:00:00Z')
const known = '91330399MA2000043X'
const unknown = '91330399MA20002110'

let db: Database
let room: Awaited<ReturnType<typeof buildApp>>
let source: string

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock,
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    subscribers: [],
    post: async () => ({ status: 204, headers: {}, body: '' }),
  })
  source = 'transport-register'
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      {
        id: source,
        name: '道路运政管理信息系统',
        authority: '温州市道路运输管理局',
        organisation: 'bureau',
        tokens: ['register-token'],
        allowed: ['*'],
        heartbeatEverySeconds: 3600,
      },
    ]),
  )
  const record = { recordId: 'r1', updatedAt: '2026-01-20T10:00:00+08:00', uscc: known }
  await post('registrations', [
    {
      ...record,
      name: '某出租车公司',
      kind: 'TAXI',
      state: '1',
      stateLabel: '营业',
      division: '330302',
    },
  ])
  await post('licences', [
    {
      ...record,
      number: '1',
      scope: ['TAXI'],
      status: '1',
      statusLabel: '有效',
      validFrom: '2024-01-01',
      validUntil: '2028-12-31',
      authority: '温州市道路运输管理局',
    },
  ])
})
afterAll(async () => {
  await room?.close()
  await db?.close()
})
beforeEach(async () => {
  await db.orm.execute('delete from operators.feed_scopes')
  await beat('10:00', { initialLoadCompleted: true })
})

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/operators/${path}`,
    headers: { authorization: 'Bearer register-token', 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  })
  expect(answer.statusCode).toBeLessThan(300)
  return answer.json()
}

const at = (time: string): string => new Date(`2026-01-30T${time}Z`).toISOString()
const beat = (time: string, more: object = {}) => post('heartbeat', { at: at(time), ...more })

const keyOf: Readonly<Record<string, string>> = {
  operatorRegistration: known,
  operatorLicence: `${known}\t1`,
}

/** Compares at a time: what the register says it has of each message, the record that was sent and perhaps another one. */
function compare(time: string, counts: Record<string, number>) {
  return post('reconciliation', {
    at: at(time),
    records: Object.entries(counts).map(([message, count]) => {
      const held = [keyOf[message] ?? '', 'another'].slice(0, count)
      const sentAt = new Date('2026-01-20T02:00:00Z')
      return { message, count, versionsDigest: versionsDigestOf(held.map((key) => ({ key, at: sentAt }))) }
    }),
  })
}

/** When the register says that its records were so: of a list in doubt nothing newer is known. */
const sent = '2026-01-20T02:00:00.000Z'

const both = { operatorRegistration: 1, operatorLicence: 1 }

/** Evidence of a business, as of two hours after the last thing that was said. */
async function evidenceOf(uscc: string, time: string) {
  clock.set(at(time))
  try {
    const { data } = await askRoom(room, {
      query: 'query($uscc: USCC!) { operator(uscc: $uscc) { licences { status confirmedAt } } }',
      variables: { uscc },
      keys,
      now: clock(),
    })
    return (data as { operator: { licences: { status: string; confirmedAt: string | null } } }).operator
      .licences
  } finally {
    clock.set('2026-01-31T00:00:00Z')
  }
}

describe('a comparison', () => {
  it('of one message confirms nothing of another', async () => {
    expect(await compare('11:00', { operatorRegistration: 1 })).toEqual({
      equal: true,
      missing: ['operatorLicence'],
      records: [{ message: 'operatorRegistration', here: 1, there: 1, versionsEqual: true, differing: [] }],
    })
    const confirmed = { status: 'CONFIRMED_ABSENT', confirmedAt: at('10:00') }
    expect(await evidenceOf(unknown, '12:00')).toEqual(confirmed)
    expect(await compare('12:00', { operatorLicence: 1 })).toMatchObject({ equal: true, missing: [] })
    // Of both together no more is known than of the one compared longest ago.
    expect(await evidenceOf(unknown, '12:30')).toEqual({ ...confirmed, confirmedAt: at('11:00') })
  })

  it('dated before a batch went missing does not make up for it, one dated after does', async () => {
    await post('registrations', [], { 'feed-sequence': '1', 'idempotency-key': 's1' })
    expect(await beat('13:00', { lastSequence: 3 })).toEqual({ gap: true, missingFrom: 2 })
    expect(await compare('12:59', both)).toMatchObject({ equal: true })
    expect(await evidenceOf(known, '14:00')).toEqual({ status: 'STALE', confirmedAt: sent })
    expect(await compare('13:00', { operatorLicence: 1 })).toMatchObject({ equal: true })
    expect((await evidenceOf(known, '14:00')).status).toBe('STALE')
    expect(await compare('13:00', both)).toMatchObject({ equal: true })
    expect(await evidenceOf(known, '14:00')).toEqual({ status: 'PRESENT', confirmedAt: at('13:00') })
  })

  it('that found a difference is ended by one of the same message as of then or later, and by nothing else', async () => {
    expect(await compare('13:00', { ...both, operatorLicence: 2 })).toMatchObject({ equal: false })
    expect(await compare('13:30', { ...both, operatorLicence: 2 })).toMatchObject({ equal: false })
    const stale = async () => expect((await evidenceOf(known, '14:00')).status).toBe('STALE')
    await stale()
    expect(await beat('14:00', { lastSequence: 1 })).toEqual({ gap: true })
    await compare('14:00', { operatorRegistration: 1 })
    await stale()
    await compare('13:15', both)
    await stale()
    await compare('13:30', { operatorLicence: 1 })
    expect((await evidenceOf(known, '14:00')).status).toBe('PRESENT')
    // What was found different as of before is known to have been put right.
    await compare('13:20', { operatorLicence: 2 })
    expect((await evidenceOf(known, '14:00')).status).toBe('PRESENT')
  })
})

describe('a batch that is missing of one business alone', () => {
  it('makes that one doubtful, however clean everything else is, and no other', async () => {
    await beat('13:00', { scope: known, lastSequence: 90 })
    await beat('13:30')
    expect((await evidenceOf(known, '14:00')).status).toBe('STALE')
    expect((await evidenceOf(unknown, '14:00')).status).toBe('CONFIRMED_ABSENT')
  })
})

describe('a register that promised a heartbeat every hour', () => {
  it('is silent after three of them, for what it holds and what it does not, and the graph says since when', async () => {
    const since = at('10:00')
    expect(await evidenceOf(known, '13:00')).toEqual({ status: 'PRESENT', confirmedAt: since })
    expect(await evidenceOf(unknown, '13:00')).toEqual({ status: 'CONFIRMED_ABSENT', confirmedAt: since })
    expect(await evidenceOf(unknown, '13:00:01')).toEqual({ status: 'STALE', confirmedAt: since })
    expect(await evidenceOf(known, '13:00:01')).toEqual({ status: 'STALE', confirmedAt: sent })
    await beat('13:05')
    expect(await evidenceOf(known, '13:06')).toEqual({ status: 'PRESENT', confirmedAt: at('13:05') })
  })
})

describe('a heartbeat', () => {
  it('that comes late does not close a gap a newer one opened', async () => {
    await post('registrations', [], { 'feed-sequence': '1', 'idempotency-key': 's1' })
    expect(await beat('13:00', { lastSequence: 3 })).toEqual({ gap: true, missingFrom: 2 })
    expect(await beat('12:00', { lastSequence: 1 })).toEqual({ gap: true, missingFrom: 2 })
    expect(await beat('13:10')).toEqual({ gap: true, missingFrom: 2 })
    await post('registrations', [], { 'feed-sequence': '2', 'idempotency-key': 's2' })
    await post('registrations', [], { 'feed-sequence': '3', 'idempotency-key': 's3' })
    expect(await beat('13:20', { lastSequence: 3 })).toEqual({ gap: false })
  })
})
