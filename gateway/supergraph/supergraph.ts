import type { AccessRule } from '@one-visit/kit/room/access.ts'
import { durationMs } from '@one-visit/schema/time.ts'
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  type TypeNode,
  valueFromASTUntyped,
  visit,
} from 'graphql'
import { type AccessDirective, accessDirectives, accessLinks, isAccessOwned } from './access-links.ts'

/** Access rules by schema coordinate (`Vehicle.usage`, `Vehicle`): what the composed SDL says of who may see it. */
export type AccessTable = ReadonlyMap<string, readonly AccessRule[]>

/** More time than the default, for a root field. */
export interface Deadline {
  readonly fetchMs: number
  readonly operationMs: number
}

/** A subgraph as the supergraph names it. */
export interface SubgraphFacts {
  readonly name: string
  readonly url: string
  /** Key selections an entity can be asked by here, by type name. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>
}

/** A supergraph, read: what the planner may see of it, and what we enforce ourselves. */
export interface Supergraph {
  readonly text: string
  /** The text without the access specifications, which the stock gateway refuses to load. */
  readonly plannerText: string
  readonly access: AccessTable
  /** By coordinate of a root field, e.g. `Mutation.decide`. */
  readonly deadlines: ReadonlyMap<string, Deadline>
  readonly subgraphs: ReadonlyMap<string, SubgraphFacts>
  /** The subgraph that does a field of Mutation, by the field's name; of several the first. */
  readonly mutationRooms: ReadonlyMap<string, string>
  /** Names of the object types behind an interface or union. */
  readonly possibleTypes: ReadonlyMap<string, ReadonlySet<string>>
  /** Query fields of one object that several subgraphs answer: what each brings is merged. */
  readonly sharedRoots: ReadonlySet<string>
}

/** A supergraph that cannot be used. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError'
}

type Directed = {
  readonly name: { readonly value: string }
  readonly directives?: readonly ConstDirectiveNode[]
}

/**
 * Reads a supergraph. Access directives that cannot be understood make it unusable: what is not enforced must not
 * be served.
 * @throws SupergraphError, GraphQLError
 */
export function readSupergraph(text: string): Supergraph {
  const document = parse(text, { noLocation: true })
  const stripped = stripAccess(document)
  buildASTSchema(stripped, { assumeValidSDL: true })
  return {
    text,
    plannerText: print(stripped),
    access: readAccess(document),
    deadlines: readDeadlines(document),
    subgraphs: readSubgraphs(document),
    mutationRooms: readMutationRooms(document),
    possibleTypes: readPossibleTypes(document),
    sharedRoots: readSharedRoots(document),
  }
}

/** Takes out what the planner refuses: the access specifications, their definitions and every use of them. */
function stripAccess(document: DocumentNode): DocumentNode {
  const names = accessLinks(document)
  const isOurs = (name: string): boolean => isAccessOwned(name, names)
  return visit(document, {
    DirectiveDefinition: (node) => (isOurs(node.name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (name.value.includes('__') && isOurs(name.value) ? null : undefined),
    Directive: (node) => {
      const directive = node as ConstDirectiveNode
      if (names.has(directive.name.value)) return null
      const name = directive.name.value
      if (name === 'join__directive')
        return accessDirectives.includes(
          String(argumentOf(directive, 'name')).replace(/^federation__/, '') as AccessDirective,
        )
          ? null
          : undefined
      if (name !== 'link' && name !== 'core') return undefined
      const url = String(argumentOf(directive, 'url') ?? argumentOf(directive, 'feature'))
      return accessDirectives.some((spec) => url.startsWith(`https://specs.apollo.dev/${spec}/`))
        ? null
        : undefined
    },
  })
}

function argumentOf(directive: ConstDirectiveNode, name: string): unknown {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value
  return value === undefined ? undefined : valueFromASTUntyped(value)
}

function readAccess(document: DocumentNode): AccessTable {
  const names = accessLinks(document)
  const table = new Map<string, AccessRule[]>()
  for (const { coordinate, node } of elementsOf(document)) {
    const rules = (node.directives ?? [])
      .map((directive) => accessOf(directive, names, coordinate))
      .filter((rule) => rule !== undefined)
    if (rules.length > 0) table.set(coordinate, [...(table.get(coordinate) ?? []), ...rules])
  }
  return table
}

/** Every type and field of a document with its coordinate. */
function elementsOf(document: DocumentNode): { coordinate: string; node: Directed }[] {
  return document.definitions.flatMap((definition: DefinitionNode) => {
    if (!('name' in definition) || definition.name === undefined || !('directives' in definition)) return []
    const type = definition as Directed & { fields?: readonly Directed[] }
    const fields = (type.fields ?? []).map((field) => ({
      coordinate: `${type.name.value}.${field.name.value}`,
      node: field,
    }))
    return [{ coordinate: type.name.value, node: type }, ...fields]
  })
}

/** The access rule a directive states: written as itself, or carried inside `@join__directive`. */
function accessOf(
  directive: ConstDirectiveNode,
  names: ReadonlyMap<string, AccessDirective>,
  coordinate: string,
): AccessRule | undefined {
  const args = Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  )
  if (directive.name.value === 'join__directive') {
    const carried = String(args.name).replace(/^federation__/, '') as AccessDirective
    return accessDirectives.includes(carried)
      ? ruleOf(carried, (args.args ?? {}) as Record<string, unknown>, coordinate)
      : undefined
  }
  const kind = names.get(directive.name.value)
  return kind && ruleOf(kind, args, coordinate)
}

function ruleOf(kind: AccessDirective, args: Record<string, unknown>, coordinate: string): AccessRule {
  const lists = (name: string): string[][] => {
    const value = args[name]
    if (isListOfLists(value)) return value
    throw new SupergraphError(`The access directive on ${coordinate} has no ${name} that can be read.`)
  }
  return {
    authenticated: kind === 'authenticated',
    scopes: kind === 'requiresScopes' ? lists('scopes') : undefined,
    policies: kind === 'policy' ? lists('policies') : undefined,
  }
}

function isListOfLists(value: unknown): value is string[][] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string'))
  )
}

function readDeadlines(document: DocumentNode): Supergraph['deadlines'] {
  const table = new Map<string, Deadline>()
  for (const { coordinate, node } of elementsOf(document)) {
    const directive = node.directives?.find(({ name }) => name.value === 'deadline')
    const fetch = directive && argumentOf(directive, 'fetch')
    const operation = directive && argumentOf(directive, 'operation')
    if (typeof fetch === 'string' && typeof operation === 'string')
      table.set(coordinate, { fetchMs: durationMs(fetch), operationMs: durationMs(operation) })
  }
  return table
}

function readMutationRooms(document: DocumentNode): Supergraph['mutationRooms'] {
  const elements = elementsOf(document)
  const names = graphNamesOf(document)
  const graphIn = ({ directives = [] }: Directed, name: string): unknown =>
    directives
      .filter((directive) => directive.name.value === name)
      .map((directive) => argumentOf(directive, 'graph'))
      .find((graph) => graph !== undefined)
  const root = elements.find(({ coordinate }) => coordinate === 'Mutation')?.node
  const rooms = new Map<string, string>()
  for (const { coordinate, node } of elements) {
    if (root === undefined || !coordinate.startsWith('Mutation.')) continue
    // A field that every subgraph of its type has is said of the type only.
    const room = names.get(String(graphIn(node, 'join__field') ?? graphIn(root, 'join__type')))
    if (room !== undefined) rooms.set(node.name.value, room)
  }
  return rooms
}

/** Names of the subgraphs by the enum values that stand for them. */
function graphNamesOf(document: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find(({ name }) => name.value === 'join__graph')
      if (graph !== undefined) names.set(value.name.value, String(argumentOf(graph, 'name')))
    }
  }
  return names
}

function readSubgraphs(document: DocumentNode): Supergraph['subgraphs'] {
  const byGraph = new Map<string, SubgraphFacts & { keys: Map<string, SelectionSetNode[]> }>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find(({ name }) => name.value === 'join__graph')
      if (graph === undefined) continue
      byGraph.set(value.name.value, {
        name: String(argumentOf(graph, 'name')),
        url: String(argumentOf(graph, 'url') ?? ''),
        keys: new Map(),
      })
    }
  }
  for (const { coordinate, node } of elementsOf(document))
    for (const directive of node.directives ?? []) {
      if (directive.name.value !== 'join__type') continue
      const key = argumentOf(directive, 'key')
      if (typeof key !== 'string' || argumentOf(directive, 'resolvable') === false) continue
      const keys = byGraph.get(String(argumentOf(directive, 'graph')))?.keys
      keys?.set(coordinate, [...(keys.get(coordinate) ?? []), selectionOf(key)])
    }
  if (byGraph.size === 0) throw new SupergraphError('The text names no subgraph; is it a supergraph?')
  return new Map([...byGraph.values()].map((facts) => [facts.name, facts]))
}

function selectionOf(key: string): SelectionSetNode {
  const [definition] = parse(`{ ${key} }`, { noLocation: true }).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION)
    throw new SupergraphError(`The key "${key}" is not a selection of fields.`)
  return definition.selectionSet
}

function readPossibleTypes(document: DocumentNode): Supergraph['possibleTypes'] {
  const table = new Map<string, Set<string>>()
  const add = (abstractType: string, name: string): void => {
    table.set(abstractType, (table.get(abstractType) ?? new Set()).add(name))
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const implemented of definition.interfaces ?? [])
        add(implemented.name.value, definition.name.value)
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const member of definition.types ?? []) add(definition.name.value, member.name.value)
  }
  return table
}

function readSharedRoots(document: DocumentNode): Supergraph['sharedRoots'] {
  const query = document.definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query',
  )
  const isNamed = (type: TypeNode): boolean =>
    type.kind === Kind.NON_NULL_TYPE ? isNamed(type.type) : type.kind === Kind.NAMED_TYPE
  const graphsOf = (field: FieldDefinitionNode): number =>
    (field.directives ?? []).filter(
      (directive) => directive.name.value === 'join__field' && argumentOf(directive, 'graph') !== undefined,
    ).length
  const fields = query?.kind === Kind.OBJECT_TYPE_DEFINITION ? (query.fields ?? []) : []
  return new Set(
    fields.filter((field) => isNamed(field.type) && graphsOf(field) > 1).map(({ name }) => name.value),
  )
}
