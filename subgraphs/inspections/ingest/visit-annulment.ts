import { defineMessage, type RecordContext } from '@one-visit/kit/feed/message.ts'
import { fieldOf, sequenceIfCan, textOf, wholeKeyIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { mustSpeakFor, statedAt, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import { z } from 'zod'
import { type CancellationRow, cancellationEvents, cancellationPlan } from './cancellation-plan.ts'
import { mustFollowGivenNumber } from './detect-dates.ts'
import { stationAt, vinAt, vinNotes } from './fields.ts'
import { instantIn, keyOf, stationIn, subjectsOf } from './identity.ts'

const record = z.strictObject({
  ...statedFields,
  station: z.string().max(16),
  /** Serial number of the visit. */
  serial: z.string().min(1).max(128),
  vin: z.string().max(64),
})

function rowOf(wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): CancellationRow {
  const stationId = stationAt('/station', wire.station)
  mustSpeakFor(source, '/station', stationId)
  const stated = statedAt(wire, receivedAt)
  return {
    stationId,
    serial: wire.serial,
    vin: vinAt('/vin', wire.vin),
    cancelledAt: stated.sourceAt,
    ...stated,
  }
}

/** How an annulment was read before a number that a spreadsheet mangled was refused. */
function rowOfAnyKey(wire: z.infer<typeof record>, context: RecordContext): CancellationRow {
  const row = rowOf(wire, context)
  mustFollowGivenNumber(row, '/serial')
  return row
}

/**
 * A station annuls a visit in our own form, of whatever kind its tests were; `deleted` takes the annulment back. One with
 * 18C72 it is the same, and the newer of the two stands.
 */
export const visitAnnulment = defineMessage<z.infer<typeof record>, CancellationRow>({
  name: 'visitAnnulment',
  mappingVersion: 3,
  record,
  notes: ({ vin }) => vinNotes(vin),
  map: (wire, context) => {
    wholeKey('/recordId', wire.recordId)
    wholeKey('/serial', wire.serial)
    return rowOfAnyKey(wire, context)
  },
  earlier: [
    { mappingVersion: 2, record, map: rowOfAnyKey },
    { mappingVersion: 1, record, map: rowOf },
  ],
  identify: (value, { source }) => {
    const station = stationIn(textOf(value, 'station'))
    return {
      subjects: subjectsOf({ vin: textOf(value, 'vin'), station }, source),
      key: keyOf(station, wholeKeyIfCan(textOf(value, 'serial'))),
      sourceAt: instantIn(textOf(value, 'updatedAt')),
      sequence: sequenceIfCan(fieldOf(value, 'sequence')),
    }
  },
  plan: cancellationPlan,
  events: cancellationEvents,
})
