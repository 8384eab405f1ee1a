/** Whether paper stands for a check of which the sources say nothing. */
import type { Check, CheckResult, CheckVerdict } from '../catalogue/check.ts'
import type { ItemVersion } from '../catalogue/item.ts'
import type { ConfirmedPaper } from './snapshot.ts'

/** A check that was judged, and all paper of its case. */
interface Judged {
  readonly result: CheckResult
  readonly paper: readonly ConfirmedPaper[]
  /** Calendar day it is judged on. */
  readonly day: string
}

/**
 * What confirmed paper says of a check: PASS where it stands for it, FAIL where the day it states does not satisfy the
 * rule. UNKNOWN where there is none, the item takes none, it lacks the day the item asks for, or sources contradict one
 * another and the item does not let it outweigh them.
 */
export function paperStanding(
  item: Pick<ItemVersion, 'paperAllowed' | 'paper'>,
  check: Pick<Check<never>, 'code' | 'onPaper'>,
  { result, paper, day }: Judged,
): CheckVerdict {
  const { code } = check
  const entered = item.paperAllowed.includes(code) ? paper.find((each) => each.check === code) : undefined
  if (entered === undefined || result.verdict !== 'UNKNOWN') return 'UNKNOWN'
  const rule = item.paper?.[code]
  if (rule === undefined) return 'PASS'
  const { unknown } = result.fact ?? {}
  if (unknown === 'CONFLICTING' && rule.outweighsConflict !== true) return 'UNKNOWN'
  if (rule.states === null) return 'PASS'
  return entered.day === undefined ? 'UNKNOWN' : (check.onPaper?.(entered.day, day) ?? 'UNKNOWN')
}
