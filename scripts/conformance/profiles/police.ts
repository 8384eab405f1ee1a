import { beijingDay } from '../../simulators/beijing.ts'
import { withVinCheckDigit } from '../../simulators/identifiers.ts'
import { type Probe, type Profile, runNumber, twoDigits } from './profile.ts'

const hourMs = 3_600_000

/** The traffic police as they push usage-type changes. Their synthetic vehicles have VINs that begin with LSPCNFRM. */
export function policeProfile(startedAt: Date): Profile {
  const run = runNumber(startedAt)
  const changeOf = ({ serial, at, gone, fault }: Probe) => ({
    changeId: `CONFORMANCE-${run}-${serial}`,
    plateNo: `浙CFZ${run.slice(-2)}${twoDigits(serial)}`,
    plateKind: '52',
    vin: withVinCheckDigit(`LSPCNFRM0${run}${twoDigits(serial)}`),
    fromUse: 'A',
    fromUseName: '非营运',
    toUse: fault === 'broken' ? '9' : 'T',
    toUseName: '预约出租客运',
    acceptedAt: new Date(startedAt.getTime() - 24 * hourMs).toISOString(),
    completedAt: beijingDay(startedAt),
    authority: '温州市公安局交通警察支队车辆管理所',
    divisionCode: '330300',
    status: gone ? 'WITHDRAWN' : 'DONE',
    updatedAt: new Date(at.getTime() + (fault === 'ahead' ? hourMs : 0)).toISOString(),
  })
  return {
    room: 'traffic-police',
    path: 'usage-changes',
    message: 'usageChange',
    contentType: 'application/json',
    write: (probes) => JSON.stringify(probes.map(changeOf)),
    brokenPointer: '/toUse',
    foreign: 'the police speak for everybody',
    aheadCode: 'TIME_AHEAD',
    addAfterDelete: 'SUPERSEDED',
    further: [],
  }
}
