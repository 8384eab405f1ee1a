import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { fieldOf, readable, textOf } from '@one-visit/kit/feed/read/identify.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { normalisePlate, readVin } from '@one-visit/schema/identifiers.ts'
import { readStatedInstant } from '@one-visit/schema/stated-time.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import type { UsageType } from '../generated/resolvers.ts'
import { policeVehicleHistory, policeVehicles } from '../tables.ts'
import { type OwnerKey, ownerKeyOf } from './owner-key.ts'
import { mustSayOnce } from './said-twice.ts'
import { mustBeWhole, PoliceRecordFault } from './tmri-fields.ts'
import type { TmriRecord } from './tmri-soap.ts'
import { type PoliceVehicle, plateOf, plausibleVehicle, policeVehicle } from './tmri-vehicle.ts'

const recordOfMapping1 = z.object({
  asked: z.object({ vin: z.string(), plateNumber: z.string(), plateKind: z.string() }),
  /** When the police answered, RFC 3339. */
  answeredAt: z.iso.datetime(),
  fields: z.record(z.string(), z.string()),
})

/** An answer like the one before is not taken in; the next other one says until when that was given. */
const record = recordOfMapping1.extend({ previousUntil: z.iso.datetime().optional() })

/** A vehicle of the police as it is stored. */
export interface PoliceVehicleRecord extends RecordRow, Partial<OwnerKey> {
  vin: string
  plateNumber: string
  plateKind: string
  usage: UsageType
  statusLetters: string
  vehicleType: string | null
  seats: number | null
  grossMassKg: number | null
  wheelbaseMm: number | null
  ownerName: string
  registeredOn: string | null
  inspectionValidUntil: string | null
  scrapOn: string | null
  previousUntil?: Date | null
}

type Wire = z.infer<typeof recordOfMapping1>

/** A record of an answer, by how its fields were read then. */
function rowOf(
  { asked, answeredAt, fields }: Wire,
  read: (fields: TmriRecord, province: string) => PoliceVehicle,
): PoliceVehicleRecord {
  try {
    const { vinCheckDigitOk: _, serial, changedAt, ...vehicle } = read(fields, asked.plateNumber.charAt(0))
    if (vehicle.vin !== asked.vin)
      throw new RecordFault('OTHER_VEHICLE', '/fields/clsbdh', 'the police answered about another vehicle')
    return {
      ...vehicle,
      sourceAt: new Date(answeredAt),
      revision: `${serial ?? vehicle.plateKind + vehicle.plateNumber}@${changedAt?.toISOString() ?? 'undated'}`,
      deleted: false,
    }
  } catch (cause) {
    if (cause instanceof PoliceRecordFault)
      throw new RecordFault(cause.code, `/fields/${cause.field}`, cause.message)
    throw cause
  }
}

const mapping1 = (wire: Wire): PoliceVehicleRecord =>
  rowOf(wire, (fields, province) => policeVehicle(fields, province))

const previousUntilOf = ({ previousUntil }: z.infer<typeof record>): Date | null =>
  previousUntil === undefined ? null : new Date(previousUntil)

/** Of several rows about one vehicle the one under the plate that was asked for outranks the others; two of one rank contradict. */
function rankOf(
  { asked }: Pick<Wire, 'asked'>,
  { plateNumber, plateKind }: Pick<PoliceVehicle, 'plateNumber' | 'plateKind'>,
): number {
  return plateNumber === normalisePlate(asked.plateNumber) && plateKind === asked.plateKind ? 1 : 0
}

/** The rank of a row of which perhaps nothing but its plate can be read. @throws what its readers throw */
function statedRankOf({ asked, fields }: Wire): number {
  mustSayOnce(fields)
  return rankOf({ asked }, plateOf(fields, asked.plateNumber.charAt(0)))
}

/** A record with its days read in all forms met; whose it is by number was not kept then. */
function mapping3(wire: z.infer<typeof record>): PoliceVehicleRecord {
  mustSayOnce(wire.fields)
  const today = shanghaiDay(new Date(wire.answeredAt))
  const row = rowOf(wire, (fields, province) => plausibleVehicle(fields, province, today))
  return { ...row, previousUntil: previousUntilOf(wire), sourceSequence: rankOf(wire, row) }
}

/** A record with the keys of its owner; numbers with decimals were rounded then. */
const mapping4 = (key: PseudonymKey) => (wire: z.infer<typeof record>) => ({
  ...mapping3(wire),
  ...ownerKeyOf(wire.fields, key, shanghaiDay(new Date(wire.answeredAt))),
})

/** The answer to a pull. It vouches for the vehicle at the moment it was given, and must be about the VIN asked for. */
export const pulledVehicleMessage = (key: PseudonymKey) =>
  defineMessage<z.infer<typeof record>, PoliceVehicleRecord>({
    name: 'policeVehicle',
    mappingVersion: 5,
    earlier: [
      { mappingVersion: 4, record, map: mapping4(key) },
      { mappingVersion: 3, record, map: mapping3 },
      {
        mappingVersion: 2,
        record,
        map: (wire: z.infer<typeof record>) => ({ ...mapping1(wire), previousUntil: previousUntilOf(wire) }),
      },
      { mappingVersion: 1, record: recordOfMapping1, map: mapping1 },
    ],
    record,
    map: (wire) => {
      mustBeWhole(wire.fields, ['hdzk', 'zzl', 'zj'])
      return mapping4(key)(wire)
    },
    // What was asked is ours, so that an answer nobody can read is a gap for that vehicle and no other.
    identify: (value) => {
      const vin = readable(() => readVin(textOf(fieldOf(value, 'asked'), 'vin')).vin)
      const sourceAt = readable(() => readStatedInstant(textOf(value, 'answeredAt')))
      const sequence = readable(() => statedRankOf(value as Wire))
      return vin === undefined
        ? { subjects: [], sourceAt, sequence }
        : { subjects: [{ kind: 'VIN', value: vin }], key: [vin], sourceAt, sequence }
    },
    plan: { table: policeVehicles, history: policeVehicleHistory, key: ['vin'] },
    events: (applied) =>
      applied.map(({ vin, plateNumber, plateKind, sourceAt }) => ({
        type: 'identity.observed',
        subject: { vin },
        data: { vin, plateNumber, plateKind, validFrom: sourceAt.toISOString(), source: 'traffic-police' },
      })),
  })
