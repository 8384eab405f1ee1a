import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { absentBeside, missingAfter, missingAfterPush } from './missing-push.ts'
import { openLoopback, openPolice, type Police, soapAnswer } from './testing.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 20, hour))
const missing = { gap: true, gapUntil: at(5) }
const whole = { gap: false, heartbeatAt: at(5), heartbeatEverySeconds: 3_600 }
const pull = { answeredAt: at(4), absentAt: at(4), receiptId: null, repeatedAt: null }

describe('what is missing of the pushes', () => {
  it('is in an answer of since all of it was sent, and nobody knows whether it changed one of before', () => {
    expect(missingAfter(at(4), missing)).toEqual({ gap: true })
    expect(missingAfter(at(5), missing)).toBeUndefined()
    expect(missingAfter(undefined, missing)).toEqual({ gap: true })
    expect(missingAfter(at(4), whole)).toBeUndefined()
    expect(missingAfter(at(4), undefined)).toBeUndefined()
  })

  it('may be the first there is of a vehicle of which they had nothing', () => {
    expect(absentBeside(pull, missing)).toMatchObject({ gap: true })
    expect(absentBeside({ ...pull, absentAt: at(6) }, missing)).toMatchObject({ gap: false })
    expect(absentBeside(undefined, missing)).toBeUndefined()
  })

  it('is not known of one that is silent, so that what rests on a push alone is in doubt', () => {
    expect(missingAfterPush(at(1), whole, at(8))).toBeUndefined()
    expect(missingAfterPush(at(1), whole, at(9))).toEqual({ gap: true })
    expect(missingAfter(at(1), whole)).toBeUndefined()
    expect(missingAfterPush(at(6), missing, at(6))).toBeUndefined()
  })
})

const plateNumber = '浙CD00001'
const vin = 'LSVAA2BR9HN000001'
const resident = '330399199003070019'
const car = { hpzl: '52', hphm: plateNumber.slice(1), clsbdh: vin, zt: 'A', syr: '虚构一' }
const person = { sfzmhm: resident, xm: '虚构一', zjcx: 'C1', zt: 'A', cclzrq: '2010-04-29' }

let police: Police
let loopback: Awaited<ReturnType<typeof openLoopback>>
let usage = 'T'
beforeAll(async () => {
  loopback = await openLoopback((soap, response) =>
    response.end(
      soap.includes('02C06')
        ? soapAnswer([person], { element: 'drv' })
        : soapAnswer([{ ...car, syxz: usage }]),
    ),
  )
  police = await openPolice({ env: { HUB_POLICE_URL: loopback.url } })
})
afterAll(async () => {
  await police?.close()
  await loopback?.close()
})

const hour = (number: number) => police.clock.set(`2026-01-20T${number}:00:00+08:00`)

async function heartbeat(lastSequence: number): Promise<unknown> {
  const answer = await police.room.app.inject({
    method: 'POST',
    url: '/feeds/traffic-police/heartbeat',
    headers: { ...police.headers, 'content-type': 'application/json' },
    payload: JSON.stringify({ at: police.clock().toISOString(), lastSequence, initialLoadCompleted: true }),
  })
  return answer.json()
}

async function ask(mutation: string, variables: object): Promise<void> {
  const { data } = await police.ask(mutation, variables as Record<string, unknown>)
  const [asked] = Object.values(data) as { id: string }[]
  expect(await police.pulled(asked?.id ?? '')).toBe('FOUND')
}
const askVehicle = () =>
  ask('mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }', {
    vehicle: { vin, plateNumber, plateKind: '52' },
  })
const askDriver = () =>
  ask('mutation($driver: DrivingLicenceRequest!) { requestDrivingLicence(driver: $driver) { id } }', {
    driver: { residentId: resident },
  })

async function statuses() {
  const { data, errors } = await police.ask(
    `query($vin: VIN!, $ref: ID!) {
      vehicle(vin: $vin) { usage { status record { current } } policeStatus { status } }
      driver(ref: $ref) { licence { status } } }`,
    { vin, ref: police.refOf(resident) },
  )
  expect(errors).toBeUndefined()
  const { vehicle, driver } = data as never as Record<string, Record<string, { status: string }>>
  return [vehicle?.usage?.status, vehicle?.policeStatus?.status, driver?.licence?.status]
}

it('of the police leaves the usage and the licence unknown until they are asked since, and their state known', async () => {
  await askVehicle()
  await askDriver()
  expect(await heartbeat(0)).toEqual({ gap: false })
  expect(await statuses()).toEqual(['PRESENT', 'PRESENT', 'PRESENT'])
  // Asked between the last word by which nothing was missing and the one by which something is.
  hour(11)
  await askVehicle()
  await askDriver()
  hour(12)
  expect(await heartbeat(1)).toMatchObject({ gap: true })
  expect(await statuses()).toEqual(['STALE', 'PRESENT', 'STALE'])
  hour(13)
  usage = 'A'
  await askVehicle()
  await askDriver()
  expect(await statuses()).toEqual(['PRESENT', 'PRESENT', 'PRESENT'])
  const [change] = JSON.parse(
    readFileSync(new URL('./ingest/fixtures/usage-changes.json', import.meta.url), 'utf8'),
  ) as object[]
  hour(14)
  const done = { ...change, vin, completedAt: '2026-01-20', updatedAt: '2026-01-20T13:30:00+08:00' }
  expect(await police.push('usage-changes', [done])).toMatchObject({ records: [{ outcome: 'APPLIED' }] })
  expect(await statuses()).toEqual(['PRESENT', 'PRESENT', 'PRESENT'])
  expect(await heartbeat(2)).toMatchObject({ gap: true })
  expect(await statuses()).toEqual(['STALE', 'PRESENT', 'STALE'])
})
