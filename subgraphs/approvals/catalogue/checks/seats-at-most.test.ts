import { describe, expect, it } from 'vitest'
import { absent, contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import { seatsAtMost } from './seats-at-most.ts'

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
    expect(seatsAtMost(figureOf(['2016-11-01', 7])).run({ policeStatus }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: policeStatus,
    })
  })
})
