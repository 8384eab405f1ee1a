/** How long work may take, and who may end it before. */
export interface TimeLimit {
  readonly ms: number
  /** What the work is said to have failed of once its time is over. */
  readonly late: () => Error
  /** Somebody who waits and may stop waiting; left out for work that must not be cut short by its caller. */
  readonly caller?: {
    /** Aborts when the caller has gone. */
    readonly gone: AbortSignal
    /** What the work is then said to have failed of. */
    readonly left: () => Error
  }
}

/**
 * Runs work for a limited time. The work is told by a signal when to stop, and is not waited for if it does not listen:
 * whatever it still does is not seen by anybody.
 * @throws what `late` or `left` makes; else what the work throws
 */
export async function withinTime<T>(
  { ms, late, caller }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  const onGone = (): void => controller.abort(caller?.left())
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  // Where the work throws before it can be raced, nobody else looks at this one.
  ended.catch(() => undefined)
  const timer = setTimeout(() => controller.abort(late()), ms)
  caller?.gone.addEventListener('abort', onGone, { once: true })
  try {
    if (caller?.gone.aborted) onGone()
    return await Promise.race([ended, work(signal)])
  } finally {
    clearTimeout(timer)
    caller?.gone.removeEventListener('abort', onGone)
  }
}
