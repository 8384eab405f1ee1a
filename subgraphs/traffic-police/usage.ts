import { shanghaiDay } from '@one-visit/schema/time.ts'
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

const isDone = (change: UsageChangeRow): boolean => change.state === 'DONE' && change.completedOn !== null

function newest(changes: readonly UsageChangeRow[]): UsageChangeRow | null {
  return changes.reduce<UsageChangeRow | null>(
    (last, change) => (last === null || change.sourceAt > last.sourceAt ? change : last),
    null,
  )
}

/**
 * The newest police statement of the usage type.
 * A state read after the day a change was completed must agree with it; a state read before is overtaken by the change.
 * On the day itself both are possible, so that a state that still shows the old usage is overtaken, and one that shows
 * a third usage contradicts. A withdrawn change leaves no trace in the state: a state that shows its target contradicts it.
 */
export function usageNow(
  state: PoliceVehicleRow | undefined,
  changes: readonly UsageChangeRow[],
): UsageNow | undefined {
  const standing = changes.filter(({ deleted }) => !deleted)
  const done = newestDone(standing)
  const lastChange = newest(standing)
  if (state === undefined || state.deleted) {
    if (done === undefined) return undefined
    return {
      conflicting: false,
      current: done.toUse,
      previous: done.fromUse,
      changeCompleted: true,
      lastChange,
      basis: done,
    }
  }
  const fromState = (conflicting: boolean): UsageNow => ({
    conflicting,
    current: state.usage,
    previous: done?.toUse === state.usage ? done.fromUse : (state.previous as UsageType | null),
    changeCompleted: done?.toUse === state.usage,
    lastChange,
    basis: state,
  })
  const withdrawn =
    lastChange?.state === 'WITHDRAWN' && lastChange.toUse === state.usage && done?.toUse !== state.usage
  if (done === undefined) return fromState(withdrawn)
  if (state.usage === done.toUse) return fromState(false)
  const stateDay = shanghaiDay(state.sourceAt)
  const completedOn = done.completedOn ?? ''
  const overtaken = stateDay < completedOn || (stateDay === completedOn && state.usage === done.fromUse)
  if (!overtaken) return fromState(true)
  return {
    conflicting: false,
    current: done.toUse,
    previous: done.fromUse,
    changeCompleted: true,
    lastChange,
    basis: done,
  }
}

/** Newest completion first; of one day the one the police recorded later. */
function newestDone(changes: readonly UsageChangeRow[]): UsageChangeRow | undefined {
  return changes.filter(isDone).reduce<UsageChangeRow | undefined>((newest, change) => {
    if (newest === undefined) return change
    const [a, b] = [newest.completedOn ?? '', change.completedOn ?? '']
    if (a !== b) return b > a ? change : newest
    return change.sourceAt > newest.sourceAt ? change : newest
  }, undefined)
}
