/** What came to `put_data` and is no message that can be read: it is kept and told all the same. */
import {
  defineMessage,
  type IncomingRecord,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { z } from 'zod'
import { detectInfo } from './share-detect-info.ts'
import { stationInfo } from './station-info.ts'

/** A body that names no report: it makes no row, and keeps nobody's facts back. */
const unreadEnvelope = defineMessage<unknown, RecordRow>({
  name: 'unreadEnvelope',
  mappingVersion: 1,
  statesNothing: true,
  record: z.unknown(),
  map: () => {
    throw new RecordFault('ENVELOPE_FORM', '', 'The body is no message of the exchange.')
  },
  // No row ever comes here; the kit asks where one would go.
  plan: stationInfo.plan,
})

/** Fields by which a report's vehicle and visit are known. */
const named = ['dsId', 'detectSn', 'detectDate', 'detectTotalCount', 'updateTime', 'vinNo', 'vehicleNo']

/**
 * The records of a body that cannot be read, each with the fault. What is a report, by its name or its parts, counts as
 * one that could not be read: of the vehicle it names, else of all its sender vouches for. `value` is shown in
 * quarantine where nothing better is known.
 */
export function unreadRecords(text: string, value: unknown, fault: RecordFault): IncomingRecord[] {
  if (!/shareDetectInfo|detectRecord/i.test(text)) return [{ message: unreadEnvelope, value, fault }]
  const [, ...reports] = text.split(/\\*"detectRecord\\*"/i)
  return (reports.length === 0 ? [text] : reports).map((report) => ({
    message: detectInfo,
    value: { detectRecord: fieldsIn(report) },
    fault,
  }))
}

/** The first of each field in a piece of JSON text, which may stand inside another text. */
function fieldsIn(report: string): Record<string, string> {
  return Object.fromEntries(
    named.flatMap((name) => {
      const found = new RegExp(
        `\\\\*"${name}\\\\*"\\s*:\\s*(?:\\\\*"([^"\\\\]*)\\\\*"|(-?[\\d.]+)[\\s,}])`,
      ).exec(report)
      const said = found?.[1] ?? found?.[2]
      return said === undefined ? [] : [[name, said]]
    }),
  )
}
