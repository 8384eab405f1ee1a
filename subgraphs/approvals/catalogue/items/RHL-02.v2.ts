import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../../generated/gql.ts'
import { dayBefore } from '../check.ts'
import { ageKnownBelow } from '../checks/age-known-below.ts'
import { equipmentIsFitted } from '../checks/equipment-is-fitted.ts'
import { safetyInspectionOutsideClosure } from '../checks/inspection-outside-closure.ts'
import { insuranceOfEachKind } from '../checks/insurance-of-each-kind.ts'
import { mileageBelow } from '../checks/mileage-below.ts'
import { noPermitStands } from '../checks/no-permit-stands.ts'
import { officeIsDelegated } from '../checks/office-is-delegated.ts'
import { plateAgrees } from '../checks/plate-agrees.ts'
import { platformListsVehicle } from '../checks/platform-lists-vehicle.ts'
import { platformPermitGrants } from '../checks/platform-permit-grants.ts'
import { policeStatusIsClear } from '../checks/police-status-is-clear.ts'
import { rulesOfTheCity } from '../checks/rules-of-the-city.ts'
import { scrappingDateAhead } from '../checks/scrapping-date-ahead.ts'
import { seatsAtMost } from '../checks/seats-at-most.ts'
import { unlessUnknownToPolice } from '../checks/unknown-to-the-police.ts'
import { usageIsRideHailing } from '../checks/usage-is.ts'
import { itemVersion } from '../item.ts'
import { cityVehicleRules, rideHailingMileage, rideHailingSeats, rideHailingServiceYears } from '../limits.ts'
import { endOfPermit, rhl02Guide, rhl02Insurance } from './RHL-02.v1.ts'

const evidence = graphql(`
  query Rhl02EvidenceV2($vin: VIN!, $companyId: ID!, $division: DivisionCode!, $officeId: ID!) {
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
          seats
          wheelbaseMm
          registeredOn
          scrapOn
          scrapOnUnlimited
        }
      }
      safety: inspection(kind: SAFETY) { ...Vouched record { verdict grade validUntil annulled odometerKm duringClosure } }
      equipment { ...Vouched record { positioning alarm } }
      platformRecord(companyId: $companyId) {
        ...Vouched
        record { plateNumber inService positioningBrand positioningModel }
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
      delegation(item: "RHL-02") { ...Vouched record { validFrom validUntil } }
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

/** Checks of the days that end the permit. Paper says of none which day it is, and the permit would outlast it. */
const ofEndingDays: readonly string[] = ['AGE_BELOW', 'NOT_TO_BE_SCRAPPED']

/**
 * The second version of RHL-02: nothing passes on a list that may not be whole, on a day that is not named, or on what is
 * suspended, and the last day of the permit passes its own rules, for which no paper stands.
 */
export const rhl02V2 = itemVersion(evidence, facts, {
  ...rhl02Guide,
  validFrom: '2016-11-01',
  releasedOn: '2026-11-29',
  corrects: 1,
  paperAllowed: rhl02Guide.paperAllowed.filter((code) => !ofEndingDays.includes(code)),
  checks: [
    officeIsDelegated,
    unlessUnknownToPolice(policeStatusIsClear),
    unlessUnknownToPolice(seatsAtMost(rideHailingSeats)),
    unlessUnknownToPolice(usageIsRideHailing),
    safetyInspectionOutsideClosure,
    equipmentIsFitted,
    platformPermitGrants,
    platformListsVehicle,
    plateAgrees,
    insuranceOfEachKind(rhl02Insurance),
    unlessUnknownToPolice(ageKnownBelow(rideHailingServiceYears)),
    mileageBelow(rideHailingMileage),
    unlessUnknownToPolice(scrappingDateAhead),
    unlessUnknownToPolice(rulesOfTheCity(cityVehicleRules)),
    noPermitStands('RIDE_HAILING'),
  ],
  certificate: {
    kind: 'RIDE_HAILING',
    numberWord: '交运管网约',
    ends: 'INCLUSIVE',
    // The day before the first on which a term has passed, the vehicle has left or is to be scrapped.
    validUntil: ({ policeStatus }, { day }) => dayBefore(endOfPermit(day, policeStatus?.record ?? {})),
  },
})
