/** What the last day of a certificate is reckoned with: the context of the decision, and the paper it stood on. */
import type { CheckContext } from '../catalogue/check.ts'
import type { ItemVersion } from '../catalogue/item.ts'
import { lastDayOnPaper } from '../catalogue/paper.ts'
import { decideBy } from './decide.ts'
import { contextOf, type Snapshot } from './snapshot.ts'

/** The context, with the days stated by paper a check passed on, and the last day such paper leaves where it states none. */
export interface IssueContext {
  readonly context: CheckContext
  readonly lastDayOnPaper: string | undefined
}

/** Reckons both of an approval. */
export function issueContext(
  item: Pick<ItemVersion, 'checks' | 'factsOf' | 'paperAllowed' | 'paper'>,
  snapshot: Snapshot,
): IssueContext {
  const context = contextOf(snapshot)
  if (item.paper === undefined || snapshot.paper.length === 0) return { context, lastDayOnPaper: undefined }
  const { findings } = decideBy(item, snapshot)
  const onPaper = new Set(
    findings.flatMap(({ code, verdict }) => (verdict === 'PASS_ON_PAPER' ? [code] : [])),
  )
  const used = snapshot.paper.filter(({ check }) => onPaper.has(check))
  const stated = used.flatMap(({ check, day }) => (day === undefined ? [] : [[check, day] as const]))
  const isShort = used.some(({ check }) => item.paper?.[check]?.states === null)
  return {
    context: { ...context, paperDays: Object.fromEntries(stated) },
    lastDayOnPaper: isShort ? lastDayOnPaper(snapshot.day) : undefined,
  }
}
