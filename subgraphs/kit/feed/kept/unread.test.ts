import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Database, ownWork, rowsOf } from '../../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, type Things, thing, thingsTables } from '../fixtures/things.ts'
import { type AnyMessage, identityOf } from '../message.ts'
import { readRecords } from '../read/records.ts'
import { createQuarantineAlert, feedMetrics } from './quarantine-alert.ts'
import { createUnread, tokensFor, unreadSince } from './unread.ts'

/** What was kept and could not be used: whom it blocks, and what makes up for it. */
let db: Database
let room: Things
const clock = fixedClock('2026-01-02T00:00:00Z')
const { journalKey } = testKeys()

beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({ db, clock, journalKey })
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      {
        id: 'small',
        name: 'S',
        authority: 'A',
        organisation: 'o3',
        tokens: ['token-small'],
        allowed: ['s1'],
      },
    ]),
  )
})
afterAll(async () => {
  await room.close()
  await db.close()
})
beforeEach(async () => {
  clock.set('2026-01-02T00:00:00Z')
  const tables = ['feed_scopes', 'feed_journal', 'feed_unread', 'feed_quarantine', 'things', 'things_history']
  await db.write(ownWork, async (tx) => {
    for (const table of tables) await tx.execute(sql.raw(`delete from things.${table}`))
  })
})

let batches = 0

async function post(path: string, payload: unknown, token = 'token-one', at = room) {
  batches += 1
  const answer = await at.app.inject({
    method: 'POST',
    url: `/feeds/things/${path}`,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': `batch-${batches}`,
    },
    payload: JSON.stringify(payload),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const minute = (at: number): string => `2026-01-01T10:${String(at).padStart(2, '0')}:00.000Z`
const good = (id: string, at: number) => ({ id, at: minute(at) })
/** A record whose key and time can be read, and that cannot be used. */
const bad = (id: string, at: number) => ({ id, at: minute(at), size: 'large' })
/** One of which not even the time can be read. */
const worse = (id: string) => ({ id, at: 'yesterday' })

/** Since when something about an id is not read, as a room's statement finds it. */
async function sinceOf(id: string, source = 'one', scope = '*'): Promise<Date | null> {
  const tokens = tokensFor(
    ['thing'],
    [
      ['VIN', sql`${id}::text`],
      ['SCOPE', sql`${scope}::text`],
    ],
  )
  const since = unreadSince(thingsTables, tokens, sql`${source}::text`)
  const [row] = rowsOf<{ since: string | Date | null }>(await db.orm.execute(sql`select ${since} as since`))
  return row?.since ? new Date(row.since) : null
}

async function quarantined(record: object, token?: string): Promise<string> {
  const { body } = await post('thing', [record], token)
  return body.records[0].quarantineId
}

const arrived = new Date('2026-01-02T00:00:00Z')

describe('a record in quarantine', () => {
  it('blocks whom it names, for its own sender, and nobody else', async () => {
    await post('thing', [good('a', 1), bad('a', 2)])
    expect(await sinceOf('a')).toEqual(arrived)
    expect(await sinceOf('a', 'small')).toBeNull()
    expect(await sinceOf('b')).toBeNull()
  })

  it('that names nobody blocks all its sender may speak for: one company, or everything', async () => {
    await post('thing', [{ size: 1 }], 'token-small')
    expect(await sinceOf('a', 'small', 's1')).toEqual(arrived)
    expect(await sinceOf('a', 'small', 's2')).toBeNull()
    expect(await sinceOf('a', 'one')).toBeNull()
    await post('thing', ['text'])
    expect(await sinceOf('a', 'one')).toEqual(arrived)
  })

  it('is made up for by a record of its key that is not older, and by no older one', async () => {
    await post('thing', [bad('a', 5)])
    await post('thing', [good('a', 4)])
    expect(await sinceOf('a')).not.toBeNull()
    await post('thing', [good('b', 6)])
    expect(await sinceOf('a')).not.toBeNull()
    await post('thing', [good('a', 5)])
    expect(await sinceOf('a')).toBeNull()
  })

  it('whose time cannot be read is made up for by what its source says after it came', async () => {
    await post('thing', [{ ...worse('a'), size: 2 }])
    await post('thing', [good('a', 9)])
    expect(await sinceOf('a')).not.toBeNull()
    clock.set('2026-01-02T00:01:00Z')
    await post('thing', [{ id: 'a', at: '2026-01-02T00:00:30Z' }])
    expect(await sinceOf('a')).toBeNull()
  })

  it.each([
    ['the very record with a time that can be read', { id: 'a', at: minute(5), size: 2 }, true],
    ['an older record that comes late', { id: 'a', at: minute(5), size: 3 }, false],
    ['the same of another key', { id: 'b', at: minute(5), size: 2 }, false],
  ])('whose time cannot be read is closed, or not, by %s', async (_, record, isClosed) => {
    await post('thing', [good('a', 1)])
    await post('thing', [{ ...worse('a'), size: 2 }])
    clock.set('2026-01-02T00:01:00Z')
    expect((await post('thing', [record])).body.counts.APPLIED).toBe(1)
    expect((await sinceOf('a')) === null).toBe(isClosed)
    expect(await room.feeds.rebuild()).toMatchObject({ same: true })
  })

  it('whose time cannot be read is closed by nobody else saying the same', async () => {
    await post('thing', [worse('a')], 'token-small')
    await post('thing', [good('a', 5)])
    expect(await sinceOf('a', 'small', 's1')).not.toBeNull()
    await post('thing', [good('a', 6)], 'token-small')
    expect(await sinceOf('a', 'small', 's1')).toBeNull()
  })

  it('whose time cannot be read is not made up for by what came before it, however its clock runs', async () => {
    await post('thing', [{ id: 'a', at: '2026-01-02T00:02:00Z' }])
    clock.set('2026-01-02T00:01:00Z')
    await post('thing', [worse('a')])
    expect(await sinceOf('a')).not.toBeNull()
    await post('thing', [
      { ...worse('b'), size: 2 },
      { id: 'b', at: '2026-01-02T00:02:00Z' },
    ])
    expect(await sinceOf('b')).not.toBeNull()
  })

  it('blocks nobody where what stands is as new, in the same batch or before', async () => {
    await post('thing', [bad('a', 3), good('a', 4)])
    expect(await sinceOf('a')).toBeNull()
    await post('thing', [bad('a', 4)])
    expect(await sinceOf('a')).toBeNull()
  })

  it('goes on blocking when its sender drops it', async () => {
    const id = await quarantined(bad('a', 5))
    expect((await post(`quarantine/${id}/discard`, { reason: 'of no use' })).status).toBe(200)
    expect(await sinceOf('a')).not.toBeNull()
  })

  it('is closed by an administrator with a reason, once', async () => {
    const id = await quarantined(bad('a', 5))
    const word = { by: 'user:auditor', because: 'the vehicle was seen' }
    expect(await room.feeds.unread.closeByHand(id, word)).toMatchObject({ source: 'one', message: 'thing' })
    expect(await sinceOf('a')).toBeNull()
    const { feedUnread } = thingsTables
    const [row] = await db.orm.select().from(feedUnread).where(eq(feedUnread.id, id))
    expect(row).toMatchObject({ closedBy: word.by, closedBecause: word.because, closedAt: clock() })
    await expect(room.feeds.unread.closeByHand(id, word)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(room.feeds.unread.closeByHand(id.replace(/^./, 'g'), word)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

it('what an administrator closed is listed with who, when and why, and nothing that comes later changes that', async () => {
  await quarantined(bad('b', 5))
  const id = await quarantined(bad('a', 5))
  const word = { by: 'user:auditor', because: 'the vehicle was seen' }
  const closed = { id, closedAt: clock(), closedBy: word.by, closedBecause: word.because }
  expect(await room.feeds.unread.closeByHand(id, word)).toMatchObject(closed)
  clock.set('2026-01-02T00:01:00Z')
  await post('thing', [good('a', 5)])
  await post(`quarantine/${id}/resubmit`, { route: 'thing', body: good('a', 6) })
  await post('thing', [good('b', 5)])
  await room.feeds.resume(clock())
  await room.feeds.rebuild({ replace: true })
  expect(await room.feeds.unread.list({ first: 10, closedByHand: true })).toEqual([
    expect.objectContaining(closed),
  ])
  expect(await room.feeds.unread.list({ first: 10, closedByHand: true, after: id })).toEqual([])
})

describe('a correction', () => {
  const resubmit = (id: string, body: unknown) => post(`quarantine/${id}/resubmit`, { route: 'thing', body })

  it.each([
    ['APPLIED', [], []],
    ['DUPLICATE', [], [good('a', 1)]],
    ['SUPERSEDED', [good('a', 2)], []],
  ])(
    'that is taken in closes the gap, also as a repeat or beside a newer one: %s',
    async (outcome, before, after) => {
      await post('thing', before)
      clock.set('2026-01-02T00:01:00Z')
      const id = await quarantined({ ...worse('a'), size: 2 })
      clock.set('2026-01-02T00:02:00Z')
      await post('thing', after)
      expect(await sinceOf('a')).not.toBeNull()
      expect((await resubmit(id, good('a', 1))).body.records).toMatchObject([{ outcome }])
      expect(await sinceOf('a')).toBeNull()
    },
  )

  it('is nothing that was received before the record came, unless it is that very record', async () => {
    await post('thing', [{ ...good('a', 1), size: 1 }, good('a', 2)])
    const id = await quarantined({ ...worse('a'), size: 2 })
    for (const old of [{ ...good('a', 1), size: 1 }, good('a', 2)])
      expect(await resubmit(id, old)).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } })
    expect(await sinceOf('a')).not.toBeNull()
    const again = await quarantined({ ...worse('a'), size: 1 })
    expect((await resubmit(again, { ...good('a', 1), size: 1 })).body.counts.DUPLICATE).toBe(1)
    expect((await resubmit(id, { ...good('a', 1), size: 2 })).body.counts).toMatchObject({ QUARANTINED: 0 })
    expect(await sinceOf('a')).toBeNull()
  })

  describe('of a record that names nobody', () => {
    const nameless = (at: number) => ({ at: minute(at), size: 1 })
    const isOpen = async (id: string): Promise<boolean> =>
      (await room.feeds.unread.list({ first: 10 })).some((each) => each.id === id)

    it('is the same record but for the field at fault, and no other', async () => {
      const id = await quarantined(nameless(5))
      for (const other of [
        good('a', 5),
        good('a', 6),
        { ...nameless(6), id: 'a' },
        { ...nameless(5), id: 'a', n: 2 },
      ])
        expect(await resubmit(id, other)).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } })
      expect(await sinceOf('z')).not.toBeNull()
      expect((await resubmit(id, { ...nameless(5), id: 'a' })).body.counts.APPLIED).toBe(1)
      expect([await isOpen(id), await sinceOf('z')]).toEqual([false, null])
    })

    it('is what was received after it came, and not what stood before', async () => {
      await post('thing', [{ ...nameless(5), id: 'a' }])
      const id = await quarantined(nameless(5))
      expect((await resubmit(id, { ...nameless(5), id: 'a' })).status).toBe(400)
      expect(await isOpen(id)).toBe(true)
      clock.set('2026-01-02T00:01:00Z')
      await post('thing', [{ ...nameless(5), id: 'b' }])
      expect((await resubmit(id, { ...nameless(5), id: 'b' })).body.counts.DUPLICATE).toBe(1)
      expect(await isOpen(id)).toBe(false)
    })

    it('is none where no one field was at fault: that is for an administrator', async () => {
      const id = await quarantined('text' as never)
      expect(await resubmit(id, good('a', 5))).toMatchObject({
        status: 400,
        body: { code: 'BAD_USER_INPUT', message: expect.stringContaining('administrator') },
      })
      expect(await isOpen(id)).toBe(true)
      await room.feeds.unread.closeByHand(id, { by: 'user:auditor', because: 'a line of a log' })
      expect(await sinceOf('z')).toBeNull()
    })
  })

  it.each([
    ['names nobody', { at: minute(5), size: 1 }, good('a', 5), { at: minute(5), size: 1, id: 'a' }],
    ['is of a key', bad('a', 5), good('b', 5), good('a', 5)],
  ])(
    'of what came before gaps were kept and %s is told as of any other',
    async (_, record, other, corrected) => {
      const id = await quarantined(record)
      await db.orm.execute(sql`delete from things.feed_unread`)
      expect((await resubmit(id, other)).status).toBe(400)
      expect(await room.feeds.unread.list({ first: 10 })).toMatchObject([{ id }])
      expect((await resubmit(id, corrected)).body.counts.APPLIED).toBe(1)
      expect(await room.feeds.unread.list({ first: 10 })).toEqual([])
      await room.feeds.resume(clock())
      expect(await room.feeds.unread.list({ first: 10 })).toEqual([])
    },
  )

  it('that is refused again leaves the record open, to be corrected once more', async () => {
    const id = await quarantined({ ...worse('a'), size: 2 })
    expect((await resubmit(id, worse('a'))).body.counts.QUARANTINED).toBe(1)
    expect(await sinceOf('a')).not.toBeNull()
    expect((await resubmit(id, good('a', 1))).body.counts.APPLIED).toBe(1)
    const open = (await room.feeds.unread.list({ first: 10 })).map(({ id: each }) => each)
    expect(open).not.toContain(id)
  })

  it('about somebody else is refused and taken in by nobody', async () => {
    const id = await quarantined(worse('a'))
    expect(await resubmit(id, good('b', 1))).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } })
    expect(await sinceOf('a')).not.toBeNull()
    expect(rowsOf(await db.orm.execute(sql`select from things.things`))).toHaveLength(0)
  })

  it('that is older than the record is refused, unless its time was what could not be used', async () => {
    await post('thing', [good('a', 4)])
    const id = await quarantined(bad('a', 5))
    expect(await resubmit(id, good('a', 4))).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } })
    expect(await sinceOf('a')).not.toBeNull()
    expect((await resubmit(id, good('a', 5))).body.counts.APPLIED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
  })

  it('of what its sender dropped is taken in still, once', async () => {
    const id = await quarantined(bad('a', 5))
    await post(`quarantine/${id}/discard`, { reason: 'of no use' })
    expect((await resubmit(id, good('a', 5))).body.counts.APPLIED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
    expect(await resubmit(id, good('a', 6))).toMatchObject({ status: 409, body: { code: 'CONFLICT' } })
    expect((await post(`quarantine/${id}/discard`, { reason: 'of no use' })).status).toBe(409)
  })
})

describe('a correction where several records are about one subject', () => {
  /** Visits of a vehicle: the key is the visit's number, the subject the vehicle. */
  let visits: Things
  const visit: AnyMessage = {
    ...thing,
    name: 'visit',
    record: z.strictObject({
      id: z.string().regex(/^v\d$/, 'v and a digit'),
      vin: z.string(),
      at: z.iso.datetime(),
    }),
    map: ({ vin: _, ...wire }: { id: string; vin: string; at: string }, context) =>
      thing.map({ ...wire, n: 0, gone: false }, context),
    identify: (value, context) => {
      const { vin } = value as { vin?: unknown }
      return {
        ...identityOf(thing, value, context),
        subjects: typeof vin === 'string' ? [{ kind: 'VIN' as const, value: vin }] : [],
      }
    },
  }
  beforeAll(async () => {
    const routes = [
      {
        path: 'visit',
        mediaTypes: ['application/json'],
        messages: [visit],
        read: (body: Buffer) => readRecords(body, visit),
      },
    ]
    visits = await buildThings({ db, clock, journalKey, feeds: { routes } })
  })
  afterAll(() => visits.close())

  const send = (path: string, payload: unknown) => post(path, payload, 'token-one', visits)
  const passed = { id: 'v1', vin: 'a', at: minute(1) }
  const correct = (id: string, record: object) =>
    send(`quarantine/${id}/resubmit`, { route: 'visit', body: [record] })
  const keep = async (record: object): Promise<string> =>
    (await send('visit', [record])).body.records[0].quarantineId
  const isOpen = async (id: string): Promise<boolean> =>
    (await visits.feeds.unread.list({ first: 10 })).some((each) => each.id === id)

  it('is of the very record, where its key can be read', async () => {
    await send('visit', [passed])
    const id = await keep({ id: 'v2', vin: 'a', at: 'yesterday' })
    for (const other of [passed, { ...passed, at: minute(0) }, { id: 'v3', vin: 'a', at: minute(9) }])
      expect(await correct(id, other)).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } })
    expect(await isOpen(id)).toBe(true)
    await correct(id, { id: 'v2', vin: 'a', at: minute(2) })
    expect(await isOpen(id)).toBe(false)
  })

  it('is of its subject, where the key was what could not be used', async () => {
    for (const [index, key] of [{ id: 'second' }, { id: 2 }, {}].entries()) {
      const id = await keep({ ...key, vin: 'a', at: minute(2) })
      const visited = { id: `v${index}`, at: minute(3) }
      expect((await correct(id, { ...visited, vin: 'b' })).status).toBe(400)
      expect((await correct(id, { ...visited, vin: 'a' })).status).toBe(200)
      expect(await isOpen(id)).toBe(false)
    }
  })

  it('is of its subject and was not received before it, where the key was what could not be used', async () => {
    await send('visit', [passed])
    const id = await keep({ id: 'second', vin: 'a', at: minute(0) })
    expect((await correct(id, passed)).status).toBe(400)
    expect(await isOpen(id)).toBe(true)
  })
})

describe('a batch that is journaled and not processed', () => {
  it('blocks those it is about until it is', async () => {
    await post('thing', [good('a', 1)])
    await db.orm.execute(sql`
      update things.feed_journal set processed_at = null, subjects = array['thing VIN a']`)
    await db.orm.execute(sql`delete from things.feed_receipt_records`)
    expect(await sinceOf('a')).toEqual(arrived)
    expect(await sinceOf('b')).toBeNull()
    await room.feeds.resume(new Date(clock().getTime() + 1))
    expect(await sinceOf('a')).toBeNull()
  })

  it('stays a gap for the administrator once its body is erased', async () => {
    clock.set('2026-03-02T00:00:00Z')
    await post('thing', [good('a', 1)])
    await db.orm.execute(sql`
      update things.feed_journal set processed_at = null, subjects = array['thing VIN a']`)
    await db.orm.execute(sql`delete from things.feed_keys where month = '2026-03'`)
    await room.feeds.resume(new Date(clock().getTime() + 1))
    await room.feeds.resume(new Date(clock().getTime() + 1))
    expect(await sinceOf('a')).toEqual(clock())
    const [left, ...more] = await room.feeds.unread.list({ first: 10 })
    expect(more).toEqual([])
    await room.feeds.unread.closeByHand(left?.id ?? '', { by: 'user:auditor', because: 'erased by rule' })
    expect(await sinceOf('a')).toBeNull()
  })
})

describe('what came before the index was kept', () => {
  it('is indexed once; what names nobody is listed and blocks nothing', async () => {
    await post('thing', [worse('a'), { size: 1 }])
    await db.orm.execute(sql`delete from things.feed_unread`)
    await post('thing', [good('b', 1)])
    await db.orm.execute(sql`
      update things.feed_journal set processed_at = null, subjects = null where receipt_id in (
        select receipt_id from things.things where id = 'b')`)
    await db.orm.execute(sql`delete from things.feed_receipt_records`)
    await db.orm.execute(sql`update things.feed_sources set id = id || '-away' where id = 'one'`)
    await room.feeds.resume(clock())
    expect([await sinceOf('a'), await sinceOf('b')]).toEqual([arrived, arrived])
    expect(await sinceOf('c')).toBeNull()
    expect(await room.feeds.unread.list({ first: 10 })).toHaveLength(2)
    await room.feeds.resume(clock())
    expect(await room.feeds.unread.list({ first: 10 })).toHaveLength(2)
    await db.orm.execute(sql`update things.feed_sources set id = 'one' where id = 'one-away'`)
  })
})

describe('what came before the index was kept, of a time that cannot be read', () => {
  it.each([
    ['', 'select 1'],
    [' and whose batch is gone', 'delete from things.feed_journal'],
  ])('is not made up for by what came before it%s', async (_, lose) => {
    await post('thing', [{ id: 'a', at: '2026-01-02T00:02:00Z' }])
    clock.set('2026-01-02T00:01:00Z')
    await post('thing', [worse('a')])
    await db.orm.execute(sql`delete from things.feed_unread`)
    await db.orm.execute(sql.raw(lose))
    await room.feeds.resume(clock())
    expect(await sinceOf('a')).toEqual(clock())
  })

  it('keeps nothing back where a batch cannot be read any more', async () => {
    await post('thing', [good('b', 1)])
    await db.orm.execute(sql`
      update things.feed_journal set processed_at = null, subjects = null, route = 'gone'`)
    await post('thing', [worse('a')])
    await db.orm.execute(sql`delete from things.feed_unread`)
    await room.feeds.resume(clock())
    expect(await sinceOf('a')).toEqual(arrived)
  })
})

describe('a sender that blocks many', () => {
  it('is told of at more than 200 subjects, and shown in the metrics', async () => {
    const told: object[] = []
    const alert = createQuarantineAlert({
      room: 'things',
      quarantine: { countOpen: async () => new Map() },
      unread: createUnread(db, thingsTables, clock),
      log: { warn: (fields: object) => told.push(fields) } as never,
    })
    await post(
      'thing',
      Array.from({ length: 200 }, (_, index) => worse(`many-${index}`)),
    )
    await alert.check()
    expect(told).toEqual([])
    await post('thing', [worse('many-200'), worse('many-0')])
    await alert.check()
    await alert.check()
    expect(told).toMatchObject([{ source: 'one', blocked: 201 }])
    expect(await feedMetrics([alert])).toContain('feed_subjects_unread{room="things",source="one"} 201')
  })
})
