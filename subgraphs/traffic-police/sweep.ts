import type { SweepOptions } from './config.ts'
import { pullQueue, type VehiclePullJob } from './pull.ts'
import { takeDue } from './pull-store.ts'
import type { PullParts } from './pull-work.ts'

/** Asks again about known vehicles by itself. */
export interface Sweep {
  /** Takes what is due now; answers how many pulls were started. */
  run(): Promise<number>
  close(): void
}

/** A pull nobody waits for is not worth many attempts: the next sweep comes. */
const retryLimit = 2

/**
 * Opens the sweep over known vehicles whose answer is older than a set age, oldest first. Where it stands is said by the
 * rows themselves, and what it takes has its job in the same transaction: a crash loses nothing and repeats nothing.
 */
export function openSweep(
  { db, jobs, clock, log, exchange }: PullParts,
  options: SweepOptions | undefined,
): Sweep {
  const run = async (): Promise<number> => {
    if (options === undefined || exchange.isLeftAlone()) return 0
    const now = clock()
    const ago = (ms: number): Date => new Date(now.getTime() - ms)
    return db.transaction(async (tx) => {
      const due = await takeDue(tx, {
        now,
        before: ago(options.ageMs),
        pausedSince: ago(options.pauseMs),
        chunk: options.chunk,
      })
      const found: VehiclePullJob[] = due.map(({ id, ...question }) => ({
        id,
        subject: question.vin,
        question,
      }))
      await jobs.sendMany(tx, pullQueue, found, { retryLimit })
      return found.length
    })
  }
  if (options === undefined) return { run, close: () => undefined }
  const timer = setInterval(() => {
    run().catch((error: unknown) => log.warn({ err: error }, 'the sweep stumbled; it comes again'))
  }, options.everyMs)
  timer.unref()
  return { run, close: () => clearInterval(timer) }
}
