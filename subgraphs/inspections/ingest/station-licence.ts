import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import {
  dayAt,
  limitAt,
  mustSpeakFor,
  statedAt,
  statedFields,
} from '@one-visit/kit/feed/read/stated-record.ts'
import { z } from 'zod'
import { announceLicences, type LicenceJobs } from '../licence-changes.ts'
import { stationLicenceHistory, stationLicences } from '../tables.ts'
import { lineAt, stationAt } from './fields.ts'

const record = z.strictObject({
  ...statedFields,
  station: z.string().max(16),
  /** Test line; left out for the station as a whole. */
  line: z.string().max(8).optional(),
  number: z.string().min(1).max(64),
  validFrom: z.string().max(16),
  validUntil: z.string().max(16).nullish(),
})

/** A licence as it is stored. */
export interface StationLicenceRow extends RecordRow {
  stationId: string
  line: string
  validFrom: string
  validUntil: string | null
  number: string
}

/** What the licensing authority says of a station or of one of its lines. No station vouches for its own licence. */
export function stationLicence(jobs: LicenceJobs) {
  return defineMessage<z.infer<typeof record>, StationLicenceRow>({
    name: 'stationLicence',
    mappingVersion: 1,
    record,
    map: (wire, { receivedAt, source }) => {
      const stationId = stationAt('/station', wire.station)
      mustSpeakFor(source, '/station', stationId)
      if ([source.id, source.organisation].includes(stationId))
        throw new RecordFault('LICENCE_OF_OWN', '/station', 'the authority states a licence, not the station')
      const validFrom = dayAt('/validFrom', wire.validFrom)
      const validUntil = limitAt('/validUntil', wire.validUntil)
      if (validUntil !== null && validUntil < validFrom)
        throw new RecordFault('PERIOD_REVERSED', '/validUntil', 'lies before the first day')
      return {
        stationId,
        line: lineAt('/line', wire.line) ?? '',
        validFrom,
        validUntil,
        number: wire.number,
        ...statedAt(wire, receivedAt),
      }
    },
    plan: { table: stationLicences, history: stationLicenceHistory, key: ['stationId', 'line', 'validFrom'] },
    // Nothing is judged again here: reports are judged when they are read. Whoever rests on one is told to read again.
    effects: (tx, applied) =>
      announceLicences(
        jobs,
        tx,
        applied.map(({ stationId }) => stationId),
      ),
  })
}
