/**
 * How lists are judged record by record. A check says what it needs: some record that satisfies it, which may stand in a
 * list that is not complete, or all records, or none, which only a complete list can show.
 */
import { type CheckResult, type CheckVerdict, isKnown, verdictOf } from './check.ts'
import type { ListFact, Maybe, OwnMarks, UnknownReason } from './fact.ts'

type Rule<Content> = (record: Content) => boolean | CheckVerdict

/** What may be wrong with a list of which a record can be relied on all the same. */
const reliedOnByRecord: readonly UnknownReason[] = ['INCOMPLETE', 'TOO_OLD', 'CONFLICTING']

/**
 * Passes on one record that satisfies the rule, where it is present, not contradicted and confirmed in time, whether the
 * list is complete or not. FAIL needs a list that is known and complete, or a confirmed absence; all else is UNKNOWN.
 */
export function judgeSome<Content extends object>(
  fact: Maybe<ListFact<Content>>,
  rule: Rule<Content>,
): CheckResult {
  if (isAbsent(fact)) return { verdict: 'FAIL', fact }
  const answers = answersOf(fact, rule)
  if (answers.includes('PASS')) return { verdict: 'PASS', fact }
  const isEveryOut = answers.every((answer) => answer === 'FAIL')
  if (isWhole(fact)) return { verdict: isEveryOut ? 'FAIL' : 'UNKNOWN', fact }
  return { verdict: 'UNKNOWN', fact, ...(isEveryOut && answers.length > 0 && { ranOut: true as const }) }
}

/**
 * Passes where every record satisfies the rule and the list is known and complete; a confirmed absence is an empty list.
 * One record that can be relied on and does not satisfy it fails, whether the list is complete or not.
 */
export function judgeAll<Content extends object>(
  fact: Maybe<ListFact<Content>>,
  rule: Rule<Content>,
): CheckResult {
  if (isAbsent(fact)) return { verdict: 'PASS', fact }
  const answers = answersOf(fact, rule)
  if (answers.includes('FAIL')) return { verdict: 'FAIL', fact }
  const isMet = isWhole(fact) && answers.every((answer) => answer === 'PASS')
  return { verdict: isMet ? 'PASS' : 'UNKNOWN', fact }
}

/** Passes where no record satisfies the rule: `judgeAll` of its opposite. */
export function judgeNone<Content extends object>(
  fact: Maybe<ListFact<Content>>,
  rule: Rule<Content>,
): CheckResult {
  return judgeAll(fact, (record) => opposite[verdictOf(rule(record))])
}

const opposite = { PASS: 'FAIL', FAIL: 'PASS', UNKNOWN: 'UNKNOWN' } as const

/**
 * What the rule says of each record; UNKNOWN of one that must not be relied on, and of every record of a list that is
 * CONFLICTING and does not say which: they may not be the subject's at all.
 */
function answersOf<Content extends object>(
  fact: Maybe<ListFact<Content>>,
  rule: Rule<Content>,
): readonly CheckVerdict[] {
  return fact
    ? recordsOf(fact).map((record) =>
        isConflictNamed(fact) && isReliable(record, fact) ? verdictOf(rule(record)) : 'UNKNOWN',
      )
    : []
}

function recordsOf<Content>({ records }: ListFact<Content>): readonly Content[] {
  return Array.isArray(records) ? records : []
}

/** Whether a record of a list may be relied on: by its own mark where it has one, else as the list. */
export function isReliable(record: OwnMarks, fact: ListFact<OwnMarks>): boolean {
  const { status, unknown } = fact
  if (record.unknown === undefined) return isKnown(fact) && status === 'PRESENT'
  if (record.unknown !== null) return false
  return unknown === null || unknown === undefined
    ? status === 'PRESENT'
    : reliedOnByRecord.includes(unknown) && (status === 'PRESENT' || status === 'CONFLICTING')
}

/** Whether a list that is CONFLICTING says which of its records are contradicted; yes for every other list. */
export function isConflictNamed(fact: Maybe<ListFact<OwnMarks>>): boolean {
  return fact?.unknown !== 'CONFLICTING' || recordsOf(fact).some(({ contradicted }) => contradicted === true)
}

function isWhole(fact: Maybe<ListFact<object>>): boolean {
  return isKnown(fact) && fact.status === 'PRESENT' && fact.complete
}

function isAbsent(fact: Maybe<ListFact<object>>): boolean {
  return isKnown(fact) && fact.status === 'CONFIRMED_ABSENT'
}
