import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'
import { ExchangeFault } from './exchange-fault.ts'

/** Breaks after as many faults in a row and tries again after the pause. */
export interface BreakerOptions {
  faultsInARow: number
  pauseMs: number
}

/** Stops asking a partner that is in trouble, and asks again after a while. */
export interface Breaker {
  /** @throws ExchangeFault LEFT_ALONE at once while the partner is left alone; else what `work` throws */
  run<T>(work: () => Promise<T>): Promise<T>
  isOpen(): boolean
}

/** A circuit breaker for one partner. A refusal is an answer and no trouble. */
export function createBreaker({ faultsInARow, pauseMs }: BreakerOptions): Breaker {
  const isTrouble = (error: Error): boolean => error instanceof ExchangeFault && error.kind !== 'REFUSED'
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
          throw new ExchangeFault('LEFT_ALONE', 'the exchange did not answer lately', { cause: error })
        throw error
      }
    },
  }
}
