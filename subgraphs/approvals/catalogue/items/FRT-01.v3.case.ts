import type { Mandate } from '../../catalogue/parties.ts'
import { correctedCase } from '../../testing/corrected-case.ts'
import { confirmedAbsence, envelope, type ItemCase } from '../../testing/item-case.ts'
import { frt01Case } from './FRT-01.case.ts'
import { frt01CaseV2 } from './FRT-01.v2.case.ts'

const { vin = '', operatorUscc = '', officeId, division } = frt01Case.subjects
const police = 'vehicle.policeStatus.record'
const owner = 'vehicle.owner.record'
const ofPerson = `v1.${'a'.repeat(43)}`
const other = '91330300MA2CTERT7Y'
/** The only delegation of the item to the office, and directories that have it otherwise. */
const delegation = {
  powers: ['ACCEPT', 'DECIDE', 'ISSUE'],
  validFrom: '2017-08-22',
  validUntil: null as string | null,
  confirmedAt: '2026-06-01T00:00:00.000Z',
  contradicted: false,
}
const delegated = (...records: readonly Partial<typeof delegation>[]) =>
  envelope('office-directory', `${officeId}/FRT-01`, {
    records: records.map((each) => ({ ...delegation, ...each })),
  })
const neverDelegated = confirmedAbsence('office-directory', `${officeId}/FRT-01`, {
  records: [],
  complete: true,
})
const consignment: Mandate = {
  kind: 'CONSIGNMENT',
  grantedBy: other,
  grantedTo: operatorUscc,
  validFrom: '2026-01-01',
  validUntil: '2026-06-01',
}
const ofAnother = { [`${owner}.ownerUscc`]: other }
const byMandate = (more: Partial<Mandate>) => ({
  applicant: { uscc: operatorUscc },
  mandate: { ...consignment, ...more },
})

/** What the third version of FRT-01 is tried with. */
export const frt01CaseV3: ItemCase = correctedCase(frt01CaseV2, {
  version: 3,
  parties: { applicant: { uscc: operatorUscc } },
  added: {},
  envelopes: {
    'vehicle.owner': envelope('traffic-police', vin, {
      record: { ownerRef: null, ownerUscc: operatorUscc },
    }),
    'operator.registration': envelope('transport-register', operatorUscc, {
      record: { name: '虚构货运有限公司' },
    }),
    'office.delegations': delegated(delegation),
    'office.entry': envelope('office-directory', officeId, { record: { division } }),
  },
  moved: { 'office.delegation.record': 'office.delegations.records.0' },
  paperDays: {
    COMPREHENSIVE_INSPECTION_VALID: ['vehicle.comprehensive.record.validUntil', '2026-12-31'],
    NOT_TO_BE_SCRAPPED: [`${police}.scrapOn`, '2039-06-01'],
  },
  without: ['OFFICE_DELEGATED: the office was never authorised'],
  failing: [
    {
      check: 'DIVISION_OF_OFFICE',
      what: 'an office of another city',
      given: { 'office.entry.record.division': '330100' },
    },
    {
      check: 'DIVISION_OF_OFFICE',
      what: 'a division in Beijing',
      given: {},
      subjects: { division: '110101' },
    },
    {
      check: 'OFFICE_DELEGATED',
      what: 'an office that was never authorised, or that the directory does not know',
      given: { 'office.delegations': neverDelegated },
    },
    {
      check: 'OFFICE_DELEGATED',
      what: 'a window that may hand out and not take in',
      given: { 'office.delegations': delegated({ powers: ['ISSUE'] }) },
    },
    {
      check: 'OFFICE_DELEGATED',
      what: 'one delegation that has ended, and one announced for tomorrow',
      given: {
        'office.delegations': delegated({ validUntil: '2026-05-31' }, { validFrom: '2026-06-02' }),
      },
    },
    { check: 'OWNER_AGREES', what: 'the truck of another company', given: ofAnother },
    {
      check: 'OWNER_AGREES',
      what: 'a consignment by somebody else than the owner',
      given: ofAnother,
      parties: byMandate({ grantedBy: '91330300MA2CREEL0X' }),
    },
    {
      check: 'OWNER_AGREES',
      what: 'a consignment to somebody else',
      given: ofAnother,
      parties: byMandate({ grantedTo: '91330300MA2CREEL0X' }),
    },
    {
      check: 'OWNER_AGREES',
      what: 'a consignment that begins tomorrow',
      given: ofAnother,
      parties: byMandate({ validFrom: '2026-06-02', validUntil: null }),
    },
    {
      check: 'HOLDER_NAMED',
      what: 'the register does not know the operator',
      given: {
        'operator.registration': confirmedAbsence('transport-register', operatorUscc, { record: null }),
      },
    },
  ],
  undecided: [
    {
      check: 'OFFICE_DELEGATED',
      what: 'a delegation of which the directory says two things',
      given: {
        'office.delegations': {
          ...delegated({ contradicted: true }),
          status: 'CONFLICTING',
        },
      },
    },
    {
      check: 'OFFICE_DELEGATED',
      what: 'a delegation that has ended, where the directory may hold others',
      given: { 'office.delegations': { ...delegated({ validUntil: '2026-05-31' }), complete: false } },
    },
    { check: 'OWNER_AGREES', what: 'no key of the owner', given: { [`${owner}.ownerUscc`]: null } },
    { check: 'OWNER_AGREES', what: 'nobody knows who applies', given: ofAnother, parties: {} },
    {
      check: 'OWNER_AGREES',
      what: 'a consignment whose giver is a pseudonym made with another key',
      given: { [`${owner}.ownerUscc`]: null, [`${owner}.ownerRef`]: ofPerson },
      parties: byMandate({ grantedBy: `v2.${'a'.repeat(43)}` }),
    },
    {
      check: 'HOLDER_NAMED',
      what: 'a record without a name',
      given: { 'operator.registration.record.name': ' ' },
    },
  ],
  passing: [
    {
      check: 'OFFICE_DELEGATED',
      what: 'a delegation that stands, beside one that is announced',
      given: { 'office.delegations': delegated({}, { validFrom: '2027-03-01', validUntil: '2027-05-31' }) },
    },
    {
      check: 'OFFICE_DELEGATED',
      what: 'the window of a company, which may take in and never decides',
      given: { 'office.delegations': delegated({ powers: ['ACCEPT', 'ISSUE'] }) },
    },
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'customs beside a normal status, for a person',
      given: {
        [`${police}.letters`]: [
          { letter: 'A', effect: 'NONE' },
          { letter: 'H', effect: 'WARN' },
        ],
      },
    },
    {
      check: 'OWNER_AGREES',
      what: 'the applicant owns it, who is not the operator',
      given: { [`${owner}.ownerUscc`]: null, [`${owner}.ownerRef`]: ofPerson },
      parties: { applicant: { ref: ofPerson } },
    },
    {
      check: 'OWNER_AGREES',
      what: 'consigned to the operator, on the last day of it',
      given: ofAnother,
      parties: byMandate({}),
    },
  ],
  limits: [],
})
