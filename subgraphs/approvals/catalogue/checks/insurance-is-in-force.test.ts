import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { insuranceIsInForce } from './insurance-is-in-force.ts'

const rule = insuranceIsInForce([
  ['交强险', '强制'],
  ['承运人责任险', '承运人'],
])
const compulsory = { kind: '交强险', validFrom: '2026-01-02', validUntil: '2026-12-31' }
const carrier = { kind: '承运人责任险', validFrom: '2026-01-02', validUntil: '2026-12-31' }

describe('INSURANCE_IN_FORCE', () => {
  it.each([
    ['a policy of every kind', [compulsory, carrier], 'PASS'],
    [
      'in another order and with another policy',
      [{ ...carrier, kind: '商业三者险' }, carrier, compulsory],
      'PASS',
    ],
    [
      'kinds written in other words',
      [
        { ...compulsory, kind: '机动车强制保险' },
        { ...carrier, kind: '道路承运人险' },
      ],
      'PASS',
    ],
    ['one policy that names both kinds', [{ ...compulsory, kind: '交强险及承运人责任险' }], 'PASS'],
    ['one kind missing', [compulsory], 'FAIL'],
    ['the other kind missing', [carrier], 'FAIL'],
    [
      'kinds nobody asked for',
      [
        { ...compulsory, kind: '商业三者险' },
        { ...carrier, kind: '车损险' },
      ],
      'FAIL',
    ],
    ['a kind written with a blank', [compulsory, { ...carrier, kind: '承 运人责任险' }], 'FAIL'],
    ['a kind written with a radical', [compulsory, { ...carrier, kind: '承运\u2f08责任险' }], 'FAIL'],
    ['one kind run out', [compulsory, { ...carrier, validUntil: '2026-05-31' }], 'FAIL'],
    [
      'one kind renewed',
      [compulsory, { ...carrier, validUntil: '2026-05-31' }, { ...carrier, validFrom: '2026-06-01' }],
      'PASS',
    ],
    ['no policy', [], 'FAIL'],
  ])('%s', (_, policies, verdict) => {
    expect(rule.run({ insurance: listFact(policies) }, contextOn('2026-06-01')).verdict).toBe(verdict)
  })

  it.each([
    ['2026-01-01', 'FAIL'],
    ['2026-01-02', 'PASS'],
    ['2026-01-03', 'PASS'],
    ['2026-12-30', 'PASS'],
    ['2026-12-31', 'PASS'],
    ['2027-01-01', 'FAIL'],
  ])('on %s, where policies run from 2 January to 31 December: %s', (day, verdict) => {
    expect(rule.run({ insurance: listFact([compulsory, carrier]) }, contextOn(day)).verdict).toBe(verdict)
  })

  it('names the kinds that are needed where one is missing', () => {
    expect(rule.texts.fail[0]).toBe('缺少在有效期内的保险：交强险、承运人责任险。')
  })

  it.each([
    ['the platform insures nothing', absent(), 'FAIL'],
    ['the list is cut off, even though it has every kind', listFact([compulsory, carrier], false), 'UNKNOWN'],
    ['the platform is silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, insurance, verdict) => {
    expect(rule.run({ insurance }, contextOn('2026-06-01'))).toEqual({ verdict, fact: insurance })
  })
})
