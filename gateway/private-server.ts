import fastify, { type FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** The server of the private port: metrics and health, nothing of the graph. */
export function privateServer(metrics: Metrics): FastifyInstance {
  const app = fastify()
  app.get('/metrics', (_, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text()),
  )
  app.get('/healthz', () => ({ status: 'ok' }))
  return app
}
