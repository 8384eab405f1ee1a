/** The latest inspection of vehicles and their confirmed devices, each with what is known to be missing of it. */
import { type Database, prepared } from '@one-visit/kit/database/database.ts'
import { columnsUnlessMoved } from '@one-visit/kit/feed/kept/moved-record.ts'
import { unreadSince } from '@one-visit/kit/feed/kept/unread.ts'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { type InspectionFact, messagesOf } from './evidence-messages.ts'
import type { InspectionKind } from './generated/resolvers.ts'
import { expectedForMs } from './station-coverage.ts'
import {
  cancellations,
  confirmationHistory,
  confirmations,
  describedVehicles,
  feedTablesOfRoom,
  inspections,
  issuedSerials,
} from './tables.ts'
import {
  conflictOf,
  isCancellationDoubted,
  isDuringClosure,
  isLicenceOpen,
  isMoved,
  stands,
  voidReasonOf,
} from './void-reason.ts'

/** VIN and kind somebody asked for. */
export type VinAndKind = readonly [vin: string, kind: InspectionKind]

/**
 * Plates that reports or descriptions give a vehicle, or that a number was given for which names it or under which it was
 * reported: the police leave out the province of a plate, which makes it nobody's.
 */
const plates = sql`array(select plate_number from ${inspections} p where p.vin = asked.vin and plate_number is not null
  union select plate_number from ${describedVehicles} p where p.vin = asked.vin and plate_number is not null
  union select plate_number from ${issuedSerials} p where p.vin = asked.vin and plate_number is not null
  union select n.plate_number from ${inspections} p join ${issuedSerials} n on n.station_id = p.station_id and n.serial = p.serial
    where p.vin = asked.vin and n.plate_number is not null)`

/** Tokens of what is unread about a vehicle, by its VIN and plates, of the messages that feed a fact. */
const tokens = (
  messages: SQL,
): SQL => sql`array(select m.name || s.subject from unnest(${messages}) as m(name)
  cross join (select ' VIN ' || asked.vin union all select ' PLATE ' || p from unnest(named.plates) as p) as s(subject))`

/** Names of messages as a text[] of a statement; they are our own words. */
const messageNames = (fact: InspectionFact): SQL =>
  sql.raw(`array[${messagesOf[fact].map((name) => `'${name}'`).join(', ')}]::text[]`)

const messagesOfKind = sql`case asked.kind when 'SAFETY' then ${messageNames('SAFETY')}
  when 'COMPREHENSIVE' then ${messageNames('COMPREHENSIVE')} else ${messageNames('EMISSION')} end`

const expectedFor = sql.raw(`interval '${expectedForMs / 3_600_000} hours'`)

/** Numbers of the last days that were given to stations, as a list. */
const issued = (which: SQL) => sql<readonly { stationId: string; issuedAt: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('stationId', n.station_id, 'issuedAt', n.issued_at)) from ${issuedSerials} n
  where n.issued_at > ${sql.placeholder('now')}::timestamptz - ${expectedFor} and ${which}), '[]'::jsonb)`

const reported = (which: SQL): SQL => sql`exists (select from ${inspections} r
  where r.station_id = n.station_id and r.serial = n.serial and not r.deleted and ${which})`

const cancelled = (which: SQL): SQL => sql`exists (select from ${cancellations} c
  where c.station_id = n.station_id and c.serial = n.serial and not c.deleted and not ${isCancellationDoubted} and ${which})`

/**
 * Serial numbers that were given for the vehicle, and under which nothing of it has come: no report of this kind of test,
 * which can be one of several of a visit, and no cancellation. One of another vehicle may be a slip.
 */
const expected = issued(sql`(n.vin = asked.vin or (n.vin is null and n.plate_number = any(named.plates)))
  and not ${reported(sql`r.kind = asked.kind and (r.vin = asked.vin or (n.vin is null and r.plate_number = n.plate_number))`)}
  and not ${cancelled(sql`c.vin = asked.vin`)}`)

/** Of a vehicle nobody knows a plate of: numbers, of which nothing came, for plates that no vehicle is known to bear. */
const possible = issued(sql`cardinality(named.plates) = 0 and n.vin is null
  and not exists (select from ${inspections} p where p.plate_number = n.plate_number)
  and not exists (select from ${describedVehicles} p where p.plate_number = n.plate_number)
  and not ${reported(sql`true`)} and not ${cancelled(sql`true`)}`)

/** The newest first; of one instant the later attempt, then any order that is always the same. */
const latestFirst = sql`order by i.inspected_at desc, i.attempt desc, i.serial desc, i.station_id desc`

const latest = prepared('inspections_latest', (orm) => {
  const i = sql.raw('i')
  return orm
    .select({
      vin: sql<string>`asked.vin`,
      kind: sql<InspectionKind>`asked.kind`,
      visit: getTableColumns(inspections),
      isContradicted: sql<boolean | null>`found.is_contradicted`,
      isMoved: isMoved({ vin: sql`asked.vin`, kind: sql`asked.kind`, since: sql`found.inspected_at` }).as(
        'is_moved',
      ),
      isLicenceOpen: sql<boolean | null>`found.is_licence_open`,
      isDuringClosure: sql<boolean | null>`found.is_during_closure`,
      unreadSince: unreadSince(feedTablesOfRoom, sql`about.tokens`),
      expected: expected.as('expected'),
      possible: possible.as('possible'),
    })
    .from(
      sql`unnest(${sql.placeholder('vins')}::text[], ${sql.placeholder('kinds')}::text[]) as asked(vin, kind)
        cross join lateral (select ${plates} as plates) as named
        cross join lateral (select ${tokens(messagesOfKind)} as tokens) as about
        left join lateral (
          select i.station_id, i.serial, i.kind, i.attempt, i.inspected_at, ${conflictOf(i)} as is_contradicted,
            ${isLicenceOpen(i)} as is_licence_open, ${isDuringClosure(i)} as is_during_closure
          from ${inspections} i
          where i.vin = asked.vin and i.kind = asked.kind and (i.purpose is null or i.contradicted) and not i.deleted and ${stands(i)} and ${voidReasonOf(i)} is null
          ${latestFirst} limit 1) as found on true`,
    )
    .leftJoin(
      inspections,
      sql`found.station_id = ${inspections.stationId} and found.serial = ${inspections.serial}
        and found.kind = ${inspections.kind} and found.attempt = ${inspections.attempt}`,
    )
})

/** Of each vehicle and kind the latest periodic visit that counts, or none, and what is known to be missing. */
export function findLatest(db: Database, keys: readonly VinAndKind[], now: Date) {
  return latest(db).execute({
    vins: keys.map(([vin]) => vin),
    kinds: keys.map(([, kind]) => kind),
    now: now.toISOString(),
  })
}

const confirmationsByVin = prepared('inspections_confirmations', (orm) =>
  orm
    .select({
      vin: sql<string>`asked.vin`,
      confirmation: columnsUnlessMoved({
        table: confirmations,
        history: confirmationHistory,
        about: ['vin'],
      }),
      unreadSince: unreadSince(feedTablesOfRoom, sql`about.tokens`),
    })
    .from(
      sql`unnest(${sql.placeholder('vins')}::text[]) as asked(vin)
        cross join lateral (select ${plates} as plates) as named
        cross join lateral (select ${tokens(messageNames('EQUIPMENT'))} as tokens) as about`,
    )
    .leftJoin(confirmations, sql`${confirmations.vin} = asked.vin`),
)

/** Confirmations of devices by VIN, or none, and what is unread about them. */
export const findConfirmations = (db: Database, vins: readonly string[]) =>
  confirmationsByVin(db).execute({ vins })
