import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan, vinIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { at, mustSpeakFor, statedFields, usccAt, usccNotes } from '@one-visit/kit/feed/read/stated-record.ts'
import {
  type FuelType,
  fuels,
  isVehicleType,
  type OperatingState,
  operatingStates,
  type PlateColour,
  plateColours,
  plateLengthFits,
  readPlateKind,
} from '@one-visit/schema/codes.ts'
import { readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { transportRegister } from '../source.ts'
import { registrationHistory, registrations } from '../tables.ts'

const text = (max: number) => z.string().min(1).max(max)
const count = z.int().min(0).max(10_000_000).nullish()

/** What every record of a vehicle says, gone or not. */
const stated = { ...statedFields, vin: z.string().max(64) }

/** A vehicle as the register sends it: codes of JT/T 415 with their labels where it sends those too. */
const present = z.strictObject({
  ...stated,
  deleted: z.literal(false).default(false),
  plateNumber: text(32),
  plateColour: text(8),
  plateColourLabel: text(32).optional(),
  /** Police plate kind, where the register knows it. */
  plateKind: text(8).nullish(),
  ownerName: text(256),
  ownerUscc: text(64).nullish(),
  vehicleType: text(64),
  seats: count,
  grossMassKg: count,
  wheelbaseMm: count,
  fuel: text(8).nullish(),
  fuelLabel: text(32).optional(),
  registeredOn: text(40).nullish(),
  operatingState: text(8),
  operatingStateLabel: text(32).optional(),
})

const gone = z.object({ ...stated, deleted: z.literal(true) })
const record = z.discriminatedUnion('deleted', [gone, present])

/** A vehicle as it is stored; nothing but the VIN of one that is gone. */
export interface RegistrationRow extends RecordRow {
  vin: string
  plateNumber: string | null
  plateColour: PlateColour | null
  plateKind: string | null
  ownerName: string | null
  ownerUscc: string | null
  vehicleType: string | null
  seats: number | null
  grossMassKg: number | null
  wheelbaseMm: number | null
  fuel: FuelType | null
  registeredOn: string | null
  operatingState: OperatingState | null
}

const nothing = {
  plateNumber: null,
  plateColour: null,
  plateKind: null,
  ownerName: null,
  ownerUscc: null,
  vehicleType: null,
  seats: null,
  grossMassKg: null,
  wheelbaseMm: null,
  fuel: null,
  registeredOn: null,
  operatingState: null,
}

function contentOf(
  wire: z.infer<typeof present>,
  { read, today, mayBeOld }: { read: StatedReaders; today: string; mayBeOld: boolean },
): typeof nothing | Omit<RegistrationRow, keyof RecordRow | 'vin'> {
  return {
    plateNumber: at('/plateNumber', () => readPlate(wire.plateNumber)),
    plateColour: at('/plateColour', () => plateColours.of(wire.plateColour, wire.plateColourLabel)),
    plateKind: wire.plateKind ? at('/plateKind', () => readPlateKind(wire.plateKind ?? '')) : null,
    ownerName: wire.ownerName,
    ownerUscc: wire.ownerUscc ? usccAt('/ownerUscc', wire.ownerUscc, mayBeOld) : null,
    vehicleType: vehicleTypeOf(wire.vehicleType),
    seats: wire.seats ?? null,
    grossMassKg: wire.grossMassKg ?? null,
    wheelbaseMm: wire.wheelbaseMm ?? null,
    fuel: wire.fuel ? at('/fuel', () => fuels.of(wire.fuel ?? '', wire.fuelLabel)) : null,
    registeredOn: wire.registeredOn
      ? read.day('/registeredOn', wire.registeredOn, { notAfter: today })
      : null,
    operatingState: at('/operatingState', () =>
      operatingStates.of(wire.operatingState, wire.operatingStateLabel),
    ),
  }
}

/** A plate that is not as long as plates of its colour are is kept and told. */
function plateNotes({ plateNumber, plateColour }: z.infer<typeof present>): string[] {
  const plate = readIfCan(plateNumber, readPlate)
  const colour = readIfCan(plateColour, (code) => plateColours.of(code))
  return plate === undefined || colour === undefined || plateLengthFits(plate, colour)
    ? []
    : [`plateNumber: no plate of this colour (${colour}) has ${[...plate].length} characters`]
}

function vehicleTypeOf(type: string): string {
  if (!isVehicleType(type))
    throw new RecordFault(
      'CODE_UNKNOWN',
      '/vehicleType',
      'a vehicle type has the form of GA/T 16.4, e.g. K33',
    )
  return type
}

/** A vehicle in the transport register 运政登记. */
export const registrationMessage = defineMessage<z.infer<typeof record>, RegistrationRow>({
  name: 'vehicleRegistration',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders) }],
  record,
  notes: (wire) => [
    ...(readIfCan(wire.vin, (vin) => readVin(vin).checkDigitOk) === false ? ['vin: wrong check digit'] : []),
    ...(wire.deleted ? [] : [...usccNotes('ownerUscc', wire.ownerUscc), ...plateNotes(wire)]),
  ],
  map: mapWith(statedReaders),
  plan: { table: registrations, history: registrationHistory, key: ['vin'] },
  events: async (applied, tx) => [
    ...applied.map(({ vin, operatingState, deleted }) => ({
      type: 'register.vehicle.changed',
      subject: { vin },
      data: { operatingState, deleted },
    })),
    ...(await leftByRecords(tx, registrationHistory, 'vin', applied)).map((vin) => ({
      type: 'register.vehicle.changed',
      subject: { vin },
      data: { moved: true },
    })),
  ],
  identify: (value) => {
    const { vin: stated, plateNumber, updatedAt, sequence } = fieldsIn(value)
    const vin = vinIfCan(stated)
    return identified({
      subjects: [
        ['VIN', vin],
        ['PLATE', readIfCan(plateNumber, readPlate)],
      ],
      key: [vin],
      updatedAt,
      sequence,
    })
  },
})

function mapWith(read: StatedReaders) {
  return (wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): RegistrationRow => {
    const { vin } = at('/vin', () => readVin(wire.vin))
    mustSpeakFor(source, '/vin', vin)
    const content = wire.deleted
      ? nothing
      : contentOf(wire, {
          read,
          today: shanghaiDay(receivedAt),
          mayBeOld: source.id === transportRegister.id,
        })
    return { vin, ...content, ...read.version(wire, receivedAt) }
  }
}
