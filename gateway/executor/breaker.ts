import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'
import { FetchFault } from './fault.ts'

/** Stops asking a room that does not answer, and asks again after a while. */
export interface Breaker {
  /** @throws FetchFault unreachable at once while the room is left alone; else what `work` throws */
  run<T>(work: () => Promise<T>): Promise<T>
  isOpen(): boolean
}

/** Breaks after as many faults in a row and tries again after the pause. */
export interface BreakerOptions {
  readonly faultsInARow: number
  readonly pauseMs: number
}

/** What a room of the hub is given. */
export const roomBreaker: BreakerOptions = { faultsInARow: 10, pauseMs: 2_000 }

/** A circuit breaker for one room. */
export function createBreaker({ faultsInARow, pauseMs }: BreakerOptions = roomBreaker): Breaker {
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
        if (error instanceof BrokenCircuitError)
          throw new FetchFault('unreachable', 'the source did not answer lately and is left alone', {
            cause: error,
          })
        throw error
      }
    },
  }
}

/** Whether a fault says that the room is in trouble: one we ended ourselves, or a bad answer, does not. */
function isTrouble(error: Error): boolean {
  return error instanceof FetchFault && (error.kind === 'unreachable' || error.kind === 'late')
}
