import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { scansOf, testDatabase } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findSenderStates } from './station-states.ts'

const now = new Date('2026-03-01T00:00:00.000Z')
const stationCount = 40

let db: Database
beforeAll(async () => {
  db = await testDatabase()
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into inspections.feed_sources (id, name, authority, organisation, allowed)
      select 'sender-' || g, 'n', 'a', 'o', array['330399' || lpad(g::text, 3, '0')] from generate_series(1, ${stationCount}::int) g`)
    await tx.execute(sql`
      insert into inspections.feed_scopes (source, scope, initial_load_completed_at)
      select 'sender-' || g, scope, ${now.toISOString()}::text::timestamptz
      from generate_series(1, ${stationCount}::int) g, unnest(array['*', '330399' || lpad(g::text, 3, '0')]) scope`)
    await tx.execute(sql`
      insert into inspections.feed_unread (id, source, message, receipt_id, index, subjects, received_at, closed_at)
      select gen_random_uuid(), 'sender-' || g % ${stationCount}::int, 'safetyVerdict', gen_random_uuid(), 0,
        array['safetyVerdict VEHICLE LV' || g], ${now.toISOString()}::text::timestamptz, case when g % 3 > 0 then now() end
      from generate_series(1, 1000) g`)
  })
})
afterAll(() => db.close())

it('asks what is unread once for all stations, and reads of it only what names a station or nobody', async () => {
  const unreadAt = (id: string, subjects: string[], receivedAt: string) =>
    db.transaction((tx) =>
      tx.execute(sql`
        insert into inspections.feed_unread (id, source, message, receipt_id, index, subjects, received_at)
        values (gen_random_uuid(), ${id}, 'x', gen_random_uuid(), 0, ${sql.param(subjects)}::text[],
          ${receivedAt}::text::timestamptz)`),
    )
  await unreadAt(
    'sender-1',
    ['safetyVerdict SCOPE 330399001', 'safetyVerdict NUMBER 7'],
    '2026-02-03T00:00:00Z',
  )
  await unreadAt('sender-1', ['safetyVerdict SCOPE *'], '2026-02-02T00:00:00Z')
  await unreadAt('sender-2', ['stationLicence SCOPE 330399003'], '2026-02-04T00:00:00Z')
  await unreadAt('sender-2', ['safetyVerdict SCOPE 330399009'], '2026-02-01T00:00:00Z')

  const rows = await findSenderStates(db, now)
  const told = rows.filter(
    ({ SAFETY, licencesUnreadSince, allLicencesUnreadSince }) =>
      SAFETY ?? licencesUnreadSince ?? allLicencesUnreadSince,
  )
  expect(
    told
      .map(({ station, scope, SAFETY, licencesUnreadSince }) => [
        station,
        scope,
        SAFETY?.toISOString(),
        licencesUnreadSince?.toISOString(),
      ])
      .toSorted(),
  ).toEqual([
    ['330399001', '*', '2026-02-02T00:00:00.000Z', undefined],
    ['330399001', '330399001', '2026-02-02T00:00:00.000Z', undefined],
    ['330399003', '*', undefined, '2026-02-04T00:00:00.000Z'],
    ['330399003', '330399003', undefined, '2026-02-04T00:00:00.000Z'],
  ])

  const [scans = []] = await scansOf(db, ownWork, (tx) => findSenderStates({ ...db, orm: tx }, now))
  const ofUnread = scans.filter(({ on }) => /^feed_(unread|journal)/.test(on))
  expect(ofUnread.length).toBeGreaterThan(1)
  expect(ofUnread.filter(({ times }) => times > 1)).toEqual([])
  expect(ofUnread.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(20)
})
