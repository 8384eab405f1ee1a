import { describe, expect, it } from 'vitest'
import { absent, listFact, recordFact, unknownFact } from '../testing/facts.ts'
import {
  addMonths,
  addYears,
  type CheckTexts,
  type CheckVerdict,
  check,
  corrected,
  dayBefore,
  isKnown,
  isLasting,
  judge,
  judgeList,
  textsOf,
  worst,
} from './check.ts'
import type { EvidenceStatus, ListFact, Maybe, RecordFact } from './fact.ts'

const everyVerdict: readonly CheckVerdict[] = ['PASS', 'FAIL', 'UNKNOWN']
const withoutRecord: readonly EvidenceStatus[] = ['STALE', 'UNAVAILABLE', 'CONFLICTING']

function neverAsked(): never {
  throw new Error('the rule is not asked')
}

describe('a fact that may be relied on', () => {
  it.each([
    ['one a source vouches for', recordFact({}), true],
    ['one of a snapshot that does not say', { ...recordFact({}), unknown: undefined }, true],
    ['one the hub marked', unknownFact(), false],
    ['one that is null', null, false],
    ['one that is not there', undefined, false],
  ])('%s: %s', (_, fact, known) => {
    expect(isKnown(fact)).toBe(known)
  })
})

describe('a record judged', () => {
  it('is shown to the rule, and the result names the fact', () => {
    const fact = recordFact({ seats: 5 })
    expect(judge(fact, ({ seats }) => seats === 5)).toEqual({ verdict: 'PASS', fact })
    expect(judge(fact, ({ seats }) => seats !== 5)).toEqual({ verdict: 'FAIL', fact })
  })

  it.each(everyVerdict)('has the verdict the rule gives: %s', (verdict) => {
    expect(judge(recordFact({}), () => verdict).verdict).toBe(verdict)
  })

  it('fails where the source has none, unless the check says otherwise', () => {
    const fact = absent()
    expect(judge(fact, neverAsked)).toEqual({ verdict: 'FAIL', fact })
    expect(judge(fact, neverAsked, {})).toEqual({ verdict: 'FAIL', fact })
    expect(judge(fact, neverAsked, { absent: 'PASS' })).toEqual({ verdict: 'PASS', fact })
  })

  it.each<[string, Maybe<RecordFact<object>>]>([
    ['null', null],
    ['not there', undefined],
    ['marked by the hub', unknownFact()],
    ['marked by the hub although it has a record', { ...recordFact({}), unknown: 'TOO_OLD' as const }],
    ['marked by the hub although absence was confirmed', { ...absent(), unknown: 'TOO_OLD' as const }],
    ['present without a record', { ...recordFact({}), record: null }],
    ['present with a record that is not there', { ...recordFact({}), record: undefined }],
    ...withoutRecord.map(
      (status) =>
        [`${status} although not marked`, { ...recordFact({}), status }] as [string, RecordFact<object>],
    ),
  ])('is UNKNOWN and not shown to the rule when the fact is %s', (_, fact) => {
    expect(judge(fact, neverAsked)).toEqual({ verdict: 'UNKNOWN', fact })
    expect(judge(fact, neverAsked, { absent: 'PASS' })).toEqual({ verdict: 'UNKNOWN', fact })
  })
})

describe('a list judged', () => {
  it('is shown to the rule, and the result names the fact', () => {
    const fact = listFact(['a', 'b'])
    expect(judgeList(fact, (records) => records.length === 2)).toEqual({ verdict: 'PASS', fact })
    expect(judgeList(fact, (records) => records.length !== 2)).toEqual({ verdict: 'FAIL', fact })
  })

  it.each(everyVerdict)('has the verdict the rule gives: %s', (verdict) => {
    expect(judgeList(listFact([]), () => verdict).verdict).toBe(verdict)
    expect(judgeList(absent(), () => verdict).verdict).toBe(verdict)
  })

  it('is an empty list where the source has none', () => {
    const fact = { ...absent(), records: ['left over'] as never[], complete: false }
    expect(judgeList(fact, (records) => records.length === 0)).toEqual({ verdict: 'PASS', fact })
    expect(judgeList(fact, (records) => records.length > 0)).toEqual({ verdict: 'FAIL', fact })
  })

  it.each<[string, Maybe<ListFact<string>>]>([
    ['null', null],
    ['not there', undefined],
    ['marked by the hub', unknownFact()],
    ['marked by the hub although it is complete', { ...listFact([]), unknown: 'TOO_OLD' as const }],
    ['cut off', listFact(['a'], false)],
    ...withoutRecord.map(
      (status) =>
        [`${status} although not marked`, { ...listFact([]), status }] as [string, ListFact<string>],
    ),
  ])('is UNKNOWN and not shown to the rule when the fact is %s', (_, fact) => {
    expect(judgeList(fact, neverAsked)).toEqual({ verdict: 'UNKNOWN', fact })
  })
})

describe('the worst of several results', () => {
  const result = (verdict: CheckVerdict, source: string) => ({ verdict, fact: recordFact({ source }) })
  const pass = result('PASS', 'first')
  const unknown = result('UNKNOWN', 'second')
  const fail = result('FAIL', 'third')

  it.each([
    ['FAIL before UNKNOWN', [pass, unknown, fail], fail],
    ['FAIL wherever it stands', [fail, unknown, pass], fail],
    ['UNKNOWN before PASS', [pass, unknown], unknown],
    ['the first FAIL of several', [pass, fail, result('FAIL', 'fourth')], fail],
    ['the first UNKNOWN of several', [unknown, result('UNKNOWN', 'fourth')], unknown],
    ['the first PASS of several', [pass, result('PASS', 'fourth')], pass],
  ])('is %s', (_, results, worstOfThem) => {
    expect(worst(results)).toBe(worstOfThem)
  })

  it('is a PASS on nothing where there is none', () => {
    expect(worst([])).toEqual({ verdict: 'PASS' })
  })
})

describe('a day years later', () => {
  it.each([
    ['2018-06-01', 8, '2026-06-01'],
    ['2018-06-01', 0, '2018-06-01'],
    ['2018-12-31', 1, '2019-12-31'],
    ['2018-01-09', 3, '2021-01-09'],
    ['2018-02-09', 1, '2019-02-09'],
    ['2018-02-28', 2, '2020-02-28'],
    ['2020-02-28', 1, '2021-02-28'],
    ['2020-02-29', 1, '2021-02-28'],
    ['2020-02-29', 4, '2024-02-29'],
    ['2020-02-29', 80, '2100-02-28'],
    ['1996-02-29', 4, '2000-02-29'],
    ['2020-01-29', 1, '2021-01-29'],
    ['2020-03-29', 1, '2021-03-29'],
    ['0996-06-01', 3, '0999-06-01'],
  ])('%s and %i years: %s', (day, years, later) => {
    expect(addYears(day, years)).toBe(later)
  })
})

describe('the day before', () => {
  it('is that of the calendar, on every day of four hundred years', () => {
    const dayMs = 86_400_000
    for (let at = Date.parse('1900-01-01'); at < Date.parse('2300-01-01'); at += dayMs) {
      const [before, day] = [at - dayMs, at].map((each) => new Date(each).toISOString().slice(0, 10))
      if (dayBefore(day ?? '') !== before) expect(dayBefore(day ?? ''), day).toBe(before)
    }
    expect(dayBefore('2000-03-01')).toBe('2000-02-29')
    expect(dayBefore('0999-01-01')).toBe('0998-12-31')
  })
})

describe('a check that corrects a released one', () => {
  it('is told in the same words and judged by its own rule', () => {
    const texts = { about: ['座位', 'seats'], pass: ['好', 'ok'], fail: ['否', 'no'], advice: '。' } as const
    const released = check(
      'CODE',
      () => texts,
      () => ({ verdict: 'PASS' }),
      { lasting: false },
    )
    const run = () => ({ verdict: 'UNKNOWN' }) as const
    expect(corrected(released, run)).toEqual({ ...released, run })
  })
})

describe('a check', () => {
  const textsFor = (seats: number): CheckTexts => ({
    about: ['座位', 'seats'],
    pass: [`不超过${seats}座`, `at most ${seats}`],
    fail: [`超过${seats}座`, `more than ${seats}`],
    advice: '请更换。',
  })
  const pass = () => ({ verdict: 'PASS' }) as const

  it('is its code, its texts and its rule, and says nothing else of itself', () => {
    const rule = check('CODE', textsFor(7), pass)
    expect(rule).toEqual({ code: 'CODE', texts: textsFor(7), run: pass })
  })

  it('has one set of texts for every day, or one for the day that is judged', () => {
    expect(textsOf(check('CODE', textsFor(7), pass), '2026-06-01')).toEqual(textsFor(7))
    const dated = check('CODE', (day) => textsFor(day < '2026-06-01' ? 7 : 5), pass)
    expect(textsOf(dated, '2026-05-31')).toEqual(textsFor(7))
    expect(textsOf(dated, '2026-06-01')).toEqual(textsFor(5))
    expect(dated.texts).toEqual(textsFor(7))
  })

  it.each([textsFor(7), () => textsFor(7)])('says what it is told to say of itself', (texts) => {
    expect(check('CODE', texts, pass, { lasting: false, grantsAuthority: true })).toMatchObject({
      lasting: false,
      grantsAuthority: true,
    })
  })

  it('lasts unless it says otherwise', () => {
    expect(isLasting(check('CODE', textsFor(7), pass))).toBe(true)
    expect(isLasting(check('CODE', textsFor(7), pass, { lasting: false }))).toBe(false)
  })
})

describe('months later', () => {
  it.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-08-31', 3, '2026-11-30'],
    ['2026-01-15', 12, '2027-01-15'],
    ['2026-06-01', 0, '2026-06-01'],
  ])('%s and %i months are %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected)
  })
})
