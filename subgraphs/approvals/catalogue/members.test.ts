import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absent, listFact, unknownFact } from '../testing/facts.ts'
import type { CheckVerdict } from './check.ts'
import type { ListFact, Maybe, OwnMarks, UnknownReason } from './fact.ts'
import { judgeAll, judgeNone, judgeSome } from './members.ts'

interface Policy extends OwnMarks {
  says: CheckVerdict
}

const rule = ({ says }: Policy): CheckVerdict => says
const known = (says: CheckVerdict): Policy => ({ says, unknown: null, contradicted: false })
const tooOld = (says: CheckVerdict): Policy => ({ ...known(says), unknown: 'TOO_OLD' })
const contradicted = (says: CheckVerdict): Policy => ({ says, unknown: 'CONFLICTING', contradicted: true })
const unmarked = (says: CheckVerdict): Policy => ({ says })

/** A list as it is read: whether complete, and why it must not be relied on as a whole. */
function list(records: Policy[], unknown: UnknownReason | null = null): ListFact<Policy> {
  const status =
    unknown === null || unknown === 'INCOMPLETE' || unknown === 'TOO_OLD'
      ? 'PRESENT'
      : unknown === 'STALE' || unknown === 'CONFLICTING'
        ? unknown
        : 'UNAVAILABLE'
  return { ...listFact(records, unknown !== 'INCOMPLETE'), status, unknown }
}

const everyReason: readonly UnknownReason[] = [
  'ERROR',
  'NO_ANSWER',
  'NO_ENVELOPE',
  'STALE',
  'UNAVAILABLE',
  'CONFLICTING',
  'OTHER_SUBJECT',
  'INCOMPLETE',
  'TOO_OLD',
  'AHEAD',
]
const reliedOnByRecord: readonly UnknownReason[] = ['INCOMPLETE', 'TOO_OLD', 'CONFLICTING']

describe('some record of a list', () => {
  it.each<[string, Maybe<ListFact<Policy>>, CheckVerdict]>([
    ['one of a complete list', list([known('FAIL'), known('PASS')]), 'PASS'],
    ['one of a list that is not complete', list([known('PASS')], 'INCOMPLETE'), 'PASS'],
    [
      'one confirmed in time in a list that is too old',
      list([tooOld('FAIL'), known('PASS')], 'TOO_OLD'),
      'PASS',
    ],
    [
      'one beside another that is contradicted',
      list([contradicted('FAIL'), known('PASS')], 'CONFLICTING'),
      'PASS',
    ],
    ['one that says nothing of itself, in a list that is known', list([unmarked('PASS')]), 'PASS'],
    ['none of a complete list', list([known('FAIL')]), 'FAIL'],
    ['a complete list without entries', list([]), 'FAIL'],
    ['a confirmed absence', absent(), 'FAIL'],
    ['an absence confirmed too long ago', { ...absent(), unknown: 'TOO_OLD' }, 'UNKNOWN'],
    ['none of a list that is not complete', list([known('FAIL')], 'INCOMPLETE'), 'UNKNOWN'],
    ['a list that is not complete and empty', list([], 'INCOMPLETE'), 'UNKNOWN'],
    ['only one that was confirmed too long ago', list([tooOld('PASS')], 'TOO_OLD'), 'UNKNOWN'],
    ['only one that is contradicted', list([contradicted('PASS')], 'CONFLICTING'), 'UNKNOWN'],
    [
      'one that says nothing of itself, where the list is not complete',
      list([unmarked('PASS')], 'INCOMPLETE'),
      'UNKNOWN',
    ],
    ['one of a list whose conflict no record names', list([known('PASS')], 'CONFLICTING'), 'UNKNOWN'],
    ['one of which the rule cannot say', list([known('FAIL'), known('UNKNOWN')]), 'UNKNOWN'],
    ['one that was too long ago, in a complete list', list([known('FAIL'), tooOld('FAIL')]), 'UNKNOWN'],
    ['no envelope', null, 'UNKNOWN'],
    ['an envelope that is not there', undefined, 'UNKNOWN'],
    ['a silent source', unknownFact('STALE'), 'UNKNOWN'],
    ['a fact without a list', { ...list([]), records: null as never }, 'FAIL'],
  ])('%s', (_, fact, verdict) => {
    expect(judgeSome(fact, rule)).toMatchObject({ verdict })
    expect(judgeSome(fact, rule).fact).toBe(fact)
  })

  it.each(everyReason)('may be relied on by its own mark where the list is %s, or not', (reason) => {
    const fact = list([known('PASS'), contradicted('FAIL')], reason)
    expect(judgeSome(fact, rule).verdict).toBe(reliedOnByRecord.includes(reason) ? 'PASS' : 'UNKNOWN')
  })

  it('says that what it stood on ran out, where the list is not complete and no record of it satisfies the rule', () => {
    expect(judgeSome(list([known('FAIL')], 'INCOMPLETE'), rule).ranOut).toBe(true)
    for (const fact of [
      list([known('FAIL')]),
      list([], 'INCOMPLETE'),
      list([known('FAIL'), known('UNKNOWN')], 'INCOMPLETE'),
      list([known('FAIL'), known('PASS')], 'INCOMPLETE'),
      list([known('FAIL')], 'STALE'),
    ])
      expect(judgeSome(fact, rule)).not.toHaveProperty('ranOut')
  })
})

describe('every record of a list, and none', () => {
  it.each<[string, Maybe<ListFact<Policy>>, CheckVerdict]>([
    ['all of a complete list', list([known('PASS'), known('PASS')]), 'PASS'],
    ['a complete list without entries', list([]), 'PASS'],
    ['a confirmed absence', absent(), 'PASS'],
    ['an absence confirmed too long ago', { ...absent(), unknown: 'TOO_OLD' }, 'UNKNOWN'],
    ['all of a list that is not complete', list([known('PASS')], 'INCOMPLETE'), 'UNKNOWN'],
    ['all of a list that is too old', list([known('PASS')], 'TOO_OLD'), 'UNKNOWN'],
    ['one that does not, of a complete list', list([known('PASS'), known('FAIL')]), 'FAIL'],
    ['one that does not, of a list that is not complete', list([known('FAIL')], 'INCOMPLETE'), 'FAIL'],
    [
      'one that does not, of a list in which another is too old',
      list([known('FAIL'), tooOld('PASS')], 'TOO_OLD'),
      'FAIL',
    ],
    [
      'one that does not, of a list whose conflict no record names',
      list([known('FAIL')], 'CONFLICTING'),
      'UNKNOWN',
    ],
    ['one that is contradicted and does not', list([contradicted('FAIL')], 'CONFLICTING'), 'UNKNOWN'],
    ['one that was confirmed too long ago and does not', list([tooOld('FAIL')], 'TOO_OLD'), 'UNKNOWN'],
    [
      'one that says nothing of itself, where the list is not complete',
      list([unmarked('FAIL')], 'INCOMPLETE'),
      'UNKNOWN',
    ],
    ['one of which the rule cannot say', list([known('PASS'), known('UNKNOWN')]), 'UNKNOWN'],
    ['a silent source', unknownFact('STALE'), 'UNKNOWN'],
    ['no envelope', null, 'UNKNOWN'],
  ])('%s', (_, fact, verdict) => {
    expect(judgeAll(fact, rule)).toEqual({ verdict, fact })
  })

  it.each<[CheckVerdict, CheckVerdict]>([
    ['PASS', 'FAIL'],
    ['FAIL', 'PASS'],
    ['UNKNOWN', 'UNKNOWN'],
  ])('where the rule says %s of the one there is, that there is none is %s', (says, verdict) => {
    expect(judgeNone(list([known(says)]), rule).verdict).toBe(verdict)
  })

  it('says nothing of a list whose conflict no record names: its records may be of another subject', () => {
    expect(judgeNone(list([known('PASS')], 'CONFLICTING'), rule).verdict).toBe('UNKNOWN')
    const named = list([known('PASS'), contradicted('FAIL')], 'CONFLICTING')
    expect(judgeNone(named, rule).verdict).toBe('FAIL')
  })

  it('is asked by yes and no as well', () => {
    expect(judgeNone(list([known('PASS')]), () => true).verdict).toBe('FAIL')
    expect(judgeNone(list([known('PASS')]), () => false).verdict).toBe('PASS')
  })
})

/** What is true of a subject, and how much of it the hub was told. */
const world = fc.record({
  truth: fc.array(fc.boolean(), { maxLength: 4 }),
  told: fc.array(fc.constantFrom('told', 'kept back', 'told too long ago', 'contradicted'), {
    minLength: 4,
    maxLength: 4,
  }),
  isVouched: fc.boolean(),
})

it('is never said to be what it may not be, whatever of the truth the source kept back', () => {
  fc.assert(
    fc.property(world, ({ truth, told, isVouched }) => {
      const records = truth.flatMap((isInForce, index): Policy[] => {
        const says = isInForce ? 'PASS' : 'FAIL'
        if (told[index] === 'kept back') return []
        if (told[index] === 'told') return [known(says)]
        // What was said long ago, or twice, may be otherwise today.
        const other = isInForce ? 'FAIL' : 'PASS'
        return [told[index] === 'contradicted' ? contradicted(other) : tooOld(other)]
      })
      const isAll = isVouched && records.length === truth.length
      const isConflicting = records.some((record) => record.contradicted)
      const fact = list(records, isConflicting ? 'CONFLICTING' : isAll ? null : 'INCOMPLETE')
      const [some, none] = [judgeSome(fact, rule).verdict, judgeNone(fact, rule).verdict]
      const holds = truth.includes(true)
      if (some !== 'UNKNOWN') expect(some).toBe(holds ? 'PASS' : 'FAIL')
      if (none !== 'UNKNOWN') expect(none).toBe(holds ? 'FAIL' : 'PASS')
      if (isAll && told.slice(0, truth.length).every((each) => each === 'told'))
        expect([some, none]).toEqual(holds ? ['PASS', 'FAIL'] : ['FAIL', 'PASS'])
    }),
    { numRuns: 1_000 },
  )
})
