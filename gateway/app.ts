import { type KeyObject, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Clock } from '@one-visit/kit/clock.ts'
import { HubError, httpStatusOf } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { envelopeHeader, type Principal, principalHeader } from '@one-visit/kit/room/principal.ts'
import type { BreakerOptions } from '@one-visit/kit/work/breaker.ts'
import { scalars as hubScalars } from '@one-visit/schema/scalars.ts'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { GraphQLScalarType } from 'graphql'
import { type AdmissionLimits, createAdmission, hubAdmission } from './door/admission.ts'
import { graphRoute } from './door/graph-route.ts'
import { openGraphServer } from './door/graph-server.ts'
import { graphiqlRoute } from './door/graphiql.ts'
import { createFormCheck, hubLimits, type Limits } from './door/limits.ts'
import { hubErrorOf } from './errors.ts'
import { createRoomBreaker } from './executor/breaker.ts'
import { createDataSource } from './executor/data-source.ts'
import { createFetchDocumentReader } from './executor/fetch-document.ts'
import { type Graph, openGraph } from './executor/graph.ts'
import { watchSupergraph } from './executor/supergraph-watch.ts'
import type { Transport } from './executor/transport.ts'
import { feedDocsRoutes } from './feeds/feed-docs.ts'
import { type FeedTarget, feedRoutes } from './feeds/feeds.ts'
import { createAuthenticate, type TokenIssuer } from './identity/authenticate.ts'
import type { EmbeddedIssuer } from './identity/issuer.ts'
import { createPrincipalSigner } from './identity/principal-signer.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { SupergraphError } from './supergraph/supergraph.ts'

/** What a gateway is built of. */
export interface GatewayOptions {
  /** In production there is no embedded issuer, no introspection and no GraphiQL. */
  readonly environment: 'production' | 'development'
  /** A file is followed while the gateway runs. */
  readonly supergraph: { readonly file: string } | { readonly text: string }
  /** The way to each subgraph, by its name in the supergraph. */
  readonly transports: Readonly<Record<string, Transport>>
  /** Where each room's feeds are answered, by room. */
  readonly feeds?: Readonly<Record<string, FeedTarget>>
  /** Whose access tokens are believed. */
  readonly issuer?: TokenIssuer | EmbeddedIssuer
  /** Public key (Ed25519) of approvals' service tokens. */
  readonly serviceKey?: KeyObject
  /** Signs principal tokens (Ed25519); without it rooms are not told who asks. */
  readonly principalPrivateKey?: KeyObject
  /** Says that a gateway without an issuer is meant: everybody is nobody. */
  readonly open?: boolean
  /** `known`: nobody is answered without a token. By default the access directives decide. */
  readonly callers?: 'anyone' | 'known'
  readonly clock: Clock
  readonly log: Logger
  readonly limits?: Partial<Limits>
  readonly admission?: AdmissionLimits
  readonly breaker?: BreakerOptions
  /** Scalars checked before planning; the hub's unless others are given. */
  readonly scalars?: Readonly<Record<string, GraphQLScalarType>>
  /** Whether this server answers /metrics to its own machine; a private port of its own is better. */
  readonly metricsOnLoopback?: boolean
  /** Hears of each fetch from a room. */
  readonly onFetch?: (room: string) => void
}

/** Asks the graph as an HTTP request would, with the same checks, without a socket. */
export type Ask = (request: {
  query: string
  operationName?: string
  variables: Record<string, unknown>
  headers: Record<string, string>
}) => Promise<{ status: number; body: unknown }>

/** A gateway, ready to listen. */
export interface Gateway {
  readonly app: FastifyInstance
  readonly ask: Ask
  readonly graph: Graph
  readonly metrics: Metrics
  /** Turns new outer requests away, finishes what has begun, then ends. */
  close(): Promise<void>
}

/** Longest wait for requests that have begun, ms: an operation that evaluates, and a little. */
const drainMs = 12_000
const drainStepMs = 20

/**
 * Builds the gateway: graph, identity, feeds and health on one server. It listens nowhere until told to.
 * @throws SupergraphError when the supergraph cannot be used; HubError UNAUTHENTICATED when nobody could be known and
 * open access was not asked for
 */
export async function buildGateway(options: GatewayOptions): Promise<Gateway> {
  const { environment, clock, log } = options
  if (options.issuer === undefined && options.open !== true)
    throw new HubError(
      'UNAUTHENTICATED',
      'a gateway without a token issuer serves only when open access is asked for',
    )
  const limits = { ...hubLimits, ...options.limits }
  const metrics = createMetrics()
  const admission = createAdmission(options.admission ?? hubAdmission)
  for (const of of ['outer', 'inner'] as const) {
    metrics.gauge(`gateway_requests_inside{class="${of}"}`, () => admission.inside(of))
    metrics.gauge(`gateway_requests_waiting{class="${of}"}`, () => admission.waiting(of))
  }
  const graph = await openGraphOf(options, metrics)
  const server = await openGraphServer({ graph, limits, environment, log, metrics })
  const authenticate = createAuthenticate({ issuer: options.issuer, serviceKey: options.serviceKey, clock })
  const sign = options.principalPrivateKey && createPrincipalSigner(options.principalPrivateKey, clock)
  const principalToken = (principal: Principal): string => sign?.(principal) ?? ''
  let draining = false
  const isDraining = (): boolean => draining

  const app = createServer()
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    if (draining) void reply.header('connection', 'close')
  })
  answerErrors(app, log)
  await graphRoute(app, {
    server,
    authenticate,
    callers: options.callers ?? 'anyone',
    checkForm: createFormCheck(limits),
    log,
    admission,
    principalToken,
    metrics,
    isDraining,
    ...(options.onFetch && { onFetch: options.onFetch }),
  })
  await feedRoutes(app, {
    targets: options.feeds ?? {},
    isDraining,
    log,
    identify: async (request) => {
      const caller = await authenticate(request.headers.authorization)
      return {
        [principalHeader]: principalToken(caller.principal),
        [envelopeHeader]: JSON.stringify({
          requestId: request.id,
          deadline: clock().getTime() + 60_000,
          nesting: 0,
        }),
      }
    },
  })
  if (options.feeds !== undefined) feedDocsRoutes(app)
  if (options.issuer !== undefined && 'register' in options.issuer) await options.issuer.register(app)
  if (environment === 'development') graphiqlRoute(app)
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', (_, reply) =>
    draining ? reply.status(503).send({ status: 'draining' }) : reply.send({ status: 'ok' }),
  )
  if (options.metricsOnLoopback === true)
    app.get('/metrics', (request, reply) =>
      isLoopback(request)
        ? reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text())
        : reply.callNotFound(),
    )
  await app.ready()

  const unwatch =
    'file' in options.supergraph ? watchSupergraph(options.supergraph.file, graph, log) : () => undefined
  const drained = async (): Promise<void> => {
    const until = performance.now() + drainMs
    const isBusy = (): boolean => admission.inside('outer') + admission.inside('inner') > 0
    while (isBusy() && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, drainStepMs))
  }
  return {
    app,
    graph,
    metrics,
    ask: async ({ query, operationName, variables, headers }) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { ...headers, 'content-type': 'application/json' },
        payload: JSON.stringify({ query, variables, ...(operationName !== undefined && { operationName }) }),
      })
      return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
    },
    close: async () => {
      draining = true
      unwatch()
      await drained()
      await app.close()
      await server.stop()
      await closeAll([...Object.values(options.transports), ...Object.values(options.feeds ?? {})])
    },
  }
}

function openGraphOf(options: GatewayOptions, metrics: Metrics): Promise<Graph> {
  const { clock, log } = options
  const breakers = new Map(
    Object.keys(options.transports).map((name) => {
      const breaker = createRoomBreaker(options.breaker)
      metrics.gauge(`gateway_breaker_open{room=${JSON.stringify(name)}}`, () => (breaker.isOpen() ? 1 : 0))
      return [name, breaker]
    }),
  )
  const readDocument = createFetchDocumentReader()
  return openGraph({
    text:
      'text' in options.supergraph ? options.supergraph.text : readFileSync(options.supergraph.file, 'utf8'),
    scalars: options.scalars ?? hubScalars,
    log,
    dataSourceOf: (supergraph, name) => {
      const transport = Object.hasOwn(options.transports, name) ? options.transports[name] : undefined
      const subgraph = supergraph.subgraphs.get(name)
      const breaker = breakers.get(name)
      if (transport === undefined || subgraph === undefined || breaker === undefined)
        throw new SupergraphError(`no way leads to the subgraph ${name}`)
      return createDataSource({ subgraph, supergraph, transport, breaker, readDocument, clock, log, metrics })
    },
  })
}

function createServer(): FastifyInstance {
  return fastify({
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
  })
}

function answerErrors(app: FastifyInstance, log: Logger): void {
  const answer = (error: HubError, requestId: string) =>
    JSON.stringify({ code: error.code, message: error.message, requestId })
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
      .send(answer(new HubError('NOT_FOUND', 'there is nothing at this address'), request.id)),
  )
}

function isLoopback({ ip, headers }: FastifyRequest): boolean {
  return (
    /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(ip) &&
    headers.forwarded === undefined &&
    headers['x-forwarded-for'] === undefined
  )
}

async function closeAll(closables: readonly unknown[]): Promise<void> {
  await Promise.all(closables.map((one) => (one as { close?: () => Promise<void> }).close?.()))
}
