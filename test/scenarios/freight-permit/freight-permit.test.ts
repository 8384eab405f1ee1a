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

/** Records of the vehicles room that are not read and block whom a token names. */
async function unreadOf({ ask }: World, token: string): Promise<string[]> {
  const query = `{ vehicleFeedUnread(first: 50) { edges { node { id subjects } } } }`
  const { data } = await ask<{
    vehicleFeedUnread: { edges: { node: { id: string; subjects: string[] } }[] }
  }>('administrator', query)
  return (data?.vehicleFeedUnread.edges ?? []).flatMap(({ node }) =>
    node.subjects.includes(token) ? [node.id] : [],
  )
}

async function closeUnread({ ask }: World, id: string | undefined): Promise<void> {
  const close = `mutation ($id: ID!, $because: String!) { closeVehicleFeedUnread(id: $id, because: $because) { id } }`
  expect((await ask('administrator', close, { id, because: '已与运管核实' })).errors).toEqual([])
}

describe('the permit of a general freight vehicle', () => {
  let submitted: DemoApplication

  it('waits while the register said of nobody knows which vehicle what is not read, until an administrator closes it', async () => {
    const { body } = await world.feed('vehicles/permits', 'transport-register', [{ recordId: 'r-nobody' }])
    expect(body.records).toEqual([expect.objectContaining({ outcome: 'QUARANTINED' })])
    const { data, errors } = await world.ask<{ submitApplication: DemoApplication }>(
      'station-clerk',
      submitApplication,
      { input: application, key: 'truck' },
    )
    expect(errors).toEqual([])
    submitted = data?.submitApplication as DemoApplication
    const verdictOf = (seen: { evaluation: { findings: { code: string; verdict: string }[] } | null }) =>
      seen.evaluation?.findings.find(({ code }) => code === 'NO_PERMIT_IN_FORCE')?.verdict
    await untilCase(
      world,
      submitted.id,
      (seen) =>
        verdictOf(seen) === 'UNKNOWN' &&
        seen.evaluation?.findings.find(({ code }) => code === 'USAGE_FREIGHT')?.verdict === 'PASS',
    )
    for (const id of await unreadOf(world, 'SCOPE *')) await closeUnread(world, id)
    await untilCase(world, submitted.id, (seen) => verdictOf(seen) === 'PASS')
  })
  it('is left to people while the station has not graded the vehicle', async () => {
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
    const recordOf = (changes: object) => ({
      recordId: 'r-truck',
      updatedAt: new Date().toISOString(),
      vin: truck.vin,
      number,
      kind: 'ROAD_TRANSPORT',
      state: 'VALID',
      validFrom: shanghaiDay(new Date()),
      authority: '温州市道路运输管理局',
      ...changes,
    })
    const says = async (changes: object) => {
      const { status, body } = await world.feed('vehicles/permits', 'transport-register', [recordOf(changes)])
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

    it('not confirmed while a word of it is not read: until it is closed, or said again so that it can be', async () => {
      await says({})
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'VALID' })
      const spoiled = { state: 'SUSPENDED', stateReason: '车主身份证110101199003070417' }
      const post = (changes: object) =>
        world.feed('vehicles/permits', 'transport-register', [recordOf(changes)])
      const open = async () => (await unreadOf(world, `VIN ${truck.vin}`))[0]
      expect((await post(spoiled)).body.records).toEqual([
        expect.objectContaining({ outcome: 'QUARANTINED', code: 'PERSONAL_NUMBER' }),
      ])
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'UNCONFIRMED' })
      await closeUnread(world, await open())
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'VALID' })
      await post({ ...spoiled, stateReason: '身份证 110101199003070417 的车主违规' })
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'UNCONFIRMED' })
      await says({ state: 'SUSPENDED', stateReason: '违规' })
      await expect
        .poll(verified, { timeout: 20_000 })
        .toMatchObject({ result: 'SUSPENDED', stateReason: '违规' })
      expect(await open()).toBeUndefined()
      await says({})
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'VALID' })
    })

    it.each([
      ['the certificate and the number, on a VIN that lost a character', 'both', truck.vin.slice(1)],
      ['the number alone, on no VIN at all', 'number', 'XX'],
      ['the certificate, on the VIN of another vehicle', 'certificate', 'LZZ5ELSD0TW000002'],
    ])('not confirmed while what is not read names %s', async (_, named, vin) => {
      const certificateId = (await untilCase(world, submitted.id, () => true)).certificate?.id
      const changes = {
        recordId: `r-${vin}`,
        vin,
        state: 'REVOKED',
        ...(named !== 'number' && { certificateId }),
        ...(named === 'certificate' && { number: 'another', stateReason: '车主身份证110101199003070417' }),
      }
      const { body } = await world.feed('vehicles/permits', 'transport-register', [recordOf(changes)])
      expect(body.records).toEqual([expect.objectContaining({ outcome: 'QUARANTINED' })])
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'UNCONFIRMED' })
      for (const id of await unreadOf(world, named === 'certificate' ? `VIN ${vin}` : 'SCOPE *'))
        await closeUnread(world, id)
      await expect.poll(verified, { timeout: 20_000 }).toMatchObject({ result: 'VALID' })
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
      expect(stated).toHaveLength(6)
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
