/** The workers of a room's queues: one statement fetches what waits for all of a queue that are free. */
import { setTimeout as sleep } from 'node:timers/promises'
import type PgBoss from 'pg-boss'
import type { Logger } from '../log.ts'

/** Does jobs that were handed over together; answers how each ended, in their order. */
export type Handler = (data: readonly object[]) => Promise<readonly PromiseSettledResult<unknown>[]>

/** The workers of one queue. */
export interface QueueWorkers {
  /** Has the queue looked at now. */
  wake(): void
  isBusy(): boolean
  /** Ends after the jobs at hand; what does not end in time is left to whoever comes next. */
  stop(): Promise<void>
}

/** How the jobs of a queue are done. */
export interface WorkOptions {
  /** How many jobs a worker is handed together, at most. */
  readonly atOnce: number
  /** How many workers there are. */
  readonly concurrency: number
  /** A handler that has not ended after this long has failed, ms. */
  readonly expireMs: number
  /** How long a stop waits for the jobs at hand, ms. */
  readonly patienceMs: number
  /** Told where jobs are left that nobody will be woken for: they failed and are tried again, or could not be fetched. */
  readonly onLeft: () => void
}

/** Starts the workers of a queue. */
export function startWorkers(
  { boss, log }: { boss: Pick<PgBoss, 'fetch' | 'complete' | 'fail'>; log: Logger },
  queue: string,
  { atOnce, concurrency, expireMs, patienceMs, onLeft }: WorkOptions,
  handler: Handler,
): QueueWorkers {
  const running = new Map<readonly PgBoss.Job[], Promise<void>>()
  // Until a look finds fewer than it asks for.
  let mayWait = true
  let looking: Promise<void> | undefined
  let isStopped = false
  const isWanted = (): boolean => mayWait && running.size < concurrency && !isStopped

  const look = async (): Promise<void> => {
    while (isWanted()) {
      mayWait = false
      const most = (concurrency - running.size) * atOnce
      const jobs = await boss.fetch<object>(queue, { batchSize: most, priority: true })
      if (jobs.length === most) mayWait = true
      for (let from = 0; from < jobs.length; from += atOnce) begin(jobs.slice(from, from + atOnce))
    }
  }
  const begin = (jobs: PgBoss.Job<object>[]): void => {
    const done = doJobs(jobs).finally(() => {
      running.delete(jobs)
      if (isWanted()) lookNow()
    })
    running.set(jobs, done)
  }
  const lookNow = (): void => {
    looking ??= look()
      .catch((err: unknown) => {
        log.warn({ err, queue }, 'a queue could not be looked at')
        onLeft()
      })
      .finally(() => {
        looking = undefined
        // Somebody may have woken it between the last look and here.
        if (isWanted()) lookNow()
      })
  }
  const doJobs = async (jobs: readonly PgBoss.Job<object>[]): Promise<void> => {
    const ended = await outcomesOf(handler, jobs, expireMs)
    const idsOf = (status: string): string[] =>
      jobs.flatMap(({ id }, at) => (ended[at]?.status === status ? [id] : []))
    const [failed, fulfilled] = [idsOf('rejected'), idsOf('fulfilled')]
    if (failed.length > 0) {
      const err = ended.find((each) => each.status === 'rejected')?.reason as object
      log.warn({ err, queue, jobs: failed.length }, 'jobs failed and are tried again')
      await boss.fail(queue, failed, err)
      onLeft()
    }
    if (fulfilled.length > 0) await boss.complete(queue, fulfilled)
  }

  const wake = (): void => {
    mayWait = true
    if (isWanted()) lookNow()
  }
  wake()
  return {
    wake,
    isBusy: () => running.size > 0,
    stop: async () => {
      isStopped = true
      await looking
      const late = new AbortController()
      await Promise.race([
        Promise.all(running.values()),
        sleep(patienceMs, undefined, { signal: late.signal }).catch(() => undefined),
      ])
      late.abort()
      for (const jobs of running.keys())
        await boss.fail(
          queue,
          jobs.map(({ id }) => id),
          new Error('The room ended before the job did.') as object,
        )
    },
  }
}

async function outcomesOf(
  handler: Handler,
  jobs: readonly PgBoss.Job<object>[],
  expireMs: number,
): Promise<readonly PromiseSettledResult<unknown>[]> {
  const late = new AbortController()
  const expired = sleep(expireMs, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new Error(`The job did not end within ${expireMs / 1000} s.`)
  })
  try {
    return await Promise.race([handler(jobs.map(({ data }) => data)), expired])
  } catch (reason) {
    return jobs.map(() => ({ status: 'rejected', reason }))
  } finally {
    expired.catch(() => undefined)
    late.abort()
  }
}
