import type { ApolloServerPlugin } from '@apollo/server'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { isErrorCode } from '@one-visit/schema/error-codes.ts'
import type { FormattedExecutionResult, OperationDefinitionNode } from 'graphql'
import { type Asking, type GraphContext, operationMs } from '../context.ts'
import { isMasked, refusalOf, retryAfterSeconds, statusOf } from '../errors.ts'
import type { Graph } from '../executor/graph.ts'
import type { Metrics } from '../metrics.ts'
import { requireRequirements } from '../supergraph/access.ts'
import type { Supergraph } from '../supergraph/supergraph.ts'
import type { Limits } from './limits.ts'
import { requirePages } from './page-limit.ts'
import { type AskedOperation, tellRefusedActs } from './refused-acts.ts'
import { rootFieldNames } from './root-fields.ts'
import { shortRefusal } from './short-refusal.ts'

/** The graph that is guarded, its limits, and where refusals are logged and counted. */
export interface OperationGuardOptions {
  readonly graph: Graph
  readonly limits: Limits
  readonly log: Logger
  readonly metrics: Metrics
}

/**
 * Stands between validation and planning: which operation, who may, how large, how long. What it refuses is neither
 * planned nor asked. On the way out it puts the request id on every error and logs what clients do not see.
 */
export function operationGuard(options: OperationGuardOptions): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, schema, contextValue }) => {
        try {
          if (operation === undefined)
            throw new HubError(
              'OPERATION_RESOLUTION_FAILURE',
              'Name the operation to run: there are several, or none of that name.',
            )
          if (operation.operation === 'subscription')
            throw new HubError('BAD_REQUEST', 'Subscriptions are not answered here.')
          const generation = options.graph.generationOf(schema)
          const { asking } = contextValue
          const variables = request.variables ?? {}
          await requireRoles({ generation, document, operation, variables, asking })
          requirePages(document, operation, variables, options.limits.page)
          const fields = rootFieldNames(document, operation)
          giveTime(asking, generation.supergraph, operation, fields)
        } catch (error) {
          throw error instanceof HubError ? refusalOf(error) : error
        }
      },
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) {
          options.metrics.errors.inc({ code: String(error.extensions.code ?? 'none') })
          if (isMasked(error))
            options.log.error({ err: error, requestId: contextValue.asking.requestId }, 'an operation failed')
        }
      },
      willSendResponse: async ({ response, operation, contextValue }) => {
        if (response.body.kind !== 'single') return
        const result = response.body.singleResult
        const { requestId } = contextValue.asking
        // Without data nothing was asked of a room: all that is told is what is wrong with the request.
        if (result.data === undefined && result.errors !== undefined)
          result.errors = shortRefusal(result.errors)
        const refusal = refusalStatusOf(result)
        if (refusal !== undefined) response.http.status ??= refusal
        const retry = operation?.operation === 'mutation' ? mutationRetryOf(result) : undefined
        if (retry !== undefined) {
          response.http.status ??= statusOf('STORE_UNAVAILABLE')
          response.http.headers.set('retry-after', String(retry))
        }
        if (result.errors !== undefined)
          result.errors = result.errors.map((error) => ({
            ...error,
            extensions: { ...error.extensions, requestId },
          }))
      },
    }),
  }
}

/**
 * Lets an operation pass for the roles of the caller. Of acts that are refused the rooms are told first.
 * @throws HubError UNAUTHENTICATED, FORBIDDEN
 */
async function requireRoles(asked: AskedOperation): Promise<void> {
  const { generation, document, operation, asking } = asked
  try {
    requireRequirements(generation.requirements(document, operation), asking.principal)
  } catch (error) {
    const isAct = operation.operation === 'mutation'
    if (isAct && error instanceof HubError && error.code === 'FORBIDDEN') await tellRefusedActs(asked)
    throw error
  }
}

/**
 * Gives an operation its time: that of its slowest root field, or what an inner asker has left of its own.
 * @throws HubError FORBIDDEN for an inner request that would itself ask the graph
 */
function giveTime(
  asking: Asking,
  supergraph: Supergraph,
  operation: OperationDefinitionNode,
  fields: ReadonlySet<string>,
): void {
  const root = operation.operation === 'mutation' ? 'Mutation' : 'Query'
  const deadlines = [...fields].map((name) => supergraph.deadlines.get(`${root}.${name}`))
  if (asking.nesting > 0 && deadlines.some((deadline) => deadline !== undefined))
    throw new HubError('FORBIDDEN', 'The hub asks itself one level deep and no deeper.')
  const most = Math.max(...deadlines.map((deadline) => deadline?.operationMs ?? operationMs))
  asking.time.lastMs(Math.min(most, asking.givenMs ?? most))
}

/** HTTP status of an answer without data: that of its first error, where the caller can do something about it. */
function refusalStatusOf({ data, errors }: FormattedExecutionResult): number | undefined {
  const [first] = errors ?? []
  const code = first?.extensions?.code
  if ((data ?? null) !== null || !isErrorCode(code)) return undefined
  const status = statusOf(code)
  return status >= 400 && status < 500 ? status : undefined
}

/**
 * Seconds after which a mutation may be sent again that did nothing because a room does not reach its data. Its fields
 * are all null, each with STORE_UNAVAILABLE, and its status is 503.
 */
function mutationRetryOf({ data, errors }: FormattedExecutionResult): number | undefined {
  const [first] = errors ?? []
  const isAway = errors?.every(({ extensions }) => extensions?.code === 'STORE_UNAVAILABLE')
  if (first === undefined || !isAway || Object.values(data ?? {}).some((field) => field !== null))
    return undefined
  const seconds = first.extensions?.retryAfterSeconds
  return typeof seconds === 'number' ? seconds : retryAfterSeconds
}
