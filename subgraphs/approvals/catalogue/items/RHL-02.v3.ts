import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../../generated/gql.ts'
import { dayBefore } from '../check.ts'
import { ageKnownBelow } from '../checks/age-known-below.ts'
import { divisionIsOfTheOffice } from '../checks/division-is-of-the-office.ts'
import { equipmentIsFitted } from '../checks/equipment-is-fitted.ts'
import { holderIsNamed } from '../checks/holder-is-named.ts'
import { safetyInspectionOutsideClosure } from '../checks/inspection-outside-closure.ts'
import { type InsuranceKind, insuranceByWholeName } from '../checks/insurance-by-whole-name.ts'
import { isPassengerCar } from '../checks/is-passenger-car.ts'
import { mileageBelow } from '../checks/mileage-below.ts'
import { noPermitStands } from '../checks/no-permit-stands.ts'
import { officeMayAccept } from '../checks/office-may.ts'
import { ownerAgrees } from '../checks/owner-agrees.ts'
import { plateAgrees } from '../checks/plate-agrees.ts'
import { platformListsVehicle } from '../checks/platform-lists-vehicle.ts'
import { platformPermitGrants } from '../checks/platform-permit-grants.ts'
import { policeStatusByPerson } from '../checks/police-status-by-person.ts'
import { rulesOfTheCity } from '../checks/rules-of-the-city.ts'
import { scrappingDateAhead } from '../checks/scrapping-date-ahead.ts'
import { seatsAtMost } from '../checks/seats-at-most.ts'
import { servesRideHailing } from '../checks/serves-ride-hailing.ts'
import { unlessUnknownToPolice } from '../checks/unknown-to-the-police.ts'
import { usageIsRideHailing } from '../checks/usage-is.ts'
import { itemVersion } from '../item.ts'
import { cityVehicleRules, rideHailingMileage, rideHailingSeats, rideHailingServiceYears } from '../limits.ts'
import { endStatedAhead, onPaper, type PaperRules, scrappingStatedAhead, yearsSinceStated } from '../paper.ts'
import { endOfPermit, rhl02Guide } from './RHL-02.v1.ts'

const evidence = graphql(`
  query Rhl02EvidenceV3($vin: VIN!, $companyId: ID!, $division: DivisionCode!, $officeId: ID!) {
    vehicle(vin: $vin) {
      permits {
        ...Vouched
        records { kind state validFrom validUntil validUntilUnlimited confirmedAt contradicted }
        complete
      }
      registration { ...Vouched record { plateNumber } }
      usage { ...Vouched record { current previous changeCompleted } }
      policeStatus {
        ...Vouched
        record {
          letters { letter effect }
          plateNumber
          vehicleType
          seats
          wheelbaseMm
          registeredOn
          scrapOn
          scrapOnUnlimited
        }
      }
      owner { ...Vouched record { name ownerRef ownerUscc } }
      safety: inspection(kind: SAFETY) { ...Vouched record { verdict grade validUntil annulled odometerKm duringClosure } }
      equipment { ...Vouched record { positioning alarm } }
      platformRecord(companyId: $companyId) {
        ...Vouched
        record { plateNumber inService positioningBrand positioningModel serviceKind }
      }
      insurance(companyId: $companyId) {
        ...Vouched
        records { kind validFrom validUntil confirmedAt contradicted }
        complete
      }
      mileage(companyId: $companyId) { ...Vouched record { totalKm } }
    }
    platform(companyId: $companyId) {
      permit(division: $division) { ...Vouched record { inForce validFrom validUntil validUntilUnlimited } }
    }
    office(id: $officeId) {
      entry { ...Vouched record { division } }
      delegations(item: "RHL-02") {
        ...Vouched
        records { powers validFrom validUntil confirmedAt contradicted }
        complete
      }
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
    delegations: office?.delegations,
    entry: office?.entry,
    owner: vehicle?.owner,
    holder: vehicle?.owner,
  }
}

/** Kinds of insurance the vehicle needs, each by the words platforms write it with. */
export const rhl02InsuranceKinds: readonly InsuranceKind[] = [
  {
    names: [
      '交强险',
      '机动车交强险',
      '强制险',
      '强制保险',
      '机动车强制险',
      '机动车强制保险',
      '交通事故责任强制保险',
      '机动车交通事故责任强制保险',
    ],
    stems: ['交强', '强制'],
  },
  {
    names: [
      '承运人责任险',
      '承运人险',
      '承运人责任保险',
      '网约车承运人责任险',
      '网约车承运人责任保险',
      '道路客运承运人责任险',
      '道路客运承运人责任保险',
      '道路旅客运输承运人责任险',
      '道路旅客运输承运人责任保险',
    ],
    stems: ['承运人'],
  },
]

/**
 * What paper states for each check that takes it. What the registration certificate has from the first day on outweighs
 * sources that contradict one another; what changes does not.
 */
const paper = {
  POLICE_STATUS_CLEAR: { states: null },
  PASSENGER_CAR: { states: null, outweighsConflict: true },
  SEATS_AT_MOST: { states: null, outweighsConflict: true },
  USAGE_RIDE_HAILING: { states: null },
  OWNER_AGREES: { states: null },
  HOLDER_NAMED: { states: null },
  SAFETY_INSPECTION_VALID: { states: 'ENDS_ON' },
  EQUIPMENT_FITTED: { states: null },
  INSURANCE_IN_FORCE: { states: 'ENDS_ON' },
  AGE_BELOW: { states: 'REGISTERED_ON', outweighsConflict: true },
  MILEAGE_BELOW: { states: null },
  NOT_TO_BE_SCRAPPED: { states: 'SCRAPPED_ON' },
  PLATE_AGREES: { states: null },
  PLATFORM_LISTS_VEHICLE: { states: null },
  SERVES_RIDE_HAILING: { states: null },
} as const satisfies PaperRules

/** Rules that later versions corrected, as the third has them. */
const rulesOfV3 = {
  policeStatus: policeStatusByPerson,
  service: servesRideHailing,
  insured: insuranceByWholeName(rhl02InsuranceKinds),
}

/** What is asked and judged from the third version on, by the rules that were corrected. */
export const rhl02Corrected = (
  release: { releasedOn: string; corrects: number },
  corrections: Partial<typeof rulesOfV3>,
) => rhl02By(release, { ...rulesOfV3, ...corrections })

const rhl02By = (
  release: { releasedOn: string; corrects: number },
  { policeStatus, service, insured }: typeof rulesOfV3,
) =>
  itemVersion(evidence, facts, {
    ...rhl02Guide,
    ...release,
    validFrom: '2016-11-01',
    paperAllowed: Object.keys(paper),
    paper,
    personal: ['vehicle.owner.name'],
    checks: [
      officeMayAccept,
      divisionIsOfTheOffice,
      unlessUnknownToPolice(policeStatus),
      unlessUnknownToPolice(isPassengerCar),
      unlessUnknownToPolice(seatsAtMost(rideHailingSeats)),
      unlessUnknownToPolice(usageIsRideHailing),
      unlessUnknownToPolice(ownerAgrees),
      unlessUnknownToPolice(holderIsNamed),
      onPaper(safetyInspectionOutsideClosure, endStatedAhead),
      equipmentIsFitted,
      platformPermitGrants,
      platformListsVehicle,
      service,
      plateAgrees,
      onPaper(insured, endStatedAhead),
      onPaper(
        unlessUnknownToPolice(ageKnownBelow(rideHailingServiceYears)),
        yearsSinceStated(rideHailingServiceYears),
      ),
      mileageBelow(rideHailingMileage),
      onPaper(unlessUnknownToPolice(scrappingDateAhead), scrappingStatedAhead),
      unlessUnknownToPolice(rulesOfTheCity(cityVehicleRules)),
      noPermitStands('RIDE_HAILING'),
    ],
    certificate: {
      kind: 'RIDE_HAILING',
      numberWord: '交运管网约',
      ends: 'INCLUSIVE',
      // The permit is the vehicle's: it bears the name of its owner, whoever runs it.
      holder: ({ holder }) => holder?.record?.name,
      // The day before the first on which a term has passed, the vehicle has left or is to be scrapped.
      validUntil: ({ policeStatus }, { day, paperDays = {} }) =>
        dayBefore(
          endOfPermit(day, {
            registeredOn: paperDays.AGE_BELOW ?? policeStatus?.record?.registeredOn,
            scrapOn: paperDays.NOT_TO_BE_SCRAPPED ?? policeStatus?.record?.scrapOn,
          }),
        ),
    },
  })

/**
 * The third version of RHL-02: it is the owner's vehicle or one the owner leased or consigned, a passenger car, reported
 * for ride-hailing, insured by policies that say so in whole words; the permit bears the owner's name from the police; paper
 * states the day that ends the permit, or carries it for a short time.
 */
export const rhl02V3 = rhl02Corrected({ releasedOn: '2026-11-30', corrects: 2 }, {})
