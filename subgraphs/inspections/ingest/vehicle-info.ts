import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { type PlateColour, plateColours } from '@one-visit/schema/codes.ts'
import { z } from 'zod'
import { describedVehicleHistory, describedVehicles } from '../tables.ts'
import { countAt, dayAt, plateAt, stationAt, vinAt, vinNotes } from './fields.ts'

const scalar = z.union([z.string().max(256), z.number()]).nullish()
const text = z.union([z.string().min(1).max(64), z.number()]).transform(String)

const record = z.looseObject({
  dsId: text,
  vinNo: text,
  vehicleNo: z.string().max(32).nullish(),
  plateColorCode: scalar,
  vehicleBrandModel: scalar,
  registDate: scalar,
  productionDate: scalar,
  seatCount: scalar,
})

/** A vehicle as a station described it. */
export interface DescribedVehicleRow extends RecordRow {
  stationId: string
  vin: string
  plateNumber: string | null
  plateColour: PlateColour | null
  brandModel: string | null
  registeredOn: string | null
  producedOn: string | null
  seats: number | null
}

const isMissing = (value: unknown): boolean => [undefined, null, '', '0', 0].includes(value as never)

/**
 * A station describes a vehicle (`shareVehicleInfo`). Without a time of its own the description that arrived last
 * stands. The client's name, which it carries too, is not kept.
 */
export const vehicleInfo = defineMessage<z.infer<typeof record>, DescribedVehicleRow>({
  name: 'shareVehicleInfo',
  mappingVersion: 1,
  record,
  notes: ({ vinNo }) => vinNotes(vinNo),
  map: (wire, { receivedAt, source }) => {
    const stationId = stationAt('/dsId', wire.dsId)
    mustSpeakFor(source, '/dsId', stationId)
    const vin = vinAt('/vinNo', wire.vinNo)
    return {
      stationId,
      vin,
      plateNumber: plateAt('/vehicleNo', wire.vehicleNo ?? undefined),
      plateColour: isMissing(wire.plateColorCode)
        ? null
        : at('/plateColorCode', () => plateColours.of(String(wire.plateColorCode))),
      brandModel: isMissing(wire.vehicleBrandModel) ? null : String(wire.vehicleBrandModel),
      registeredOn: dayAt('/registDate', String(wire.registDate ?? '')),
      producedOn: dayAt('/productionDate', String(wire.productionDate ?? '')),
      seats: countAt('/seatCount', wire.seatCount, 200),
      sourceAt: receivedAt,
      revision: vin,
      deleted: false,
    }
  },
  plan: { table: describedVehicles, history: describedVehicleHistory, key: ['vin', 'stationId'] },
})
