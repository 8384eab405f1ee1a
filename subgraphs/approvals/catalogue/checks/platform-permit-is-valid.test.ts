import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { platformPermitIsValid } from './platform-permit-is-valid.ts'

const permit = { inForce: true, validFrom: '2025-01-02', validUntil: '2026-06-01' as string | null }

describe('PLATFORM_PERMIT_VALID', () => {
  it.each([
    ['2025-01-01', 'FAIL'],
    ['2025-01-02', 'PASS'],
    ['2025-01-03', 'PASS'],
    ['2026-05-31', 'PASS'],
    ['2026-06-01', 'PASS'],
    ['2026-06-02', 'FAIL'],
  ])('on %s, permitted from 2025-01-02 to 2026-06-01: %s', (day, verdict) => {
    expect(platformPermitIsValid.run({ platformPermit: recordFact(permit) }, contextOn(day)).verdict).toBe(
      verdict,
    )
  })

  it.each([
    ['a permit that is not in force', recordFact({ ...permit, inForce: false }), 'FAIL'],
    ['a permit without a last day', recordFact({ ...permit, validUntil: null }), 'PASS'],
    ['no permit for the division', absent(), 'FAIL'],
    ['a silent register of permits', unknownFact(), 'UNKNOWN'],
    ['an answer without the envelope', null, 'UNKNOWN'],
  ])('%s', (_, platformPermit, verdict) => {
    expect(platformPermitIsValid.run({ platformPermit }, contextOn('2026-05-01'))).toEqual({
      verdict,
      fact: platformPermit,
    })
  })
})
