import type { Principal } from '@one-visit/kit/room/principal.ts'
import { entitiesQuery } from '@one-visit/kit/testing.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endAs, grant, grantAs, otherPlatform, personOf, platform } from '../testing/mandates.ts'
import {
  clerk,
  decideAs,
  nextResidentId,
  otherClerk,
  read,
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

/** The certificate as somebody finds it by its own key. */
async function findByKey(id: string, as: Principal): Promise<unknown> {
  const representations = [{ __typename: 'Certificate', id }]
  const { data } = await world.graph(entitiesQuery('Certificate', '{ id number }'), { representations }, as)
  return (data as { _entities: unknown[] })._entities[0]
}

it('a certificate is seen by its own key as its application is: by a mandate while that is in force', async () => {
  const residentId = nextResidentId()
  const login = personOf(world, residentId)
  const { value: mandate } = await grantAs(world, login, grant())
  const applicant = { name: '测试甲', residentId, phone: '13800000000' }
  const input = submission({ applicant, mandateId: mandate.id })
  const { value: seen } = await submitAs(world, input, undefined, platform)
  await world.settle()
  const { value: ready } = await read(world, seen.id)
  if (ready?.state === 'READY') await decideAs(world, ready)
  await world.settle()
  const { data } = await world.graph(
    'query($id: ID!) { application(id: $id) { certificate { id } } }',
    { id: seen.id },
    clerk,
  )
  const { id } = (data as { application: { certificate: { id: string } } }).application.certificate

  for (const viewer of [login, platform, clerk]) expect(await findByKey(id, viewer)).toMatchObject({ id })
  for (const other of [otherPlatform, otherClerk]) expect(await findByKey(id, other)).toBeNull()
  await endAs(world, login, mandate.id)
  world.clock.set('2025-06-03T02:00:00.000Z')
  expect(await findByKey(id, platform)).toBeNull()
  for (const viewer of [login, clerk]) expect(await findByKey(id, viewer)).toMatchObject({ id })
})
