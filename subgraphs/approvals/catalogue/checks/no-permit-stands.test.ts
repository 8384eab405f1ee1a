import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { noPermitInForce } from './no-permit-in-force.ts'
import { noPermitStands } from './no-permit-stands.ts'

const rule = noPermitStands('RIDE_HAILING')
const permit = {
  kind: 'RIDE_HAILING',
  state: 'VALID',
  validFrom: '2026-01-15',
  validUntil: '2026-06-01' as string | null,
  validUntilUnlimited: false,
  unknown: null,
}
const without = { ...permit, validUntil: null }

describe('NO_PERMIT_IN_FORCE, as it is corrected', () => {
  it.each([
    ['2026-01-14', 'PASS'],
    ['2026-01-15', 'FAIL'],
    ['2026-06-01', 'FAIL'],
    ['2026-06-02', 'PASS'],
  ])('on %s, where a permit runs from 15 January to 1 June: %s', (day, verdict) => {
    for (const state of ['VALID', 'SUSPENDED'])
      expect(rule.run({ permits: listFact([{ ...permit, state }]) }, contextOn(day)).verdict).toBe(verdict)
  })

  it.each([
    ['no permits', [], 'PASS'],
    ['a permit of another kind', [{ ...permit, kind: 'ROAD_TRANSPORT' }], 'PASS'],
    ['a permit that is not in force', [{ ...permit, state: 'INVALID' }], 'PASS'],
    ['a permit that was revoked and names no end', [{ ...without, state: 'REVOKED' }], 'PASS'],
    ['a permit that is suspended', [{ ...permit, state: 'SUSPENDED' }], 'FAIL'],
    ['a permit that names no end', [without], 'UNKNOWN'],
    ['a permit that has no end', [{ ...without, validUntilUnlimited: true }], 'FAIL'],
    ['a permit that ends before it begins', [{ ...permit, validUntil: '2026-01-14' }], 'UNKNOWN'],
    ['one in force beside one that names no end', [without, permit], 'FAIL'],
  ])('%s', (_, permits, verdict) => {
    expect(rule.run({ permits: listFact(permits) }, contextOn('2026-05-01')).verdict).toBe(verdict)
  })

  it.each([
    ['the register knows no such vehicle', absent(), 'PASS'],
    [
      'the list may lack others, and none in it is in force',
      { ...listFact([], false), unknown: 'INCOMPLETE' as const },
      'UNKNOWN',
    ],
    [
      'the list may lack others, after one in force',
      { ...listFact([permit], false), unknown: 'INCOMPLETE' as const },
      'FAIL',
    ],
    ['the register is silent', unknownFact('STALE'), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, permits, verdict) => {
    expect(rule.run({ permits }, contextOn('2026-05-01'))).toEqual({ verdict, fact: permits })
  })

  it('is told as it was, and is for the day of the decision only', () => {
    const { run: _, ...told } = noPermitInForce('RIDE_HAILING')
    expect(rule).toMatchObject(told)
  })
})
