import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { platformPermitGrants } from './platform-permit-grants.ts'

const permit = {
  inForce: true,
  validFrom: '2026-01-15',
  validUntil: '2026-06-01' as string | null,
  validUntilUnlimited: false,
}

function verdictOn(day: string, change: Partial<typeof permit> = {}) {
  return platformPermitGrants.run({ platformPermit: recordFact({ ...permit, ...change }) }, contextOn(day))
    .verdict
}

describe('PLATFORM_PERMIT_VALID, as it is corrected', () => {
  it.each([
    ['2026-01-14', 'FAIL'],
    ['2026-01-15', 'PASS'],
    ['2026-06-01', 'PASS'],
    ['2026-06-02', 'FAIL'],
  ])('on %s, where the permit runs from 15 January to 1 June: %s', (day, verdict) => {
    expect(verdictOn(day)).toBe(verdict)
  })

  it.each([
    ['is not in force', { inForce: false }, 'FAIL'],
    ['names no end', { validUntil: null }, 'UNKNOWN'],
    ['is not in force and names no end', { inForce: false, validUntil: null }, 'FAIL'],
    ['has no end', { validUntil: null, validUntilUnlimited: true }, 'PASS'],
    ['ends before it begins', { validUntil: '2026-01-14' }, 'UNKNOWN'],
  ])('where the permit %s', (_, change, verdict) => {
    expect(verdictOn('2026-05-01', change)).toBe(verdict)
  })

  it.each([
    ['the platform has none', absent(), 'FAIL'],
    ['the platform is silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, platformPermit, verdict) => {
    expect(platformPermitGrants.run({ platformPermit }, contextOn('2026-05-01'))).toEqual({
      verdict,
      fact: platformPermit,
    })
  })
})
