import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../../generated/gql.ts'
import type { Frt01EvidenceQueryVariables } from '../../generated/graphql.ts'
import { addYears } from '../check.ts'
import { grossMassNeedsPermit } from '../checks/gross-mass-needs-permit.ts'
import { heavyVehicleIsPositioned } from '../checks/heavy-vehicle-is-positioned.ts'
import { comprehensiveInspectionIsValid } from '../checks/inspection-is-valid.ts'
import { noPermitInForce } from '../checks/no-permit-in-force.ts'
import { notToBeScrapped } from '../checks/not-to-be-scrapped.ts'
import { officeIsDelegated } from '../checks/office-is-delegated.ts'
import { operatorLicenceCovers } from '../checks/operator-licence-covers.ts'
import { plateAgrees } from '../checks/plate-agrees.ts'
import { policeStatusIsClear } from '../checks/police-status-is-clear.ts'
import { usageIsFreight } from '../checks/usage-is.ts'
import { type ItemVersionSource, itemVersion } from '../item.ts'
import { freightPermitYears, valueOn } from '../limits.ts'

const evidence = graphql(`
  query Frt01Evidence($vin: VIN!, $uscc: USCC!, $officeId: ID!) {
    vehicle(vin: $vin) {
      permits { ...Envelope records { kind state validUntil } complete }
      registration { ...Envelope record { plateNumber } }
      usage { ...Envelope record { current previous changeCompleted } }
      policeStatus {
        ...Envelope
        record { letters { letter effect } plateNumber vehicleType grossMassKg scrapOn }
      }
      comprehensive: inspection(kind: COMPREHENSIVE) { ...Envelope record { verdict grade validUntil annulled } }
      equipment { ...Envelope record { positioning alarm } }
    }
    operator(uscc: $uscc) {
      licences { ...Envelope records { scope valid validFrom validUntil } complete }
    }
    office(id: $officeId) {
      delegation(item: "FRT-01") { ...Envelope record { validFrom validUntil } }
    }
  }
`)

/** What checks call the facts in the answer. */
function facts({ vehicle, operator, office }: ResultOf<typeof evidence>) {
  return {
    permits: vehicle?.permits,
    usage: vehicle?.usage,
    policeStatus: vehicle?.policeStatus,
    comprehensive: vehicle?.comprehensive,
    equipment: vehicle?.equipment,
    platesElsewhere: [vehicle?.registration],
    licences: operator?.licences,
    delegation: office?.delegation,
  }
}

/** The earlier of two days, of which the other may not be known. */
export function earlier(day: string, other: string | null | undefined): string {
  return other && other < day ? other : day
}

/** What every version of the item says so far, beside its rules: its guide, its materials, what may be put on paper. */
export const frt01Guide = {
  basis: '《道路运输条例》第二十四条；《道路货物运输及站场管理规定》',
  nature: 'PERMIT',
  visitClass: 'ONE_VISIT',
  counters: ['IW'],
  materials: [
    { code: 'm08', name: '行驶证、登记证书', suppliedBy: 'traffic-police' },
    { code: 'm09', name: '使用性质（货运）', suppliedBy: 'traffic-police' },
    { code: 'm10', name: '检验报告、技术等级', suppliedBy: 'inspections' },
    { code: 'm15', name: '道路运输经营许可证', suppliedBy: 'operators' },
    { code: 'm12', name: '卫星定位装置安装证明', suppliedBy: 'inspections' },
  ],
  promisedDays: 0,
  legalDays: 20,
  guide: '车辆综合性能检验合格后，在检测站窗口申请，数据由各部门直接提供，符合条件的当场发证。',
  needs: ['vin', 'operatorUscc'],
  variables: ({ vin = '', operatorUscc = '', officeId }) => ({ vin, uscc: operatorUscc, officeId }),
  machineApproval: true,
  paperAllowed: [
    'POLICE_STATUS_CLEAR',
    'USAGE_FREIGHT',
    'COMPREHENSIVE_INSPECTION_VALID',
    'HEAVY_VEHICLE_POSITIONED',
  ],
  ownEffects: ['vehicle.permits'],
} as const satisfies Partial<ItemVersionSource<Frt01EvidenceQueryVariables, never>>

/** The first version of FRT-01. */
export const frt01V1 = itemVersion(evidence, facts, {
  ...frt01Guide,
  validFrom: '2016-04-01',
  releasedOn: '2026-11-25',
  checks: [
    officeIsDelegated,
    policeStatusIsClear,
    usageIsFreight,
    grossMassNeedsPermit,
    comprehensiveInspectionIsValid,
    heavyVehicleIsPositioned,
    operatorLicenceCovers('FREIGHT', '普通货运'),
    plateAgrees,
    notToBeScrapped,
    noPermitInForce('ROAD_TRANSPORT'),
  ],
  certificate: {
    kind: 'ROAD_TRANSPORT',
    numberWord: '交运管',
    validUntil: ({ policeStatus }, { day }) =>
      earlier(addYears(day, valueOn(freightPermitYears, day)), policeStatus?.record?.scrapOn),
  },
})
