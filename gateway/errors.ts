import { HubError, httpStatusOf, somethingWentWrong, toldOf } from '@one-visit/kit/errors.ts'
import { inputFaultOf } from '@one-visit/kit/input-fault.ts'
import { withoutValues } from '@one-visit/kit/without-values.ts'
import { adviceOf, type ErrorCode, isErrorCode } from '@one-visit/schema/error-codes.ts'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

/** Whether a client learns no more of an error than that it happened. */
export function isMasked({
  extensions,
}: {
  extensions?: Readonly<Record<string, unknown>> | undefined
}): boolean {
  return !isErrorCode(extensions?.code) || extensions.code === 'INTERNAL_SERVER_ERROR'
}

/** Whether an error may be of graphql-js about a value that does not fit its type. */
const isOfInput = (code: unknown): boolean =>
  code === 'BAD_USER_INPUT' || code === 'GRAPHQL_VALIDATION_FAILED'

/** Extensions that never leave: how the rooms are built and where they are. */
const hidden: ReadonlySet<string> = new Set([
  'serviceName',
  'stacktrace',
  'exception',
  'response',
  'service',
  'http',
])

/** The values of an enum by its name, or of a type as it is expected somewhere; undefined for any other type. */
export type ValuesOf = (type: string) => readonly string[] | undefined

/**
 * What a client sees of an error: ours with its code, of everything else only that it happened. The request id is
 * added where the answer is sent.
 */
export function formatError(formatted: GraphQLFormattedError, valuesOf: ValuesOf): GraphQLFormattedError {
  const { message, path, locations, extensions = {} } = formatted
  const place = { ...(path && { path }), ...(locations && { locations }) }
  if (isMasked(formatted))
    return {
      message: somethingWentWrong,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', advice: adviceOf({}) },
    }
  const told = { ...extensions, ...(isOfInput(extensions.code) && inputFaultOf(message, extensions)) }
  return {
    message: withoutValues(message),
    ...place,
    extensions: {
      ...Object.fromEntries(Object.entries(told).filter(([name]) => !hidden.has(name))),
      advice: adviceOf({ ...told, values: valuesOf(String(told.expected)) }),
    },
  }
}

/** Seconds after which a client that was turned away may send its request again. */
export const retryAfterSeconds = 1

/** Seconds after which a refused request may be sent again; undefined where that changes nothing. */
export function retryAfterOf({ code, details }: HubError): number | undefined {
  if (typeof details.retryAfterSeconds === 'number') return details.retryAfterSeconds
  return code === 'OVERLOADED' || code === 'SOURCE_UNAVAILABLE' ? retryAfterSeconds : undefined
}

/** HTTP status of a refusal that comes before the answer begins. */
export const statusOf = (code: ErrorCode): number => httpStatusOf(code)

/** A refusal as Apollo Server sends it: code in the extensions, status and headers of the HTTP answer beside it. */
export function refusalOf(error: HubError): GraphQLError {
  return new GraphQLError(error.message, {
    extensions: {
      ...toldOf(error),
      http: { status: statusOf(error.code) },
    },
  })
}

/** The body of a refusal on the GraphQL route that no GraphQL server has seen. */
export function refusalBody(error: HubError, requestId: string): string {
  return JSON.stringify({
    errors: [{ message: error.message, extensions: { ...toldOf(error), requestId } }],
  })
}

/** A fault of value completion as an error of the answer: what came from a room does not fit the schema. */
export function completionError(fault: GraphQLError): GraphQLError {
  return new GraphQLError(fault.message, {
    ...(fault.path && { path: fault.path }),
    extensions: { code: 'SOURCE_MALFORMED' },
  })
}

/** Turns whatever a route threw into a refusal with a permanent code; what nobody expected is INTERNAL_SERVER_ERROR. */
export function hubErrorOf(error: unknown): HubError {
  if (error instanceof HubError) return error
  const { statusCode, message } = error as { statusCode?: number; message?: string }
  if (statusCode === 413)
    return new HubError('PAYLOAD_TOO_LARGE', 'The body is larger than this route accepts.')
  if (statusCode === 415)
    return new HubError('UNSUPPORTED_MEDIA_TYPE', 'This route does not read the content type.')
  if (statusCode !== undefined && statusCode < 500)
    return new HubError('BAD_REQUEST', message ?? 'The request cannot be read.')
  return new HubError('INTERNAL_SERVER_ERROR', somethingWentWrong, {}, { cause: error })
}
