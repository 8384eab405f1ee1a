import { withVinCheckDigit } from '../../simulators/identifiers.ts'
import { type RegisterRecord, registerMessages, registerWire } from '../../simulators/register/records.ts'
import { type FeedAddress, type Probe, type Profile, runNumber, twoDigits } from './profile.ts'

const hourMs = 3_600_000

/** Rooms the register sends to: the names of their messages by address, the main one first, and a field of it that is broken. */
const rooms = {
  vehicles: {
    messages: { 'vehicles/registrations': 'vehicleRegistration', 'vehicles/permits': 'vehiclePermit' },
    broken: { registeredOn: '2026-13-01' },
  },
  drivers: {
    messages: {
      'drivers/qualifications': 'driverQualification',
      'drivers/registrations': 'driverRegistration',
    },
    broken: { firstIssuedOn: '2026-13-01' },
  },
  operators: {
    messages: { 'operators/registrations': 'operatorRegistration', 'operators/licences': 'operatorLicence' },
    broken: { state: '77' },
  },
} as const

/** A room the register sends to. */
export type RegisterRoom = keyof typeof rooms

/** Whether a room is one the register sends to. */
export const isRegisterRoom = (room: string): room is RegisterRoom => Object.hasOwn(rooms, room)

/**
 * The transport register at one of its rooms. Its synthetic vehicles have VINs that begin with LSGCNFRM, all its records
 * numbers that begin with conformance.
 */
export function registerProfile(room: RegisterRoom, startedAt: Date): Profile {
  const { messages, broken } = rooms[room]
  const run = runNumber(startedAt)
  const wire = registerWire('json')
  const recordOf = (address: string, { serial, at, gone = false, fault }: Probe): RegisterRecord => {
    const record = registerMessages[address]?.({ row: Number(run) + serial, seed: 9, at }) ?? {}
    const vin = withVinCheckDigit(`LSGCNFRM0${run}${twoDigits(serial)}`)
    return {
      ...record,
      recordId: `conformance-${run}-${serial}`,
      updatedAt: new Date(at.getTime() + (fault === 'ahead' ? hourMs : 0)).toISOString(),
      deleted: gone,
      ...(record.vin !== undefined && { vin }),
      ...(fault === 'broken' && broken),
    }
  }
  const addresses = Object.entries(messages).map(
    ([address, message]): FeedAddress => ({
      room,
      path: address.slice(room.length + 1),
      message,
      contentType: 'application/json',
      write: (probes) =>
        wire.write({ message: address, records: probes.map((probe) => recordOf(address, probe)) }).body,
    }),
  )
  const [first, ...further] = addresses
  if (first === undefined) throw new Error(`the register sends nothing to ${room}`)
  return {
    ...first,
    brokenPointer: `/${Object.keys(broken)[0]}`,
    foreign: 'the register speaks for everybody',
    aheadCode: 'TIME_AHEAD',
    addAfterDelete: 'SUPERSEDED',
    further,
  }
}
