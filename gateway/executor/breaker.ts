import { type Breaker, type BreakerOptions, createBreaker } from '@one-visit/kit/work/breaker.ts'
import { FetchFault } from './fault.ts'

/** When the hub leaves a room alone, unless it is told otherwise. */
const hubRoom: BreakerOptions = { faultsInARow: 10, pauseMs: 2_000 }

/** The breaker before one room: a room that does not answer is left alone, and its fetches are `unreachable` at once. */
export function createRoomBreaker(options: BreakerOptions = hubRoom): Breaker {
  return createBreaker(options, {
    isTrouble,
    leftAlone: (cause) =>
      new FetchFault('unreachable', 'The source did not answer lately and is left alone.', { cause }),
  })
}

/** A fetch that we ended ourselves, or a bad answer, does not say that the room is in trouble. */
function isTrouble(error: Error): boolean {
  return error instanceof FetchFault && (error.kind === 'unreachable' || error.kind === 'late')
}
