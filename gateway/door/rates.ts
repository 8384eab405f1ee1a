import { HubError } from '@one-visit/kit/errors.ts'
import { LRUCache } from 'lru-cache'

/** What is counted apart: questions, acts, deliveries to feeds, requests for tokens. */
export const rateClasses = ['query', 'mutation', 'feed', 'token'] as const

export type RateClass = (typeof rateClasses)[number]

/** How many requests of a class one caller may send a second; ten seconds of it at once. Counted in this process. */
export type Rates = Readonly<Record<RateClass, number>>

/** What the hub lets one caller send; the settings HUB_RATE_* say otherwise. */
export const hubRates: Rates = { query: 100, mutation: 30, feed: 60, token: 5 }

/** Seconds of its rate a caller may spend at once. */
const burstSeconds = 10

/** Callers that are remembered; the one not seen for longest is forgotten first. */
const callersMax = 20_000

/** Buckets of callers. */
export interface RateGuard {
  /** Takes one request from a caller's bucket. @throws HubError RATE_LIMITED with the seconds after which there is one again */
  take(of: RateClass, caller: string): void
}

/** Buckets that fill at their rate up to a burst, one for each class and caller. `now` in ms, of a clock that never goes back. */
export function createRateGuard(
  rates: Rates = hubRates,
  now: () => number = performance.now.bind(performance),
): RateGuard {
  const buckets = new LRUCache<string, { left: number; at: number }>({ max: callersMax })
  return {
    take: (of, caller) => {
      const perSecond = rates[of]
      const burst = perSecond * burstSeconds
      const at = now()
      const key = `${of} ${caller}`
      const before = buckets.get(key) ?? { left: burst, at }
      const left = Math.min(burst, before.left + ((at - before.at) / 1000) * perSecond)
      buckets.set(key, { left: left < 1 ? left : left - 1, at })
      if (left < 1) throw limited(Math.max(1, Math.ceil((1 - left) / perSecond)))
    },
  }
}

function limited(retryAfterSeconds: number): HubError {
  return new HubError(
    'RATE_LIMITED',
    `Too many requests of one caller; the next is taken in ${retryAfterSeconds} s.`,
    {
      retryAfterSeconds,
    },
  )
}
