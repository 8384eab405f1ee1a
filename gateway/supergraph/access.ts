import { HubError } from '@one-visit/kit/errors.ts'
import { type AccessRule, requireAccess } from '@one-visit/kit/room/access.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { AccessTable } from './supergraph.ts'

/** One thing an operation asks for that not everybody may see. */
export interface Requirement {
  readonly coordinate: string
  readonly rule: AccessRule
}

/** The most coordinates a refusal names. */
const namedMax = 10

/**
 * Everything an operation asks for that is guarded, found on a validated document. An object is what it can be: a
 * field of an interface counts as that field of every type it may stand for there, and a fragment narrows what that is.
 * Fields under @skip or @include count as asked for.
 *
 * One function of 75 lines, because its two walks call each other and fill the same sets.
 */
export function requirementsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  table: AccessTable,
): readonly Requirement[] {
  if (table.size === 0) return []
  const found = new Map<string, Requirement>()
  const fragments = new Map<string, FragmentDefinitionNode>(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  )
  const walked = new Set<string>()

  const need = (coordinate: string): void => {
    const rules = table.get(coordinate) ?? []
    for (const [index, rule] of rules.entries()) found.set(`${coordinate} ${index}`, { coordinate, rule })
  }

  const walkField = (
    name: string,
    selectionSet: SelectionSetNode | undefined,
    type: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
  ): void => {
    const owners: readonly GraphQLCompositeType[] = isInterfaceType(type)
      ? [type, ...type.getInterfaces(), ...possible]
      : possible
    for (const owner of owners) {
      if (!('getFields' in owner)) continue
      const field = owner.getFields()[name]
      if (field === undefined) continue
      need(owner.name)
      need(`${owner.name}.${name}`)
      const returned = getNamedType(field.type)
      need(returned.name)
      if (selectionSet !== undefined && isCompositeType(returned) && (owner === type || isObjectType(type)))
        walk(selectionSet, returned, possibleOf(schema, returned))
    }
  }

  const walk = (
    selectionSet: SelectionSetNode,
    type: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
  ): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue
        walkField(selection.name.value, selection.selectionSet, type, possible)
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (fragment === undefined) continue
      const condition = fragment.typeCondition?.name.value
      const narrowed = condition === undefined ? type : schema.getType(condition)
      if (!isCompositeType(narrowed)) continue
      const allowed = new Set(possibleOf(schema, narrowed))
      const left = possible.filter((candidate) => allowed.has(candidate))
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const step = `${selection.name.value} ${left.map(({ name }) => name).join(' ')}`
        if (walked.has(step)) continue
        walked.add(step)
      }
      if (condition !== undefined) need(condition)
      walk(fragment.selectionSet, narrowed, left)
    }
  }

  const root = schema.getRootType(operation.operation)
  if (root) walk(operation.selectionSet, root, [root])
  return [...found.values()]
}

/** Object types a value of the type can be. */
function possibleOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  return isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : []
}

/**
 * Lets an operation pass for a caller, or names what the caller may not see; nothing of it is then planned or asked.
 * @throws HubError UNAUTHENTICATED for a caller without a token, FORBIDDEN for one whose roles do not suffice
 */
export function requireRequirements(requirements: readonly Requirement[], principal: Principal): void {
  const refusals = refusalsOf(requirements, principal)
  const [first] = refusals
  if (first === undefined) return
  const coordinates = [...new Set(refusals.map(({ coordinate }) => coordinate))].sort()
  const named = coordinates.slice(0, namedMax)
  const { code } = first.refusal
  throw new HubError(
    code,
    code === 'UNAUTHENTICATED'
      ? `${named.join(', ')} ${named.length === 1 ? 'is' : 'are'} answered to known callers only.`
      : `The caller may not see ${named.join(', ')}.`,
    { coordinates: named },
  )
}

/** What a caller may not see of what an operation asks for, and why. */
export function refusalsOf(
  requirements: readonly Requirement[],
  principal: Principal,
): readonly { readonly coordinate: string; readonly refusal: HubError }[] {
  return requirements.flatMap((requirement) => {
    const refusal = refusalOf(requirement, principal)
    return refusal === undefined ? [] : [{ coordinate: requirement.coordinate, refusal }]
  })
}

function refusalOf({ coordinate, rule }: Requirement, principal: Principal): HubError | undefined {
  try {
    requireAccess(rule, principal, coordinate)
    return undefined
  } catch (error) {
    if (error instanceof HubError) return error
    throw error
  }
}
