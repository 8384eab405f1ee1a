import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { insuranceByWholeName } from './insurance-by-whole-name.ts'

const rule = insuranceByWholeName([
  { names: ['交强险', '机动车强制保险'], stems: ['交强', '强制'] },
  { names: ['承运人责任险'], stems: ['承运人'] },
])
const policy = (kind: string) => ({ kind, validFrom: '2026-01-02', validUntil: '2026-12-31', unknown: null })
const run = (...kinds: string[]) =>
  rule.run({ insurance: listFact(kinds.map(policy)) }, contextOn('2026-06-01')).verdict

describe('INSURANCE_IN_FORCE by whole words', () => {
  it.each([
    ['the usual words', ['交强险', '承运人责任险'], 'PASS'],
    ['another whole word', ['机动车强制保险', '承运人责任险'], 'PASS'],
    ['blanks and full width', [' 交 强 险 ', '承运人责任险　'], 'PASS'],
    ...['、', '，', ',', '+', '／', '；', '及', '和', '与', '＆'].map(
      (mark) => [`one policy that names both by ${mark}`, [`交强险${mark}承运人责任险`], 'PASS'] as const,
    ),
    ['a commercial policy that is not compulsory', ['商业险（非强制）', '承运人责任险'], 'FAIL'],
    ['a policy without the liability of the carrier', ['交强险', '不含承运人责任'], 'FAIL'],
    ['a policy that denies it by another word', ['交强险', '无承运人责任险'], 'FAIL'],
    ['a word nobody knows', ['交强险', '承运人综合保障'], 'UNKNOWN'],
    ['a word nobody knows beside the whole one', ['交强险', '承运人综合保障', '承运人责任险'], 'PASS'],
    ['a kind that is missing', ['交强险', '商业三者险'], 'FAIL'],
  ] as const)('%s', (_, kinds, expected) => {
    expect(run(...kinds)).toBe(expected)
  })

  it('takes no other insurance of a trade for the one that is needed', () => {
    for (const kind of ['商业三者险', '车损险', '座位险', '非强制保险', '强制', '承运人'])
      expect(run(kind, '承运人责任险'), kind).not.toBe('PASS')
  })

  it('looks at the days of what has the right name', () => {
    const insurance = listFact([{ ...policy('交强险'), validUntil: '2026-05-31' }, policy('承运人责任险')])
    expect(rule.run({ insurance }, contextOn('2026-06-01')).verdict).toBe('FAIL')
    const reversed = listFact([{ ...policy('交强险'), validUntil: '2025-05-31' }, policy('承运人责任险')])
    expect(rule.run({ insurance: reversed }, contextOn('2026-06-01')).verdict).toBe('UNKNOWN')
    // A word nobody knows is no doubt where the policy has run out anyway.
    const unread = listFact([{ ...policy('强制综合'), validUntil: '2026-05-31' }, policy('承运人责任险')])
    expect(rule.run({ insurance: unread }, contextOn('2026-06-01')).verdict).toBe('FAIL')
  })

  it('fails where the platform insures nothing, and is unknown where it is silent', () => {
    expect(rule.run({ insurance: absent() }, contextOn('2026-06-01')).verdict).toBe('FAIL')
    expect(rule.run({ insurance: unknownFact() }, contextOn('2026-06-01')).verdict).toBe('UNKNOWN')
  })
})
