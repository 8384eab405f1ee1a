import { sampleVin } from '@one-visit/scripts/sample/sample-data.ts'
import { loadSample } from '@one-visit/scripts/sample/sample-feed.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWorld, type World } from '../../world.ts'

const registration = 'query($vin: VIN!) { vehicle(vin: $vin) { registration { status } } }'

let world: World

beforeAll(async () => {
  world = await buildWorld({ isFed: true })
})
afterAll(() => world.close())

function load(): Promise<boolean> {
  const { db, rooms, keys } = world
  return loadSample({ db, rooms, keys, progress: () => undefined })
}

test('a hub that starts with nothing loads partners and sample once, and the next start loads nothing', async () => {
  expect(await load()).toBe(true)
  const { data } = await world.ask('bureau-clerk', registration, { vin: sampleVin(1) })
  expect(data).toEqual({ vehicle: { registration: { status: 'PRESENT' } } })
  expect(await load()).toBe(false)
})
