import { describe, expect, it } from 'vitest'
import { absent, contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import { textsOf } from '../check.ts'
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

  it('counts the years that hold on the day, and tells them', () => {
    const changing = ageBelow(figureOf(['2016-11-01', 8], ['2026-06-01', 5]))
    const facts = { policeStatus: registered('2020-01-01') }
    expect(changing.run(facts, contextOn('2026-05-31')).verdict).toBe('PASS')
    expect(changing.run(facts, contextOn('2026-06-01')).verdict).toBe('FAIL')
    expect(textsOf(changing, '2026-05-31').pass).toEqual([
      '使用年限未满8年。',
      'The vehicle is younger than 8 years.',
    ])
    expect(textsOf(changing, '2026-06-01').fail).toEqual([
      '使用年限已满5年，应退出网约车经营。',
      'The vehicle is 5 years old and leaves ride-hailing.',
    ])
    expect(textsOf(changing, '2026-06-01').advice).toBe('车辆注册登记满5年须退出网约车经营，请更换车辆申请。')
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
