/** The days of a hub, played with the real rooms, gateway and senders: every kind of outcome is left standing. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  applicationOf,
  type DemoCar,
  platform,
  policeRow,
  station,
  usageChangeOf,
  visitOf,
} from '@one-visit/scripts/demo/cases.ts'
import { type DemoApplication, decide, submitApplication } from '@one-visit/scripts/demo/documents.ts'
import { sampleBatches, sampleUscc } from '@one-visit/scripts/sample/sample-data.ts'
import { sendMessages, vehicleMessages } from '@one-visit/scripts/simulators/platform/platform.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import { sendVisit } from '@one-visit/scripts/simulators/station/station.ts'
import { applyFor, carOf, readCase, tellOf, untilCase } from '../permit-case.ts'
import {
  application as freightApplication,
  visitOf as freightVisitOf,
  policeRow as truckRow,
} from '../scenarios/freight-permit/truck.ts'
import type { World } from '../world.ts'
import type { YesterdayCases } from './open-yesterday.ts'
import { sendEverything } from './send-everything.ts'

/** Records of each batch of the sample's registers: enough to be rebuilt from, few enough to be small. */
const recordsOfABatch = 20

/** The cars of the story, by what becomes of their applications. */
const cars = {
  approved: carOf(101),
  refused: carOf(102, { usage: 'A', inspection: 'FAIL' }),
  onPaper: carOf(103),
  withdrawn: carOf(104),
  waiting: carOf(105),
  ready: carOf(106),
  returned: carOf(107),
  flagged: carOf(108),
} satisfies Record<string, DemoCar>

/** The police of the story, who know its cars and its truck. */
export async function policeOfYesterday() {
  const police = await startPoliceSimulator({
    port: 0,
    fleet: [...Object.values(cars).map(policeRow), truckRow()],
  })
  return { ...police, url: `http://127.0.0.1:${police.port}/trffweb/services/TmriOutAccess` }
}

/** Plays everything, one after the other, and answers which case is which. */
export async function playHub(world: World): Promise<YesterdayCases> {
  const partner = await openPartner()
  const callbackId = await registerCallback(world, partner.url)
  await feedRegisters(world)
  await sendEverything(world, new Date())
  const quarantined = await sendUnusableRecord(world)
  const cases = {
    approved: await approve(world, await readyCase(world, cars.approved)),
    refused: await refuse(world, await readyCase(world, cars.refused)),
    byMachine: await approveByMachine(world),
    onPaper: await approveOnPaper(world),
    withdrawn: await withdraw(world, await readyCase(world, cars.withdrawn)),
    ready: await readyCase(world, cars.ready),
    returned: await approveTwice(world),
    flagged: await approveAndFlag(world),
    // The last, as a room is away from here on.
    waiting: await leaveWaiting(world),
  }
  await untilDelivered(world, callbackId)
  partner.server.close()
  return {
    applications: Object.fromEntries(
      Object.entries(cases).map(([name, { id }]) => [name, id]),
    ) as YesterdayCases['applications'],
    callbackId,
    quarantined,
  }
}

/** A partner's server that takes every message it is sent. */
async function openPartner(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

async function registerCallback(world: World, url: string): Promise<string> {
  const types = [
    'APPLICATION_STATE_CHANGED',
    'CERTIFICATE_ISSUED',
    'CERTIFICATE_VALID',
    'CERTIFICATE_FLAGGED',
  ]
  const { callback } = await askFor<{ callback: { id: string } }>(
    world,
    'platform-agent',
    'mutation($input: RegisterCallbackInput!) { registerCallback(input: $input) { callback { id } } }',
    { input: { url, types } },
  )
  return callback.id
}

/** Asks and answers the field asked for; a refusal ends the play. */
async function askFor<Value>(
  world: World,
  account: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Value> {
  const { data, errors } = await world.ask(account, query, variables)
  if (data === null || errors.length > 0) throw new Error(JSON.stringify(errors))
  return Object.values(data)[0] as Value
}

async function feedRegisters(world: World): Promise<void> {
  for (const { room, path, partner, records } of sampleBatches()) {
    if (!['vehicles', 'operators', 'drivers'].includes(room)) continue
    const some = Array.isArray(records) ? records.slice(-recordsOfABatch) : records
    const { status, body } = await world.feed(`${room}/${path}`, partner, some)
    if (status !== 201) throw new Error(`${room}/${path} answered ${status}: ${JSON.stringify(body)}`)
  }
}

/** An insurance from a day that does not exist: the platform's to correct. */
async function sendUnusableRecord(world: World): Promise<YesterdayCases['quarantined']> {
  const [, insurance] = vehicleMessages(
    platform,
    [{ vin: cars.refused.vin, plateNumber: cars.refused.plate }],
    new Date(),
  )
  if (insurance === undefined) throw new Error('a platform tells of insurances')
  const [answer] = await sendMessages(
    { url: `${world.url}/feeds/platforms`, token: world.keys.tokenOf(platform), companyId: platform },
    [
      {
        ...insurance,
        records: insurance.records.slice(0, 1).map((each) => ({ ...each, InsurEff: 20260230 })),
      },
    ],
  )
  const { records } = JSON.parse(answer?.body ?? '{}') as { records: { quarantineId?: string }[] }
  const id = records[0]?.quarantineId
  if (id === undefined) throw new Error(`nothing is quarantined: ${answer?.body}`)
  return { room: 'platforms', partner: platform, id }
}

async function readyCase(world: World, car: DemoCar): Promise<DemoApplication> {
  await tellOf(world, car)
  const { id } = await applyFor(world, car)
  return untilCase(world, id, ({ state }) => state === 'READY')
}

async function approve(world: World, seen: DemoApplication): Promise<DemoApplication> {
  const { status } = await decideAs(world, 'APPROVE', seen)
  if (status !== 'DECIDED') throw new Error(`the approval was answered ${status}`)
  return untilCase(world, seen.id, ({ state }) => state === 'ISSUED')
}

function decideAs(
  world: World,
  outcome: 'APPROVE' | 'REFUSE',
  seen: DemoApplication,
  reason?: string,
): Promise<{ status: string }> {
  return askFor(world, 'station-clerk', decide, {
    id: seen.id,
    version: seen.version,
    digest: seen.evaluation?.factsDigest,
    key: `decide-${seen.id}`,
    outcome,
    reason,
  })
}

async function refuse(world: World, seen: DemoApplication): Promise<DemoApplication> {
  const { status } = await decideAs(world, 'REFUSE', seen, '车辆检验不合格，使用性质未变更。')
  if (status !== 'DECIDED') throw new Error(`the refusal was answered ${status}`)
  return untilCase(world, seen.id, ({ state }) => state === 'REFUSED')
}

async function approveByMachine(world: World): Promise<DemoApplication> {
  const { id } = await askFor<DemoApplication>(world, 'station-clerk', submitApplication, {
    input: freightApplication,
    key: 'truck',
  })
  const secret = world.keys.secretOf(station)
  await sendVisit({ hub: `${world.url}/feeds/inspections`, station, secret }, freightVisitOf('一级'))
  return untilCase(world, id, ({ state }) => state === 'ISSUED')
}

/** While the stations' room is away, two officers look at originals in the place of what it would say. */
async function approveOnPaper(world: World): Promise<DemoApplication> {
  const car = cars.onPaper
  await tellOf(world, car)
  world.ways.inspections = isAway
  const { id } = await applyFor(world, car)
  const { evaluation } = await untilCase(world, id, hasUnknown('EQUIPMENT_FITTED', 'SEATS_AT_MOST'))
  for (const { code, verdict } of evaluation?.findings ?? [])
    if (verdict === 'UNKNOWN') await enterPaper(world, id, code)
  const seen = await untilCase(world, id, (each) => each.evaluation?.verdict === 'PASS_ON_PAPER')
  const issued = await approve(world, seen)
  world.ways.inspections = world.plainWay('inspections')
  return issued
}

/** What a room that cannot be reached answers. */
const isAway = () => Promise.reject(new Error('ECONNREFUSED'))

/** Whether a case waits for one check, while another has been answered. */
function hasUnknown(code: string, answered: string) {
  return ({ evaluation }: DemoApplication): boolean => {
    const verdictOf = (name: string) => evaluation?.findings.find((each) => each.code === name)?.verdict
    return verdictOf(code) === 'UNKNOWN' && verdictOf(answered) === 'PASS'
  }
}

/** Days the originals state, for checks of which the item asks for one. */
const statedDays: Readonly<Record<string, string>> = {
  SAFETY_INSPECTION_VALID: new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10),
}

async function enterPaper(world: World, id: string, check: string): Promise<void> {
  const { version } = await readCase(world, id)
  const paper = await askFor<{ id: string }>(
    world,
    'station-clerk',
    `mutation($id: ID!, $version: Int!, $check: String!, $digest: String!, $day: Date) {
      addPaperEvidence(applicationId: $id, expectedVersion: $version, check: $check,
        fileDigest: $digest, reason: "检测站系统无法连接，窗口核对原件。", statesDay: $day) { id } }`,
    { id, version, check, digest: await upload(world), day: statedDays[check] },
  )
  await askFor(world, 'second-officer', 'mutation($id: ID!) { confirmPaperEvidence(id: $id) { id } }', paper)
}

async function upload(world: World): Promise<string> {
  const answer = await fetch(`${world.url}/uploads`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf', ...(await world.credentialOf('station-clerk')) },
    body: '%PDF-1.4\n% certificate of devices, synthetic\n%%EOF\n',
  })
  if (answer.status !== 201) throw new Error(`the upload was answered ${answer.status}`)
  return ((await answer.json()) as { digest: string }).digest
}

async function withdraw(world: World, seen: DemoApplication): Promise<DemoApplication> {
  await askFor(
    world,
    'station-clerk',
    `mutation($id: ID!, $version: Int!) {
      withdrawApplication(applicationId: $id, expectedVersion: $version, reason: "申请人改日再办。") { id } }`,
    { id: seen.id, version: seen.version },
  )
  return untilCase(world, seen.id, ({ state }) => state === 'WITHDRAWN')
}

/** The platform has not told of the car, and the platforms' room is away until the hub is stopped. */
async function leaveWaiting(world: World): Promise<DemoApplication> {
  const car = cars.waiting
  await world.feed('traffic-police/usage-changes', 'traffic-police', [usageChangeOf(car)])
  const secret = world.keys.secretOf(station)
  await sendVisit({ hub: `${world.url}/feeds/inspections`, station, secret }, visitOf(car))
  world.ways.platforms = isAway
  const { id } = await applyFor(world, car)
  return untilCase(world, id, hasUnknown('PLATFORM_LISTS_VEHICLE', 'SEATS_AT_MOST'))
}

/** Two applications for one car, of its owner and of a company, approved at one moment: the register takes one permit and gives the other back. */
async function approveTwice(world: World): Promise<DemoApplication> {
  const car = cars.returned
  const first = await readyCase(world, car)
  const company = { name: '温州测试出租汽车公司', uscc: sampleUscc(1), phone: '13800000002' }
  const { id } = await askFor<DemoApplication>(world, 'station-clerk', submitApplication, {
    input: { ...applicationOf(car), applicant: company },
    key: `again-${car.vin}`,
  })
  const second = await untilCase(world, id, ({ state }) => state === 'READY')
  await Promise.all([decideAs(world, 'APPROVE', first), decideAs(world, 'APPROVE', second)])
  const isDone = ({ state }: DemoApplication) => state === 'ISSUED' || state === 'RETURNED'
  const ends = [await untilCase(world, first.id, isDone), await untilCase(world, second.id, isDone)]
  const returned = ends.filter(({ state }) => state === 'RETURNED')
  if (returned.length !== 1) throw new Error('of two permits for one car, one comes back')
  return returned[0] as DemoApplication
}

/** Once the permit is there, the police say that the car is private again. */
async function approveAndFlag(world: World): Promise<DemoApplication> {
  const car = cars.flagged
  const issued = await approve(world, await readyCase(world, car))
  await world.feed('traffic-police/usage-changes', 'traffic-police', [
    {
      ...usageChangeOf(car),
      changeId: `WZ-back-${car.vin.slice(-8)}`,
      fromUse: 'T',
      fromUseName: '预约出租客运',
      toUse: 'A',
      toUseName: '非营运',
      acceptedAt: new Date(Date.now() - 60_000).toISOString(),
      updatedAt: new Date().toISOString(),
    },
  ])
  const query = 'query($id: ID!) { application(id: $id) { certificate { flags { field state } } } }'
  for (const deadline = Date.now() + 20_000; ; ) {
    const { certificate } = await askFor<{ certificate: { flags: object[] } }>(
      world,
      'station-clerk',
      query,
      {
        id: issued.id,
      },
    )
    if (certificate.flags.length > 0) return issued
    if (Date.now() > deadline) throw new Error('the certificate is not flagged')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function untilDelivered(world: World, callbackId: string): Promise<void> {
  const query = `query($id: ID!) { callbackDeliveries(callbackId: $id, first: 200) { edges { node { state } } } }`
  for (const deadline = Date.now() + 20_000; ; ) {
    const { edges } = await askFor<{ edges: { node: { state: string } }[] }>(world, 'platform-agent', query, {
      id: callbackId,
    })
    if (edges.length > 0 && edges.every(({ node }) => node.state === 'DELIVERED')) return
    if (Date.now() > deadline) throw new Error('not every message reached the partner')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
