import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { readable, textOf } from '@one-visit/kit/feed/read/identify.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { endOfDay, plausibleDay, readStatedDay } from '@one-visit/schema/stated-time.ts'
import { readDay, shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { confirmationHistory, confirmations } from '../tables.ts'
import { reportsSince, timeReading, vinAt, vinNotes } from './fields.ts'
import { keyOf, stationIn, subjectsOf, vinIn } from './identity.ts'

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

type Wire = z.infer<typeof record>
type Version = Pick<ConfirmationRow, 'sourceAt' | 'sourceSequence'>

/** The day of a look, in any form met. @throws RecordFault DATE_FORM, DATE_IMPLAUSIBLE */
const lookDayAt = (pointer: string, text: string): string =>
  at(pointer, () => plausibleDay(readStatedDay(text), { notBefore: reportsSince }))

/**
 * Where a confirmation stands in time: a signature makes no look younger, so that it is the earlier of the signature and
 * the day of the look. Of looks of one day that were signed later the last signature counts.
 * @throws RecordFault TIME_AHEAD, DATE_FORM, DATE_IMPLAUSIBLE, PERIOD_REVERSED
 */
function lookedAt({ signedAt }: Pick<Wire, 'signedAt'>, confirmedOn: string, receivedAt: Date): Version {
  mustNotBeAhead(confirmedOn, receivedAt)
  const lookedUntil = endOfDay(confirmedOn)
  if (signedAt === undefined) return { sourceAt: earlier(receivedAt, lookedUntil) }
  const signed = timeReading.instantAt('/signedAt', signedAt, receivedAt, 'TIME_AHEAD')
  if (shanghaiDay(new Date(signed.getTime() + recordAheadMaxMs)) < confirmedOn)
    throw new RecordFault('PERIOD_REVERSED', '/signedAt', 'lies before the day of the look it confirms')
  return {
    sourceAt: earlier(signed, lookedUntil),
    sourceSequence: Math.max(0, signed.getTime() - lookedUntil.getTime()),
  }
}

/** Where it stood by the first mapping: at the signature, however long after the look that was. @throws RecordFault TIME_AHEAD */
function confirmedAt({ signedAt }: Pick<Wire, 'signedAt'>, confirmedOn: string, receivedAt: Date): Version {
  mustNotBeAhead(confirmedOn, receivedAt)
  if (signedAt === undefined) return { sourceAt: earlier(receivedAt, endOfDay(confirmedOn)) }
  const signed = new Date(signedAt)
  if (signed.getTime() > receivedAt.getTime() + recordAheadMaxMs)
    throw new RecordFault('TIME_AHEAD', '/signedAt', 'lies after the moment the confirmation arrived')
  return { sourceAt: signed }
}

/** @throws RecordFault TIME_AHEAD */
function mustNotBeAhead(confirmedOn: string, receivedAt: Date): void {
  if (confirmedOn > shanghaiDay(new Date(receivedAt.getTime() + recordAheadMaxMs)))
    throw new RecordFault('TIME_AHEAD', '/confirmedOn', 'lies after the day the confirmation arrived')
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** A signature this many days after the look is told to the station: it may have written the wrong day. */
const signedLaterDaysMax = 7

/** Note where a confirmation was signed long after the look: it is as old as the look. */
function signatureNotes({ confirmedOn, signedAt }: Wire): string[] {
  const looked = readable(() => endOfDay(readStatedDay(confirmedOn)))
  const isLate =
    signedAt !== undefined &&
    looked !== undefined &&
    Date.parse(signedAt) - looked.getTime() > signedLaterDaysMax * 86_400_000
  return isLate
    ? [
        `signed more than ${signedLaterDaysMax} days after the look of ${confirmedOn}: it is as old as the look`,
      ]
    : []
}

function rowOf(
  wire: Wire,
  { receivedAt, source }: RecordContext,
  readOn: (pointer: string, text: string) => string,
  versionOf: typeof lookedAt,
): ConfirmationRow {
  mustSpeakFor(source, '/station', wire.station)
  const confirmedOn = readOn('/confirmedOn', wire.confirmedOn)
  return {
    vin: vinAt('/vin', wire.vin),
    stationId: wire.station,
    positioning: wire.positioning,
    alarm: wire.alarm,
    confirmedOn,
    signedBy: wire.signedBy,
    ...versionOf(wire, confirmedOn, receivedAt),
    revision: wire.recordId,
    deleted: false,
  }
}

/** The station clerk's signed confirmation of positioning unit and emergency alarm, which no wire format carries. */
export const equipmentConfirmation = defineMessage<Wire, ConfirmationRow>({
  name: 'equipmentConfirmation',
  mappingVersion: 3,
  record,
  notes: (wire) => [...vinNotes(wire.vin), ...signatureNotes(wire)],
  map: (wire, context) => {
    wholeKey('/recordId', wire.recordId)
    const row = rowOf(wire, context, lookDayAt, lookedAt)
    return wire.signedAt === undefined ? { ...row, undated: true } : row
  },
  earlier: [
    {
      mappingVersion: 2,
      record,
      map: (wire: Wire, context) => rowOf(wire, context, lookDayAt, lookedAt),
    },
    {
      mappingVersion: 1,
      record,
      map: (wire: Wire, context) =>
        rowOf(wire, context, (pointer, text) => at(pointer, () => readDay(text)), confirmedAt),
    },
  ],
  identify: (value, { source, receivedAt }) => {
    const vin = vinIn(textOf(value, 'vin'))
    const signedAt = textOf(value, 'signedAt') || undefined
    const version = readable(() =>
      lookedAt({ signedAt }, lookDayAt('', textOf(value, 'confirmedOn')), receivedAt),
    )
    return {
      subjects: subjectsOf({ vin: vin ?? '', station: stationIn(textOf(value, 'station')) }, source),
      key: keyOf(vin),
      sourceAt: version?.sourceAt,
      sequence: version && (version.sourceSequence ?? 0),
    }
  },
  plan: {
    table: confirmations,
    history: confirmationHistory,
    key: ['vin'],
  },
  events: async (applied, tx) => [
    ...applied.map(({ vin, positioning, alarm }) => ({
      type: 'equipment.confirmed',
      subject: { vin },
      data: { positioning, alarm },
    })),
    ...(await leftByRecords(tx, confirmationHistory, 'vin', applied)).map((vin) => ({
      type: 'equipment.confirmed',
      subject: { vin },
      data: { moved: true },
    })),
  ],
})
