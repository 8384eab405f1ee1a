import { describe, expect, it } from 'vitest'
import { contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import type { LocalVehicleRule } from '../limits.ts'
import { rulesOfTheCity } from './rules-of-the-city.ts'

const rule = rulesOfTheCity({
  '3301': figureOf<LocalVehicleRule | null>(['2016-04-01', null], ['2016-11-01', { ageMaxYears: 5 }]),
  '3302': figureOf<LocalVehicleRule | null>(['2016-04-01', { wheelbaseMinMm: 2_650 }]),
})

function verdictIn(division: string, record: object, day = '2026-06-01') {
  return rule.run({ policeStatus: recordFact(record) }, contextOn(day, { division })).verdict
}

describe('LOCAL_VEHICLE_RULES, as it is corrected', () => {
  it.each([
    ['330100', 'FAIL'],
    ['330102', 'FAIL'],
    ['330199', 'FAIL'],
    ['330300', 'PASS'],
    ['330000', 'PASS'],
    ['110101', 'PASS'],
    ['3301', 'PASS'],
    ['33010', 'PASS'],
  ])('holds in the city and in what lies in it: six years old in %s: %s', (division, verdict) => {
    expect(verdictIn(division, { registeredOn: '2020-05-31' })).toBe(verdict)
  })

  it.each([
    ['2021-06-01', 'PASS'],
    ['2021-05-31', 'FAIL'],
    ['2026-06-02', 'UNKNOWN'],
    ['1970-01-01', 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('of age: registered on %s: %s', (registeredOn, verdict) => {
    expect(verdictIn('330102', { registeredOn })).toBe(verdict)
  })

  it.each([
    [2_650, 'PASS'],
    [2_649, 'FAIL'],
    [0, 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('of the wheelbase: %s mm: %s', (wheelbaseMm, verdict) => {
    expect(verdictIn('330200', { wheelbaseMm })).toBe(verdict)
  })

  it('asks nothing, and nobody, before the rules are in force and where there are none', () => {
    expect(verdictIn('330100', { registeredOn: '2000-01-01' }, '2016-10-31')).toBe('PASS')
    const policeStatus = unknownFact()
    expect(rule.run({ policeStatus }, contextOn('2026-06-01', { division: '330300' }))).toEqual({
      verdict: 'PASS',
    })
    expect(rule.run({ policeStatus }, contextOn('2026-06-01', { division: '330100' })).verdict).toBe(
      'UNKNOWN',
    )
  })

  it('is for the day of the decision only', () => {
    expect(rule.lasting).toBe(false)
  })
})
