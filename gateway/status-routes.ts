import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Metrics, metricsType } from './metrics.ts'

/**
 * Whether the gateway lives (`/healthz`), whether it takes requests (`/readyz`) and, where metrics are given, what it
 * counts (`/metrics`, for the machine itself only: a request that came through a proxy is not from this machine).
 */
export function statusRoutes(
  app: FastifyInstance,
  { isDraining, metrics }: { isDraining: () => boolean; metrics: Metrics | undefined },
): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', (_, reply) =>
    isDraining() ? reply.status(503).send({ status: 'draining' }) : reply.send({ status: 'ok' }),
  )
  if (metrics !== undefined)
    app.get('/metrics', async (request, reply) =>
      isLoopback(request) ? reply.type(metricsType).send(await metrics.text()) : void reply.callNotFound(),
    )
}

function isLoopback({ ip, headers }: FastifyRequest): boolean {
  return (
    /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(ip) &&
    headers.forwarded === undefined &&
    headers['x-forwarded-for'] === undefined
  )
}
