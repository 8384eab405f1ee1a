/** Questions made from a schema: below a field everything a caller may ask for, down to a depth. */
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'

/** Fields below one another, the root field among them; edges and node of a page are no step of their own. */
export const depthMax = 6

/** Tokens and aliases of one question: within the limits of the gateway's door. */
const tokensMax = 1_500
const aliasesMax = 12

/** A question and the arguments that have to be filled in, by the name of their variable. */
export interface Question {
  readonly text: string
  readonly variables: ReadonlyMap<string, Argument>
}

/** An argument of a field, e.g. `Vehicle.insurance` and `companyId`. */
export interface Argument {
  readonly coordinate: string
  readonly name: string
  readonly type: string
}

/** Whether a caller may ask for a type or a field, by its coordinate. */
export type May = (coordinate: string) => boolean

interface Part extends Question {
  readonly tokens: number
  readonly aliases: number
}

/**
 * Everything below a type that may be asked, as selections that each fit into one operation. A field with an enum among
 * its needed arguments is asked once for each value.
 */
export function selectionsOf(type: GraphQLObjectType, depth: number, may: May): readonly Part[] {
  if (depth === 0) return []
  const parts = Object.values(type.getFields()).flatMap((field) => partsOf(type, field, depth, may))
  return packed(parts)
}

/** A field with everything below it, as selections that each fit into one operation. */
export function partsOf(
  owner: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  may: May,
): Part[] {
  const coordinate = `${owner.name}.${field.name}`
  const returned = getNamedType(field.type)
  if (![owner.name, coordinate, returned.name].every(may)) return []
  const calls = callsOf(coordinate, field)
  if (!isCompositeType(returned)) return calls
  if (!isObjectType(returned)) throw new Error(`${coordinate}: ${returned.name} is no object type`)
  const isPage = field.name === 'edges' || field.name === 'node'
  const below = selectionsOf(returned, isPage ? depth : depth - 1, may)
  return calls.flatMap((call) =>
    below.map((part) =>
      partOf(`${call.text} { ${part.text} }`, [call.variables, part.variables], call.aliases + part.aliases),
    ),
  )
}

function callsOf(coordinate: string, field: GraphQLField<unknown, unknown>): Part[] {
  const needed = field.args.filter(isRequiredArgument)
  const variables = new Map<string, Argument>()
  const given = needed
    .filter(({ type }) => !isEnumType(getNamedType(type)))
    .map(({ name, type }) => {
      const variable = `${coordinate}.${name}`.replaceAll('.', '_')
      variables.set(variable, { coordinate, name, type: String(type) })
      return `${name}: $${variable}`
    })
  const choice = needed.find(({ type }) => isEnumType(getNamedType(type)))
  const chosen = choice && getNamedType(choice.type)
  if (choice === undefined || !isEnumType(chosen)) {
    return [partOf(called(field.name, given), [variables], 0)]
  }
  return chosen
    .getValues()
    .map(({ name }) =>
      partOf(
        `${field.name}_${name}: ${called(field.name, [...given, `${choice.name}: ${name}`])}`,
        [variables],
        1,
      ),
    )
}

const called = (name: string, given: readonly string[]): string =>
  given.length === 0 ? name : `${name}(${given.join(', ')})`

function partOf(text: string, variables: readonly ReadonlyMap<string, Argument>[], aliases: number): Part {
  const tokens = text.match(/\w+|[{}():$]/g)?.length ?? 0
  return { text, variables: new Map(variables.flatMap((each) => [...each])), tokens, aliases }
}

/** Parts side by side, as many as fit. */
function packed(parts: readonly Part[]): Part[] {
  const packs: Part[][] = [[]]
  const sum = (pack: readonly Part[], of: 'tokens' | 'aliases') =>
    pack.reduce((total, part) => total + part[of], 0)
  for (const part of parts) {
    const last = packs.at(-1) ?? []
    const fits =
      sum(last, 'tokens') + part.tokens <= tokensMax && sum(last, 'aliases') + part.aliases <= aliasesMax
    if (fits || last.length === 0) last.push(part)
    else packs.push([part])
  }
  return packs
    .filter((pack) => pack.length > 0)
    .map((pack) =>
      partOf(
        pack.map(({ text }) => text).join(' '),
        pack.map(({ variables }) => variables),
        sum(pack, 'aliases'),
      ),
    )
}

/** An operation: its selection with the variables it needs. */
export function operationOf(kind: 'query' | 'mutation', { text, variables }: Question): string {
  const defined = [...variables].map(([name, { type }]) => `$${name}: ${type}`)
  return `${kind}${defined.length === 0 ? '' : `(${defined.join(', ')})`} { ${text} }`
}

/** Fields below a type that may not be asked, each by the shortest way, as a selection of the type. */
export function refusedBelow(type: GraphQLObjectType, may: May): readonly Part[] {
  const refused = new Map<string, Part>()
  const walked = new Set<string>()
  let ways: { type: GraphQLObjectType; wrap: (part: Part) => Part }[] = [{ type, wrap: (part) => part }]
  for (let depth = 0; depth < depthMax; depth += 1) {
    const next: typeof ways = []
    for (const { type: owner, wrap } of ways)
      for (const field of Object.values(owner.getFields())) {
        const coordinate = `${owner.name}.${field.name}`
        const returned = getNamedType(field.type)
        const [call] = callsOf(coordinate, field)
        if (call === undefined || walked.has(coordinate)) continue
        walked.add(coordinate)
        const around = (part: Part): Part =>
          wrap(partOf(`${call.text} { ${part.text} }`, [call.variables, part.variables], part.aliases))
        if (!may(coordinate))
          refused.set(coordinate, isObjectType(returned) ? around(partOf('__typename', [], 0)) : wrap(call))
        else if (isObjectType(returned)) next.push({ type: returned, wrap: around })
      }
    ways = next
  }
  return [...refused.values()]
}
