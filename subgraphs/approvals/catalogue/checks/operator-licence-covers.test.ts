import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { operatorLicenceCovers } from './operator-licence-covers.ts'

const rule = operatorLicenceCovers('FREIGHT', '普通货运')
const licence = {
  scope: ['TAXI', 'FREIGHT'] as readonly string[],
  valid: true,
  validFrom: '2020-01-02',
  validUntil: '2026-06-01' as string | null,
}

describe('OPERATOR_LICENCE_VALID', () => {
  it.each([
    ['2020-01-01', 'FAIL'],
    ['2020-01-02', 'PASS'],
    ['2020-01-03', 'PASS'],
    ['2026-05-31', 'PASS'],
    ['2026-06-01', 'PASS'],
    ['2026-06-02', 'FAIL'],
  ])('on %s, licensed from 2020-01-02 to 2026-06-01: %s', (day, verdict) => {
    expect(rule.run({ licences: listFact([licence]) }, contextOn(day)).verdict).toBe(verdict)
  })

  it.each([
    ['a licence of another trade', [{ ...licence, scope: ['TAXI'] }], 'FAIL'],
    ['a licence that is not valid', [{ ...licence, valid: false }], 'FAIL'],
    ['a licence without a last day', [{ ...licence, validUntil: null }], 'PASS'],
    ['one that counts among others', [{ ...licence, valid: false }, licence], 'PASS'],
    [
      'one that counts, the last of many',
      [...Array.from({ length: 50 }, () => ({ ...licence, valid: false })), licence],
      'PASS',
    ],
    [
      'one of the trade that ran out and one of another trade',
      [
        { ...licence, validUntil: '2020-12-31' },
        { ...licence, scope: ['TAXI'] },
      ],
      'FAIL',
    ],
    ['no licence', [], 'FAIL'],
  ])('%s', (_, licences, verdict) => {
    expect(rule.run({ licences: listFact(licences) }, contextOn('2026-05-01')).verdict).toBe(verdict)
  })

  it.each([
    ['the register knows no such business', absent(), 'FAIL'],
    ['the list is cut off after one that counts', listFact([licence], false), 'UNKNOWN'],
    ['the register is silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, licences, verdict) => {
    expect(rule.run({ licences }, contextOn('2026-05-01'))).toEqual({ verdict, fact: licences })
  })
})
