import { describe, expect, it } from 'vitest'
import { absent, contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import { textsOf } from '../check.ts'
import { seatsAtMost } from './seats-at-most.ts'

const rule = seatsAtMost(figureOf(['2016-11-01', 7], ['2026-07-01', 5]))
const seating = (seats: number | null | undefined) => recordFact({ seats })

describe('SEATS_AT_MOST, seven', () => {
  it.each([
    ['6 seats', seating(6), 'PASS'],
    ['7 seats', seating(7), 'PASS'],
    ['8 seats', seating(8), 'FAIL'],
    ['1 seat', seating(1), 'PASS'],
    ['0 seats, which no passenger car has', seating(0), 'FAIL'],
    ['a number that is null', seating(null), 'UNKNOWN'],
    ['a number that is not told', seating(undefined), 'UNKNOWN'],
    ['a vehicle the police do not know', absent(), 'FAIL'],
    ['silent police', unknownFact(), 'UNKNOWN'],
    ['an answer without the envelope', null, 'UNKNOWN'],
  ])('%s', (_, policeStatus, verdict) => {
    expect(rule.run({ policeStatus }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: policeStatus,
    })
  })

  it('asks for the number that holds on the day, and tells it', () => {
    expect(rule.run({ policeStatus: seating(7) }, contextOn('2026-06-30')).verdict).toBe('PASS')
    expect(rule.run({ policeStatus: seating(7) }, contextOn('2026-07-01')).verdict).toBe('FAIL')
    expect(textsOf(rule, '2026-06-30').pass).toEqual([
      '核定载客不超过7人。',
      'The vehicle has at most 7 seats.',
    ])
    expect(textsOf(rule, '2026-07-01').fail).toEqual([
      '核定载客超过5人。',
      'The vehicle has more than 5 seats.',
    ])
    expect(textsOf(rule, '2026-07-01').advice).toBe('网约车须为5座及以下乘用车，请更换车辆申请。')
  })
})
