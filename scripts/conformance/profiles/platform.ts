import { inventedCreditCode, inventedResidentId, withVinCheckDigit } from '../../simulators/identifiers.ts'
import { companyRecords } from '../../simulators/platform/company-records.ts'
import { driverRecords } from '../../simulators/platform/driver-records.ts'
import { type PlatformRecord, platformWire } from '../../simulators/platform/messages.ts'
import { vehicleRecords } from '../../simulators/platform/vehicle-records.ts'
import { type FeedAddress, type Probe, type Profile, runNumber, twoDigits } from './profile.ts'

const hourMs = 3_600_000

/**
 * A ride-hailing platform. Its synthetic vehicles have VINs that begin with LSVCNFRM and are out of service (State 1),
 * so that no other room hears of their plates.
 */
export function platformProfile(companyId: string, startedAt: Date): Profile {
  const run = runNumber(startedAt)
  const wire = platformWire(companyId)
  const vehicleOf = (serial: number) => ({
    vin: withVinCheckDigit(`LSVCNFRM0${run}${twoDigits(serial)}`),
    plateNumber: `浙CFZ${run.slice(-2)}${twoDigits(serial)}`,
  })
  const driver = {
    name: '虚构',
    licenceId: inventedResidentId(10_000_000 + Number(run)),
    phone: '13800000000',
  }
  const company = { companyId, name: '虚构专车', uscc: inventedCreditCode(Number(run)), division: '330300' }

  const addressOf = (
    message: string,
    recordOf: (probe: Probe, at: Date) => PlatformRecord | undefined,
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
          return {
            ...recordOf(probe, at),
            Flag: probe.gone ? 3 : 1,
            ...(probe.fault === 'foreign' && { CompanyId: 'CONFORMANCE-OTHER' }),
          }
        }),
      }).body,
  })
  const ofVehicle = (message: keyof typeof vehicleRecords): FeedAddress =>
    addressOf(message, ({ serial }, at) => vehicleRecords[message](companyId, vehicleOf(serial), at)[0])
  const ofDriver = (message: keyof typeof driverRecords): FeedAddress =>
    addressOf(message, (_, at) => driverRecords[message](companyId, driver, at)[0])
  /** With a number that no record of the company has, so that none of them is taken back. */
  const ofCompany = (message: keyof typeof companyRecords, number: PlatformRecord): FeedAddress =>
    addressOf(message, (_, at) => ({ ...companyRecords[message](company, at)[0], ...number }))
  return {
    ...addressOf('baseInfoVehicle', ({ serial, fault }, at) => ({
      ...vehicleRecords.baseInfoVehicle(companyId, vehicleOf(serial), at)[0],
      State: 1,
      ...(fault === 'broken' && { CertifyDateA: 20261301 }),
    })),
    brokenPointer: '/CertifyDateA',
    foreign: { code: 'COMPANY_NOT_ALLOWED', pointer: '/CompanyId' },
    aheadCode: 'TIME_AHEAD',
    addAfterDelete: 'SUPERSEDED',
    // Company, scale and permit are one record of each company, punishment and credit cannot be taken back.
    further: [
      ofVehicle('baseInfoVehicleInsurance'),
      ofVehicle('baseInfoVehicleTotalMile'),
      ofDriver('baseInfoDriver'),
      ofDriver('baseInfoDriverEducate'),
      ofDriver('baseInfoDriverApp'),
      ofDriver('baseInfoDriverStat'),
      ofCompany('baseInfoCompanyPay', { PayName: `CONFORMANCE-${run}` }),
      ofCompany('baseInfoCompanyService', { ServiceNo: `CONFORMANCE-${run}` }),
      ofCompany('baseInfoCompanyFare', { FareType: `CNFRM-${run}` }),
    ],
  }
}
