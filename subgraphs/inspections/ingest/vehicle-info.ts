import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { textOf } from '@one-visit/kit/feed/read/identify.ts'
import { at, mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { type PlateColour, plateColours } from '@one-visit/schema/codes.ts'
import { z } from 'zod'
import { describedVehicleHistory, describedVehicles } from '../tables.ts'
import { unknownVehicleKeys } from './exchange-keys.ts'
import { countAt, dayAt, pastDayAt, plateAt, roundedNotes, stationAt, vinAt, vinNotes } from './fields.ts'
import { keyOf, stationIn, subjectsOf, vinIn } from './identity.ts'
import { scalar, text } from './wire.ts'

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

type Wire = z.infer<typeof record>

function rowOf(
  wire: Wire,
  { receivedAt, source }: RecordContext,
  readDay: (pointer: string, day: Wire['registDate']) => string | null,
): DescribedVehicleRow {
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
    registeredOn: readDay('/registDate', wire.registDate),
    producedOn: readDay('/productionDate', wire.productionDate),
    seats: countAt('/seatCount', wire.seatCount, 200),
    sourceAt: receivedAt,
    revision: vin,
    deleted: false,
  }
}

/**
 * A station describes a vehicle (`shareVehicleInfo`). Without a time of its own the description that arrived last
 * stands. The client's name, which it carries too, is not kept.
 */
export const vehicleInfo = defineMessage<Wire, DescribedVehicleRow>({
  name: 'shareVehicleInfo',
  mappingVersion: 2,
  record,
  notes: (wire) => [
    ...vinNotes(wire.vinNo),
    ...roundedNotes({ seatCount: wire.seatCount }),
    ...unknownVehicleKeys(wire),
  ],
  map: (wire, context) => rowOf(wire, context, (pointer, day) => pastDayAt(pointer, day, context.receivedAt)),
  earlier: [
    {
      mappingVersion: 1,
      record,
      map: (wire: Wire, context) => rowOf(wire, context, (pointer, day) => dayAt(pointer, String(day ?? ''))),
    },
  ],
  identify: (value, { source, receivedAt }) => {
    const station = stationIn(textOf(value, 'dsId'))
    const vin = vinIn(textOf(value, 'vinNo'))
    return {
      subjects: subjectsOf({ vin: vin ?? '', plate: textOf(value, 'vehicleNo'), station }, source),
      key: keyOf(vin, station),
      sourceAt: receivedAt,
    }
  },
  plan: {
    table: describedVehicles,
    history: describedVehicleHistory,
    key: ['vin', 'stationId'],
    undated: true,
  },
})
