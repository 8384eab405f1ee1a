import { defineMessage, type RecordContext } from '@one-visit/kit/feed/message.ts'
import { textOf, wholeKeyIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import { z } from 'zod'
import { type CancellationRow, cancellationEvents, cancellationPlan } from './cancellation-plan.ts'
import { mustFollowGivenNumber } from './detect-dates.ts'
import { firstTimeReading, stationAt, type TimeReading, timeReading, vinAt, vinNotes } from './fields.ts'
import { instantIn, keyOf, stationIn, subjectsOf } from './identity.ts'

const text = z.string().min(1).max(128)

const record = z.looseObject({
  /** Serial number of the visit. */
  jylsh: text,
  /** Station. */
  jyjgbh: text,
  clsbdh: text,
  /** When it was inspected. */
  jyrq: z.string().max(32).optional(),
  /** When the visit was cancelled. */
  zfsj: z.string().max(32).optional(),
})

function rowOf(
  wire: z.infer<typeof record>,
  { receivedAt, source }: RecordContext,
  { instantAt }: TimeReading,
): CancellationRow {
  const stationId = stationAt('/jyjgbh', wire.jyjgbh)
  mustSpeakFor(source, '/jyjgbh', stationId)
  const cancelledAt = wire.zfsj
    ? instantAt('/zfsj', wire.zfsj, receivedAt)
    : instantAt('/jyrq', wire.jyrq ?? '', receivedAt)
  return {
    stationId,
    serial: wire.jylsh,
    vin: vinAt('/clsbdh', wire.clsbdh),
    cancelledAt,
    sourceAt: cancelledAt,
    revision: `${wire.jylsh}/cancelled`,
    deleted: false,
  }
}

/** How it was read before a number that a spreadsheet mangled was refused. */
function rowOfAnyKey(wire: z.infer<typeof record>, context: RecordContext): CancellationRow {
  const row = rowOf(wire, context, timeReading)
  mustFollowGivenNumber(row, '/jylsh')
  return row
}

/** Police inspection supervision: the visit is cancelled 退办 (18C72); every attempt on its serial number is void. */
export const visitCancelled = defineMessage<z.infer<typeof record>, CancellationRow>({
  name: 'visitCancelled',
  mappingVersion: 4,
  record,
  notes: ({ clsbdh }) => vinNotes(clsbdh),
  map: (wire, context) => {
    wholeKey('/jylsh', wire.jylsh)
    return rowOfAnyKey(wire, context)
  },
  earlier: [
    { mappingVersion: 3, record, map: rowOfAnyKey },
    {
      mappingVersion: 2,
      record,
      map: (wire: z.infer<typeof record>, context) => rowOf(wire, context, timeReading),
    },
    {
      mappingVersion: 1,
      record,
      map: (wire: z.infer<typeof record>, context) => rowOf(wire, context, firstTimeReading),
    },
  ],
  identify: (value, { source }) => {
    const station = stationIn(textOf(value, 'jyjgbh'))
    return {
      subjects: subjectsOf({ vin: textOf(value, 'clsbdh'), station }, source),
      key: keyOf(station, wholeKeyIfCan(textOf(value, 'jylsh'))),
      sourceAt: instantIn(textOf(value, 'zfsj') || textOf(value, 'jyrq')),
    }
  },
  plan: cancellationPlan,
  events: cancellationEvents,
})
