import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../../generated/gql.ts'
import type { Rhl02EvidenceQueryVariables } from '../../generated/graphql.ts'
import { addYears } from '../check.ts'
import { ageBelow } from '../checks/age-below.ts'
import { equipmentIsFitted } from '../checks/equipment-is-fitted.ts'
import { safetyInspectionIsValid } from '../checks/inspection-is-valid.ts'
import { insuranceIsInForce } from '../checks/insurance-is-in-force.ts'
import { localVehicleRules } from '../checks/local-vehicle-rules.ts'
import { mileageBelow } from '../checks/mileage-below.ts'
import { noPermitInForce } from '../checks/no-permit-in-force.ts'
import { notToBeScrapped } from '../checks/not-to-be-scrapped.ts'
import { officeIsDelegated } from '../checks/office-is-delegated.ts'
import { plateAgrees } from '../checks/plate-agrees.ts'
import { platformListsVehicle } from '../checks/platform-lists-vehicle.ts'
import { platformPermitIsValid } from '../checks/platform-permit-is-valid.ts'
import { policeStatusIsClear } from '../checks/police-status-is-clear.ts'
import { seatsAtMost } from '../checks/seats-at-most.ts'
import { usageIsRideHailing } from '../checks/usage-is.ts'
import { type ItemVersionSource, itemVersion } from '../item.ts'
import {
  cityVehicleRules,
  rideHailingMileage,
  rideHailingPermitYears,
  rideHailingSeats,
  rideHailingServiceYears,
  valueOn,
} from '../limits.ts'

const evidence = graphql(`
  query Rhl02Evidence($vin: VIN!, $companyId: ID!, $division: DivisionCode!, $officeId: ID!) {
    vehicle(vin: $vin) {
      permits { ...Envelope records { kind state validUntil } complete }
      registration { ...Envelope record { plateNumber } }
      usage { ...Envelope record { current previous changeCompleted } }
      policeStatus {
        ...Envelope
        record { letters { letter effect } plateNumber seats wheelbaseMm registeredOn scrapOn }
      }
      safety: inspection(kind: SAFETY) { ...Envelope record { verdict grade validUntil annulled odometerKm } }
      equipment { ...Envelope record { positioning alarm } }
      platformRecord(companyId: $companyId) {
        ...Envelope
        record { plateNumber inService positioningBrand positioningModel }
      }
      insurance(companyId: $companyId) { ...Envelope records { kind validFrom validUntil } complete }
      mileage(companyId: $companyId) { ...Envelope record { totalKm } }
    }
    platform(companyId: $companyId) {
      permit(division: $division) { ...Envelope record { inForce validFrom validUntil } }
    }
    office(id: $officeId) {
      delegation(item: "RHL-02") { ...Envelope record { validFrom validUntil } }
    }
  }
`)

/** What checks call the facts in the answer. */
function facts({ vehicle, platform, office }: ResultOf<typeof evidence>) {
  return {
    permits: vehicle?.permits,
    usage: vehicle?.usage,
    policeStatus: vehicle?.policeStatus,
    safety: vehicle?.safety,
    equipment: vehicle?.equipment,
    platformRecord: vehicle?.platformRecord,
    insurance: vehicle?.insurance,
    mileage: vehicle?.mileage,
    platesElsewhere: [vehicle?.platformRecord, vehicle?.registration],
    platformPermit: platform?.permit,
    delegation: office?.delegation,
  }
}

/** Days a vehicle's time as one for ride-hailing depends on, as far as they are known. */
interface VehicleDays {
  registeredOn?: string | null | undefined
  scrapOn?: string | null | undefined
}

/** The first day on which a permit given on a day has ended: by its term, or as the vehicle leaves or is to be scrapped. */
export function endOfPermit(day: string, { registeredOn, scrapOn }: VehicleDays): string {
  return earliest(
    addYears(day, valueOn(rideHailingPermitYears, day)),
    registeredOn ? addYears(registeredOn, valueOn(rideHailingServiceYears, day)) : undefined,
    scrapOn,
  )
}

/** The earliest of some days; what is not known is left out. */
function earliest(...days: (string | null | undefined)[]): string {
  return days
    .filter((day): day is string => typeof day === 'string')
    .reduce((first, day) => (day < first ? day : first))
}

/** What every version of the item says so far, beside its rules: its guide, its materials, what may be put on paper. */
export const rhl02Guide = {
  basis: '《网络预约出租汽车经营服务管理暂行办法》第十二条、第十三条、第三十九条',
  nature: 'PERMIT',
  visitClass: 'ONE_VISIT',
  counters: ['IW'],
  materials: [
    { code: 'm08', name: '行驶证、登记证书', suppliedBy: 'traffic-police' },
    { code: 'm09', name: '使用性质（预约出租客运）', suppliedBy: 'traffic-police' },
    { code: 'm10', name: '检验报告', suppliedBy: 'inspections' },
    { code: 'm11', name: '保险', suppliedBy: 'platforms' },
    { code: 'm12', name: '卫星定位、应急报警安装证明', suppliedBy: 'inspections' },
    { code: 'm16', name: '平台许可、接入协议', suppliedBy: 'platforms' },
    { code: 'm20', name: '里程、年限', suppliedBy: 'platforms' },
  ],
  promisedDays: 5,
  legalDays: 20,
  guide:
    '车辆检验合格、到公安交管部门变更使用性质为预约出租客运后，在检测站窗口申请，数据由各部门直接提供，符合条件的当场发证。',
  needs: ['vin', 'companyId'],
  variables: ({ vin = '', companyId = '', division, officeId }) => ({
    vin,
    companyId,
    division,
    officeId,
  }),
  machineApproval: false,
  paperAllowed: [
    'POLICE_STATUS_CLEAR',
    'SEATS_AT_MOST',
    'USAGE_RIDE_HAILING',
    'SAFETY_INSPECTION_VALID',
    'EQUIPMENT_FITTED',
    'INSURANCE_IN_FORCE',
    'AGE_BELOW',
    'MILEAGE_BELOW',
    'NOT_TO_BE_SCRAPPED',
    'PLATE_AGREES',
    'PLATFORM_LISTS_VEHICLE',
  ],
  ownEffects: ['vehicle.permits'],
} as const satisfies Partial<ItemVersionSource<Rhl02EvidenceQueryVariables, never>>

/** Kinds of insurance the vehicle needs, each by the names platforms write it with. */
export const rhl02Insurance = [
  ['交强险', '强制'],
  ['承运人责任险', '承运人'],
] as const

/** The first version of RHL-02. */
export const rhl02V1 = itemVersion(evidence, facts, {
  ...rhl02Guide,
  validFrom: '2016-11-01',
  releasedOn: '2026-11-25',
  checks: [
    officeIsDelegated,
    policeStatusIsClear,
    seatsAtMost(rideHailingSeats),
    usageIsRideHailing,
    safetyInspectionIsValid,
    equipmentIsFitted,
    platformPermitIsValid,
    platformListsVehicle,
    plateAgrees,
    insuranceIsInForce(rhl02Insurance),
    ageBelow(rideHailingServiceYears),
    mileageBelow(rideHailingMileage),
    notToBeScrapped,
    localVehicleRules(cityVehicleRules),
    noPermitInForce('RIDE_HAILING'),
  ],
  certificate: {
    kind: 'RIDE_HAILING',
    numberWord: '交运管网约',
    validUntil: ({ policeStatus }, { day }) => endOfPermit(day, policeStatus?.record ?? {}),
  },
})
