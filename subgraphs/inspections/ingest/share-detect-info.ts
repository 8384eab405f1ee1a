import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordIdentity,
} from '@one-visit/kit/feed/message.ts'
import { fieldOf, readable, textOf } from '@one-visit/kit/feed/read/identify.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { conclusionOf, transportEvaluations } from '@one-visit/schema/codes.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { mustBeOfItsNumber, mustFollowRegistration, mustFollowVehicle, swapNotes } from './detect-dates.ts'
import {
  countAt,
  dayAt,
  firstTimeReading,
  lineAt,
  plateAt,
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
  type Correction,
  earlierMappings,
  type InspectionRow,
  inspectionEvents,
  inspectionPlan,
} from './inspection-plan.ts'

const scalar = z.union([z.string().max(256), z.number()]).nullish()
const text = z.union([z.string().min(1).max(256), z.number()]).transform(String)

const item = z.looseObject({ name: z.string().max(256).nullish(), evaluate: scalar })

const detectRecord = z.looseObject({
  dsId: text,
  detectSn: text,
  /** 1 grades the vehicle; the end of a maintenance or an overhaul is no inspection an approval may rest on. */
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

const detectReport = z.looseObject({
  detectResult: text,
  manual: z.array(item).max(500).nullish(),
  performance: z.array(item).max(500).nullish(),
})

const firstRecord = z.looseObject({ detectRecord, detectReport })

/** What says that a report is a later one; ours, as the exchange says nothing of it, in the words of the platforms. */
const record = z.looseObject({
  detectRecord: detectRecord.extend({
    /** 1 a report, 2 a correction of it, 3 the report is taken back. */
    flag: scalar,
    Flag: scalar,
    /** When it was corrected or taken back. */
    updateTime: scalar,
    UpdateTime: scalar,
  }),
  detectReport,
})

/** How reports were read by the mappings of before: the number's own day was not looked at. */
function firstMap(wire: z.infer<typeof firstRecord>, context: RecordContext): InspectionRow {
  const row = rowOf(wire, context, firstTimeReading)
  mustFollowRegistration(wire.detectRecord, shanghaiDay(row.inspectedAt), (text) => dayAt('', text))
  return row
}

function map(wire: z.infer<typeof record>, context: RecordContext): InspectionRow {
  const { detectRecord } = wire
  const row = rowOf(wire, context, timeReading)
  // A report that is taken back is wrong: why it is taken back is no reason to keep it.
  if (correctionOf(detectRecord).gone) return row
  const testedOn = shanghaiDay(row.inspectedAt)
  mustBeOfItsNumber(row, testedOn)
  mustFollowVehicle(detectRecord, testedOn)
  mustFollowRegistration(detectRecord, testedOn)
  if (row.validUntil !== null && row.validUntil < testedOn)
    throw new RecordFault('PERIOD_REVERSED', '/detectRecord/validUntil', 'lies before the day of the test')
  return row
}

function rowOf(
  { detectRecord, detectReport }: z.infer<typeof firstRecord>,
  { receivedAt, source }: RecordContext,
  time: TimeReading,
): InspectionRow {
  const { detectSn } = detectRecord
  const dsId = stationAt('/detectRecord/dsId', detectRecord.dsId)
  mustSpeakFor(source, '/detectRecord/dsId', dsId)
  if (!['', '0', '1'].includes(String(detectRecord.detectType ?? '')))
    throw new RecordFault('DETECT_TYPE', '/detectRecord/detectType', 'only a grading test (1) counts')
  if (!/^\d{21}$/.test(detectSn) || !detectSn.startsWith(dsId))
    throw new RecordFault('SERIAL_FORM', '/detectRecord/detectSn', 'station, date and sequence: 21 digits')
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
    validUntil:
      time.lastDayAt('/detectRecord/validUntil', detectRecord.validUntil ?? undefined) ??
      (verdict === 'PASS' ? yearAfter(shanghaiDay(inspectedAt)) : null),
    failedItems: [
      ...failed(detectReport.manual ?? [], '/detectReport/manual'),
      ...failed(detectReport.performance ?? [], '/detectReport/performance'),
    ],
    odometerKm: countAt('/detectRecord/travelMileage', detectRecord.travelMileage),
    sourceAt: inspectedAt,
    sourceSequence: attempt - 1,
    revision: `${detectSn}/${attempt}`,
    deleted: false,
  }
}

function attemptOf({ detectTotalCount }: { detectTotalCount?: string | number | null | undefined }): number {
  return countAt('/detectRecord/detectTotalCount', detectTotalCount, attemptsMax) ?? 1
}

/** The test counts for a year (Decree 2016 No. 1; M) where the station states no end. */
function yearAfter(day: string): string {
  const later = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return later.endsWith('02-29') ? later.replace('02-29', '02-28') : later
}

function failed(items: z.infer<typeof item>[], pointer: string): string[] {
  return items.flatMap(({ name, evaluate }, index) => {
    if (evaluate === null || evaluate === undefined || evaluate === '') return []
    const verdict = at(`${pointer}/${index}/evaluate`, () => transportEvaluations.of(String(evaluate)))
    return verdict === 'FAIL' ? [name ?? String(index + 1)] : []
  })
}

type Head = z.infer<typeof record>['detectRecord']

/**
 * What a report says of its being a later one.
 * @throws RecordFault CODE_UNKNOWN, FIELD_MISSING: a correction has a time of its own
 */
function correctionOf(head: Head): Correction {
  const flag = String(head.flag ?? head.Flag ?? '')
  const time = String(head.updateTime ?? head.UpdateTime ?? '').trim()
  const correction = { text: time === '0' ? '' : time, pointer: '/detectRecord/updateTime' }
  if (!['', '0', '1', '2', '3'].includes(flag))
    throw new RecordFault('CODE_UNKNOWN', '/detectRecord/flag', 'only 1, 2 and 3 are known')
  if (['2', '3'].includes(flag) && correction.text === '')
    throw new RecordFault('FIELD_MISSING', correction.pointer, 'a correction says when it was made')
  return { ...correction, gone: flag === '3' }
}

/** Refuses a head that says two things under two spellings of a name. @throws RecordFault DUPLICATE_KEY */
function mustSayOnce(head: Head): void {
  for (const [name, other] of [
    ['flag', 'Flag'],
    ['updateTime', 'UpdateTime'],
  ] as const)
    if (head[name] != null && head[other] != null && String(head[name]) !== String(head[other]))
      throw new RecordFault(
        'DUPLICATE_KEY',
        `/detectRecord/${other}`,
        `${name} and ${other} say two things; send one of them`,
      )
}

/** Whom a report is about that cannot be used. */
function identify(value: unknown, { source }: RecordContext): RecordIdentity {
  const head = fieldOf(value, 'detectRecord')
  const station = stationIn(textOf(head, 'dsId'))
  const attempt = readable(() => attemptOf({ detectTotalCount: textOf(head, 'detectTotalCount') }))
  const corrected = textOf(head, 'updateTime')
  return {
    subjects: subjectsOf({ vin: textOf(head, 'vinNo'), plate: textOf(head, 'vehicleNo'), station }, source),
    key: keyOf(station, textOf(head, 'detectSn') || undefined, 'COMPREHENSIVE', attempt),
    sourceAt: instantIn(['', '0'].includes(corrected) ? textOf(head, 'detectDate') : corrected),
  }
}

/** Result of a comprehensive performance test 综合性能检验 (`shareDetectInfo`), or a correction of one. Here 0 is a pass and 1 is grade one. */
export const detectInfo = defineMessage<z.infer<typeof record>, InspectionRow>({
  name: 'shareDetectInfo',
  mappingVersion: 4,
  record,
  notes: ({ detectRecord }) => [...vinNotes(detectRecord.vinNo), ...swapNotes(detectRecord)],
  map: (wire, context) => {
    mustSayOnce(wire.detectRecord)
    return asCorrected(map(wire, context), correctionOf(wire.detectRecord), context.receivedAt)
  },
  earlier: [
    {
      mappingVersion: 3,
      record,
      map: (wire: z.infer<typeof record>, context) =>
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
