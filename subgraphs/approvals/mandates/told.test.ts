import { ownWork } from '@one-visit/kit/database/database.ts'
import { count } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callbackDeliveries } from '../store/tables/callbacks.ts'
import { company, endAs, grant, grantAs, personOf } from '../testing/mandates.ts'
import {
  nextResidentId,
  operatorUscc,
  outcome,
  type Seen,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())

const told = async (): Promise<number> => {
  const [found] = await world.db.read(ownWork, (tx) =>
    tx.select({ messages: count() }).from(callbackDeliveries),
  )
  return found?.messages ?? 0
}

/** Hands in by a mandate of a new owner, and answers what became of it and how to go on. */
async function handIn(vin: string) {
  const residentId = nextResidentId()
  const owner = personOf(world, residentId)
  const { value: mandate } = await grantAs(world, owner, grant({ grantedTo: { uscc: operatorUscc } }))
  const input = submission({
    applicant: { name: '测试甲', residentId, phone: '13800000000' },
    vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' },
    mandateId: mandate.id,
  })
  const { value: seen } = await submitAs(world, input, undefined, company)
  const withdraw = async () => {
    const { value } = await outcome<Seen>(
      world.graph('query($id: ID!) { application(id: $id) { version } }', { id: seen.id }),
      'application',
    )
    const text =
      'mutation($id: ID!, $version: Int!) { withdrawApplication(applicationId: $id, expectedVersion: $version) { state } }'
    const variables = { id: seen.id, version: value.version }
    return outcome<Seen>(world.graph(text, variables, owner), 'withdrawApplication')
  }
  await world.settle()
  return { owner, mandate, withdraw }
}

it('tells whoever acts by a mandate what becomes of an application while the mandate is in force, and no longer', async () => {
  const registered = await world.graph(
    'mutation($input: RegisterCallbackInput!) { registerCallback(input: $input) { callback { id } } }',
    { input: { url: 'http://127.0.0.1:9/hook', types: ['APPLICATION_STATE_CHANGED'] } },
    company,
  )
  expect(registered.errors).toBeUndefined()
  const during = await handIn('LSVAA4182E2123456')
  const before = await told()
  expect((await during.withdraw()).value.state).toBe('WITHDRAWN')
  await world.settle()
  expect(await told()).toBe(before + 1)

  const after = await handIn('LSVAA4182E2123456')
  await endAs(world, after.owner, after.mandate.id)
  await world.settle()
  world.clock.set('2025-06-03T02:00:00.000Z')
  const known = await told()
  expect((await after.withdraw()).value.state).toBe('WITHDRAWN')
  await world.settle()
  expect(await told()).toBe(known)
})
