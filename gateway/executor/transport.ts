import { Pool } from 'undici'
import { FetchFault } from './fault.ts'

/** A GraphQL request on its way to a room. */
export interface TransportRequest {
  /** JSON: query, variables, operationName. */
  readonly body: string
  readonly headers: Record<string, string>
  /** Aborts at the deadline or when nobody waits any more. */
  readonly signal: AbortSignal
  /** When the answer is of no use any more, epoch ms. */
  readonly deadline: number
}

/** A room's answer, read whole. */
export interface TransportResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The way to a room: over HTTP, or a call in the same process. Throws where there is no answer. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>

/** A transport that holds connections. */
export type HttpTransport = Transport & { close(): Promise<void> }

/** The largest answer read from a room, bytes. */
export const answerBytesMax = 8 * 1024 * 1024

/** Pool of connections to one room. */
export interface HttpTransportOptions {
  readonly connectionsMax?: number
  readonly answerBytesMax?: number
  readonly connectTimeoutMs?: number
}

/** Faults before a byte of the request can have been read by the room. */
const unsentCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Faults of a connection that was closed under the request, as idle ones are when a room restarts. */
const closedCodes: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/**
 * A keep-alive pool to a room's /graphql, written on undici's dispatch: no redirects, no answer above the cap, no
 * encoded bodies. Only the signal ends a wait; it covers connecting, headers and body.
 */
export function httpTransport(url: string, options: HttpTransportOptions = {}): HttpTransport {
  const { origin, pathname, search } = new URL(url)
  const path = `${pathname}${search}`
  const bytesMax = options.answerBytesMax ?? answerBytesMax
  const pool = new Pool(origin, {
    connections: options.connectionsMax ?? 64,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: options.connectTimeoutMs ?? 1_000 },
  })

  const send: Transport = ({ body, headers, signal }) =>
    new Promise<TransportResponse>((resolve, reject) => {
      let status = 0
      let answerHeaders: Record<string, string> = {}
      let abort: ((reason: Error) => void) | undefined
      let size = 0
      const chunks: Buffer[] = []

      const settle = (): void => signal.removeEventListener('abort', onAbort)
      const fail = (fault: FetchFault): void => {
        settle()
        reject(fault)
        abort?.(fault)
      }
      const onAbort = (): void => {
        const { reason } = signal as { reason: unknown }
        fail(reason instanceof FetchFault ? reason : new FetchFault('cancelled', 'The caller has gone.'))
      }
      if (signal.aborted) {
        onAbort()
        return
      }
      signal.addEventListener('abort', onAbort, { once: true })

      pool.dispatch(
        { origin, path, method: 'POST', headers, body },
        {
          onRequestStart: (controller) => {
            abort = (reason) => controller.abort(reason)
            if (signal.aborted) onAbort()
          },
          onResponseStart: (_, statusCode, received) => {
            if (statusCode < 200) return
            status = statusCode
            answerHeaders = readHeaders(received)
            if (Number(answerHeaders['content-length'] ?? 0) > bytesMax)
              fail(new FetchFault('malformed', `The source answered more than ${bytesMax} bytes.`))
          },
          onResponseData: (_, chunk) => {
            size += chunk.length
            if (size > bytesMax)
              fail(new FetchFault('malformed', `The source answered more than ${bytesMax} bytes.`))
            else chunks.push(chunk)
          },
          onResponseEnd: () => {
            settle()
            resolve({ status, headers: answerHeaders, body: Buffer.concat(chunks).toString('utf8') })
          },
          onResponseError: (_, error) => fail(faultFrom(error, status !== 0)),
        },
      )
    })

  const faultFrom = (error: Error, answered: boolean): FetchFault =>
    error instanceof FetchFault ? error : connectionFault(error, answered)

  return Object.assign(send, { close: () => pool.destroy() })
}

function readHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

function connectionFault(error: Error, answered: boolean): FetchFault {
  const { code } = error as { code?: unknown }
  return new FetchFault('unreachable', 'The source is out of reach.', {
    cause: error,
    unsent: unsentCodes.has(code) || (!answered && closedCodes.has(code)),
  })
}
