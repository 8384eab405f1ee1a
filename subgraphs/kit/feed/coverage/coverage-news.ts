/**
 * Who is told that answers about everybody are worth more than before: a source is heard again, what was missing of it came,
 * what nobody could read of it is read or closed. That names no subject: whoever waits for the source looks again.
 */
import type { EvidenceRule } from '@one-visit/schema/load.ts'
import { durationMs } from '@one-visit/schema/time.ts'
import { heartbeatsMissedMax } from '../../graph/evidence.ts'
import type { Outbox } from '../../work/outbox.ts'
import type { CoverageNews } from '../message.ts'
import type { ScopeState } from './scope-state.ts'

/** News of a room whose fields rest on evidence by these rules; of none, there is nobody to be told. */
export function createCoverageNews(outbox: Outbox, rules: readonly EvidenceRule[]): CoverageNews {
  const sources = [...new Set(rules.map(({ source }) => source))]
  return {
    tell: (tx) =>
      sources.length === 0
        ? Promise.resolve()
        : outbox.emit(
            tx,
            sources.map((source) => ({ type: 'feed.coverage.changed', subject: { source }, data: {} })),
          ),
    maxAgeMs: Math.min(...rules.map(({ maxAge }) => durationMs(maxAge))),
  }
}

/** What is known of a scope, as far as answers depend on it. */
type Vouched = Pick<
  ScopeState,
  'initialLoadCompletedAt' | 'heartbeatAt' | 'reconciledAt' | 'gap' | 'closedUntil'
>

/**
 * Whether a scope vouches for more than before, as of an instant: it loaded everything, was compared, has no gap any more,
 * is closed by its own word, or was heard again after it had been silent or its word too old. That it goes on as it was is
 * nothing new, and that it vouches for less wakes nobody: whoever decides reads anew.
 */
export function isWorthMore(
  before: Vouched,
  after: Vouched,
  {
    now,
    everySeconds,
    maxAgeMs,
  }: { now: Date; everySeconds: number | null; maxAgeMs: CoverageNews['maxAgeMs'] },
): boolean {
  const silentAfterMs = Math.min(
    maxAgeMs,
    everySeconds === null ? Number.POSITIVE_INFINITY : heartbeatsMissedMax * everySeconds * 1000,
  )
  const isHeard = (at: Date | null): boolean => at !== null && now.getTime() - at.getTime() <= silentAfterMs
  const isLater = (one: Date | null, other: Date | null): boolean =>
    one !== null && (other === null || one > other)
  return (
    (before.gap && !after.gap) ||
    (before.initialLoadCompletedAt === null && after.initialLoadCompletedAt !== null) ||
    isLater(after.reconciledAt, before.reconciledAt) ||
    (isLater(after.closedUntil, before.closedUntil) && isLater(after.closedUntil, now)) ||
    (isHeard(after.heartbeatAt) && !isHeard(before.heartbeatAt))
  )
}
