import type { Mandate } from '../../catalogue/parties.ts'
import { correctedCase } from '../../testing/corrected-case.ts'
import { confirmedAbsence, envelope, type ItemCase, lastDay } from '../../testing/item-case.ts'
import { rhl02CaseV2 } from './RHL-02.v2.case.ts'

const vin = 'LGXC16DF6H0123456'
const officeId = '330399001'
const police = 'vehicle.policeStatus.record'
const serviceKind = 'vehicle.platformRecord.record.serviceKind'
const owner = 'vehicle.owner.record'
const insurance = 'vehicle.insurance'

/** Pseudonyms of the owner, and of somebody else; made with the first key, and with the second. */
const ofOwner = `v1.${'a'.repeat(43)}`
const ofOther = `v1.${'b'.repeat(43)}`
const ofSecondKey = `v2.${'a'.repeat(43)}`
const company = '91330300MA2CTERT7Y'
/** The only delegation of the item to the office, and directories that have it otherwise. */
const delegation = {
  powers: ['ACCEPT', 'DECIDE', 'ISSUE'],
  validFrom: '2017-08-22',
  validUntil: null as string | null,
  confirmedAt: '2026-06-01T00:00:00.000Z',
  contradicted: false,
}
const delegated = (...records: readonly Partial<typeof delegation>[]) =>
  envelope('office-directory', `${officeId}/RHL-02`, {
    records: records.map((each) => ({ ...delegation, ...each })),
  })
const neverDelegated = confirmedAbsence('office-directory', `${officeId}/RHL-02`, {
  records: [],
  complete: true,
})
const lease: Mandate = {
  kind: 'LEASE',
  grantedBy: company,
  grantedTo: ofOwner,
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
}
const financed = {
  [`${owner}.ownerRef`]: null,
  [`${owner}.ownerUscc`]: company,
  [`${owner}.name`]: '虚构融资租赁有限公司',
}
const byMandate = (more: Partial<Mandate>) => ({
  applicant: { ref: ofOwner },
  mandate: { ...lease, ...more },
})

/** What the third version of RHL-02 is tried with. */
export const rhl02CaseV3: ItemCase = correctedCase(rhl02CaseV2, {
  version: 3,
  parties: { applicant: { ref: ofOwner } },
  added: {
    'vehicle.policeStatus': { vehicleType: 'K33' },
    'vehicle.platformRecord': { serviceKind: 'RIDE_HAILING' },
  },
  envelopes: {
    'vehicle.owner': envelope('traffic-police', vin, {
      record: { name: '张虚构', ownerRef: ofOwner, ownerUscc: null },
    }),
    'office.delegations': delegated(delegation),
    'office.entry': envelope('office-directory', officeId, { record: { division: '330399' } }),
  },
  moved: { 'office.delegation.record': 'office.delegations.records.0' },
  paperDays: {
    SAFETY_INSPECTION_VALID: ['vehicle.safety.record.validUntil', '2026-11-30'],
    INSURANCE_IN_FORCE: [`${insurance}.records.0.validUntil`, '2026-12-31'],
    AGE_BELOW: [`${police}.registeredOn`, '2024-06-01'],
    NOT_TO_BE_SCRAPPED: [`${police}.scrapOn`, '2039-06-01'],
  },
  without: ['OFFICE_DELEGATED: the office was never authorised'],
  failing: [
    {
      check: 'DIVISION_OF_OFFICE',
      what: 'an office of another district',
      given: { 'office.entry.record.division': '330302' },
    },
    {
      check: 'DIVISION_OF_OFFICE',
      what: 'an office the directory does not know',
      given: { 'office.entry': confirmedAbsence('office-directory', officeId, { record: null }) },
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
    { check: 'PASSENGER_CAR', what: 'a light goods vehicle', given: { [`${police}.vehicleType`]: 'H31' } },
    { check: 'PASSENGER_CAR', what: 'a medium bus', given: { [`${police}.vehicleType`]: 'K21' } },
    { check: 'SERVES_RIDE_HAILING', what: 'a cruising taxi', given: { [serviceKind]: 'CRUISING_TAXI' } },
    { check: 'SERVES_RIDE_HAILING', what: 'private car pooling', given: { [serviceKind]: 'CAR_POOLING' } },
    { check: 'OWNER_AGREES', what: 'somebody else owns it', given: { [`${owner}.ownerRef`]: ofOther } },
    { check: 'OWNER_AGREES', what: 'a company owns it', given: financed },
    {
      check: 'OWNER_AGREES',
      what: 'a lease that has ended',
      given: financed,
      parties: byMandate({ validUntil: '2026-05-31' }),
    },
    {
      check: 'OWNER_AGREES',
      what: 'an agency, which leases nothing',
      given: financed,
      parties: byMandate({ kind: 'AGENCY' }),
    },
    {
      check: 'HOLDER_NAMED',
      what: 'the police have no such vehicle',
      given: { 'vehicle.owner': confirmedAbsence('traffic-police', vin, { record: null }) },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a commercial policy that says it is not the compulsory one',
      given: { [`${insurance}.records.0.kind`]: '商业险（非强制）' },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a policy that excludes the liability of the carrier',
      given: { [`${insurance}.records.1.kind`]: '不含承运人责任' },
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
    { check: 'PASSENGER_CAR', what: 'the police name no type', given: { [`${police}.vehicleType`]: null } },
    {
      check: 'PASSENGER_CAR',
      what: 'a small bus for a special purpose',
      given: { [`${police}.vehicleType`]: 'K34' },
    },
    {
      check: 'SERVES_RIDE_HAILING',
      what: 'what the platform stated before the hub kept the kind of service',
      given: { [serviceKind]: null },
    },
    { check: 'OWNER_AGREES', what: 'no key of the owner', given: { [`${owner}.ownerRef`]: null } },
    { check: 'OWNER_AGREES', what: 'no key of the applicant', given: {}, parties: {} },
    {
      check: 'OWNER_AGREES',
      what: 'a pseudonym made with another key',
      given: { [`${owner}.ownerRef`]: ofSecondKey },
    },
    { check: 'HOLDER_NAMED', what: 'a record without a name', given: { [`${owner}.name`]: '' } },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a policy in words nobody knows',
      given: { [`${insurance}.records.1.kind`]: '承运人综合险' },
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
      check: 'DIVISION_OF_OFFICE',
      what: 'the office of the city',
      given: { 'office.entry.record.division': '330300' },
    },
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'an open violation beside a normal status, for a person',
      given: {
        [`${police}.letters`]: [
          { letter: 'A', effect: 'NONE' },
          { letter: 'G', effect: 'WARN' },
        ],
      },
    },
    { check: 'PASSENGER_CAR', what: 'a mini van', given: { [`${police}.vehicleType`]: 'K49' } },
    { check: 'OWNER_AGREES', what: 'leased by a company', given: financed, parties: byMandate({}) },
    {
      check: 'OWNER_AGREES',
      what: 'consigned without an end',
      given: financed,
      parties: byMandate({ kind: 'CONSIGNMENT', validUntil: null }),
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'one policy that names both kinds',
      given: { [`${insurance}.records.0.kind`]: '交强险、承运人责任险' },
    },
  ],
  limits: [
    {
      of: lastDay,
      what: 'the age that ends it, with a scrapping date after it',
      path: `${police}.registeredOn`,
      given: { [`${police}.scrapOn`]: '2035-01-01' },
      values: ['2021-05-31', '2021-06-01', '2021-06-02'],
      expect: ['2029-05-30', '2029-05-31', '2029-05-31'],
    },
  ],
})
