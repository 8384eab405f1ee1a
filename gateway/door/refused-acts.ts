import { idsOf, type RefusedAct, refusedActsMax } from '@one-visit/kit/room/refused-acts.ts'
import {
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  valueFromASTUntyped,
} from 'graphql'
import { type Asking, startTime } from '../context.ts'
import type { Generation } from '../executor/graph.ts'
import { refusalsOf } from '../supergraph/access.ts'
import { rootFields } from './root-fields.ts'

/** An operation, and who asked it. */
export interface AskedOperation {
  readonly generation: Generation
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly asking: Asking
}

/**
 * Tells the rooms which of their acts the caller was refused because of the role. They hear names and identifiers only, so
 * that nothing can be done by it. A room that does not hear it within the time of a fetch is logged, and not waited for.
 */
export async function tellRefusedActs(asked: AskedOperation): Promise<void> {
  const { generation, asking } = asked
  const acts = refusedActsOf(asked)
  const rooms = new Map<string, RefusedAct[]>()
  for (const act of acts) {
    const room = generation.supergraph.mutationRooms.get(act.field)
    if (room !== undefined) rooms.set(room, [...(rooms.get(room) ?? []), act])
  }
  // Whoever hangs up is written down all the same.
  const told = { ...asking, time: startTime(), gone: new AbortController().signal }
  await Promise.all([...rooms].map(([room, ofRoom]) => generation.sources.get(room)?.tell(ofRoom, told)))
}

function refusedActsOf({
  generation,
  document,
  operation,
  variables,
  asking,
}: AskedOperation): readonly RefusedAct[] {
  const fieldTypes = generation.schema.getMutationType()?.getFields() ?? {}
  const requirements = generation.requirements(document, operation)
  const coordinates = new Set(refusalsOf(requirements, asking.principal).map(({ coordinate }) => coordinate))
  const given = { ...defaultsOf(operation), ...variables }
  const byKey = new Map<string, FieldNode>()
  for (const field of rootFields(document, operation, (selection) => !isLeftOut(selection, given))) {
    const key = field.alias?.value ?? field.name.value
    if (coordinates.has(`Mutation.${field.name.value}`) && !byKey.has(key)) byKey.set(key, field)
  }
  return [...byKey.values()]
    .slice(0, refusedActsMax)
    .map(({ name: { value: field }, arguments: args = [] }) => {
      const types = Object.fromEntries((fieldTypes[field]?.args ?? []).map((each) => [each.name, each]))
      const values = args.map(({ name, value }) => [name.value, valueFromASTUntyped(value, given)])
      return { field, ids: idsOf(types, Object.fromEntries(values)) }
    })
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  )
}

/** Whether the operation itself leaves a selection out, by @skip or @include. */
function isLeftOut(
  { directives = [] }: SelectionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return directives.some(({ name, arguments: args = [] }) => {
    const condition = args.find((argument) => argument.name.value === 'if')?.value
    const value = condition && valueFromASTUntyped(condition, variables)
    return name.value === 'skip' ? value === true : name.value === 'include' && value === false
  })
}
