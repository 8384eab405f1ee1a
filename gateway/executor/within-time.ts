import { FetchFault } from './fault.ts'

/** How long work may take, and who may end it before. */
export interface Time {
  readonly ms: number
  /** What the work is then said to have failed of. */
  readonly late: FetchFault
  /** Aborts when nobody waits any more; undefined for work that must not be cut short by its caller. */
  readonly gone: AbortSignal | undefined
}

/**
 * Runs work that is told by a signal when to stop, and does not wait for it to listen.
 * @throws FetchFault late or cancelled; else what the work throws
 */
export async function withinTime<T>(
  { ms, late, gone }: Time,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  const onGone = (): void => controller.abort(new FetchFault('cancelled', 'the caller has gone'))
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  // Rejecting into a race that is over is nobody's unhandled rejection.
  ended.catch(() => undefined)
  const timer = setTimeout(() => controller.abort(late), ms)
  gone?.addEventListener('abort', onGone, { once: true })
  try {
    if (gone?.aborted) onGone()
    return await Promise.race([ended, work(signal)])
  } finally {
    clearTimeout(timer)
    gone?.removeEventListener('abort', onGone)
  }
}
