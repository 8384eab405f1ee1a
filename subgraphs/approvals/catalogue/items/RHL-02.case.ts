import { confirmedAbsence, envelope, type ItemCase, lastDay } from '../../testing/item-case.ts'

const vin = 'LGXC16DF6H0123456'
const companyId = 'CCZC0004'
const officeId = '330399001'
const division = '330399'

const police = 'vehicle.policeStatus.record'
const safety = 'vehicle.safety.record'
const insurance = 'vehicle.insurance.records'
const platformPermit = 'platform.permit.record'
const delegation = 'office.delegation.record'
const held = (kind: string, state: string, validUntil: string | null) => ({
  'vehicle.permits': envelope('transport-register', vin, { records: [{ kind, state, validUntil }] }),
})
/** Subjects and answer of a case in Hangzhou, whose rules for vehicles are known. */
const hangzhou = {
  subjects: { division: '330100' },
  given: { 'platform.permit.subject': `${companyId}/330100` },
}

/** What the first version of RHL-02 is tried with. */
export const rhl02Case: ItemCase = {
  item: 'RHL-02',
  version: 1,
  subjects: {
    item: 'RHL-02',
    officeId,
    division,
    vin,
    plateNumber: '浙CD12345',
    plateColour: 'GRADIENT_GREEN',
    plateKind: '52',
    companyId,
  },
  asOf: '2026-06-01T01:00:00.000Z',
  good: () => ({
    vehicle: {
      // A car that applies for its first permit is not in the transport register yet.
      permits: confirmedAbsence('transport-register', vin, { records: [], complete: true }),
      registration: confirmedAbsence('transport-register', vin, { record: null }),
      usage: envelope('traffic-police', vin, {
        record: { current: 'RIDE_HAILING', previous: 'NON_COMMERCIAL', changeCompleted: true },
      }),
      policeStatus: envelope('traffic-police', vin, {
        record: {
          letters: [{ letter: 'A', effect: 'NONE' }],
          plateNumber: '浙CD12345',
          seats: 5,
          wheelbaseMm: 2_700,
          registeredOn: '2024-06-01',
          scrapOn: null,
        },
      }),
      safety: envelope('inspection-station', vin, {
        record: {
          verdict: 'PASS',
          grade: null,
          validUntil: '2026-11-30',
          annulled: false,
          odometerKm: 42_000,
        },
      }),
      equipment: envelope('inspection-station', vin, { record: { positioning: true, alarm: true } }),
      platformRecord: envelope('platform', vin, {
        record: { plateNumber: '浙CD12345', inService: true, positioningBrand: 'BD', positioningModel: 'B1' },
      }),
      insurance: envelope('platform', vin, {
        records: [
          { kind: '交强险', validFrom: '2026-01-01', validUntil: '2026-12-31' },
          { kind: '承运人责任险', validFrom: '2026-03-01', validUntil: '2027-02-28' },
        ],
      }),
      mileage: envelope('platform', vin, { record: { totalKm: 42_000 } }),
    },
    platform: {
      permit: envelope('platform', `${companyId}/${division}`, {
        record: { inForce: true, validFrom: '2025-01-01', validUntil: '2028-12-31' },
      }),
    },
    office: {
      delegation: envelope('office-directory', `${officeId}/RHL-02`, {
        record: { validFrom: '2017-08-22', validUntil: null },
      }),
    },
  }),
  failing: [
    {
      check: 'OFFICE_DELEGATED',
      what: 'the office was never authorised',
      given: {
        'office.delegation': confirmedAbsence('office-directory', `${officeId}/RHL-02`, { record: null }),
      },
    },
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'one of two letters blocks',
      given: {
        [`${police}.letters`]: [
          { letter: 'A', effect: 'NONE' },
          { letter: 'K', effect: 'BLOCK' },
        ],
      },
    },
    { check: 'POLICE_STATUS_CLEAR', what: 'there is no letter', given: { [`${police}.letters`]: [] } },
    { check: 'SEATS_AT_MOST', what: 'a seat count of zero', given: { [`${police}.seats`]: 0 } },
    {
      check: 'USAGE_RIDE_HAILING',
      what: 'a private car',
      given: { 'vehicle.usage.record.current': 'NON_COMMERCIAL' },
    },
    {
      check: 'USAGE_RIDE_HAILING',
      what: 'a ride-hailing car turned private',
      given: { 'vehicle.usage.record.current': 'RIDE_HAILING_TURNED_PRIVATE' },
    },
    { check: 'SAFETY_INSPECTION_VALID', what: 'not passed', given: { [`${safety}.verdict`]: 'FAIL' } },
    { check: 'SAFETY_INSPECTION_VALID', what: 'not tested', given: { [`${safety}.verdict`]: 'NOT_TESTED' } },
    { check: 'SAFETY_INSPECTION_VALID', what: 'annulled', given: { [`${safety}.annulled`]: true } },
    {
      check: 'SAFETY_INSPECTION_VALID',
      what: 'never inspected',
      given: { 'vehicle.safety': confirmedAbsence('inspection-station', vin, { record: null }) },
    },
    {
      check: 'EQUIPMENT_FITTED',
      what: 'no alarm',
      given: { 'vehicle.equipment.record.alarm': false },
    },
    {
      check: 'EQUIPMENT_FITTED',
      what: 'no positioning unit',
      given: { 'vehicle.equipment.record.positioning': false },
    },
    { check: 'PLATFORM_PERMIT_VALID', what: 'withdrawn', given: { [`${platformPermit}.inForce`]: false } },
    {
      check: 'PLATFORM_PERMIT_VALID',
      what: 'no permit for the city',
      given: {
        'platform.permit': confirmedAbsence('platform', `${companyId}/${division}`, { record: null }),
      },
    },
    {
      check: 'PLATFORM_LISTS_VEHICLE',
      what: 'out of service',
      given: { 'vehicle.platformRecord.record.inService': false },
    },
    {
      check: 'PLATFORM_LISTS_VEHICLE',
      what: 'a unit without a brand',
      given: { 'vehicle.platformRecord.record.positioningBrand': null },
    },
    {
      check: 'PLATFORM_LISTS_VEHICLE',
      what: 'a unit without a model',
      given: { 'vehicle.platformRecord.record.positioningModel': null },
    },
    {
      check: 'PLATFORM_LISTS_VEHICLE',
      what: 'not reported',
      given: { 'vehicle.platformRecord': confirmedAbsence('platform', vin, { record: null }) },
    },
    {
      check: 'PLATE_AGREES',
      what: 'the platform has another plate',
      given: { 'vehicle.platformRecord.record.plateNumber': '浙CD99999' },
    },
    {
      check: 'PLATE_AGREES',
      what: 'the police have another plate',
      given: { [`${police}.plateNumber`]: '浙CD99999' },
    },
    {
      check: 'PLATE_AGREES',
      what: 'the register has another plate',
      given: {
        'vehicle.registration': envelope('transport-register', vin, { record: { plateNumber: '浙CD99999' } }),
      },
    },
    { check: 'INSURANCE_IN_FORCE', what: 'no policy', given: { [insurance]: [] } },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'no policy for passengers',
      given: { [`${insurance}.1.kind`]: '商业险' },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'no compulsory policy',
      given: { [`${insurance}.0.kind`]: '商业险' },
    },
    {
      check: 'AGE_BELOW',
      what: 'registered ten years ago',
      given: { [`${police}.registeredOn`]: '2016-06-01' },
    },
    {
      check: 'MILEAGE_BELOW',
      what: 'the higher reading is the inspection station’s',
      given: { [`${safety}.odometerKm`]: 700_000 },
    },
    {
      check: 'MILEAGE_BELOW',
      what: 'the only reading is the platform’s',
      given: { [`${safety}.odometerKm`]: null, 'vehicle.mileage.record.totalKm': 700_000 },
    },
    {
      check: 'NOT_TO_BE_SCRAPPED',
      what: 'to be scrapped long ago',
      given: { [`${police}.scrapOn`]: '2020-01-01' },
    },
    {
      check: 'LOCAL_VEHICLE_RULES',
      what: 'six years old in Hangzhou',
      subjects: hangzhou.subjects,
      given: { ...hangzhou.given, [`${police}.registeredOn`]: '2020-06-01' },
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit without end',
      given: held('RIDE_HAILING', 'VALID', null),
    },
  ],
  undecided: [
    { check: 'SEATS_AT_MOST', what: 'the seats are not known', given: { [`${police}.seats`]: null } },
    {
      check: 'USAGE_RIDE_HAILING',
      what: 'the change of usage is not completed',
      given: { 'vehicle.usage.record.changeCompleted': false },
    },
    {
      check: 'SAFETY_INSPECTION_VALID',
      what: 'nobody says until when',
      given: { [`${safety}.validUntil`]: null },
    },
    {
      check: 'AGE_BELOW',
      what: 'the first registration is not known',
      given: { [`${police}.registeredOn`]: null },
    },
    {
      check: 'MILEAGE_BELOW',
      what: 'nobody has read the odometer',
      given: { [`${safety}.odometerKm`]: null, 'vehicle.mileage.record.totalKm': 0 },
    },
    {
      check: 'PLATE_AGREES',
      what: 'the police have no plate',
      given: { [`${police}.plateNumber`]: null },
    },
    {
      check: 'LOCAL_VEHICLE_RULES',
      what: 'the age is not known in Hangzhou',
      subjects: hangzhou.subjects,
      given: { ...hangzhou.given, [`${police}.registeredOn`]: null },
    },
  ],
  passing: [
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'a letter that only warns',
      given: { [`${police}.letters`]: [{ letter: 'B', effect: 'WARN' }] },
    },
    {
      check: 'USAGE_RIDE_HAILING',
      what: 'never stated otherwise',
      given: { 'vehicle.usage.record.previous': null, 'vehicle.usage.record.changeCompleted': false },
    },
    {
      check: 'USAGE_RIDE_HAILING',
      what: 'stated twice',
      given: {
        'vehicle.usage.record.previous': 'RIDE_HAILING',
        'vehicle.usage.record.changeCompleted': false,
      },
    },
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'policies by their other names',
      given: { [`${insurance}.0.kind`]: '机动车强制保险', [`${insurance}.1.kind`]: '承运人险' },
    },
    {
      check: 'LOCAL_VEHICLE_RULES',
      what: 'six years old in a city whose rules are not known',
      given: { [`${police}.registeredOn`]: '2020-06-01' },
    },
    {
      check: 'LOCAL_VEHICLE_RULES',
      what: 'two years old in Hangzhou',
      ...hangzhou,
    },
    {
      check: 'PLATFORM_PERMIT_VALID',
      what: 'a permit without end',
      given: { [`${platformPermit}.validUntil`]: null },
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit of another kind',
      given: held('ROAD_TRANSPORT', 'VALID', null),
    },
    {
      check: 'NO_PERMIT_IN_FORCE',
      what: 'a permit that was revoked',
      given: held('RIDE_HAILING', 'REVOKED', null),
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
      of: 'SEATS_AT_MOST',
      what: 'seven seats',
      path: `${police}.seats`,
      values: [6, 7, 8],
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'SAFETY_INSPECTION_VALID',
      what: 'last day of the inspection',
      day: '2026-06-01',
      given: { [`${safety}.validUntil`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'PLATFORM_PERMIT_VALID',
      what: 'first day of the platform’s permit',
      day: '2026-06-01',
      given: { [`${platformPermit}.validFrom`]: '2026-06-01' },
      expect: ['FAIL', 'PASS', 'PASS'],
    },
    {
      of: 'PLATFORM_PERMIT_VALID',
      what: 'last day of the platform’s permit',
      day: '2026-06-01',
      given: { [`${platformPermit}.validUntil`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'INSURANCE_IN_FORCE',
      what: 'first day of a policy',
      day: '2026-06-01',
      given: { [`${insurance}.1.validFrom`]: '2026-06-01' },
      expect: ['FAIL', 'PASS', 'PASS'],
    },
    {
      of: 'INSURANCE_IN_FORCE',
      what: 'last day of a policy',
      day: '2026-06-01',
      given: { [`${insurance}.0.validUntil`]: '2026-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'AGE_BELOW',
      what: 'eight years after the first registration',
      day: '2026-06-01',
      given: { [`${police}.registeredOn`]: '2018-06-01' },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'AGE_BELOW',
      what: 'eight years after a leap day, in a year that has none',
      day: '2100-02-28',
      given: { [`${police}.registeredOn`]: '2092-02-29' },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'MILEAGE_BELOW',
      what: '600,000 km by the platform',
      path: 'vehicle.mileage.record.totalKm',
      values: [599_999, 600_000, 600_001],
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'MILEAGE_BELOW',
      what: '600,000 km by the inspection',
      path: `${safety}.odometerKm`,
      values: [599_999, 600_000, 600_001],
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'NOT_TO_BE_SCRAPPED',
      what: 'day of scrapping',
      day: '2026-06-01',
      given: { [`${police}.scrapOn`]: '2026-06-01' },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'LOCAL_VEHICLE_RULES',
      what: 'five years after the first registration in Hangzhou',
      day: '2026-06-01',
      subjects: hangzhou.subjects,
      given: { ...hangzhou.given, [`${police}.registeredOn`]: '2021-06-01' },
      expect: ['PASS', 'PASS', 'FAIL'],
    },
    {
      of: 'LOCAL_VEHICLE_RULES',
      what: 'first day of the rules of Hangzhou',
      day: '2016-11-01',
      subjects: hangzhou.subjects,
      given: { ...hangzhou.given, [`${police}.registeredOn`]: '2010-01-01' },
      expect: ['PASS', 'FAIL', 'FAIL'],
    },
    {
      of: 'NO_PERMIT_IN_FORCE',
      what: 'last day of the permit held',
      day: '2026-06-01',
      given: { ...held('RIDE_HAILING', 'VALID', null), 'vehicle.permits.records.0.validUntil': '2026-06-01' },
      expect: ['FAIL', 'FAIL', 'PASS'],
    },
    {
      of: lastDay,
      what: 'three years of the permit',
      day: '2026-06-01',
      expect: ['2029-05-31', '2029-06-01', '2029-06-02'],
    },
    {
      of: lastDay,
      what: 'three years from a leap day',
      day: '2028-02-29',
      given: {
        [`${safety}.validUntil`]: '2028-12-31',
        [`${insurance}.0.validUntil`]: '2028-12-31',
        [`${insurance}.1.validUntil`]: '2028-12-31',
      },
      expect: ['2031-02-28', '2031-02-28', '2031-03-01'],
    },
    {
      of: lastDay,
      what: 'eight years of service',
      path: `${police}.registeredOn`,
      values: ['2021-05-31', '2021-06-01', '2021-06-02'],
      expect: ['2029-05-31', '2029-06-01', '2029-06-01'],
    },
    {
      of: lastDay,
      what: 'day of scrapping',
      path: `${police}.scrapOn`,
      values: ['2029-05-31', '2029-06-01', '2029-06-02'],
      expect: ['2029-05-31', '2029-06-01', '2029-06-01'],
    },
  ],
  withoutLimit: {
    [`${police}.wheelbaseMm`]: 'No city whose rules are known asks for a wheelbase.',
  },
  reviews: [
    { what: 'nothing has changed', day: '2026-06-02', given: {} },
    {
      what: 'the car has become private',
      day: '2026-07-01',
      given: { 'vehicle.usage.record.current': 'RIDE_HAILING_TURNED_PRIVATE' },
    },
    { what: 'the inspection has run out', day: '2026-12-01', given: {} },
    {
      what: 'the inspection has run out while the station is silent',
      day: '2026-12-01',
      given: { 'vehicle.safety.status': 'UNAVAILABLE' },
    },
    {
      what: 'the car has its permit, and the office lost its authority',
      day: '2026-07-01',
      given: { ...held('RIDE_HAILING', 'VALID', null), [`${delegation}.validUntil`]: '2026-06-15' },
    },
  ],
}
