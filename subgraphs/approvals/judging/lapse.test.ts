import { describe, expect, it } from 'vitest'
import { addYears, type Check, check, judge } from '../catalogue/check.ts'
import type { ListFact, Maybe, RecordFact } from '../catalogue/fact.ts'
import { positionedFreightMass, valueOn } from '../catalogue/limits.ts'
import { judgeSome } from '../catalogue/members.ts'
import { contextOn, listFact, recordFact } from '../testing/facts.ts'
import { withLaterValue } from '../testing/law.ts'
import { lapsesOf } from './lapse.ts'

type Dated = Maybe<RecordFact<{ on: string }>>
type Rule = (on: string, day: string) => boolean | 'UNKNOWN'

const texts = { about: ['日', 'day'], pass: ['好', 'ok'], fail: ['否', 'no'], advice: '。' } as const

/** An item of checks that each judge the one date of the evidence. */
function itemOf(rules: Record<string, Rule>) {
  return {
    checks: Object.entries(rules).map(([code, rule]) =>
      check<{ fact: Dated }>(code, texts, ({ fact }, { day }) => judge(fact, ({ on }) => rule(on, day))),
    ) as never,
    factsOf: (evidence: unknown) => (evidence as { vehicle: { fact: Dated } }).vehicle,
  }
}

const evidenceWith = (on: string) => ({ vehicle: { fact: recordFact({ on }) } })
const through: Rule = (on, day) => day <= on
const until: Rule = (on, day) => day < on
const years =
  (count: number): Rule =>
  (on, day) =>
    day < addYears(on, count)

function lapseOn(rule: Rule, on: string, validUntil: string, day = '2026-06-01'): string | undefined {
  return lapsesOf(itemOf({ RULE: rule }), evidenceWith(on), contextOn(day), validUntil)[0]?.lapsesOn
}

describe('the day on which a check fails by time alone', () => {
  it.each<[string, Rule, string, string]>([
    ['the day after its last, where it holds through a day', through, '2026-08-31', '2026-09-01'],
    ['the day itself, where it holds until a day', until, '2026-08-31', '2026-08-31'],
    ['the anniversary, where it holds for years', years(7), '2020-02-29', '2027-02-28'],
    ['the twentieth anniversary', years(20), '2008-01-15', '2028-01-15'],
    ['the first day of the year after', through, '2026-12-31', '2027-01-01'],
    ['the day after 28 February of a leap year', through, '2028-02-28', '2028-02-29'],
  ])('is %s', (_, rule, on, lapsesOn) => {
    expect(lapseOn(rule, on, '2028-06-01')).toBe(lapsesOn)
  })

  it('is the first day of a law that came later, whatever dates the evidence has', () => {
    const rule: Rule = (_, day) => valueOn(positionedFreightMass, day) > 4_000
    const later = { from: '2026-12-15', value: 3_000, basis: 'a later rule', mark: 'ours' } as const
    const lapsesOn = withLaterValue(positionedFreightMass, later, () =>
      lapseOn(rule, '2027-01-01', '2028-06-01'),
    )
    expect(lapsesOn).toBe('2026-12-15')
    expect(lapseOn(rule, '2027-01-01', '2028-06-01')).toBeUndefined()
  })

  it('is not looked for beyond the last day of the certificate', () => {
    expect(lapseOn(through, '2026-08-31', '2026-09-01')).toBe('2026-09-01')
    expect(lapseOn(through, '2026-08-31', '2026-08-31')).toBeUndefined()
  })

  it('lies after the day that is judged', () => {
    expect(lapseOn(through, '2026-06-01', '2028-06-01')).toBe('2026-06-02')
    expect(lapseOn((_, day) => day !== '2026-06-01', '2026-06-01', '2028-06-01')).toBeUndefined()
  })

  it('is the first of several', () => {
    const evidence = { vehicle: { fact: recordFact({ other: '2027-01-01', on: '2026-08-31' }) } }
    const [lapse] = lapsesOf(itemOf({ RULE: through }), evidence, contextOn('2026-06-01'), '2028-06-01')
    expect(lapse?.lapsesOn).toBe('2026-09-01')
  })

  it('is told of every check that lapses, in the order of the item', () => {
    const item = itemOf({ ONE: through, TWO: () => true, THREE: until })
    expect(lapsesOf(item, evidenceWith('2026-08-31'), contextOn('2026-06-01'), '2028-06-01')).toEqual([
      { checkCode: 'ONE', lapsesOn: '2026-09-01' },
      { checkCode: 'THREE', lapsesOn: '2026-08-31' },
    ])
  })

  it.each<[string, Rule]>([
    ['fails already', () => false],
    ['is unknown', () => 'UNKNOWN'],
    ['never fails', () => true],
    ['will be unknown and does not fail', (on, day) => day <= on || 'UNKNOWN'],
  ])('is not there for a check that %s', (_, rule) => {
    expect(lapseOn(rule, '2026-08-31', '2028-06-01')).toBeUndefined()
  })

  it('is the day on which what it stands on has run out, where the list is not known to be whole', () => {
    const item = {
      checks: [
        check<{ fact: ListFact<{ on: string }> }>('RULE', texts, ({ fact }, { day }) =>
          judgeSome(fact, ({ on }) => day <= on),
        ),
      ] as never,
      factsOf: (evidence: unknown) => (evidence as { vehicle: { fact: Dated } }).vehicle,
    }
    const records = [{ on: '2026-08-31', unknown: null }]
    const fact = { ...listFact(records, false), unknown: 'INCOMPLETE' as const }
    expect(lapsesOf(item, { vehicle: { fact } }, contextOn('2026-06-01'), '2028-06-01')).toEqual([
      { checkCode: 'RULE', lapsesOn: '2026-09-01' },
    ])
  })

  it('does not turn on an instant, which is no date of a record', () => {
    const evidence = { vehicle: { fact: recordFact({ on: '2026-08-31T00:00:00.000Z' }) } }
    const item = itemOf({ RULE: (_, day) => day !== '2026-08-31' })
    expect(lapsesOf(item, evidence, contextOn('2026-06-01'), '2028-06-01')).toEqual([])
  })

  it('is not there where the evidence has no date', () => {
    expect(lapseOn(() => true, '', '2028-06-01')).toBeUndefined()
  })

  it('is not there for a check that is judged on the day of the decision only', () => {
    const item = itemOf({ AT_ENTRY: through })
    const checks: readonly Check<unknown>[] = item.checks
    const lapses = (asked: readonly Check<unknown>[]) =>
      lapsesOf({ ...item, checks: asked }, evidenceWith('2026-08-31'), contextOn('2026-06-01'), '2028-06-01')
    expect(lapses(checks)).toHaveLength(1)
    expect(lapses(checks.map((check) => ({ ...check, lasting: false })))).toEqual([])
  })
})
