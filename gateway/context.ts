import type { Principal } from '@one-visit/kit/room/principal.ts'

/** How long an operation may take; extended or shortened before anything is fetched, never after. */
export interface OperationTime {
  /** Milliseconds since the request came in. */
  takenMs(): number
  /** Milliseconds until nobody can use the answer any more; negative after that. */
  leftMs(): number
  /** Gives the operation another length, counted from when the request came in. */
  lastMs(ms: number): void
}

/** Longest time of an operation, ms, unless a root field says otherwise. */
export const operationMs = 5_000

/** Starts to count the time of an operation, which lasts `ms` until `lastMs` says otherwise. */
export function startTime(ms: number = operationMs): OperationTime {
  const startedAt = performance.now()
  let lengthMs = ms
  return {
    takenMs: () => performance.now() - startedAt,
    leftMs: () => startedAt + lengthMs - performance.now(),
    lastMs: (next) => {
      lengthMs = next
    },
  }
}

/** One request to the graph, as everything behind the door sees it. */
export interface Asking {
  readonly requestId: string
  readonly principal: Principal
  /** The signed token that tells the rooms who asks; empty where the gateway has no key to sign with. */
  principalToken(): string
  /** Application the hub itself asks for. */
  readonly applicationId: string | undefined
  /** 0 from outside; 1 for a request the hub makes while it serves one. */
  readonly nesting: 0 | 1
  /** Longest time the asker itself gave, ms. */
  readonly givenMs: number | undefined
  readonly time: OperationTime
  /** Aborts when the caller has hung up. */
  readonly gone: AbortSignal
  /** Called with the name of the room at each fetch; tests and benchmarks count by it. */
  readonly onFetch?: (room: string) => void
}

/** Context value of Apollo Server. */
export interface GraphContext {
  asking: Asking
}
