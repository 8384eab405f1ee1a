import { describe, expect, it } from 'vitest'
import { absent, contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import { ageKnownBelow } from './age-known-below.ts'

const rule = ageKnownBelow(figureOf(['2016-11-01', 8]))

describe('AGE_BELOW, as it is corrected', () => {
  it.each([
    ['2018-06-02', 'PASS'],
    ['2018-06-01', 'FAIL'],
    ['2026-06-01', 'PASS'],
    ['2026-06-02', 'UNKNOWN'],
    ['9999-12-31', 'UNKNOWN'],
    ['1970-01-02', 'FAIL'],
    ['1970-01-01', 'UNKNOWN'],
    ['0001-01-01', 'UNKNOWN'],
    ['', 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('registered on %s, seen on 1 June 2026: %s', (registeredOn, verdict) => {
    expect(rule.run({ policeStatus: recordFact({ registeredOn }) }, contextOn('2026-06-01')).verdict).toBe(
      verdict,
    )
  })

  it.each([
    [absent(), 'FAIL'],
    [unknownFact(), 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('without a record', (policeStatus, verdict) => {
    expect(rule.run({ policeStatus }, contextOn('2026-06-01'))).toEqual({ verdict, fact: policeStatus })
  })
})
