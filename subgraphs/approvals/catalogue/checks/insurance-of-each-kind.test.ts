import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { insuranceOfEachKind } from './insurance-of-each-kind.ts'

const rule = insuranceOfEachKind([
  ['交强险', '强制'],
  ['承运人责任险', '承运人'],
])
const compulsory = { kind: '交强险', validFrom: '2026-01-02', validUntil: '2026-12-31', unknown: null }
const carrier = { ...compulsory, kind: '承运人责任险' }
const incomplete = (...policies: (typeof carrier)[]) => ({
  ...listFact(policies, false),
  unknown: 'INCOMPLETE' as const,
})

describe('INSURANCE_IN_FORCE, as it is corrected', () => {
  it.each([
    ['2026-01-01', 'FAIL'],
    ['2026-01-02', 'PASS'],
    ['2026-12-31', 'PASS'],
    ['2027-01-01', 'FAIL'],
  ])('on %s, where policies run from 2 January to 31 December: %s', (day, verdict) => {
    expect(rule.run({ insurance: listFact([compulsory, carrier]) }, contextOn(day)).verdict).toBe(verdict)
  })

  it.each([
    ['a policy of every kind', [compulsory, carrier], 'PASS'],
    [
      'kinds written in other words',
      [
        { ...compulsory, kind: '机动车强制保险' },
        { ...carrier, kind: '承运人险' },
      ],
      'PASS',
    ],
    ['one policy that names both kinds', [{ ...compulsory, kind: '交强险及承运人责任险' }], 'PASS'],
    ['one kind missing', [compulsory], 'FAIL'],
    ['the other kind missing', [carrier], 'FAIL'],
    ['one kind run out', [compulsory, { ...carrier, validUntil: '2026-05-31' }], 'FAIL'],
    ['one kind renewed', [compulsory, { ...carrier, validUntil: '2026-05-31' }, carrier], 'PASS'],
    ['one that ends before it begins', [compulsory, { ...carrier, validUntil: '2026-01-01' }], 'UNKNOWN'],
  ])('%s', (_, policies, verdict) => {
    expect(rule.run({ insurance: listFact(policies) }, contextOn('2026-06-01')).verdict).toBe(verdict)
  })

  it.each([
    ['the platform insures nothing', absent(), 'FAIL'],
    ['the list may lack others, and has every kind', incomplete(compulsory, carrier), 'PASS'],
    ['the list may lack others, and lacks a kind', incomplete(compulsory), 'UNKNOWN'],
    ['the platform is silent', unknownFact('STALE'), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, insurance, verdict) => {
    expect(rule.run({ insurance }, contextOn('2026-06-01'))).toMatchObject({ verdict })
  })

  it('says that a kind ran out, where the list may lack its renewal', () => {
    const insurance = incomplete(compulsory, { ...carrier, validUntil: '2026-05-31' })
    expect(rule.run({ insurance }, contextOn('2026-06-01')).ranOut).toBe(true)
  })
})
