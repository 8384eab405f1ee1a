import { correctedCase } from '../../testing/corrected-case.ts'
import { confirmedAbsence, envelope, type ItemCase, lastDay } from '../../testing/item-case.ts'
import { rhl02Case } from './RHL-02.case.ts'

const vin = 'LGXC16DF6H0123456'
const police = 'vehicle.policeStatus.record'
const safety = 'vehicle.safety.record'
const insurance = 'vehicle.insurance'
const platformPermit = 'platform.permit.record'

/** What a record of a list says of itself. */
const ofItself = { confirmedAt: '2026-06-01T00:00:00.000Z', contradicted: false }
const permit = {
  kind: 'RIDE_HAILING',
  state: 'VALID',
  validFrom: '2020-01-01',
  validUntil: '2028-12-31' as string | null,
  validUntilUnlimited: false,
  ...ofItself,
}
/** A register that holds these permits of the vehicle; not all of them where `complete` is false. */
const held = (records: readonly Partial<typeof permit>[], more: object = {}) => ({
  'vehicle.permits': {
    ...envelope('transport-register', vin, { records: records.map((each) => ({ ...permit, ...each })) }),
    unreadSince: null,
    behind: null,
    ...more,
  },
})
/** Everything that could end the certificate before its term lies beyond it. */
const longInsured = {
  [`${safety}.validUntil`]: '2028-12-31',
  [`${insurance}.records.0.validUntil`]: '2028-12-31',
  [`${insurance}.records.1.validUntil`]: '2028-12-31',
}
const hangzhou = {
  subjects: { division: '330102' },
  given: { 'platform.permit.subject': 'CCZC0004/330102' },
}

/** What the second version of RHL-02 is tried with. */
export const rhl02CaseV2: ItemCase = correctedCase(rhl02Case, {
  version: 2,
  added: {
    'vehicle.permits': { validFrom: '2020-01-01', validUntilUnlimited: false, ...ofItself },
    'vehicle.policeStatus': { scrapOnUnlimited: true },
    [insurance]: ofItself,
    'vehicle.safety': { duringClosure: false },
    'platform.permit': { validUntilUnlimited: false },
  },
  without: [
    'PLATFORM_PERMIT_VALID: a permit without end',
    'NO_PERMIT_IN_FORCE: a permit without end',
    'VALID_UNTIL: three years of the permit',
    'VALID_UNTIL: three years from a leap day',
    'VALID_UNTIL: eight years of service',
    'VALID_UNTIL: day of scrapping',
  ],
  failing: [
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit of which the register says that it has no end',
      given: held([{ validUntil: null, validUntilUnlimited: true }]),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that is suspended',
      given: held([{ state: 'SUSPENDED' }]),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit in force, though the register may hold others',
      given: held([{}], { complete: false }),
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'the platform vouches for insuring nothing',
      given: { [insurance]: confirmedAbsence('platform', vin, { records: [], complete: true }) },
    },
    {
      check: 'LOCAL_VEHICLE_RULES',
      what: 'six years old in a district of Hangzhou',
      subjects: hangzhou.subjects,
      given: { ...hangzhou.given, [`${police}.registeredOn`]: '2020-06-01' },
    },
  ],
  undecided: [
    {
      check: 'SAFETY_INSPECTION_VALID',
      what: 'tested while the station was closed',
      given: { [`${safety}.duringClosure`]: true },
    },
    {
      check: 'PLATFORM_PERMIT_VALID',
      what: 'a permit that names no end',
      given: { [`${platformPermit}.validUntil`]: null },
    },
    {
      check: 'PLATFORM_PERMIT_VALID',
      what: 'a permit that ends before it begins',
      given: { [`${platformPermit}.validUntil`]: '2024-12-31' },
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that names no end',
      given: held([{ validUntil: null }]),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that ends before it begins',
      given: held([{ validUntil: '2019-12-31' }]),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that has run out, where the register may hold others',
      given: held([{ validUntil: '2026-01-14' }], { complete: false }),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that is contradicted',
      given: held([{ state: 'REVOKED', contradicted: true }], { status: 'CONFLICTING' }),
    },
    {
      check: 'NOT_TO_BE_SCRAPPED',
      what: 'the police name no date',
      given: { [`${police}.scrapOnUnlimited`]: false },
    },
    {
      check: 'NOT_TO_BE_SCRAPPED',
      what: 'the day on which clocks begin',
      given: { [`${police}.scrapOn`]: '1970-01-01' },
    },
    {
      check: 'AGE_BELOW',
      what: 'registered tomorrow',
      given: { [`${police}.registeredOn`]: '2026-06-02' },
    },
    {
      check: 'AGE_BELOW',
      what: 'registered on the day on which clocks begin',
      given: { [`${police}.registeredOn`]: '1970-01-01' },
    },
    {
      check: 'LOCAL_VEHICLE_RULES',
      what: 'registered tomorrow, in Hangzhou',
      subjects: hangzhou.subjects,
      given: { ...hangzhou.given, [`${police}.registeredOn`]: '2026-06-02' },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'no policy for passengers, where the platform may hold others',
      given: { [`${insurance}.records.1.kind`]: '商业险', [`${insurance}.complete`]: false },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a policy that is contradicted',
      given: { [`${insurance}.records.1.contradicted`]: true, [`${insurance}.status`]: 'CONFLICTING' },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a policy that was confirmed too long ago',
      given: {
        [`${insurance}.records.1.confirmedAt`]: '2026-05-01T00:00:00.000Z',
        [`${insurance}.complete`]: false,
      },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'policies that may not be the vehicle’s',
      given: { [`${insurance}.status`]: 'CONFLICTING' },
    },
  ],
  passing: [
    {
      check: 'PLATFORM_PERMIT_VALID',
      what: 'a permit of which the platform says that it has no end',
      given: { [`${platformPermit}.validUntil`]: null, [`${platformPermit}.validUntilUnlimited`]: true },
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that is still VALID and has run out',
      given: held([{ validUntil: '2026-01-14' }]),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit of another kind that names no end',
      given: held([{ kind: 'ROAD_TRANSPORT', validUntil: null }]),
    },
    {
      check: 'NOT_TO_BE_SCRAPPED',
      what: 'a date that has not come',
      given: { [`${police}.scrapOn`]: '2035-01-01', [`${police}.scrapOnUnlimited`]: false },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a policy of every kind, where the platform may hold others',
      given: { [`${insurance}.complete`]: false },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a policy of every kind beside one that is contradicted',
      given: {
        [`${insurance}.records.2`]: {
          kind: '交强险',
          validFrom: '2025-01-01',
          validUntil: '2025-12-31',
          ...ofItself,
          contradicted: true,
        },
        [`${insurance}.status`]: 'CONFLICTING',
      },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'policies confirmed in time beside one of long ago',
      given: {
        [`${insurance}.confirmedAt`]: '2025-01-01T00:00:00.000Z',
        [`${insurance}.records.2`]: {
          kind: '交强险',
          validFrom: '2025-01-01',
          validUntil: '2025-12-31',
          confirmedAt: '2025-01-01T00:00:00.000Z',
          contradicted: false,
        },
      },
    },
  ],
  limits: [
    {
      of: 'NO_PERMIT_IN_FORCE',
      what: 'first day of the permit held',
      day: '2026-06-01',
      given: { ...held([{}]), 'vehicle.permits.records.0.validFrom': '2026-06-01' },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: lastDay,
      what: 'three years of the permit',
      day: '2026-06-01',
      expect: ['2029-05-30', '2029-05-31', '2029-06-01'],
    },
    {
      of: lastDay,
      what: 'three years from a leap day',
      day: '2028-02-29',
      given: longInsured,
      expect: ['2031-02-27', '2031-02-27', '2031-02-28'],
    },
    {
      of: lastDay,
      what: 'eight years of service',
      path: `${police}.registeredOn`,
      values: ['2021-05-31', '2021-06-01', '2021-06-02'],
      expect: ['2029-05-30', '2029-05-31', '2029-05-31'],
    },
    {
      of: lastDay,
      what: 'day of scrapping',
      path: `${police}.scrapOn`,
      values: ['2029-05-31', '2029-06-01', '2029-06-02'],
      expect: ['2029-05-30', '2029-05-31', '2029-05-31'],
    },
  ],
})
