import { recordFaults } from '@one-visit/schema/record-faults.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rowsOf } from '../../database/database.ts'
import { buildThings, type Things, thing } from '../fixtures/things.ts'
import { bad, good, minute, openUnreadThings, worse } from '../fixtures/things-unread.ts'
import type { AnyMessage } from '../message.ts'
import { identityOf } from '../read/identity-of.ts'
import { readRecords } from '../read/records.ts'

const { db, room, clock, journalKey, post, quarantined, sinceOf, clear, close } = await openUnreadThings()
beforeEach(clear)
afterAll(close)

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
    expect(await resubmit(id, good('a', 4))).toMatchObject({
      status: 400,
      body: { code: 'BAD_USER_INPUT', fault: 'CORRECTS_NOTHING', field: 'body' },
    })
    expect(await sinceOf('a')).not.toBeNull()
    expect((await resubmit(id, good('a', 5))).body.counts.APPLIED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
  })

  it('of what its sender dropped is taken in still, once', async () => {
    const id = await quarantined(bad('a', 5))
    await post(`quarantine/${id}/discard`, { reason: 'of no use' })
    expect((await resubmit(id, good('a', 5))).body.counts.APPLIED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
    // No repeat changes that, and reading it again neither.
    const advice = recordFaults.RECORD_CLOSED
    const closed = { status: 409, body: { code: 'CONFLICT', fault: 'RECORD_CLOSED', field: 'id', advice } }
    expect(await resubmit(id, good('a', 6))).toMatchObject(closed)
    expect(await post(`quarantine/${id}/discard`, { reason: 'of no use' })).toMatchObject(closed)
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
    map: (wire: { id: string; vin: string; at: string }, context) =>
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
