import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { buildThings, thing, thingsTables } from '../fixtures/things.ts'
import { good, openUnreadThings } from '../fixtures/things-unread.ts'
import { readRecords } from '../read/records.ts'

const { db, room, clock, journalKey, post, sinceOf, clear, close } = await openUnreadThings()
beforeEach(clear)
afterAll(close)

/** A room that cannot finish what is about `poison`, as long as that is so; and the receipt of such a batch. */
async function openPoisoned() {
  const state = { isPoisoned: true, reads: 0 }
  const poisoned = await buildThings({
    db,
    clock,
    journalKey,
    crash: (point) => {
      if (point === 'before-merge' && state.isPoisoned) throw new Error('nobody can finish this')
    },
    feeds: {
      routes: [
        {
          path: 'thing',
          mediaTypes: ['application/json'],
          messages: [thing],
          read: (body) => {
            state.reads += 1
            return readRecords(body, thing)
          },
        },
      ],
    },
  })
  expect((await post('thing', [good('a', 1)], 'token-one', poisoned)).status).toBe(500)
  const [entry] = await db.orm.select().from(thingsTables.feedJournal)
  return { state, poisoned, receiptId: entry?.receiptId ?? '' }
}

/** A round of the room's upkeep, a minute later. */
async function round(feeds: { resume(before?: Date): Promise<number> }): Promise<number> {
  return feeds.resume(new Date(clock().getTime() + 60_000))
}

describe('a journaled batch that cannot be finished', () => {
  it('is set aside after it was begun again three times, is a gap all the while, and listed', async () => {
    const { poisoned, receiptId, state } = await openPoisoned()
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await round(poisoned.feeds)).toBe(0)
      expect(await room.feeds.unread.list({ first: 10 })).toEqual([])
      expect(await sinceOf('a')).not.toBeNull()
    }
    await round(poisoned.feeds)
    const [gap] = await room.feeds.unread.list({ first: 10 })
    expect(gap).toMatchObject({ receiptId, message: '*', subjects: ['thing VIN a'] })
    expect(await sinceOf('a')).not.toBeNull()
    expect(await room.feeds.findReceipt(receiptId)).toMatchObject({ status: 'RECEIVED', records: [] })
    const { reads } = state
    await round(poisoned.feeds)
    expect(state.reads).toBe(reads)
    await poisoned.close()
  })

  it('is finished when somebody has it tried again once it can be, and its gap is closed', async () => {
    const { state, poisoned, receiptId } = await openPoisoned()
    for (let attempt = 0; attempt < 4; attempt += 1) await round(poisoned.feeds)
    const [{ id = '' } = {}] = await room.feeds.unread.list({ first: 10 })
    expect(await poisoned.feeds.retry(id)).toMatchObject({ id, closedAt: null })
    expect(await sinceOf('a')).not.toBeNull()
    expect(await room.feeds.unread.list({ first: 10 })).toHaveLength(1)
    state.isPoisoned = false
    expect(await poisoned.feeds.retry(id)).toMatchObject({
      id,
      closedAt: expect.any(Date),
      closedBy: receiptId,
    })
    expect(await sinceOf('a')).toBeNull()
    expect(await room.feeds.findReceipt(receiptId)).toMatchObject({ counts: { APPLIED: 1 } })
    await expect(poisoned.feeds.retry(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await poisoned.close()
  })

  it('is let go by the word of an administrator', async () => {
    const { poisoned } = await openPoisoned()
    for (let attempt = 0; attempt < 4; attempt += 1) await round(poisoned.feeds)
    const [{ id = '' } = {}] = await room.feeds.unread.list({ first: 10 })
    await room.feeds.unread.closeByHand(id, { by: 'admin', because: 'it came again' })
    expect(await sinceOf('a')).toBeNull()
    expect(await round(poisoned.feeds)).toBe(0)
    await poisoned.close()
  })

  it('stops no start: what was begun again before is left until the room answers', async () => {
    const { state, poisoned } = await openPoisoned()
    const before = new Date(clock().getTime() + 1)
    expect(await poisoned.feeds.resume(before, { isStart: true })).toBe(0)
    const { reads } = state
    state.isPoisoned = false
    expect(await poisoned.feeds.resume(before, { isStart: true })).toBe(0)
    expect(state.reads).toBe(reads)
    expect(await round(poisoned.feeds)).toBe(1)
    await poisoned.close()
  })

  it('counts as new work where it got further', async () => {
    const { state, poisoned, receiptId } = await openPoisoned()
    for (let attempt = 0; attempt < 2; attempt += 1) await round(poisoned.feeds)
    await db.transaction(async (tx) => {
      const { feedJournal } = thingsTables
      const attempts = async () =>
        (await tx.select().from(feedJournal).where(eq(feedJournal.receiptId, receiptId)))[0]?.attempts
      expect(await attempts()).toBe(2)
    })
    state.isPoisoned = false
    expect(await round(poisoned.feeds)).toBe(1)
    await poisoned.close()
  })

  it('is no other unread record: those are not tried again', async () => {
    const { body } = await post('thing', [{ id: 'x', at: 'yesterday' }])
    await expect(room.feeds.retry(body.records[0].quarantineId)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { fault: 'NOT_SET_ASIDE' },
    })
    await expect(room.feeds.retry('f'.repeat(36))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
