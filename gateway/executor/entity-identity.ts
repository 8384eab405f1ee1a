import { isObject } from '@one-visit/schema/is-object.ts'
import { Kind, type SelectionSetNode } from 'graphql'

/** What the gateway asks a room about: `__typename` and the key fields. */
export type Representation = Readonly<Record<string, unknown>>

/** The key a representation asks by: the first of the room's keys whose every field it holds. */
export function keyOf(
  keys: readonly SelectionSetNode[],
  representation: Representation,
): SelectionSetNode | undefined {
  return keys.find((key) => isPresent(key, representation))
}

function isPresent(selection: SelectionSetNode, value: unknown): boolean {
  return Array.isArray(value)
    ? value.every((member) => isPresent(selection, member))
    : isObject(value) &&
        selection.selections.every((field) => {
          if (field.kind !== Kind.FIELD) return true
          const given = value[field.name.value]
          if (given === undefined) return false
          return field.selectionSet === undefined || given === null || isPresent(field.selectionSet, given)
        })
}

/** Where a room's answer about one entity is checked. */
export interface IdentityCheck {
  readonly prefix: string
  readonly key: SelectionSetNode | undefined
  /** Object types a type name of the question may stand for. */
  readonly possible: ReadonlySet<string> | undefined
}

/**
 * Takes the identity fields out of an entity and says what is wrong with them: another type or another key than the
 * one asked for is somebody else's data.
 */
export function takeIdentity(
  entity: Record<string, unknown>,
  asked: Representation,
  { prefix, key, possible }: IdentityCheck,
): string | undefined {
  const identity: Record<string, unknown> = {}
  for (const name of Object.keys(entity))
    if (name.startsWith(prefix)) {
      identity[name.slice(prefix.length)] = entity[name]
      delete entity[name]
    }
  const wanted = String(asked.__typename)
  const given = identity.__typename
  if (given !== wanted && !(typeof given === 'string' && possible?.has(given)))
    return `an entity of another type than ${wanted} came back`
  if (key !== undefined && !isSame(key, asked, identity))
    return `another ${wanted} than the one asked for came back`
  return undefined
}

/** Whether two values are the same in the fields of a key; a number and its text are. */
function isSame(selection: SelectionSetNode | undefined, asked: unknown, given: unknown): boolean {
  if (Array.isArray(asked))
    return (
      Array.isArray(given) &&
      asked.length === given.length &&
      asked.every((member, index) => isSame(selection, member, given[index]))
    )
  if (selection !== undefined && isObject(asked))
    return (
      isObject(given) &&
      selection.selections.every(
        (field) =>
          field.kind !== Kind.FIELD ||
          isSame(field.selectionSet, asked[field.name.value], given[field.name.value]),
      )
    )
  if (asked === null || given === null || given === undefined) return asked === given
  if (typeof asked === 'object' || typeof given === 'object')
    return JSON.stringify(asked) === JSON.stringify(given)
  return String(asked) === String(given)
}
