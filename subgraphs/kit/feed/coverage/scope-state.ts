/** How far a source vouches for a scope, and how that follows from what it says: heartbeats, batches, comparisons. Pure. */
import { type Comparisons, compared, differsSince, earliest, latest } from '../kept/comparisons.ts'

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
  /** The largest number the source ever stated, and as of when it did. */
  lastSequence: number | null
  lastSequenceAt: Date | null
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

/** Since when something is missing of a source that never spoke before. */
export const neverWhole = new Date(0)

/** What a source has said of the numbers of its batches, with a heartbeat: a lower number than before says nothing. */
export function statedNumbers(
  known: ScopeState,
  { at, lastSequence, firstSequence }: StatedHeartbeat,
): Pick<ScopeState, 'completeSequence' | 'firstSequence' | 'lastSequence' | 'lastSequenceAt'> {
  const { completeSequence } = known
  const isNewLast = lastSequence !== undefined && lastSequence > (known.lastSequence ?? -1)
  return {
    completeSequence,
    firstSequence: known.firstSequence ?? firstSequence ?? null,
    lastSequence: isNewLast ? lastSequence : known.lastSequence,
    lastSequenceAt: isNewLast ? at : known.lastSequenceAt,
  }
}

/** What is known of a scope after a heartbeat, with what it stated of numbers and what was found of them. */
export function afterHeartbeat(
  known: ScopeState,
  heartbeat: StatedHeartbeat,
  numbered: Numbering,
): ScopeState {
  const { at, initialLoadCompleted, closedUntil } = heartbeat
  const stated = statedNumbers(known, heartbeat)
  const isMissing = numbered.missingFrom !== undefined
  const isCounted = stated.lastSequence !== null && !isMissing
  return withGap({
    ...known,
    ...stated,
    // An older word than one the hub has heard says nothing of what was sent after it.
    heartbeatAt: latest([known.heartbeatAt, at]),
    initialLoadCompletedAt: known.initialLoadCompletedAt ?? (initialLoadCompleted ? at : null),
    completeSequence: numbered.complete,
    // Whoever says nothing of being closed is open again; an older word says nothing of now.
    closedUntil:
      known.heartbeatAt !== null && at < known.heartbeatAt ? known.closedUntil : (closedUntil ?? null),
    // What is missing was sent after the last word by which nothing was.
    sequenceGapSince: isCounted
      ? null
      : (known.sequenceGapSince ?? (isMissing ? (known.heartbeatAt ?? neverWhole) : null)),
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

/**
 * What is known of a scope after a comparison as of an instant, message by message. It counts as reconciled up to the
 * oldest of its messages' comparisons, so with one that was `sent` and never compared not at all; and a batch that is
 * missing is made up for when all were found equal since. `missing` are the messages that were never found equal.
 */
export function afterComparison(
  known: ScopeState,
  found: { at: Date; equal: ReadonlyMap<string, boolean>; sent: readonly string[] },
): { state: ScopeState; missing: readonly string[] } {
  const comparisons = { ...known.comparisons }
  for (const [message, equal] of found.equal)
    comparisons[message] = compared(comparisons[message], equal, found.at)
  const messages = [...new Set([...found.sent, ...Object.keys(comparisons)])]
  const missing = messages.filter((message) => comparisons[message]?.equalAt === undefined)
  const equalAt = Object.values(comparisons).map((one) =>
    one.equalAt === undefined ? null : new Date(one.equalAt),
  )
  const allEqualAt = missing.length > 0 ? null : earliest(equalAt)
  // Everything was equal as of when the newest number was stated: whatever was missing then is missing no more.
  const isMadeUpFor =
    known.sequenceGapSince !== null &&
    allEqualAt !== null &&
    allEqualAt >= (known.lastSequenceAt ?? known.sequenceGapSince)
  const state = withGap({
    ...known,
    comparisons,
    reconciledAt: latest([known.reconciledAt, allEqualAt]),
    ...(isMadeUpFor && { completeSequence: known.lastSequence }),
    sequenceGapSince: isMadeUpFor ? null : known.sequenceGapSince,
  })
  return { state, missing }
}

/** Something is missing where a batch is, or where a comparison differed. */
function withGap(state: ScopeState): ScopeState {
  const gapSince = earliest([state.sequenceGapSince, differsSince(state.comparisons)])
  return { ...state, gapSince, gap: gapSince !== null }
}
