import { shanghaiDay } from '@one-visit/schema/time.ts'
import { inChain } from './change-chain.ts'
import type { UsageType } from './generated/resolvers.ts'
import type { PoliceVehicleRow, UsageChangeRow } from './store.ts'

/** What follows from the newest state and the changes: the usage now, or that they contradict one another. */
export interface UsageNow {
  conflicting: boolean
  current: UsageType
  previous: UsageType | null
  changeCompleted: boolean
  lastChange: UsageChangeRow | null
  /** The row that said so. */
  basis: PoliceVehicleRow | UsageChangeRow
}

const isDone = (change: UsageChangeRow): change is UsageChangeRow & { completedOn: string } =>
  change.state === 'DONE' && change.completedOn !== null

/** The change that was accepted last; a correction of an older one, however late, is about that older one. */
function lastAccepted(changes: readonly UsageChangeRow[]): UsageChangeRow | null {
  const after = (a: UsageChangeRow, b: UsageChangeRow) =>
    a.acceptedAt.getTime() - b.acceptedAt.getTime() ||
    a.sourceAt.getTime() - b.sourceAt.getTime() ||
    (a.changeId < b.changeId ? -1 : 1)
  return changes.reduce<UsageChangeRow | null>(
    (last, change) => (last === null || after(change, last) > 0 ? change : last),
    null,
  )
}

/** Since when the police state that a change is done; a correction of it says nothing new. */
const doneSince = ({ doneAt, sourceAt }: UsageChangeRow): Date => doneAt ?? sourceAt

/**
 * The newest police statement of the usage type.
 * Changes that are done follow one another (change-chain.ts); where they do not connect nobody knows which was last.
 * A state read since the last one was recorded as done must agree with it; one read before is overtaken by it, unless it
 * is of that very day and shows a usage none of the day's changes knows. A withdrawn change leaves no trace in the state:
 * a state that shows its target contradicts it. What was said twice at one instant, in two ways, is a conflict.
 */
export function usageNow(
  state: PoliceVehicleRow | undefined,
  changes: readonly UsageChangeRow[],
): UsageNow | undefined {
  const standing = changes.filter(({ deleted }) => !deleted)
  const contradicted = changes.some((change) => change.contradicted) || state?.contradicted === true
  const chain = inChain(standing.filter(isDone))
  const done = chain?.last
  const lastChange = lastAccepted(standing)
  if (state === undefined || state.deleted) {
    if (done === undefined) return undefined
    return fromChange(done, { conflicting: contradicted || !chain?.connects, lastChange })
  }
  const fromState = (conflicting: boolean): UsageNow => ({
    conflicting: contradicted || conflicting,
    current: state.usage,
    previous: done?.toUse === state.usage ? done.fromUse : (state.previous as UsageType | null),
    changeCompleted: done?.toUse === state.usage,
    lastChange,
    basis: state,
  })
  if (done === undefined || chain === undefined) return fromState(isTargetOf(standing, state))
  const isSince = state.sourceAt >= doneSince(done)
  // The police say themselves what came last, whatever the changes leave open.
  if (state.usage === done.toUse) return fromState(!chain.connects && !isSince)
  if (isSince || !chain.connects) return fromState(true)
  const isOfThatDay = shanghaiDay(state.sourceAt) === done.completedOn
  if (isOfThatDay && !chain.usesOfLastDay.includes(state.usage)) return fromState(true)
  return fromChange(done, { conflicting: contradicted, lastChange })
}

function fromChange(
  done: UsageChangeRow,
  { conflicting, lastChange }: Pick<UsageNow, 'conflicting' | 'lastChange'>,
): UsageNow {
  return {
    conflicting,
    current: done.toUse,
    previous: done.fromUse,
    changeCompleted: true,
    lastChange,
    basis: done,
  }
}

/** Whether a state shows the target of the last change although that was withdrawn. */
function isTargetOf(standing: readonly UsageChangeRow[], { usage }: PoliceVehicleRow): boolean {
  const last = lastAccepted(standing)
  return last?.state === 'WITHDRAWN' && last.toUse === usage
}
