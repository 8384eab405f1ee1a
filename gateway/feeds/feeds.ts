import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { HubError, httpStatusOf } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { clientHeader } from '@one-visit/kit/room/principal.ts'
import { adviceOf } from '@one-visit/schema/error-codes.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Pool } from 'undici'
import { retryAfterOf } from '../errors.ts'

/** Where a room answers what is not GraphQL. The request's body has not been read. */
export interface FeedTarget {
  /** Answers the request, or throws before the first byte of an answer. */
  forward(request: IncomingMessage, reply: ServerResponse): Promise<void>
  close?(): Promise<void>
}

/** Headers that belong to one connection and are not passed on to the next (RFC 9110, 7.6.1). */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
])

/** A room of its own process: bodies are piped both ways, never held. */
export function httpFeed(url: string): FeedTarget {
  const pool = new Pool(new URL(url).origin, {
    connections: 64,
    pipelining: 1,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    connect: { timeout: 1_000 },
  })
  return {
    forward: async (request, reply) => {
      const controller = new AbortController()
      reply.once('close', () => controller.abort())
      const hasBody =
        request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
      const answer = await pool.request({
        method: (request.method ?? 'GET') as 'GET',
        path: request.url ?? '/',
        headers: passedOn(request.headers),
        body: hasBody ? request : null,
        signal: controller.signal,
      })
      reply.writeHead(answer.statusCode, passedOn(answer.headers) as OutgoingHttpHeaders)
      await pipeline(answer.body, reply)
    },
    close: () => pool.destroy(),
  }
}

function passedOn(headers: IncomingHttpHeaders | Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => !hopByHop.has(name) && value !== undefined),
  ) as Record<string, string | string[]>
}

/** A room in this process: its own server is handed the request as it came. */
export function inProcessFeed(room: FastifyInstance): FeedTarget {
  return {
    forward: async (request, reply) => {
      room.routing(request, reply)
    },
  }
}

/** Where requests are forwarded to, and what is said about their caller. */
export interface FeedRouteOptions {
  /** By room. */
  readonly targets: Readonly<Record<string, FeedTarget>>
  /** Headers that tell approvals who uploads or reads an original; throws UNAUTHENTICATED for a token that is not accepted. */
  readonly identify: (request: FastifyRequest) => Promise<Record<string, string>>
  /** Counts a request of its sender. @throws HubError RATE_LIMITED */
  readonly count: (request: FastifyRequest) => void
  readonly isDraining: () => boolean
  readonly log: Logger
}

/** Addresses of approvals that are not feeds: it is told who asks. */
const approvalsAddresses = ['/uploads', '/paper-evidence/:id/file'] as const

/**
 * Streams `/feeds/<room>/*` to the room, any method, the body unread, and originals (`/uploads`, `/paper-evidence/<id>/file`) to
 * approvals with the caller's principal. A room that is out of reach is 503; one there is not is 404.
 */
export async function feedRoutes(app: FastifyInstance, options: FeedRouteOptions): Promise<void> {
  const pass = async (
    request: FastifyRequest,
    reply: FastifyReply,
    room: string,
    identity: () => Promise<Record<string, string>>,
  ): Promise<void> => {
    void reply.hijack()
    try {
      const name = room.toLowerCase()
      const target = Object.hasOwn(options.targets, name) ? options.targets[name] : undefined
      if (target === undefined) throw new HubError('NOT_FOUND', 'No room of this name takes feeds.')
      options.count(request)
      if (options.isDraining())
        throw new HubError('SOURCE_UNAVAILABLE', 'The gateway is shutting down and takes no new requests.')
      dropInternal(request)
      Object.assign(request.raw.headers, await identity())
      await target.forward(request.raw, reply.raw)
    } catch (error) {
      if (error instanceof HubError) return answerRefusal(error, request, reply.raw)
      options.log.warn({ err: error, room, requestId: request.id }, 'a room could not be reached')
      answerRefusal(new HubError('SOURCE_UNAVAILABLE', 'The room is out of reach.'), request, reply.raw)
    }
  }

  await app.register(async (scope) => {
    // The body stays in the stream: whoever answers reads it.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, __, done) => done(null))
    scope.all('/feeds/:room/*', (request, reply) =>
      pass(request, reply, (request.params as { room: string }).room, async () => ({})),
    )
    // Files a partner sent are read by people of the administration too: whoever shows an access token is named.
    scope.get('/feeds/:room/files/*', (request, reply) =>
      pass(request, reply, (request.params as { room: string }).room, () =>
        isAccessToken(request) ? options.identify(request) : Promise.resolve({}),
      ),
    )
    for (const url of approvalsAddresses)
      scope.all(url, (request, reply) => pass(request, reply, 'approvals', () => options.identify(request)))
  })
}

/** Takes out what only the gateway may say, and says which request this is and where it came from. */
function dropInternal(request: FastifyRequest): void {
  const { headers } = request.raw
  for (const name of Object.keys(headers)) if (name.startsWith('x-hub-')) delete headers[name]
  headers['x-request-id'] = request.id
  headers[clientHeader] = request.ip
}

function answerRefusal(error: HubError, request: FastifyRequest, reply: ServerResponse): void {
  if (reply.headersSent) {
    reply.destroy()
    return
  }
  const retry = retryAfterOf(error)
  reply.writeHead(httpStatusOf(error.code), {
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': request.id,
    connection: 'close',
    ...(retry !== undefined && { 'retry-after': String(retry) }),
    ...(error.code === 'UNAUTHENTICATED' && { 'www-authenticate': 'Bearer realm="one-visit-hub"' }),
  })
  const { code, message } = error
  reply.end(JSON.stringify({ code, message, advice: adviceOf({ code }), requestId: request.id }))
}

/** Whether a request shows an access token (JWT); a partner's token or signature is the room's to check. */
function isAccessToken({ headers }: FastifyRequest): boolean {
  return /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/i.test(headers.authorization ?? '')
}
