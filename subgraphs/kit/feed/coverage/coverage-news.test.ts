import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, thing, thingsTables } from '../fixtures/things.ts'
import { good } from '../fixtures/things-unread.ts'
import { closeSequenceGaps, takeHeartbeat } from './coverage.ts'
import { createCoverageNews, isWorthMore } from './coverage-news.ts'
import { noteFound } from './reconcile.ts'

const clock = fixedClock('2026-01-02T00:00:00Z')
const db = await scratchDatabase(makeThings)
const evidence = [
  { source: 'things', maxAge: 'P2D' },
  { source: 'things', maxAge: 'P1D' },
]
const room = await buildThings({
  db,
  clock,
  journalKey: testKeys().journalKey,
  feeds: { evidence },
})
const news = createCoverageNews({ emit: async (_, events) => void room.emitted.push(...events) }, evidence)
let source = 0
const name = () => `s${source}`

beforeEach(async () => {
  source += 1
  clock.set('2026-01-02T00:00:00Z')
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      {
        id: name(),
        name: 'S',
        authority: 'A',
        organisation: name(),
        tokens: [`token-${name()}`],
        allowed: ['*'],
        heartbeatEverySeconds: 60,
      },
    ]),
  )
  room.emitted.length = 0
})
afterAll(async () => {
  await room.close()
  await db.close()
})

/** How often everybody was told since the last look. */
const told = () => room.emitted.splice(0).filter(({ subject }) => subject.source === 'things').length

const beat = (at: string, more: object = {}) => {
  clock.set(at)
  return db.transaction((tx) =>
    takeHeartbeat(tx, { tables: thingsTables, source: name(), news }, { at, ...more }, clock()),
  )
}

const send = (number: number, records: object[]) =>
  room.app.inject({
    method: 'POST',
    url: '/feeds/things/thing',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer token-${name()}`,
      'feed-sequence': String(number),
    },
    payload: JSON.stringify(records),
  })

describe('whoever waits for a source is told', () => {
  it('when it is heard for the first time, and not when it goes on', async () => {
    await beat('2026-01-02T00:00:00Z')
    expect(told()).toBe(1)
    await beat('2026-01-02T00:01:00Z')
    await beat('2026-01-02T00:04:00Z')
    expect(told()).toBe(0)
  })

  it('when it is heard again after it was silent', async () => {
    await beat('2026-01-02T00:00:00Z')
    told()
    await beat('2026-01-02T00:03:01Z')
    expect(told()).toBe(1)
  })

  it('when it declares its initial load complete, once', async () => {
    await beat('2026-01-02T00:00:00Z')
    told()
    await beat('2026-01-02T00:00:30Z', { initialLoadCompleted: true })
    await beat('2026-01-02T00:01:00Z', { initialLoadCompleted: true })
    expect(told()).toBe(1)
  })

  it('when the batch that was missing came, and not when it is known to be missing', async () => {
    await send(1, [good('a', 1)])
    await beat('2026-01-02T00:00:00Z', { lastSequence: 2 })
    told()
    await beat('2026-01-02T00:00:30Z', { lastSequence: 2 })
    expect(told()).toBe(0)
    expect((await send(2, [good('b', 1)])).statusCode).toBe(201)
    expect(told()).toBe(1)
    await db.transaction((tx) => closeSequenceGaps(tx, thingsTables, name(), news))
    expect(told()).toBe(0)
  })

  it('when a comparison finds both sides equal, and not when it finds that they differ', async () => {
    await send(1, [good('c', 1)])
    await beat('2026-01-02T00:00:00Z')
    told()
    const compare = (equal: boolean) =>
      db.transaction((tx) =>
        noteFound(
          tx,
          { tables: thingsTables, taken: [thing], source: name(), news },
          { scope: '*', at: clock(), equal: new Map([[thing.name, equal]]) },
        ),
      )
    await compare(false)
    expect(told()).toBe(0)
    clock.set('2026-01-02T00:00:40Z')
    await compare(true)
    expect(told()).toBe(1)
  })

  it('when it says that it is closed: nobody waits for it then', async () => {
    await beat('2026-01-02T00:00:00Z')
    told()
    await beat('2026-01-02T00:00:30Z', { closedUntil: '2026-01-05T00:00:00Z' })
    expect(told()).toBe(1)
    await beat('2026-01-02T00:01:00Z', { closedUntil: '2026-01-05T00:00:00Z' })
    expect(told()).toBe(0)
  })

  it('when it is declared out', async () => {
    await db.transaction((tx) =>
      room.feeds.sources.retire(tx, name(), { by: 'tool', because: 'it is no more' }),
    )
    expect(told()).toBe(1)
  })

  it('by the transaction that changes it, so by none that is undone', async () => {
    const emit = room.emitted.length
    await expect(
      db.transaction(async (tx) => {
        await takeHeartbeat(
          tx,
          {
            tables: thingsTables,
            source: name(),
            news: { maxAgeMs: 0, tell: () => Promise.reject(new Error('died')) },
          },
          { at: '2026-01-02T00:00:00Z', initialLoadCompleted: true },
          clock(),
        )
      }),
    ).rejects.toThrow('died')
    expect(room.emitted).toHaveLength(emit)
    await beat('2026-01-02T00:00:00Z', { initialLoadCompleted: true })
    expect(told()).toBe(1)
  })
})

describe('a scope is worth more', () => {
  const instant = fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((ms) => new Date(ms)))
  const scope = fc.record({
    initialLoadCompletedAt: instant,
    heartbeatAt: instant,
    reconciledAt: instant,
    closedUntil: instant,
    gap: fc.boolean(),
  })
  const asked = { now: new Date(1_000_000), everySeconds: 60, maxAgeMs: 500_000 }

  it('never than itself', () => {
    fc.assert(fc.property(scope, (one) => !isWorthMore(one, one, asked)))
  })

  it('with a gap that ends, whatever else', () => {
    fc.assert(
      fc.property(scope, scope, (before, after) =>
        isWorthMore({ ...before, gap: true }, { ...after, gap: false }, asked),
      ),
    )
  })

  it('by a heartbeat only where its last word counted for nothing and its new one does', () => {
    fc.assert(
      fc.property(scope, fc.integer({ min: 0, max: 1_000_000 }), (before, ms) => {
        const counts = (at: Date | null) => at !== null && 1_000_000 - at.getTime() <= 180_000
        const after = { ...before, heartbeatAt: new Date(ms) }
        return (
          isWorthMore(before, after, asked) === (counts(after.heartbeatAt) && !counts(before.heartbeatAt))
        )
      }),
    )
  })
})
