import { decide } from '@one-visit/scripts/demo/documents.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyFor, carOf, policeOf, tellOf, untilCase } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'

const car = carOf(10)
let world: World
let police: Awaited<ReturnType<typeof policeOf>>

beforeAll(async () => {
  police = await policeOf([car])
  world = await buildWorld({ policeUrl: police.url })
  await tellOf(world, car)
})
afterAll(async () => {
  await world?.close()
  await police?.close()
})

it('200 parallel decides with the police hung end all the same, approve nothing and starve nobody', async () => {
  const submitted = await applyFor(world, car)
  const ready = await untilCase(world, submitted.id, ({ state }) => state === 'READY')
  const hung = new Promise<never>(() => undefined)
  world.ways['traffic-police'] = ({ signal }) =>
    Promise.race([
      hung,
      new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
      ),
    ])
  let ended = 0
  const deciding = Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const answer = await world.ask<{ decide: { status: string } }>('station-clerk', decide, {
        id: ready.id,
        version: ready.version,
        digest: ready.evaluation?.factsDigest,
        key: `hung-${index}`,
        outcome: 'APPROVE',
      })
      ended += 1
      return answer
    }),
  )
  // Others are served while they wait for a source that does not answer: at the first or, on a slow machine, a later try.
  let elsewhere = await world.ask('', '{ serviceItems { code } }')
  while (elsewhere.errors.length > 0 && ended < 200)
    elsewhere = await world.ask('', '{ serviceItems { code } }')
  expect(elsewhere.errors).toEqual([])
  expect(ended).toBeLessThan(200)
  // The police never answer: that all of them come back at all is the work of their deadlines.
  const answers = await deciding
  const told = answers.map(({ data, errors }) => data?.decide?.status ?? errors[0]?.extensions.code)
  expect(told).not.toContain('DECIDED')
  expect(told).not.toContain('INTERNAL_SERVER_ERROR')
  expect(
    told.filter((status) => status === 'EVIDENCE_CHANGED' || status === 'EVIDENCE_INCOMPLETE').length,
  ).toBeGreaterThan(0)

  world.ways['traffic-police'] = world.plainWay('traffic-police')
  // On a slow machine approvals itself may have been too slow for its breaker: it is asked again before long.
  await expect
    .poll(async () => (await world.ask('', '{ serviceItems { code } }')).errors, { timeout: 20_000 })
    .toEqual([])
}, 120_000)
