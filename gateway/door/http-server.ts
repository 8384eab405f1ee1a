import { randomUUID } from 'node:crypto'
import { HubError, httpStatusOf } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { type BodyRate, requestMsMax, requireBodyRate } from '@one-visit/kit/room/body-rate.ts'
import { routerOptions } from '@one-visit/kit/room/router-options.ts'
import { adviceOf } from '@one-visit/schema/error-codes.ts'
import fastify, { type FastifyInstance } from 'fastify'
import { hubErrorOf, retryAfterOf } from '../errors.ts'

/** What is in front of the server, and how slowly bodies may come. */
export interface HttpServerOptions {
  /** Addresses and networks of proxies that are believed about where a request came from. */
  readonly trustedProxies?: readonly string[] | undefined
  readonly bodyRate?: Partial<BodyRate> | undefined
}

/**
 * The HTTP server of the gateway, without a route: every request has an id of ours, which its answer tells; what a route
 * throws is answered as JSON with a permanent code.
 */
export function createHttpServer(
  log: Logger,
  { trustedProxies = [], bodyRate }: HttpServerOptions = {},
): FastifyInstance {
  const app = openServer(trustedProxies)
  requireBodyRate(app, bodyRate)
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  answerErrors(app, log)
  return app
}

function openServer(trustedProxies: readonly string[]): FastifyInstance {
  return fastify({
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: requestMsMax,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions,
  })
}

function answerErrors(app: FastifyInstance, log: Logger): void {
  const answer = ({ code, message }: HubError, requestId: string) =>
    JSON.stringify({ code, message, advice: adviceOf({ code }), requestId })
  app.setErrorHandler((error, request, reply) => {
    const known = hubErrorOf(error)
    if (known.code === 'INTERNAL_SERVER_ERROR')
      log.error({ err: error, requestId: request.id }, 'a route failed')
    const retry = retryAfterOf(known)
    if (retry !== undefined) void reply.header('retry-after', retry)
    return reply
      .status(httpStatusOf(known.code))
      .type('application/json; charset=utf-8')
      .send(answer(known, request.id))
  })
  app.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .type('application/json; charset=utf-8')
      .send(answer(new HubError('NOT_FOUND', 'There is nothing at this address.'), request.id)),
  )
}
