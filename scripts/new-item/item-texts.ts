import { namesOf } from './item-names.ts'

/**
 * The item, on which a vehicle's police status and safety inspection are asked; a working example to write over.
 * @param releasedOn day on which its first version is to be released, YYYY-MM-DD
 */
export function itemText(code: string, releasedOn: string): string {
  const { item, years, question } = namesOf(code)
  return `import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../../generated/gql.ts'
import { addYears, dayBefore } from '../check.ts'
import { safetyInspectionIsValid } from '../checks/inspection-is-valid.ts'
import { officeMayAccept } from '../checks/office-may.ts'
import { policeStatusNamed } from '../checks/police-status-named.ts'
import { defineItem, itemVersion } from '../item.ts'
import { ${years}, valueOn } from '../limits.ts'

const evidence = graphql(\`
  query ${question}($vin: VIN!, $officeId: ID!) {
    vehicle(vin: $vin) {
      policeStatus { ...Vouched record { letters { letter effect } } }
      safety: inspection(kind: SAFETY) { ...Vouched record { verdict validUntil annulled } }
    }
    office(id: $officeId) {
      delegations(item: "${code}") {
        ...Vouched
        records { powers validFrom validUntil confirmedAt contradicted }
        complete
      }
    }
  }
\`)

/** What checks call the facts in the answer. */
function facts({ vehicle, office }: ResultOf<typeof evidence>) {
  return {
    policeStatus: vehicle?.policeStatus,
    safety: vehicle?.safety,
    delegations: office?.delegations,
  }
}

/** ${code}. */
export const ${item} = defineItem('${code}', { name: '${code} 事项名称', nameEn: 'Name of ${code}' }, [
  itemVersion(evidence, facts, {
    validFrom: '2016-04-01',
    releasedOn: '${releasedOn}',
    basis: '法律依据',
    nature: 'PERMIT',
    visitClass: 'ONE_VISIT',
    counters: ['IW'],
    materials: [
      { code: 'm08', name: '行驶证、登记证书', suppliedBy: 'traffic-police' },
      { code: 'm10', name: '检验报告', suppliedBy: 'inspections' },
    ],
    promisedDays: 5,
    legalDays: 20,
    guide: '办事指南',
    needs: ['vin'],
    variables: ({ vin = '', officeId }) => ({ vin, officeId }),
    checks: [officeMayAccept, policeStatusNamed, safetyInspectionIsValid],
    machineApproval: false,
    paperAllowed: ['SAFETY_INSPECTION_VALID'],
    certificate: {
      kind: 'ROAD_TRANSPORT',
      numberWord: '交运管',
      ends: 'INCLUSIVE',
      validUntil: (_, { day }) => dayBefore(addYears(day, valueOn(${years}, day))),
    },
  }),
])
`
}

/** The item's years, for limits.ts. */
export function yearsText(code: string): string {
  return `/** Years for which the certificate of ${code} is issued. */
export const ${namesOf(code).years}: Figure = {
  unit: 'years',
  values: [{ from: '2016-04-01', value: 3, basis: 'No rule is known.', mark: 'ours' }],
}

`
}

/** The item's test, which is the same for every item: its case data say what is tried. */
export function testText(code: string): string {
  const { item } = namesOf(code)
  return `import { describeItem, itemHarness } from '../../testing/item-harness.ts'
import { ${item}Case } from './${code}.case.ts'

describeItem(itemHarness(${item}Case))
`
}

/** What the item's first version is tried with. */
export function caseText(code: string): string {
  const { item } = namesOf(code)
  return `import { confirmedAbsence, envelope, type ItemCase, lastDay } from '../../testing/item-case.ts'

const vin = 'LGXC16DF6H0123456'
const officeId = '330399001'

const police = 'vehicle.policeStatus.record'
const safety = 'vehicle.safety.record'
const delegation = 'office.delegations.records.0'
/** What a record of a list says of itself. */
const ofItself = { confirmedAt: '2026-06-01T00:00:00.000Z', contradicted: false }

/** What the first version of ${code} is tried with. */
export const ${item}Case: ItemCase = {
  item: '${code}',
  version: 1,
  subjects: {
    item: '${code}',
    officeId,
    division: '330399',
    vin,
    plateNumber: '浙CD12345',
    plateColour: 'BLUE',
    plateKind: '02',
  },
  asOf: '2026-06-01T01:00:00.000Z',
  good: () => ({
    vehicle: {
      policeStatus: envelope('traffic-police', vin, { record: { letters: [{ letter: 'A', effect: 'NONE' }] } }),
      safety: envelope('inspection-station', vin, {
        record: { verdict: 'PASS', validUntil: '2026-11-30', annulled: false },
      }),
    },
    office: {
      delegations: envelope('office-directory', \`\${officeId}/${code}\`, {
        records: [{ powers: ['ACCEPT', 'DECIDE', 'ISSUE'], validFrom: '2017-08-22', validUntil: null, ...ofItself }],
      }),
    },
  }),
  failing: [
    {
      check: 'OFFICE_DELEGATED',
      what: 'the office was never authorised',
      given: {
        'office.delegations': confirmedAbsence('office-directory', \`\${officeId}/${code}\`, {
          records: [],
          complete: true,
        }),
      },
    },
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'a letter blocks',
      given: { [\`\${police}.letters\`]: [{ letter: 'K', effect: 'BLOCK' }] },
    },
    { check: 'SAFETY_INSPECTION_VALID', what: 'not passed', given: { [\`\${safety}.verdict\`]: 'FAIL' } },
    { check: 'SAFETY_INSPECTION_VALID', what: 'annulled', given: { [\`\${safety}.annulled\`]: true } },
  ],
  undecided: [
    {
      check: 'SAFETY_INSPECTION_VALID',
      what: 'nobody says until when',
      given: { [\`\${safety}.validUntil\`]: null },
    },
  ],
  passing: [
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'a letter that only warns',
      given: { [\`\${police}.letters\`]: [{ letter: 'G', effect: 'WARN' }] },
    },
  ],
  limits: [
    {
      of: 'OFFICE_DELEGATED',
      what: 'first day of the authority',
      day: '2026-06-01',
      given: { [\`\${delegation}.validFrom\`]: '2026-06-01' },
      expect: ['FAIL', 'PASS', 'PASS'],
    },
    {
      of: 'OFFICE_DELEGATED',
      what: 'last day of the authority',
      day: '2026-06-01',
      given: { [\`\${delegation}.validUntil\`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'SAFETY_INSPECTION_VALID',
      what: 'last day of the inspection',
      day: '2026-06-01',
      given: { [\`\${safety}.validUntil\`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: lastDay,
      what: 'three years of the certificate',
      day: '2026-06-01',
      expect: ['2029-05-30', '2029-05-31', '2029-06-01'],
    },
    {
      of: lastDay,
      what: 'three years from a leap day',
      day: '2024-02-29',
      expect: ['2027-02-27', '2027-02-27', '2027-02-28'],
    },
  ],
  withoutLimit: {},
  reviews: [
    { what: 'nothing has changed', day: '2026-06-02', given: {} },
    {
      what: 'a letter blocks',
      day: '2026-07-01',
      given: { [\`\${police}.letters\`]: [{ letter: 'K', effect: 'BLOCK' }] },
    },
    { what: 'the inspection has run out', day: '2026-12-01', given: {} },
  ],
}
`
}
