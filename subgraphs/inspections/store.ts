import { type Database, prepared } from '@one-visit/kit/database.ts'
import type { Page } from '@one-visit/kit/paging.ts'
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { InspectionKind } from './generated/resolvers.ts'
import {
  cancellations,
  confirmationHistory,
  confirmations,
  feedScopes,
  feedSources,
  inspectionHistory,
  inspections,
  stations,
} from './tables.ts'

/** VIN and kind somebody asked for. */
export type VinAndKind = readonly [vin: string, kind: InspectionKind]

/**
 * Whether the visit was cancelled, which voids all its attempts. Columns are written with their table here and below:
 * drizzle leaves it out of a select of one table, and inside the subquery the bare name would be its own column.
 */
const annulled = sql<boolean>`exists (select from ${cancellations} c
  where c.station_id = inspections.station_id and c.serial = inspections.serial and not c.deleted)`

/** Whether the station said two things of one attempt and instant that an approval would judge differently. */
const contradicted = sql<boolean>`exists (select from ${inspectionHistory} h
  where h.station_id = inspections.station_id and h.serial = inspections.serial and h.kind = inspections.kind
    and h.source_at = inspections.source_at and h.source_sequence = inspections.source_sequence
    and (h.vin, h.verdict, h.grade, h.valid_until)
      is distinct from (inspections.vin, inspections.verdict, inspections.grade, inspections.valid_until))`

const ofVisit = { ...getTableColumns(inspections), annulled: annulled.as('annulled') }

/** The newest first; of one instant the later attempt, then any order that is always the same. */
const latestFirst = sql`order by i.inspected_at desc, i.attempt desc, i.serial desc, i.station_id desc`

const latest = prepared('inspections_latest', (orm) => {
  const ranked = sql`(select i.station_id, i.serial, i.kind,
      row_number() over (partition by i.vin, i.kind ${latestFirst}) as rank
    from ${inspections} i
    where not i.deleted
      and (i.vin, i.kind) in (select * from unnest(${sql.placeholder('vins')}::text[], ${sql.placeholder('kinds')}::text[]))
      and not exists (select from ${cancellations} c
        where c.station_id = i.station_id and c.serial = i.serial and not c.deleted)) as ranked`
  return orm
    .select({ ...ofVisit, contradicted: contradicted.as('contradicted') })
    .from(inspections)
    .innerJoin(
      ranked,
      sql`ranked.rank = 1 and ranked.station_id = ${inspections.stationId}
        and ranked.serial = ${inspections.serial} and ranked.kind = ${inspections.kind}`,
    )
})

/** Of each vehicle and kind the latest visit that was not cancelled. */
export const findLatest = (db: Database, keys: readonly VinAndKind[]) =>
  latest(db).execute({ vins: keys.map(([vin]) => vin), kinds: keys.map(([, kind]) => kind) })

const bySerial = prepared('inspections_by_serial', (orm) =>
  orm
    .selectDistinctOn([inspections.serial], ofVisit)
    .from(inspections)
    .where(
      and(
        eq(inspections.deleted, false),
        sql`${inspections.serial} = any(${sql.placeholder('serials')}::text[])`,
      ),
    )
    // A serial number begins with its station; another station's of the same number comes after.
    .orderBy(
      inspections.serial,
      sql`starts_with(${inspections.serial}, ${inspections.stationId}) desc`,
      desc(inspections.inspectedAt),
      inspections.stationId,
      inspections.kind,
    ),
)

/** Visits by serial number. */
export const findBySerial = (db: Database, serials: readonly string[]): Promise<VisitRow[]> =>
  bySerial(db).execute({ serials })

/** A visit, and whether it was cancelled. */
export type VisitRow = typeof inspections.$inferSelect & { annulled: boolean }

const confirmationsByVin = prepared('inspections_confirmations', (orm) =>
  orm
    .select({
      ...getTableColumns(confirmations),
      contradicted: sql<boolean>`exists (select from ${confirmationHistory} h
        where h.vin = confirmations.vin and h.source_at = confirmations.source_at
          and h.source_sequence = confirmations.source_sequence
          and (h.positioning, h.alarm) is distinct from (confirmations.positioning, confirmations.alarm))`.as(
        'contradicted',
      ),
    })
    .from(confirmations)
    .where(sql`${confirmations.vin} = any(${sql.placeholder('vins')}::text[])`),
)

/** Confirmations of devices by VIN. */
export const findConfirmations = (db: Database, vins: readonly string[]) =>
  confirmationsByVin(db).execute({ vins })

const stationsById = prepared('inspections_stations', (orm) =>
  orm
    .select()
    .from(stations)
    .where(sql`${stations.id} = any(${sql.placeholder('ids')}::text[])`),
)

/** Stations by number. */
export const findStations = (db: Database, ids: readonly string[]) => stationsById(db).execute({ ids })

const sourceStates = prepared('inspections_source_states', (orm) =>
  orm
    .select({
      id: feedSources.id,
      scope: sql<string | null>`${feedScopes.scope}`,
      name: feedSources.name,
      authority: feedSources.authority,
      heartbeatEverySeconds: feedSources.heartbeatEverySeconds,
      initialLoadCompletedAt: sql<Date | null>`${feedScopes.initialLoadCompletedAt}`.mapWith(
        feedScopes.initialLoadCompletedAt,
      ),
      heartbeatAt: sql<Date | null>`${feedScopes.heartbeatAt}`.mapWith(feedScopes.heartbeatAt),
      reconciledAt: sql<Date | null>`${feedScopes.reconciledAt}`.mapWith(feedScopes.reconciledAt),
      gap: sql<boolean | null>`${feedScopes.gap}`,
    })
    .from(feedSources)
    .leftJoin(feedScopes, eq(feedScopes.source, feedSources.id)),
)

/** All senders of the room, and how far each vouches for what it has not sent. */
export const findSourceStates = (db: Database) => sourceStates(db).execute()

/** A place in the list of a vehicle's visits: instant, serial number, station, kind. */
export type VisitPosition = readonly string[]

/** Where a visit stands in the list of its vehicle. */
export const positionOf = ({ inspectedAt, serial, stationId, kind }: VisitRow): VisitPosition => [
  inspectedAt.toISOString(),
  serial,
  stationId,
  kind,
]

/** Pages of the visits of vehicles, newest first, with one more each than asked for where more follow. */
export const listByVin = async (
  db: Database,
  vins: readonly string[],
  { first, after }: Page,
): Promise<VisitRow[]> => {
  const [at, serial, station, kind] = after ?? []
  const ranked = sql`(select i.station_id, i.serial, i.kind, row_number() over (
      partition by i.vin order by i.inspected_at desc, i.serial desc, i.station_id desc, i.kind desc) as rank
    from ${inspections} i
    where not i.deleted and i.vin = any(${sql.param([...vins])}::text[])
      and (${at ?? null}::timestamptz is null or (i.inspected_at, i.serial, i.station_id, i.kind)
        < (${at ?? null}::timestamptz, ${serial ?? null}::text, ${station ?? null}::text, ${kind ?? null}::text))) as ranked`
  return db.orm
    .select(ofVisit)
    .from(inspections)
    .innerJoin(
      ranked,
      sql`ranked.rank <= ${first + 1} and ranked.station_id = ${inspections.stationId}
        and ranked.serial = ${inspections.serial} and ranked.kind = ${inspections.kind}`,
    )
    .orderBy(sql`ranked.rank`)
}
