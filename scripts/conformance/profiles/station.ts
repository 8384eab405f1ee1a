import { beijingDay, beijingText } from '../../simulators/beijing.ts'
import { withVinCheckDigit } from '../../simulators/identifiers.ts'
import { policeCall, type StationRecord } from '../../simulators/station/messages.ts'
import { type Probe, type Profile, runNumber, twoDigits } from './profile.ts'

const hourMs = 3_600_000

/** VIN of a synthetic vehicle; begins with LSTCNFRM. */
export function stationVin(startedAt: Date, serial: number): string {
  return withVinCheckDigit(`LSTCNFRM0${runNumber(startedAt)}${twoDigits(serial)}`)
}

/**
 * An inspection station: safety verdicts (18C62), taken back by a cancelled visit (18C72). Serial numbers of its synthetic
 * visits begin with CONFORMANCE.
 */
export function stationProfile(station: string, startedAt: Date): Profile {
  const visitOf = ({ serial, at, gone, fault }: Probe): StationRecord => {
    const visit = {
      jylsh: `CONFORMANCE-${runNumber(startedAt)}-${serial}`,
      jyjgbh: fault === 'foreign' ? '999999999' : station,
      clsbdh: stationVin(startedAt, serial),
    }
    if (gone) return { ...visit, zfsj: beijingText(at) }
    return {
      ...visit,
      hphm: '',
      hpzl: '52',
      jycs: '1',
      jyrq: beijingText(new Date(at.getTime() + (fault === 'ahead' ? hourMs : 0))),
      zjjl: fault === 'broken' ? '7' : '1',
      yxqz: beijingDay(at, 1),
      bhgx: '',
      lc: '42000',
    }
  }
  return {
    room: 'inspections',
    path: 'safety-verdicts',
    message: 'safetyVerdict',
    contentType: 'text/xml',
    write: (probes) => policeCall(probes.some(({ gone }) => gone) ? '18C72' : '18C62', probes.map(visitOf)),
    brokenPointer: '/zjjl',
    foreign: { code: 'SENDER_NOT_ALLOWED', pointer: '/jyjgbh' },
    aheadCode: 'INSPECTION_IN_FUTURE',
    // A cancelled visit voids every attempt on its serial number, whenever it arrives: the attempt itself is kept.
    addAfterDelete: 'APPLIED',
    further: [],
  }
}
