import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { isLasting } from '../check.ts'
import { noPermitInForce } from './no-permit-in-force.ts'

const rule = noPermitInForce('RIDE_HAILING')
const permit = { kind: 'RIDE_HAILING', state: 'VALID', validUntil: '2026-06-01' as string | null }

describe('NO_PERMIT_IN_FORCE', () => {
  it.each([
    ['2026-05-31', 'FAIL'],
    ['2026-06-01', 'FAIL'],
    ['2026-06-02', 'PASS'],
  ])('on %s, where the last day of a permit is 1 June: %s', (day, verdict) => {
    expect(rule.run({ permits: listFact([permit]) }, contextOn(day)).verdict).toBe(verdict)
  })

  it.each([
    ['no permits', [], 'PASS'],
    ['a permit of another kind', [{ ...permit, kind: 'ROAD_TRANSPORT' }], 'PASS'],
    ['a permit that is not in force', [{ ...permit, state: 'INVALID' }], 'PASS'],
    ['a permit that is suspended', [{ ...permit, state: 'SUSPENDED' }], 'PASS'],
    ['a permit that was revoked', [{ ...permit, state: 'REVOKED' }], 'PASS'],
    ['a permit that another has replaced', [{ ...permit, state: 'REPLACED' }], 'PASS'],
    ['a permit without a last day', [{ ...permit, validUntil: null }], 'FAIL'],
    ['one in force among others', [{ ...permit, state: 'REVOKED' }, permit], 'FAIL'],
  ])('%s', (_, permits, verdict) => {
    expect(rule.run({ permits: listFact(permits) }, contextOn('2026-05-01')).verdict).toBe(verdict)
  })

  it.each([
    ['the register knows no such vehicle', absent(), 'PASS'],
    ['the list is cut off, even though none in it is in force', listFact([], false), 'UNKNOWN'],
    ['the list is cut off after one in force', listFact([permit], false), 'UNKNOWN'],
    ['the register is silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, permits, verdict) => {
    expect(rule.run({ permits }, contextOn('2026-05-01'))).toEqual({ verdict, fact: permits })
  })
  it('is for the day of the decision only', () => {
    expect(isLasting(rule)).toBe(false)
  })
})
