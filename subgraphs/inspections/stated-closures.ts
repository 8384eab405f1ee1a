/**
 * Times stations say themselves that they are closed, by their heartbeats. A word counts from its own time until the next:
 * closed until an instant, or open. Late words find their place by that time; of the others only those are kept that say
 * something else than the one before, so that a closing told later than such a repeat counts beyond it, up to the newest
 * word: a test is rather looked into once too often. A sender that speaks for one station alone says of it what it says of
 * everything.
 */
import { type Orm, rowsOf } from '@one-visit/kit/database/database.ts'
import type { Heard, HeardHeartbeat } from '@one-visit/kit/feed/coverage/coverage.ts'
import type { Outbox } from '@one-visit/kit/work/outbox.ts'
import { and, desc, eq, lte, max, type SQL, sql } from 'drizzle-orm'
import { feedScopes, feedSources, inspections, statedClosures } from './tables.ts'

type Place = Pick<HeardHeartbeat, 'source' | 'scope'>

/** Keeps what heartbeats say of closings; whoever rests on a test that is inside by now, or is so no more, is told. */
export function noteClosures(outbox: Outbox): Heard {
  return async (tx, { source, scope, at, closedUntil = null }) => {
    const { place, newestAt } = await placeOf(tx, { source, scope })
    const before = await closedUntilAt(tx, place, at)
    const saysTheSame = before?.getTime() === closedUntil?.getTime()
    const isLate = at < newestAt
    if (saysTheSame && !isLate) return
    // What the newest word said goes on from it: a late one speaks of the time before.
    if (isLate) await keep(tx, place, newestAt, await closedUntilAt(tx, place, newestAt))
    await keep(tx, place, at, closedUntil)
    if (saysTheSame) return
    await outbox.emit(
      tx,
      (await testedSince(tx, place, at)).map((vin) => ({
        type: 'inspection.recorded',
        subject: { vin },
        data: { closureChanged: true },
      })),
    )
  }
}

/** What a heartbeat of a scope speaks of, and the instant of the newest word about that. */
async function placeOf(tx: Orm, { source, scope }: Place): Promise<{ place: Place; newestAt: Date }> {
  const [only] = await tx
    .select({ station: sql<string>`${feedSources.allowed}[1]` })
    .from(feedSources)
    .where(and(eq(feedSources.id, source), isForOneStation(sql`${feedSources.allowed}`)))
  const place = { source, scope: only?.station ?? scope }
  const [newest] = await tx
    .select({ at: max(feedScopes.heartbeatAt) })
    .from(feedScopes)
    .where(and(eq(feedScopes.source, source), only === undefined ? eq(feedScopes.scope, scope) : undefined))
  return { place, newestAt: newest?.at ?? new Date(0) }
}

/** Whether a sender speaks for one station alone. */
export const isForOneStation = (allowed: SQL): SQL<boolean> =>
  sql<boolean>`(cardinality(${allowed}) = 1 and '*' <> all(${allowed}))`

/** Until when it is closed, by its word of an instant; null where it is open then. */
async function closedUntilAt(tx: Orm, { source, scope }: Place, at: Date): Promise<Date | null> {
  const [found] = await tx
    .select({ closedUntil: statedClosures.closedUntil })
    .from(statedClosures)
    .where(
      and(
        eq(statedClosures.source, source),
        eq(statedClosures.scope, scope),
        lte(statedClosures.closedFrom, at),
      ),
    )
    .orderBy(desc(statedClosures.closedFrom))
    .limit(1)
  const until = found?.closedUntil ?? null
  return until !== null && until > at ? until : null
}

async function keep(tx: Orm, place: Place, closedFrom: Date, closedUntil: Date | null): Promise<void> {
  await tx
    .insert(statedClosures)
    .values({ ...place, closedFrom, closedUntil })
    .onConflictDoUpdate({
      target: [statedClosures.source, statedClosures.scope, statedClosures.closedFrom],
      set: { closedUntil },
    })
}

/** Vehicles with a report of the sender about a test since an instant, at a station that is in the scope. */
async function testedSince(tx: Orm, { source, scope }: Place, at: Date): Promise<string[]> {
  const named =
    scope === '*'
      ? sql`(select a.station from ${feedSources} s, unnest(s.allowed || s.id) as a(station) where s.id = ${source})`
      : sql`(select ${scope}::text)`
  const rows = rowsOf<{ vin: string }>(
    await tx.execute(sql`
      select distinct i.vin from ${inspections} i
      where i.source = ${source} and i.inspected_at >= ${at.toISOString()}::text::timestamptz
        and (i.station_id in ${named} or '*' in ${named})`),
  )
  return rows.map(({ vin }) => vin)
}

/** Whether a sender had said, by its last word up to an instant, that a station was closed then. */
export function isSaidClosed({ source, station, at }: { source: SQL; station: SQL; at: SQL }): SQL {
  return sql`exists (select from ${statedClosures} c
    where c.source = ${source} and c.scope in ('*', ${station}) and c.closed_until > ${at}
      and c.closed_from = (select max(w.closed_from) from ${statedClosures} w
      where w.source = c.source and w.scope = c.scope and w.closed_from <= ${at}))`
}
