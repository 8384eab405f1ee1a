/** The cars and trucks of both sides, and what police, platforms and stations say of them: every value bears its side's mark. */
import { type DemoCar, policeRow, usageChangeOf, visitOf } from '@one-visit/scripts/demo/cases.ts'
import { sampleVin } from '@one-visit/scripts/sample/sample-data.ts'
import { platforms } from '@one-visit/scripts/sample/sample-names.ts'
import {
  companyMessages,
  type PlatformMessage,
  vehicleMessages,
} from '@one-visit/scripts/simulators/platform/platform.ts'
import type { PoliceRegisterRow } from '@one-visit/scripts/simulators/police/police.ts'
import type { StationVisit } from '@one-visit/scripts/simulators/station/station.ts'
import { type Side, type SideIndex, sides } from './cast.ts'

/** What a side's vehicles are for. */
export const vehicleUses = ['own', 'mandated', 'truck', 'countyTruck'] as const

export type VehicleUse = (typeof vehicleUses)[number]

/** A vehicle of a side. */
export interface WallVehicle extends DemoCar {
  readonly use: VehicleUse
  readonly side: SideIndex
}

export const vehicles: readonly WallVehicle[] = sides.flatMap(({ index: side }) =>
  vehicleUses.map((use, place) => {
    const serial = 10 * side + place
    const isTruck = use === 'truck' || use === 'countyTruck'
    return {
      use,
      side,
      vin: sampleVin(8_100_000 + serial),
      plate: isTruck ? `浙C6${String(3000 + serial)}` : `浙CD${String(61_000 + serial)}`,
      usage: 'T',
      inspection: 'PASS',
    } as const
  }),
)

/** The one vehicle of a side for a use. */
export function vehicleOf(side: SideIndex, use: VehicleUse): WallVehicle {
  const found = vehicles.find((vehicle) => vehicle.side === side && vehicle.use === use)
  if (found === undefined) throw new Error(`side ${side} has no vehicle for ${use}`)
  return found
}

const isTruck = ({ use }: WallVehicle): boolean => use === 'truck' || use === 'countyTruck'

/** A text of one side's: nothing of the other has it. */
export const markOf = (side: SideIndex, what: string): string => `XW${side}${what}`

/** A number of one side's, below the mileage at which a car is scrapped. */
const numberOf = (side: SideIndex, what: number): number => 310_003 + 100_000 * side + what * 1_011

/** How it stands in an answer: digits alone could stand in any digest. */
export const numberMarkOf = (side: SideIndex, what: number): string => `:${numberOf(side, what)}`

/** Number of the record of a vehicle in the police register. */
export const policeRecordOf = ({ side, vin }: WallVehicle): string => markOf(side, `POLICE${vin.slice(-4)}`)

/** Number of the first policy a side's platform reports of a car. */
export const policyOf = (side: SideIndex, { vin }: WallVehicle, place = 0): string =>
  markOf(side, `POLICY${place}${vin.slice(-4)}`)

/** Number of the usage-type change of a vehicle. */
export const changeIdOf = ({ side, vin }: WallVehicle): string => markOf(side, `CHANGE${vin.slice(-4)}`)

/** The vehicle in the police register. */
export function registerRowOf(vehicle: WallVehicle): PoliceRegisterRow {
  const { citizen, company } = sides[vehicle.side]
  const row = { ...policeRow(vehicle), xh: policeRecordOf(vehicle), sfzmhm: citizen }
  if (!isTruck(vehicle)) return row
  return {
    ...row,
    hpzl: '01',
    syxz: 'F',
    cllx: 'H11',
    hdzk: '3',
    zzl: '18000',
    syr: '货运公司',
    sfzmmc: 'N',
    sfzmhm: company,
  }
}

/** What the police push of it. */
export function changeOf(vehicle: WallVehicle): Record<string, unknown> {
  const change = { ...usageChangeOf(vehicle), changeId: changeIdOf(vehicle) }
  if (!isTruck(vehicle)) return change
  return { ...change, plateKind: '01', toUse: 'F', toUseName: '货运' }
}

/** What the platform of one side reports of itself and of a car, which may be the other side's. */
export function reportsOf(side: Side, car: WallVehicle, at: Date): PlatformMessage[] {
  const { index, platform } = side
  const marks: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
    baseInfoVehicle: {
      GPSModel: markOf(index, 'UNIT'),
      Certificate: markOf(index, `CERT${car.vin.slice(-4)}`),
    },
    baseInfoVehicleInsurance: { InsurCom: markOf(index, 'INSURER') },
    baseInfoVehicleTotalMile: { TotalMile: numberOf(index, 1) },
  }
  return vehicleMessages(platform, [{ vin: car.vin, plateNumber: car.plate }], at).map(
    ({ ipcType, records }) => ({
      ipcType,
      records: records.map((record, place) => ({
        ...record,
        ...marks[ipcType],
        ...(record.InsurNum !== undefined && { InsurNum: policyOf(index, car, place) }),
      })),
    }),
  )
}

/** What the platform of one side states of itself. */
export function statementsOf({ index, platform }: Side, at: Date): PlatformMessage[] {
  const marks: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
    baseInfoCompanyPay: { PrepareBank: markOf(index, 'BANK') },
    baseInfoCompanyService: { DetailAddress: markOf(index, 'ADDRESS') },
    baseInfoCompanyFare: { FareTypeNote: markOf(index, 'FARE') },
  }
  const company = {
    companyId: platform,
    name: platforms[index].name,
    uscc: sides[index].company,
    division: '330300',
    vehicles: numberOf(index, 2),
    drivers: numberOf(index, 3),
  }
  // The permit of the sample stands: a second one of the same place would contradict it.
  const stated = companyMessages(company, at).filter(({ ipcType }) => ipcType !== 'baseInfoCompanyPermit')
  return stated.map(({ ipcType, records }) => ({
    ipcType,
    records: records.map((record) => ({ ...record, ...marks[ipcType] })),
  }))
}

/** What a side's station found on one of its vehicles. */
export function inspectionOf(vehicle: WallVehicle): StationVisit {
  const { side, vin, plate } = vehicle
  const station = sides[side].station.id
  const { safety, equipment } = visitOf(vehicle)
  const signed = {
    ...equipment,
    station,
    recordId: markOf(side, `DEVICES${vin.slice(-4)}`),
    signedBy: markOf(side, 'SIGNED'),
  }
  const serial = serialOf(vehicle)
  if (!isTruck(vehicle) && safety)
    return {
      safety: {
        ...safety,
        // Of the day its serial number names, also in the first minutes of that day.
        fields: {
          ...safety.fields,
          jyjgbh: station,
          jylsh: serial,
          jyrq: testedAt(),
          lc: String(numberOf(side, 4)),
        },
      },
      equipment: signed,
    }
  return {
    comprehensive: {
      record: {
        dsId: station,
        detectSn: serial,
        detectType: '1',
        detectDate: testedAt(),
        vehicleNo: plate,
        vinNo: vin,
        travelMileage: String(numberOf(side, 5)),
        detectTotalCount: '1',
      },
      detectResult: '一级',
    },
    equipment: signed,
  }
}

/** Serial number of the visit of a vehicle, 21 digits. */
export function serialOf({ side, vin }: WallVehicle): string {
  return `${sides[side].station.id}${today().replaceAll('-', '')}${vin.slice(-4)}`
}

const testedAt = (): string => `${today()} 00:00:01`

function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}
