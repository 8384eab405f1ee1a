import { type DemoApplication, decide } from '@one-visit/scripts/demo/documents.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyFor, carOf, policeOf, tellOf, untilCase, verifyOf } from '../../permit-case.ts'
import type { Hub } from '../../world.ts'
import { startApart } from './apart-hub.ts'

const server = process.env.DATABASE_URL ?? ''
const car = carOf(1)

// Rooms of their own need a server; the embedded database has one owner.
describe.runIf(server !== '')('every room and the gateway as processes of their own', () => {
  let hub: Hub
  let police: Awaited<ReturnType<typeof policeOf>>
  beforeAll(async () => {
    police = await policeOf([car])
    hub = await startApart(server, police.url)
  })
  afterAll(async () => {
    await hub?.close()
    await police?.close()
  })

  it('answer only those whom the issuer outside knows, and show no schema', async () => {
    const question = `{ vehicle(vin: "${car.vin}") { vin } }`
    expect((await hub.ask('', question)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect((await hub.ask('bureau-clerk', question)).data).toEqual({ vehicle: { vin: car.vin } })
    const schema = await hub.ask('bureau-clerk', '{ __schema { queryType { name } } }')
    expect(schema.status).toBe(400)
  })
  it('take a permit from the platform to the verified certificate', async () => {
    await tellOf(hub, car)
    const submitted = await applyFor(hub, car)
    const ready = await untilCase(hub, submitted.id, ({ state }) => state === 'READY')
    expect(ready.evaluation?.verdict).toBe('PASS')
    const { data, errors } = await hub.ask<{ decide: { status: string; application: DemoApplication } }>(
      'station-clerk',
      decide,
      {
        id: ready.id,
        version: ready.version,
        digest: ready.evaluation?.factsDigest,
        key: 'apart',
        outcome: 'APPROVE',
      },
    )
    expect([errors, data?.decide.status]).toEqual([[], 'DECIDED'])
    const issued = await untilCase(hub, ready.id, ({ state }) => state === 'ISSUED')
    expect(await verifyOf(hub, issued.certificate?.token)).toMatchObject({ result: 'VALID' })
  })
})
