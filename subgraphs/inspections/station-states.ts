/** What is known of the stations and of those who send for them, in one statement. */
import { type Database, prepared } from '@one-visit/kit/database/database.ts'
import { combineCoverage, coveragePartOf } from '@one-visit/kit/graph/combine-coverage.ts'
import { latest } from '@one-visit/kit/graph/evidence.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { type SQL, sql } from 'drizzle-orm'
import { type InspectionFact, licenceMessages, messagesOf } from './evidence-messages.ts'
import { isForOneStation } from './stated-closures.ts'
import type { StationState } from './station-coverage.ts'
import {
  feedJournal,
  feedScopes,
  feedSources,
  feedUnread,
  stationDescriptions,
  stationLicenceHistory,
  stations,
} from './tables.ts'
import { isClosedAt, isLicensedOn } from './void-reason.ts'

/** A sender, a station it speaks for (null where it is none and names none), and what it said of one scope. */
export type SenderState = Awaited<ReturnType<typeof findSenderStates>>[number]

const station = sql`st.id`
const scopeColumn = <T>(column: { name: string }) => sql<T | null>`sc.${sql.identifier(column.name)}`

const isOneOf = (messages: readonly string[]): SQL =>
  sql`message = any(${sql.raw(`array['${messages.join("', '")}']`)})`

/** Every message that can leave a station in doubt. */
const messages = [...new Set([...Object.values(messagesOf).flat(), ...licenceMessages])]

/**
 * Who speaks for which station. Who may speak for everybody is no station by that; it is one's relay where it vouches for
 * it by name.
 */
const named = sql`named as materialized (
  select src.id as source, st.station from ${feedSources} src left join (
    select id as source, unnest(allowed) as station from ${feedSources}
    union select id, id from ${feedSources} union select source, scope from ${feedScopes}) as st
  on st.source = src.id and st.station ~ '^[0-9]{9}$' and src.allowed && array['*', st.station])`

/**
 * Since when something is unread that names a station or nobody, by sender, message and scope. The open records are asked
 * once for all stations: asked for each, they would be asked thousands of times for a question of one vehicle.
 */
const unread = sql`tokens as materialized (
  select array_agg(message || ' SCOPE ' || scope) as wanted
  from unnest(${sql.raw(`array['${messages.join("', '")}']`)}) as message,
    (select '*' as scope union select station from named where station is not null) as scopes
), unread as materialized (
  select source, split_part(token, ' SCOPE ', 1) as message, split_part(token, ' SCOPE ', 2) as scope, min(received_at) as since
  from (
    select source, received_at, unnest(subjects) as token from ${feedUnread}
    where closed_at is null and subjects && (select wanted from tokens)
    union all
    select source, received_at, unnest(subjects) as token from ${feedJournal}
    where processed_at is null and subjects && (select wanted from tokens)) as records
  where token like '% SCOPE %'
  group by source, token)`

/** Since when something of this sender is unread that names nobody: about its station, or all it vouches for. */
const unreadOf = (fact: InspectionFact) =>
  sql`min(u.since) filter (where ${isOneOf(messagesOf[fact])}) as ${sql.identifier(fact)}`

/** What is unread of each sender about each of its stations, or of all it vouches for; where nothing is there is no row. */
const unreadOfSenders = sql`unread_of_senders as (
  select n.source, n.station, ${sql.join((Object.keys(messagesOf) as InspectionFact[]).map(unreadOf), sql`, `)},
    min(u.since) filter (where u.scope = '*' and ${isOneOf(licenceMessages)}) as all_licences
  from named n join unread u on u.source = n.source and u.scope in ('*', n.station)
  group by n.source, n.station)`

/** What is unread of the licences of each station, whoever sent it. */
const unreadLicences = sql`unread_licences as (
  select scope, min(since) as since from unread where scope <> '*' and ${isOneOf(licenceMessages)} group by scope)`

const unreadColumn = (column: SQL): SQL<Date | null> =>
  sql<Date | null>`${column}`.mapWith(feedUnread.receivedAt)

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
      sendsLicences: sql<boolean>`exists (select from ${stationLicenceHistory} where source = src.id)`,
      SAFETY: unreadColumn(sql`st."SAFETY"`),
      EMISSION: unreadColumn(sql`st."EMISSION"`),
      COMPREHENSIVE: unreadColumn(sql`st."COMPREHENSIVE"`),
      EQUIPMENT: unreadColumn(sql`st."EQUIPMENT"`),
      licencesUnreadSince: unreadColumn(sql`st.licences`),
      allLicencesUnreadSince: unreadColumn(sql`st.all_licences`),
    })
    .from(
      sql`(with ${sql.join([named, unread, unreadOfSenders, unreadLicences], sql`, `)}
        select n.source, n.station as id, un."SAFETY", un."EMISSION", un."COMPREHENSIVE", un."EQUIPMENT", un.all_licences,
          ul.since as licences
        from named n
        left join unread_of_senders un on un.source = n.source and un.station is not distinct from n.station
        left join unread_licences ul on ul.scope = n.station) as st
      join ${feedSources} src on src.id = st.source
      left join ${feedScopes} sc on sc.source = src.id and sc.scope in ('*', st.id)`,
    )
})

/** All senders of the room, each with the stations it speaks for, by scope. */
export const findSenderStates = (db: Database, now: Date) =>
  senderStates(db).execute({ now: now.toISOString(), today: shanghaiDay(now) })

/** The stations as an answer about a fact is judged by them. */
export function stationsOf(rows: readonly SenderState[], fact: InspectionFact): StationState[] {
  const ofStation = new Map<string, SenderState[]>()
  for (const row of rows) {
    if (row.station === null) continue
    const own = ofStation.get(row.station)
    if (own === undefined) ofStation.set(row.station, [row])
    else own.push(row)
  }
  const ofAll = wordsOfAll(rows)
  return [...ofStation].map(([id, own]) => stateOf(id, own, ofAll, fact))
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
  return [...known, stateOf(stationId, own, wordsOfAll(rows), fact)]
}

/** What concerns every station: unread licences of relays, and what is missing of whoever sends licences. */
interface WordsOfAll {
  readonly licencesUnread: readonly Date[]
  readonly missing: readonly SenderState[]
}

function wordsOfAll(rows: readonly SenderState[]): WordsOfAll {
  return {
    licencesUnread: rows.flatMap((row) => (row.isForAll ? (row.allLicencesUnreadSince ?? []) : [])),
    missing: rows.filter((row) => row.sendsLicences && row.gap === true),
  }
}

function stateOf(
  id: string,
  own: readonly SenderState[],
  { licencesUnread, missing }: WordsOfAll,
  fact: InspectionFact,
): StationState {
  const unreadOwn = own.flatMap((row) => row[fact] ?? [])
  const unreadLicencesOf = own.flatMap((row) => row.licencesUnreadSince ?? [])
  const unread = fact === 'EQUIPMENT' ? unreadOwn : [...unreadOwn, ...unreadLicencesOf, ...licencesUnread]
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
    licenceGap: fact === 'EQUIPMENT' ? undefined : licenceGapOf(id, missing),
  }
}

/**
 * What is known to be missing of whoever sends licences: it may be one of this station, granted or taken away. That such a
 * sender is silent is no doubt: licences change seldom, and none comes of most stations.
 */
function licenceGapOf(id: string, ofAll: readonly SenderState[]): StationState['licenceGap'] {
  const missing = ofAll.filter(
    (row) =>
      row.sender !== id && (row.scope === id || (row.scope === '*' && (row.isForAll || row.station === id))),
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
