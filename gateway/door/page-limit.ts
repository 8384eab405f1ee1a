import { HubError } from '@one-visit/kit/errors.ts'
import { type DocumentNode, type OperationDefinitionNode, valueFromASTUntyped, visit } from 'graphql'

/** Arguments that say how many entries of a list are wanted. */
const sizeArguments: ReadonlySet<string> = new Set(['first', 'last', 'limit'])

/** How deep an argument may be; a schema's inputs are far below it, JSON is not. */
const inputDepthMax = 30

/**
 * Refuses a page or a list argument of more than `most` entries, whether written in the document or given by variable.
 * @throws HubError QUERY_TOO_LARGE
 */
export function requirePages(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  most: number,
): void {
  for (const [name, value] of Object.entries(variables)) {
    const length = longestList(value)
    if (length > most) throw tooLarge(`the length of a list in $${name}`, length, most)
  }
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  )
  visit(document, {
    Argument: ({ name, value }) => {
      const given = valueFromASTUntyped(value, { ...defaults, ...variables })
      const length = longestList(given)
      if (length > most) throw tooLarge(`the length of a list in ${name.value}`, length, most)
      if (sizeArguments.has(name.value) && typeof given === 'number' && given > most)
        throw tooLarge(name.value, given, most)
    },
  })
}

/** Length of the longest list anywhere in a value; what is nested too deep counts as endless. */
function longestList(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth > inputDepthMax) return Number.POSITIVE_INFINITY
  let longest = Array.isArray(value) ? value.length : 0
  for (const member of Object.values(value)) longest = Math.max(longest, longestList(member, depth + 1))
  return longest
}

function tooLarge(what: string, is: number, most: number): HubError {
  return new HubError('QUERY_TOO_LARGE', `The limit of ${what} is ${most}; the operation has ${is}.`, {
    limit: 'page',
    most,
  })
}
