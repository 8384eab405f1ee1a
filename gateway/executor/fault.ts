import { HubError } from '@one-visit/kit/errors.ts'
import type { ErrorCode } from '@one-visit/schema/error-codes.ts'

/** Why a fetch from a room gave no answer that can be used. */
export type FaultKind = 'unreachable' | 'malformed' | 'late' | 'cancelled'

const codes: Readonly<Record<FaultKind, ErrorCode>> = {
  unreachable: 'SOURCE_UNAVAILABLE',
  malformed: 'SOURCE_MALFORMED',
  late: 'DEADLINE_EXCEEDED',
  cancelled: 'DEADLINE_EXCEEDED',
}

/** The way to a room failed, or its answer cannot be used. The message is fit for clients: it holds no address and no body. */
export class FetchFault extends Error {
  override readonly name = 'FetchFault'
  readonly kind: FaultKind
  /** Whether the room cannot have seen the request, so that asking again is safe. */
  readonly unsent: boolean
  constructor(kind: FaultKind, message: string, options: { cause?: unknown; unsent?: boolean } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.unsent = options.unsent ?? false
  }
}

export const codeOfFault = (fault: FetchFault): ErrorCode => codes[fault.kind]

/** Turns whatever a fetch failed of into a FetchFault; what is not known means that the room is out of reach. */
export function faultOf(error: unknown): FetchFault {
  if (error instanceof FetchFault) return error
  if (error instanceof HubError && error.code === 'DEADLINE_EXCEEDED')
    return new FetchFault('late', 'The answer was not there in time.', { cause: error })
  return new FetchFault('unreachable', 'The source is out of reach.', { cause: error })
}
