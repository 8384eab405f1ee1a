import { type Coverage, isDoubtful } from '@one-visit/kit/graph/evidence.ts'
import type { PullRow } from './store.ts'

/** What the police say of all they push, as far as they are known to have pushed more than came. */
export type PushCoverage = Coverage & {
  /** As of when all that is missing is known to have been sent. */
  gapUntil?: Date | undefined
}

/**
 * What is missing of the police's pushes, as coverage of a fact they were also asked about. An answer is the truth as of its
 * own time: one given since all that is missing was sent has it in it. Of one given before that, or of none, nobody knows
 * whether what is missing changed the fact since. When the gap began matters to nothing: an answer may have come between.
 */
export function missingAfter(
  answeredAt: Date | undefined,
  pushes: PushCoverage | undefined,
): Coverage | undefined {
  const { gap = false, gapUntil } = pushes ?? {}
  const isAnswered = answeredAt !== undefined && gapUntil !== undefined && answeredAt >= gapUntil
  return gap && !isAnswered ? inDoubt : undefined
}

/** As above, of a fact that rests on a push: then the silence of who pushes is a doubt too. */
export function missingAfterPush(
  answeredAt: Date | undefined,
  pushes: PushCoverage | undefined,
  now: Date,
): Coverage | undefined {
  const isSilent = pushes !== undefined && isDoubtful({ coverage: { ...pushes, gap: false }, now })
  return isSilent ? inDoubt : missingAfter(answeredAt, pushes)
}

/** What an answer that found nothing proves, beside what is missing of the pushes. */
export function absentBeside(
  pull: PullRow | undefined,
  pushes: PushCoverage | undefined,
): Coverage | undefined {
  const absent = pulledCoverage(pull)
  return absent && { ...absent, ...missingAfter(pull?.absentAt ?? undefined, pushes) }
}

/** What a pull that found nothing proves, as coverage of this one subject. */
export function pulledCoverage(pull: PullRow | undefined): Coverage | undefined {
  return pull === undefined || pull.absentAt === null ? undefined : vouchedBy(pull.absentAt)
}

/** What one answer proves of its subject. */
export function vouchedBy(answeredAt: Date): Coverage {
  return { initialLoadCompletedAt: answeredAt, reconciledAt: answeredAt, gap: false }
}

const inDoubt: Coverage = { gap: true }
