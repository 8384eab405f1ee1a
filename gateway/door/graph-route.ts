import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Asking, type GraphContext, type OperationTime, startTime } from '../context.ts'
import { hubErrorOf, refusalBody, retryAfterOf, statusOf } from '../errors.ts'
import { type Authenticate, type Caller, nobody } from '../identity/authenticate.ts'
import type { Metrics } from '../metrics.ts'
import type { Admission } from './admission.ts'
import type { FormCheck } from './limits.ts'
import type { RateGuard } from './rates.ts'

/** Everything a request passes on its way to Apollo Server. */
export interface GraphRouteOptions {
  readonly server: ApolloServer<GraphContext>
  readonly authenticate: Authenticate
  /** `known`: nobody is answered without a token, whatever the schema says. */
  readonly callers: 'anyone' | 'known'
  readonly checkForm: FormCheck
  readonly rates: RateGuard
  readonly admission: Admission
  readonly principalToken: (principal: Principal) => string
  readonly metrics: Metrics
  readonly log: Logger
  /** Whether the gateway is shutting down; the hub's own requests are still finished. */
  readonly isDraining: () => boolean
  readonly onFetch?: (room: string) => void
}

/** A request beyond it is refused before it is read to the end, bytes. */
const requestBytesMax = 1024 * 1024

/**
 * The one door to the graph, for a socket and for the hub's own questions alike: who asks, how large, is there room;
 * then Apollo Server. Of internal headers only a proven inner caller's are read.
 */
export async function graphRoute(app: FastifyInstance, options: GraphRouteOptions): Promise<void> {
  const { server, authenticate, admission, metrics } = options
  const times = new WeakMap<FastifyRequest, OperationTime>()

  const askingOf = (
    request: FastifyRequest,
    reply: FastifyReply,
    caller: Caller,
    time: OperationTime,
  ): Asking => ({
    requestId: request.id,
    principal: {
      ...caller.principal,
      ...(caller.applicationId !== undefined && { applicationId: caller.applicationId }),
    },
    principalToken: () => options.principalToken(caller.principal),
    applicationId: caller.applicationId,
    nesting: caller.isInner ? 1 : 0,
    givenMs: givenMsOf(request, caller),
    time,
    gone: goneSignal(reply),
    ...(options.onFetch && { onFetch: options.onFetch }),
  })

  const admit = async (request: FastifyRequest, time: OperationTime): Promise<[Caller, () => void]> => {
    const caller = await authenticate(headerOf(request, 'authorization'))
    if (caller === nobody && options.callers === 'known')
      throw new HubError('UNAUTHENTICATED', 'This graph is answered to known callers only.')
    if (options.isDraining() && !caller.isInner)
      throw new HubError('OVERLOADED', 'The gateway is shutting down and takes no new requests.')
    // The hub's own questions are part of acts that were counted.
    const take = (of: 'query' | 'mutation') => {
      if (!caller.isInner) options.rates.take(of, callerKeyOf(caller, request))
    }
    take('query')
    const source = sourceOf(request)
    if (source !== undefined && options.checkForm(source) === 'mutation') take('mutation')
    const leave = await admission.enter(
      caller.isInner ? 'inner' : 'outer',
      Math.min(time.leftMs(), givenMsOf(request, caller) ?? Number.POSITIVE_INFINITY),
    )
    return [caller, leave]
  }

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      ['application/json', 'application/graphql-response+json'],
      { parseAs: 'string', bodyLimit: requestBytesMax },
      scope.getDefaultJsonParser('error', 'error'),
    )
    scope.addHook('onRequest', async (request) => void times.set(request, startTime()))
    scope.setErrorHandler((error, request, reply) => refuse(error, request, reply, options))
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      handler: async (request, reply) => {
        const time = times.get(request) ?? startTime()
        const [caller, leave] = await admit(request, time)
        try {
          const asking = askingOf(request, reply, caller, time)
          return await fastifyApolloHandler(server, { context: async () => ({ asking }) }).call(
            scope,
            request,
            reply,
          )
        } finally {
          leave()
          metrics.operations.inc({ class: caller.isInner ? 'inner' : 'outer' })
          metrics.operationSeconds.observe(time.takenMs() / 1000)
        }
      },
    })
  })
}

function refuse(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { log, metrics }: Pick<GraphRouteOptions, 'log' | 'metrics'>,
): FastifyReply {
  const refusal = hubErrorOf(error)
  if (refusal.code === 'INTERNAL_SERVER_ERROR')
    log.error({ err: error, requestId: request.id }, 'a request failed')
  metrics.errors.inc({ code: refusal.code })
  const retry = retryAfterOf(refusal)
  if (retry !== undefined) void reply.header('retry-after', retry)
  if (refusal.code === 'UNAUTHENTICATED')
    void reply.header('www-authenticate', 'Bearer realm="one-visit-hub"')
  return reply
    .status(statusOf(refusal.code))
    .type('application/json; charset=utf-8')
    .send(refusalBody(refusal, request.id))
}

/** Whose requests are counted together: those of an account, or of an address where nobody is known. */
function callerKeyOf({ principal }: Caller, request: FastifyRequest): string {
  return principal.caller === nobody.principal.caller
    ? `address ${request.ip}`
    : `account ${principal.caller}`
}

/** Milliseconds the hub itself gives for an inner request; nobody else is asked. */
function givenMsOf(request: FastifyRequest, caller: Caller): number | undefined {
  const text = caller.isInner ? headerOf(request, 'x-hub-deadline-ms') : undefined
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

/** The document of a request, where it has one that can be looked at. */
function sourceOf(request: FastifyRequest): string | undefined {
  const holder = request.method === 'GET' ? request.query : request.body
  const query = (holder as { query?: unknown } | null | undefined)?.query
  return typeof query === 'string' ? query : undefined
}
