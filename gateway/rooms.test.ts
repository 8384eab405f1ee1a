import { systemClock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { buildRoom, type Room } from '@one-visit/kit/room/server.ts'
import { openBlank } from '@one-visit/kit/testing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildGateway, type Gateway } from './app.ts'
import { httpTransport } from './executor/transport.ts'
import { httpFeed, inProcessFeed } from './feeds/feeds.ts'
import type { EmbeddedIssuer } from './identity/issuer.ts'
import { account, askGateway, composeText, principalKeys, testIssuer } from './testing.ts'

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@authenticated", "@requiresScopes"])`
const vehicles =
  'type Query { vehicle(vin: ID!): Vehicle! } type Vehicle @key(fields: "vin") { vin: ID! asker: String }'
const police = `type Query { policeIsThere: Boolean }
  type Vehicle @key(fields: "vin") { vin: ID! usage: String @requiresScopes(scopes: [["police:read"]]) }`

let db: Database
let rooms: [Room, Room]
let issuer: EmbeddedIssuer
let gateway: Gateway
let asked: string[] = []

beforeAll(async () => {
  db = await openBlank()
  const common = {
    db,
    clock: systemClock,
    log: silentLog(),
    principalKey: principalKeys.publicKey,
    loaders: () => ({}),
    routes: (app: Room['app']) => void app.post('/feeds/*', async () => ({ taken: true })),
  }
  rooms = [
    await buildRoom({
      ...common,
      name: 'vehicles',
      typeDefs: `${federation} ${vehicles}`,
      resolvers: {
        Query: { vehicle: (_: unknown, { vin }: { vin: string }) => ({ vin }) },
        Vehicle: {
          asker: (_: unknown, __: unknown, context: { principal: { caller: string } }) =>
            context.principal.caller,
        },
      },
    }),
    await buildRoom({
      ...common,
      name: 'police',
      typeDefs: `${federation} ${police}`,
      resolvers: {
        Vehicle: {
          __resolveReference: ({ vin }: { vin: string }) => ({ vin }),
          usage: ({ vin }: { vin: string }) => `T ${vin}`,
        },
      },
    }),
  ]
  const [near, far] = rooms
  const farOrigin = await far.app.listen({ host: '127.0.0.1', port: 0 })
  issuer = await testIssuer()
  gateway = await buildGateway({
    environment: 'development',
    supergraph: { text: composeText({ vehicles: { sdl: vehicles }, police: { sdl: police } }) },
    transports: { vehicles: near.execute, police: httpTransport(`${farOrigin}/graphql`) },
    feeds: { vehicles: inProcessFeed(near.app), police: httpFeed(farOrigin) },
    issuer,
    principalPrivateKey: principalKeys.privateKey,
    clock: systemClock,
    log: silentLog(),
    onFetch: (room) => void asked.push(room),
  })
}, 60_000)
afterAll(async () => {
  await gateway.close()
  for (const room of rooms) await room.close()
  await db.close()
})

const question = '{ vehicle(vin: "V") { vin asker usage } }'

describe('rooms behind the gateway', () => {
  it('answer one question together, one in this process and one over HTTP, one fetch each', async () => {
    const token = await issuer.issue(account('BUREAU_CLERK'))
    asked = []
    expect(await askGateway(gateway, question, { token })).toEqual({
      status: 200,
      data: { vehicle: { vin: 'V', asker: 'bureau_clerk-1', usage: 'T V' } },
    })
    expect(asked).toEqual(['vehicles', 'police'])
    // The rooms compile a query once it has been asked.
    for (let time = 0; time < 3; time += 1)
      expect((await askGateway(gateway, question, { token })).status).toBe(200)
  })
  it('are not asked what the caller may not see', async () => {
    const token = await issuer.issue(account('CITIZEN'))
    asked = []
    expect(await askGateway(gateway, question, { token })).toMatchObject({
      status: 403,
      errors: [{ extensions: { coordinates: ['Vehicle.usage'] } }],
    })
    expect(asked).toEqual([])
    expect((await askGateway(gateway, '{ vehicle(vin: "V") { asker } }')).data).toEqual({
      vehicle: { asker: 'anonymous' },
    })
  })
  it('take their feeds through it', async () => {
    for (const room of ['vehicles', 'police']) {
      const answer = await gateway.app.inject({ method: 'POST', url: `/feeds/${room}/x`, payload: { a: 1 } })
      expect(answer.json()).toEqual({ taken: true })
    }
  })
  it('answer each request under an id of its own, whatever the client calls it', async () => {
    for (const room of ['vehicles', 'police']) {
      const ids: string[] = []
      for (let time = 0; time < 3; time += 1) {
        const answer = await gateway.app.inject({
          method: 'GET',
          url: `/feeds/${room}/nothing`,
          headers: { 'x-request-id': '00000000-0000-4000-8000-000000000000' },
        })
        expect(answer.headers['x-request-id'], room).toBe(answer.json().requestId)
        ids.push(answer.json().requestId)
      }
      expect(new Set(ids).size, room).toBe(3)
      expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id) && !id.startsWith('00000000'))).toBe(true)
    }
  })
  it('are unknown for themselves alone when one is down', async () => {
    const token = await issuer.issue(account('BUREAU_CLERK'))
    await rooms[1].close()
    expect(await askGateway(gateway, question, { token })).toMatchObject({
      data: { vehicle: { vin: 'V', asker: 'bureau_clerk-1', usage: null } },
      errors: [{ path: ['vehicle', 'usage'], extensions: { code: 'SOURCE_UNAVAILABLE' } }],
    })
  })
})
