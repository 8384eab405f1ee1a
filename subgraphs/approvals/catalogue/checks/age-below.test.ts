import { describe, expect, it } from 'vitest'
import { absent, contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import { ageBelow } from './age-below.ts'

const rule = ageBelow(figureOf(['2016-11-01', 8]))
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
    expect(ageBelow(figureOf(['2016-11-01', 5])).run(facts, contextOn('2026-05-31')).verdict).toBe('PASS')
    expect(ageBelow(figureOf(['2016-11-01', 5])).run(facts, contextOn('2026-06-01')).verdict).toBe('FAIL')
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
