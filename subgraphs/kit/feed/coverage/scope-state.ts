/** How far a source vouches for a scope, and how that follows from what it says: heartbeats, batches, comparisons. Pure. */
import {
  type Comparisons,
  compared,
  differsSince,
  earliest,
  latest,
  neverWhole,
} from '../kept/comparisons.ts'

/** What is known of a scope of a source. */
export interface ScopeState {
  initialLoadCompletedAt: Date | null
  heartbeatAt: Date | null
  reconciledAt: Date | null
  /** Whether anything is known to be missing, and up to when nothing was. */
  gap: boolean
  gapSince: Date | null
  /** Up to when no numbered batch was missing, while one is. */
  sequenceGapSince: Date | null
  comparisons: Comparisons
  /** Every numbered batch up to this one was processed. */
  completeSequence: number | null
  firstSequence: number | null
  /** The largest number the source ever stated or sent, and as of when it is known to have. */
  lastSequence: number | null
  lastSequenceAt: Date | null
  /** As of when it last stated the number of its newest batch while none was missing. */
  wholeAt: Date | null
  /** Until when the source said that it is closed. */
  closedUntil: Date | null
}

/** A heartbeat, as far as it changes what is known. */
export interface StatedHeartbeat {
  at: Date
  lastSequence?: number | undefined
  firstSequence?: number | undefined
  initialLoadCompleted?: true | undefined
  closedUntil?: Date | undefined
}

/** Up to which number all batches of a source were processed, and the first that was not, of those it stated. */
export interface Numbering {
  complete: number | null
  missingFrom?: number
}

/** The batch of the highest number that came of a source. */
export interface NewestBatch {
  sequence: number
  receivedAt: Date
}

/**
 * What a source has said of the numbers of its batches, with a heartbeat: a lower number than before says nothing, and a
 * number that came says as much as one that is stated.
 */
export function statedNumbers(
  known: ScopeState,
  { at, lastSequence, firstSequence }: StatedHeartbeat,
  newest?: NewestBatch,
): Pick<ScopeState, 'completeSequence' | 'firstSequence' | 'lastSequence' | 'lastSequenceAt'> {
  const { completeSequence } = known
  const isBeyondStated = newest !== undefined && newest.sequence > (lastSequence ?? -1)
  const [last, lastAt] = isBeyondStated
    ? [newest.sequence, latest([at, newest.receivedAt])]
    : [lastSequence ?? -1, at]
  const isNewLast = last > (known.lastSequence ?? -1)
  return {
    completeSequence,
    firstSequence: known.firstSequence ?? firstSequence ?? null,
    lastSequence: isNewLast ? last : known.lastSequence,
    lastSequenceAt: isNewLast ? lastAt : known.lastSequenceAt,
  }
}

/** What is known of a scope after a heartbeat, with what was found of the numbers known by then (`statedNumbers`). */
export function afterHeartbeat(
  known: ScopeState,
  { at, lastSequence, initialLoadCompleted, closedUntil }: StatedHeartbeat,
  numbered: Numbering,
): ScopeState {
  const isMissing = numbered.missingFrom !== undefined
  const isCounted = known.lastSequence !== null && !isMissing
  const isStated = lastSequence !== undefined && lastSequence === known.lastSequence
  return withGap({
    ...known,
    // An older word than one the hub has heard says nothing of what was sent after it.
    heartbeatAt: latest([known.heartbeatAt, at]),
    initialLoadCompletedAt: known.initialLoadCompletedAt ?? (initialLoadCompleted ? at : null),
    completeSequence: numbered.complete,
    // Whoever says nothing of being closed is open again; an older word says nothing of now.
    closedUntil:
      known.heartbeatAt !== null && at < known.heartbeatAt ? known.closedUntil : (closedUntil ?? null),
    wholeAt: isStated && !isMissing ? latest([known.wholeAt, at]) : known.wholeAt,
    // What is missing was sent after the last word by which nothing was; one that states no number says nothing of that.
    sequenceGapSince: isCounted
      ? null
      : (known.sequenceGapSince ?? (isMissing ? (known.wholeAt ?? neverWhole) : null)),
  })
}

/** What is known of a scope after a batch of its source was processed. */
export function afterBatch(known: ScopeState, { complete, missingFrom }: Numbering): ScopeState {
  return withGap({
    ...known,
    completeSequence: complete,
    sequenceGapSince: missingFrom === undefined ? null : known.sequenceGapSince,
  })
}

/** Messages by the name they are compared under: those a source has sent, and all it may send. */
export interface ComparedMessages {
  sent: readonly string[]
  every: readonly string[]
}

/**
 * What is known of a scope after a comparison as of an instant, message by message, and of the `others` of its source where
 * it was one of everything. The scope counts as reconciled up to the oldest comparison of its messages, so with one that was
 * sent and never compared not at all. Nobody knows what a missing batch holds: it is made up for when every message its
 * sender may send was found equal since its number was known. `missing` are the messages still to be found equal.
 */
export function afterComparison<Other extends ScopeState = ScopeState>(
  known: ScopeState,
  found: { at: Date; equal: ReadonlyMap<string, boolean> },
  messages: ComparedMessages,
  others: readonly Other[] = [],
): { state: ScopeState; madeUp: readonly Other[]; missing: readonly string[] } {
  const comparisons = { ...known.comparisons }
  for (const [message, equal] of found.equal)
    comparisons[message] = compared(comparisons[message], equal, found.at)
  const open = [known, ...others].map(missingUntil).filter((until) => until !== null)
  const needed = new Set([...messages[open.length > 0 ? 'every' : 'sent'], ...Object.keys(comparisons)])
  const equalAt = (message: string): Date | null => dateOrNull(comparisons[message]?.equalAt)
  const isEqualSince = (message: string, since: Date | null): boolean =>
    (equalAt(message)?.getTime() ?? -1) >= (since ?? neverWhole).getTime()
  const isMadeUpFor = (state: ScopeState): boolean => {
    const until = missingUntil(state)
    return until !== null && [...needed].every((message) => isEqualSince(message, until))
  }
  const isEqual = [...needed].every((message) => isEqualSince(message, null))
  const state = withGap({
    ...(isMadeUpFor(known) ? wholeAgain(known) : known),
    comparisons,
    reconciledAt: latest([known.reconciledAt, isEqual ? earliest([...needed].map(equalAt)) : null]),
  })
  return {
    state,
    madeUp: others.filter(isMadeUpFor).map((other) => withGap(wholeAgain(other))),
    missing: [...needed].filter((message) => !isEqualSince(message, latest(open))),
  }
}

/**
 * As of when all that is missing of a scope is known to have been sent: the last word of its numbers, and the last comparison
 * that differed. Null where nothing is missing.
 */
export function gapUntil(state: Pick<ScopeState, 'sequenceGapSince' | 'lastSequenceAt' | 'comparisons'>) {
  const differing = Object.values(state.comparisons).map(({ differsAt }) => dateOrNull(differsAt))
  return latest([missingUntil(state), ...differing])
}

/** As of when all that is missing of a scope is known to have been sent; null where no numbered batch is missing. */
function missingUntil({
  sequenceGapSince,
  lastSequenceAt,
}: Pick<ScopeState, 'sequenceGapSince' | 'lastSequenceAt'>): Date | null {
  return sequenceGapSince === null ? null : (lastSequenceAt ?? sequenceGapSince)
}

const wholeAgain = <State extends ScopeState>(state: State): State => ({
  ...state,
  completeSequence: state.lastSequence,
  sequenceGapSince: null,
})

const dateOrNull = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text))

/** Something is missing where a batch is, or where a comparison differed. */
function withGap<State extends ScopeState>(state: State): State {
  const gapSince = earliest([state.sequenceGapSince, differsSince(state.comparisons)])
  return { ...state, gapSince, gap: gapSince !== null }
}
