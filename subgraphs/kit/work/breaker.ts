import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'

/** When somebody is left alone, and for how long. */
export interface BreakerOptions {
  /** So many faults in a row, and nothing is asked any more. */
  readonly faultsInARow: number
  /** After this long one question is let through; its answer decides whether the others follow. */
  readonly pauseMs: number
}

/** What the faults of one partner mean. */
export interface BreakerFaults {
  /** Whether a fault says that the partner is in trouble: a refusal, or a call we ended ourselves, does not. */
  readonly isTrouble: (error: Error) => boolean
  /** What a question fails of while the partner is left alone. */
  readonly leftAlone: (cause: Error) => Error
}

/** Stops asking a partner that is in trouble, and asks again after a while. */
export interface Breaker {
  /** @throws what `leftAlone` makes, at once, while the partner is left alone; else what `work` throws */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Whether nothing is asked at present. */
  isOpen(): boolean
}

/** A circuit breaker for one partner. */
export function createBreaker(
  { faultsInARow, pauseMs }: BreakerOptions,
  { isTrouble, leftAlone }: BreakerFaults,
): Breaker {
  const policy = circuitBreaker(handleWhen(isTrouble), {
    halfOpenAfter: pauseMs,
    breaker: new ConsecutiveBreaker(faultsInARow),
  })
  return {
    isOpen: () => policy.state === CircuitState.Open,
    run: async (work) => {
      try {
        return await policy.execute(work)
      } catch (error) {
        throw error instanceof BrokenCircuitError ? leftAlone(error) : error
      }
    },
  }
}
