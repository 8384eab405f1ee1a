import { adviceOf, type ErrorCode } from '@one-visit/schema/error-codes.ts'
import type { FaultCode } from '@one-visit/schema/record-faults.ts'
import type { GraphQLFormattedError } from 'graphql'
import { inputFaultOf } from './input-fault.ts'
import type { Logger } from './log.ts'
import { withoutValues } from './without-values.ts'

/** Ids and field names, never personal data; `fault` says what is wrong with a field, a body or an act where the code does not. */
export type RefusalDetails = Readonly<Record<string, unknown>> & { readonly fault?: FaultCode }

/** A refusal we expect. */
export class HubError extends Error {
  override readonly name = 'HubError'
  readonly code: ErrorCode
  readonly details: RefusalDetails
  constructor(code: ErrorCode, message: string, details: RefusalDetails = {}, options?: { cause: unknown }) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** Throws a fault of ours when a condition that must hold does not. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`An invariant is broken: ${why}.`)
}

/** A code, and what would be right; of a value that does not fit its type with its place and what was expected. */
function coded(code: unknown, { message, extensions }: Pick<LocatedError, 'message' | 'extensions'>) {
  const told = { code, ...inputFaultOf(message, extensions) }
  return { ...told, advice: adviceOf(told) }
}

/** What a client is told of a refusal beside its message: details, code, and what would be right. */
export function toldOf({ code, details }: HubError) {
  return { ...details, code, advice: adviceOf({ code, fault: details.fault }) }
}

/** All that a client is told of a fault of ours. */
export const somethingWentWrong = 'Something went wrong in the hub; quote the request id when you report it.'

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_SLOW: 408,
  CONFLICT: 409,
  IN_FLIGHT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_KEY_REUSED: 422,
  EVIDENCE_INCOMPLETE: 422,
  DATA_NOT_ACCEPTED: 422,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  SUBREQUEST_HTTP_ERROR: 502,
  SOURCE_MALFORMED: 502,
  SOURCE_UNAVAILABLE: 503,
  STORE_UNAVAILABLE: 503,
  OVERLOADED: 503,
  DEADLINE_EXCEEDED: 504,
}

/** HTTP status that goes with a code where a route answers outside GraphQL; 400 unless the table says otherwise. */
export const httpStatusOf = (code: ErrorCode): number => statuses[code] ?? 400

/** An error of graphql-js or of the compiled query, which has a class of its own that is nobody's GraphQLError. */
interface LocatedError {
  message: string
  path?: GraphQLFormattedError['path']
  locations?: GraphQLFormattedError['locations']
  originalError?: unknown
  extensions?: { code?: unknown; fault?: unknown } | undefined
}

/** The refusal an error stands for, through what the libraries put around it; undefined for a fault of ours. */
export function hubErrorOf(error: unknown): HubError | undefined {
  if (error instanceof HubError) return error
  if (error instanceof Error && isStoreFault(error.cause)) return error.cause
  const original = isLocated(error) ? error.originalError : undefined
  return original === undefined || original === error ? undefined : hubErrorOf(original)
}

/** Drizzle puts an error of its own around what a statement ended with; a store that is away shows through it. */
function isStoreFault(error: unknown): error is HubError {
  return error instanceof HubError && error.code === 'STORE_UNAVAILABLE'
}

function isLocated(error: unknown): error is LocatedError {
  return error instanceof Error && ('locations' in error || 'path' in error)
}

/**
 * What a client may see of an error: a HubError with its code, a fault of the document, and of everything else
 * only that it happened. What is hidden is logged whole.
 */
export function maskError(error: unknown, log: Logger, requestId: string): GraphQLFormattedError {
  const located = isLocated(error) ? error : undefined
  const place = {
    ...(located?.path && { path: located.path }),
    ...(located?.locations && { locations: located.locations }),
  }
  const hubError = hubErrorOf(error)
  if (isStoreFault(hubError)) log.error({ err: hubError, requestId }, 'the database is out of reach')
  if (hubError !== undefined)
    return {
      message: hubError.message,
      ...place,
      extensions: { ...toldOf(hubError), requestId },
    }
  if (located !== undefined && isVariableFault(located))
    return {
      message: withoutValues(located.message),
      ...place,
      extensions: { ...coded('BAD_USER_INPUT', located), requestId },
    }
  if (located !== undefined && isRequestFault(located))
    return {
      message: withoutValues(located.message),
      ...place,
      extensions: { ...coded(located.extensions?.code ?? 'GRAPHQL_VALIDATION_FAILED', located), requestId },
    }
  log.error({ err: error, requestId }, 'a resolver failed')
  return {
    message: somethingWentWrong,
    ...place,
    extensions: {
      code: 'INTERNAL_SERVER_ERROR',
      advice: adviceOf({ code: 'INTERNAL_SERVER_ERROR' }),
      requestId,
    },
  }
}

/** A variable that does not fit its type; graphql-js gives such an error no path. */
function isVariableFault(error: LocatedError): boolean {
  return error.path === undefined && error.message.startsWith('Variable "$')
}

/** Faults of the document, found by graphql-js itself before anything ran: nothing in them is ours to hide. */
function isRequestFault(error: LocatedError): boolean {
  return error.path === undefined && error.originalError === undefined
}
