import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { thingsTables } from '../fixtures/things.ts'
import { bad, good, minute, openUnreadThings, worse } from '../fixtures/things-unread.ts'
import { createQuarantineAlert, feedMetrics } from './quarantine-alert.ts'
import { createUnread } from './unread.ts'

const { db, room, clock, post, quarantined, sinceOf, clear, close } = await openUnreadThings()
beforeEach(clear)
afterAll(close)

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

  it('is made up for by a newer record of its key, and by no older one', async () => {
    await post('thing', [bad('a', 5)])
    await post('thing', [good('a', 4)])
    expect(await sinceOf('a')).not.toBeNull()
    await post('thing', [good('b', 6)])
    expect(await sinceOf('a')).not.toBeNull()
    await post('thing', [good('a', 6)])
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

  it('blocks nobody where what stands is newer, in the same batch or before', async () => {
    await post('thing', [bad('a', 3), good('a', 4)])
    expect(await sinceOf('a')).toBeNull()
    await post('thing', [bad('a', 3)])
    expect(await sinceOf('a')).toBeNull()
  })

  it('blocks nobody where what is newer was on its way at the same time', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const ids = Array.from({ length: 5 }, (_, index) => `${turn}-${index}`)
      await Promise.all([
        post(
          'thing',
          ids.map((id) => bad(id, 5)),
        ),
        post(
          'thing',
          ids.map((id) => good(id, 9)),
        ),
      ])
    }
    const isOpen = sql`${thingsTables.feedUnread.closedAt} is null`
    expect(await db.orm.select().from(thingsTables.feedUnread).where(isOpen)).toEqual([])
  })

  it('goes on blocking when its sender drops it', async () => {
    const id = await quarantined(bad('a', 5))
    expect((await post(`quarantine/${id}/discard`, { reason: 'of no use' })).status).toBe(200)
    expect(await sinceOf('a')).not.toBeNull()
  })

  it('is made up for after its sender dropped it: by its number, which a refused correction leaves, or as any record', async () => {
    const [byNumber, byRecord] = [await quarantined(bad('a', 5)), await quarantined(bad('b', 5))]
    for (const id of [byNumber, byRecord])
      expect((await post(`quarantine/${id}/discard`, { reason: 'of no use' })).status).toBe(200)
    const resubmit = (body: object) => post(`quarantine/${byNumber}/resubmit`, { route: 'thing', body })
    expect((await resubmit(bad('a', 5))).body.counts.QUARANTINED).toBe(1)
    expect((await resubmit(bad('a', 6))).body.counts.QUARANTINED).toBe(1)
    expect(await sinceOf('a')).not.toBeNull()
    expect((await resubmit({ ...good('a', 6), size: 2 })).body.counts.APPLIED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
    await post('thing', [{ ...good('b', 5), size: 2 }])
    expect(await sinceOf('b')).toBeNull()
  })

  it('is closed by an administrator with a reason, once', async () => {
    const id = await quarantined(bad('a', 5))
    const word = { by: 'user:auditor', because: 'the vehicle was seen' }
    expect(await room.feeds.unread.closeByHand(id, word)).toMatchObject({ source: 'one', message: 'thing' })
    expect(await sinceOf('a')).toBeNull()
    const { feedUnread } = thingsTables
    const [row] = await db.orm.select().from(feedUnread).where(eq(feedUnread.id, id))
    expect(row).toMatchObject({ closedBy: word.by, closedBecause: word.because, closedAt: clock() })
    await expect(room.feeds.unread.closeByHand(id, word)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { fault: 'RECORD_CLOSED', field: 'id' },
    })
    await expect(room.feeds.unread.closeByHand(id.replace(/^./, 'g'), word)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('a record of one key that is stated of two', () => {
  const of = (vin: string, at: number, more: object = {}) => ({ ...good('m', at), vin, ...more })
  const unread = (vin: unknown, at: number) => ({ ...bad('m', at), vin })

  it.each([
    ['a newer one of another', unread('a', 5), of('b', 6), false],
    ['a deletion that names another', unread('a', 5), of('b', 6, { gone: true }), false],
    [
      'the same of another, whose vehicle was what it got wrong',
      { ...of('a', 5), size: 'x' },
      of('b', 5),
      false,
    ],
    [
      'what is dated after it came, of another',
      { ...worse('m'), vin: 'a' },
      of('b', 9, { at: '2026-01-02T00:00:30Z' }),
      false,
    ],
    ['a newer one of its own', unread('a', 5), of('a', 6), true],
    ['a deletion that names it', unread('a', 5), of('a', 6, { gone: true }), true],
  ])('makes up for what is unread of one, or not: %s', async (_, broken, record, isClosed) => {
    await post('thing', [broken])
    clock.set('2026-01-02T00:01:00Z')
    expect((await post('thing', [record])).body.counts.APPLIED).toBe(1)
    expect((await sinceOf('a')) === null).toBe(isClosed)
    await post('thing', [of('a', 50, { at: '2026-01-02T00:00:40Z', gone: true })])
    expect(await sinceOf('a')).toBeNull()
  })

  it('makes up for it by its key where it names nobody', async () => {
    await post('thing', [unread(7, 5)])
    expect(await sinceOf('z')).not.toBeNull()
    await post('thing', [of('b', 6)])
    expect(await sinceOf('z')).toBeNull()
  })

  it('makes up for it too where it came late and a newer one of another stands', async () => {
    await post('thing', [unread('a', 5), of('b', 7)])
    expect(await sinceOf('a')).not.toBeNull()
    expect((await post('thing', [of('a', 6)])).body.counts.SUPERSEDED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
  })

  it.each([
    ['of another', [of('b', 6)], false],
    ['of another, as its own of before is older', [of('a', 4), of('b', 6)], false],
    ['of its own', [of('a', 6)], true],
    ['of another, which its own that is newer came before', [of('a', 6), of('b', 7)], true],
  ])('that stands when it comes and is newer makes up for it, or not: %s', async (_, standing, isClosed) => {
    await post('thing', standing)
    await post('thing', [unread('a', 5)])
    expect((await sinceOf('a')) === null).toBe(isClosed)
  })

  it('is no correction of the other by its number', async () => {
    const id = await quarantined(unread('a', 5))
    const resubmit = (body: object) => post(`quarantine/${id}/resubmit`, { route: 'thing', body })
    expect(await resubmit(of('b', 6))).toMatchObject({ status: 400, body: { fault: 'CORRECTS_NOTHING' } })
    expect(await sinceOf('a')).not.toBeNull()
    expect((await resubmit(of('a', 6, { gone: true }))).body.counts.APPLIED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
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
      unread: createUnread(db, thingsTables, { clock, tell: async () => undefined }),
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
