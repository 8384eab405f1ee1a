import type { Logger } from '@one-visit/kit/log.ts'
import type { DocumentNode, GraphQLScalarType, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { isEnumType, isScalarType } from 'graphql'
import { type Requirement, requirementsOf } from '../supergraph/access.ts'
import { readSupergraph, type Supergraph, SupergraphError } from '../supergraph/supergraph.ts'
import type { RoomSource } from './data-source.ts'
import { type Executor, type GatewayInterface, openStockExecutor } from './stock.ts'

/** One supergraph in service, with everything that is derived from it. */
export interface Generation {
  readonly supergraph: Supergraph
  readonly schema: GraphQLSchema
  /** The way to each room, by its name in the supergraph. */
  readonly sources: ReadonlyMap<string, RoomSource>
  requirements(document: DocumentNode, operation: OperationDefinitionNode): readonly Requirement[]
}

/** The graph being served; its supergraph can be replaced while it is. */
export interface Graph {
  /** What Apollo Server is given. */
  readonly gateway: GatewayInterface
  /** The generation a document was validated against. */
  generationOf(schema: GraphQLSchema): Generation
  current(): Supergraph
  /** The values of an enum, by its name or that of a list of it; undefined for any other type. */
  enumValues(type: string): readonly string[] | undefined
  /**
   * Puts another supergraph in service. A request that has begun is finished on the one it began with.
   * @throws when it cannot be used; the last good one then keeps serving
   */
  replace(text: string): Promise<void>
}

/** The supergraph to begin with, and the way from it to its subgraphs. */
export interface GraphOptions {
  readonly text: string
  /** The way to a subgraph of this supergraph; throws for one it does not know. */
  readonly dataSourceOf: (supergraph: Supergraph, subgraph: string) => RoomSource
  /** Scalars with rules of their own, by name: the gateway then refuses bad values before it plans. */
  readonly scalars: Readonly<Record<string, GraphQLScalarType>>
  readonly log: Logger
}

type Served = Generation & { readonly executor: Executor }

/**
 * Opens a graph. Every supergraph gets an executor of its own, found again by the schema a request was validated
 * against, so that one answer never mixes two.
 */
export async function openGraph(options: GraphOptions): Promise<Graph> {
  let current = await openGeneration(options.text, options)
  const served = new WeakMap<GraphQLSchema, Served>([[current.schema, current]])
  const listeners = new Set<Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0]>()
  let replacing: Promise<void> = Promise.resolve()

  const servedOf = (schema: GraphQLSchema): Served => {
    const generation = served.get(schema)
    if (generation === undefined)
      throw new Error('The request was validated against a schema that was never served.')
    return generation
  }
  const announce = (): void => {
    for (const listener of listeners)
      listener({ apiSchema: current.schema, coreSupergraphSdl: current.supergraph.plannerText })
  }
  const replace = async (text: string): Promise<void> => {
    if (text === current.supergraph.text) return
    const next = await openGeneration(text, options)
    served.set(next.schema, next)
    current = next
    announce()
  }

  return {
    gateway: {
      onSchemaLoadOrUpdate: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      load: async () => {
        announce()
        return {
          executor: (requestContext) => servedOf(requestContext.schema).executor.execute(requestContext),
        }
      },
      stop: () => current.executor.stop(),
    },
    generationOf: servedOf,
    current: () => current.supergraph,
    enumValues: (name) => {
      const type = current.schema.getType(name.replaceAll(/[[\]!]/g, ''))
      return isEnumType(type) ? type.getValues().map((value) => value.name) : undefined
    },
    replace: (text) => {
      const next = replacing.then(() => replace(text))
      replacing = next.catch(() => undefined)
      return next
    },
  }
}

async function openGeneration(text: string, options: GraphOptions): Promise<Served> {
  const supergraph = readSupergraph(text)
  const sources = new Map(
    [...supergraph.subgraphs.keys()].map((name) => [name, options.dataSourceOf(supergraph, name)]),
  )
  const executor = await openStockExecutor({
    supergraph,
    log: options.log,
    dataSourceOf: (name) => {
      const source = sources.get(name)
      if (source === undefined) throw new SupergraphError(`No way leads to the subgraph ${name}.`)
      return source
    },
  })
  withScalars(executor.schema, options.scalars)
  const known = new WeakMap<OperationDefinitionNode, readonly Requirement[]>()
  return {
    supergraph,
    schema: executor.schema,
    executor,
    sources,
    requirements: (document, operation) => {
      const before = known.get(operation)
      if (before !== undefined) return before
      const requirements = requirementsOf(executor.schema, document, operation, supergraph.access)
      known.set(operation, requirements)
      return requirements
    },
  }
}

function withScalars(schema: GraphQLSchema, scalars: GraphOptions['scalars']): void {
  for (const [name, scalar] of Object.entries(scalars)) {
    const type = schema.getType(name)
    if (!isScalarType(type)) continue
    type.parseValue = scalar.parseValue
    type.parseLiteral = scalar.parseLiteral
  }
}
