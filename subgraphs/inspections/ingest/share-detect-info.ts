import { HubError } from '@one-visit/kit/errors.ts'
import { defineMessage, type IncomingRecord, RecordFault } from '@one-visit/kit/feed/message.ts'
import { withDuplicateKeys } from '@one-visit/kit/feed/records.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/stated-record.ts'
import { oneOrMany, readJson } from '@one-visit/kit/feed/text.ts'
import { conclusionOf, transportEvaluations } from '@one-visit/schema/codes.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { countAt, dayAt, instantAt, plateAt, stationAt, vinAt, vinNotes } from './fields.ts'
import { type InspectionRow, inspectionEvents, inspectionPlan } from './inspection-plan.ts'

const scalar = z.union([z.string().max(256), z.number()]).nullish()
const text = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(256))

const item = z.looseObject({ name: z.string().max(256).optional(), evaluate: scalar })

const record = z.looseObject({
  detectRecord: z.looseObject({
    dsId: text,
    detectSn: text,
    /** 1 grades the vehicle; the end of a maintenance or an overhaul is no inspection an approval may rest on. */
    detectType: scalar,
    detectDate: text,
    vehicleNo: z.string().max(32).nullish(),
    vinNo: text,
    travelMileage: scalar,
    detectTotalCount: scalar,
    validUntil: z.string().max(32).nullish(),
  }),
  detectReport: z.looseObject({
    detectResult: text,
    manual: z.array(item).max(500).optional(),
    performance: z.array(item).max(500).optional(),
  }),
})

/** The test counts for a year (Decree 2016 No. 1; M) where the station states no end. */
const yearAfter = (day: string): string => {
  const later = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return later.endsWith('02-29') ? later.replace('02-29', '02-28') : later
}

const failed = (items: z.infer<typeof item>[], pointer: string): string[] =>
  items.flatMap(({ name, evaluate }, index) => {
    if (evaluate === null || evaluate === undefined || evaluate === '') return []
    const verdict = at(`${pointer}/${index}/evaluate`, () => transportEvaluations.of(String(evaluate)))
    return verdict === 'FAIL' ? [name ?? String(index + 1)] : []
  })

/** Result of a comprehensive performance test 综合性能检验 (`shareDetectInfo`). Here 0 is a pass and 1 is grade one. */
export const detectInfo = defineMessage<z.infer<typeof record>, InspectionRow>({
  name: 'shareDetectInfo',
  mappingVersion: 1,
  record,
  notes: ({ detectRecord }) => vinNotes(detectRecord.vinNo),
  map: ({ detectRecord, detectReport }, { receivedAt, source }) => {
    const { detectSn } = detectRecord
    const dsId = stationAt('/detectRecord/dsId', detectRecord.dsId)
    mustSpeakFor(source, '/detectRecord/dsId', dsId)
    if (!['', '1'].includes(String(detectRecord.detectType ?? '')))
      throw new RecordFault('DETECT_TYPE', '/detectRecord/detectType', 'only a grading test (1) counts')
    if (!/^\d{21}$/.test(detectSn) || !detectSn.startsWith(dsId))
      throw new RecordFault('SERIAL_FORM', '/detectRecord/detectSn', 'station, date and sequence: 21 digits')
    const inspectedAt = instantAt('/detectRecord/detectDate', detectRecord.detectDate, receivedAt)
    const { verdict, grade } = at('/detectReport/detectResult', () => conclusionOf(detectReport.detectResult))
    const attempt = countAt('/detectRecord/detectTotalCount', detectRecord.detectTotalCount, 99) ?? 1
    return {
      serial: detectSn,
      vin: vinAt('/detectRecord/vinNo', detectRecord.vinNo),
      kind: 'COMPREHENSIVE',
      stationId: dsId,
      plateNumber: plateAt('/detectRecord/vehicleNo', detectRecord.vehicleNo ?? undefined),
      inspectedAt,
      attempt,
      verdict,
      grade,
      validUntil:
        dayAt('/detectRecord/validUntil', detectRecord.validUntil ?? undefined) ??
        (verdict === 'PASS' ? yearAfter(shanghaiDay(inspectedAt)) : null),
      failedItems: [
        ...failed(detectReport.manual ?? [], '/detectReport/manual'),
        ...failed(detectReport.performance ?? [], '/detectReport/performance'),
      ],
      odometerKm: countAt('/detectRecord/travelMileage', detectRecord.travelMileage),
      sourceAt: inspectedAt,
      sourceSequence: attempt,
      revision: `${detectSn}/${attempt}`,
      deleted: false,
    }
  },
  plan: inspectionPlan,
  events: inspectionEvents,
})

const envelope = z.looseObject({ CompanyId: text, IPCType: text, 'IPCType.value': z.string() })

/**
 * The payload of an envelope of the comprehensive exchange: JSON text under the key `IPCType.value`.
 * @throws HubError BAD_USER_INPUT
 */
export const readEnvelope = (body: Buffer): { type: string; value: unknown; text: string } => {
  const read = envelope.safeParse(readJson(body))
  if (!read.success)
    throw new HubError('BAD_USER_INPUT', 'an envelope has CompanyId, IPCType and IPCType.value')
  try {
    const inner = read.data['IPCType.value']
    return { type: read.data.IPCType, value: JSON.parse(inner), text: inner }
  } catch (cause) {
    throw new HubError('BAD_USER_INPUT', 'IPCType.value is not JSON text', {}, { cause })
  }
}

/** Takes a `put_data` envelope apart. @throws HubError BAD_USER_INPUT for a message the hub does not take */
export const readPutData = (body: Buffer): IncomingRecord[] => {
  const { type, value, text } = readEnvelope(body)
  if (type !== detectInfo.name) throw new HubError('BAD_USER_INPUT', `the hub takes no ${type.slice(0, 60)}`)
  const records = oneOrMany(value).map((one) => ({ message: detectInfo, value: one }))
  return withDuplicateKeys(records, text, { isList: Array.isArray(value) })
}
