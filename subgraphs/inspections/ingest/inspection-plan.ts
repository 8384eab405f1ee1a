import type { Orm } from '@one-visit/kit/database/database.ts'
import {
  type EarlierMapping,
  type MergePlan,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type {
  InspectionKind,
  InspectionPurpose,
  InspectionVerdict,
  TechnicalGrade,
} from '../generated/resolvers.ts'
import { inspectionHistory, inspections } from '../tables.ts'
import { isDuringClosure } from '../void-reason.ts'
import { type TimeReading, timeReading } from './fields.ts'

/** A visit as it is stored. */
export interface InspectionRow extends RecordRow {
  serial: string
  vin: string
  kind: InspectionKind
  stationId: string
  /** Left out by reports read before the hub kept it. */
  line?: string | null
  /** What the test was for, where it was not the periodic one. Left out by reports read before the hub kept it. */
  purpose?: Exclude<InspectionPurpose, 'PERIODIC'> | null
  plateNumber: string | null
  inspectedAt: Date
  attempt: number
  verdict: InspectionVerdict
  grade: TechnicalGrade | null
  validUntil: string | null
  failedItems: string[]
  odometerKm: number | null
}

/**
 * Where reports go: of each attempt of a visit the newest stands. All that void reasons and evidence read contradicts; what
 * failed, in words, decides nothing.
 */
export const inspectionPlan: MergePlan = {
  table: inspections,
  history: inspectionHistory,
  key: ['stationId', 'serial', 'kind', 'attempt'],
  about: ['VIN', 'vin'],
  judged: [
    ...['vin', 'plateNumber', 'line', 'purpose', 'inspectedAt'],
    ...['verdict', 'grade', 'validUntil', 'odometerKm'],
  ],
}

/** The most attempts a visit can have. */
export const attemptsMax = 99

/** When a report was corrected or taken back, in the words of its format; empty where it never was. */
export interface Correction {
  text: string
  pointer: string
  /** Whether the report is taken back. */
  gone?: boolean
}

/**
 * A report with the time of its own that a correction has, so that it stands before what it corrects whichever comes
 * first. Taken back at the very instant it is of, a report is gone.
 * @throws RecordFault DATE_FORM, TIME_AHEAD, CORRECTION_BEFORE_INSPECTION
 */
export function asCorrected(
  row: InspectionRow,
  { text, pointer, gone = false }: Correction,
  receivedAt: Date,
  { instantAt }: Pick<TimeReading, 'instantAt'> = timeReading,
): InspectionRow {
  if (text === '') return row
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  const [year, month, day, ...time] = digits?.slice(1) ?? []
  const readable = digits === null ? text : `${year}-${month}-${day} ${time.join(':')}`
  const sourceAt = instantAt(pointer, readable, receivedAt, 'TIME_AHEAD')
  if (sourceAt < row.inspectedAt)
    throw new RecordFault('CORRECTION_BEFORE_INSPECTION', pointer, 'lies before the inspection itself')
  return {
    ...row,
    sourceAt,
    sourceSequence: sequenceOf(row.attempt, gone),
    revision: `${row.revision}@${sourceAt.toISOString()}`,
    deleted: gone,
  }
}

/** The place of a report of an attempt among those of one instant: one that is taken back comes after all that stand. */
export function sequenceOf(attempt: number, gone = false): number {
  return attempt - 1 + (gone ? attemptsMax : 0)
}

/** What other rooms are told of reports. */
export async function inspectionEvents(applied: readonly InspectionRow[], tx: Orm): Promise<HubEvent[]> {
  const closed = await duringClosures(tx, applied)
  return [
    ...applied.flatMap((row) => [recorded(row, closed), ...observed(row)]),
    ...(await otherVehicles(tx, applied)).map(
      ({ vin, serial, kind }): HubEvent => ({
        type: 'inspection.recorded',
        subject: { vin },
        data: { serial, kind, annulled: true },
      }),
    ),
  ]
}

function recorded(row: InspectionRow, closed: ReadonlySet<string>): HubEvent {
  const { vin, serial, kind, verdict, stationId, deleted } = row
  return {
    type: 'inspection.recorded',
    subject: { vin },
    data: {
      serial,
      kind,
      verdict,
      annulled: deleted,
      ...(closed.has(`${stationId} ${serial}`) && { duringClosure: true }),
    },
  }
}

/** The plate that was seen on the vehicle. */
function observed({ vin, plateNumber, inspectedAt, deleted }: InspectionRow): HubEvent[] {
  if (plateNumber === null || deleted) return []
  const data = { vin, plateNumber, validFrom: inspectedAt.toISOString(), source: 'inspection-station' }
  return [{ type: 'identity.observed', subject: { vin }, data }]
}

/** Station and serial number of the reports whose test was made while their station was declared closed. */
async function duringClosures(tx: Orm, applied: readonly InspectionRow[]): Promise<ReadonlySet<string>> {
  const found = await tx
    .selectDistinct({ stationId: inspections.stationId, serial: inspections.serial })
    .from(inspections)
    .where(
      sql`(${inspections.stationId}, ${inspections.serial}, ${inspections.kind}) in ${visitsOf(applied)}
        and ${isDuringClosure(sql.raw('inspections'))}`,
    )
  return new Set(found.map(({ stationId, serial }) => `${stationId} ${serial}`))
}

/** The visits of reports, as a list of an `in`. */
function visitsOf(applied: readonly InspectionRow[]): SQL {
  return sql`(select * from unnest(${sql.param(applied.map(({ stationId }) => stationId))}::text[],
    ${sql.param(applied.map(({ serial }) => serial))}::text[], ${sql.param(applied.map(({ kind }) => kind))}::text[]))`
}

/** Vehicles that other reports of the same visits name: whoever rests on one of them is told too. */
function otherVehicles(tx: Orm, applied: readonly InspectionRow[]) {
  return tx
    .selectDistinct({
      vin: inspectionHistory.vin,
      serial: inspectionHistory.serial,
      kind: inspectionHistory.kind,
    })
    .from(inspectionHistory)
    .where(
      sql`(${inspectionHistory.stationId}, ${inspectionHistory.serial}, ${inspectionHistory.kind}) in ${visitsOf(applied)}
        and ${inspectionHistory.vin} <> all(${sql.param(applied.map(({ vin }) => vin))}::text[])`,
    )
}

/**
 * How a report was read before: by the second mapping without corrections, by the first also without its test line and
 * with attempts counted from none.
 */
export function earlierMappings<Wire>(
  record: z.ZodType<Wire>,
  map: (wire: Wire, context: RecordContext) => InspectionRow,
): EarlierMapping[] {
  return [
    { mappingVersion: 2, record, map },
    {
      mappingVersion: 1,
      record,
      map: (wire: Wire, context) => {
        const { line: _, ...row } = map(wire, context)
        return { ...row, sourceSequence: row.attempt }
      },
    },
  ]
}
