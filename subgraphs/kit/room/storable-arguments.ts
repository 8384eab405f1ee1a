import {
  GraphQLID,
  type GraphQLInputType,
  GraphQLString,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql'
import { HubError } from '../errors.ts'

type Inputs = Readonly<Record<string, { readonly type: GraphQLInputType }>>

/**
 * Refuses arguments with a text that no column can hold: a NUL character, half of a character. JSON is not looked into: what
 * takes it judges it record by record, and scalars of the hub read their own form.
 * @throws HubError BAD_USER_INPUT, with the fault NUL_CHARACTER or LONE_SURROGATE and the place
 */
export function requireStorable(inputs: Inputs, values: Readonly<Record<string, unknown>>, path = ''): void {
  for (const [name, { type }] of Object.entries(inputs)) requireValue(type, values[name], `${path}${name}`)
}

/** Whether a text is among some arguments, or below them. */
export function takesText(inputs: Inputs, seen: ReadonlySet<unknown> = new Set()): boolean {
  return Object.values(inputs).some(({ type }) => {
    const named = getNamedType(type)
    if (!isInputObjectType(named)) return named === GraphQLID || named === GraphQLString
    return !seen.has(named) && takesText(named.getFields(), new Set([...seen, named]))
  })
}

function requireValue(type: GraphQLInputType, value: unknown, argument: string): void {
  if (value === null || value === undefined) return
  const needed = getNullableType(type)
  if (isListType(needed)) {
    const { ofType } = needed
    for (const entry of Array.isArray(value) ? value : [value]) requireValue(ofType, entry, argument)
  } else if (isInputObjectType(needed)) {
    requireStorable(needed.getFields(), value as Record<string, unknown>, `${argument}.`)
  } else if ((needed === GraphQLID || needed === GraphQLString) && typeof value === 'string') {
    requireText(value, argument)
  }
}

function requireText(text: string, argument: string): void {
  if (text.includes('\u0000'))
    throw new HubError('BAD_USER_INPUT', `The text of ${argument} holds a NUL character.`, {
      argument,
      fault: 'NUL_CHARACTER',
    })
  if (!text.isWellFormed())
    throw new HubError('BAD_USER_INPUT', `The text of ${argument} holds half of a character.`, {
      argument,
      fault: 'LONE_SURROGATE',
    })
}
