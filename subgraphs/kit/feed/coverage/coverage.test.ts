import { createHash } from 'node:crypto'
import { recordFaults } from '@one-visit/schema/record-faults.ts'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, type Things, thingsTables } from '../fixtures/things.ts'
import { coverageLoader, gapOfAny } from './coverage.ts'
import { type HeldVersion, versionsDigestOf } from './versions-digest.ts'

/** What a source says of its own feed, and what the hub makes of it: numbers, scopes, comparisons. */
let db: Database
let room: Things
const clock = fixedClock('2026-01-02T00:00:00Z')

beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({ db, clock, journalKey: testKeys().journalKey })
})
afterAll(async () => {
  await room.close()
  await db.close()
})
beforeEach(async () => {
  for (const table of ['feed_scopes', 'feed_journal', 'feed_unread', 'things', 'things_history'])
    await db.orm.execute(sql.raw(`delete from things.${table}`))
})

let batches = 0

async function post(path: string, payload: unknown, headers: Record<string, string> = {}) {
  batches += 1
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/things/${path}`,
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer token-one',
      'idempotency-key': `batch-${batches}`,
      ...headers,
    },
    payload: JSON.stringify(payload),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const minute = (at: number): string => `2026-01-01T10:${String(at).padStart(2, '0')}:00.000Z`
const batch = (number: number) => post('thing', [], { 'feed-sequence': String(number) })
const beat = async (at: number, more: object = {}) =>
  (await post('heartbeat', { at: minute(at), ...more })).body
const coverage = (scope?: string) => coverageLoader(db, thingsTables).load('one', scope)

/** The refusal of a first number, whichever is right. */
const refusedFirst = {
  code: 'BAD_USER_INPUT',
  fault: 'FIRST_SEQUENCE_CONFLICT',
  pointer: '/firstSequence',
  argument: 'firstSequence',
  advice: recordFaults.FIRST_SEQUENCE_CONFLICT,
}

/** Leaves a numbered batch journaled and unprocessed, as a fault of ours or a crash does. */
async function unprocess(number: number) {
  await db.orm
    .update(thingsTables.feedJournal)
    .set({ processedAt: null, subjects: [] })
    .where(eq(thingsTables.feedJournal.sequence, number))
}

describe('numbered batches', () => {
  it('are missing for good once they are known to be: a first number stated later hides none of them', async () => {
    for (const number of [500, 501, 502]) await batch(number)
    expect(await beat(1, { lastSequence: 502 })).toEqual({ gap: true, missingFrom: 1 })
    for (const firstSequence of [2, 499, 500, 501, 503, 504])
      expect(await beat(2, { firstSequence })).toMatchObject(refusedFirst)
    expect(await beat(3, { firstSequence: 1 })).toEqual({ gap: true, missingFrom: 1 })
  })

  it.each([
    ['of which none came', [], 1],
    ['of which the newest came alone', [3], 1],
    ['of which some came', [1, 3], 2],
  ])(
    'that are known, %s, are hidden by no first number, in whatever scope it is stated',
    async (_, came, missing) => {
      for (const number of came) await batch(number)
      expect(await beat(1, { scope: 'a', lastSequence: 3 })).toEqual({ gap: true, missingFrom: missing })
      for (const scope of ['a', 'b', '*'])
        for (const firstSequence of [missing + 1, 3, 4])
          expect(await beat(2, { scope, firstSequence })).toMatchObject(refusedFirst)
      expect(await beat(3, { scope: 'a' })).toEqual({ gap: true, missingFrom: missing })
    },
  )

  it('begin where their sender says with its first word of them, and nowhere after it said that there are others', async () => {
    await beat(1, { initialLoadCompleted: true })
    expect(await beat(2, { firstSequence: 500, lastSequence: 499 })).toEqual({ gap: false })
    expect(await beat(3, { scope: 'a', firstSequence: 501, lastSequence: 500 })).toMatchObject(refusedFirst)
    await batch(500)
    expect(await beat(4, { scope: 'a', firstSequence: 500, lastSequence: 500 })).toEqual({ gap: false })
  })

  it('that are made up for do not make room for a first number beyond the newest', async () => {
    await post('thing', [])
    await beat(1, { lastSequence: 3 })
    const versionsDigest = versionsDigestOf([])
    await post('reconciliation', { at: minute(2), records: [{ message: 'thing', count: 0, versionsDigest }] })
    expect(await coverage()).toMatchObject({ gap: false })
    expect(await beat(3, { firstSequence: 8, lastSequence: 10 })).toMatchObject(refusedFirst)
    expect(await beat(3, { lastSequence: 10 })).toEqual({ gap: true, missingFrom: 4 })
  })

  it('are missing from the first number on that the sender stated', async () => {
    await batch(7)
    await batch(8)
    expect(await beat(1, { firstSequence: 5, lastSequence: 8, initialLoadCompleted: true })).toEqual({
      gap: true,
      missingFrom: 5,
    })
    await batch(5)
    await batch(6)
    expect(await coverage()).toMatchObject({ gap: false })
    expect(await beat(2, { lastSequence: 8 })).toEqual({ gap: false })
    expect(await beat(3, { firstSequence: 7 })).toMatchObject(refusedFirst)
  })

  it('begin with 1 where the sender states nothing, so that a first load that never came is missing', async () => {
    await batch(3)
    expect(await beat(1, { lastSequence: 3, initialLoadCompleted: true })).toEqual({
      gap: true,
      missingFrom: 1,
    })
  })

  it('stay missing whatever lower number is stated later', async () => {
    await batch(1)
    expect(await beat(1, { lastSequence: 4 })).toEqual({ gap: true, missingFrom: 2 })
    expect(await beat(2, { lastSequence: 1 })).toEqual({ gap: true, missingFrom: 2 })
    expect(await beat(3)).toEqual({ gap: true, missingFrom: 2 })
    expect(await coverage()).toMatchObject({ gap: true })
  })

  it('are missing since their sender last stated a number and none was, not since that was noticed', async () => {
    await batch(1)
    await beat(1, { lastSequence: 1, initialLoadCompleted: true })
    await beat(5)
    expect(await beat(50, { lastSequence: 2 })).toEqual({ gap: true, missingFrom: 2 })
    expect(await coverage()).toMatchObject({ gap: true, gapSince: new Date(minute(1)) })
    await beat(51)
    expect(await coverage()).toMatchObject({ gap: true, gapSince: new Date(minute(1)) })
  })

  it('are missing below the highest that came, whichever word does not state a number', async () => {
    for (const number of [1, 2]) await batch(number)
    expect(await beat(1, { lastSequence: 2, initialLoadCompleted: true })).toEqual({ gap: false })
    await batch(4)
    expect(await beat(5, { scope: 'a' })).toEqual({ gap: true, missingFrom: 3 })
    expect(await beat(6, { lastSequence: 2 })).toEqual({ gap: true, missingFrom: 3 })
    expect(await coverage()).toMatchObject({ gap: true, gapSince: new Date(minute(1)) })
    await batch(3)
    expect(await beat(7)).toEqual({ gap: false })
    expect(await coverage('a')).toMatchObject({ gap: false })
  })

  it('begin in every scope with the first number that was stated in one', async () => {
    for (const number of [500, 502]) await batch(number)
    expect(await beat(1, { firstSequence: 500 })).toEqual({ gap: true, missingFrom: 501 })
    expect(await beat(2, { scope: 'a' })).toEqual({ gap: true, missingFrom: 501 })
  })

  it('for trying out count only where they are stated, so that whoever tried has no gap', async () => {
    const first = 900_000_000_000_000
    await batch(first)
    await batch(first + 2)
    const tried = { scope: 'tried', firstSequence: first, lastSequence: first + 2 }
    expect(await beat(1, tried)).toEqual({ gap: true, missingFrom: first + 1 })
    expect(await beat(2)).toEqual({ gap: false })
    await batch(1)
    await batch(3)
    expect(await beat(3)).toEqual({ gap: true, missingFrom: 2 })
  })

  it('count by their numbers, whatever bytes came before under another one', async () => {
    const unkeyed = (number: number) =>
      post('thing', [], { 'idempotency-key': '', 'feed-sequence': String(number) })
    const receipts: unknown[] = []
    for (const number of [1, 2, 3]) receipts.push((await unkeyed(number)).body.receiptId)
    expect(new Set(receipts).size).toBe(3)
    expect((await unkeyed(3)).body.receiptId, 'the same number once more is a repeat').toBe(receipts[2])
    expect(await beat(1, { lastSequence: 3 })).toEqual({ gap: false })
  })

  it('cannot be sent under the key of another number, which would be lost', async () => {
    const keyed = (headers: Record<string, string>) =>
      post('thing', [], { 'idempotency-key': 'k', ...headers })
    const { body } = await keyed({ 'feed-sequence': '1' })
    expect(await keyed({ 'feed-sequence': '2' })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED', receiptId: body.receiptId },
    })
    expect((await keyed({ 'feed-sequence': '1' })).body.receiptId).toBe(body.receiptId)
    expect((await keyed({})).body.receiptId).toBe(body.receiptId)
    expect(await beat(1, { lastSequence: 2 })).toEqual({ gap: true, missingFrom: 2 })
  })

  it('count once they are processed, and close the gap by themselves then', async () => {
    await batch(1)
    await batch(2)
    await unprocess(2)
    expect(await beat(1, { lastSequence: 2 })).toEqual({ gap: true, missingFrom: 2 })
    expect(await room.feeds.resume(new Date(clock().getTime() + 1))).toBe(1)
    expect(await coverage()).toMatchObject({ gap: false })
  })
})

describe('scopes', () => {
  it('have the gap of everything, and everything the gap of none', async () => {
    await batch(1)
    await beat(1, { initialLoadCompleted: true })
    await beat(1, { scope: 'a', initialLoadCompleted: true, lastSequence: 9 })
    expect(await coverage('a')).toMatchObject({ gap: true })
    expect(await coverage('b')).toMatchObject({ gap: false })
    await beat(2, { scope: 'c', initialLoadCompleted: true })
    await beat(2, { lastSequence: 9 })
    expect(await coverage('c')).toMatchObject({ gap: true })
  })

  it('are all behind a record that belongs to none of them: a gap of one, and the word of none', async () => {
    const undivided = () => coverageLoader(db, thingsTables).loadUndivided('one')
    expect(await undivided()).toBeUndefined()
    await beat(1, { scope: 'a', initialLoadCompleted: true })
    expect(await undivided()).toBeUndefined()
    await beat(1)
    await beat(2, { scope: 'a', lastSequence: 9 })
    expect(await undivided()).toMatchObject({
      gap: true,
      heartbeatAt: new Date(minute(1)),
      initialLoadCompletedAt: undefined,
    })
  })

  it('of trials have a gap of their own, which is no record’s of another and of none', async () => {
    await beat(1)
    await beat(1, { scope: 'trial', lastSequence: 999_999_999_999_999 })
    expect(await coverage('trial')).toMatchObject({ gap: true })
    expect(await coverageLoader(db, thingsTables).loadUndivided('one')).toMatchObject({ gap: false })
    const [found] = await db.orm.select({ gap: gapOfAny(thingsTables, 'one') }).from(sql`(select 1) as one`)
    expect(found).toEqual({ gap: false })
  })

  it('remember until when their sender is closed by its newest word, and no longer than that', async () => {
    const closedUntil = async () => (await db.orm.select().from(thingsTables.feedScopes))[0]?.closedUntil
    await beat(2, { closedUntil: '2026-01-05T00:00:00Z' })
    expect(await closedUntil()).toEqual(new Date('2026-01-05T00:00:00Z'))
    await beat(1)
    expect(await closedUntil()).toEqual(new Date('2026-01-05T00:00:00Z'))
    await beat(3, { closedUntil: '2026-01-04T00:00:00Z' })
    expect(await closedUntil()).toEqual(new Date('2026-01-04T00:00:00Z'))
    await beat(4)
    expect(await closedUntil()).toBeNull()
    await beat(5, { closedUntil: minute(5) })
    expect(await closedUntil()).toBeNull()
  })

  it('are refused where their sender says for more than 31 days ahead that it is closed', async () => {
    const ahead = (days: number, ms = 0) =>
      new Date(Date.parse(minute(1)) + days * 86_400_000 + ms).toISOString()
    const said = (closedUntil: string) => post('heartbeat', { at: minute(1), closedUntil })
    expect(await said(ahead(31))).toMatchObject({ status: 200 })
    expect(await said(ahead(31, 1))).toMatchObject({
      status: 400,
      body: {
        code: 'BAD_USER_INPUT',
        fault: 'CLOSED_TOO_LONG',
        pointer: '/closedUntil',
        advice: recordFaults.CLOSED_TOO_LONG,
      },
    })
  })
})

describe('a comparison', () => {
  const sent = (id: string, at: number, more: object = {}) => ({ id, at: minute(at), size: at, ...more })
  const held = (id: string, at: number): HeldVersion => ({ key: id, at: new Date(minute(at)) })
  const compare = async (at: number, versions: readonly HeldVersion[]) =>
    (
      await post('reconciliation', {
        at: minute(at),
        records: [{ message: 'thing', count: versions.length, versionsDigest: versionsDigestOf(versions) }],
      })
    ).body

  it('is of what stood at its instant, whatever has changed since', async () => {
    await post('thing', [sent('a', 1), sent('b', 1), sent('c', 1)])
    await post('thing', [sent('a', 5), sent('b', 5, { gone: true }), sent('d', 5)])
    const before = [held('a', 1), held('b', 1), held('c', 1)]
    expect(await compare(3, before)).toMatchObject({ equal: true, missing: [], records: [{ here: 3 }] })
    expect(await compare(5, [held('a', 5), held('c', 1), held('d', 5)])).toMatchObject({ equal: true })
    expect(await coverage()).toMatchObject({ gap: false, reconciledAt: new Date(minute(5)) })
  })

  it('names the pieces in which versions differ: an update that was lost is no equality', async () => {
    await post('thing', [sent('a', 1), sent('b', 1)])
    const found = await compare(6, [held('a', 4), held('b', 1)])
    const piece = createHash('sha256').update('a').digest()[0]
    expect(found).toMatchObject({ equal: false, records: [{ versionsEqual: false, differing: [piece] }] })
    expect(await coverage()).toMatchObject({ gap: true })
    await post('thing', [sent('a', 4)])
    expect(await compare(6, [held('a', 4), held('b', 1)])).toMatchObject({ equal: true })
    expect(await coverage()).toMatchObject({ gap: false })
  })

  it('of counts and keys alone confirms nothing and closes no gap, but opens one', async () => {
    await post('thing', [sent('a', 1)])
    const keysDigest = createHash('sha256').update('a').digest('hex')
    const old = async (count: number) =>
      (await post('reconciliation', { at: minute(6), records: [{ message: 'thing', count, keysDigest }] }))
        .body
    expect(await old(1)).toMatchObject({ equal: true, missing: ['thing'] })
    expect((await coverage())?.reconciledAt).toBeUndefined()
    expect(await old(2)).toMatchObject({ equal: false })
    expect(await old(1)).toMatchObject({ equal: true })
    expect(await coverage()).toMatchObject({ gap: true })
    expect(await compare(6, [held('a', 1)])).toMatchObject({ equal: true })
    expect(await coverage()).toMatchObject({ gap: false })
  })

  it('of everything makes up for a missing batch for good, one of before its number was stated does not', async () => {
    await batch(1)
    await post('thing', [sent('a', 1)])
    await beat(4, { lastSequence: 3 })
    await compare(3, [held('a', 1)])
    expect(await coverage()).toMatchObject({ gap: true })
    await compare(5, [held('a', 1)])
    expect(await coverage()).toMatchObject({ gap: false })
    expect(await beat(6, { lastSequence: 3 })).toEqual({ gap: false })
    expect(await beat(7, { lastSequence: 4 })).toEqual({ gap: true, missingFrom: 4 })
  })
  it('of everything makes up for what is missing of a part that cannot be compared by itself', async () => {
    await batch(1)
    await post('thing', [sent('a', 1)])
    await beat(4, { scope: 'part', lastSequence: 2 })
    expect(await coverage('part')).toMatchObject({ gap: true })
    expect(await compare(3, [held('a', 1)])).toMatchObject({ equal: true, missing: ['thing'] })
    expect(await coverage('part')).toMatchObject({ gap: true })
    expect(await compare(5, [held('a', 1)])).toMatchObject({ equal: true, missing: [] })
    expect(await coverage('part')).toMatchObject({ gap: false })
    expect(await beat(6, { scope: 'part', lastSequence: 2 })).toEqual({ gap: false })
  })
})
