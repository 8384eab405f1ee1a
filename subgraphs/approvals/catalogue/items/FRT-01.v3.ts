import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../../generated/gql.ts'
import { addYears, dayBefore } from '../check.ts'
import { divisionIsOfTheOffice } from '../checks/division-is-of-the-office.ts'
import { grossMassNeedsPermit } from '../checks/gross-mass-needs-permit.ts'
import { holderIsNamed } from '../checks/holder-is-named.ts'
import { comprehensiveInspectionOutsideClosure } from '../checks/inspection-outside-closure.ts'
import { noPermitStands } from '../checks/no-permit-stands.ts'
import { officeMayAccept } from '../checks/office-may.ts'
import { operatorLicenceGrants } from '../checks/operator-licence-grants.ts'
import { ownerAgrees } from '../checks/owner-agrees.ts'
import { plateAgrees } from '../checks/plate-agrees.ts'
import { policeStatusByPerson } from '../checks/police-status-by-person.ts'
import { scrappingDateAhead } from '../checks/scrapping-date-ahead.ts'
import { unitUnlessLight } from '../checks/unit-unless-light.ts'
import { unlessUnknownToPolice } from '../checks/unknown-to-the-police.ts'
import { usageIsFreight } from '../checks/usage-is.ts'
import { itemVersion } from '../item.ts'
import { freightPermitYears, valueOn } from '../limits.ts'
import { endStatedAhead, onPaper, type PaperRules, scrappingStatedAhead } from '../paper.ts'
import { earlier, frt01Guide } from './FRT-01.v1.ts'

const evidence = graphql(`
  query Frt01EvidenceV3($vin: VIN!, $uscc: USCC!, $officeId: ID!) {
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
      owner { ...Vouched record { ownerRef ownerUscc } }
      comprehensive: inspection(kind: COMPREHENSIVE) { ...Vouched record { verdict grade validUntil annulled duringClosure } }
      equipment { ...Vouched record { positioning alarm } }
    }
    operator(uscc: $uscc) {
      registration { ...Vouched record { name } }
      licences {
        ...Vouched
        records { scope valid validFrom validUntil validUntilUnlimited confirmedAt contradicted }
        complete
      }
    }
    office(id: $officeId) {
      entry { ...Vouched record { division } }
      delegations(item: "FRT-01") {
        ...Vouched
        records { powers validFrom validUntil confirmedAt contradicted }
        complete
      }
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
    delegations: office?.delegations,
    entry: office?.entry,
    owner: vehicle?.owner,
    holder: operator?.registration,
  }
}

/** What paper states for each check that takes it; it stands against no sources that contradict one another. */
const paper = {
  POLICE_STATUS_CLEAR: { states: null },
  USAGE_FREIGHT: { states: null },
  OWNER_AGREES: { states: null },
  HOLDER_NAMED: { states: null },
  COMPREHENSIVE_INSPECTION_VALID: { states: 'ENDS_ON' },
  HEAVY_VEHICLE_POSITIONED: { states: null },
  NOT_TO_BE_SCRAPPED: { states: 'SCRAPPED_ON' },
} as const satisfies PaperRules

/** What is asked and judged from the third version on, by the rule that reads the police status. */
export const frt01Of = (
  release: { releasedOn: string; corrects: number },
  policeStatus: typeof policeStatusByPerson,
) =>
  itemVersion(evidence, facts, {
    ...frt01Guide,
    ...release,
    validFrom: '2016-04-01',
    paperAllowed: Object.keys(paper),
    paper,
    personal: ['operator.registration.name'],
    checks: [
      officeMayAccept,
      divisionIsOfTheOffice,
      unlessUnknownToPolice(policeStatus),
      unlessUnknownToPolice(usageIsFreight),
      unlessUnknownToPolice(grossMassNeedsPermit),
      unlessUnknownToPolice(ownerAgrees),
      onPaper(comprehensiveInspectionOutsideClosure, endStatedAhead),
      unitUnlessLight,
      operatorLicenceGrants('FREIGHT', '普通货运'),
      holderIsNamed,
      plateAgrees,
      onPaper(unlessUnknownToPolice(scrappingDateAhead), scrappingStatedAhead),
      noPermitStands('ROAD_TRANSPORT'),
    ],
    certificate: {
      kind: 'ROAD_TRANSPORT',
      numberWord: '交运管',
      ends: 'INCLUSIVE',
      // The permit is the operator's 业户, whoever owns the vehicle.
      holder: ({ holder }) => holder?.record?.name,
      // The day before the first on which the term has passed or the vehicle is to be scrapped.
      validUntil: ({ policeStatus }, { day, paperDays = {} }) =>
        dayBefore(
          earlier(
            addYears(day, valueOn(freightPermitYears, day)),
            paperDays.NOT_TO_BE_SCRAPPED ?? policeStatus?.record?.scrapOn,
          ),
        ),
    },
  })

/**
 * The third version of FRT-01: it is the operator's or the applicant's own vehicle, or one its owner leased or consigned to
 * them; the permit bears the operator's name from the register; a police status that warns is for a person to look at;
 * paper states the day that ends the permit, or carries it for a short time.
 */
export const frt01V3 = frt01Of({ releasedOn: '2026-11-30', corrects: 2 }, policeStatusByPerson)
