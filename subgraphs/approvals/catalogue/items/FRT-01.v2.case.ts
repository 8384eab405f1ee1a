import { correctedCase } from '../../testing/corrected-case.ts'
import { type ItemCase, lastDay } from '../../testing/item-case.ts'
import { frt01Case } from './FRT-01.case.ts'

const police = 'vehicle.policeStatus.record'
const inspection = 'vehicle.comprehensive.record'
const licences = 'operator.licences'
const licence = `${licences}.records.0`

/** What a record of a list says of itself. */
const ofItself = { confirmedAt: '2026-06-01T00:00:00.000Z', contradicted: false }
const permit = {
  kind: 'ROAD_TRANSPORT',
  state: 'VALID',
  validFrom: '2020-01-01',
  validUntil: '2028-12-31' as string | null,
  validUntilUnlimited: false,
  ...ofItself,
}
/** The register holds these permits of the vehicle. */
const held = (...records: Partial<typeof permit>[]) => ({
  'vehicle.permits.records': records.map((each) => ({ ...permit, ...each })),
})

/** What the second version of FRT-01 is tried with. */
export const frt01CaseV2: ItemCase = correctedCase(frt01Case, {
  version: 2,
  added: {
    'vehicle.permits': { validFrom: '2020-01-01', validUntilUnlimited: false, ...ofItself },
    'vehicle.policeStatus': { scrapOnUnlimited: true },
    [licences]: { validUntilUnlimited: false, ...ofItself },
    'vehicle.comprehensive': { duringClosure: false },
  },
  without: [
    'OPERATOR_LICENCE_VALID: a licence without end',
    'NO_PERMIT_IN_FORCE: a permit without end',
    'VALID_UNTIL: four years of the permit',
    'VALID_UNTIL: four years from a leap day',
    'VALID_UNTIL: day of scrapping',
  ],
  failing: [
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit of which the register says that it has no end',
      given: held({ validUntil: null, validUntilUnlimited: true }),
    },
    { check: 'NO_PERMIT_IN_FORCE', what: 'a permit that is suspended', given: held({ state: 'SUSPENDED' }) },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit in force, though the register may hold others',
      given: { ...held({}), 'vehicle.permits.complete': false },
    },
  ],
  undecided: [
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'tested while the station was closed',
      given: { 'vehicle.comprehensive.record.duringClosure': true },
    },
    {
      check: 'OPERATOR_LICENCE_VALID',
      what: 'a licence that names no end',
      given: { [`${licence}.validUntil`]: null },
    },
    {
      check: 'OPERATOR_LICENCE_VALID',
      what: 'a licence that ends before it begins',
      given: { [`${licence}.validUntil`]: '2019-12-31' },
    },
    {
      check: 'OPERATOR_LICENCE_VALID',
      what: 'another trade, where the register may hold other licences',
      given: { [`${licence}.scope`]: ['TAXI'], [`${licences}.complete`]: false },
    },
    {
      check: 'OPERATOR_LICENCE_VALID',
      what: 'a licence that is contradicted',
      given: { [`${licence}.contradicted`]: true, [`${licences}.status`]: 'CONFLICTING' },
    },
    {
      check: 'HEAVY_VEHICLE_POSITIONED',
      what: 'a light vehicle of which the police name no type',
      given: { [`${police}.grossMassKg`]: 8_000, [`${police}.vehicleType`]: null },
    },
    { check: 'NO_PERMIT_IN_FORCE', what: 'a permit that names no end', given: held({ validUntil: null }) },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'no permit, where the register may hold others',
      given: { 'vehicle.permits.complete': false },
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
  ],
  passing: [
    {
      check: 'OPERATOR_LICENCE_VALID',
      what: 'a licence of which the register says that it has no end',
      given: { [`${licence}.validUntil`]: null, [`${licence}.validUntilUnlimited`]: true },
    },
    {
      check: 'OPERATOR_LICENCE_VALID',
      what: 'a licence in force, where the register may hold others',
      given: { [`${licences}.complete`]: false },
    },
    {
      check: 'HEAVY_VEHICLE_POSITIONED',
      what: 'a heavy vehicle with a unit of which the police name no type',
      given: { [`${police}.vehicleType`]: null },
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that is still VALID and has run out',
      given: held({ validUntil: '2026-01-14' }),
    },
    {
      check: 'NOT_TO_BE_SCRAPPED',
      what: 'a date that has not come',
      given: { [`${police}.scrapOn`]: '2035-01-01', [`${police}.scrapOnUnlimited`]: false },
    },
  ],
  limits: [
    {
      of: 'NO_PERMIT_IN_FORCE',
      what: 'first day of the permit held',
      day: '2026-06-01',
      given: { ...held({}), 'vehicle.permits.records.0.validFrom': '2026-06-01' },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: lastDay,
      what: 'four years of the permit',
      day: '2026-06-01',
      expect: ['2030-05-30', '2030-05-31', '2030-06-01'],
    },
    {
      of: lastDay,
      what: 'four years from a leap day',
      day: '2096-02-29',
      given: {
        [`${inspection}.validUntil`]: '2096-12-31',
        [`${licence}.validUntil`]: null,
        [`${licence}.validUntilUnlimited`]: true,
      },
      expect: ['2100-02-27', '2100-02-27', '2100-02-28'],
    },
    {
      of: lastDay,
      what: 'day of scrapping',
      path: `${police}.scrapOn`,
      values: ['2030-05-31', '2030-06-01', '2030-06-02'],
      expect: ['2030-05-30', '2030-05-31', '2030-05-31'],
    },
  ],
})
