import { buildSchema, type OperationDefinitionNode, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import type { EmbeddedIssuer } from '../identity/issuer.ts'
import {
  account,
  askGateway,
  composeText,
  recorded,
  schemaTransport,
  testGateway,
  testIssuer,
} from '../testing.ts'
import { requirementsOf } from './access.ts'
import { readSupergraph } from './supergraph.ts'

const things = {
  sdl: `
    type Query {
      open: String
      known: String @authenticated
      scoped: String @requiresScopes(scopes: [["police:read"], ["audit:read", "case:read"]])
      purpose: String @policy(policies: [["purpose-bound"]])
      node: Node
      guarded: Guarded
      either: Either
      thing: Thing
      colour: Colour
      secret: Secret
      other: Other
    }
    type Mutation { change: String @authenticated }
    interface Node { id: ID! }
    interface Guarded { id: ID! }
    union Either = Thing | Other
    type Thing implements Node & Guarded @key(fields: "id") { id: ID! plain: String hidden: String @authenticated }
    type Other implements Guarded @requiresScopes(scopes: [["audit:read"]]) { id: ID! word: String }
    enum Colour @authenticated { RED }
    scalar Secret @requiresScopes(scopes: [["audit:read"]])
  `,
  resolvers: {
    Query: {
      open: () => 'open',
      known: () => 'known',
      scoped: () => 'scoped',
      purpose: () => 'purpose',
      node: () => ({ __typename: 'Thing', id: 't' }),
      guarded: () => ({ __typename: 'Thing', id: 't' }),
      either: () => ({ __typename: 'Thing', id: 't' }),
      thing: () => ({ id: 't', plain: 'plain', hidden: 'hidden' }),
      colour: () => 'RED',
      secret: () => 'secret',
      other: () => ({ id: 'o', word: 'word' }),
    },
    Mutation: { change: () => 'changed' },
    Either: { __resolveType: () => 'Thing' },
    Node: { __resolveType: () => 'Thing' },
    Guarded: { __resolveType: () => 'Thing' },
    Thing: { plain: () => 'plain', hidden: () => 'hidden' },
  },
}
const more = {
  sdl: 'type Query { unused: Int } type Thing @key(fields: "id") { id: ID! deep: String @requiresScopes(scopes: [["police:read"]]) }',
  resolvers: { Thing: { __resolveReference: ({ id }: { id: string }) => ({ id }), deep: () => 'deep' } },
}

const police = account('POLICE')
const citizen = account('CITIZEN')
const auditor = account('AUDITOR')
const transport = recorded(schemaTransport(things))
let issuer: EmbeddedIssuer
let gateway: Gateway
const tokens: Record<string, string> = {}

beforeAll(async () => {
  issuer = await testIssuer([police, citizen, auditor])
  for (const one of [police, citizen, auditor]) tokens[one.id] = await issuer.issue(one)
  gateway = await testGateway({ things: { ...things, transport }, more }, { issuer, open: false })
})
afterAll(() => gateway.close())

function ask(query: string, token?: string) {
  return askGateway(gateway, query, token === undefined ? {} : { token: tokens[token] ?? token })
}

describe('access stated in the schema', () => {
  it.each([
    ['{ open }', { open: 'open' }, undefined],
    ['{ known }', { known: 'known' }, 'citizen-1'],
    ['{ scoped }', { scoped: 'scoped' }, 'police-1'],
    ['{ scoped }', { scoped: 'scoped' }, 'auditor-1'],
    ['{ thing { id plain } }', { thing: { id: 't', plain: 'plain' } }, undefined],
    ['{ thing { ... on Node { id } } }', { thing: { id: 't' } }, undefined],
    ['{ node { ... on Thing { id } } }', { node: { id: 't' } }, undefined],
    ['{ node { ... on Thing { hidden } } }', { node: { hidden: 'hidden' } }, 'citizen-1'],
    ['{ either { ... on Thing { id } } }', { either: { id: 't' } }, undefined],
    ['{ thing { deep } }', { thing: { deep: 'deep' } }, 'police-1'],
    ['{ node { id } }', { node: { id: 't' } }, undefined],
    ['{ guarded { id } }', { guarded: { id: 't' } }, 'auditor-1'],
    ['{ colour }', { colour: 'RED' }, 'citizen-1'],
    ['mutation { change }', { change: 'changed' }, 'citizen-1'],
  ])('answers %s', async (query, data, token) => {
    expect(await ask(query, token)).toEqual({ status: 200, data })
  })

  const scoped = 'Query.scoped'
  it.each([
    ['a field', '{ known }', ['Query.known']],
    ['an alias', '{ open x: known }', ['Query.known']],
    ['a fragment', '{ ...F } fragment F on Query { ...G } fragment G on Query { known }', ['Query.known']],
    ['an inline fragment', '{ ... { ... on Query { known } } }', ['Query.known']],
    ['a skipped field', '{ open known @skip(if: true) }', ['Query.known']],
    ['a mutation', 'mutation { change }', ['Mutation.change']],
    ['a field of a type behind an interface', '{ node { ... on Thing { hidden } } }', ['Thing.hidden']],
    ['a guarded type behind an interface', '{ guarded { id } }', ['Guarded', 'Other']],
    ['a guarded type in a union', '{ either { ... on Other { id } } }', ['Other']],
    ['a guarded type named only for its type', '{ either { ... on Other { __typename } } }', ['Other']],
    [
      'a field through interface inside union',
      '{ either { ... on Node { ... on Thing { hidden } } } }',
      ['Thing.hidden'],
    ],
    ['a guarded type by a field', '{ other { word } }', ['Other']],
    ['a guarded enum', '{ colour }', ['Colour']],
    ['a guarded scalar', '{ secret }', ['Secret']],
    ['a field another room adds', '{ thing { deep } }', ['Thing.deep']],
    ['several at once', '{ known scoped thing { hidden } }', ['Query.known', scoped, 'Thing.hidden']],
    ['a policy', '{ purpose }', ['Query.purpose']],
  ])('does not answer nobody: %s', async (_, query, coordinates) => {
    const before = transport.requests.length
    const answer = await ask(query)
    expect(answer).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED', coordinates } }],
    })
    expect(answer.data).toBeUndefined()
    expect(transport.requests.length).toBe(before)
  })
  it.each([
    ['{ scoped }', 'citizen-1', [scoped]],
    ['{ thing { deep } }', 'citizen-1', ['Thing.deep']],
    ['{ purpose }', 'police-1', ['Query.purpose']],
    ['{ secret }', 'police-1', ['Secret']],
    ['{ guarded { id } }', 'police-1', ['Guarded', 'Other']],
  ])('forbids %s to %s, and says what', async (query, token, coordinates) => {
    expect(await ask(query, token)).toMatchObject({
      status: 403,
      errors: [{ extensions: { code: 'FORBIDDEN', coordinates } }],
    })
  })
  it('never exposes the roads between rooms', async () => {
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])
      expect(await ask(query, 'police-1')).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      })
  })
  it('names nothing that could be guessed at', async () => {
    const answer = await ask('{ know }', 'police-1')
    expect(JSON.stringify(answer)).not.toContain('Did you mean')
  })
})

describe('what an operation asks for', () => {
  const schema = buildSchema(`
    type Query { node: Node list: [[Node!]!] either: Either a: A }
    interface Node { id: ID }
    interface Named implements Node { id: ID name: String }
    type A implements Named & Node { id: ID name: String a: String }
    type B implements Named & Node { id: ID name: String b: String }
    type C implements Node { id: ID }
    union Either = B | C
  `)
  const rule = { authenticated: true, scopes: undefined, policies: undefined }
  const coordinatesOf = (query: string, ...guarded: string[]) => {
    const document = parse(query)
    const [operation] = document.definitions as OperationDefinitionNode[]
    if (operation === undefined) throw new Error('no operation')
    const table = new Map(guarded.map((coordinate) => [coordinate, [rule]]))
    return requirementsOf(schema, document, operation, table).map(({ coordinate }) => coordinate)
  }
  // No rule here has been spread to the interface, as composition would have done.
  it.each([
    ['{ node { id } }', ['A.id'], ['A.id']],
    ['{ list { id } }', ['C'], ['C']],
    ['{ node { ... on Named { id } } }', ['C', 'C.id'], []],
    ['{ node { ... on Named { id } } }', ['B.id'], ['B.id']],
    ['{ node { ... on Named { ... on Node { id } } } }', ['C.id', 'A.id'], ['A.id']],
    ['{ a { ... on Node { id } } }', ['B.id', 'C'], []],
    ['{ a { ... on Node { id } } }', ['Node.id'], ['Node.id']],
    ['{ a { ...F } node { ...F } } fragment F on Node { id }', ['C.id'], ['C.id']],
    ['{ either { ... on Named { name } } }', ['B.name', 'A.name'], ['B.name']],
    ['{ either { __typename } }', ['B', 'C'], []],
    ['{ node { ... on Named { name } } }', ['Named'], ['Named']],
  ])('%s with %s guarded', (query, guarded, expected) => {
    expect(coordinatesOf(query, ...guarded)).toEqual(expected)
  })
  it('is found in time however often fragments are spread', () => {
    const steps = Array.from(
      { length: 25 },
      (_, i) => `fragment F${i} on Node { ...F${i + 1} ... on A { ...F${i + 1} } }`,
    )
    const query = `{ node { ...F0 } } ${steps.join(' ')} fragment F25 on Node { id }`
    const startedAt = performance.now()
    expect(coordinatesOf(query, 'A.id')).toEqual(['A.id'])
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})

describe('a supergraph with access directives', () => {
  it('is read under whatever name it links them', () => {
    const renamed = composeText({ things })
      .replaceAll('@authenticated', '@login')
      .replace(
        '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)',
        '@link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "login", for: SECURITY)',
      )
    const { access, plannerText } = readSupergraph(renamed)
    expect(access.get('Query.known')).toMatchObject([{ authenticated: true }])
    expect(plannerText).not.toMatch(/login|requiresScopes|policy/)
  })
  it('is read where a join directive carries them', () => {
    const carried = composeText({ more }).replace(
      'unused: Int',
      'unused: Int @join__directive(graphs: [MORE], name: "federation__requiresScopes", args: { scopes: [["audit:read"]] })',
    )
    const { access, plannerText } = readSupergraph(carried)
    expect(access.get('Query.unused')).toMatchObject([{ scopes: [['audit:read']] }])
    expect(plannerText).not.toContain('requiresScopes')
  })
  it('is refused when a rule in it cannot be read', () => {
    const broken = composeText({ more }).replace('scopes: [["police:read"]]', 'scopes: "police:read"')
    expect(() => readSupergraph(broken)).toThrow('Thing.deep')
  })
})
