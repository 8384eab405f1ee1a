import type { GraphQLDataSource } from '@apollo/gateway'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { envelopeHeader, principalHeader } from '@one-visit/kit/room/principal.ts'
import type { RefusedAct } from '@one-visit/kit/room/refused-acts.ts'
import type { Breaker } from '@one-visit/kit/work/breaker.ts'
import { type TimeLimit, withinTime } from '@one-visit/kit/work/within-time.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import type { SelectionSetNode } from 'graphql'
import type { Asking } from '../context.ts'
import type { Metrics } from '../metrics.ts'
import type { SubgraphFacts, Supergraph } from '../supergraph/supergraph.ts'
import { keyOf, type Representation } from './entity-identity.ts'
import { FetchFault, faultOf } from './fault.ts'
import { checkResponse, type Fetch, type FetchAnswer, failedFetch, readResponse } from './fetch-answer.ts'
import type { FetchDocument } from './fetch-document.ts'
import { answerBytesMax, type Transport } from './transport.ts'

/** Longest time of one fetch, ms, unless its root field says otherwise. */
const fetchMs = 2_000

/** The subgraph a data source asks, and how. */
export interface DataSourceOptions {
  readonly subgraph: SubgraphFacts
  readonly supergraph: Supergraph
  readonly transport: Transport
  readonly breaker: Breaker
  readonly readDocument: (source: string) => FetchDocument
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
}

/** The way to one room: for the fetches of plans, and for what it is told besides. */
export interface RoomSource extends GraphQLDataSource {
  /** Tells the room of acts that the caller was refused at the door; a room that did not take it in is logged. */
  tell(acts: readonly RefusedAct[], asking: Asking): Promise<void>
}

/** What a room is asked that is only told something: nothing. */
const telling = '{ __typename }'

/**
 * Makes the data source of one subgraph: it sends each fetch under a deadline of its own and lets nothing of the answer
 * through that was not asked for. It never throws: a fetch that fails is an answer with an error at every field it would
 * have brought, so that what other rooms said stays known.
 */
export function createDataSource(options: DataSourceOptions): RoomSource {
  const { subgraph, supergraph, transport, breaker, clock, log, metrics } = options
  const onRetry = (): void => metrics.fetchRetries.inc({ room: subgraph.name })

  const send = async (fetch: Fetch, body: string, asking: Asking): Promise<FetchAnswer> => {
    const limitMs = fetchLimitOf(fetch.document, supergraph)
    const ms = Math.min(limitMs, asking.time.leftMs())
    if (ms <= 0) throw new FetchFault('cancelled', 'The deadline of the operation has passed.')
    const isMutation = fetch.document.operation === 'mutation'
    // A caller's deadline says nothing of the room: only a fetch that had its full time counts against it.
    const kind = ms < limitMs ? 'cancelled' : 'late'
    const limit: TimeLimit = {
      ms,
      late: () => new FetchFault(kind, `The source did not answer within ${Math.round(ms)} ms.`),
      // A mutation is not cut short because its caller hung up.
      ...(!isMutation && { caller: { gone: asking.gone, left: hungUp } }),
    }
    const deadline = clock().getTime() + ms
    const headers = headersOf(asking, deadline)
    const once = async (signal: AbortSignal): Promise<FetchAnswer> => {
      const answer = await transport({ body, headers, signal, deadline })
      if (Buffer.byteLength(answer.body) > answerBytesMax)
        throw new FetchFault('malformed', `The source answered more than ${answerBytesMax} bytes.`)
      return checkResponse(readResponse(answer), fetch)
    }
    return breaker.run(() =>
      withinTime(limit, (signal) =>
        isMutation ? once(signal) : retryUnsent(() => once(signal), signal, onRetry),
      ),
    )
  }

  const ask = async (fetch: Fetch, body: string, asking: Asking): Promise<FetchAnswer> => {
    const startedAt = performance.now()
    let outcome = 'ok'
    try {
      const answer = await send(fetch, body, asking)
      if (answer.errors.length > 0) outcome = 'errors'
      return answer
    } catch (error) {
      const fault = faultOf(error)
      outcome = fault.kind
      log.warn({ err: error, room: subgraph.name, requestId: asking.requestId }, 'a fetch failed')
      return failedFetch(fetch, fault)
    } finally {
      metrics.fetches.inc({ room: subgraph.name, outcome })
      metrics.fetchSeconds.observe({ room: subgraph.name }, (performance.now() - startedAt) / 1000)
      asking.onFetch?.(subgraph.name)
    }
  }

  const fetchOf = (document: FetchDocument, representations: readonly Representation[]): Fetch => {
    const { possibleTypes, sharedRoots } = supergraph
    return { document, representations, keys: keysOf(representations, subgraph), possibleTypes, sharedRoots }
  }

  return {
    process: async ({ request, context }) => {
      const asking = (context as { asking?: Asking }).asking
      if (request.query === undefined || asking === undefined)
        throw new Error('The plan holds a fetch without an operation.')
      const document = options.readDocument(request.query)
      const variables = request.variables ?? {}
      const representations = Array.isArray(variables.representations)
        ? (variables.representations as unknown[]).filter(isObject)
        : []
      const fetch = fetchOf(document, representations)
      const body = JSON.stringify({
        query: document.kind === 'entities' ? document.withIdentity(fetch.keys) : request.query,
        variables,
        ...(request.operationName !== undefined && { operationName: request.operationName }),
      })
      const { data, errors } = await ask(fetch, body, asking)
      return errors.length > 0 ? { data, errors } : { data }
    },
    tell: async (refusedActs, asking) => {
      const fetch = fetchOf(options.readDocument(telling), [])
      const body = JSON.stringify({ query: telling, extensions: { refusedActs } })
      const { errors } = await ask(fetch, body, asking)
      if (errors.length > 0)
        log.error(
          {
            room: subgraph.name,
            requestId: asking.requestId,
            acts: refusedActs.map(({ field }) => field),
            errors,
          },
          'a room was not told of acts that were refused',
        )
    },
  }
}

function fetchLimitOf(document: FetchDocument, { deadlines }: Supergraph): number {
  const root = document.operation === 'mutation' ? 'Mutation' : 'Query'
  return Math.max(
    ...document.rootFields.map(({ name }) => deadlines.get(`${root}.${name}`)?.fetchMs ?? fetchMs),
  )
}

function hungUp(): FetchFault {
  return new FetchFault('cancelled', 'The caller has gone.')
}

/** What a room is told about a request beside the document. */
function headersOf(asking: Asking, deadline: number): Record<string, string> {
  const principal = asking.principalToken()
  return {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'user-agent': 'one-visit-hub',
    ...(principal !== '' && { [principalHeader]: principal }),
    [envelopeHeader]: JSON.stringify({
      requestId: asking.requestId,
      applicationId: asking.applicationId,
      deadline,
      nesting: asking.nesting,
    }),
  }
}

/** Does work again, once, when the room cannot have seen it. */
async function retryUnsent<T>(work: () => Promise<T>, signal: AbortSignal, onRetry: () => void): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FetchFault && error.unsent) || signal.aborted) throw error
    onRetry()
    return work()
  }
}

function keysOf(
  representations: readonly Representation[],
  subgraph: SubgraphFacts,
): ReadonlyMap<string, SelectionSetNode> {
  const keys = new Map<string, SelectionSetNode>()
  for (const representation of representations) {
    const type = String(representation.__typename)
    if (keys.has(type)) continue
    const key = keyOf(subgraph.keys.get(type) ?? [], representation)
    if (key !== undefined) keys.set(type, key)
  }
  return keys
}
