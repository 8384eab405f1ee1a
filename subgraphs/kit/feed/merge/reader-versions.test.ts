import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { CrashPoint } from '../../crash.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, type Things, thing } from '../fixtures/things.ts'
import { readRecords } from '../read/records.ts'
import type { FeedRoute } from '../routes/route.ts'

const clock = fixedClock('2026-01-02T00:00:00Z')
const { journalKey } = testKeys()
const at = (second: number): string => `2026-01-01T00:00:0${second}Z`

async function send({ feeds }: Things, records: unknown, idempotencyKey: string) {
  const source = await feeds.sources.byToken('token-one')
  const body = Buffer.from(JSON.stringify(records))
  const receipt = await feeds.take({ source, route: 'thing', idempotencyKey, body })
  return receipt.records.map(({ outcome }) => outcome)
}

describe('a rebuild', () => {
  it('takes old bodies apart with the reader of then, and what a crash left with the reader it was kept for', async () => {
    const db = await scratchDatabase(makeThings)
    const room = await buildThings({ db, clock, journalKey })
    const read = (body: Buffer) => readRecords(body, thing)
    const route = { path: 'thing', mediaTypes: ['application/json'], messages: [thing] }
    const stricter: FeedRoute = {
      ...route,
      readerVersion: 2,
      read: (body) => [...read(body)].slice(1),
      earlierReaders: [{ readerVersion: 1, read }],
    }
    const records = (id: string) => [
      { id: `${id}1`, at: at(1) },
      { id: `${id}2`, at: at(1) },
    ]
    await send(room, records('reader'), 'reader-1')
    const crash: CrashPoint = (point) => {
      if (point === 'after-journal') throw new Error('the process ends here')
    }
    const dying = await buildThings({ db, clock, journalKey, crash })
    await expect(send(dying, records('left'), 'reader-left')).rejects.toThrow('the process ends here')
    await dying.close()
    const newer = await buildThings({ db, clock, journalKey, feeds: { routes: [stricter] } })
    expect(await newer.feeds.resume(new Date('2026-01-03T00:00:00Z'))).toBe(1)
    expect(await send(newer, records('newer'), 'reader-2')).toEqual(['APPLIED'])
    expect(await newer.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
    const { rows } = (await db.orm.execute(
      sql`select id from things.things where id ~ '^(reader|left|newer)' order by id`,
    )) as { rows: { id: string }[] }
    expect(rows.map(({ id }) => id)).toEqual(['left1', 'left2', 'newer2', 'reader1', 'reader2'])
    const without = await buildThings({
      db,
      clock,
      journalKey,
      feeds: { routes: [{ ...stricter, earlierReaders: [] }] },
    })
    expect(await without.feeds.rebuild({ replace: true })).toMatchObject({
      replaced: false,
      unreadable: { 'The route thing has no reader 1.': expect.any(Number) },
    })
    await without.close()
    await newer.close()
    await room.close()
    await db.close()
  })
})
