import { type Database, type Orm, prepared } from '@one-visit/kit/database/database.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { InspectionKind, InspectionVoidReason } from './generated/resolvers.ts'
import type { NamedVehicle } from './serial-numbers.ts'
import {
  describedVehicles,
  feedJournal,
  inspections,
  reportFiles,
  stationDescriptions,
  stationLicences,
  stations,
} from './tables.ts'
import { isDuringClosure, stands, voidReasonOf } from './void-reason.ts'

const ofVisit = {
  ...getTableColumns(inspections),
  voidReason: voidReasonOf(sql.raw('inspections')).as('void_reason'),
  isDuringClosure: isDuringClosure(sql.raw('inspections')).as('is_during_closure'),
}

const bySerial = prepared('inspections_by_serial', (orm) =>
  orm
    .selectDistinctOn([inspections.serial], ofVisit)
    .from(inspections)
    .where(
      and(
        stands(sql.raw('inspections')),
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
export function findBySerial(db: Database, serials: readonly string[]): Promise<VisitRow[]> {
  return bySerial(db).execute({ serials })
}

/** A visit, and why it does not count where it does not. */
export type VisitRow = typeof inspections.$inferSelect & {
  voidReason: InspectionVoidReason | null
  /** Whether its test was made while its station was declared closed. */
  isDuringClosure: boolean
}

const stationsById = prepared('inspections_stations', (orm) =>
  orm
    .select({
      id: sql<string>`asked.id`.as('asked_id'),
      name: sql<string | null>`coalesce(${stations.name}, ${stationDescriptions.name})`.as('known_name'),
      licenceValidUntil: stations.licenceValidUntil,
    })
    .from(sql`unnest(${sql.placeholder('ids')}::text[]) as asked(id)`)
    .leftJoin(stations, sql`${stations.id} = asked.id`)
    .leftJoin(
      stationDescriptions,
      sql`${stationDescriptions.stationId} = asked.id and not ${stationDescriptions.deleted}`,
    ),
)

/** Stations by number: the register's word, else the name a station gives itself. */
export const findStations = (db: Database, ids: readonly string[]) => stationsById(db).execute({ ids })

const licencesByStation = prepared('inspections_station_licences', (orm) =>
  orm
    .select()
    .from(stationLicences)
    .where(
      sql`${stationLicences.stationId} = any(${sql.placeholder('ids')}::text[]) and not ${stationLicences.deleted}`,
    )
    .orderBy(desc(stationLicences.validFrom), stationLicences.line),
)

/** Licences of stations and their lines, newest first. */
export const findLicences = (db: Database, ids: readonly string[]) => licencesByStation(db).execute({ ids })

/** A visit, by station, serial number and kind. */
export type VisitKey = readonly [stationId: string, serial: string, kind: InspectionKind]

/** All attempts of visits that were not taken back, the first one first. */
export function findAttempts(db: Database, keys: readonly VisitKey[]) {
  return db.orm
    .select()
    .from(inspections)
    .where(
      sql`not ${inspections.deleted} and (${inspections.stationId}, ${inspections.serial}, ${inspections.kind}) in (
        select * from unnest(${sql.param(keys.map(([station]) => station))}::text[],
          ${sql.param(keys.map(([, serial]) => serial))}::text[], ${sql.param(keys.map(([, , kind]) => kind))}::text[]))`,
    )
    .orderBy(inspections.stationId, inspections.serial, inspections.kind, inspections.attempt)
}

/** Where a report stands among those of its station: serial number, kind, attempt. */
export type ReportPosition = readonly [serial: string, kind: InspectionKind, attempt: number]

/** Reports of a station that were not taken back, in order of their keys, and the vehicle each names. */
export function listOfStation(
  tx: Orm,
  stationId: string,
  { first, after = ['', 'COMPREHENSIVE', 0] }: { first: number; after?: ReportPosition | undefined },
) {
  const { serial, kind, attempt, vin } = inspections
  const position = sql`(${serial}, ${kind}, ${attempt})`
  return tx
    .select({ serial, kind, attempt, vin })
    .from(inspections)
    .where(
      sql`${inspections.stationId} = ${stationId} and not ${inspections.deleted}
        and ${position} > (${after[0]}, ${after[1]}, ${after[2]}::integer)`,
    )
    .orderBy(serial, kind, attempt)
    .limit(first)
}

/** Files of reports, by station and serial number. */
export function findFiles(db: Database, keys: readonly (readonly [string, string])[]) {
  return db.orm
    .select()
    .from(reportFiles)
    .where(
      sql`(${reportFiles.stationId}, ${reportFiles.serial}) in (
        select * from unnest(${sql.param(keys.map(([station]) => station))}::text[],
          ${sql.param(keys.map(([, serial]) => serial))}::text[]))`,
    )
    .orderBy(reportFiles.purpose, reportFiles.fileDigest)
}

/** Where the bytes of a file were journaled, by the file's digest. */
export function findFileEntries(db: Database, digest: string) {
  return db.orm
    .select({
      stationId: reportFiles.stationId,
      mediaType: reportFiles.mediaType,
      receiptId: reportFiles.receiptId,
      route: feedJournal.route,
      contentType: feedJournal.contentType,
      readerVersion: feedJournal.readerVersion,
    })
    .from(reportFiles)
    .innerJoin(feedJournal, eq(feedJournal.receiptId, reportFiles.receiptId))
    .where(eq(reportFiles.fileDigest, digest))
}

/** What stations last said of a vehicle, by VIN, else by plate; undefined where none described it. */
export async function findDescribedVehicle(db: Database, { vin, plateNumber }: NamedVehicle) {
  const [row] = await db.orm
    .select({
      vinNo: describedVehicles.vin,
      vehicleNo: describedVehicles.plateNumber,
      vehicleBrandModel: describedVehicles.brandModel,
      registDate: describedVehicles.registeredOn,
      productionDate: describedVehicles.producedOn,
      seatCount: describedVehicles.seats,
    })
    .from(describedVehicles)
    .where(
      vin === null ? eq(describedVehicles.plateNumber, plateNumber ?? '') : eq(describedVehicles.vin, vin),
    )
    .orderBy(desc(describedVehicles.sourceAt), describedVehicles.stationId)
    .limit(1)
  return row
}

/** A place in the list of a vehicle's visits: instant, serial number, station, kind. */
export type VisitPosition = readonly string[]

/** Where a visit stands in the list of its vehicle. */
export function positionOf({ inspectedAt, serial, stationId, kind }: VisitRow): VisitPosition {
  return [inspectedAt.toISOString(), serial, stationId, kind]
}

/** Pages of the visits of vehicles, newest first, with one more each than asked for where more follow. */
export async function listByVin(
  db: Database,
  vins: readonly string[],
  { first, after }: Page,
  ofStation?: string,
): Promise<VisitRow[]> {
  const [at, serial, station, kind] = after ?? []
  const ranked = sql`(select i.station_id, i.serial, i.kind, i.attempt, row_number() over (
      partition by i.vin order by i.inspected_at desc, i.serial desc, i.station_id desc, i.kind desc) as rank
    from ${inspections} i
    where i.vin = any(${sql.param([...vins])}::text[]) and ${stands(sql.raw('i'))}
      and (${ofStation ?? null}::text is null or i.station_id = ${ofStation ?? null}::text)
      and (${at ?? null}::timestamptz is null or (i.inspected_at, i.serial, i.station_id, i.kind)
        < (${at ?? null}::timestamptz, ${serial ?? null}::text, ${station ?? null}::text, ${kind ?? null}::text))) as ranked`
  return db.orm
    .select(ofVisit)
    .from(inspections)
    .innerJoin(
      ranked,
      sql`ranked.rank <= ${first + 1} and ranked.station_id = ${inspections.stationId}
        and ranked.serial = ${inspections.serial} and ranked.kind = ${inspections.kind}
        and ranked.attempt = ${inspections.attempt}`,
    )
    .orderBy(sql`ranked.rank`)
}

/** Registers stations with name, division and end of licence. */
export function seedStations(db: Database, rows: readonly (typeof stations.$inferInsert)[]): Promise<void> {
  return db.transaction(async (tx) => {
    for (const row of rows)
      await tx.insert(stations).values(row).onConflictDoUpdate({ target: stations.id, set: row })
  })
}
