import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { HubError } from '../errors.ts'
import { silentLog } from '../log.ts'
import { openBlank } from '../testing.ts'
import { envelopeHeader, type Principal, principalHeader, signPrincipal } from './principal.ts'
import type { RefusedAct } from './refused-acts.ts'
import { buildRoom, type Room } from './server.ts'

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy"])
  type Mutation { change(id: ID!, reason: String): String! @requiresScopes(scopes: [["police:read"]]) }
  type Query { thing(id: ID!): Thing! node: Node! any: Any! fails: String refuses: String }
  interface Node { id: ID! secret: String }
  union Any = Thing | Other
  type Thing implements Node @key(fields: "id") { id: ID! secret: String @requiresScopes(scopes: [["police:read"]]) purpose: String @policy(policies: [["purpose-bound"]]) mine: String @authenticated }
  type Other @requiresScopes(scopes: [["audit:read"]]) { id: ID! }
`
const thing = (id: string) => ({ __typename: 'Thing', id, secret: 's', purpose: 'p', mine: 'm' })
const resolvers = {
  Query: {
    thing: (_: unknown, { id }: { id: string }) => thing(id),
    node: () => thing('n'),
    any: () => ({ __typename: 'Other', id: 'o' }),
    fails: () => {
      throw new Error('password=hunter2')
    },
    refuses: () => {
      throw new HubError('CONFLICT', 'it changed', { version: 2 })
    },
  },
  Mutation: { change: () => 'changed' },
  Thing: {
    __resolveReference: ({ id }: { id: string }) => {
      if (id === 'bad id!') throw new HubError('BAD_USER_INPUT', 'no id')
      return thing(id)
    },
  },
}

let db: Database
let room: Room
let refused: [caller: string, acts: readonly RefusedAct[]][] = []
let onRefusedActs: () => void = () => undefined
const keys = generateKeyPairSync('ed25519')
const police: Principal = { caller: 'p', roles: ['POLICE'] }
const citizen: Principal = { caller: 'c', roles: ['CITIZEN'] }

beforeAll(async () => {
  db = await openBlank()
  room = await buildRoom({
    name: 'things',
    typeDefs,
    resolvers,
    db,
    clock: systemClock,
    log: silentLog(),
    principalKey: keys.publicKey,
    loaders: () => ({}),
    onRefusedActs: async (acts, { principal }) => {
      onRefusedActs()
      refused.push([principal.caller, acts])
    },
  })
})
afterEach(() => {
  refused = []
  onRefusedActs = () => undefined
})
afterAll(async () => {
  await room.close()
  await db.close()
})

function headersOf(principal: Principal, deadline = Date.now() + 2000) {
  return {
    [principalHeader]: signPrincipal(principal, keys.privateKey, new Date()),
    [envelopeHeader]: JSON.stringify({ requestId: 'r1', deadline, nesting: 0 }),
  }
}

async function ask(query: string, principal: Principal = police, variables = {}) {
  const answer = await room.execute({
    body: JSON.stringify({ query, variables }),
    headers: headersOf(principal),
  })
  return { status: answer.status, ...JSON.parse(answer.body) }
}

describe('a room', () => {
  it.each([
    '{ __typename }',
    '{ _service { sdl } }',
    '{ __schema { types { name } } }',
    '{ _entities(representations: [{__typename: "Thing", id: "1"}]) { __typename } }',
  ])('answers nothing without a principal token: %s', async (query) => {
    const answer = await room.execute({ body: JSON.stringify({ query }), headers: {} })
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })
  it('is asked under the id the gateway gave, and gives one of its own to who has none', async () => {
    const idOf = async (given?: string) => {
      const headers = given === undefined ? {} : { 'x-request-id': given }
      const answer = await room.app.inject({ url: '/nothing', headers })
      expect(answer.headers['x-request-id']).toBe(answer.json().requestId)
      return answer.json().requestId
    }
    const given = '2f1b0c1e-6d0a-4a54-9d5e-0d8f6f6f6f6f'
    expect(await idOf(given)).toBe(given)
    const own = [await idOf(), await idOf(), await idOf('req-1')]
    expect(new Set(own).size).toBe(3)
  })
  it('does not know GET on its graph', async () => {
    const answer = await room.app.inject({ url: '/graphql?query={__typename}' })
    expect(answer.statusCode).toBe(404)
  })
  it('refuses a token that was tampered with, one of another key and an old one', async () => {
    const good = headersOf(police)
    const [payload, signature] = good[principalHeader]?.split('.') ?? []
    const forged = `${Buffer.from(JSON.stringify({ caller: 'x', roles: ['AUDITOR'], exp: 9e9 })).toString('base64url')}.${signature}`
    const other = signPrincipal(police, generateKeyPairSync('ed25519').privateKey, new Date())
    const old = signPrincipal(police, keys.privateKey, new Date(Date.now() - 3_600_000))
    for (const token of [forged, other, old, `${payload}.`, 'x', ''])
      expect(
        (
          await room.execute({
            body: '{"query":"{__typename}"}',
            headers: { ...good, [principalHeader]: token },
          })
        ).status,
      ).toBe(401)
  })
  it('serves entities and guards their fields on every road', async () => {
    const reps = { r: [{ __typename: 'Thing', id: '1' }] }
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id secret } } }'
    expect(await ask(query, police, reps)).toMatchObject({ data: { _entities: [{ id: '1', secret: 's' }] } })
    for (const forbidden of [
      [query, reps],
      ['{ thing(id: "1") { x: secret } }', {}],
      ['{ node { secret } }', {}],
      ['{ node { ...F } } fragment F on Thing { secret }', {}],
      ['{ any { ... on Other { id } } }', {}],
      ['{ thing(id: "1") { purpose } }', {}],
    ] as const) {
      // Twice, because the second answer comes from the compiled query.
      for (let time = 0; time < 3; time += 1) {
        const answer = await ask(forbidden[0], citizen, forbidden[1])
        expect(answer.errors?.[0]?.extensions?.code, forbidden[0]).toBe('FORBIDDEN')
        expect(JSON.stringify(answer.data ?? null)).not.toMatch(/"s"|"p"|"o"/)
      }
    }
  })
  it('fails an entity with a bad key by itself, and none of those asked with it', async () => {
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id } } }'
    const r = ['1', 'bad id!', '2'].map((id) => ({ __typename: 'Thing', id }))
    // Three times: the later answers come from the compiled query.
    for (let time = 0; time < 3; time += 1)
      expect(await ask(query, police, { r })).toMatchObject({
        data: { _entities: [{ id: '1' }, null, { id: '2' }] },
        errors: [{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }],
      })
  })
  it('tells of an act it refuses to a role, and does not do it', async () => {
    const query = 'mutation($id: ID!) { change(id: $id, reason: "a reason") }'
    for (let time = 0; time < 3; time += 1) {
      const answer = await ask(query, citizen, { id: 'a' })
      expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    }
    expect(refused).toEqual(Array(3).fill(['c', [{ field: 'change', ids: { id: 'a' } }]]))
    expect(await ask(query, police, { id: 'a' })).toMatchObject({ data: { change: 'changed' } })
    await ask(query, { caller: 'anonymous', roles: [] }, { id: 'a' })
    await ask('{ thing(id: "1") { secret } }', citizen)
    expect(refused).toHaveLength(3)
  })
  it('tells of acts the gateway refused, and does nothing of them whoever asked', async () => {
    const refusedActs = [{ field: 'change', ids: { id: 'a' } }]
    const body = JSON.stringify({ query: '{ __typename }', extensions: { refusedActs } })
    const answer = await room.execute({ body, headers: headersOf(citizen) })
    expect(JSON.parse(answer.body)).toEqual({ data: { __typename: 'Query' } })
    expect(refused).toEqual([['c', refusedActs]])
    const many = JSON.stringify({
      query: '{ __typename }',
      extensions: { refusedActs: Array(11).fill(refusedActs[0]) },
    })
    expect((await room.execute({ body: many, headers: headersOf(citizen) })).status).toBe(400)
    expect((await room.execute({ body, headers: {} })).status).toBe(401)
    expect(refused).toHaveLength(1)
  })
  it('says what kept it from telling of a refused act', async () => {
    onRefusedActs = () => {
      throw new HubError('STORE_UNAVAILABLE', 'The store is out of reach.')
    }
    const answer = await ask('mutation { change(id: "a") }', citizen)
    expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'STORE_UNAVAILABLE' } }] })
  })
  it('answers a purpose-bound field for an item and application only', async () => {
    const principal = { caller: 'hub', roles: [], itemCode: 'RHL-02', applicationId: 'a' }
    expect(await ask('{ thing(id: "1") { purpose mine } }', principal)).toMatchObject({
      data: { thing: { purpose: 'p' } },
    })
  })
  it('says UNAUTHENTICATED to nobody in particular', async () => {
    const answer = await ask('{ thing(id: "1") { mine } }', { caller: 'anonymous', roles: [] })
    expect(answer).toMatchObject({
      data: { thing: { mine: null } },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })
  it('hides what it did not mean to say and passes a refusal', async () => {
    const answer = await ask('{ fails refuses }')
    expect(JSON.stringify(answer)).not.toContain('hunter2')
    expect(
      answer.errors.map((error: { extensions: { code: string } }) => error.extensions.code).sort(),
    ).toEqual(['CONFLICT', 'INTERNAL_SERVER_ERROR'])
  })
  it('names the fault of a document with status 400', async () => {
    expect(await ask('{ nothing }')).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    })
    expect((await ask('{ thing( }')).status).toBe(400)
  })
  it('does the operation it is asked for of a document that has several, also once one of them is compiled', async () => {
    const query = 'query A { thing(id: "1") { id } } query B { any { __typename } }'
    const askFor = async (operationName: string) => {
      const body = JSON.stringify({ query, operationName })
      return JSON.parse((await room.execute({ body, headers: headersOf(police) })).body).data
    }
    for (let time = 0; time < 4; time += 1) {
      expect(await askFor('A')).toEqual({ thing: { id: '1' } })
      expect(await askFor('B')).toEqual({ any: { __typename: 'Other' } })
    }
  })
  it('does not begin after the deadline', async () => {
    const answer = await room.execute({
      body: '{"query":"{__typename}"}',
      headers: headersOf(police, Date.now() - 1),
    })
    expect(answer.status).toBe(504)
  })
})
