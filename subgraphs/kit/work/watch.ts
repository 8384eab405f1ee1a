/**
 * When the queues of a room are looked at without being woken: at the instant a job's time comes, when one that is being done
 * has taken too long, and seldom besides, for what nobody told. A queue by itself asks nothing while nothing happens.
 */
import type { Logger } from '../log.ts'

/** How often a room looks where no job's time comes, ms: a word of the database may have been lost with its connection. */
const lookEveryMs = 30_000

/** Pause before the next look where one failed, ms: the database is away, and nobody is woken by it. */
const faultPauseMs = 2_000

/** Added to what the database says until a job's time comes, ms: a look just before it would find nothing. */
const clockMs = 20

/** What a look at the queues of a room found. */
export interface DueJobs {
  /** Queues with jobs whose time has come. */
  readonly queues: readonly string[]
  /** Until the time of another job comes, or one that is being done expires, ms; null where there is none. */
  readonly nextMs: number | null
}

/** The watch over the queues of a room. */
export interface Watch {
  /** Has the queues looked at within some time, ms. */
  within(ms: number): void
  stop(): Promise<void>
}

/** Starts a watch; `wake` is told of each queue that has something to do. */
export function startWatch({
  findDue,
  wake,
  log,
}: {
  findDue: () => Promise<DueJobs>
  wake: (queue: string) => void
  log: Logger
}): Watch {
  let timer: NodeJS.Timeout | undefined
  let nextAt = Number.POSITIVE_INFINITY
  let looking: Promise<void> | undefined
  let isStopped = false

  const within = (ms: number): void => {
    const at = performance.now() + ms
    if (isStopped || at >= nextAt) return
    clearTimeout(timer)
    nextAt = at
    timer = setTimeout(() => {
      nextAt = Number.POSITIVE_INFINITY
      const before = looking ?? Promise.resolve()
      looking = before.then(look)
    }, ms)
    timer.unref()
  }
  const look = async (): Promise<void> => {
    try {
      const { queues, nextMs } = await findDue()
      for (const queue of queues) wake(queue)
      within(Math.min(jittered(lookEveryMs), (nextMs ?? Number.POSITIVE_INFINITY) + clockMs))
    } catch (err) {
      if (!isStopped) log.warn({ err }, 'the queues could not be looked at; it comes again')
      within(faultPauseMs)
    }
  }
  within(jittered(lookEveryMs))
  return {
    within,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await looking
    },
  }
}

/** A time a quarter shorter or longer, so that rooms do not all look at once. */
const jittered = (ms: number): number => ms * (0.75 + Math.random() / 2)
