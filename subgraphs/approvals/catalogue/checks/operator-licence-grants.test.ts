import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { operatorLicenceGrants } from './operator-licence-grants.ts'

const rule = operatorLicenceGrants('FREIGHT', '普通货运')
const licence = {
  scope: ['TAXI', 'FREIGHT'],
  valid: true,
  validFrom: '2026-01-15',
  validUntil: '2026-06-01' as string | null,
  validUntilUnlimited: false,
  unknown: null,
}
const incomplete = (...licences: (typeof licence)[]) => ({
  ...listFact(licences, false),
  unknown: 'INCOMPLETE' as const,
})

describe('OPERATOR_LICENCE_VALID, as it is corrected', () => {
  it.each([
    ['2026-01-14', 'FAIL'],
    ['2026-01-15', 'PASS'],
    ['2026-06-01', 'PASS'],
    ['2026-06-02', 'FAIL'],
  ])('on %s, where the licence runs from 15 January to 1 June: %s', (day, verdict) => {
    expect(rule.run({ licences: listFact([licence]) }, contextOn(day)).verdict).toBe(verdict)
  })

  it.each([
    ['none', [], 'FAIL'],
    ['one for another trade that names no end', [{ ...licence, scope: ['TAXI'], validUntil: null }], 'FAIL'],
    ['one that is not valid', [{ ...licence, valid: false }], 'FAIL'],
    ['one that names no end', [{ ...licence, validUntil: null }], 'UNKNOWN'],
    ['one that has no end', [{ ...licence, validUntil: null, validUntilUnlimited: true }], 'PASS'],
    ['one in force beside one that names no end', [{ ...licence, validUntil: null }, licence], 'PASS'],
  ])('%s', (_, licences, verdict) => {
    expect(rule.run({ licences: listFact(licences) }, contextOn('2026-05-01')).verdict).toBe(verdict)
  })

  it.each([
    ['the register knows no such business', absent(), 'FAIL'],
    ['the list may lack others, and has one in force', incomplete(licence), 'PASS'],
    ['the list may lack others, and has none in force', incomplete({ ...licence, valid: false }), 'UNKNOWN'],
    ['the register is silent', unknownFact('STALE'), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, licences, verdict) => {
    expect(rule.run({ licences }, contextOn('2026-05-01'))).toMatchObject({ verdict })
  })
})
