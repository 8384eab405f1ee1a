import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { verifyCases } from '@one-visit/approvals/audit/verify-cases.ts'
import { countUnchained } from '@one-visit/approvals/audit/writer.ts'
import { replay } from '@one-visit/approvals/judging/replay.ts'
import { listDecisions } from '@one-visit/approvals/store/questions.ts'
import { readWebhookSecret, signWebhook } from '@one-visit/kit/work/webhook.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { type DemoApplication, submitApplication } from '@one-visit/scripts/demo/documents.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import { sendVisit } from '@one-visit/scripts/simulators/station/station.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untilCase, verifyOf } from '../../permit-case.ts'
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
    expect(await verifyOf(world, issued.certificate?.token)).toMatchObject({
      result: 'VALID',
      plateNumber: truck.plate,
    })
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
  describe('is, by the register, under whatever key it tells of it,', () => {
    let number: string
    let token: string
    /** The permit as the register has it; the hub’s own words unless it says otherwise. */
    const says = async (changes: object) => {
      const { status, body } = await world.feed('vehicles/permits', 'transport-register', [
        {
          recordId: 'r-truck',
          updatedAt: new Date().toISOString(),
          vin: truck.vin,
          number,
          kind: 'ROAD_TRANSPORT',
          state: 'VALID',
          validFrom: shanghaiDay(new Date()),
          authority: '温州市道路运输管理局',
          ...changes,
        },
      ])
      expect([status, body.records]).toEqual([201, [expect.objectContaining({ outcome: 'APPLIED' })]])
    }
    const verified = async () => {
      const query = `query($token: String!) { verifyCertificate(token: $token) { result stateSince stateReason stateReasonEn } }`
      const { data } = await world.ask<{ verifyCertificate: { result: string } }>('', query, { token })
      return data?.verifyCertificate
    }
    const flags = async () => {
      const query = `query($id: ID!) { application(id: $id) { certificate { state stateReason flags { field newValue state } } } }`
      const { data } = await world.ask<{
        application: { certificate: { flags: { field: string; newValue: string; state: string }[] } }
      }>('station-clerk', query, { id: submitted.id })
      return data?.application.certificate.flags
        .filter(({ field }) => field === 'certificate.state')
        .map(({ newValue, state }) => `${newValue} ${state}`)
    }

    it('as it was, where that is the hub’s own echo', async () => {
      const { certificate } = await untilCase(world, submitted.id, ({ state }) => state === 'ISSUED')
      if (certificate === null) throw new Error('It was issued.')
      ;({ number, token } = certificate)
      await says({})
      await says({ recordId: certificate.id })
      // Long enough for the review that follows from it.
      await sleep(1_000)
      expect(await verified()).toMatchObject({ result: 'VALID' })
      expect(await flags()).toEqual([])
    })

    it('suspended with since and why, flagged once, and valid again', async () => {
      const why = {
        stateSince: shanghaiDay(new Date()),
        stateReason: '超限运输',
        stateReasonEn: 'carried more than is allowed',
      }
      await says({ state: 'SUSPENDED', ...why })
      await says({ state: 'SUSPENDED', ...why })
      await expect.poll(verified, { timeout: 20_000 }).toEqual({ result: 'SUSPENDED', ...why })
      await expect.poll(flags).toEqual(['"SUSPENDED" OPEN'])
      await says({})
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'VALID', stateReason: null })
      expect(await flags()).toEqual(['"SUSPENDED" ENDED'])
    })

    it('revoked although its room was out of reach when that was told, and not VALID in between', async () => {
      world.ways.vehicles = () => Promise.reject(new Error('connect ECONNREFUSED'))
      await says({ state: 'REVOKED', stateReason: '吊销' })
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'UNCONFIRMED' })
      world.ways.vehicles = world.plainWay('vehicles')
      await expect
        .poll(verified, { timeout: 30_000 })
        .toMatchObject({ result: 'REVOKED', stateReason: '吊销' })
      expect(await flags()).toEqual(expect.arrayContaining(['"REVOKED" OPEN', '"SUSPENDED" ENDED']))
    })

    it('followed by acts of the chain, against which the audit finds nothing', async () => {
      while ((await countUnchained(world.db)) > 0) await sleep(20)
      const differences = []
      for await (const difference of verifyCases(world.db)) differences.push(difference)
      expect(differences).toEqual([])
      const query = `query($id: ID!) { auditTrail(applicationId: $id) { action } }`
      const { data } = await world.ask<{ auditTrail: { action: string }[] }>('auditor', query, {
        id: submitted.id,
      })
      const stated = data?.auditTrail.filter(({ action }) => action === 'CERTIFICATE_STATED')
      expect(stated).toHaveLength(3)
    })
  })

  it.each(['station-clerk', 'bureau-clerk', 'auditor', 'administrator'])(
    'does not show %s by which number its owner is known',
    async (account) => {
      const query = `query($vin: VIN!) { vehicle(vin: $vin) { owner { record { ownerRef ownerUscc } } } }`
      const { data, errors } = await world.ask<{ vehicle: { owner: object | null } | null }>(account, query, {
        vin: truck.vin,
      })
      expect(data?.vehicle?.owner ?? null).toBeNull()
      expect(errors[0]?.extensions.code).toBe('FORBIDDEN')
    },
  )

  it('was signed by the machine, and is decided again byte for byte', async () => {
    const decided = []
    for await (const stored of listDecisions(world.db)) decided.push(stored)
    expect(decided).toMatchObject([{ decidedBy: 'machine:FRT-01', outcome: 'APPROVE' }])
    expect(decided.map((stored) => replay(stored).differences)).toEqual([[]])
  })
})
