import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { readable, textOf } from '@one-visit/kit/feed/read/identify.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { readDay, shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { confirmationHistory, confirmations } from '../tables.ts'
import { vinAt, vinNotes } from './fields.ts'
import { instantIn, keyOf, stationIn, subjectsOf, vinIn } from './identity.ts'

const record = z.strictObject({
  recordId: z.string().min(1).max(64),
  vin: z.string().max(64),
  station: z
    .string()
    .regex(/^\d{9}$/, 'a station has nine digits')
    .meta({ examples: ['330303001'] }),
  positioning: z.boolean(),
  alarm: z.boolean(),
  confirmedOn: z.string().max(16),
  /** Pseudonym of the clerk who signed. */
  signedBy: z.string().min(1).max(128),
  /** When the clerk signed, RFC 3339. */
  signedAt: z.iso.datetime({ offset: true }).optional(),
})

/** A confirmation as it is stored. */
export interface ConfirmationRow extends RecordRow {
  vin: string
  stationId: string
  positioning: boolean
  alarm: boolean
  confirmedOn: string
  signedBy: string
}

/**
 * When a confirmation was made: as signed, else on its day, of one day in the order of arrival.
 * @throws RecordFault TIME_AHEAD
 */
function confirmedAt(
  { signedAt }: { signedAt?: string | undefined },
  confirmedOn: string,
  receivedAt: Date,
): Date {
  const latest = receivedAt.getTime() + recordAheadMaxMs
  if (confirmedOn > shanghaiDay(new Date(latest)))
    throw new RecordFault('TIME_AHEAD', '/confirmedOn', 'lies after the day the confirmation arrived')
  if (signedAt === undefined)
    return new Date(Math.min(receivedAt.getTime(), new Date(`${confirmedOn}T23:59:59.999+08:00`).getTime()))
  const signed = new Date(signedAt)
  if (signed.getTime() > latest)
    throw new RecordFault('TIME_AHEAD', '/signedAt', 'lies after the moment the confirmation arrived')
  return signed
}

/** The station clerk's signed confirmation of positioning unit and emergency alarm, which no wire format carries. */
export const equipmentConfirmation = defineMessage<z.infer<typeof record>, ConfirmationRow>({
  name: 'equipmentConfirmation',
  mappingVersion: 1,
  record,
  notes: ({ vin }) => vinNotes(vin),
  map: (wire, { receivedAt, source }) => {
    mustSpeakFor(source, '/station', wire.station)
    const confirmedOn = at('/confirmedOn', () => readDay(wire.confirmedOn))
    return {
      vin: vinAt('/vin', wire.vin),
      stationId: wire.station,
      positioning: wire.positioning,
      alarm: wire.alarm,
      confirmedOn,
      signedBy: wire.signedBy,
      sourceAt: confirmedAt(wire, confirmedOn, receivedAt),
      revision: wire.recordId,
      deleted: false,
    }
  },
  identify: (value, { source, receivedAt }) => {
    const vin = vinIn(textOf(value, 'vin'))
    const signedAt = textOf(value, 'signedAt')
    const onDay = readable(() => confirmedAt({}, readDay(textOf(value, 'confirmedOn')), receivedAt))
    return {
      subjects: subjectsOf({ vin: vin ?? '', station: stationIn(textOf(value, 'station')) }, source),
      key: keyOf(vin),
      sourceAt: signedAt === '' ? onDay : instantIn(signedAt),
    }
  },
  plan: {
    table: confirmations,
    history: confirmationHistory,
    key: ['vin'],
    judged: ['positioning', 'alarm'],
  },
  events: (applied) =>
    applied.map(({ vin, positioning, alarm }) => ({
      type: 'equipment.confirmed',
      subject: { vin },
      data: { positioning, alarm },
    })),
})
