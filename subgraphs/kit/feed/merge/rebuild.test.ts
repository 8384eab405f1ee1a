import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, type Things, thing } from '../fixtures/things.ts'
import { readRecord } from '../read/judge.ts'
import { readRecords } from '../read/records.ts'

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

const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`

async function send({ feeds }: Things, records: unknown, idempotencyKey: string) {
  const source = await feeds.sources.byToken('token-one')
  const body = Buffer.from(JSON.stringify(records))
  const receipt = await feeds.take({ source, route: 'thing', idempotencyKey, body })
  return receipt.records.map(({ outcome }) => outcome)
}

describe('a rebuild', () => {
  it('finds what differs from the journal and puts it right', async () => {
    await send(
      room,
      [
        { id: 'r1', size: 1, at: at(1) },
        { id: 'r2', at: 'never' },
      ],
      'k1',
    )
    await send(
      room,
      [
        { id: 'r1', size: 2, at: at(2) },
        { id: 'r1', size: 1, at: at(1) },
      ],
      'k2',
    )
    await send(room, [{ id: 'r1', size: 3, at: at(0) }], 'k3')
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, batches: 3, records: 3, replaced: false })
    await db.orm.execute(sql`delete from things.things where id = 'r1'`)
    await db.orm.execute(
      sql`update things.things_history set size = 99 where source_sequence = 0 and size = 1`,
    )
    const report = await room.feeds.rebuild()
    expect(report.same).toBe(false)
    expect(report.tables).toContainEqual(expect.objectContaining({ table: 'things.things', missing: 1 }))
    expect(report.tables).toContainEqual(expect.objectContaining({ missing: 1, surplus: 1 }))
    expect(await room.feeds.rebuild({ replace: true })).toMatchObject({ replaced: true })
    expect((await room.feeds.rebuild()).same).toBe(true)
  })
  it('reads old records with the mapping they were read with then', async () => {
    const newer = await buildThings({
      db,
      clock,
      journalKey,
      message: {
        ...thing,
        mappingVersion: 2,
        map: (wire, context) => ({ ...thing.map(wire, context), size: (wire.size ?? 0) * 10 }),
        earlier: [{ mappingVersion: 1, record: thing.record, map: thing.map }],
      },
    })
    const again = [{ id: 'mapped', size: 1, at: at(1) }]
    await send(room, again, 'mapped-1')
    expect(await send(newer, again, 'mapped-2')).toEqual(['APPLIED'])
    expect(await send(room, again, 'mapped-3')).toEqual(['DUPLICATE'])
    expect(await newer.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
    await newer.close()
  })
  it('gives rows of an earlier mapping what a column that came later holds, under the digest they had', () => {
    const source = { id: 'one', name: '', authority: '', organisation: '', allowed: ['*'] }
    const context = { source, receivedAt: clock() }
    const value = { id: 'before', at: at(1) }
    const { row } = readRecord(value, { ...thing, later: { tags: ['later'] } }, context)
    expect(row).toMatchObject({ id: 'before', tags: ['later'] })
    expect(row.digest).toBe(readRecord(value, thing, context).row.digest)
  })
  it('notes a body that cannot be read any more, rebuilds the others and replaces nothing', async () => {
    const stricter = await buildThings({
      db,
      clock,
      journalKey,
      feeds: {
        routes: [
          {
            path: 'thing',
            mediaTypes: ['application/json'],
            messages: [thing],
            read: (body) => {
              if (body.includes('"size":3'))
                throw new HubError('BAD_USER_INPUT', 'The body has another form.')
              return readRecords(body, thing)
            },
          },
        ],
      },
    })
    const report = await stricter.feeds.rebuild({ replace: true })
    expect(report).toMatchObject({ unreadable: { 'The body has another form.': 1 }, replaced: false })
    expect(report.records).toBeGreaterThan(0)
    await stricter.close()
  })
  it('ends at bodies whose key was erased, and says so', async () => {
    await db.orm.execute(sql`update things.feed_sources set retention_months = 1 where id = 'one'`)
    clock.set('2026-03-02T00:00:00Z')
    expect(await room.feeds.forget()).toBe(1)
    clock.set('2026-01-02T00:00:00Z')
    const report = await room.feeds.rebuild()
    expect(report.erased).toBeGreaterThan(0)
    expect(report.same).toBe(false)
  })
})
