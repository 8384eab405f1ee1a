import { withVinCheckDigit } from '../simulators/identifiers.ts'
import { type PlatformRecord, platformWire } from '../simulators/platform-messages.ts'
import { vehicleRecords } from '../simulators/platform-vehicle-records.ts'
import { type FeedAddress, type Probe, type Profile, runNumber, twoDigits } from './profile.ts'

const hourMs = 3_600_000

/**
 * A ride-hailing platform. Its synthetic vehicles have VINs that begin with LSVCNFRM and are out of service (State 1),
 * so that no other room hears of their plates.
 */
export const platformProfile = (companyId: string, startedAt: Date): Profile => {
  const run = runNumber(startedAt)
  const wire = platformWire(companyId)
  const vehicleOf = (serial: number) => ({
    vin: withVinCheckDigit(`LSVCNFRM0${run}${twoDigits(serial)}`),
    plateNumber: `浙CFZ${run.slice(-2)}${twoDigits(serial)}`,
  })
  const addressOf = (
    message: keyof typeof vehicleRecords,
    change: (record: PlatformRecord, probe: Probe) => PlatformRecord,
  ): FeedAddress => ({
    room: 'platforms',
    path: wire.write({ message, records: [] }).path,
    message,
    contentType: 'application/json',
    write: (probes) =>
      wire.write({
        message,
        records: probes.map((probe) => {
          const at = new Date(probe.at.getTime() + (probe.fault === 'ahead' ? hourMs : 0))
          const [record = {}] = vehicleRecords[message](companyId, vehicleOf(probe.serial), at)
          const sent = change(record, probe)
          return {
            ...sent,
            Flag: probe.gone ? 3 : 1,
            ...(probe.fault === 'foreign' && { CompanyId: 'CONFORMANCE-OTHER' }),
          }
        }),
      }).body,
  })
  return {
    ...addressOf('baseInfoVehicle', (record, { fault }) => ({
      ...record,
      State: 1,
      ...(fault === 'broken' && { CertifyDateA: 20261301 }),
    })),
    brokenPointer: '/CertifyDateA',
    foreign: { code: 'COMPANY_NOT_ALLOWED', pointer: '/CompanyId' },
    aheadCode: 'TIME_AHEAD',
    addAfterDelete: 'SUPERSEDED',
    further: [
      addressOf('baseInfoVehicleInsurance', (record) => record),
      addressOf('baseInfoVehicleTotalMile', (record) => record),
    ],
  }
}
