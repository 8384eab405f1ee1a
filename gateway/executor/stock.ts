import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway'
import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import type { Logger } from '@one-visit/kit/log.ts'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import { completionError } from '../errors.ts'
import type { Supergraph } from '../supergraph/supergraph.ts'

/** The interface Apollo Server knows a gateway by. */
export type GatewayInterface = ApolloServerOptionsWithGateway<never>['gateway']
type LoadResult = Awaited<ReturnType<GatewayInterface['load']>>
/** Plans and runs one operation. */
export type Execute = NonNullable<LoadResult['executor']>

/** What plans and runs operations on one supergraph; the seam behind which the executor may change. */
export interface Executor {
  /** API schema: what clients see. */
  readonly schema: GraphQLSchema
  readonly execute: Execute
  stop(): Promise<void>
}

/**
 * The stock gateway's planner and executor on our own data sources.
 * @throws when the supergraph is not one
 */
export async function openStockExecutor(options: {
  supergraph: Supergraph
  dataSourceOf: (subgraph: string) => GraphQLDataSource
  log: Logger
}): Promise<Executor> {
  // Read by the gateway's constructor, which otherwise calls cloud metadata addresses and its vendor.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true'
  const { log } = options
  const quiet = (message?: unknown): void => log.debug({ message }, 'stock gateway')
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraph.plannerText,
    buildService: ({ name }) => options.dataSourceOf(name),
    validateSupergraph: true,
    __exposeQueryPlanExperimental: false,
    debug: false,
    logger: {
      debug: quiet,
      info: quiet,
      warn: (message) => log.warn({ message }, 'stock gateway'),
      error: (message) => log.error({ message }, 'stock gateway'),
    },
  })
  const loaded = await gateway.load()
  return {
    schema: loaded.schema,
    execute: tellCompletionFaults(loaded.executor as unknown as Execute),
    stop: () => gateway.stop(),
  }
}

/** Faults of value completion, which the stock gateway hides in an extension, as errors of the answer. */
function tellCompletionFaults(execute: Execute): Execute {
  return async (requestContext) => {
    const result = await execute(requestContext)
    const { valueCompletion, ...extensions } = result.extensions ?? {}
    if (!Array.isArray(valueCompletion)) return result
    const { extensions: _, ...rest } = result
    return {
      ...rest,
      errors: [...(result.errors ?? []), ...(valueCompletion as GraphQLError[]).map(completionError)],
      ...(Object.keys(extensions).length > 0 && { extensions }),
    }
  }
}
