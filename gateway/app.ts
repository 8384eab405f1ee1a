import { createHash, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Clock } from '@one-visit/kit/clock.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { openRequestsOf } from '@one-visit/kit/room/end-server.ts'
import { envelopeHeader, type Principal, principalHeader } from '@one-visit/kit/room/principal.ts'
import type { Breaker, BreakerOptions } from '@one-visit/kit/work/breaker.ts'
import { scalars as hubScalars } from '@one-visit/schema/scalars.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { GraphQLScalarType } from 'graphql'
import { type AdmissionLimits, admissionClasses, createAdmission, hubAdmission } from './door/admission.ts'
import { compressAnswers } from './door/compression.ts'
import { allowOrigins } from './door/cors.ts'
import { type GraphRouteOptions, graphRoute } from './door/graph-route.ts'
import { openGraphServer } from './door/graph-server.ts'
import { graphiqlRoute } from './door/graphiql.ts'
import { createHttpServer, type HttpServerOptions } from './door/http-server.ts'
import { createFormCheck, hubLimits, type Limits } from './door/limits.ts'
import { createRateGuard, hubRates, type Rates } from './door/rates.ts'
import { createRoomBreaker } from './executor/breaker.ts'
import { createDataSource } from './executor/data-source.ts'
import { createFetchDocumentReader } from './executor/fetch-document.ts'
import { type Graph, type GraphOptions, openGraph } from './executor/graph.ts'
import { watchSupergraph } from './executor/supergraph-watch.ts'
import type { Transport } from './executor/transport.ts'
import { feedDocsRoutes } from './feeds/feed-docs.ts'
import { type FeedTarget, feedRoutes } from './feeds/feeds.ts'
import { createAuthenticate, type TokenIssuer } from './identity/authenticate.ts'
import type { EmbeddedIssuer } from './identity/issuer.ts'
import { createPrincipalSigner } from './identity/principal-signer.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { statusRoutes } from './status-routes.ts'
import { SupergraphError } from './supergraph/supergraph.ts'

/** Settings and connections of a gateway; what is left out has the value the hub runs with. */
export interface GatewayOptions extends HttpServerOptions {
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
  /** Says that a gateway without an issuer is meant: it knows nobody, and answers what needs no token. */
  readonly open?: boolean
  /** `known`: nobody is answered without a token. By default the access directives decide. */
  readonly callers?: 'anyone' | 'known'
  readonly clock: Clock
  readonly log: Logger
  readonly limits?: Partial<Limits> | undefined
  readonly admission?: AdmissionLimits
  /** Other origins whose pages may ask; in development those of this machine may, too. */
  readonly corsOrigins?: readonly string[] | undefined
  /** Requests a second of one caller, by class; the hub's where nothing is said. */
  readonly rates?: Partial<Rates> | undefined
  readonly breaker?: BreakerOptions
  /** Scalars checked before planning; the hub's unless others are given. */
  readonly scalars?: Readonly<Record<string, GraphQLScalarType>>
  /** Whether this server answers /metrics to its own machine; a private port of its own is better. */
  readonly metricsOnLoopback?: boolean
  /** What rooms of the same process count, in the text format of Prometheus: written below the gateway's own. */
  readonly roomMetrics?: () => Promise<string>
  /** Called with the name of the room at each fetch. */
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
  /** How many requests are not answered yet; those from this process are not among them. */
  requests(): number
  /** Turns new outer requests away, finishes what has begun, then ends. */
  close(): Promise<void>
}

/** How long a room may take over a feed's request, ms. */
const feedMs = 60_000

/**
 * Builds the gateway: graph, identity, feeds and health on one server. It listens nowhere until told to.
 * @throws SupergraphError when the supergraph cannot be used; HubError UNAUTHENTICATED when nobody could be known and
 * open access was not asked for
 */
export async function buildGateway(options: GatewayOptions): Promise<Gateway> {
  const { environment, log } = options
  if (options.issuer === undefined && options.open !== true)
    throw new HubError(
      'UNAUTHENTICATED',
      'A gateway without a token issuer serves only when open access is asked for.',
    )
  const limits = { ...hubLimits, ...options.limits }
  const admission = createAdmission(options.admission ?? hubAdmission)
  const breakers = new Map(
    Object.keys(options.transports).map((name) => [name, createRoomBreaker(options.breaker)]),
  )
  const metrics = createMetrics({ admission, breakers, rooms: options.roomMetrics })
  const graph = await openGraph({
    text: readText(options.supergraph),
    scalars: options.scalars ?? hubScalars,
    log,
    dataSourceOf: dataSources(options, { breakers, metrics }),
  })
  const server = await openGraphServer({ graph, limits, environment, log, metrics })
  let draining = false

  const app = createHttpServer(log, options)
  const requests = openRequestsOf(app)
  app.addHook('onRequest', async (_, reply) => {
    if (draining) void reply.header('connection', 'close')
  })
  await allowOrigins(app, { origins: options.corsOrigins ?? [], local: environment === 'development' })
  await compressAnswers(app)
  await openDoor(app, options, { server, admission, metrics, limits, isDraining: () => draining })
  statusRoutes(app, {
    isDraining: () => draining,
    metrics: options.metricsOnLoopback === true ? metrics : undefined,
  })
  await app.ready()
  const unwatch =
    'file' in options.supergraph ? watchSupergraph(options.supergraph.file, graph, log) : () => undefined

  return {
    app,
    graph,
    metrics,
    ask: askBy(app),
    requests: requests.count,
    close: async () => {
      draining = true
      unwatch()
      await requests.end(() => admissionClasses.some((each) => admission.inside(each) > 0))
      await server.stop()
      await closeAll([...Object.values(options.transports), ...Object.values(options.feeds ?? {})])
    },
  }
}

function readText(supergraph: GatewayOptions['supergraph']): string {
  return 'text' in supergraph ? supergraph.text : readFileSync(supergraph.file, 'utf8')
}

/** The way to each subgraph of a supergraph; the breaker before a room outlives the supergraph that names it. */
function dataSources(
  { transports, clock, log }: GatewayOptions,
  { breakers, metrics }: { breakers: ReadonlyMap<string, Breaker>; metrics: Metrics },
): GraphOptions['dataSourceOf'] {
  const readDocument = createFetchDocumentReader()
  return (supergraph, name) => {
    const transport = Object.hasOwn(transports, name) ? transports[name] : undefined
    const subgraph = supergraph.subgraphs.get(name)
    const breaker = breakers.get(name)
    if (transport === undefined || subgraph === undefined || breaker === undefined)
      throw new SupergraphError(`No way leads to the subgraph ${name}.`)
    return createDataSource({ subgraph, supergraph, transport, breaker, readDocument, clock, log, metrics })
  }
}

/** Everything that asks who is there: the graph, the feeds of the rooms and, in development, tokens and GraphiQL. */
async function openDoor(
  app: FastifyInstance,
  options: GatewayOptions,
  parts: Pick<GraphRouteOptions, 'server' | 'admission' | 'metrics' | 'isDraining'> & { limits: Limits },
): Promise<void> {
  const { clock, log, issuer, serviceKey } = options
  const { server, admission, metrics, limits, isDraining } = parts
  const rates = createRateGuard({ ...hubRates, ...options.rates })
  const authenticate = createAuthenticate({ issuer, serviceKey, clock })
  const sign = options.principalPrivateKey && createPrincipalSigner(options.principalPrivateKey, clock)
  const principalToken = (principal: Principal): string => sign?.(principal) ?? ''
  await graphRoute(app, {
    server,
    authenticate,
    callers: options.callers ?? 'anyone',
    checkForm: createFormCheck(limits),
    rates,
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
    count: (request) => rates.take('feed', senderKeyOf(request)),
    log,
    identify: async (request) => {
      const caller = await authenticate(request.headers.authorization)
      return {
        [principalHeader]: principalToken(caller.principal),
        [envelopeHeader]: JSON.stringify({
          requestId: request.id,
          deadline: clock().getTime() + feedMs,
          nesting: 0,
        }),
      }
    },
  })
  if (options.feeds !== undefined) feedDocsRoutes(app)
  if (issuer !== undefined && 'register' in issuer)
    await issuer.register(app, (caller) => rates.take('token', caller))
  if (options.environment === 'development') graphiqlRoute(app)
}

/** Whose deliveries are counted together: those under one credential; where there is none, of one address. */
function senderKeyOf({ headers, ip }: FastifyRequest): string {
  const { authorization } = headers
  return authorization === undefined
    ? `address ${ip}`
    : createHash('sha256').update(authorization).digest('base64')
}

function askBy(app: FastifyInstance): Ask {
  return async ({ query, operationName, variables, headers }) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: JSON.stringify({ query, variables, ...(operationName !== undefined && { operationName }) }),
    })
    return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
  }
}

async function closeAll(closables: readonly unknown[]): Promise<void> {
  await Promise.all(closables.map((one) => (one as { close?: () => Promise<void> }).close?.()))
}
