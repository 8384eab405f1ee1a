import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan, vinIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { at } from '@one-visit/kit/feed/read/stated-record.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { type PlateColour, plateColours, readPlateKind } from '@one-visit/schema/codes.ts'
import { readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { plausibleInstant, readStatedInstant } from '@one-visit/schema/stated-time.ts'
import { z } from 'zod'
import { identities, identityHistory } from '../tables.ts'

const colours = plateColours.lines.map(([, colour]) => colour) as [PlateColour, ...PlateColour[]]

/** Event `identity.observed` as rooms post it (Standard Webhooks). */
const record = z.object({
  id: z.string().max(200).optional(),
  subject: z.object({ vin: z.string().max(64) }),
  data: z.object({
    plateNumber: z.string().max(32),
    plateColour: z.enum(colours).nullish(),
    plateKind: z.string().max(8).nullish(),
    validFrom: z.string().max(40),
    source: z.string().min(1).max(100),
  }),
})

/** An observation as it is stored. */
interface IdentityRow extends RecordRow {
  vin: string
  observer: string
  plateNumber: string
  plateColour: PlateColour | null
  plateKind: string | null
}

/** Where observations go: of each vehicle and observer the latest, and all of them. */
const identityPlan = { table: identities, history: identityHistory, key: ['vin', 'observer'] }

/** The mapping of an observation, with how it reads since when that is so. */
function mapWith(readInstant: (text: string) => Date) {
  return ({ subject, data }: z.infer<typeof record>, { receivedAt }: RecordContext): IdentityRow => {
    const { vin } = at('/subject/vin', () => readVin(subject.vin))
    const sourceAt = at('/data/validFrom', () => readInstant(data.validFrom))
    if (sourceAt.getTime() - receivedAt.getTime() > recordAheadMaxMs)
      throw new RecordFault(
        'TIME_AHEAD',
        '/data/validFrom',
        'the plate is dated after the moment the event arrived',
      )
    return {
      vin,
      observer: data.source,
      plateNumber: at('/data/plateNumber', () => readPlate(data.plateNumber)),
      plateColour: data.plateColour ?? null,
      plateKind: data.plateKind ? at('/data/plateKind', () => readPlateKind(data.plateKind ?? '')) : null,
      sourceAt,
      sourceSequence: 0,
      revision: `${data.source}/${vin}@${sourceAt.toISOString()}`,
      deleted: false,
    }
  }
}

/** A plate somebody saw on a vehicle, and since when. */
export const identityObserved = defineMessage<z.infer<typeof record>, IdentityRow>({
  name: 'identity.observed',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record, map: mapWith(readStatedInstant) }],
  record,
  map: mapWith((text) => plausibleInstant(readStatedInstant(text))),
  plan: identityPlan,
  identify: (value) => {
    const data = fieldsIn(fieldsIn(value).data)
    const vin = vinIfCan(fieldsIn(fieldsIn(value).subject).vin)
    return identified({
      subjects: [
        ['VIN', vin],
        ['PLATE', readIfCan(data.plateNumber, readPlate)],
      ],
      key: [vin, readIfCan(data.source, (source) => source)],
      updatedAt: data.validFrom,
      // Observations of one instant have no order: each is the first.
      sequence: 0,
    })
  },
})
