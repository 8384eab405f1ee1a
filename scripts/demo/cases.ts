import { sampleCitizen } from '../sample/sample-names.ts'
import type { PoliceRegisterRow } from '../simulators/police/police.ts'
import type { StationVisit } from '../simulators/station/station.ts'

/** A car of the story: what the foreign systems know of it. */
export interface DemoCar {
  vin: string
  plate: string
  /** Usage letter in the police register. */
  usage: 'A' | 'T'
  inspection: 'PASS' | 'FAIL'
}

/** Station and platform of the story, both of the sample data. */
export const station = '330303001'
export const platform = 'CCZC0004'

/** Owner of the cars, who applies for them. */
const owner = sampleCitizen

/** A car in the police register: field names of the platform, plate without its province character. */
export function policeRow({ vin, plate, usage }: DemoCar): PoliceRegisterRow {
  return {
    xh: `33030000${vin.slice(-6)}`,
    hpzl: '52',
    hphm: plate.slice(1),
    clsbdh: vin,
    syxz: usage,
    zt: 'A',
    cllx: 'K33',
    hdzk: '5',
    zzl: '1850',
    zj: '2700',
    syr: owner.name,
    sfzmmc: 'A',
    sfzmhm: owner.residentId,
    ccdjrq: `${dayFromNow(-400)} 00:00:00.0`,
    yxqz: `${dayFromNow(330)} 00:00:00.0`,
    qzbfqz: '2099-12-31',
  }
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
}

/** The visit at the inspection station: safety verdict and the clerk's look at the devices. */
export function visitOf({ vin, plate, inspection }: DemoCar): StationVisit {
  const testedAt = beijing(5)
  return {
    safety: {
      jkid: '18C62',
      fields: {
        jylsh: `${station}${testedAt.slice(0, 10).replaceAll('-', '')}${vin.slice(-4)}`,
        jyjgbh: station,
        hphm: plate.slice(1),
        hpzl: '52',
        clsbdh: vin,
        jycs: '1',
        jyrq: testedAt,
        zjjl: inspection === 'PASS' ? '1' : '2',
        yxqz: dayFromNow(360),
        bhgx: inspection === 'PASS' ? '' : 'B1,H1',
        lc: '42000',
      },
    },
    equipment: {
      recordId: `eq-${vin}`,
      vin,
      station,
      positioning: true,
      alarm: true,
      confirmedOn: dayFromNow(0),
      signedBy: 'station-clerk',
    },
  }
}

/** An instant of today in Beijing time, as stations write it. */
function beijing(minutesAgo: number): string {
  return new Date(Date.now() + 8 * 3_600_000 - minutesAgo * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')
}

/** The usage-type change the police push once it is done. */
export function usageChangeOf({ vin, plate }: DemoCar): Record<string, unknown> {
  return {
    changeId: `WZ-${vin.slice(-8)}`,
    plateNo: plate,
    plateKind: '52',
    vin,
    fromUse: 'A',
    fromUseName: '非营运',
    toUse: 'T',
    toUseName: '预约出租客运',
    acceptedAt: new Date(Date.now() - 7_200_000).toISOString(),
    completedAt: dayFromNow(0),
    authority: '温州市公安局交通警察支队车辆管理所',
    divisionCode: '330300',
    status: 'DONE',
    updatedAt: new Date(Date.now() - 3_600_000).toISOString(),
  }
}

/** What the owner grants the platform in his own login: to hand in for him, for a year. */
export function mandateOf(): Record<string, unknown> {
  return {
    kind: 'AGENCY',
    grantedTo: { companyId: platform },
    items: ['RHL-02'],
    validFrom: dayFromNow(0),
    validUntil: dayFromNow(365),
  }
}

/** What the owner hands in at the station's window. */
export function applicationOf({ vin, plate }: DemoCar): Record<string, unknown> {
  return {
    item: 'RHL-02',
    officeId: station,
    applicant: { ...owner, phone: '13800000001' },
    vehicle: { vin, plateNumber: plate, plateColour: 'GRADIENT_GREEN', plateKind: '52' },
    platformCompanyId: platform,
    division: '330303',
  }
}
