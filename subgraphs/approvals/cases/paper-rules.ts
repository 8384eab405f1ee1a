/** Whether paper may be entered for a check: what the item takes, what it must state, and what it may outweigh. */
import type { Item } from '../catalogue/items/index.ts'
import { decideBy } from '../judging/decide.ts'
import { readSnapshot } from '../judging/stored.ts'
import { badInput, refused } from '../store/refused.ts'
import type { EvaluationRow } from '../store/rows.ts'

/** Paper as it is entered. */
export interface EnteredPaper {
  readonly check: string
  readonly fileDigest: string
  /** The day it states, YYYY-MM-DD. */
  readonly statesDay?: string | null | undefined
}

/** What the days are called that an original can state. */
const dayNames = {
  REGISTERED_ON: 'the day of the first registration',
  SCRAPPED_ON: 'the compulsory scrapping date',
  ENDS_ON: 'the last day of what it shows',
} as const

/**
 * Passes when the item takes paper for the check, and it states the day the item asks for, where it asks for one.
 * @throws BAD_USER_INPUT naming the argument
 */
export function requireStated(
  item: Pick<Item, 'checks' | 'paperAllowed' | 'paper'>,
  { check, statesDay }: EnteredPaper,
  day: string,
): void {
  if (!item.paperAllowed.includes(check))
    throw badInput('check', 'PAPER_NOT_TAKEN', `The item does not take paper for the check ${check}.`)
  const stated = statesDay ?? undefined
  const states = item.paper?.[check]?.states ?? null
  if (states === null) {
    if (stated !== undefined)
      throw badInput(
        'statesDay',
        'PAPER_DAY_NOT_STATED',
        `Paper for the check ${check} states no day that counts; leave it out.`,
      )
    return
  }
  if (stated === undefined)
    throw badInput(
      'statesDay',
      'PAPER_DAY_MISSING',
      `Paper for the check ${check} states ${dayNames[states]}; name it.`,
    )
  const rule = item.checks.find(({ code }) => code === check)
  if (rule?.onPaper?.(stated, day) === 'UNKNOWN')
    throw badInput('statesDay', 'PAPER_DAY_IMPLAUSIBLE', `The day cannot be ${dayNames[states]}.`)
}

/**
 * Passes when the paper would stand for its check on the evidence last read: sources that contradict one another it
 * outweighs only where the item says so.
 * @throws CONFLICT otherwise
 */
export function requireWeight(
  item: Pick<Item, 'version' | 'checks' | 'factsOf' | 'paperAllowed' | 'paper'>,
  { check, fileDigest, statesDay }: EnteredPaper,
  evaluation: Pick<EvaluationRow, 'itemVersion' | 'snapshot'> | undefined,
): void {
  // What was judged by a version that is corrected meanwhile says nothing of the correction; its next evaluation will.
  if (evaluation === undefined || evaluation.itemVersion !== item.version) return
  const snapshot = readSnapshot(evaluation.snapshot)
  const paper = [...snapshot.paper, { check, fileDigest, ...(statesDay && { day: statesDay }) }]
  const found = decideBy(item, { ...snapshot, paper }).findings.find(({ code }) => code === check)
  if (found?.verdict === 'UNKNOWN')
    throw refused(
      'CONFLICT',
      { field: 'check', fault: 'PAPER_CONTRADICTED', check },
      `Sources contradict one another on the check ${check}, and the item lets no paper outweigh that.`,
    )
}
