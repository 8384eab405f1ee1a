/** How the comparisons of one message in a scope came out, so far; instants as ISO 8601 in UTC. */
export interface Comparison {
  /** The newest instant as of which both sides were found equal. */
  equalAt?: string
  /** The newest instant as of which they differed, while they do; never before `equalAt`. */
  differsAt?: string
}

/** By name of the message. */
export type Comparisons = Readonly<Record<string, Comparison>>

/** The earliest of some instants; null without any. */
export function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce<Date | null>(
    (first, instant) => (instant !== null && (first === null || instant < first) ? instant : first),
    null,
  )
}

/** The latest of some instants; null without any. */
export function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce<Date | null>(
    (last, instant) => (instant !== null && (last === null || instant > last) ? instant : last),
    null,
  )
}

/**
 * What is known after another comparison. The one as of the later instant counts, whichever came first; of two as of the
 * same instant, the one that came last. So an equality dated before a difference does not end it, and one that differs as
 * of its own instant was none.
 */
export function compared(known: Comparison = {}, equal: boolean, at: Date): Comparison {
  const { equalAt, differsAt } = known
  const instant = at.toISOString()
  if (equal) {
    const ends = differsAt === undefined || instant >= differsAt
    return { ...(!ends && known), equalAt: later(equalAt, instant) }
  }
  if (equalAt !== undefined && instant < equalAt) return known
  return { ...(equalAt !== instant && known), differsAt: later(differsAt, instant) }
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other
}

/** Since when something may be missing of what was never whole. */
export const neverWhole = new Date(0)

/**
 * Since when some message may differ: since it was last found equal, whenever it showed that it does; `neverWhole` where it
 * never was. Null when none differs.
 */
export function differsSince(comparisons: Comparisons): Date | null {
  return earliest(
    Object.values(comparisons).map(({ equalAt, differsAt }) =>
      differsAt === undefined ? null : equalAt === undefined ? neverWhole : new Date(equalAt),
    ),
  )
}
