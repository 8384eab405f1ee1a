import { readApiSchema, readSchema, roomNames } from '@one-visit/schema/load.ts'
import {
  buildASTSchema,
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, askersOf, Watch } from './asking.ts'
import { buildWalledWorld, type WalledWorld } from './furnish.ts'
import { depthMax, operationOf, partsOf, type Question, refusedBelow, selectionsOf } from './questions.ts'
import { entityKeys, valuesFor } from './values.ts'

let world: WalledWorld
let watch: Watch
let askers: readonly Asker[]
beforeAll(async () => {
  world = await buildWalledWorld()
  watch = new Watch(world)
  askers = askersOf(world)
}, 120_000)
afterAll(() => world?.close())

const api = buildSchema(readApiSchema())

function rootOf(schema: GraphQLSchema): GraphQLObjectType {
  const root = schema.getQueryType()
  if (!root) throw new Error('a schema has queries')
  return root
}

const isOfRoot = (coordinate: string): boolean => coordinate.startsWith('Query.')

/** Characters from which on a question is long, and the keys of a side it is then tried with. */
const long = { characters: 2_000, keys: 2 }

/**
 * Every way to fill a question: the root field with keys of either side, what is below it with those of the other side than
 * the asker's. What is the asker's own below another's is asked of the rooms.
 */
function fillings({ text, variables }: Question, asker: Asker): Record<string, unknown>[] {
  const filled = new Map<string, Record<string, unknown>>()
  const add = (filling: Record<string, unknown>) => filled.set(JSON.stringify(filling), filling)
  const nested = [...variables].filter(([, { coordinate }]) => !isOfRoot(coordinate))
  const root = [...variables].find(([, { coordinate }]) => isOfRoot(coordinate))
  const others = world.keysOf[asker.account.endsWith('-1') ? 0 : 1]
  const rest = Object.fromEntries(nested.map(([name, argument]) => [name, valuesFor(argument, others)[0]]))
  if (root === undefined) add(rest)
  else
    for (const keys of world.keysOf) {
      const values = valuesFor(root[1], keys)
      for (const value of text.length > long.characters ? values.slice(-long.keys) : values)
        add({ ...rest, [root[0]]: value })
    }
  return [...filled.values()]
}

/** The token of a QR code is itself the right to verify: whoever has it is told the number of the certificate. */
const answeredToBearers = ['verifyCertificate']

describe('what a tenant asks through the gateway', () => {
  it('shows nothing that belongs to another, by any query and any path below it', async () => {
    for (const asker of askers)
      for (const field of Object.values(rootOf(api).getFields())) {
        if (answeredToBearers.includes(field.name)) continue
        for (const question of partsOf(rootOf(api), field, depthMax, asker.may))
          for (const variables of fillings(question, asker)) {
            await watch.graph(asker, operationOf('query', question), variables, field.name)
          }
      }
    expect([...watch.leaks]).toEqual([])
  }, 400_000)

  it('is refused whole where a field is not for the role, by whatever way it is reached', async () => {
    const answered: string[] = []
    for (const asker of askers)
      for (const question of refusedBelow(rootOf(api), asker.may)) {
        const [variables = {}] = fillings(question, asker)
        const { data, errors } = await watch.graph(
          asker,
          operationOf('query', question),
          variables,
          question.text,
        )
        const code = errors[0]?.extensions.code ?? ''
        if (data || !['FORBIDDEN', 'UNAUTHENTICATED'].includes(code))
          answered.push(`${asker.account}: ${question.text} ${code}`)
      }
    expect(answered).toEqual([])
  }, 120_000)
})

describe('what a room is asked as the gateway asks it', () => {
  it('shows nothing that belongs to another, of any entity by its key', async () => {
    for (const room of roomNames) {
      const schema = buildASTSchema(parse(readSchema(room)), { assumeValidSDL: true })
      for (const { type, key } of entitiesOf(schema))
        for (const asker of askers) await askEntities(asker, room, type, key)
    }
    expect([...watch.leaks]).toEqual([])
  }, 120_000)
})

it('whoever a value belongs to finds it: every marker guards something', () => {
  const unfound = world.markers.all().filter(({ value }) => !watch.found.has(value))
  expect(unfound.map(({ what, value }) => `${what} ${value}`)).toEqual([])
})

interface Entity {
  readonly type: GraphQLObjectType
  readonly key: string
}

/** Types a room answers by a key of one field. */
function entitiesOf(schema: GraphQLSchema): Entity[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      (type.astNode?.directives ?? [])
        .filter(({ name }) => name.value === 'key')
        .flatMap(({ arguments: given = [] }) => {
          const fields = given.find(({ name }) => name.value === 'fields')?.value
          return fields?.kind === Kind.STRING ? [{ type, key: fields.value }] : []
        }),
    )
}

async function askEntities(asker: Asker, room: string, type: GraphQLObjectType, key: string): Promise<void> {
  const representations = world.keysOf.flatMap((keys) =>
    entityKeys(type.name, key, keys).map((value) => ({ __typename: type.name, [key]: value })),
  )
  const questions = [...selectionsOf(type, depthMax - 1, asker.may), ...refusedBelow(type, asker.may)]
  for (const question of questions)
    for (const keys of question.variables.size === 0 ? world.keysOf.slice(0, 1) : world.keysOf) {
      const variables = Object.fromEntries(
        [...question.variables].map(([name, argument]) => [name, valuesFor(argument, keys)[0]]),
      )
      const defined = [...question.variables].map(([name, argument]) => `$${name}: ${argument.type}`)
      const query = `query(${['$representations: [_Any!]!', ...defined].join(', ')}) {
        _entities(representations: $representations) { ... on ${type.name} { ${question.text} } } }`
      await watch.room(asker, room, query, { ...variables, representations })
    }
}
