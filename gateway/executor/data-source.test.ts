import { afterEach, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import {
  askGateway,
  composeText,
  jsonAnswer,
  recorded,
  schemaTransport,
  serve,
  testGateway,
} from '../testing.ts'
import { httpTransport, type Transport } from './transport.ts'

const cars = {
  sdl: `
    type Query { car(vin: ID!): Car! cars(vins: [ID!]!): [Car!]! }
    type Car @key(fields: "vin") { vin: ID! owner: String }
  `,
  resolvers: {
    Query: {
      car: (_: unknown, { vin }: { vin: string }) => ({ vin, owner: `owner of ${vin}` }),
      cars: (_: unknown, { vins }: { vins: string[] }) =>
        vins.map((vin) => ({ vin, owner: `owner of ${vin}` })),
    },
  },
}
const police = {
  sdl: `
    type Query { policeIsThere: Boolean }
    type Car @key(fields: "vin") { vin: ID! usage: Usage since: String }
    type Usage { code: String! }
    type Mutation { pull(vin: ID!): String }
  `,
  resolvers: {
    Car: {
      __resolveReference: ({ vin }: { vin: string }) => ({ vin }),
      usage: ({ vin }: { vin: string }) => ({ code: `T${vin}` }),
      since: () => '2026-01-01',
    },
    Mutation: { pull: () => 'pulled' },
  },
}
const stations = {
  sdl: 'type Query { stationsAreThere: Boolean } type Car @key(fields: "vin") { vin: ID! inspection: String }',
  resolvers: {
    Car: {
      __resolveReference: ({ vin }: { vin: string }) => ({ vin }),
      inspection: ({ vin }: { vin: string }) => `passed ${vin}`,
    },
  },
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function gatewayWith(transport: Transport): Promise<Gateway> {
  const gateway = await testGateway({ cars, police: { ...police, transport }, stations })
  closing.push(() => gateway.close())
  return gateway
}

async function overHttp(handle: Parameters<typeof serve>[0]): Promise<Gateway> {
  const server = await serve(handle)
  closing.push(server.close)
  return gatewayWith(httpTransport(server.url))
}

const question = '{ car(vin: "V1") { vin owner usage { code } since inspection } }'
const whole = {
  vin: 'V1',
  owner: 'owner of V1',
  usage: { code: 'TV1' },
  since: '2026-01-01',
  inspection: 'passed V1',
}
const policePaths = [
  ['car', 'since'],
  ['car', 'usage'],
]
const pathsOf = (errors: { path?: unknown }[] | undefined) => errors?.map(({ path }) => path).sort()

function codesOf(errors: { extensions: Record<string, unknown> }[] | undefined) {
  return [...new Set(errors?.map(({ extensions }) => extensions.code))]
}

/** The police's fields are unknown, each with its error, and nothing else is touched. */
async function expectPoliceUnknown(gateway: Gateway, code: string) {
  const answer = await askGateway(gateway, question)
  expect(answer.status).toBe(200)
  expect(answer.data).toEqual({ car: { ...whole, usage: null, since: null } })
  expect(pathsOf(answer.errors)).toEqual(policePaths)
  expect(codesOf(answer.errors)).toEqual([code])
  return answer
}

/** What the police answer about V1. */
const good = { _hub___typename: 'Car', _hub_vin: 'V1', usage: { code: 'TV1' }, since: '2026-01-01' }

describe('a fetch from a room', () => {
  it('joins what several rooms know', async () => {
    const gateway = await gatewayWith(schemaTransport(police))
    expect(await askGateway(gateway, question)).toEqual({ status: 200, data: { car: whole } })
  })
  it('asks for type and key beside what the plan wants, and shows neither', async () => {
    const transport = recorded(schemaTransport(police))
    const gateway = await gatewayWith(transport)
    const query = '{ car(vin: "V1") { _hub_vin: since } }'
    expect((await askGateway(gateway, query)).data).toEqual({ car: { _hub_vin: '2026-01-01' } })
    expect(JSON.parse(transport.requests[0]?.body ?? '').query).toContain('_hub__vin: vin')
  })
  it.each<[what: string, body: unknown, code: string]>([
    ['answers data null', { data: null }, 'SOURCE_MALFORMED'],
    ['answers null for the entity', { data: { _entities: [null] } }, 'SOURCE_MALFORMED'],
    ['answers null for the entities', { data: { _entities: null } }, 'SOURCE_MALFORMED'],
    ['answers too few entities', { data: { _entities: [] } }, 'SOURCE_MALFORMED'],
    [
      'answers too many entities',
      {
        data: {
          _entities: [
            { _hub___typename: 'Car', _hub_vin: 'V1' },
            { _hub___typename: 'Car', _hub_vin: 'V1' },
          ],
        },
      },
      'SOURCE_MALFORMED',
    ],
    [
      'answers about another car',
      { data: { _entities: [{ _hub___typename: 'Car', _hub_vin: 'V2', usage: { code: 'T' }, since: 'x' }] } },
      'SOURCE_MALFORMED',
    ],
    [
      'answers about another type',
      {
        data: { _entities: [{ _hub___typename: 'Ship', _hub_vin: 'V1', usage: { code: 'T' }, since: 'x' }] },
      },
      'SOURCE_MALFORMED',
    ],
    [
      'answers without the key',
      { data: { _entities: [{ usage: { code: 'T' }, since: 'x' }] } },
      'SOURCE_MALFORMED',
    ],
    ['answers a list', [], 'SOURCE_MALFORMED'],
    ['answers half of JSON', '{"data":', 'SOURCE_MALFORMED'],
    ['refuses as a whole', { errors: [{ message: 'no', extensions: { code: 'CONFLICT' } }] }, 'CONFLICT'],
    [
      'says why the entity is null',
      {
        data: { _entities: [null] },
        errors: [{ message: 'no', path: ['_entities', 0], extensions: { code: 'NOT_FOUND' } }],
      },
      'NOT_FOUND',
    ],
    ...(
      [
        ['an object', { message: 'no' }],
        ['a text', 'no'],
      ] as const
    ).map(([what, errors]): [string, unknown, string] => [
      `answers errors that are ${what}`,
      { data: { _entities: [good] }, errors },
      'SOURCE_MALFORMED',
    ]),
    ...[
      undefined,
      ['zzz', 99],
      ['car'],
      ['_entities'],
      ['_entities', 99],
      ['_entities', '0'],
      ['_entities', 0],
      ['_entities', 0, 'zzz'],
      ['_entities', 0, 'usage', 'zzz', 'code'],
      ['_entities', 0, 'since', 'zzz'],
    ].map((path): [string, unknown, string] => [
      `answers data and an error whose path leads nowhere: ${JSON.stringify(path)}`,
      { data: { _entities: [good] }, errors: [{ message: 'no', path, extensions: { code: 'CONFLICT' } }] },
      'CONFLICT',
    ]),
    [
      'took a part of its data away',
      { data: { _entities: [good] }, extensions: { valueCompletion: [{ message: 'no' }] } },
      'SOURCE_MALFORMED',
    ],
    [
      'answers with a key twice',
      `{"data":{"_entities":[${JSON.stringify(good)}],"_entities":[null]}}`,
      'SOURCE_MALFORMED',
    ],
  ])('is unknown, with an error at its own fields only, when the room %s', async (_, body, code) => {
    await expectPoliceUnknown(await gatewayWith(async () => jsonAnswer(body)), code)
  })
  it('never takes rows that slipped by one for an answer', async () => {
    const honest = schemaTransport(police)
    const gateway = await gatewayWith(async (request) => {
      const answer = await honest(request)
      const body = JSON.parse(answer.body)
      if (body.data._entities) body.data._entities.push(body.data._entities.shift())
      return jsonAnswer(body)
    })
    const answer = await askGateway(gateway, '{ cars(vins: ["A", "B", "C"]) { vin usage { code } } }')
    expect(answer.data).toEqual({ cars: ['A', 'B', 'C'].map((vin) => ({ vin, usage: null })) })
    expect(pathsOf(answer.errors)).toEqual([0, 1, 2].map((index) => ['cars', index, 'usage']))
  })
  it('nulls the one entity that is somebody else’s and keeps the others', async () => {
    const honest = schemaTransport(police)
    const gateway = await gatewayWith(async (request) => {
      const body = JSON.parse((await honest(request)).body)
      if (body.data._entities) body.data._entities[1] = body.data._entities[0]
      return jsonAnswer(body)
    })
    const answer = await askGateway(gateway, '{ cars(vins: ["A", "B", "C"]) { usage { code } } }')
    expect(answer.data).toEqual({
      cars: [{ usage: { code: 'TA' } }, { usage: null }, { usage: { code: 'TC' } }],
    })
    expect(pathsOf(answer.errors)).toEqual([['cars', 1, 'usage']])
  })
  it('tells of a null where none may be, as an error', async () => {
    const gateway = await gatewayWith(async () =>
      jsonAnswer({
        data: { _entities: [{ _hub___typename: 'Car', _hub_vin: 'V1', usage: { code: null }, since: 'x' }] },
      }),
    )
    const answer = await askGateway(gateway, question)
    expect(answer.data).toEqual({ car: { ...whole, usage: null, since: 'x' } })
    expect(answer.errors).toMatchObject([
      { path: ['car', 'usage', 'code'], extensions: { code: 'SOURCE_MALFORMED' } },
    ])
    expect(answer.extensions).toBeUndefined()
  })
})

const policeAnswer = JSON.stringify({
  data: {
    _entities: [{ _hub___typename: 'Car', _hub_vin: 'V1', usage: { code: 'TV1' }, since: '2026-01-01' }],
  },
})

describe('a fetch over HTTP', () => {
  it('reads a good answer and keeps the connection', async () => {
    const sockets = new Set<unknown>()
    const gateway = await overHttp((request, reply) => {
      sockets.add(request.socket)
      request
        .resume()
        .on('end', () =>
          reply.setHeader('content-type', 'application/graphql-response+json').end(policeAnswer),
        )
    })
    for (let time = 0; time < 5; time += 1)
      expect(await askGateway(gateway, question)).toEqual({ status: 200, data: { car: whole } })
    expect(sockets.size).toBe(1)
  })
  it('gives up at its deadline when the room is slow', async () => {
    const gateway = await overHttp(() => undefined)
    const startedAt = performance.now()
    await expectPoliceUnknown(gateway, 'DEADLINE_EXCEEDED')
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  })
  it('gives up at its deadline when the body hangs', async () => {
    const gateway = await overHttp((_, reply) => {
      reply.setHeader('content-type', 'application/json').write('{"data":')
    })
    await expectPoliceUnknown(gateway, 'DEADLINE_EXCEEDED')
  })
  it('follows no redirect', async () => {
    let asked = 0
    const gateway = await overHttp((request, reply) => {
      asked += 1
      request.resume()
      reply.writeHead(307, { location: `http://${request.headers.host}/elsewhere` }).end()
    })
    await expectPoliceUnknown(gateway, 'SOURCE_MALFORMED')
    expect(asked).toBe(1)
  })
  it.each(['text/html', 'text/plain', 'application/jsonp', undefined])(
    'takes JSON only when it is called so, not %s',
    async (type) => {
      const gateway = await overHttp((request, reply) => {
        request.resume()
        if (type !== undefined) reply.setHeader('content-type', type)
        reply.end(policeAnswer)
      })
      await expectPoliceUnknown(gateway, 'SOURCE_MALFORMED')
    },
  )
  it.each([true, false])('reads no answer of 9 MB (length announced: %s)', async (isAnnounced) => {
    let sent = 0
    const chunk = Buffer.alloc(64 * 1024, 0x20)
    const gateway = await overHttp((request, reply) => {
      request.resume()
      reply.setHeader('content-type', 'application/json')
      if (isAnnounced) reply.setHeader('content-length', 9 * 1024 * 1024)
      const more = (): void => {
        while (sent < 9 * 1024 * 1024 && !reply.destroyed) {
          sent += chunk.length
          if (!reply.write(chunk)) return void reply.once('drain', more)
        }
        if (!reply.destroyed) reply.end()
      }
      more()
    })
    await expectPoliceUnknown(gateway, 'SOURCE_MALFORMED')
  })
  it('says nothing of the room’s address, body or stack', async () => {
    const gateway = await overHttp((request, reply) => {
      request.resume()
      reply.writeHead(500, { 'content-type': 'text/html' }).end('<h1>secret stack</h1>')
    })
    const answer = await expectPoliceUnknown(gateway, 'SOURCE_UNAVAILABLE')
    expect(JSON.stringify(answer)).not.toMatch(
      /127\.0\.0\.1|secret|police|node_modules|stacktrace|serviceName/,
    )
  })
  it.each([
    [403, {}, 'SOURCE_MALFORMED'],
    [500, {}, 'SOURCE_UNAVAILABLE'],
    [503, {}, 'SOURCE_UNAVAILABLE'],
    [200, { 'content-encoding': 'br' }, 'SOURCE_MALFORMED'],
    [200, { 'content-encoding': 'gzip' }, 'SOURCE_MALFORMED'],
  ])('believes no data that come with status %i and %j', async (status, more, code) => {
    const gateway = await gatewayWith(async () => {
      const answer = jsonAnswer({ data: { _entities: [good] } }, status)
      return { ...answer, headers: { ...answer.headers, ...more } }
    })
    await expectPoliceUnknown(gateway, code)
  })
  it('believes what errors say that come with another status than 2xx', async () => {
    const errors = [{ message: 'gone', extensions: { code: 'CONFLICT' } }]
    await expectPoliceUnknown(await gatewayWith(async () => jsonAnswer({ errors }, 409)), 'CONFLICT')
  })
  it('tells the words of a room only where it refuses, and of other codes what they say', async () => {
    const message = 'select * from secrets at http://10.0.0.1'
    const told = async (code: string) => {
      const answer = jsonAnswer({ errors: [{ message, extensions: { code } }] })
      return expectPoliceUnknown(await gatewayWith(async () => answer), code)
    }
    for (const code of ['SOURCE_UNAVAILABLE', 'STORE_UNAVAILABLE', 'DEADLINE_EXCEEDED', 'SOURCE_MALFORMED'])
      expect(JSON.stringify(await told(code))).not.toMatch(/select|10\.0\.0\.1/)
    expect((await told('CONFLICT')).errors?.[0]?.message).toBe(message)
  })
  it('lets a room add no more errors than a client can read', async () => {
    const error = (index: number) => ({
      message: 'x'.repeat(2_000),
      path: ['_entities', 0, index % 2 === 0 ? 'since' : 'usage'],
      extensions: { code: 'CONFLICT', why: 'y'.repeat(5_000) },
    })
    const errors = Array.from({ length: 1_000 }, (_, index) => error(index))
    const body = { data: { _entities: [{ ...good, since: null, usage: null }] }, errors }
    const gateway = await gatewayWith(async () => jsonAnswer(body))
    const answer = await askGateway(gateway, question)
    expect(codesOf(answer.errors)).toEqual(['CONFLICT'])
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(300_000)
    // The last one stands for all that is left out: without a path it touches everything.
    expect(answer.errors?.at(-1)?.path).toBeUndefined()
  })
  it('hides an error of the room that has no code of ours', async () => {
    const gateway = await gatewayWith(async () =>
      jsonAnswer({
        errors: [
          {
            message: 'relation "secret" does not exist',
            extensions: { code: 'ER_1', exception: { stacktrace: ['x'] } },
          },
        ],
      }),
    )
    const answer = await expectPoliceUnknown(gateway, 'INTERNAL_SERVER_ERROR')
    expect(JSON.stringify(answer)).not.toMatch(/secret|ER_1|stacktrace/)
    expect(answer.errors?.[0]?.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })
  it('asks again once when the connection fails, for a query only', async () => {
    let failures = 0
    const gateway = await overHttp((request) => {
      failures += 1
      request.socket.destroy()
    })
    await expectPoliceUnknown(gateway, 'SOURCE_UNAVAILABLE')
    expect(failures).toBe(2)
    const answer = await askGateway(gateway, 'mutation { pull(vin: "V1") }')
    expect(codesOf(answer.errors)).toEqual(['SOURCE_UNAVAILABLE'])
    expect(failures).toBe(3)
  })
  it('leaves a room alone that is down, and says so at once', async () => {
    const server = await serve(() => undefined)
    await server.close()
    const gateway = await gatewayWith(httpTransport(server.url))
    for (let time = 0; time < 12; time += 1) await expectPoliceUnknown(gateway, 'SOURCE_UNAVAILABLE')
    expect(await gateway.metrics.text()).toContain('gateway_breaker_open{room="police"} 1')
  })
})

describe('an answer', () => {
  it('comes under a composed supergraph without access directives too', () => {
    expect(composeText({ cars })).toContain('join__Graph')
  })
})
