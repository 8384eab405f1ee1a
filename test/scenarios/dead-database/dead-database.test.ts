import { type DatabaseInReach, databaseInReach } from '@one-visit/kit/feed/fixtures/database-in-reach.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../../world.ts'

let reach: DatabaseInReach
let world: World
let token: string
beforeAll(async () => {
  reach = await databaseInReach(await testDatabase())
  world = await buildWorld({ db: reach.db })
  const answer = await fetch(`${world.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'register-system',
      client_secret: 'register-system',
    }),
  })
  token = ((await answer.json()) as { access_token: string }).access_token
})
afterAll(async () => {
  // An embedded database that was lost cannot be closed once more.
  await world?.close().catch(() => undefined)
  await reach?.close()
})

const [vehicle] = sampleBatches()
  .filter(({ room, path }) => room === 'vehicles' && path === 'registrations')
  .flatMap(({ records }) => records as { vin: string }[])

async function ask(query: string, variables: object) {
  const answer = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await answer.json()) as { data: object; errors?: object[] }
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), data, errors }
}

function submit() {
  return ask(
    `mutation ($records: [JSON!]!) { receipt: submitVehicleRecords(
       message: "vehicleRegistration", records: $records, idempotencyKey: "away") { counts { applied } } }`,
    { records: [vehicle] },
  )
}

describe('a hub that has lost its database', () => {
  it('refuses a mutation with 503 and says when to come again, as it does a feed', async () => {
    await reach.lose()
    expect(await submit()).toMatchObject({
      status: 503,
      retryAfter: '5',
      data: { receipt: null },
      errors: [{ path: ['receipt'], extensions: { code: 'STORE_UNAVAILABLE', retryAfterSeconds: 5 } }],
    })
    const sent = await fetch(`${world.url}/feeds/vehicles/registrations`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${world.keys.tokenOf('transport-register')}`,
      },
      body: JSON.stringify([vehicle]),
    })
    expect([sent.status, sent.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await sent.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' })
  })

  it('leaves a question in doubt, whose other parts may have come', async () => {
    const answer = await ask('query ($id: ID!) { feedReceipt(id: $id) { vehicles { receiptId } } }', {
      id: '00000000-0000-4000-8000-000000000000',
    })
    expect(answer).toMatchObject({
      status: 200,
      data: { feedReceipt: { vehicles: null } },
      errors: [{ path: ['feedReceipt', 'vehicles'], extensions: { code: 'STORE_UNAVAILABLE' } }],
    })
  })

  it.runIf(process.env.DATABASE_URL)('takes the same mutation once the database is back', async () => {
    await reach.restore()
    expect(await submit()).toMatchObject({ status: 200, data: { receipt: { counts: { applied: 1 } } } })
    expect(await submit()).toMatchObject({ status: 200, data: { receipt: { counts: { applied: 1 } } } })
  })
})
