import { describe, expect, it } from 'vitest'
import { grantsOn, inForceOn, isWithin } from './in-force.ts'

const days = { validFrom: '2026-01-15', validUntil: '2026-06-01' }

describe('a day among the days of something', () => {
  it.each([
    ['2026-01-14', false],
    ['2026-01-15', true],
    ['2026-06-01', true],
    ['2026-06-02', false],
  ])('%s, from 15 January to 1 June: %s', (day, isAmong) => {
    expect(isWithin(days, day)).toBe(isAmong)
  })

  it.each([
    ['the end is not known', { validUntil: null }, 'UNKNOWN'],
    [
      'the end is not known, and is not said to be none',
      { validUntil: null, validUntilUnlimited: false },
      'UNKNOWN',
    ],
    ['there is no end', { validUntil: null, validUntilUnlimited: true }, true],
    ['it has not begun, whatever its end', { validFrom: '2026-05-02', validUntil: null }, false],
    ['the end lies before the beginning', { validUntil: '2026-01-14' }, 'UNKNOWN'],
    ['it is of one day', { validFrom: '2026-05-01', validUntil: '2026-05-01' }, true],
  ] as const)('where %s', (_, change, isAmong) => {
    expect(isWithin({ ...days, ...change }, '2026-05-01')).toBe(isAmong)
  })
})

describe('in force', () => {
  it.each([
    ['VALID', true, true],
    ['SUSPENDED', true, false],
    ['INVALID', false, false],
    ['REVOKED', false, false],
    ['REPLACED', false, false],
  ])('%s: in force %s, grants its right %s', (state, stands, grants) => {
    expect(inForceOn({ ...days, state }, '2026-05-01')).toBe(stands)
    expect(grantsOn({ ...days, state }, '2026-05-01')).toBe(grants)
    expect(inForceOn({ ...days, state }, '2026-06-02')).toBe(false)
    expect(grantsOn({ ...days, state }, '2026-06-02')).toBe(false)
  })
})
