import { systemClock } from '@one-visit/kit/clock.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { createPrincipalVerifier, envelopeHeader, principalHeader } from '@one-visit/kit/room/principal.ts'
import { adviceOf } from '@one-visit/schema/error-codes.ts'
import { readSupergraph } from '@one-visit/schema/load.ts'
import { GraphQLError } from 'graphql'
import { afterEach, describe, expect, it } from 'vitest'
import { buildGateway, type Gateway } from './app.ts'
import {
  account,
  askGateway,
  composeText,
  jsonAnswer,
  principalKeys,
  recorded,
  schemaTransport,
  testGateway,
  testIssuer,
} from './testing.ts'

const things = {
  sdl: `
    scalar ResidentIdNumber
    enum Few { ONE TWO THREE }
    enum Many { ${Array.from({ length: 20 }, (_, index) => `M${index}`).join(' ')} }
    input Person { residentId: ResidentIdNumber! name: String }
    type Query { few(of: [Few!]): String many(of: Many): String thing(of: Person): String fails: String refuses: String list: [Int!] quick: String @deadline(fetch: "PT1S", operation: "PT1S") }
    type Mutation { act: String refuse: String! slow: String @deadline(fetch: "PT3S", operation: "PT4S") }
  `,
  resolvers: {
    Query: {
      thing: () => 'thing',
      fails: () => {
        throw new Error('password=hunter2')
      },
      refuses: () => {
        throw new GraphQLError('it changed', {
          extensions: { code: 'CONFLICT', version: 2, http: { status: 418 } },
        })
      },
      list: () => [1, 2],
    },
    Mutation: {
      act: () => 'acted',
      refuse: () => {
        throw new GraphQLError('it changed', { extensions: { code: 'CONFLICT' } })
      },
    },
  },
}

let gateway: Gateway
afterEach(() => gateway.close())

function post(payload: unknown, headers: Record<string, string> = {}) {
  return gateway.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
}

describe('a variable that does not fit its type', () => {
  it.each([
    [
      { residentId: '3303' },
      { fault: 'RESIDENT_ID_LENGTH', variable: 'of.residentId', expected: 'ResidentIdNumber' },
    ],
    [{ residentId: 7 }, { fault: 'FIELD_TYPE', variable: 'of.residentId', expected: 'ResidentIdNumber' }],
    [{}, { fault: 'FIELD_MISSING', variable: 'of.residentId', expected: 'ResidentIdNumber' }],
    [
      { residentId: '33039919900307006X', age: 3 },
      { fault: 'FIELD_UNKNOWN', variable: 'of.age' },
    ],
    [null, { fault: 'FIELD_MISSING', variable: 'of', expected: 'Person' }],
  ])('is named with its code and what would be right: %j', async (of, told) => {
    gateway = await testGateway({ things })
    const { status, errors } = await askGateway(gateway, 'query($of: Person!) { thing(of: $of) }', {
      variables: { of },
    })
    expect(status).toBe(400)
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          ...told,
          advice: adviceOf({ code: 'BAD_USER_INPUT', ...told }),
        },
      },
    ])
  })
})

describe('a value that is none of a list', () => {
  it.each([
    ['query($of: [Few!]) { few(of: $of) }', ['FOUR'], 'one of ONE, TWO, THREE.'],
    ['{ few(of: [FOUR]) }', undefined, 'one of ONE, TWO, THREE.'],
    [
      'query($of: Many) { many(of: $of) }',
      'FOUR',
      'one of M0, M1, M2, M3, M4, M5, M6, M7, or of 12 more, which the schema lists as Many.',
    ],
  ])('is answered with a short list whole, and of a long one the first: %s', async (query, of, told) => {
    gateway = await testGateway({ things })
    const { errors } = await askGateway(gateway, query, { variables: { of } })
    const advice = errors?.[0]?.extensions.advice as { zh: string; en: string }
    expect(advice.en).toContain(told)
    expect(advice.zh).toMatch(/(ONE、TWO、THREE 之一|M7 之一，或模式中 Many 所列的其余 12 项之一)。$/)
  })
})

describe('a request to the graph', () => {
  it('with two operations and no name is 400', async () => {
    gateway = await testGateway({ things })
    const query = 'query A { thing } query B { list }'
    for (const body of [{ query: '{ thing } { list }' }, { query }, { query, operationName: 'C' }]) {
      const answer = await post(body)
      expect(answer.statusCode).toBe(400)
      expect(answer.json().errors[0].extensions.code).toMatch(
        /OPERATION_RESOLUTION_FAILURE|GRAPHQL_VALIDATION_FAILED/,
      )
    }
    expect((await post({ query })).json().errors[0].extensions.code).toBe('OPERATION_RESOLUTION_FAILURE')
    expect((await post({ query, operationName: 'B' })).json()).toEqual({ data: { list: [1, 2] } })
  })
  it('that is refused as a whole has the status of the refusal; one refused in part has an answer', async () => {
    gateway = await testGateway({ things })
    const whole = await askGateway(gateway, 'mutation { refuse }')
    expect(whole).toMatchObject({ status: 409, data: null, errors: [{ extensions: { code: 'CONFLICT' } }] })
    expect(await askGateway(gateway, '{ thing refuses }')).toMatchObject({ status: 200 })
  })
  it('with a value that does not fit is not told the value', async () => {
    gateway = await testGateway({ things })
    const query = 'query($of: Person!) { thing(of: $of) }'
    for (const person of [{ residentId: '330399199003070018' }, { x: 1, name: '330399199003070018' }]) {
      const { status, errors } = await askGateway(gateway, query, { variables: { of: person } })
      expect(status).toBe(400)
      expect(errors?.[0]?.message).toMatch(/^of/)
      expect(JSON.stringify(errors)).not.toContain('330399')
    }
    const written = await askGateway(gateway, '{ thing(of: { residentId: "330399199003070018" }) }')
    expect(written.status).toBe(400)
    expect(JSON.stringify(written.errors)).not.toContain('330399')
  })
  it.each([
    ['a hash alone', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }],
    [
      'a hash beside the document',
      { query: '{ thing }', extensions: { persistedQuery: { version: 1, sha256Hash: 'b'.repeat(64) } } },
    ],
    ['anything of that name', { query: '{ thing }', extensions: { persistedQuery: 'x'.repeat(9_000) } }],
  ])(
    'that counts on persisted queries is answered as clients of Apollo expect, and logged nowhere: %s',
    async (_, body) => {
      const told: unknown[] = []
      const log = { ...silentLog(), error: (...words: unknown[]) => told.push(words) } as never
      gateway = await testGateway({ things }, { log })
      const answer = await post(body)
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toMatchObject({
        errors: [
          { message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } },
        ],
      })
      expect(answer.body.length).toBeLessThan(1_000)
      expect(told).toEqual([])
    },
  )
  it('that a form on another site could send is refused', async () => {
    gateway = await testGateway({ things })
    expect((await gateway.app.inject('/graphql?query={thing}')).statusCode).toBe(400)
    const preflighted = { 'apollo-require-preflight': '1' }
    expect(
      (await gateway.app.inject({ url: '/graphql?query={thing}', headers: preflighted })).json(),
    ).toEqual({
      data: { thing: 'thing' },
    })
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await post('query={thing}', form)).statusCode).toBe(415)
    expect((await post('{"query":"{thing}"}', { 'content-type': 'text/plain' })).statusCode).toBe(415)
    const mutation = await gateway.app.inject({ url: '/graphql?query=mutation{act}', headers: preflighted })
    expect(mutation.statusCode).toBe(405)
  })
  it.each([
    '',
    '{',
    '[]',
    '{}',
    '{"query":1}',
    'null',
    '"x"',
    '[{"query":"{thing}"}]',
    '{"query":"{thing}","variables":3}',
  ])('of no form is 400: %s', async (payload) => {
    gateway = await testGateway({ things })
    const answer = await post(payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors[0].extensions.code).toBe('BAD_REQUEST')
  })
  it('of more than a megabyte is refused', async () => {
    gateway = await testGateway({ things })
    const answer = await post({ query: '{ thing }', variables: { x: 'x'.repeat(1024 * 1024) } })
    expect(answer.statusCode).toBe(413)
    expect(answer.json().errors[0].extensions.code).toBe('PAYLOAD_TOO_LARGE')
  })
  it('has a number of its own, whatever the client says', async () => {
    gateway = await testGateway({ things })
    const answer = await post({ query: '{ nothing }' }, { 'x-request-id': 'mine' })
    const { requestId } = answer.json().errors[0].extensions
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers['x-request-id']).toBe(requestId)
  })
  it('shows errors of ours with their code, and of others nothing', async () => {
    gateway = await testGateway({ things })
    const answer = await post({ query: '{ thing fails refuses }' })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain('hunter2')
    expect(answer.json()).toMatchObject({
      data: { thing: 'thing', fails: null, refuses: null },
      errors: [
        {
          path: ['fails'],
          message: 'Something went wrong in the hub; quote the request id when you report it.',
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
        { path: ['refuses'], message: 'it changed', extensions: { code: 'CONFLICT', version: 2 } },
      ],
    })
  })
})

describe('what rooms are told', () => {
  it('is who asks, signed, and about which request, and nothing a client says', async () => {
    const transport = recorded(schemaTransport(things))
    const issuer = await testIssuer()
    gateway = await testGateway({ things: { ...things, transport } }, { issuer, open: false })
    const token = await issuer.issue(account('COMPANY_AGENT', { organisation: 'o-1', division: '330300' }))
    const forged = {
      [principalHeader]: 'x',
      [envelopeHeader]: '{}',
      'x-hub-application': 'a',
      'x-hub-deadline-ms': '1',
      cookie: 'c',
    }
    for (let time = 0; time < 2; time += 1)
      expect((await askGateway(gateway, '{ thing }', { token, headers: forged })).data).toEqual({
        thing: 'thing',
      })
    const [first, second] = transport.requests
    const verify = createPrincipalVerifier(principalKeys.publicKey, systemClock)
    expect(verify(first?.headers[principalHeader])).toEqual({
      caller: 'company_agent-1',
      roles: ['COMPANY_AGENT'],
      organisation: 'o-1',
      division: '330300',
    })
    expect(second?.headers[principalHeader]).toBe(first?.headers[principalHeader])
    const envelope = JSON.parse(first?.headers[envelopeHeader] ?? '')
    expect(envelope).toMatchObject({ nesting: 0 })
    expect(envelope.applicationId).toBeUndefined()
    expect(envelope.deadline).toBeGreaterThan(Date.now())
    expect(Object.keys(first?.headers ?? {})).not.toContain('cookie')
    expect(Object.keys(first?.headers ?? {})).not.toContain('authorization')
  })
})

describe('the time of an operation', () => {
  const hanging = { ...things, transport: () => new Promise<never>(() => undefined) }
  it('is that of its root field where the schema gives it one', async () => {
    gateway = await testGateway({ things: hanging })
    const startedAt = performance.now()
    const answer = await askGateway(gateway, '{ quick }')
    expect(performance.now() - startedAt).toBeLessThan(1_800)
    expect(answer).toMatchObject({
      data: { quick: null },
      errors: [{ path: ['quick'], extensions: { code: 'DEADLINE_EXCEEDED' } }],
    })
  })
  it('is longer than the default where the field evaluates', async () => {
    gateway = await testGateway({ things: hanging })
    const startedAt = performance.now()
    expect(await askGateway(gateway, 'mutation { slow }')).toMatchObject({
      errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }],
    })
    expect(performance.now() - startedAt).toBeGreaterThan(2_900)
  })
  it('covers all its fetches together, and what came before stays', async () => {
    const first = {
      sdl: `type Query { a: Thing @deadline(fetch: "PT1S", operation: "PT1S") b: Thing }
        type Thing @key(fields: "id") { id: ID! x: String }`,
      resolvers: { Query: { a: () => ({ id: '1', x: 'x' }), b: () => ({ id: '1', x: 'x' }) } },
    }
    const second = {
      sdl: 'type Query { unused: Int } type Thing @key(fields: "id") { id: ID! y: String }',
      resolvers: { Thing: { __resolveReference: ({ id }: { id: string }) => ({ id }), y: () => 'y' } },
    }
    const transport = schemaTransport(second)
    const slow = async (request: Parameters<typeof transport>[0]) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      return transport(request)
    }
    gateway = await testGateway({ first, second: { ...second, transport: slow } })
    expect((await askGateway(gateway, '{ b { x y } }')).data).toEqual({ b: { x: 'x', y: 'y' } })
    const startedAt = performance.now()
    expect(await askGateway(gateway, '{ a { x y } }')).toMatchObject({
      status: 200,
      data: { a: { x: 'x', y: null } },
      errors: [{ path: ['a', 'y'], extensions: { code: 'DEADLINE_EXCEEDED' } }],
    })
    expect(performance.now() - startedAt).toBeLessThan(1_400)
  })
})

describe('a gateway', () => {
  it('serves everybody only when that is asked for', async () => {
    gateway = await testGateway({ things })
    await expect(testGateway({ things }, { open: false })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
  it('answers known callers only where that is asked for', async () => {
    gateway = await testGateway({ things }, { callers: 'known' })
    expect((await askGateway(gateway, '{ thing }')).status).toBe(401)
  })
  it('shows its schema in development and not in production', async () => {
    gateway = await testGateway({ things })
    expect((await askGateway(gateway, '{ __schema { queryType { name } } }')).status).toBe(200)
    expect((await gateway.app.inject('/graphiql')).statusCode).toBe(200)
    await gateway.close()
    gateway = await testGateway({ things }, { environment: 'production' })
    const answer = await askGateway(gateway, '{ __schema { queryType { name } } }')
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    })
    expect((await gateway.app.inject('/graphiql')).statusCode).toBe(404)
  })
  it('brings GraphiQL’s scripts with it', async () => {
    gateway = await testGateway({ things })
    const page = await gateway.app.inject('/graphiql')
    expect(page.body).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="?https?:/)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).not.toMatch(/https?:/)
  })
  it('answers health to all and metrics to its own machine', async () => {
    gateway = await testGateway({ things }, { metricsOnLoopback: true })
    for (const url of ['/healthz', '/readyz']) expect((await gateway.app.inject(url)).statusCode).toBe(200)
    await askGateway(gateway, '{ thing }')
    const metrics = await gateway.app.inject('/metrics')
    expect(metrics.body).toContain('gateway_fetches_total{room="things",outcome="ok"} 1')
    for (const request of [
      { url: '/metrics', remoteAddress: '10.0.0.1' },
      { url: '/metrics', headers: { 'x-forwarded-for': '10.0.0.1' } },
    ])
      expect((await gateway.app.inject(request)).statusCode).toBe(404)
    await gateway.close()
    gateway = await testGateway({ things })
    expect((await gateway.app.inject('/metrics')).statusCode).toBe(404)
  })
  it('finishes what has begun before it ends, and turns others away', async () => {
    let answer: () => void = () => undefined
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    gateway = await testGateway({
      things: {
        ...things,
        transport: async () => {
          begin()
          await answered
          return jsonAnswer({ data: { thing: 'thing' } })
        },
      },
    })
    const origin = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
    const ask = () =>
      fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ thing }"}',
      })
    const first = ask()
    await begun
    const closing = gateway.close()
    expect((await fetch(`${origin}/readyz`)).status).toBe(503)
    expect((await ask()).status).toBe(503)
    answer()
    expect(await (await first).json()).toEqual({ data: { thing: 'thing' } })
    await closing
    await expect(ask()).rejects.toThrow()
  })
  it('does not start on a supergraph with a room no way leads to', async () => {
    gateway = await testGateway({ things })
    const supergraph = { text: composeText({ things }) }
    await expect(
      buildGateway({
        environment: 'development',
        supergraph,
        transports: {},
        open: true,
        clock: systemClock,
        log: silentLog(),
      }),
    ).rejects.toThrow('things')
  })
  it('loads the supergraph of the hub and refuses bad scalars before anything is asked', async () => {
    const nowhere = async () =>
      jsonAnswer({ errors: [{ message: 'asked', extensions: { code: 'CONFLICT' } }] })
    const rooms = [
      'drivers',
      'vehicles',
      'operators',
      'inspections',
      'traffic-police',
      'platforms',
      'offices',
      'approvals',
    ]
    const issuer = await testIssuer()
    gateway = await buildGateway({
      environment: 'development',
      supergraph: { text: readSupergraph() },
      transports: Object.fromEntries(rooms.map((name) => [name, nowhere])),
      principalPrivateKey: principalKeys.privateKey,
      issuer,
      clock: systemClock,
      log: silentLog(),
    })
    const token = await issuer.issue(account('BUREAU_CLERK'))
    const query = 'query($vin: VIN!) { vehicle(vin: $vin) { vin } }'
    expect(await askGateway(gateway, query, { token, variables: { vin: 'O' } })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
    expect(await askGateway(gateway, '{ vehicle(vin: "O") { vin } }', { token })).toMatchObject({
      status: 400,
    })
    expect(await askGateway(gateway, query, { variables: { vin: 'LGXC16DF0H0000001' } })).toMatchObject({
      status: 401,
      errors: [{ extensions: { coordinates: ['Query.vehicle'] } }],
    })
  })
})
