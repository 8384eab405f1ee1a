import { HubError } from '@one-visit/kit/errors.ts'
import {
  defineMessage,
  type IncomingRecord,
  type RecordContext,
  RecordFault,
  type RecordIdentity,
} from '@one-visit/kit/feed/message.ts'
import { readable, textOf, wholeKeyIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import type { TextEncoding } from '@one-visit/kit/feed/read/text.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import { policeVerdicts } from '@one-visit/schema/codes.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { mustBeOfGivenNumber } from './detect-dates.ts'
import {
  countAt,
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
  type Correction,
  earlierMappings,
  type InspectionRow,
  inspectionEvents,
  inspectionPlan,
  sequenceOf,
} from './inspection-plan.ts'
import { readPoliceCall } from './police-xml.ts'
import { visitCancelled } from './visit-cancelled.ts'

const text = z.string().min(1).max(128)

const firstRecord = z.looseObject({
  jkid: z.enum(['18C62', '18C65']),
  /** Serial number of the visit. */
  jylsh: text,
  /** Station. */
  jyjgbh: text,
  /** Test line. */
  jcxdh: z.string().max(16).optional(),
  clsbdh: text,
  hphm: z.string().max(32).optional(),
  /** Attempt. */
  jycs: z.string().max(4).optional(),
  /** When it was inspected. */
  jyrq: text,
  /** Verdict: 1 pass, 2 fail. */
  zjjl: z.string().max(8).optional(),
  yxqz: z.string().max(32).optional(),
  bhgx: z.string().max(512).optional(),
  lc: z.string().max(16).optional(),
})

const record = firstRecord.extend({
  /** When the report was corrected; ours, as no field of the police says it. */
  gxsj: z.string().max(32).optional(),
})

/** How verdicts were read by the mappings of before. */
function firstMap(wire: z.infer<typeof firstRecord>, context: RecordContext): InspectionRow {
  return rowOf(wire, context, firstTimeReading)
}

function map(wire: z.infer<typeof firstRecord>, context: RecordContext): InspectionRow {
  wholeKey('/jylsh', wire.jylsh)
  return mapOfAnyKey(wire, context)
}

/** How verdicts were read before a number that a spreadsheet mangled was refused. */
function mapOfAnyKey(wire: z.infer<typeof firstRecord>, context: RecordContext): InspectionRow {
  const row = mapBefore(wire, context)
  mustBeOfGivenNumber(row, shanghaiDay(row.inspectedAt), '/jylsh')
  return row
}

/** How verdicts were read before the day in a number was looked at. */
function mapBefore(wire: z.infer<typeof firstRecord>, context: RecordContext): InspectionRow {
  const row = rowOf(wire, context, timeReading)
  if (row.validUntil !== null && row.validUntil < shanghaiDay(row.inspectedAt))
    throw new RecordFault('PERIOD_REVERSED', '/yxqz', 'lies before the day of the test')
  return row
}

function rowOf(
  wire: z.infer<typeof firstRecord>,
  { receivedAt, source }: RecordContext,
  time: TimeReading,
): InspectionRow {
  const stationId = stationAt('/jyjgbh', wire.jyjgbh)
  mustSpeakFor(source, '/jyjgbh', stationId)
  const inspectedAt = time.instantAt('/jyrq', wire.jyrq, receivedAt)
  const attempt = attemptOf(wire)
  return {
    serial: wire.jylsh,
    vin: vinAt('/clsbdh', wire.clsbdh),
    kind: 'SAFETY',
    stationId,
    line: lineAt('/jcxdh', wire.jcxdh),
    plateNumber: plateAt('/hphm', withProvince(wire.hphm)),
    inspectedAt,
    attempt,
    verdict: at('/zjjl', () => policeVerdicts.of(wire.zjjl ?? '')),
    grade: null,
    validUntil: time.lastDayAt('/yxqz', wire.yxqz),
    failedItems: (wire.bhgx ?? '').split(/[,，]/).filter((item) => item !== ''),
    odometerKm: countAt('/lc', wire.lc),
    sourceAt: inspectedAt,
    sourceSequence: sequenceOf(attempt),
    revision: `${wire.jylsh}/${attempt}`,
    deleted: false,
  }
}

/** A plate as a report has it. The police write it without the province character; which one it was, is not said. */
function withProvince(text: string | undefined): string | undefined {
  return /^[A-Z]/i.test(text ?? '') ? undefined : text
}

/** Which attempt a report is of. @throws RecordFault NUMBER_FORM, ATTEMPT_FORM */
function attemptOf({ jkid, jycs }: { jkid: string; jycs?: string | undefined }): number {
  const attempt = countAt('/jycs', jycs, attemptsMax) ?? 1
  if (jkid === '18C65' && attempt < 2)
    throw new RecordFault('ATTEMPT_FORM', '/jycs', 'a re-test is the second attempt or a later one')
  return attempt
}

/** Note where a report says no verdict: it counts as not tested, and nobody passes by it. */
function verdictNotes(zjjl: string | undefined): string[] {
  return (zjjl ?? '').trim() === ''
    ? ['the verdict zjjl is missing: kept as not tested; send 1 (passed) or 2 (failed)']
    : []
}

/** Whom a verdict is about that cannot be used. */
function identify(value: unknown, { source }: RecordContext): RecordIdentity {
  const station = stationIn(textOf(value, 'jyjgbh'))
  const attempt = readable(() => attemptOf({ jkid: textOf(value, 'jkid'), jycs: textOf(value, 'jycs') }))
  return {
    subjects: subjectsOf(
      { vin: textOf(value, 'clsbdh'), plate: withProvince(textOf(value, 'hphm')) ?? '', station },
      source,
    ),
    key: keyOf(station, wholeKeyIfCan(textOf(value, 'jylsh')), 'SAFETY', attempt),
    sourceAt: instantIn(textOf(value, 'gxsj') || textOf(value, 'jyrq')),
    sequence: attempt === undefined ? undefined : sequenceOf(attempt),
  }
}

/** What a report says of its having been corrected. */
const correctionOf = ({ gxsj = '' }: z.infer<typeof record>): Correction => ({ text: gxsj, pointer: '/gxsj' })

/** Police inspection supervision: verdict 18C62 and re-test 18C65, and their corrections. Here 1 is a pass, 2 a fail. */
export const safetyVerdict = defineMessage<z.infer<typeof record>, InspectionRow>({
  name: 'safetyVerdict',
  mappingVersion: 6,
  record,
  notes: ({ clsbdh, zjjl, lc, jycs }) => [
    ...vinNotes(clsbdh),
    ...verdictNotes(zjjl),
    ...roundedNotes({ lc, jycs }),
  ],
  map: (wire, context) => asCorrected(map(wire, context), correctionOf(wire), context.receivedAt),
  earlier: [
    {
      mappingVersion: 5,
      record,
      map: (wire: z.infer<typeof record>, context) =>
        asCorrected(mapOfAnyKey(wire, context), correctionOf(wire), context.receivedAt),
    },
    {
      mappingVersion: 4,
      record,
      map: (wire: z.infer<typeof record>, context) =>
        asCorrected(mapBefore(wire, context), correctionOf(wire), context.receivedAt),
    },
    {
      mappingVersion: 3,
      record,
      map: (wire: z.infer<typeof record>, context) =>
        asCorrected(firstMap(wire, context), correctionOf(wire), context.receivedAt, firstTimeReading),
    },
    ...earlierMappings(firstRecord, firstMap),
  ],
  identify,
  plan: inspectionPlan,
  events: inspectionEvents,
})

/** Records of a call. @throws HubError BAD_USER_INPUT for an interface the hub does not take */
export function readSafetyVerdict(body: Buffer, gb: TextEncoding = 'gb18030'): IncomingRecord[] {
  const { jkid, visits } = readPoliceCall(body, gb)
  if (jkid !== '18C62' && jkid !== '18C65' && jkid !== '18C72')
    throw new HubError(
      'BAD_USER_INPUT',
      `The hub takes no ${jkid.slice(0, 20)}; it takes 18C62, 18C65 and 18C72.`,
      {
        fault: 'MESSAGE_UNKNOWN',
      },
    )
  return visits.map(({ fields, twice }) => ({
    ...(jkid === '18C72'
      ? { message: visitCancelled, value: fields }
      : { message: safetyVerdict, value: { ...fields, jkid } }),
    ...(twice !== undefined && {
      fault: new RecordFault(
        'DUPLICATE_KEY',
        `/${twice}`,
        'the element comes twice and says different things; send it once',
      ),
    }),
  }))
}
