import fastify, { type FastifyInstance } from 'fastify'
import { type Metrics, metricsType } from './metrics.ts'

/** The server of the private port: metrics and health, nothing of the graph. */
export function privateServer(metrics: Metrics): FastifyInstance {
  const app = fastify()
  app.get('/metrics', async (_, reply) => reply.type(metricsType).send(await metrics.text()))
  app.get('/healthz', () => ({ status: 'ok' }))
  return app
}
