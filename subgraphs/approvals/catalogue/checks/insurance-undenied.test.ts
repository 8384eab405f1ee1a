import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOn, listFact } from '../../testing/facts.ts'
import { insuranceByWholeName } from './insurance-by-whole-name.ts'
import { insuranceUndenied } from './insurance-undenied.ts'

const kinds = [
  { names: ['交强险'], stems: ['交强', '强制'] },
  { names: ['承运人责任险'], stems: ['承运人'] },
] as const
const policy = (kind: string) => ({ kind, validFrom: '2026-01-02', validUntil: '2026-12-31', unknown: null })
const run = (rule: ReturnType<typeof insuranceUndenied>, ...said: string[]) =>
  rule.run({ insurance: listFact(said.map(policy)) }, contextOn('2026-06-01')).verdict
const [before, now] = [insuranceByWholeName(kinds), insuranceUndenied(kinds)]

describe('INSURANCE_IN_FORCE where a policy denies some of what it names', () => {
  it.each([
    ['a list after a denial', ['交强险', '不含交强险、承运人责任险'], 'UNKNOWN'],
    ['a list after a denial in another clause', ['交强险', '商业险，不含：座位险、承运人责任险'], 'UNKNOWN'],
    ['a list before one', ['交强险', '承运人责任险、座位险除外'], 'UNKNOWN'],
    ['what is named before a denial begins', ['交强险、承运人责任险，不含座位险'], 'PASS'],
    ['what is named after one that ends its list', ['座位险除外，交强险', '承运人责任险'], 'UNKNOWN'],
    ['a remark in brackets', ['商业险（不含座位险）、承运人责任险', '交强险'], 'PASS'],
    ['another policy that says it plainly', ['不含交强险、承运人责任险', '交强险', '承运人责任险'], 'PASS'],
    ['a trade that is none', ['非营业用汽车损失险、交强险', '承运人责任险'], 'PASS'],
    ['what is denied itself', ['交强险', '不含承运人责任险'], 'FAIL'],
  ] as const)('%s', (_, said, expected) => {
    expect(run(now, ...said)).toBe(expected)
  })

  it('passes only what passed by whole words, and judges alike what denies nothing', () => {
    const word = fc.constantFrom('交强险', '承运人责任险', '座位险', '不含座位险', '座位险除外', '强制综合')
    const mark = fc.constantFrom('、', '，', '和', '（', '）')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, mark), { minLength: 1, maxLength: 6 }), (parts) => {
        const said = parts.flat().join('')
        const [then, after] = [run(before, said), run(now, said)]
        if (after !== then) expect([then, after]).toEqual(['PASS', 'UNKNOWN'])
        if (!/不含|除外/.test(said)) expect(after).toBe(then)
      }),
    )
  })
})
