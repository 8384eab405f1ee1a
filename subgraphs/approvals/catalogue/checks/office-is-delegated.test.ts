import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { officeIsDelegated } from './office-is-delegated.ts'

const delegation = (validUntil: string | null) => recordFact({ validFrom: '2017-08-22', validUntil })

describe('OFFICE_DELEGATED', () => {
  it.each([
    ['2017-08-21', 'FAIL'],
    ['2017-08-22', 'PASS'],
    ['2017-08-23', 'PASS'],
    ['2026-05-31', 'PASS'],
    ['2026-06-01', 'PASS'],
    ['2026-06-02', 'FAIL'],
  ])('on %s, delegated from 2017-08-22 to 2026-06-01: %s', (day, verdict) => {
    expect(officeIsDelegated.run({ delegation: delegation('2026-06-01') }, contextOn(day)).verdict).toBe(
      verdict,
    )
  })

  it('does not end where no last day is known', () => {
    expect(officeIsDelegated.run({ delegation: delegation(null) }, contextOn('2099-12-31')).verdict).toBe(
      'PASS',
    )
    expect(officeIsDelegated.run({ delegation: delegation(null) }, contextOn('2017-08-21')).verdict).toBe(
      'FAIL',
    )
  })

  it.each([
    ['the office was never given the item', absent(), 'FAIL'],
    ['the directory is silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, given, verdict) => {
    expect(officeIsDelegated.run({ delegation: given }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: given,
    })
  })
  it('grants the office its authority, which it needs on the day of the decision only', () => {
    expect(officeIsDelegated).toMatchObject({ grantsAuthority: true, lasting: false })
  })
})
