/** Changes in the words of the formats they are sent in. */
import type { HeldVersion } from '@one-visit/kit/feed/coverage/versions-digest.ts'
import {
  day,
  dayAt,
  division,
  hour,
  ownerUscc,
  plateOfApplication,
  type RoomName,
  registered,
} from './cast.ts'
import type { Change, FactName, What } from './said.ts'

/** Names of messages, by the fact they tell of. */
export const messageNames: Readonly<Record<FactName, string>> = {
  vehicle: 'baseInfoVehicle',
  policy: 'baseInfoVehicleInsurance',
  mileage: 'baseInfoVehicleTotalMile',
  test: 'safetyVerdict',
  annulment: 'visitAnnulment',
  equipment: 'equipmentConfirmation',
  usageChange: 'usageChange',
}

/** Other messages a sender of a room may send, and in a run never does; one of each table. */
export const restOf: Readonly<Record<RoomName, readonly string[]>> = {
  platforms: [
    'baseInfoCompany',
    'baseInfoCompanyStat',
    'baseInfoCompanyPay',
    'baseInfoCompanyService',
    'baseInfoCompanyPermit',
    'baseInfoCompanyFare',
    'baseInfoDriver',
    'baseInfoDriverEducate',
    'baseInfoDriverApp',
    'baseInfoDriverStat',
    'ratedDriverPunish',
    'ratedDriver',
  ],
  inspections: ['shareDetectionStationInfo', 'shareVehicleInfo', 'reportFile', 'stationLicence'],
  'traffic-police': ['drivingLicence'],
}

const beijing = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 19)
const digits = (text: string): string => text.replaceAll(/\D/g, '')
const noDay = '2026-13-40'

/** A time as the police write it; one that is none where nobody is to read it. */
const beijingOr = (isTimeless: boolean, at: number): string =>
  (isTimeless ? `${noDay}T09:00:00` : beijing(at)).replace('T', ' ')

/** Whether a change corrects the report of a test that was made before. */
const isAmended = ({ at, what }: Change): boolean => what.fact === 'test' && what.testedAt !== at

/** How a message is written that nobody can read: its time, something else of it, or something that is no part of what is so. */
export type Break = 'TIME' | 'CONTENT' | 'BESIDES' | undefined

/** What is broken besides, of each message: its key and its time can be read. */
const besides: Readonly<Record<FactName, Readonly<Record<string, unknown>>>> = {
  vehicle: { Seats: 'many' },
  policy: { InsurEff: digits(noDay) },
  mileage: { Flag: 9 },
  test: { yxqz: noDay },
  annulment: { sequence: 'x' },
  equipment: { alarm: 'yes' },
  usageChange: { divisionCode: '?' },
}

/** The record of a change, as its sender writes it. */
export function wireOf(change: Change, broken: Break = undefined): Record<string, unknown> {
  return { ...recordOf(change, broken), ...(broken === 'BESIDES' && besides[change.what.fact]) }
}

function recordOf(change: Change, broken: Break): Record<string, unknown> {
  const { sender, vin, at, what } = change
  const isTimeless = broken === 'TIME'
  const isSpoilt = broken === 'CONTENT'
  const platform = {
    CompanyId: sender,
    UpdateTime: digits(isTimeless ? `${noDay}09:00:00` : beijing(at)),
  }
  const stated = {
    recordId: `r-${vin.slice(-3)}-${at}`,
    updatedAt: isTimeless ? `${noDay}T09:00:00Z` : new Date(at).toISOString(),
  }
  switch (what.fact) {
    case 'vehicle':
      return {
        ...platform,
        Flag: what.isGone ? 3 : 2,
        State: what.isInService ? 0 : 1,
        VIN: vin,
        ...(!what.isGone && {
          Address: division,
          VehicleNo: what.plate,
          PlateColor: '94',
          Seats: isSpoilt ? 'many' : registered.seats,
          OwnerName: '虚构一',
          GPSBrand: '北斗虚构',
          GPSModel: 'BD-1',
          CommercialType: 1,
        }),
        ...(isSpoilt && what.isGone && { UpdateTime: digits(`${noDay}09:00:00`) }),
      }
    case 'policy':
      return {
        ...platform,
        Flag: what.isGone ? 3 : 2,
        VehicleNo: what.plate,
        InsurNum: what.number,
        InsurCom: '虚构保险',
        InsurType: what.kind,
        InsurEff: digits(what.from),
        InsurExp: digits(isSpoilt ? noDay : what.until),
        ...(isSpoilt && what.isGone && { UpdateTime: digits(`${noDay}09:00:00`) }),
      }
    case 'mileage':
      return { ...platform, Flag: 2, VehicleNo: what.plate, TotalMile: isSpoilt ? 'many' : what.km }
    case 'test':
      return {
        jkid: what.attempt > 1 ? '18C65' : '18C62',
        jylsh: what.serial,
        jyjgbh: sender,
        clsbdh: vin,
        jycs: String(what.attempt),
        jyrq: beijingOr(isTimeless && !isAmended(change), what.testedAt),
        ...(isAmended(change) && { gxsj: beijingOr(isTimeless, at) }),
        zjjl: isSpoilt ? '7' : what.passed ? '1' : '2',
        yxqz: what.until,
        lc: String(what.km),
      }
    case 'annulment':
      return {
        ...stated,
        station: sender,
        serial: what.serial,
        vin,
        deleted: what.isTakenBack,
        ...(isSpoilt && { updatedAt: 'yesterday' }),
      }
    case 'equipment':
      return {
        recordId: stated.recordId,
        vin,
        station: sender,
        positioning: isSpoilt ? 'yes' : what.fitted,
        alarm: true,
        confirmedOn: isTimeless ? noDay : dayAt(at),
        signedBy: 'clerk',
        signedAt: new Date(at).toISOString(),
      }
    case 'usageChange':
      return {
        changeId: what.id,
        plateNo: plateOfApplication(vin),
        plateKind: '52',
        vin,
        fromUse: what.from,
        toUse: isSpoilt ? 'ZZ' : what.to,
        acceptedAt: new Date(what.acceptedAt).toISOString(),
        completedAt: what.doneAt === undefined ? null : beijing(what.doneAt).concat('+08:00'),
        authority: '虚构车辆管理所',
        divisionCode: division,
        status: what.state,
        updatedAt: stated.updatedAt,
      }
  }
}

/** The same change, of the same record and instant, saying something else. */
export function contradictionOf(what: What): What {
  switch (what.fact) {
    case 'vehicle':
      return { ...what, isInService: !what.isInService, isGone: false }
    case 'policy':
      return { ...what, isGone: false, until: dayAt(Date.parse(`${what.from}T04:00:00Z`) + 2 * day) }
    case 'mileage':
      return { ...what, km: what.km === 700_000 ? 12_000 : 700_000 }
    case 'test':
      return { ...what, passed: !what.passed }
    case 'annulment':
      return { ...what, isTakenBack: !what.isTakenBack }
    case 'equipment':
      return { ...what, fitted: !what.fitted }
    case 'usageChange':
      return what.to === what.from ? what : { ...what, to: what.from, from: what.to }
  }
}

/**
 * What a record is said to be of a moment before, of another vehicle; undefined where its key names its vehicle, or a plate: then
 * it is another record.
 */
export function misnamed({ at, what, ...change }: Change, vin: string): Change | undefined {
  const before = { ...change, vin, at: at - 1_000 }
  switch (what.fact) {
    case 'test':
      return { ...before, what: { ...what, testedAt: what.testedAt === at ? before.at : what.testedAt } }
    case 'annulment':
    case 'usageChange':
      return { ...before, what }
    default:
      return undefined
  }
}

/** A record under the key the hub holds it by, for comparing both sides. */
export function heldOf({ sender, vin, at, what }: Change): HeldVersion {
  return { key: keyOf(sender, vin, what).join('\t'), at: new Date(at) }
}

function keyOf(sender: string, vin: string, what: What): string[] {
  switch (what.fact) {
    case 'vehicle':
      return [sender, vin]
    case 'policy':
      return [sender, what.number, what.plate]
    case 'mileage':
      return [sender, what.plate, '']
    case 'test':
      return [sender, what.serial, 'SAFETY', String(what.attempt)]
    case 'annulment':
      return [sender, what.serial]
    case 'equipment':
      return [vin]
    case 'usageChange':
      return [what.id]
  }
}

/** A record of the police as their exchange writes it, whose plate has no province. */
export function policeFields(
  vin: string,
  row: { usage: string; letters: string; plate: string },
): Record<string, string> {
  return {
    xh: `33039900${vin.slice(-6)}`,
    hpzl: '52',
    hphm: row.plate.slice(1),
    clsbdh: vin,
    syxz: row.usage,
    zt: row.letters,
    cllx: 'K33',
    hdzk: String(registered.seats),
    zj: String(registered.wheelbaseMm),
    syr: '虚构出行有限公司',
    sfzmmc: 'N',
    sfzmhm: ownerUscc,
    ccdjrq: registered.registeredOn,
    yxqz: '2030-01-01',
    qzbfqz: registered.scrapOn,
  }
}
