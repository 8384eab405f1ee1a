import type { Principal } from '@one-visit/kit/room/principal.ts'

/** How long an operation may take; extended or shortened before anything is fetched, never after. */
export interface OperationTime {
  /** Milliseconds since the request came in. */
  takenMs(): number
  /** Milliseconds until the answer is of no use any more. */
  leftMs(): number
  /** Gives the operation another length, counted from when the request came in. */
  lastMs(ms: number): void
}

/** Longest time of an operation, ms, unless a root field says otherwise. */
export const operationMs = 5_000

/** Starts the time of an operation. */
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
  /** The principal as the rooms believe it. */
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
  /** Hears of each fetch, for those who count. */
  readonly onFetch?: (room: string) => void
}

/** Context value of Apollo Server. */
export interface GraphContext {
  asking: Asking
}
