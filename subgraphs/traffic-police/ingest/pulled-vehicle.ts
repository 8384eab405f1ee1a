import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { z } from 'zod'
import type { UsageType } from '../generated/resolvers.ts'
import { policeVehicleHistory, policeVehicles } from '../tables.ts'
import { PoliceRecordFault } from './tmri-fields.ts'
import { policeVehicle } from './tmri-vehicle.ts'

const recordOfMapping1 = z.object({
  asked: z.object({ vin: z.string(), plateNumber: z.string(), plateKind: z.string() }),
  /** When the police answered, RFC 3339. */
  answeredAt: z.iso.datetime(),
  fields: z.record(z.string(), z.string()),
})

/** An answer like the one before is not taken in; the next other one says until when that was given. */
const record = recordOfMapping1.extend({ previousUntil: z.iso.datetime().optional() })

/** A vehicle of the police as it is stored. */
export interface PoliceVehicleRecord extends RecordRow {
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

function mapping1({ asked, answeredAt, fields }: z.infer<typeof recordOfMapping1>): PoliceVehicleRecord {
  try {
    const {
      vinCheckDigitOk: _,
      serial,
      changedAt,
      ...vehicle
    } = policeVehicle(fields, asked.plateNumber.charAt(0))
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

/** The answer to a pull. It vouches for the vehicle at the moment it was given, and must be about the VIN asked for. */
export const pulledVehicleMessage = defineMessage<z.infer<typeof record>, PoliceVehicleRecord>({
  name: 'policeVehicle',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record: recordOfMapping1, map: mapping1 }],
  record,
  map: (wire) => ({
    ...mapping1(wire),
    previousUntil: wire.previousUntil === undefined ? null : new Date(wire.previousUntil),
  }),
  plan: { table: policeVehicles, history: policeVehicleHistory, key: ['vin'] },
  events: (applied) =>
    applied.map(({ vin, plateNumber, plateKind, sourceAt }) => ({
      type: 'identity.observed',
      subject: { vin },
      data: { vin, plateNumber, plateKind, validFrom: sourceAt.toISOString(), source: 'traffic-police' },
    })),
})
