/** What is known of the stations and of those who send for them, in one statement. */
import { type Database, prepared } from '@one-visit/kit/database/database.ts'
import { tokensFor, unreadSince } from '@one-visit/kit/feed/kept/unread.ts'
import { combineCoverage, coveragePartOf } from '@one-visit/kit/graph/combine-coverage.ts'
import { latest } from '@one-visit/kit/graph/evidence.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { sql } from 'drizzle-orm'
import { type InspectionFact, licenceMessages, messagesOf } from './evidence-messages.ts'
import { isForOneStation } from './stated-closures.ts'
import type { StationState } from './station-coverage.ts'
import {
  feedScopes,
  feedSources,
  feedTablesOfRoom,
  stationDescriptions,
  stationLicenceHistory,
  stations,
} from './tables.ts'
import { isClosedAt, isLicensedOn } from './void-reason.ts'

/** A sender, a station it speaks for (null where it is none and names none), and what it said of one scope. */
export type SenderState = Awaited<ReturnType<typeof findSenderStates>>[number]

const station = sql`st.id`
const scopeColumn = <T>(column: { name: string }) => sql<T | null>`sc.${sql.identifier(column.name)}`

/** Since when something of this sender is unread that names nobody: about its station, or all it vouches for. */
const unreadOf = (fact: InspectionFact) =>
  unreadSince(
    feedTablesOfRoom,
    tokensFor(messagesOf[fact], [
      ['SCOPE', station],
      ['SCOPE', sql`'*'`],
    ]),
    sql`src.id`,
  )

const senderStates = prepared('inspections_sender_states', (orm) => {
  const today = sql`${sql.placeholder('today')}::date`
  const now = sql`${sql.placeholder('now')}::timestamptz`
  return orm
    .select({
      sender: sql<string>`src.id`,
      senderName: sql<string>`src.name`,
      authority: sql<string>`src.authority`,
      heartbeatEverySeconds: sql<number | null>`src.heartbeat_every_seconds`,
      isForAll: sql<boolean>`'*' = any(src.allowed)`,
      isForOne: isForOneStation(sql`src.allowed`),
      station: sql<string | null>`st.id`,
      stationName: sql<string | null>`coalesce(
        (select s.name from ${stations} s where s.id = st.id),
        (select d.name from ${stationDescriptions} d where d.station_id = st.id and not d.deleted))`,
      isLicensed: isLicensedOn(station, today),
      isDeclaredClosed: isClosedAt(station, today, now),
      scope: scopeColumn<string>(feedScopes.scope),
      initialLoadCompletedAt: scopeColumn<Date>(feedScopes.initialLoadCompletedAt).mapWith(
        feedScopes.initialLoadCompletedAt,
      ),
      heartbeatAt: scopeColumn<Date>(feedScopes.heartbeatAt).mapWith(feedScopes.heartbeatAt),
      reconciledAt: scopeColumn<Date>(feedScopes.reconciledAt).mapWith(feedScopes.reconciledAt),
      gap: scopeColumn<boolean>(feedScopes.gap),
      gapSince: scopeColumn<Date>(feedScopes.gapSince).mapWith(feedScopes.gapSince),
      closedUntil: scopeColumn<Date>(feedScopes.closedUntil).mapWith(feedScopes.closedUntil),
      /** Whether it ever sent a licence: what is missing of it may be one. */
      sendsLicences: sql<boolean>`src.id in (select source from ${stationLicenceHistory})`,
      SAFETY: unreadOf('SAFETY'),
      EMISSION: unreadOf('EMISSION'),
      COMPREHENSIVE: unreadOf('COMPREHENSIVE'),
      EQUIPMENT: unreadOf('EQUIPMENT'),
      licencesUnreadSince: unreadSince(feedTablesOfRoom, tokensFor(licenceMessages, [['SCOPE', station]])),
      allLicencesUnreadSince: unreadSince(
        feedTablesOfRoom,
        tokensFor(licenceMessages, [['SCOPE', sql`'*'`]]),
        sql`src.id`,
      ),
    })
    .from(
      // Who may speak for everybody is no station by that; it is one's relay where it vouches for it by name.
      sql`${feedSources} src left join lateral (
        select id from (select unnest(src.allowed) union select src.id
          union select scope from ${feedScopes} where source = src.id) as named(id)
        where id ~ '^[0-9]{9}$' and src.allowed && array['*', id]) as st on true
      left join ${feedScopes} sc on sc.source = src.id and sc.scope in ('*', st.id)`,
    )
})

/** All senders of the room, each with the stations it speaks for, by scope. */
export const findSenderStates = (db: Database, now: Date) =>
  senderStates(db).execute({ now: now.toISOString(), today: shanghaiDay(now) })

/** The stations as an answer about a fact is judged by them. */
export function stationsOf(rows: readonly SenderState[], fact: InspectionFact): StationState[] {
  const names = new Set(rows.flatMap((row) => (row.station === null ? [] : [row.station])))
  return [...names].map((id) =>
    stateOf(
      id,
      rows.filter((row) => row.station === id),
      rows,
      fact,
    ),
  )
}

/**
 * The stations, among them the one of a record: where no sender names it, what the record's sender says of everything is
 * what stands behind it.
 */
export function stationsWith(
  rows: readonly SenderState[],
  fact: InspectionFact,
  { stationId, source }: { stationId: string; source: string },
): StationState[] {
  const known = stationsOf(rows, fact)
  if (known.some(({ id }) => id === stationId)) return known
  const own = rows.filter((row) => row.sender === source && row.station === null)
  return [...known, stateOf(stationId, own, rows, fact)]
}

function stateOf(
  id: string,
  own: readonly SenderState[],
  rows: readonly SenderState[],
  fact: InspectionFact,
): StationState {
  const unread = [
    ...own.flatMap((row) => [row[fact], fact === 'EQUIPMENT' ? null : row.licencesUnreadSince]),
    ...rows.map((row) => (fact === 'EQUIPMENT' || !row.isForAll ? null : row.allLicencesUnreadSince)),
  ].filter((instant) => instant !== null)
  const [first] = own
  return {
    id,
    name: first?.stationName ?? first?.senderName ?? id,
    isLicensed: first?.isLicensed ?? false,
    isDeclaredClosed: first?.isDeclaredClosed ?? false,
    closedUntil:
      latest(...own.filter((row) => isNewestWord(row, own)).map((row) => row.closedUntil ?? undefined)) ??
      undefined,
    coverage: combineCoverage(
      own.flatMap((row) => (row.scope === null ? [] : [coveragePartOf({ ...row, source: row.sender })])),
    ),
    unreadSince: unread.length === 0 ? undefined : new Date(Math.min(...unread.map(Number))),
    licenceGap: fact === 'EQUIPMENT' ? undefined : licenceGapOf(id, rows),
  }
}

/**
 * What is known to be missing of whoever sends licences: it may be one of this station, granted or taken away. That such a
 * sender is silent is no doubt: licences change seldom, and none comes of most stations.
 */
function licenceGapOf(id: string, rows: readonly SenderState[]): StationState['licenceGap'] {
  const missing = rows.filter(
    (row) =>
      row.sendsLicences &&
      row.gap === true &&
      row.sender !== id &&
      (row.scope === id || (row.scope === '*' && (row.isForAll || row.station === id))),
  )
  if (missing.length === 0) return undefined
  const since = missing.map(({ gapSince }): Date | null => gapSince)
  return { since: since.includes(null) ? undefined : new Date(Math.min(...since.map(Number))) }
}

/**
 * Whether a row holds its sender's newest word of whether the station is open. What one that speaks for this station alone
 * says of everything is said of it; what a relay says of everything says nothing of one of its stations.
 */
function isNewestWord(row: SenderState, own: readonly SenderState[]): boolean {
  return !own.some(
    ({ sender, heartbeatAt }) =>
      row.isForOne && sender === row.sender && (heartbeatAt ?? 0) > (row.heartbeatAt ?? 0),
  )
}
