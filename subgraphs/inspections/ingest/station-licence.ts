import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldOf, readable, sequenceIfCan, textOf } from '@one-visit/kit/feed/read/identify.ts'
import {
  dayAt,
  limitAt,
  mustSpeakFor,
  statedAt,
  statedFields,
} from '@one-visit/kit/feed/read/stated-record.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import { z } from 'zod'
import { announceLicences, type LicenceJobs } from '../licence-changes.ts'
import { stationLicenceHistory, stationLicences } from '../tables.ts'
import { lineAt, statedDayAt, statedLimitAt, stationAt } from './fields.ts'
import { instantIn, keyOf, stationIn, subjectsOf } from './identity.ts'

const firstRecord = z.strictObject({
  ...statedFields,
  station: z.string().max(16),
  /** Test line; left out for the station as a whole. */
  line: z.string().max(8).optional(),
  number: z.string().min(1).max(64),
  validFrom: z.string().max(16),
  /** Last day; 2099 or 9999 where there is none. Left out, nobody knows the end. */
  validUntil: z.string().max(16).nullish(),
})

const record = firstRecord.extend({
  validFrom: z.string().max(40),
  validUntil: z.string().max(40).nullish(),
  /** First day on which the authority has the station or line closed; left out where it is open. */
  closedFrom: z.string().max(40).nullish(),
  /** Last day on which it is closed; left out until the authority says more. */
  closedUntil: z.string().max(40).nullish(),
})

/** A licence as it is stored. */
export interface StationLicenceRow extends RecordRow {
  stationId: string
  line: string
  validFrom: string
  validUntil: string | null
  number: string
  /** Left out by licences read before the hub knew of closures. */
  closedFrom?: string | null
  closedUntil?: string | null
}

/** The station a licence is of. @throws RecordFault STATION_FORM, SENDER_NOT_ALLOWED, LICENCE_OF_OWN */
function stationOf({ station }: { station: string }, { source }: RecordContext): string {
  const stationId = stationAt('/station', station)
  mustSpeakFor(source, '/station', stationId)
  if (isOwn(source, stationId))
    throw new RecordFault('LICENCE_OF_OWN', '/station', 'the authority states a licence, not the station')
  return stationId
}

const isOwn = (source: RecordContext['source'], stationId: string): boolean =>
  [source.id, source.organisation].includes(stationId)

/** @throws RecordFault PERIOD_REVERSED */
function mustNotEndBefore(pointer: string, until: string | null, from: string): void {
  if (until !== null && until < from)
    throw new RecordFault('PERIOD_REVERSED', pointer, 'lies before the first day')
}

function firstMap(wire: z.infer<typeof firstRecord>, context: RecordContext): StationLicenceRow {
  const stationId = stationOf(wire, context)
  const validFrom = dayAt('/validFrom', wire.validFrom)
  const validUntil = limitAt('/validUntil', wire.validUntil)
  mustNotEndBefore('/validUntil', validUntil, validFrom)
  return {
    stationId,
    line: lineAt('/line', wire.line) ?? '',
    validFrom,
    validUntil,
    number: wire.number,
    ...statedAt(wire, context.receivedAt),
  }
}

function map(wire: z.infer<typeof record>, context: RecordContext): StationLicenceRow {
  const stationId = stationOf(wire, context)
  const validFrom = statedDayAt('/validFrom', wire.validFrom)
  const validUntil = statedLimitAt('/validUntil', wire.validUntil)
  const closedFrom = wire.closedFrom ? statedDayAt('/closedFrom', wire.closedFrom) : null
  const closedUntil = statedLimitAt('/closedUntil', wire.closedUntil)
  mustNotEndBefore('/validUntil', validUntil, validFrom)
  if (closedFrom === null && closedUntil !== null)
    throw new RecordFault('FIELD_MISSING', '/closedFrom', 'a closure has a first day')
  mustNotEndBefore('/closedUntil', closedUntil, closedFrom ?? '')
  return {
    stationId,
    line: lineAt('/line', wire.line) ?? '',
    validFrom,
    validUntil,
    number: wire.number,
    closedFrom,
    closedUntil,
    ...statedAt(wire, context.receivedAt),
  }
}

/** What the licensing authority says of a station or of one of its lines. No station vouches for its own licence. */
export function stationLicence(jobs: LicenceJobs) {
  return defineMessage<z.infer<typeof record>, StationLicenceRow>({
    name: 'stationLicence',
    mappingVersion: 3,
    record,
    map: (wire, context) => {
      wholeKey('/recordId', wire.recordId)
      wholeKey('/number', wire.number)
      return map(wire, context)
    },
    earlier: [
      { mappingVersion: 2, record, map },
      { mappingVersion: 1, record: firstRecord, map: firstMap },
    ],
    identify: (value, { source }) => {
      const station = stationIn(textOf(value, 'station'))
      const line = readable(() => lineAt('', textOf(value, 'line')) ?? '')
      const validFrom = readable(() => statedDayAt('', textOf(value, 'validFrom')))
      // What a station says of its own licence is about nobody's.
      const named = station !== undefined && isOwn(source, station) ? undefined : station
      return {
        subjects: subjectsOf({ station: named }, source),
        key: keyOf(station, line, validFrom),
        sourceAt: instantIn(textOf(value, 'updatedAt')),
        sequence: sequenceIfCan(fieldOf(value, 'sequence')),
      }
    },
    plan: {
      table: stationLicences,
      history: stationLicenceHistory,
      key: ['stationId', 'line', 'validFrom'],
    },
    // Nothing is judged again here: reports are judged when they are read. Whoever rests on one is told to read again.
    effects: async (tx, applied) =>
      announceLicences(jobs, tx, [
        ...applied.map(({ stationId }) => stationId),
        ...(await leftByRecords(tx, stationLicenceHistory, 'stationId', applied)),
      ]),
  })
}
