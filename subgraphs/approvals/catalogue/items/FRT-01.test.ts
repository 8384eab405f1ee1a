import { describe, expect, it } from 'vitest'
import { type AnswerTree, envelope, itemHarness, spoilt } from '../../testing/item-harness.ts'

const vin = 'LGXC16DF6H0123456'
const operatorUscc = '91330300MA00000000'
const officeId = '330303001'
const subjects = {
  item: 'FRT-01',
  officeId,
  division: '330300',
  vin,
  plateNumber: '浙C12345',
  plateColour: 'YELLOW',
  plateKind: '01',
  operatorUscc,
}

const item = itemHarness('FRT-01', subjects, () => ({
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
      record: { verdict: 'PASS', grade: 'GRADE_2', validUntil: '2026-06-01', annulled: false },
    }),
    equipment: envelope('inspection-station', vin, { record: { positioning: true, alarm: false } }),
  },
  operator: {
    licences: envelope('transport-register', operatorUscc, {
      records: [{ scope: ['FREIGHT'], valid: true, validFrom: '2020-01-01', validUntil: '2026-06-01' }],
    }),
  },
  office: {
    delegation: envelope('office-directory', `${officeId}/FRT-01`, {
      record: { validFrom: '2016-04-01', validUntil: null },
    }),
  },
}))

/** A day's noon in Beijing, on which every source vouches for what it said that morning. */
function on(day: string, tree: AnswerTree, code: string): string | undefined {
  const asked = structuredClone(tree)
  for (const fields of Object.values(asked))
    for (const fact of Object.values(fields))
      (fact as { confirmedAt: string }).confirmedAt = `${day}T00:00:00.000Z`
  return item.verdictOf(code, asked, { asOf: `${day}T04:00:00.000Z` })
}

const status = 'vehicle.policeStatus.record'

describe('FRT-01', () => {
  it('passes when everything is in order', () => {
    const { verdict, findings } = item.judge(item.good())
    expect(findings.filter((finding) => finding.verdict !== 'PASS')).toEqual([])
    expect(verdict).toBe('PASS')
  })

  it.each([
    ['POLICE_STATUS_CLEAR', `${status}.letters`, [{ letter: 'E', effect: 'BLOCK' }]],
    ['USAGE_FREIGHT', 'vehicle.usage.record.current', 'RIDE_HAILING'],
    ['GROSS_MASS_NEEDS_PERMIT', `${status}.grossMassKg`, 4_500],
    ['COMPREHENSIVE_INSPECTION_VALID', 'vehicle.comprehensive.record.grade', 'GRADE_3'],
    ['COMPREHENSIVE_INSPECTION_VALID', 'vehicle.comprehensive.record.verdict', 'FAIL'],
    ['COMPREHENSIVE_INSPECTION_VALID', 'vehicle.comprehensive.record.annulled', true],
    ['HEAVY_VEHICLE_POSITIONED', 'vehicle.equipment.record.positioning', false],
    ['OPERATOR_LICENCE_VALID', 'operator.licences.records.0.scope', ['TAXI']],
    ['OPERATOR_LICENCE_VALID', 'operator.licences.records.0.valid', false],
    ['PLATE_AGREES', 'vehicle.registration.record.plateNumber', '浙C99999'],
    ['NOT_TO_BE_SCRAPPED', `${status}.scrapOn`, '2026-06-01'],
    [
      'NO_PERMIT_IN_FORCE',
      'vehicle.permits.records',
      [{ kind: 'ROAD_TRANSPORT', state: 'VALID', validUntil: null }],
    ],
  ])('fails %s for %s', (code, path, value) => {
    const tree = spoilt(item.good(), path, value)
    expect(item.verdictOf(code, tree)).toBe('FAIL')
    expect(item.judge(tree).verdict).toBe('FAIL')
  })

  it('asks vehicles up to 4.5 t for a permit until the end of 2018 and not from 2019', () => {
    const light = spoilt(item.good(), `${status}.grossMassKg`, 4_500)
    expect(on('2018-12-31', light, 'GROSS_MASS_NEEDS_PERMIT')).toBe('PASS')
    expect(on('2019-01-01', light, 'GROSS_MASS_NEEDS_PERMIT')).toBe('FAIL')
    const heavier = spoilt(item.good(), `${status}.grossMassKg`, 4_501)
    expect(on('2019-01-01', heavier, 'GROSS_MASS_NEEDS_PERMIT')).toBe('PASS')
  })

  it.each([
    ['COMPREHENSIVE_INSPECTION_VALID', ['PASS', 'PASS', 'FAIL']],
    ['OPERATOR_LICENCE_VALID', ['PASS', 'PASS', 'FAIL']],
  ])('%s holds through its last day', (code, verdicts) => {
    const days = ['2026-05-31', '2026-06-01', '2026-06-02']
    expect(days.map((day) => on(day, item.good(), code))).toEqual(verdicts)
  })

  it('asks a positioning unit of 12 t and of every tractor, and of nothing lighter', () => {
    const bare = spoilt(item.good(), 'vehicle.equipment.record.positioning', false)
    const verdictAt = (kg: number): string | undefined =>
      item.verdictOf('HEAVY_VEHICLE_POSITIONED', spoilt(bare, `${status}.grossMassKg`, kg))
    expect([11_999, 12_000].map(verdictAt)).toEqual(['PASS', 'FAIL'])
    const tractor = spoilt(spoilt(bare, `${status}.grossMassKg`, 8_000), `${status}.vehicleType`, 'Q11')
    expect(item.verdictOf('HEAVY_VEHICLE_POSITIONED', tractor)).toBe('FAIL')
    const unweighed = spoilt(item.good(), `${status}.grossMassKg`, null)
    expect(item.judge(unweighed).verdict).toBe('UNKNOWN')
  })

  it.each(item.paths)('is UNKNOWN without %s', (path) => {
    for (const gone of [
      spoilt(item.good(), path, null),
      ...['STALE', 'UNAVAILABLE', 'CONFLICTING'].map((said) => spoilt(item.good(), `${path}.status`, said)),
    ])
      expect(item.judge(gone).verdict).toBe('UNKNOWN')
  })
})
