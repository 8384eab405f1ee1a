import { randomUUID } from 'node:crypto'
import { readSupergraph } from '@one-visit/gateway/supergraph/supergraph.ts'
import {
  readApiSchema,
  readSchema,
  readSupergraph as readSupergraphText,
  roomNames,
} from '@one-visit/schema/load.ts'
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
import {
  aboutNothing,
  actingForAll,
  actsOfOnesOwn,
  actValue,
  applicationsAboutOthers,
  denialsIn,
  heldIn,
  otherSide,
  othersOf,
  type Target,
} from './acts.ts'
import { type Asker, askersOf, Watch } from './asking.ts'
import { clerks, nobody } from './cast.ts'
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
const roomOf = readSupergraph(readSupergraphText()).mutationRooms

function rootOf(schema: GraphQLSchema, kind: 'query' | 'mutation' = 'query'): GraphQLObjectType {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
  if (!root) throw new Error(`a schema has a ${kind}`)
  return root
}

const isOfRoot = (coordinate: string): boolean => coordinate.startsWith('Query.')

/** Characters from which on a question is long: it is tried with one key of a side, and of clerks by those of one side. */
const longCharacters = 2_000

/**
 * Every way to fill a question: the root field with keys of either side, what is below it with those of the other side than
 * the asker's. What is the asker's own below another's is asked of the rooms.
 */
function fillings({ text, variables }: Question, { account }: Asker): Record<string, unknown>[] {
  const isLong = text.length > longCharacters
  if (isLong && clerks.includes(account) && account.endsWith('-1')) return []
  const filled = new Map<string, Record<string, unknown>>()
  const add = (filling: Record<string, unknown>) => filled.set(JSON.stringify(filling), filling)
  const nested = [...variables].filter(([, { coordinate }]) => !isOfRoot(coordinate))
  const root = [...variables].find(([, { coordinate }]) => isOfRoot(coordinate))
  const { keys: others } = otherSide(account, world.keysOf)
  const rest = Object.fromEntries(nested.map(([name, argument]) => [name, valuesFor(argument, others)[0]]))
  if (root === undefined) add(rest)
  else
    for (const keys of world.keysOf)
      for (const value of valuesFor(root[1], keys).slice(isLong ? -1 : 0)) add({ ...rest, [root[0]]: value })
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
          for (const variables of fillings(question, asker))
            await watch.graph(asker, operationOf('query', question), variables, field.name)
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

it('whose a car is nobody is told at the door: only the hub asks it, for the evidence of a case', async () => {
  const query = 'query($vin: VIN!) { vehicle(vin: $vin) { owner { record { name } } } }'
  for (const asker of askers) {
    const { data, errors } = await watch.graph(asker, query, { vin: world.keysOf[0].vin?.[0] }, 'owner')
    const { code, coordinates } = (errors[0]?.extensions ?? {}) as { code?: string; coordinates?: string[] }
    expect([data ?? null, code]).toEqual([null, asker.account === '' ? 'UNAUTHENTICATED' : 'FORBIDDEN'])
    expect(coordinates).toContain('Vehicle.owner')
  }
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

describe('acts on what belongs to another', () => {
  it('are refused, change nothing, and are written down where approvals refuses them', async () => {
    const before = await heldIn(world)
    const undone: string[] = []
    for (const asker of askers.filter(({ account }) => !actingForAll.includes(account)))
      for (const field of Object.values(rootOf(api, 'mutation').getFields())) {
        if (actsOfOnesOwn.includes(field.name)) continue
        const [question] = partsOf(rootOf(api, 'mutation'), field, 3, asker.may)
        if (question === undefined) continue
        for (const target of othersOf(asker.account, world.keysOf)) {
          const fault = await refusedAct(asker, question, field.name, target)
          if (fault) undone.push(`${asker.account} ${field.name}: ${fault}`)
        }
      }
    expect(undone).toEqual([])
    expect([...watch.leaks]).toEqual([])
    expect(await heldIn(world)).toEqual(before)
  }, 120_000)

  it('are refused whole, do nothing, and are written down by approvals, where they are not for the role', async () => {
    const before = await heldIn(world)
    const answered: string[] = []
    for (const asker of askers)
      for (const field of Object.values(rootOf(api, 'mutation').getFields())) {
        if (asker.may(`Mutation.${field.name}`)) continue
        const [question] = partsOf(rootOf(api, 'mutation'), field, 2, () => true)
        if (question === undefined) throw new Error(`nothing can be asked of ${field.name}`)
        const [target] = othersOf(asker.account, world.keysOf)
        const values = [...question.variables].map(([name, argument]) => [name, actValue(argument, target)])
        const denials = await denialsIn(world)
        const { data, errors } = await watch.graph(
          asker,
          operationOf('mutation', question),
          Object.fromEntries(values),
          field.name,
        )
        const code = errors[0]?.extensions.code ?? ''
        if (data || code !== (asker.account === nobody ? 'UNAUTHENTICATED' : 'FORBIDDEN'))
          answered.push(`${asker.account} ${field.name}: ${code}`)
        const isWritten = asker.account !== nobody && roomOf.get(field.name) === 'approvals'
        if ((await denialsIn(world)) !== denials + (isWritten ? 1 : 0))
          answered.push(`${asker.account} ${field.name}: ${isWritten ? 'is not' : 'is'} written down`)
      }
    expect(answered).toEqual([])
    expect([...watch.leaks]).toEqual([])
    expect(await heldIn(world)).toEqual(before)
  }, 120_000)

  it('of applying about a car of another show nothing of what is said of it, by any path', async () => {
    for (const [account, input] of applicationsAboutOthers(world.keysOf)) {
      const asker = askers.find((each) => each.account === account)
      const field = rootOf(api, 'mutation').getFields().submitApplication
      if (asker === undefined || field === undefined) throw new Error(`nobody is ${account}`)
      const key = randomUUID()
      for (const question of partsOf(rootOf(api, 'mutation'), field, depthMax, asker.may)) {
        const target = otherSide(account, world.keysOf)
        const nested = [...question.variables].map(([name, argument]) => {
          const { coordinate } = argument
          if (coordinate !== 'Mutation.submitApplication') return [name, valuesFor(argument, target.keys)[0]]
          return [name, argument.name === 'input' ? input : key]
        })
        const { data, errors } = await watch.graph(
          asker,
          operationOf('mutation', question),
          Object.fromEntries(nested),
          'submitApplication',
        )
        expect(data?.submitApplication, JSON.stringify(errors)).toBeTruthy()
      }
    }
    expect([...watch.leaks]).toEqual([])
  }, 120_000)
})

/** Acts with the other's keys and with keys of nothing; says what is wrong with the answers. */
async function refusedAct(
  asker: Asker,
  question: Question,
  name: string,
  target: Target,
): Promise<string | undefined> {
  const values = [...question.variables].map(([variable, argument]) => [variable, actValue(argument, target)])
  const variables = Object.fromEntries(values)
  const text = operationOf('mutation', question)
  const denials = await denialsIn(world)
  const { data, errors } = await watch.graph(asker, text, variables, name)
  const [refusal] = errors
  const receipt = data?.[name] as { counts?: { applied: number } } | null | undefined
  if (refusal === undefined) return receipt?.counts?.applied === 0 ? undefined : 'it is done'
  const { code } = refusal.extensions
  const isWritten = (await denialsIn(world)) > denials
  if (!/^submit.*Records$/.test(name) && ['FORBIDDEN', 'NOT_FOUND'].includes(code) && !isWritten)
    return `${code} is not written down`
  const nothing = aboutNothing(variables, target.keys)
  const { errors: others } = await watch.graph(asker, text, nothing, name)
  const said = (message: string | undefined, about: object) =>
    Object.values(about).reduce<string>((left, value) => left.replaceAll(String(value), 'it'), message ?? '')
  const [yours, missing] = [said(refusal.message, variables), said(others[0]?.message, nothing)]
  if (others[0]?.extensions.code !== code || yours !== missing) return `"${yours}" is not "${missing}"`
  return undefined
}

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
