import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { Logger } from '@one-visit/kit/log.ts'
import type { GraphContext } from '../context.ts'
import { formatError } from '../errors.ts'
import type { Graph } from '../executor/graph.ts'
import type { Metrics } from '../metrics.ts'
import { createDocumentStore } from './document-store.ts'
import type { Limits } from './limits.ts'
import { operationGuard } from './operation-guard.ts'

/**
 * Apollo Server in front of the graph with everything off that reports, suggests, caches or reveals: no usage or
 * schema reports whatever the environment says, no stack traces, no suggestions, no batches, no persisted queries.
 */
export async function openGraphServer(options: {
  graph: Graph
  limits: Limits
  environment: 'production' | 'development'
  log: Logger
  metrics: Metrics
}): Promise<ApolloServer<GraphContext>> {
  const { graph, limits, environment, log, metrics } = options
  const server = new ApolloServer<GraphContext>({
    gateway: graph.gateway,
    nodeEnv: environment,
    introspection: environment === 'development',
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    documentStore: createDocumentStore(),
    parseOptions: { maxTokens: limits.tokens },
    formatError: (formatted) => formatError(formatted, graph.enumValues),
    logger: {
      debug: (message) => log.debug({ message }, 'graph server'),
      info: (message) => log.debug({ message }, 'graph server'),
      warn: (message) => log.warn({ message }, 'graph server'),
      error: (message) => log.error({ message }, 'graph server'),
    },
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationGuard({ graph, limits, log, metrics }),
    ],
  })
  await server.start()
  return server
}
