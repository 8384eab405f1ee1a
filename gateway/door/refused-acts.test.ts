import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import type { Transport } from '../executor/transport.ts'
import type { EmbeddedIssuer } from '../identity/issuer.ts'
import {
  account,
  askGateway,
  jsonAnswer,
  recorded,
  schemaTransport,
  testGateway,
  testIssuer,
} from '../testing.ts'

// Rooms that guard nothing themselves: what reached a field here would be done.
const done: string[] = []
const cases = {
  sdl: `
    input Input { name: String! id: ID }
    type Query { case: String @requiresScopes(scopes: [["audit:read"]]) }
    type Mutation {
      decide(id: ID!, other: ID, reason: String, input: Input): String! @requiresScopes(scopes: [["case:decide"]])
      note(id: ID): String @authenticated
    }
  `,
  resolvers: {
    Query: { case: () => 'case' },
    Mutation: { decide: () => done.push('decide'), note: () => done.push('note') },
  },
}
const cars = {
  sdl: 'type Query { car: String } type Mutation { move(car: ID!): String @requiresScopes(scopes: [["police:read"]]) }',
  resolvers: { Mutation: { move: () => done.push('move') } },
}

let ways: Record<'cases' | 'cars', Transport>
const casesWay = recorded((request) => ways.cases(request))
const carsWay = recorded((request) => ways.cars(request))
let issuer: EmbeddedIssuer
let gateway: Gateway
let citizen: string
beforeAll(async () => {
  const holder = account('CITIZEN')
  issuer = await testIssuer([holder])
  citizen = await issuer.issue(holder)
  const rooms = { cases: { ...cases, transport: casesWay }, cars: { ...cars, transport: carsWay } }
  gateway = await testGateway(rooms, { issuer, open: false })
})
beforeEach(() => {
  ways = { cases: schemaTransport(cases), cars: schemaTransport(cars) }
  for (const { requests } of [casesWay, carsWay]) requests.length = 0
  done.length = 0
})
afterAll(() => gateway.close())

const ask = (query: string, variables = {}, token: string | undefined = citizen) =>
  askGateway(gateway, query, { variables, ...(token && { token }) })

const toldTo = ({ requests }: typeof casesWay): unknown[] => requests.map(({ body }) => JSON.parse(body))
const telling = (...refusedActs: object[]) => ({ query: '{ __typename }', extensions: { refusedActs } })

const refused = {
  status: 403,
  errors: [{ message: 'The caller may not see Mutation.decide.', extensions: { code: 'FORBIDDEN' } }],
}

describe('a room whose act is refused at the door', () => {
  it('is told the act and what its arguments identify, and can do nothing by it', async () => {
    const query = `mutation($id: ID! = "one", $reason: String) {
      decide(id: $id, other: 2, reason: $reason, input: { name: "a name", id: "inside" }) }`
    expect(await ask(query, { reason: 'a reason' })).toMatchObject(refused)
    expect(toldTo(casesWay)).toEqual([telling({ field: 'decide', ids: { id: 'one', other: '2' } })])
    expect(toldTo(carsWay)).toEqual([])
    expect(done).toEqual([])
  })

  it('is told of every act that would have been done, each once, and of no other', async () => {
    const query = `mutation($no: Boolean!) {
      note
      ...F ...F
      ... @include(if: $no) { left: decide(id: "left out") }
      ... on Mutation { b: decide(id: "b") b: decide(id: "b") }
      skipped: decide(id: "skipped") @skip(if: true)
      move(car: "c")
    }
    fragment F on Mutation { decide(id: "a") }`
    expect(await ask(query, { no: false })).toMatchObject({ status: 403 })
    expect(toldTo(casesWay)).toEqual([
      telling({ field: 'decide', ids: { id: 'a' } }, { field: 'decide', ids: { id: 'b' } }),
    ])
    expect(toldTo(carsWay)).toEqual([telling({ field: 'move', ids: { car: 'c' } })])
    expect(done).toEqual([])
  })

  it('is told of it also where other values could not be used, without what is no identifier', async () => {
    expect(
      await ask('mutation($id: ID!, $reason: String) { decide(id: $id, reason: $reason) }', {
        id: 'x'.repeat(201),
        reason: 7,
      }),
    ).toMatchObject(refused)
    expect(toldTo(casesWay)).toEqual([telling({ field: 'decide', ids: {} })])
  })

  it.each([
    ['nobody in particular', 'mutation { decide(id: "1") }', ''],
    ['who only looks', '{ case }', undefined],
  ])('is not told of %s', async (_, query, token) => {
    expect((await ask(query, {}, token ?? citizen)).status).toBe(token === '' ? 401 : 403)
    expect([...toldTo(casesWay), ...toldTo(carsWay)]).toEqual([])
  })

  it('is told of it whether the caller waits for the answer or hangs up', async () => {
    const heard: boolean[] = []
    const hangUp = new AbortController()
    ways.cases = async (request) => {
      hangUp.abort()
      await sleep(200)
      heard.push(!request.signal.aborted)
      return schemaTransport(cases)(request)
    }
    const url = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
    const answer = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${citizen}` },
      body: JSON.stringify({ query: 'mutation { decide(id: "1") }' }),
      signal: hangUp.signal,
    })
    await expect(answer).rejects.toThrow()
    await expect.poll(() => heard).toEqual([true])
  })

  it.each<[string, Transport]>([
    ['is out of reach', () => Promise.reject(new Error('There is no route to the room.'))],
    ['says something else', async () => jsonAnswer({ errors: [{ message: 'no' }] })],
    ['does not answer', () => new Promise(() => undefined)],
  ])('changes nothing of the refusal where it %s', async (_, way) => {
    ways.cases = way
    const before = performance.now()
    expect(await ask('mutation { decide(id: "1") }')).toMatchObject(refused)
    expect(performance.now() - before).toBeLessThan(3_500)
  })
})
