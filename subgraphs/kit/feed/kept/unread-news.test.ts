import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { HubEvent } from '../../work/outbox.ts'
import { bad, good, minute, openUnreadThings, worse } from '../fixtures/things-unread.ts'
import { chunkRows } from '../merge/process.ts'
import { createTellUnread } from './unread-news.ts'

const { db, room, clock, post, quarantined, sinceOf, clear, close } = await openUnreadThings()
beforeEach(async () => {
  await clear()
  room.emitted.length = 0
})
afterAll(close)

/** Whom what was told since the last look concerns, apart from what records that were applied tell. */
function toldOf(): HubEvent['subject'][] {
  return room.emitted
    .splice(0)
    .filter(({ type }) => type === 'feed.unread.changed')
    .map(({ subject }) => subject)
}

const a = { vin: 'a' }

describe('whom something unread concerns is told when it begins', () => {
  it('by a record that cannot be used, each subject once', async () => {
    await post('thing', [bad('a', 5), bad('a', 6), bad('b', 5), good('c', 5)])
    expect(toldOf()).toEqual([a, { vin: 'b' }])
  })

  it('and not where what stands is as new, or where nobody is named', async () => {
    await post('thing', [good('a', 5)])
    await post('thing', [bad('a', 4), { size: 1 }])
    expect(toldOf()).toEqual([])
  })
})

/** Each way in which something unread about `a` is unread no more. */
const endings: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  'a newer record': () => post('thing', [good('a', 6)]),
  'the very record with a time that can be read': () => post('thing', [{ id: 'a', at: minute(5), size: 2 }]),
  'a correction by its number': (id) =>
    post(`quarantine/${id}/resubmit`, { route: 'thing', body: good('a', 5) }),
  'an administrator': (id) =>
    room.feeds.unread.closeByHand(id, { by: 'user:auditor', because: 'it was seen' }),
}

describe('and when it ends', () => {
  it.each(Object.keys(endings))('by %s', async (name) => {
    const isTimeless = name.startsWith('the very record')
    const id = await quarantined(isTimeless ? { ...worse('a'), size: 2 } : bad('a', 5))
    toldOf()
    if (isTimeless) clock.set('2026-01-02T00:01:00Z')
    await endings[name]?.(id)
    expect(await sinceOf('a')).toBeNull()
    expect(toldOf()).toEqual([a])
  })

  it('by a correction that says nothing new', async () => {
    await post('thing', [good('a', 4)])
    const id = await quarantined(worse('a'))
    toldOf()
    const { body } = await post(`quarantine/${id}/resubmit`, { route: 'thing', body: good('a', 4) })
    expect(body.counts).toMatchObject({ DUPLICATE: 1 })
    expect(await sinceOf('a')).toBeNull()
    expect(toldOf()).toEqual([a])
  })

  it('by a batch that is done later than it came, whatever became of its records', async () => {
    await post('thing', [good('a', 5)])
    await post('thing', [good('a', 5), good('a', 4)])
    await db.orm.execute(sql`
      update things.feed_journal set processed_at = null, subjects = array['thing VIN a'] where id = (select max(id) from things.feed_journal)`)
    await db.orm.execute(sql`delete from things.feed_receipt_records where receipt_id =
      (select receipt_id from things.feed_journal order by id desc limit 1)`)
    expect(await sinceOf('a')).not.toBeNull()
    toldOf()
    expect(await room.feeds.resume(new Date('2026-01-02T00:01:00Z'))).toBe(1)
    expect(await sinceOf('a')).toBeNull()
    expect(toldOf()).toEqual([a])
  })

  it('but a drop by the sender ends nothing', async () => {
    const id = await quarantined(bad('a', 5))
    toldOf()
    await post(`quarantine/${id}/discard`, { reason: 'of no use' })
    expect(toldOf()).toEqual([])
  })
})

it('a batch done in several parts tells all it is about once the last is done', async () => {
  const many = Array.from({ length: chunkRows[db.kind] + 100 }, (_, index) => good(`many-${index}`, 5))
  await post('thing', many)
  expect(toldOf()).toHaveLength(many.length)
})

it('asks the room whom plates and scopes concern, and names nobody by what is too long for a name', async () => {
  const emitted: HubEvent[] = []
  const asked: unknown[] = []
  const tell = createTellUnread(
    { emit: async (_, events) => void emitted.push(...events) },
    {
      concerned: async (_, subjects) => {
        asked.push(...subjects)
        return [{ vin: 'v1' }, { companyId: 'c1' }]
      },
      messages: [],
      news: { tell: async () => undefined },
    },
  )
  const tokens = [
    'm VIN v1',
    'm REF r',
    'm USCC u',
    `m USCC ${'9'.repeat(101)}`,
    'm PLATE 浙C 1',
    'm SCOPE *',
    'm VIN v1',
  ]
  await tell(db.orm, tokens, 'BEGAN')
  expect(asked).toEqual([
    { message: 'm', kind: 'PLATE', value: '浙C 1' },
    { message: 'm', kind: 'SCOPE', value: '*' },
  ])
  expect(emitted.map(({ subject }) => subject)).toEqual([
    { vin: 'v1' },
    { driverRef: 'r' },
    { uscc: 'u' },
    { companyId: 'c1' },
  ])
})

describe('what is of nobody by name', () => {
  const told: string[] = []
  const tell = createTellUnread(
    {
      emit: async (_, events) =>
        void told.push(...events.map(({ subject }) => Object.values(subject).join())),
    },
    {
      concerned: async (_, subjects) =>
        subjects.flatMap(({ kind, value }) =>
          kind === 'SCOPE' && value === 'c1' ? [{ companyId: value }] : [],
        ),
      messages: [],
      news: { tell: async () => void told.push('everybody') },
    },
  )
  it.each([
    ['is told to nobody when it begins', 'm SCOPE *', 'BEGAN', []],
    ['is told to all that wait when it ends', 'm SCOPE *', 'ENDED', ['everybody']],
    ['and where the room cannot say who is in the scope', 'm SCOPE s1', 'ENDED', ['everybody']],
    ['but not where it can', 'm SCOPE c1', 'ENDED', ['c1']],
    ['nor where it is of somebody who went wrong', 'm STRANGER x', 'ENDED', []],
  ] as const)('%s', async (_, token, change, expected) => {
    told.length = 0
    await tell(db.orm, [token], change)
    expect(told).toEqual(expected)
  })
})

describe('whoever has the record of a key is told of what names nobody else', () => {
  it('when it begins and when it ends, also whoever had it before', async () => {
    await post('thing', [{ ...good('k', 5), vin: 'first' }])
    await post('thing', [{ ...good('k', 6), vin: 'second' }])
    toldOf()
    const id = await quarantined({ id: 'k', vin: 7, at: minute(7) })
    expect(toldOf()).toEqual(expect.arrayContaining([{ vin: 'first' }, { vin: 'second' }]))
    await room.feeds.unread.closeByHand(id, { by: 'user:auditor', because: 'it was seen' })
    expect(toldOf()).toHaveLength(2)
  })

  it('and nobody by a key that nobody has', async () => {
    await quarantined({ id: 'nobody', vin: 7, at: minute(7) })
    expect(toldOf()).toEqual([])
  })
})
