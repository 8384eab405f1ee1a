import { systemClock } from '@one-visit/kit/clock.ts'
import { firstOperations } from '@one-visit/scripts/host/welcome.ts'
import { sampleVin } from '@one-visit/scripts/sample/sample-data.ts'
import { loadSample } from '@one-visit/scripts/sample/sample-feed.ts'
import { loadMandates } from '@one-visit/scripts/sample/sample-mandates.ts'
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

test('mandates of the sample are granted at the first start, and found at the next', async () => {
  const { rooms, keys } = world
  const mandates = '{ myMandates { edges { node { id kind grantedTo items inForce } } } }'
  const read = async (account: string) => (await world.ask(account, mandates)).data
  for (let start = 1; start <= 2; start += 1) await loadMandates({ rooms, keys, clock: systemClock })
  const seen = JSON.stringify(await read('platform-agent'))
  expect(seen.match(/"AGENCY"|"CONSIGNMENT"/g)?.sort()).toEqual(['"AGENCY"', '"CONSIGNMENT"'])
  await loadMandates({ rooms, keys, clock: systemClock })
  expect(JSON.stringify(await read('platform-agent'))).toBe(seen)
  expect(await read('bureau-clerk')).toEqual({ myMandates: { edges: [] } })
})

test('the operations a start prints are answered, and the application handed in stands in the work list', async () => {
  const answers: unknown[] = []
  for (const operation of firstOperations) {
    const { data, errors } = await world.ask('account' in operation ? operation.account : '', operation.text)
    expect(errors, operation.about).toEqual([])
    answers.push(data)
  }
  const { submitApplication: submitted } = answers[1] as {
    submitApplication: { number: string; state: string }
  }
  expect(submitted.state).toBe('WAITING_FOR_EVIDENCE')
  expect(JSON.stringify(answers[2])).toContain(submitted.number)
})
