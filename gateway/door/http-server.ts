import { randomUUID } from 'node:crypto'
import { HubError, httpStatusOf } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { routerOptions } from '@one-visit/kit/room/router-options.ts'
import { adviceOf } from '@one-visit/schema/error-codes.ts'
import fastify, { type FastifyInstance } from 'fastify'
import { hubErrorOf } from '../errors.ts'

/**
 * The HTTP server of the gateway, without a route: every request has an id of ours, which its answer tells; what a route
 * throws is answered as JSON with a permanent code.
 */
export function createHttpServer(log: Logger): FastifyInstance {
  const app = openServer()
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  answerErrors(app, log)
  return app
}

function openServer(): FastifyInstance {
  return fastify({
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
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
