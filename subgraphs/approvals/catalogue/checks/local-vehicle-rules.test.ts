import { describe, expect, it } from 'vitest'
import { absent, contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import { isLasting } from '../check.ts'
import type { LocalVehicleRule } from '../limits.ts'
import { localVehicleRules } from './local-vehicle-rules.ts'

const rule = localVehicleRules({
  '3301': figureOf<LocalVehicleRule | null>(
    ['2016-11-01', null],
    ['2020-01-02', { ageMaxYears: 5 }],
    ['2021-01-01', null],
  ),
  '3302': figureOf<LocalVehicleRule | null>(['2016-11-01', null], ['2020-01-02', { wheelbaseMinMm: 2_650 }]),
  '3304': figureOf<LocalVehicleRule | null>(['2016-11-01', { wheelbaseMinMm: 2_650, ageMaxYears: 5 }]),
})
/** A car of the shortest wheelbase and the highest age two of the cities allow, judged on 1 June 2020. */
const car = { wheelbaseMm: 2_650, registeredOn: '2015-06-01' }

function verdictOf(record: object, division: string, day = '2020-06-01') {
  return rule.run({ policeStatus: recordFact(record) }, contextOn(day, { division })).verdict
}

describe('LOCAL_VEHICLE_RULES', () => {
  it('asks nothing of a city without rules, not even that the police speak', () => {
    expect(verdictOf({}, '330300')).toBe('PASS')
    expect(rule.run({ policeStatus: unknownFact() }, contextOn('2020-06-01')).verdict).toBe('PASS')
    expect(localVehicleRules({}).run({ policeStatus: null }, contextOn('2020-06-01')).verdict).toBe('PASS')
  })

  it.each([
    ['330100', 'FAIL'],
    ['330106', 'FAIL'],
    ['330000', 'PASS'],
    ['320100', 'PASS'],
  ])('asks in a district what its city asks: %s', (division, verdict) => {
    expect(verdictOf({ registeredOn: '2010-01-01' }, division)).toBe(verdict)
  })

  it.each([
    ['2020-01-01', 'PASS'],
    ['2020-01-02', 'FAIL'],
    ['2020-12-31', 'FAIL'],
    ['2021-01-01', 'PASS'],
  ])('asks from the first day of the rule through its last: %s', (day, verdict) => {
    expect(verdictOf({ registeredOn: '2010-01-01' }, '330100', day)).toBe(verdict)
  })

  it('asks for ever where the rule has no last day', () => {
    expect(verdictOf({ wheelbaseMm: 2_000 }, '330200', '2099-12-31')).toBe('FAIL')
  })

  it.each([
    ['2020-05-31', 'PASS'],
    ['2020-06-01', 'PASS'],
    ['2020-06-02', 'FAIL'],
  ])('takes a car through the day its age reaches the highest: %s', (day, verdict) => {
    expect(verdictOf({ registeredOn: '2015-06-01' }, '330100', day)).toBe(verdict)
  })

  it.each([
    [2_649, 'FAIL'],
    [2_650, 'PASS'],
    [2_651, 'PASS'],
  ])('takes a car from the shortest wheelbase: %i mm', (wheelbaseMm, verdict) => {
    expect(verdictOf({ wheelbaseMm }, '330200')).toBe(verdict)
  })

  it('asks for all that a city asks', () => {
    expect(verdictOf(car, '330400')).toBe('PASS')
    expect(verdictOf({ ...car, wheelbaseMm: 2_649 }, '330400')).toBe('FAIL')
    expect(verdictOf({ ...car, registeredOn: '2015-05-31' }, '330400')).toBe('FAIL')
  })

  it.each([
    ['330100', { registeredOn: null }, 'UNKNOWN'],
    ['330200', { wheelbaseMm: null }, 'UNKNOWN'],
    ['330200', { wheelbaseMm: 0 }, 'UNKNOWN'],
    ['330400', { ...car, wheelbaseMm: null }, 'UNKNOWN'],
    ['330400', { ...car, registeredOn: null }, 'UNKNOWN'],
    ['330400', { wheelbaseMm: 2_000, registeredOn: null }, 'FAIL'],
  ])('in %s a record of %j: %s', (division, record, verdict) => {
    expect(verdictOf(record, division)).toBe(verdict)
  })

  it.each([
    ['the police know no such vehicle', absent(), 'FAIL'],
    ['the police are silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s where the city has a rule: %s', (_, policeStatus, verdict) => {
    expect(rule.run({ policeStatus }, contextOn('2020-06-01', { division: '330100' }))).toEqual({
      verdict,
      fact: policeStatus,
    })
  })
  it('is for the day of the decision only', () => {
    expect(isLasting(rule)).toBe(false)
  })
})
