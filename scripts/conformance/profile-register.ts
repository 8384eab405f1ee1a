import { withVinCheckDigit } from '../simulators/identifiers.ts'
import { type RegisterRecord, registerMessages, registerWire } from '../simulators/register-records.ts'
import { type FeedAddress, type Probe, type Profile, runNumber, twoDigits } from './profile.ts'

const hourMs = 3_600_000

/** Names of the register's messages, by room and address. */
const messageNames: Readonly<Record<string, string>> = {
  'operators/registrations': 'operatorRegistration',
  'operators/licences': 'operatorLicence',
  'vehicles/registrations': 'vehicleRegistration',
  'vehicles/permits': 'vehiclePermit',
  'drivers/qualifications': 'driverQualification',
  'drivers/registrations': 'driverRegistration',
}

/** The transport register. Its synthetic vehicles have VINs that begin with LSGCNFRM, its records numbers with conformance. */
export const registerProfile = (startedAt: Date): Profile => {
  const run = runNumber(startedAt)
  const wire = registerWire('json')
  const recordOf = (path: string, { serial, at, gone = false, fault }: Probe): RegisterRecord => {
    const row = Number(run) + serial
    const record = registerMessages[path]?.({ row, seed: 9, at }) ?? {}
    const updatedAt = new Date(at.getTime() + (fault === 'ahead' ? hourMs : 0)).toISOString()
    const numbered = { ...record, recordId: `conformance-${run}-${serial}`, updatedAt, deleted: gone }
    if (record.vin === undefined) return numbered
    const vin = withVinCheckDigit(`LSGCNFRM0${run}${twoDigits(serial)}`)
    return { ...numbered, vin, ...(fault === 'broken' && { registeredOn: '2026-13-01' }) }
  }
  const addressOf = (address: string): FeedAddress => {
    const [room = '', path = ''] = address.split('/')
    return {
      room,
      path,
      message: messageNames[address] ?? '',
      contentType: 'application/json',
      write: (probes) =>
        wire.write({ message: address, records: probes.map((probe) => recordOf(address, probe)) }).body,
    }
  }
  const main = 'vehicles/registrations'
  return {
    ...addressOf(main),
    brokenPointer: '/registeredOn',
    foreign: 'the register speaks for everybody',
    aheadCode: 'TIME_AHEAD',
    addAfterDelete: 'SUPERSEDED',
    further: Object.keys(messageNames)
      .filter((address) => address !== main)
      .map(addressOf),
  }
}
