/** Every place of the API schema in which a client can put a value, and operations that put one there. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { type Argument, operationOf } from '../walls/questions.ts'

/** An argument of a field, or a field of an input below it. */
export interface Place {
  readonly owner: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
  readonly argument: GraphQLArgument
  /** Names of the fields of the input, from the argument down. */
  readonly path: readonly string[]
  /** Name of the type, `list` for a list. */
  readonly type: string
}

/** The name of a place, e.g. `Mutation.decide(refusal.ground)`. */
export function nameOf({ owner, field, argument, path }: Place): string {
  return `${owner.name}.${field.name}(${[argument.name, ...path].join('.')})`
}

/** Every place of a schema. */
export function placesOf(schema: GraphQLSchema): readonly Place[] {
  return Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type))
    .flatMap((owner) =>
      Object.values(owner.getFields()).flatMap((field) =>
        field.args.flatMap((argument) =>
          placesBelow(argument.type, []).map((place) => ({ owner, field, argument, ...place })),
        ),
      ),
    )
}

/** A value of a type, and each below it, by its path. */
function placesBelow(type: GraphQLInputType, path: readonly string[]): Pick<Place, 'path' | 'type'>[] {
  const named = getNamedType(type)
  const here = { path, type: isListType(getNullableType(type)) ? 'list' : named.name }
  if (!isInputObjectType(named)) return [here]
  const below = Object.values(named.getFields()).flatMap((field) =>
    placesBelow(field.type, [...path, field.name]),
  )
  return [here, ...below]
}

/** How a type that is no root is reached: by which root field, and what stands between it and the type. */
const ways: Readonly<Record<string, { root: string; between?: string }>> = {
  FeedReceipt: { root: 'feedReceipt' },
  Vehicle: { root: 'vehicle' },
  Platform: { root: 'platform' },
  Operator: { root: 'operator' },
  Office: { root: 'office' },
  Certificate: { root: 'application', between: 'certificate' },
}

/** An operation with a hostile value in one place and good ones in all others that must be filled. */
export function operationWith(
  schema: GraphQLSchema,
  { owner, field, argument, path }: Place,
  value: unknown,
  good: (argument: Argument) => unknown,
): { text: string; variables: Record<string, unknown> } {
  const needed = field.args.filter((each) => each === argument || isRequiredArgument(each))
  const variables = new Map(needed.map((each) => [each.name, argumentOf(owner, field, each)]))
  const values = Object.fromEntries(
    needed.map((each) => {
      const filled = isRequiredArgument(each) ? () => good(argumentOf(owner, field, each)) : () => undefined
      if (each !== argument) return [each.name, filled()]
      return [each.name, path.length === 0 ? value : withValue(filled(), path, value)]
    }),
  )
  const below = isObjectType(getNamedType(field.type)) ? ' { __typename }' : ''
  const call = `${field.name}(${needed.map(({ name }) => `${name}: $${name}`).join(', ')})${below}`
  if (owner === schema.getMutationType())
    return { text: operationOf('mutation', { text: call, variables }), variables: values }
  if (owner === schema.getQueryType())
    return { text: operationOf('query', { text: call, variables }), variables: values }

  const way = ways[owner.name]
  const root = schema.getQueryType()?.getFields()[way?.root ?? '']
  const [key] = root?.args ?? []
  if (way === undefined || root === undefined || key === undefined)
    throw new Error(`no way leads to ${owner.name}: say it in ways`)
  const wrapped = way.between === undefined ? call : `${way.between} { ${call} }`
  const rootArgument = { coordinate: `Query.${root.name}`, name: key.name, type: String(key.type) }
  variables.set('root', rootArgument)
  return {
    text: operationOf('query', { text: `${root.name}(${key.name}: $root) { ${wrapped} }`, variables }),
    variables: { ...values, root: good(rootArgument) },
  }
}

function argumentOf(
  owner: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  { name, type }: GraphQLArgument,
): Argument {
  return { coordinate: `${owner.name}.${field.name}`, name, type: String(type) }
}

/** An input with a value at a path; what is not there on the way to it is made. */
function withValue(input: unknown, [first = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(input)) return [withValue(input[0], [first, ...rest], value), ...input.slice(1)]
  const fields = (input ?? {}) as Record<string, unknown>
  return { ...fields, [first]: rest.length === 0 ? value : withValue(fields[first], rest, value) }
}
