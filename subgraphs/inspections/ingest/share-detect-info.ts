import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordIdentity,
} from '@one-visit/kit/feed/message.ts'
import { fieldOf, readable, readIfCan, textOf, vinIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { conclusionOf, inspectionPurposes, transportEvaluations } from '@one-visit/schema/codes.ts'
import { normalisePlate } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import type { InspectionPurpose } from '../generated/resolvers.ts'
import { mustBeOfItsNumber, mustFollowRegistration, mustFollowVehicle, swapNotes } from './detect-dates.ts'
import {
  type Evaluation,
  evaluationsOf,
  failedItemsOf,
  isEvaluateBefore,
  mustAgree,
  mustLeaveNoVerdict,
  unjudgedNotes,
  unqualifiedNotes,
} from './evaluations.ts'
import { unknownReportKeys } from './exchange-keys.ts'
import {
  countAt,
  dayAt,
  firstTimeReading,
  lineAt,
  plateAt,
  roundedNotes,
  stationAt,
  type TimeReading,
  timeReading,
  vinAt,
  vinNotes,
} from './fields.ts'
import { instantIn, keyOf, stationIn, subjectsOf } from './identity.ts'
import {
  asCorrected,
  attemptsMax,
  earlierMappings,
  type InspectionRow,
  inspectionEvents,
  inspectionPlan,
  sequenceOf,
} from './inspection-plan.ts'
import { scalar, text } from './wire.ts'

const detectRecord = z.looseObject({
  dsId: text,
  detectSn: text,
  /** 1 grades the vehicle; the others are no inspection an approval may rest on. */
  detectType: scalar,
  detectLine: scalar,
  registDate: scalar,
  productionDate: scalar,
  detectDate: text,
  vehicleNo: z.string().max(32).nullish(),
  vinNo: text,
  travelMileage: scalar,
  detectTotalCount: scalar,
  validUntil: z.string().max(32).nullish(),
})

/** What a check found unqualified, in words. */
const words = z.union([z.string().max(2_000), z.number()], { error: 'The field holds no text.' }).nullish()

const detectReport = z.looseObject({
  detectResult: text,
  manualTestResult: z
    .array(z.looseObject({ detectCls: scalar, evaluate: scalar, unqualifiedItem: words }))
    .max(500)
    .nullish(),
  performanceItem: z
    .array(z.looseObject({ itemCode: scalar, evaluate: scalar }))
    .max(500)
    .nullish(),
})

/** How items stood in the reports of before: in words of ours. */
const itemsBefore = z
  .array(z.looseObject({ name: z.string().max(256).nullish(), evaluate: scalar }))
  .max(500)
  .nullish()
const reportBefore = z.looseObject({ detectResult: text, manual: itemsBefore, performance: itemsBefore })

const firstRecord = z.looseObject({ detectRecord, detectReport: reportBefore })

/** What says that a report is a later one; ours, as the exchange says nothing of it, in the words of the platforms. */
const correctedRecord = detectRecord.extend({
  /** 1 a report, 2 a correction of it, 3 the report is taken back. */
  flag: scalar,
  Flag: scalar,
  /** When it was corrected or taken back. */
  updateTime: scalar,
  UpdateTime: scalar,
})
const recordBefore = z.looseObject({ detectRecord: correctedRecord, detectReport: reportBefore })
const record = z.looseObject({ detectRecord: correctedRecord, detectReport })

/** How reports were read by the first mappings: the number's own day was not looked at. */
function firstMap(wire: z.infer<typeof firstRecord>, context: RecordContext): InspectionRow {
  const row = rowBefore(wire, context, firstTimeReading)
  mustFollowRegistration(wire.detectRecord, shanghaiDay(row.inspectedAt), (text) => dayAt('', text))
  return row
}

/** How reports were read before their items were: only those under names of ours, and none was held to the conclusion. */
function mapBefore(wire: z.infer<typeof recordBefore>, context: RecordContext): InspectionRow {
  const row = rowBefore(wire, context, timeReading)
  mustHoldTogether(row, wire.detectRecord)
  return row
}

function rowBefore(
  wire: z.infer<typeof firstRecord>,
  context: RecordContext,
  time: TimeReading,
): InspectionRow {
  const row = rowOf(wire, context, time)
  const { manual, performance } = wire.detectReport
  return {
    ...row,
    validUntil: row.validUntil ?? yearOf(row),
    failedItems: [
      ...failedBefore(manual, '/detectReport/manual'),
      ...failedBefore(performance, '/detectReport/performance'),
    ],
  }
}

function map(wire: z.infer<typeof record>, context: RecordContext): InspectionRow {
  const row = mapJudged(wire, context, evaluationsOf(wire))
  if (!correctionOf(wire.detectRecord).gone) mustLeaveNoVerdict(wire, row)
  return row
}

/** How reports were read before a key that is nearly `evaluate` was. */
function fifthMap(wire: z.infer<typeof record>, context: RecordContext): InspectionRow {
  return mapJudged(wire, context, evaluationsOf(wire, isEvaluateBefore))
}

function mapJudged(
  wire: z.infer<typeof record>,
  context: RecordContext,
  evaluations: readonly Evaluation[],
): InspectionRow {
  const { detectRecord, detectReport } = wire
  const row = rowOf(wire, context, timeReading)
  const purpose = purposeOf(detectRecord)
  // A report that is taken back is wrong: why it is taken back is no reason to keep it.
  if (!correctionOf(detectRecord).gone) mustAgree(row, evaluations, detectReport.detectResult.trim())
  mustHoldTogether(row, detectRecord)
  return {
    ...row,
    purpose,
    grade: purpose === null ? row.grade : null,
    validUntil: row.validUntil ?? (purpose === null ? yearOf(row) : null),
    failedItems: failedItemsOf(evaluations),
  }
}

/** A note for each name by which the report's own description of the vehicle is another one than that tested. */
function tractorNotes({ detectRecord, detectReport }: z.infer<typeof record>): string[] {
  const { tractorInfo: tractor } = detectReport
  const vin = [tractor, detectRecord].map((one) => vinIfCan(textOf(one, 'vinNo')))
  // Stations write plates with and without the character of their province.
  const plate = [tractor, detectRecord].map((one) => {
    const stated = normalisePlate(textOf(one, 'vehicleNo'))
    return /\d/.test(stated) ? stated.replace(/^\p{Script=Han}/u, '') : undefined
  })
  return Object.entries({ vinNo: vin, vehicleNo: plate }).flatMap(([name, [of, tested]]) =>
    of === undefined || tested === undefined || of === tested
      ? []
      : [`detectReport.tractorInfo.${name}: another vehicle than that of detectRecord`],
  )
}

/** Holds a report that stands to the days it states. @throws RecordFault */
function mustHoldTogether(row: InspectionRow, detectRecord: Head): void {
  if (correctionOf(detectRecord).gone) return
  const testedOn = shanghaiDay(row.inspectedAt)
  mustBeOfItsNumber(row, testedOn)
  mustFollowVehicle(detectRecord, testedOn)
  mustFollowRegistration(detectRecord, testedOn)
  if (row.validUntil !== null && row.validUntil < testedOn)
    throw new RecordFault('PERIOD_REVERSED', '/detectRecord/validUntil', 'lies before the day of the test')
}

/** The row of a report without its items, and with the last day it states. */
function rowOf(
  { detectRecord, detectReport }: { detectRecord: Head; detectReport: { detectResult: string } },
  { receivedAt, source }: RecordContext,
  time: TimeReading,
): InspectionRow {
  const { detectSn } = detectRecord
  const dsId = stationAt('/detectRecord/dsId', detectRecord.dsId)
  mustSpeakFor(source, '/detectRecord/dsId', dsId)
  mustBeNumberOf(detectSn, dsId)
  const inspectedAt = time.instantAt('/detectRecord/detectDate', detectRecord.detectDate, receivedAt)
  const { verdict, grade } = at('/detectReport/detectResult', () => conclusionOf(detectReport.detectResult))
  const attempt = attemptOf(detectRecord)
  return {
    serial: detectSn,
    vin: vinAt('/detectRecord/vinNo', detectRecord.vinNo),
    kind: 'COMPREHENSIVE',
    stationId: dsId,
    line: lineAt('/detectRecord/detectLine', detectRecord.detectLine),
    plateNumber: plateAt('/detectRecord/vehicleNo', detectRecord.vehicleNo ?? undefined),
    inspectedAt,
    attempt,
    verdict,
    grade,
    validUntil: time.lastDayAt('/detectRecord/validUntil', detectRecord.validUntil ?? undefined),
    failedItems: [],
    odometerKm: countAt('/detectRecord/travelMileage', detectRecord.travelMileage),
    sourceAt: inspectedAt,
    sourceSequence: sequenceOf(attempt),
    revision: `${detectSn}/${attempt}`,
    deleted: false,
  }
}

/** The number of a visit begins with its station. @throws RecordFault SERIAL_FORM */
function mustBeNumberOf(detectSn: string, dsId: string): void {
  const pointer = '/detectRecord/detectSn'
  if (!/^\d{21}$/.test(detectSn))
    throw new RecordFault(
      'SERIAL_FORM',
      pointer,
      `${detectSn.slice(0, 40)} has ${detectSn.length} characters; a serial number has 21 digits: station, day, sequence.`,
    )
  if (!detectSn.startsWith(dsId))
    throw new RecordFault(
      'SERIAL_FORM',
      pointer,
      `The serial number begins with ${detectSn.slice(0, 9)}; one of station ${dsId} begins with ${dsId}.`,
    )
}

/** What a test was for; null where it is the periodic one, as it is where nothing is said. @throws RecordFault DETECT_TYPE */
function purposeOf({ detectType }: Head): Exclude<InspectionPurpose, 'PERIODIC'> | null {
  const code = String(detectType ?? '').trim()
  const purpose = ['', '0'].includes(code)
    ? 'PERIODIC'
    : inspectionPurposes.lines.find(([known]) => known === code)?.[1]
  if (purpose === undefined)
    throw new RecordFault(
      'DETECT_TYPE',
      '/detectRecord/detectType',
      `There is no type of test ${code.slice(0, 20)}; 1 grades the vehicle, 4, 5 and 9 are tests that grade nothing.`,
    )
  return purpose === 'PERIODIC' ? null : purpose
}

function attemptOf({ detectTotalCount }: { detectTotalCount?: string | number | null | undefined }): number {
  return countAt('/detectRecord/detectTotalCount', detectTotalCount, attemptsMax) ?? 1
}

/** A test that is passed counts for a year (Decree 2016 No. 1; M) where the station states no end. */
function yearOf({ verdict, inspectedAt }: InspectionRow): string | null {
  if (verdict !== 'PASS') return null
  const day = shanghaiDay(inspectedAt)
  const later = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return later.endsWith('02-29') ? later.replace('02-29', '02-28') : later
}

function failedBefore(items: z.infer<typeof itemsBefore>, pointer: string): string[] {
  return (items ?? []).flatMap(({ name, evaluate }, index) => {
    if (evaluate === null || evaluate === undefined || evaluate === '') return []
    const verdict = at(`${pointer}/${index}/evaluate`, () => transportEvaluations.of(String(evaluate)))
    return verdict === 'FAIL' ? [name ?? String(index + 1)] : []
  })
}

type Head = z.infer<typeof record>['detectRecord']

/** What of a report says whether it is a later one. */
type Versioned = Pick<Head, 'flag' | 'Flag' | 'updateTime' | 'UpdateTime'>

/**
 * What a report says of its being a later one.
 * @throws RecordFault CODE_UNKNOWN, FIELD_MISSING: a correction has a time of its own
 */
function correctionOf(head: Versioned): { text: string; pointer: string; gone: boolean } {
  const flag = String(head.flag ?? head.Flag ?? '')
  const time = String(head.updateTime ?? head.UpdateTime ?? '').trim()
  const correction = { text: time === '0' ? '' : time, pointer: '/detectRecord/updateTime' }
  if (!['', '0', '1', '2', '3'].includes(flag))
    throw new RecordFault('CODE_UNKNOWN', '/detectRecord/flag', 'only 1, 2 and 3 are known')
  if (['2', '3'].includes(flag) && correction.text === '')
    throw new RecordFault('FIELD_MISSING', correction.pointer, 'a correction says when it was made')
  return { ...correction, gone: flag === '3' }
}

/** Whom a report is about that cannot be used. */
function identify(value: unknown, { source }: RecordContext): RecordIdentity {
  const head = fieldOf(value, 'detectRecord')
  const station = stationIn(textOf(head, 'dsId'))
  const attempt = readable(() => attemptOf({ detectTotalCount: textOf(head, 'detectTotalCount') }))
  const corrected = textOf(head, 'updateTime')
  const correction = readable(() => correctionOf(head as Versioned))
  return {
    subjects: subjectsOf({ vin: textOf(head, 'vinNo'), plate: textOf(head, 'vehicleNo'), station }, source),
    key: keyOf(station, textOf(head, 'detectSn') || undefined, 'COMPREHENSIVE', attempt),
    sourceAt: instantIn(['', '0'].includes(corrected) ? textOf(head, 'detectDate') : corrected),
    sequence:
      attempt === undefined || correction === undefined ? undefined : sequenceOf(attempt, correction.gone),
  }
}

/** Result of a comprehensive performance test 综合性能检验 (`shareDetectInfo`), or a correction of one. Here 0 is a pass and 1 is grade one. */
export const detectInfo = defineMessage<z.infer<typeof record>, InspectionRow>({
  name: 'shareDetectInfo',
  mappingVersion: 6,
  record,
  notes: (wire) => [
    ...vinNotes(wire.detectRecord.vinNo),
    ...swapNotes(wire.detectRecord),
    ...roundedNotes({
      travelMileage: wire.detectRecord.travelMileage,
      detectTotalCount: wire.detectRecord.detectTotalCount,
    }),
    ...unqualifiedNotes(wire.detectReport.manualTestResult),
    ...unjudgedNotes(wire, readIfCan(wire.detectReport.detectResult, conclusionOf)),
    ...tractorNotes(wire),
    ...unknownReportKeys(wire),
  ],
  map: (wire, context) =>
    asCorrected(map(wire, context), correctionOf(wire.detectRecord), context.receivedAt),
  earlier: [
    {
      mappingVersion: 5,
      record,
      map: (wire: z.infer<typeof record>, context) =>
        asCorrected(fifthMap(wire, context), correctionOf(wire.detectRecord), context.receivedAt),
    },
    {
      mappingVersion: 4,
      record: recordBefore,
      map: (wire: z.infer<typeof recordBefore>, context) =>
        asCorrected(mapBefore(wire, context), correctionOf(wire.detectRecord), context.receivedAt),
    },
    {
      mappingVersion: 3,
      record: recordBefore,
      map: (wire: z.infer<typeof recordBefore>, context) =>
        asCorrected(
          firstMap(wire, context),
          correctionOf(wire.detectRecord),
          context.receivedAt,
          firstTimeReading,
        ),
    },
    ...earlierMappings(firstRecord, firstMap),
  ],
  identify,
  plan: inspectionPlan,
  events: inspectionEvents,
})
