import { randomUUID } from 'node:crypto'
import { replay } from '@one-visit/approvals/judging/replay.ts'
import { listDecisions } from '@one-visit/approvals/store/questions.ts'
import { readWebhookSecret, signWebhook } from '@one-visit/kit/work/webhook.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import {
  type DemoApplication,
  submitApplication,
  verifyCertificate,
} from '@one-visit/scripts/demo/documents.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import { sendVisit } from '@one-visit/scripts/simulators/station/station.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untilCase } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'
import { application, policeRow, truck, visitOf } from './truck.ts'

let world: World
let police: Awaited<ReturnType<typeof startPoliceSimulator>>

beforeAll(async () => {
  police = await startPoliceSimulator({ port: 0, fleet: [policeRow()] })
  world = await buildWorld({ policeUrl: `http://127.0.0.1:${police.port}/trffweb/services/TmriOutAccess` })
  for (const { room, path, partner, records } of sampleBatches())
    if (room === 'operators') await world.feed(`${room}/${path}`, partner, records)
})
afterAll(async () => {
  await world?.close()
  await police?.close()
})

async function postVisit(conclusion: string): Promise<void> {
  const hub = `${world.url}/feeds/inspections`
  const secret = world.keys.secretOf(truck.station)
  for (const { status, body } of await sendVisit(
    { hub, station: truck.station, secret },
    visitOf(conclusion),
  ))
    if (status !== 200 && status !== 201) throw new Error(`the station was refused: ${status} ${body}`)
}

describe('the permit of a general freight vehicle', () => {
  let submitted: DemoApplication

  it('is left to people while the station has not graded the vehicle', async () => {
    const { data, errors } = await world.ask<{ submitApplication: DemoApplication }>(
      'station-clerk',
      submitApplication,
      { input: application, key: 'truck' },
    )
    expect(errors).toEqual([])
    submitted = data?.submitApplication as DemoApplication
    const seen = await untilCase(world, submitted.id, ({ state }) => state === 'READY')
    const verdicts = Object.fromEntries(
      seen.evaluation?.findings.map(({ code, verdict }) => [code, verdict]) ?? [],
    )
    expect(verdicts).toMatchObject({ USAGE_FREIGHT: 'PASS', COMPREHENSIVE_INSPECTION_VALID: 'FAIL' })
    expect(seen.certificate).toBeNull()
  })
  it('is approved by the rule itself once the station has graded it, without a clerk', async () => {
    await postVisit('一级')
    const issued = await untilCase(world, submitted.id, ({ state }) => state === 'ISSUED')
    expect(issued.evaluation?.verdict).toBe('PASS')
    const { data } = await world.ask<{ verifyCertificate: { result: string; plateNumber: string } }>(
      '',
      verifyCertificate,
      { token: issued.certificate?.token },
    )
    expect(data?.verifyCertificate).toMatchObject({ result: 'VALID', plateNumber: truck.plate })
  })
  it('stands in the register of vehicles, written there by its ordinary feed', async () => {
    const query = `query($vin: VIN!) { vehicle(vin: $vin) { permits { status records { kind state certificateId } } } }`
    const { data } = await world.ask<{ vehicle: { permits: object } }>('bureau-clerk', query, {
      vin: truck.vin,
    })
    expect(data?.vehicle.permits).toMatchObject({
      status: 'PRESENT',
      records: [{ kind: 'ROAD_TRANSPORT', state: 'VALID' }],
    })
  })
  it('is flagged once when the station tells later that it was closed at the test, until it takes that back', async () => {
    const today = shanghaiDay(new Date())
    const secret = readWebhookSecret(world.keys.secretOf(truck.station))
    const says = async (closedUntil?: string) => {
      const body = JSON.stringify({ at: `${today}T00:00:00+08:00`, ...(closedUntil && { closedUntil }) })
      const message = { id: randomUUID(), body, at: new Date() }
      const { status } = await fetch(`${world.url}/feeds/inspections/heartbeat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signWebhook(message, [{ kind: 'hmac', secret }]) },
        body,
      })
      expect(status).toBe(200)
    }
    const flags = async () => {
      const query = `query($id: ID!) { application(id: $id) { certificate { flags { field newValue state } } } }`
      const { data, errors } = await world.ask<{
        application: { certificate: { flags: object[] } }
      }>('station-clerk', query, { id: submitted.id })
      expect(errors).toEqual([])
      return data?.application.certificate.flags
    }
    const flag = { field: 'vehicle.comprehensive.duringClosure', newValue: 'true' }
    expect(await flags()).toEqual([])
    await says(`${today}T00:00:30+08:00`)
    await expect.poll(flags, { timeout: 20_000 }).toEqual([{ ...flag, state: 'OPEN' }])
    await says(`${today}T00:00:40+08:00`)
    await says()
    await expect.poll(flags, { timeout: 20_000 }).toEqual([{ ...flag, state: 'ENDED' }])
  })
  it('was signed by the machine, and is decided again byte for byte', async () => {
    const decided = []
    for await (const stored of listDecisions(world.db)) decided.push(stored)
    expect(decided).toMatchObject([{ decidedBy: 'machine:FRT-01', outcome: 'APPROVE' }])
    expect(decided.map((stored) => replay(stored).differences)).toEqual([[]])
  })
})
