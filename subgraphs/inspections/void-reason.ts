/** Why a visit does not count, as expressions of a statement: judged when it is read, so that a correction needs no second judgement. */
import { isKnownOfAnother, isMovedRecord } from '@one-visit/kit/feed/kept/moved-record.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { InspectionVoidReason } from './generated/resolvers.ts'
import { isSaidClosed } from './stated-closures.ts'
import {
  cancellationHistory,
  cancellations,
  declaredClosures,
  inspectionHistory,
  inspections,
  stationLicenceHistory,
  stationLicences,
  stations,
} from './tables.ts'

/** A licence of a station, or of one of its lines, as it stands. */
const licence = (station: SQL, which: SQL): SQL =>
  sql`exists (select from ${stationLicences} l where l.station_id = ${station} and ${which})`

/** Whether the authority gives the record of a licence to another station or line too. */
const isLicenceMoved = isMovedRecord(
  { table: stationLicences, history: stationLicenceHistory, about: ['stationId', 'line'] },
  'l',
)

/** Whether a station says two things of a cancellation, or of which visit it is; those of the police wire have no number but that of the visit. */
export const isCancellationDoubted = sql`(c.contradicted or (c.revision not like '%/cancelled' and ${isMovedRecord(
  { table: cancellations, history: cancellationHistory, about: ['stationId', 'serial'] },
  'c',
)}))`

/** Whether the cancellation of a visit was taken back of another vehicle than its own. */
const isCancellationLeft = (visit: SQL): SQL<boolean> =>
  isKnownOfAnother(
    { history: cancellationHistory, key: ['stationId', 'serial'], subject: 'vin' },
    sql`${visit}.vin`,
    (said) => sql`${said}.station_id = ${visit}.station_id and ${said}.serial = ${visit}.serial`,
  )

/** A licence that contradicts itself counts as in force: what rests on it is in conflict (`conflictOf`), and not void by chance. */
const inForceOn = (day: SQL): SQL => sql`l.valid_from <= ${day}
    and (l.contradicted or (not l.deleted and (l.valid_until is null or l.valid_until >= ${day})))`

const registered = (station: SQL, which: SQL): SQL =>
  sql`exists (select from ${stations} s where s.id = ${station} and ${which})`

/** The day of a visit's test. */
const testedOn = (visit: SQL): SQL => sql`(${visit}.inspected_at at time zone 'Asia/Shanghai')::date`

/**
 * Why a visit does not count, or null: that its report was taken back, its cancellation, which voids all attempts, then the
 * licences of the day of the test. What the licensing authority says of a station or of its lines is all that counts of
 * it; of a station it never spoke of the register of stations does. A report that is contradicted is not void by the line or
 * day that happens to stand, and a cancellation that is contradicted, or is of another vehicle, voids nothing: they are
 * doubts (`conflictOf`).
 * Columns are written with their table here and below: drizzle leaves it out of a select of one table, and inside the
 * subquery the bare name would be its own column.
 */
export function voidReasonOf(visit: SQL): SQL<InspectionVoidReason | null> {
  const station = sql`${visit}.station_id`
  const inForce = inForceOn(testedOn(visit))
  return sql<InspectionVoidReason | null>`case
    when ${visit}.deleted or exists (select from ${cancellations} c
      where c.station_id = ${station} and c.serial = ${visit}.serial and c.vin = ${visit}.vin and not c.deleted
        and not ${isCancellationDoubted}) then 'CANCELLED'
    when not ${licence(station, sql`l.line = ''`)} and not ${registered(station, sql`true`)} then 'STATION_UNKNOWN'
    when ${visit}.contradicted or ${hasDoubtedLicence(visit)} then null
    when ${licence(station, sql`l.line = ''`)} and not ${licence(station, sql`l.line = '' and ${inForce}`)}
      then 'STATION_UNLICENSED'
    when not ${licence(station, sql`l.line = ''`)}
      and ${registered(station, sql`s.licence_valid_until < ${testedOn(visit)}`)} then 'STATION_UNLICENSED'
    when ${licence(station, sql`l.line <> ''`)}
      and not ${licence(station, sql`l.line = coalesce(${visit}.line, '?')`)} then 'LINE_UNKNOWN'
    when ${licence(station, sql`l.line <> ''`)} and not ${licence(station, sql`l.line = ${visit}.line and ${inForce}`)}
      then 'LINE_LAPSED'
  end`
}

/** Whether nobody knows if a licence of the station, or of the visit's line, stood on the day of its test. */
function hasDoubtedLicence(visit: SQL): SQL {
  return licence(
    sql`${visit}.station_id`,
    sql`l.line in ('', coalesce(${visit}.line, '')) and l.valid_from <= ${testedOn(visit)}
      and (l.contradicted or ${isLicenceMoved})`,
  )
}

/** Whether a row is what stands of its visit: the last attempt for its purpose, before all those that were taken back. */
export function stands(visit: SQL): SQL {
  return sql`not exists (select from ${inspections} other
  where other.station_id = ${visit}.station_id and other.serial = ${visit}.serial and other.kind = ${visit}.kind
    and other.purpose is not distinct from ${visit}.purpose and (not other.deleted, other.attempt) > (not ${visit}.deleted, ${visit}.attempt))`
}

/**
 * Whether a visit's standing is contradicted: its report, its cancellation, or a licence of its day, says two things at
 * one instant or is of a record that is known of another one too; its cancellation is, or was taken back, of another vehicle; or another visit of the vehicle that counts was made at the same instant and found something else.
 */
export function conflictOf(visit: SQL): SQL<boolean> {
  return sql<boolean>`(${visit}.contradicted
    or exists (select from ${cancellations} c
      where c.station_id = ${visit}.station_id and c.serial = ${visit}.serial
        and (${isCancellationDoubted} or (c.vin <> ${visit}.vin and (not c.deleted or ${isCancellationLeft(visit)}))))
    or ${hasDoubtedLicence(visit)}
    or exists (select from ${inspections} twin
      where twin.vin = ${visit}.vin and twin.kind = ${visit}.kind and twin.purpose is not distinct from ${visit}.purpose
        and twin.inspected_at = ${visit}.inspected_at
        and (twin.station_id, twin.serial) <> (${visit}.station_id, ${visit}.serial)
        and (twin.verdict, twin.grade, twin.valid_until) is distinct from (${visit}.verdict, ${visit}.grade, ${visit}.valid_until)
        and not twin.deleted and ${stands(sql.raw('twin'))} and ${voidReasonOf(sql.raw('twin'))} is null))`
}

/**
 * Whether a visit of a vehicle that counts is another vehicle's too, or its report was taken back of another one: whose it
 * was, nobody knows. A visit of before `since` says nothing of the latest one any more.
 */
export function isMoved({ vin, kind, since }: { vin: SQL; kind: SQL; since: SQL }): SQL<boolean> {
  return isKnownOfAnother(
    {
      history: inspectionHistory,
      key: ['stationId', 'serial', 'kind'],
      part: ['attempt'],
      subject: 'vin',
    },
    vin,
    (report) => sql`${report}.kind = ${kind} and ${report}.inspected_at >= coalesce(${since}, '-infinity')
      and ${voidReasonOf(report)} is null`,
  )
}

/**
 * Whether nobody can tell that the licences of a visit's day had not ended: the authority, or the register where it never
 * spoke of the station, names no last day of one. The authority's first form (mapping 1) meant by that that there is none.
 */
export function isLicenceOpen(visit: SQL): SQL<boolean> {
  const station = sql`${visit}.station_id`
  const open = sql`l.line in ('', coalesce(${visit}.line, '')) and ${inForceOn(testedOn(visit))} and l.valid_until is null and l.mapping_version > 1`
  return sql<boolean>`(${licence(station, open)}
    or (not ${licence(station, sql`l.line = ''`)} and ${registered(station, sql`s.licence_valid_until is null`)}))`
}

/** Whether a visit's test was made while its station was declared closed, by the authority, an administrator or itself. */
export function isDuringClosure(visit: SQL): SQL<boolean> {
  const at = sql`${visit}.inspected_at`
  return sql<boolean>`(${licence(sql`${visit}.station_id`, sql`l.line in ('', coalesce(${visit}.line, '')) and ${isClosedOn(testedOn(visit))}`)}
    or exists (select from ${declaredClosures} d
      where d.station_id = ${visit}.station_id and d.closed_from <= ${at} and (d.closed_until is null or d.closed_until > ${at}))
    or ${isSaidClosed({ source: sql`${visit}.source`, station: sql`${visit}.station_id`, at })})`
}

const isClosedOn = (day: SQL): SQL => sql`not l.deleted and l.closed_from <= ${day}
    and (l.closed_until is null or l.closed_until >= ${day})`

/** Whether a station has a licence on a day, or may have one: of one without a stated last day nobody knows, and it is waited for. */
export function isLicensedOn(station: SQL, day: SQL): SQL<boolean> {
  return sql<boolean>`case when ${licence(station, sql`l.line = ''`)}
    then ${licence(station, sql`l.line = '' and ${inForceOn(day)}`)}
    else ${registered(station, sql`(s.licence_valid_until is null or s.licence_valid_until >= ${day})`)} end`
}

/** Whether the authority or an administrator has a station closed, on a day and at an instant of it. */
export function isClosedAt(station: SQL, day: SQL, at: SQL): SQL<boolean> {
  return sql<boolean>`(${licence(station, sql`l.line = '' and ${isClosedOn(day)}`)}
    or exists (select from ${declaredClosures} d
      where d.station_id = ${station} and d.closed_from <= ${at} and (d.closed_until is null or d.closed_until > ${at})))`
}
