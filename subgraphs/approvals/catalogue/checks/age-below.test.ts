import { describe, expect, it } from 'vitest'
import { absent, contextOn, figure, recordFact, unknownFact } from '../../testing/facts.ts'
import { textsOf } from '../check.ts'
import { ageBelow } from './age-below.ts'

const rule = ageBelow(figure(['2016-11-01', 8]))
const registered = (registeredOn: string | null) => recordFact({ registeredOn })

describe('AGE_BELOW, eight years', () => {
  it.each([
    ['on the day before the years are full', '2018-06-01', '2026-05-31', 'PASS'],
    ['on the day the years are full', '2018-06-01', '2026-06-01', 'FAIL'],
    ['on the day after', '2018-06-01', '2026-06-02', 'FAIL'],
    ['registered on 29 February, on 28 February of a leap year', '2016-02-29', '2024-02-28', 'PASS'],
    ['registered on 29 February, on 29 February of a leap year', '2016-02-29', '2024-02-29', 'FAIL'],
  ])('%s', (_, registeredOn, day, verdict) => {
    expect(rule.run({ policeStatus: registered(registeredOn) }, contextOn(day)).verdict).toBe(verdict)
  })

  it('counts the years it is given', () => {
    const facts = { policeStatus: registered('2021-06-01') }
    const five = ageBelow(figure(['2016-11-01', 5]))
    expect(five.run(facts, contextOn('2026-05-31')).verdict).toBe('PASS')
    expect(five.run(facts, contextOn('2026-06-01')).verdict).toBe('FAIL')
  })

  it('judges and speaks by the figure of the day', () => {
    const facts = { policeStatus: registered('2019-06-01') }
    const shortened = ageBelow(figure(['2016-11-01', 8], ['2026-01-01', 6]))
    expect(shortened.run(facts, contextOn('2025-12-31')).verdict).toBe('PASS')
    expect(shortened.run(facts, contextOn('2026-01-01')).verdict).toBe('FAIL')
    expect(textsOf(shortened, '2025-12-31').pass[1]).toBe('The vehicle is younger than 8 years.')
    expect(textsOf(shortened, '2026-01-01').pass[1]).toBe('The vehicle is younger than 6 years.')
  })

  it.each([
    ['the record has no day of registration', registered(null), 'UNKNOWN'],
    ['the day of registration is empty', registered(''), 'UNKNOWN'],
    ['the police know no such vehicle', absent(), 'FAIL'],
    ['the police are silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', undefined, 'UNKNOWN'],
  ])('%s: %s', (_, policeStatus, verdict) => {
    expect(rule.run({ policeStatus }, contextOn('2026-06-01'))).toEqual({ verdict, fact: policeStatus })
  })
})
