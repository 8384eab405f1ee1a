import { type KeyObject, randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { adviceOf } from '@one-visit/schema/error-codes.ts'
import { scalars } from '@one-visit/schema/scalars.ts'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { type DocumentNode, type GraphQLNamedType, type GraphQLSchema, parse } from 'graphql'
import mercurius from 'mercurius'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Database, Tenant } from '../database/database.ts'
import { HubError, httpStatusOf, hubErrorOf, maskError } from '../errors.ts'
import { isIdentifier } from '../identifier.ts'
import type { Logger } from '../log.ts'
import { withinTime } from '../work/within-time.ts'
import { guardSchema, type OnRefusedActs } from './access.ts'
import { requestMsMax, requireBodyRate } from './body-rate.ts'
import { createDocumentBudget } from './document-budget.ts'
import { openRequestsOf } from './end-server.ts'
import {
  createPrincipalVerifier,
  type Envelope,
  envelopeHeader,
  type Principal,
  principalHeader,
  readEnvelope,
} from './principal.ts'
import { toldShape } from './refused-acts.ts'
import { rewriteUrl, routerOptions } from './router-options.ts'

/** What a resolver gets besides parent and arguments; made anew for every request. */
export interface RoomContext<Loaders = unknown> {
  principal: Principal
  envelope: Envelope
  tenant: Tenant
  loaders: Loaders
  db: Database
  clock: Clock
  /** The instant the request is answered as of. */
  now: Date
  log: Logger
}

/** What a room's server is made of; a fed room gets it from buildFedRoom. */
export interface RoomOptions<Loaders> {
  name: string
  /** Federation SDL. */
  typeDefs: string
  resolvers: object
  db: Database
  clock: Clock
  log: Logger
  /** Public key of the gateway's principal tokens. */
  principalKey: KeyObject
  /** How the room knows its callers; as the gateway names them when left out. */
  knownAs?: (principal: Principal) => Principal
  /** Loaders of one request. */
  loaders: (request: { db: Database; now: Date; principal: Principal; tenant: Tenant }) => Loaders
  /** Writes down acts that a caller was refused because of the role, here or, before the room was asked, by the gateway. */
  onRefusedActs?: OnRefusedActs<RoomContext<Loaders>>
  /** Routes besides GraphQL: feeds, events, uploads. */
  routes?: (app: FastifyInstance) => Promise<void> | void
  /** Ends what the room started, after the last request. */
  onClose?: () => Promise<void>
}

/** A request to a room's graph, whether it came over HTTP or from the same process. */
export interface RoomRequest {
  /** JSON: query, variables, operationName. */
  body: string
  headers: Readonly<Record<string, string | undefined>>
}

/** What a room answers to a request; the body is JSON. */
export interface RoomResponse {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** A running room; it listens only once its `app` does. */
export interface Room {
  name: string
  app: FastifyInstance
  execute(request: RoomRequest): Promise<RoomResponse>
  /** How many requests are not answered yet; those from this process are not among them. */
  requests(): number
  close(): Promise<void>
}

const requestShape = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  extensions: toldShape.nullish(),
})

/** The largest GraphQL request, bytes: 10,000 representations. */
const graphqlBytesMax = 8 * 1024 * 1024
/** How many documents are kept read, checked and compiled, within their budget of bytes. */
const documentsMax = 256
const json = { 'content-type': 'application/json; charset=utf-8' }

/** The tenant that row-level security knows the caller as. */
export function tenantOf(principal: Principal): Tenant {
  return {
    organisation: principal.organisation,
    division: principal.division,
    subject: principal.subjectRef,
    roles: principal.roles,
  }
}

/** Answers an error of a route that is not GraphQL, in one form everywhere. */
export function answerError(error: unknown, log: Logger, requestId: string): RoomResponse {
  const refused = hubErrorOf(error)
  const status = (error as { statusCode?: number }).statusCode
  if (refused === undefined && status !== undefined && status < 500) {
    const code =
      status === 413 ? 'PAYLOAD_TOO_LARGE' : status === 415 ? 'UNSUPPORTED_MEDIA_TYPE' : 'BAD_REQUEST'
    return {
      status,
      headers: json,
      body: JSON.stringify({
        code,
        message: (error as Error).message,
        advice: adviceOf({ code }),
        requestId,
      }),
    }
  }
  const { message, extensions } = maskError(error, log, requestId)
  const { retryAfterSeconds } = refused?.details ?? {}
  return {
    status: refused === undefined ? 500 : httpStatusOf(refused.code),
    headers: {
      ...json,
      ...(typeof retryAfterSeconds === 'number' && { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify({ ...extensions, message }),
  }
}

/**
 * Builds a room's server: its part of the graph behind the principal token, its other routes, its health.
 * Nothing of the graph is answered without a token, neither data nor `_service` nor introspection.
 */
export async function buildRoom<Loaders>(options: RoomOptions<Loaders>): Promise<Room> {
  const { name, db, log } = options
  const app = fastifyOf(log)
  const requests = openRequestsOf(app)
  await app.register(mercurius, {
    schema: schemaOf(options),
    jit: 1,
    routes: false,
    graphiql: false,
    cache: documentsMax,
    allowBatchedQueries: false,
    // Errors come as they were thrown; executorOf masks them.
    errorFormatter: (execution) => ({ statusCode: 200, response: execution as never }),
  })

  const execute = executorOf(app, options)
  app.setErrorHandler((error, request, reply) => {
    const answer = answerError(error, log, request.id)
    return reply.status(answer.status).headers(answer.headers).send(answer.body)
  })
  app.setNotFoundHandler((request, reply) => {
    const answer = answerError(
      new HubError('NOT_FOUND', 'There is nothing at this address.'),
      log,
      request.id,
    )
    return reply.status(answer.status).headers(answer.headers).send(answer.body)
  })
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    await db.script('select 1')
    return { status: 'ok' }
  })
  await app.register(async (graph) => {
    graph.removeAllContentTypeParsers()
    graph.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
    graph.post('/graphql', async (request, reply) => {
      const answer = await execute({
        body: typeof request.body === 'string' ? request.body : '',
        headers: request.headers as Record<string, string | undefined>,
      })
      return reply.status(answer.status).headers(answer.headers).send(answer.body)
    })
  })
  await options.routes?.(app)
  await app.ready()
  return {
    name,
    app,
    execute,
    requests: requests.count,
    close: async () => {
      await requests.end()
      await options.onClose?.()
    },
  }
}

const same = (principal: Principal): Principal => principal

/**
 * The text mercurius keeps a document under, once it is compiled for one of its operations: with the name of that, in a comment
 * behind it, or another operation of the same document would be answered by it.
 */
function sourceOf(query: string, operationName: string | null | undefined): string {
  return operationName ? `${query}\n#${JSON.stringify(operationName)}` : query
}

/** Answers requests of the graph: reads who asks and until when, and masks what failed. */
function executorOf<Loaders>(app: FastifyInstance, options: RoomOptions<Loaders>): Room['execute'] {
  const { db, clock, log } = options
  const verify = createPrincipalVerifier(options.principalKey, clock)
  const documents = createDocumentBudget(() => app.graphql.replaceSchema(app.graphql.schema))
  const principalOf = (token: string | undefined) => (options.knownAs ?? same)(verify(token))

  const run = async (request: RoomRequest, requestIdOf: { value: string }): Promise<RoomResponse> => {
    const principal = principalOf(request.headers[principalHeader])
    const envelope = readEnvelope(request.headers[envelopeHeader])
    requestIdOf.value = envelope.requestId
    const { query, variables, operationName, extensions } = readRequest(request.body)
    const now = clock()
    const leftMs = envelope.deadline - now.getTime()
    if (leftMs <= 0) throw new HubError('DEADLINE_EXCEEDED', 'The request came after its deadline.')
    const tenant = tenantOf(principal)
    const caller = { ...principal, applicationId: principal.applicationId ?? envelope.applicationId }
    const context: RoomContext<Loaders> = {
      principal: caller,
      envelope,
      tenant,
      loaders: options.loaders({ db, now, principal: caller, tenant }),
      db,
      clock,
      now,
      log: log.child({ requestId: envelope.requestId }),
    }
    const result = await withinTime({ ms: leftMs, late: tooLate }, async () => {
      const { refusedActs = [] } = extensions ?? {}
      if (refusedActs.length > 0) await options.onRefusedActs?.(refusedActs, context)
      const source = sourceOf(query, operationName)
      documents.note(source)
      return app.graphql(source, context as never, variables ?? undefined, operationName ?? undefined)
    })
    const errors = result.errors?.map((error) => maskError(error, log, envelope.requestId))
    return {
      status: 200,
      headers: json,
      body: JSON.stringify({ data: result.data, ...(errors && { errors }) }),
    }
  }

  const refusal = (error: unknown, requestId: string): RoomResponse => {
    const faults = (error as { errors?: unknown }).errors
    const isDocumentFault = Array.isArray(faults) && (error as { code?: string }).code?.startsWith('MER_')
    const errors = isDocumentFault
      ? faults.map((fault) => maskError(fault, log, requestId))
      : [maskError(error, log, requestId)]
    const refused = hubErrorOf(error)
    const status = refused !== undefined ? httpStatusOf(refused.code) : isDocumentFault ? 400 : 500
    return { status, headers: json, body: JSON.stringify({ errors }) }
  }

  return async (request) => {
    const requestId = { value: 'unknown' }
    try {
      return await run(request, requestId)
    } catch (error) {
      return refusal(error, requestId.value)
    }
  }
}

function fastifyOf(log: Logger): FastifyInstance {
  const app = fastify({
    genReqId: requestIdOf,
    requestIdHeader: false,
    loggerInstance: log as never,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: graphqlBytesMax,
    requestTimeout: requestMsMax,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    routerOptions,
    rewriteUrl,
  }) as unknown as FastifyInstance
  requireBodyRate(app)
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  return app
}

/** The gateway has named the request, and takes out what a client says; a room that is asked by others names it itself. */
function requestIdOf({ headers }: { headers: IncomingHttpHeaders }): string {
  const named = String(headers['x-request-id'])
  return isIdentifier(named) ? named : randomUUID()
}

function schemaOf<Loaders>({ typeDefs, resolvers, onRefusedActs }: RoomOptions<Loaders>): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(typeDefs) as DocumentNode,
    resolvers: { ...scalars, ...resolvers } as never,
  })
  for (const type of Object.values(schema.getTypeMap())) failAlone(type)
  return guardSchema(schema, onRefusedActs)
}

type ResolveReference = (...given: readonly unknown[]) => unknown

/** Has an entity whose key is refused fail by itself: what its resolver throws at once would fail all that were asked with it. */
function failAlone({ extensions }: GraphQLNamedType): void {
  const { subgraph } = (extensions.apollo ?? {}) as { subgraph?: { resolveReference?: ResolveReference } }
  if (subgraph?.resolveReference === undefined) return
  const resolve = subgraph.resolveReference
  subgraph.resolveReference = async (...given) => resolve(...given)
}

function readRequest(body: string): z.infer<typeof requestShape> {
  try {
    return requestShape.parse(JSON.parse(body))
  } catch (cause) {
    throw new HubError('BAD_REQUEST', 'The body is not a GraphQL request.', {}, { cause })
  }
}

function tooLate(): HubError {
  return new HubError('DEADLINE_EXCEEDED', 'The answer was not there in time.')
}
