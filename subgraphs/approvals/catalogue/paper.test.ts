import { describe, expect, it } from 'vitest'
import { rideHailingServiceYears } from './limits.ts'
import { endStatedAhead, lastDayOnPaper, scrappingStatedAhead, yearsSinceStated } from './paper.ts'

const day = '2026-11-30'

describe('a day that paper states', () => {
  it.each([
    ['2018-12-01', 'PASS'],
    ['2018-11-30', 'FAIL'],
    ['2027-01-01', 'UNKNOWN'],
    ['1970-01-01', 'UNKNOWN'],
  ])('is a registration eight years ago or later: %s %s', (stated, verdict) => {
    expect(yearsSinceStated(rideHailingServiceYears)(stated, day)).toBe(verdict)
  })
  it.each([
    ['2026-12-01', 'PASS'],
    ['2026-11-30', 'FAIL'],
    ['1970-01-01', 'UNKNOWN'],
  ])('is a scrapping date ahead: %s %s', (stated, verdict) => {
    expect(scrappingStatedAhead(stated, day)).toBe(verdict)
  })
  it.each([
    ['2026-11-30', 'PASS'],
    ['2026-11-29', 'FAIL'],
  ])('is a last day that has not passed: %s %s', (stated, verdict) => {
    expect(endStatedAhead(stated, day)).toBe(verdict)
  })
})

it('paper that states no day carries three months', () => {
  expect(lastDayOnPaper('2026-11-30')).toBe('2027-02-27')
  expect(lastDayOnPaper('2026-12-01')).toBe('2027-02-28')
})
