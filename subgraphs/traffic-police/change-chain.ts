/**
 * The order of usage-type changes that are done. Days order them; within a day each begins with the usage the one before
 * left (A to T, then T to A), and of several such orders the one in which they were accepted is meant. When the police last
 * touched a record says nothing of it. Pure.
 */
import type { UsageType } from './generated/resolvers.ts'

/** A change that is done, as far as its place is concerned. */
export interface DoneChange {
  fromUse: UsageType
  toUse: UsageType
  acceptedAt: Date
  /** YYYY-MM-DD */
  completedOn: string
}

/** Changes in their order, as far as one can be told. */
export interface Chain<Change> {
  /** The last one; where they do not connect, the last by day and acceptance. */
  last: Change
  /** Whether each begins where the one before ends, and which one is last does not hang on chance. */
  connects: boolean
  /** Usages the vehicle had on the day of the last one. */
  usesOfLastDay: readonly UsageType[]
}

/** The most changes of one day that are put in order; more are no real vehicle's. */
const changesOfDayMax = 6

/** Puts changes in order; undefined without any. */
export function inChain<Change extends DoneChange>(changes: readonly Change[]): Chain<Change> | undefined {
  const days = [...new Set(changes.map(({ completedOn }) => completedOn))].sort()
  const ofDays = days.map((day) => changes.filter(({ completedOn }) => completedOn === day))
  let end: UsageType | undefined
  let connects = true
  let last: Change | undefined
  for (const ofDay of ofDays) {
    const found = lastOfDay(ofDay, end)
    connects &&= found !== undefined
    last = found ?? lastOfDay(ofDay, undefined) ?? byAcceptance(ofDay).at(-1)
    end = last?.toUse
  }
  const lastDay = ofDays.at(-1) ?? []
  return last && { last, connects, usesOfLastDay: lastDay.flatMap(({ fromUse, toUse }) => [fromUse, toUse]) }
}

function byAcceptance<Change extends DoneChange>(changes: readonly Change[]): Change[] {
  return changes.toSorted((a, b) => a.acceptedAt.getTime() - b.acceptedAt.getTime())
}

/**
 * The last change of a day, in the order that connects and follows acceptance most closely; undefined where none connects,
 * or where two that follow it alike end differently.
 */
function lastOfDay<Change extends DoneChange>(
  ofDay: readonly Change[],
  begin: UsageType | undefined,
): Change | undefined {
  if (ofDay.length > changesOfDayMax) return undefined
  const orders = connected(byAcceptance(ofDay), begin).map((order) => ({
    key: order.map(({ acceptedAt }) => acceptedAt.toISOString()).join(),
    last: order.at(-1),
  }))
  const [best] = orders.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const ends = new Set(orders.filter(({ key }) => key === best?.key).map(({ last }) => last?.toUse))
  return ends.size === 1 ? best?.last : undefined
}

/** All orders of changes in which each begins where the one before ends. */
function connected<Change extends DoneChange>(
  changes: readonly Change[],
  begin: UsageType | undefined,
): Change[][] {
  if (changes.length === 0) return [[]]
  return changes.flatMap((change, place) =>
    begin !== undefined && change.fromUse !== begin
      ? []
      : connected(changes.toSpliced(place, 1), change.toUse).map((rest) => [change, ...rest]),
  )
}
