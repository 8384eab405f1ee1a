export { dayBefore } from '@one-visit/schema/time.ts'

import type { Fact, ListFact, Maybe, RecordFact } from './fact.ts'
import type { Parties } from './parties.ts'
import type { Subjects } from './subjects.ts'

export type { Subjects } from './subjects.ts'

/** Verdict of one check on evidence alone. */
export type CheckVerdict = 'PASS' | 'FAIL' | 'UNKNOWN'

/** What a check knows besides facts: the day it is judged on and what the application says. */
export interface CheckContext extends Parties {
  /** Calendar day in Asia/Shanghai, YYYY-MM-DD. */
  day: string
  /** Subjects of the application, as stored. */
  subjects: Subjects
  /** Days stated by the paper that stands for a check, by its code; for what ends the certificate. */
  paperDays?: Readonly<Record<string, string>>
}

/** What a check says: the verdict, and the fact it rests on. */
export interface CheckResult {
  verdict: CheckVerdict
  fact?: Maybe<Fact>
  /** True where it is UNKNOWN whether there is another record, and those that are known satisfy the rule no more. */
  ranOut?: true
  /**
   * The value of the record that makes it UNKNOWN, although its source vouches for it and the rule is satisfied: a clerk
   * looks into it, and a certificate that rests on the record is flagged for it.
   */
  doubt?: RecordDoubt
  /** Set where it is PASS and a person has to look at it all the same: the rule of the item then approves nothing. */
  byPerson?: true
  /** What is said of it instead, where the rule names values it found: for those who may see them. */
  named?: readonly [zh: string, en: string]
}

/** A value of a record by which nobody can rely on it unseen. */
export type RecordDoubt = 'duringClosure'

/** Texts of a check, Chinese and English. */
export interface CheckTexts {
  /** What is checked, e.g. 使用性质. */
  about: readonly [zh: string, en: string]
  pass: readonly [zh: string, en: string]
  fail: readonly [zh: string, en: string]
  /** What the applicant can do when it fails, Chinese. */
  advice: string
}

/** What a check says of a record that its source does not have. */
export type AbsentTexts = Pick<CheckTexts, 'fail' | 'advice'>

/** One rule. Pure: the same facts on the same day give the same result. */
export interface Check<Facts> {
  /** Code of the finding; permanent. */
  code: string
  /** The texts of its first day; those of another day are given by `textsOf`. */
  texts: CheckTexts
  /** Only where the texts name a figure of the law, which may be another on another day. */
  textsOn?: (day: string) => CheckTexts
  run: (facts: Facts, context: CheckContext) => CheckResult
  /** What is said instead where it fails because its source has no such record: that, and not what the rule asks for. */
  absent?: AbsentTexts
  /** What is said instead where it passes and a person has to look at it. */
  passByPerson?: readonly [zh: string, en: string]
  /** What it says of a day that paper states which stands for it; only where the item asks paper for a day. */
  onPaper?: (stated: string, day: string) => CheckVerdict
  /** False where the rule is for the day of the decision only; otherwise the certificate goes on resting on it. */
  lasting?: false
  /** True where the rule says whether the office may decide at all. */
  grantsAuthority?: true
}

/** A released check with another rule: the same finding, told in the same words. */
export function corrected<Facts>(
  released: Check<never>,
  run: (facts: Facts, context: CheckContext) => CheckResult,
): Check<Facts> {
  return { ...released, run }
}

/** A check that says so where it fails because its source has no such record. */
export function withAbsence<Facts>(texts: AbsentTexts, check: Check<Facts>): Check<Facts> {
  return { ...check, absent: texts }
}

/** What a check may say of itself; what it does not say is the usual: it lasts, and grants no authority. */
export type CheckTraits = Pick<Check<never>, 'lasting' | 'grantsAuthority'>

/** A rule with its code and texts, which may follow the figures of the day judged. */
export function check<Facts>(
  code: string,
  texts: CheckTexts | ((day: string) => CheckTexts),
  run: (facts: Facts, context: CheckContext) => CheckResult,
  traits: CheckTraits = {},
): Check<Facts> {
  return typeof texts === 'function'
    ? { code, texts: texts(beforeEveryFigure), textsOn: texts, run, ...traits }
    : { code, texts, run, ...traits }
}

/** Whether a certificate goes on resting on a check after the day of the decision. */
export function isLasting({ lasting }: CheckTraits): boolean {
  return lasting !== false
}

/** A day on which every figure has its first value. */
const beforeEveryFigure = '0001-01-01'

/** What a check says on a day. */
export function textsOf(
  { texts, textsOn }: Pick<Check<never>, 'texts' | 'textsOn'>,
  day: string,
): CheckTexts {
  return textsOn === undefined ? texts : textsOn(day)
}

const unknown = (fact: Maybe<Fact>): CheckResult => ({ verdict: 'UNKNOWN', fact })

/** Whether a fact may be relied on at all. */
export function isKnown<Given extends Fact>(fact: Maybe<Given>): fact is Given {
  return fact !== null && fact !== undefined && (fact.unknown ?? null) === null
}

/**
 * Judges the record of a fact. What cannot be relied on is UNKNOWN; a confirmed absence fails unless `absent` says
 * otherwise.
 */
export function judge<Content>(
  fact: Maybe<RecordFact<Content>>,
  rule: (record: Content) => boolean | CheckVerdict,
  { absent = 'FAIL' }: { absent?: CheckVerdict } = {},
): CheckResult {
  if (!isKnown(fact)) return unknown(fact)
  if (fact.status === 'CONFIRMED_ABSENT') return { verdict: absent, fact }
  if (fact.status !== 'PRESENT' || fact.record === null || fact.record === undefined) return unknown(fact)
  return { verdict: verdictOf(rule(fact.record)), fact }
}

/** The verdict a rule answers, in a word. */
export function verdictOf(answer: boolean | CheckVerdict): CheckVerdict {
  return answer === true ? 'PASS' : answer === false ? 'FAIL' : answer
}

/** Judges the records of a fact; a confirmed absence is judged as an empty list. */
export function judgeList<Content>(
  fact: Maybe<ListFact<Content>>,
  rule: (records: readonly Content[]) => boolean | CheckVerdict,
): CheckResult {
  if (!isKnown(fact)) return unknown(fact)
  if (fact.status === 'CONFIRMED_ABSENT') return { verdict: verdictOf(rule([])), fact }
  if (fact.status !== 'PRESENT' || !fact.complete) return unknown(fact)
  return { verdict: verdictOf(rule(fact.records)), fact }
}

/** FAIL outweighs UNKNOWN outweighs PASS. */
export function worst(results: readonly CheckResult[]): CheckResult {
  return (
    results.find(({ verdict }) => verdict === 'FAIL') ??
    results.find(({ verdict }) => verdict === 'UNKNOWN') ??
    results[0] ?? { verdict: 'PASS' }
  )
}

/** The day `years` later; 29 February becomes the 28th where the year has none. Days are YYYY-MM-DD. */
export function addYears(day: string, years: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const later = year + years
  return dayOf(later, month, month === 2 && date === 29 && !isLeap(later) ? 28 : date)
}

/** The day so many months later, the last of its month where that is shorter. Days are YYYY-MM-DD. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const later = year * 12 + month - 1 + months
  const [inYear, inMonth] = [Math.floor(later / 12), (later % 12) + 1]
  return dayOf(inYear, inMonth, Math.min(date, daysIn(inYear, inMonth)))
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function dayOf(year: number, month: number, date: number): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join(
    '-',
  )
}
