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

it('200 parallel decides with the police hung end in time, approve nothing and starve nobody', async () => {
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
  const started = performance.now()
  const deciding = Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      world.ask<{ decide: { status: string } }>('station-clerk', decide, {
        id: ready.id,
        version: ready.version,
        digest: ready.evaluation?.factsDigest,
        key: `hung-${index}`,
        outcome: 'APPROVE',
      }),
    ),
  )
  // Others are served while 200 wait for a source that does not answer.
  const elsewhere = await world.ask('', '{ serviceItems { code } }')
  expect(elsewhere.errors).toEqual([])
  const answers = await deciding
  expect(performance.now() - started).toBeLessThan(25_000)
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
})
