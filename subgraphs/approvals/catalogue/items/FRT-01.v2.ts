import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../../generated/gql.ts'
import { addYears, dayBefore } from '../check.ts'
import { grossMassNeedsPermit } from '../checks/gross-mass-needs-permit.ts'
import { comprehensiveInspectionOutsideClosure } from '../checks/inspection-outside-closure.ts'
import { noPermitStands } from '../checks/no-permit-stands.ts'
import { officeIsDelegated } from '../checks/office-is-delegated.ts'
import { operatorLicenceGrants } from '../checks/operator-licence-grants.ts'
import { plateAgrees } from '../checks/plate-agrees.ts'
import { policeStatusIsClear } from '../checks/police-status-is-clear.ts'
import { scrappingDateAhead } from '../checks/scrapping-date-ahead.ts'
import { unitUnlessLight } from '../checks/unit-unless-light.ts'
import { unlessUnknownToPolice } from '../checks/unknown-to-the-police.ts'
import { usageIsFreight } from '../checks/usage-is.ts'
import { itemVersion } from '../item.ts'
import { freightPermitYears, valueOn } from '../limits.ts'
import { earlier, frt01Guide } from './FRT-01.v1.ts'

const evidence = graphql(`
  query Frt01EvidenceV2($vin: VIN!, $uscc: USCC!, $officeId: ID!) {
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
        record { letters { letter effect } plateNumber vehicleType grossMassKg scrapOn scrapOnUnlimited }
      }
      comprehensive: inspection(kind: COMPREHENSIVE) { ...Vouched record { verdict grade validUntil annulled duringClosure } }
      equipment { ...Vouched record { positioning alarm } }
    }
    operator(uscc: $uscc) {
      licences {
        ...Vouched
        records { scope valid validFrom validUntil validUntilUnlimited confirmedAt contradicted }
        complete
      }
    }
    office(id: $officeId) {
      delegation(item: "FRT-01") { ...Vouched record { validFrom validUntil } }
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

/**
 * The second version of FRT-01: nothing passes on a list that may not be whole, on a day that is not named, or on what is
 * suspended, and the last day of the permit passes its own rules.
 */
export const frt01V2 = itemVersion(evidence, facts, {
  ...frt01Guide,
  validFrom: '2016-04-01',
  releasedOn: '2026-11-29',
  corrects: 1,
  checks: [
    officeIsDelegated,
    unlessUnknownToPolice(policeStatusIsClear),
    unlessUnknownToPolice(usageIsFreight),
    unlessUnknownToPolice(grossMassNeedsPermit),
    comprehensiveInspectionOutsideClosure,
    unitUnlessLight,
    operatorLicenceGrants('FREIGHT', '普通货运'),
    plateAgrees,
    unlessUnknownToPolice(scrappingDateAhead),
    noPermitStands('ROAD_TRANSPORT'),
  ],
  certificate: {
    kind: 'ROAD_TRANSPORT',
    numberWord: '交运管',
    ends: 'INCLUSIVE',
    // The day before the first on which the term has passed or the vehicle is to be scrapped.
    validUntil: ({ policeStatus }, { day }) =>
      dayBefore(earlier(addYears(day, valueOn(freightPermitYears, day)), policeStatus?.record?.scrapOn)),
  },
})
