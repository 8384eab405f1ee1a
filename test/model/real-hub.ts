/** The real hub: records through its feeds, questions through its gateway, the police behind a loopback exchange. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openGateway } from '@one-visit/approvals/graph/gateway.ts'
import { seedStations } from '@one-visit/inspections/store.ts'
import { ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { openLoopback, soapAnswer } from '@one-visit/traffic-police/testing.ts'
import { sql } from 'drizzle-orm'
import { print } from 'graphql'
import { buildWorld, type World } from '../world.ts'
import { plateOfApplication, police, type RoomName, roomOf, type Sender, senders, stations } from './cast.ts'
import { document, goodOthers, variablesOf } from './judge.ts'
import type { Answering, Asked, Batch, Beat, Comparing, ModelHub, Taken } from './model-hub.ts'
import type { RunClock } from './play.ts'
import { otherThan } from './pure-police.ts'
import { policeFields } from './wire.ts'

const purpose = {
  actor: 'machine:model',
  item: 'RHL-02',
  applicationId: '00000000-0000-4000-8000-000000000001',
}
const deadlineMs = 30_000
/** How often a question is asked that is not answered. */
const askedMax = 3

/** Tables that keep who may send, by which keys it is sealed, and which stations there are; all others begin each run empty. */
const kept = ['feed_sources', 'feed_keys', 'key_checks', 'stations']

/** Opens a hub that any number of runs play against, one after the other. */
export async function openRealHub(clock: RunClock): Promise<ModelHub & { end(): Promise<void> }> {
  let answer = ''
  const exchange = await openLoopback((_, response) => response.end(answer))
  const world = await buildWorld({ isFed: true, clock: () => new Date(clock.now), policeUrl: exchange.url })
  await register(world)
  const gateway = openGateway({
    ask: world.gateway.ask,
    serviceKey: world.keys.service.privateKey,
    clock: () => new Date(clock.now),
  })
  const run = async (query: string, variables: Record<string, unknown>) => {
    // A machine with other work may be late once; that says nothing of what the hub knows.
    for (let asked = 1; ; asked += 1) {
      const given = await gateway.run({ query, variables, purpose, deadlineMs })
      if (given.kind === 'answered' && given.errors.length === 0)
        return given.data as Record<string, Record<string, unknown>>
      if (asked === askedMax) throw new Error(JSON.stringify(given))
      await sleep(5_000)
    }
  }
  const post = async (sender: Sender, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${world.url}/feeds/${roomOf(sender)}/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${world.keys.tokenOf(sender)}`,
        ...headers,
      },
      body: JSON.stringify(body),
    })
    const told = await response.text()
    if (!response.ok) throw new Error(`${path} is refused with ${response.status}: ${told}`)
    return JSON.parse(told)
  }

  const takeTogether = async (records: readonly Batch[]): Promise<readonly Taken[]> => {
    const number = records.find((one) => one.number !== undefined)?.number
    const [first] = records
    if (first === undefined) return []
    const receipt = await post(
      first.sender,
      `records/${first.message}`,
      records.map(({ record }) => record),
      {
        'idempotency-key': randomUUID(),
        ...(number !== undefined && { 'feed-sequence': String(number) }),
      },
    )
    return records.map((_, place) => ({ quarantineId: receipt.records[place].quarantineId }))
  }

  return {
    begin: (habits) => emptied(world, habits),
    take: async (record) => (await takeTogether([record]))[0] as Taken,
    takeTogether,
    resubmit: async (id, { sender, message, record }) => {
      const correction = { route: `records/${message}`, body: [record] }
      await post(sender, `quarantine/${id}/resubmit`, correction).catch(isAboutAnother)
    },
    close: async (sender, id) => {
      const word = { by: 'user:administrator', because: 'the vehicle was looked at' }
      await roomOfWorld(world, roomOf(sender)).feeds.unread.closeByHand(id, word).catch(isClosedAlready)
    },
    beat: (sender: Sender, beat: Beat) => post(sender, 'heartbeat', beat),
    compare: (sender: Sender, comparing: Comparing) => post(sender, 'reconciliation', comparing),
    expect: (station, vin) => serialNumber(post, world, station, vin),
    pull: async (vin, answering: Answering) => {
      // That nobody answers leaves all as it was; the exchange would be asked again for minutes.
      if (answering.answer === 'NO_ANSWER') return
      const about = answering.answer === 'ANOTHER_VEHICLE' ? otherThan(vin) : vin
      answer = soapAnswer(answering.rows.map((row) => policeFields(about, row)))
      const vehicle = { vin, plateNumber: plateOfApplication(vin), plateKind: '52' }
      const { requestPoliceRecord } = await run(
        'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }',
        { vehicle },
      )
      await pulled(world, String(requestPoliceRecord?.id))
    },
    ask: async ({ vin, companyId }: Asked) => {
      const data = await run(print(document), variablesOf(vin, companyId))
      const others = goodOthers(vin, companyId, new Date(clock.now))
      return { ...others, vehicle: { ...data.vehicle, ...others.vehicle } }
    },
    end: async () => {
      await world.close()
      await exchange.close()
    },
  }
}

/** Registers the senders of the runs, and the stations. */
async function register(world: World): Promise<void> {
  await seedStations(
    world.db,
    stations.map((id) => ({ id, name: id, division: '330399', licenceValidUntil: '2099-12-31' })),
  )
  for (const sender of senders)
    await world.db.transaction((tx) =>
      roomOfWorld(world, roomOf(sender)).feeds.sources.register(tx, [
        {
          id: sender,
          name: sender,
          authority: sender,
          organisation: sender,
          tokens: [world.keys.tokenOf(sender)],
          allowed: [sender === police ? '*' : sender],
        },
      ]),
    )
}

function roomOfWorld(world: World, name: RoomName) {
  const room = world.rooms.fed[name]
  if (room === undefined) throw new Error(`There is no room ${name}.`)
  return room
}

/** Empties the rooms the senders send to, and notes what each promised. */
async function emptied(
  { db }: World,
  habits: readonly { sender: Sender; everySeconds: number | undefined }[],
): Promise<void> {
  await db.write(ownWork, async (tx) => {
    for (const room of ['platforms', 'inspections', 'traffic_police']) {
      const tables = rowsOf<{ name: string }>(
        await tx.execute(sql`select tablename as name from pg_tables where schemaname = ${room}`),
      )
      for (const { name } of tables)
        if (!kept.includes(name)) await tx.execute(sql.raw(`delete from ${room}."${name}"`))
      for (const { sender, everySeconds } of habits)
        await tx.execute(sql`
          update ${sql.raw(room)}.feed_sources set heartbeat_every_seconds = ${everySeconds ?? null} where id = ${sender}`)
    }
  })
}

/** Asks for a serial number as a station does. */
async function serialNumber(
  post: (sender: Sender, path: string, body: unknown) => Promise<Record<string, string>>,
  { keys }: World,
  station: Sender,
  vin: string,
): Promise<string> {
  const call = (type: string, value: object) => ({
    CompanyId: station,
    Source: '0',
    IPCType: type,
    'IPCType.value': JSON.stringify(value),
  })
  const login = { username: `JCZ${station}`, password: keys.tokenOf(station) }
  const { access_token } = await post(
    station,
    'restapi/detecting/get_access_token',
    call('getAccessToken', login),
  )
  const question = call('getVehicleInfoAndDetectSn', { vinNo: vin })
  const { data } = await post(station, `restapi/detecting/get_data;token=${access_token}`, question)
  return JSON.parse(data ?? '{}').detectSn
}

/** Waits until the police were asked. */
async function pulled({ db }: World, id: string): Promise<void> {
  for (;;) {
    const [pull] = rowsOf<{ outcome: string }>(
      await db.orm.execute(sql`select outcome from traffic_police.pulls where id = ${id}::uuid`),
    )
    if (pull !== undefined && pull.outcome !== 'REQUESTED' && pull.outcome !== 'ASKING') return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The correction of one record is not that of another. */
function isAboutAnother(error: unknown): void {
  if (!/holds no record that corrects/.test(String(error))) throw error
}

/** What was made up for meanwhile is closed already. */
function isClosedAlready(error: unknown): void {
  if ((error as { code?: string }).code !== 'CONFLICT') throw error
}
