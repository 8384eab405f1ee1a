import { confirmedAbsence, envelope, type ItemCase, lastDay } from '../../testing/item-case.ts'

const vin = 'LGXC16DF6H0123456'
const operatorUscc = '91330300MA00000000'
const officeId = '330399001'

const police = 'vehicle.policeStatus.record'
const inspection = 'vehicle.comprehensive.record'
const licence = 'operator.licences.records.0'
const delegation = 'office.delegation.record'
/** A vehicle without a positioning unit: what the rule for heavy vehicles looks at then. */
const unpositioned = { 'vehicle.equipment.record.positioning': false }
const held = (kind: string, state: string, validUntil: string | null) => ({
  'vehicle.permits.records': [{ kind, state, validUntil }],
})

/** What the first version of FRT-01 is tried with. */
export const frt01Case: ItemCase = {
  item: 'FRT-01',
  version: 1,
  subjects: {
    item: 'FRT-01',
    officeId,
    division: '330399',
    vin,
    plateNumber: '浙C12345',
    plateColour: 'YELLOW',
    plateKind: '01',
    operatorUscc,
  },
  asOf: '2026-06-01T01:00:00.000Z',
  good: () => ({
    vehicle: {
      permits: envelope('transport-register', vin, { records: [] }),
      registration: envelope('transport-register', vin, { record: { plateNumber: '浙C12345' } }),
      usage: envelope('traffic-police', vin, {
        record: { current: 'FREIGHT', previous: null, changeCompleted: false },
      }),
      policeStatus: envelope('traffic-police', vin, {
        record: {
          letters: [{ letter: 'A', effect: 'NONE' }],
          plateNumber: '浙C12345',
          vehicleType: 'H11',
          grossMassKg: 18_000,
          scrapOn: null,
        },
      }),
      comprehensive: envelope('inspection-station', vin, {
        record: { verdict: 'PASS', grade: 'GRADE_2', validUntil: '2026-11-30', annulled: false },
      }),
      equipment: envelope('inspection-station', vin, { record: { positioning: true, alarm: false } }),
    },
    operator: {
      licences: envelope('transport-register', operatorUscc, {
        records: [{ scope: ['FREIGHT'], valid: true, validFrom: '2020-01-01', validUntil: '2028-12-31' }],
      }),
    },
    office: {
      delegation: envelope('office-directory', `${officeId}/FRT-01`, {
        record: { validFrom: '2016-04-01', validUntil: null },
      }),
    },
  }),
  failing: [
    {
      check: 'OFFICE_DELEGATED',
      what: 'the office was never authorised',
      given: {
        'office.delegation': confirmedAbsence('office-directory', `${officeId}/FRT-01`, { record: null }),
      },
    },
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'one of two letters blocks',
      given: {
        [`${police}.letters`]: [
          { letter: 'A', effect: 'NONE' },
          { letter: 'E', effect: 'BLOCK' },
        ],
      },
    },
    { check: 'POLICE_STATUS_CLEAR', what: 'there is no letter', given: { [`${police}.letters`]: [] } },
    {
      check: 'USAGE_FREIGHT',
      what: 'another usage',
      given: { 'vehicle.usage.record.current': 'RIDE_HAILING' },
    },
    {
      check: 'GROSS_MASS_NEEDS_PERMIT',
      what: 'a light vehicle',
      given: { [`${police}.grossMassKg`]: 1_800 },
    },
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'grade three',
      given: { [`${inspection}.grade`]: 'GRADE_3' },
    },
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'no grade',
      given: { [`${inspection}.grade`]: null },
    },
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'not passed',
      given: { [`${inspection}.verdict`]: 'FAIL' },
    },
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'annulled',
      given: { [`${inspection}.annulled`]: true },
    },
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'never inspected',
      given: { 'vehicle.comprehensive': confirmedAbsence('inspection-station', vin, { record: null }) },
    },
    { check: 'HEAVY_VEHICLE_POSITIONED', what: 'no positioning unit', given: unpositioned },
    {
      check: 'HEAVY_VEHICLE_POSITIONED',
      what: 'a tractor of 8 t without one',
      given: { ...unpositioned, [`${police}.grossMassKg`]: 8_000, [`${police}.vehicleType`]: 'Q11' },
    },
    { check: 'OPERATOR_LICENCE_VALID', what: 'another trade', given: { [`${licence}.scope`]: ['TAXI'] } },
    { check: 'OPERATOR_LICENCE_VALID', what: 'withdrawn', given: { [`${licence}.valid`]: false } },
    { check: 'OPERATOR_LICENCE_VALID', what: 'no licence', given: { 'operator.licences.records': [] } },
    {
      check: 'PLATE_AGREES',
      what: 'the register has another plate',
      given: { 'vehicle.registration.record.plateNumber': '浙C99999' },
    },
    {
      check: 'PLATE_AGREES',
      what: 'the police have another plate',
      given: { [`${police}.plateNumber`]: '浙C99999' },
    },
    {
      check: 'NOT_TO_BE_SCRAPPED',
      what: 'to be scrapped long ago',
      given: { [`${police}.scrapOn`]: '2020-01-01' },
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit without end',
      given: held('ROAD_TRANSPORT', 'VALID', null),
    },
  ],
  undecided: [
    {
      check: 'USAGE_FREIGHT',
      what: 'the change of usage is not completed',
      given: { 'vehicle.usage.record.previous': 'NON_COMMERCIAL' },
    },
    {
      check: 'GROSS_MASS_NEEDS_PERMIT',
      what: 'the mass is not known',
      given: { [`${police}.grossMassKg`]: null },
    },
    {
      check: 'HEAVY_VEHICLE_POSITIONED',
      what: 'the mass is not known',
      given: { [`${police}.grossMassKg`]: null },
    },
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'nobody says until when',
      given: { [`${inspection}.validUntil`]: null },
    },
    {
      check: 'PLATE_AGREES',
      what: 'the police have no plate',
      given: { [`${police}.plateNumber`]: null },
    },
  ],
  passing: [
    {
      check: 'USAGE_FREIGHT',
      what: 'a completed change of usage',
      given: {
        'vehicle.usage.record.previous': 'NON_COMMERCIAL',
        'vehicle.usage.record.changeCompleted': true,
      },
    },
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'a letter that only warns',
      given: { [`${police}.letters`]: [{ letter: 'B', effect: 'WARN' }] },
    },
    {
      check: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'grade one',
      given: { [`${inspection}.grade`]: 'GRADE_1' },
    },
    {
      check: 'OPERATOR_LICENCE_VALID',
      what: 'a licence without end',
      given: { [`${licence}.validUntil`]: null },
    },
    {
      check: 'PLATE_AGREES',
      what: 'the register does not know the vehicle',
      given: { 'vehicle.registration': confirmedAbsence('transport-register', vin, { record: null }) },
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit of another kind',
      given: held('RIDE_HAILING', 'VALID', null),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that was revoked',
      given: held('ROAD_TRANSPORT', 'REVOKED', null),
    },
  ],
  limits: [
    {
      of: 'OFFICE_DELEGATED',
      what: 'first day of the authority',
      day: '2026-06-01',
      given: { [`${delegation}.validFrom`]: '2026-06-01' },
      expect: ['FAIL', 'PASS', 'PASS'],
    },
    {
      of: 'OFFICE_DELEGATED',
      what: 'last day of the authority',
      day: '2026-06-01',
      given: { [`${delegation}.validUntil`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'GROSS_MASS_NEEDS_PERMIT',
      what: 'exempt up to 4.5 t',
      path: `${police}.grossMassKg`,
      values: [4_499, 4_500, 4_501],
      expect: ['FAIL', 'FAIL', 'PASS'],
    },
    {
      of: 'GROSS_MASS_NEEDS_PERMIT',
      what: 'exempt from the first day of 2019',
      day: '2019-01-01',
      given: { [`${police}.grossMassKg`]: 4_500 },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'COMPREHENSIVE_INSPECTION_VALID',
      what: 'last day of the inspection',
      day: '2026-06-01',
      given: { [`${inspection}.validUntil`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'HEAVY_VEHICLE_POSITIONED',
      what: 'a unit from 12 t',
      path: `${police}.grossMassKg`,
      values: [11_999, 12_000, 12_001],
      given: unpositioned,
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'OPERATOR_LICENCE_VALID',
      what: 'first day of the licence',
      day: '2026-06-01',
      given: { [`${licence}.validFrom`]: '2026-06-01' },
      expect: ['FAIL', 'PASS', 'PASS'],
    },
    {
      of: 'OPERATOR_LICENCE_VALID',
      what: 'last day of the licence',
      day: '2026-06-01',
      given: { [`${licence}.validUntil`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'NOT_TO_BE_SCRAPPED',
      what: 'day of scrapping',
      day: '2026-06-01',
      given: { [`${police}.scrapOn`]: '2026-06-01' },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'NO_PERMIT_IN_FORCE',
      what: 'last day of the permit held',
      day: '2026-06-01',
      given: {
        ...held('ROAD_TRANSPORT', 'VALID', null),
        'vehicle.permits.records.0.validUntil': '2026-06-01',
      },
      expect: ['FAIL', 'FAIL', 'PASS'],
    },
    {
      of: lastDay,
      what: 'four years of the permit',
      day: '2026-06-01',
      expect: ['2030-05-31', '2030-06-01', '2030-06-02'],
    },
    {
      of: lastDay,
      what: 'four years from a leap day',
      day: '2096-02-29',
      given: { [`${inspection}.validUntil`]: '2096-12-31', [`${licence}.validUntil`]: null },
      expect: ['2100-02-28', '2100-02-28', '2100-03-01'],
    },
    {
      of: lastDay,
      what: 'day of scrapping',
      path: `${police}.scrapOn`,
      values: ['2030-05-31', '2030-06-01', '2030-06-02'],
      expect: ['2030-05-31', '2030-06-01', '2030-06-01'],
    },
  ],
  withoutLimit: {},
  reviews: [
    { what: 'nothing has changed', day: '2026-06-02', given: {} },
    {
      what: 'the vehicle is not used for freight any more',
      day: '2026-07-01',
      given: { 'vehicle.usage.record.current': 'NON_COMMERCIAL' },
    },
    { what: 'the inspection has run out', day: '2026-12-01', given: {} },
    {
      what: 'the inspection has run out while the station is silent',
      day: '2026-12-01',
      given: { 'vehicle.comprehensive.status': 'UNAVAILABLE' },
    },
  ],
}
