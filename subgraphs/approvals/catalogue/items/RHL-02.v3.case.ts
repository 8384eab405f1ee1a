import type { Mandate } from '../../catalogue/parties.ts'
import { correctedCase } from '../../testing/corrected-case.ts'
import { confirmedAbsence, envelope, type ItemCase, lastDay } from '../../testing/item-case.ts'
import { rhl02CaseV2 } from './RHL-02.v2.case.ts'

const vin = 'LGXC16DF6H0123456'
const officeId = '330399001'
const police = 'vehicle.policeStatus.record'
const owner = 'vehicle.owner.record'
const insurance = 'vehicle.insurance'

/** Pseudonyms of the owner, and of somebody else; made with the first key, and with the second. */
const ofOwner = `v1.${'a'.repeat(43)}`
const ofOther = `v1.${'b'.repeat(43)}`
const ofSecondKey = `v2.${'a'.repeat(43)}`
const company = '91330300MA2CTERT7Y'
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
  added: { 'vehicle.policeStatus': { vehicleType: 'K33' } },
  envelopes: {
    'vehicle.owner': envelope('traffic-police', vin, {
      record: { name: '张虚构', ownerRef: ofOwner, ownerUscc: null },
    }),
    'office.entry': envelope('office-directory', officeId, { record: { division: '330399' } }),
  },
  paperDays: {
    SAFETY_INSPECTION_VALID: ['vehicle.safety.record.validUntil', '2026-11-30'],
    INSURANCE_IN_FORCE: [`${insurance}.records.0.validUntil`, '2026-12-31'],
    AGE_BELOW: [`${police}.registeredOn`, '2024-06-01'],
    NOT_TO_BE_SCRAPPED: [`${police}.scrapOn`, '2039-06-01'],
  },
  without: [],
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
      what: 'an office the directory does not know',
      given: {
        'office.delegation': confirmedAbsence('office-directory', `${officeId}/RHL-02`, { record: null }),
      },
    },
    { check: 'PASSENGER_CAR', what: 'a light goods vehicle', given: { [`${police}.vehicleType`]: 'H31' } },
    { check: 'PASSENGER_CAR', what: 'a medium bus', given: { [`${police}.vehicleType`]: 'K21' } },
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
    { check: 'PASSENGER_CAR', what: 'the police name no type', given: { [`${police}.vehicleType`]: null } },
    {
      check: 'PASSENGER_CAR',
      what: 'a small bus for a special purpose',
      given: { [`${police}.vehicleType`]: 'K34' },
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
