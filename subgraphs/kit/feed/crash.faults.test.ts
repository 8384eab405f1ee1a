import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFaultDatabase } from './fixtures/fault-database.ts'
import { randomOf, thingsBatch } from './fixtures/things-batches.ts'
import { openModel, type SentThing, sendThings } from './fixtures/things-model.ts'
import { openThingsProcesses, type ThingsProcess, type ThingsProcesses } from './fixtures/things-processes.ts'

const rounds = Number(process.env.FAULT_ROUNDS ?? 200)
const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31))

const feedPoints = [
  'before-journal',
  'after-journal',
  'before-merge',
  'after-merge',
  'before-receipt',
  'after-receipt',
  'after-commit',
]
const outboxPoints = ['before-outbox-send', 'after-outbox-send']

/** In the random rounds a batch may have fewer sends than the one the point waits for. */
const sendsWithinMs = 6_000

let database: Awaited<ReturnType<typeof openFaultDatabase>>
let processes: ThingsProcesses
let model: ReturnType<typeof openModel>
let room: ThingsProcess

beforeAll(async () => {
  database = await openFaultDatabase()
  processes = await openThingsProcesses(database.address)
  model = openModel(processes)
  room = await processes.open()
})
afterAll(async () => {
  await processes.close()
  await database.close()
})

/** Kills the room at a point while it takes a batch, opens the next one and sends again; true when the point was met. */
async function killAt(point: string, key: string, batch: readonly SentThing[]): Promise<boolean> {
  room.crashAt(point)
  const answer = await sendThings(room.address, key, batch).catch(() => undefined)
  // What was answered must be so for ever, whatever happens next.
  if (answer?.status === 201) model.accept(key, batch, (await answer.json()) as never)
  const isMet = await Promise.race([
    room.ended.then(() => true),
    // Sends go on after the answer.
    sleep(outboxPoints.some((one) => point.startsWith(one)) ? sendsWithinMs : 5_000, false),
  ])
  await room.kill()
  room = await processes.open()
  await model.deliver(room.address, key, batch)
  return isMet
}

it('loses nothing and does nothing twice, killed at each passing of each point of the feed, in batches of 500', async () => {
  const random = randomOf(seed)
  await model.deliver(room.address, 'counted', thingsBatch(500, 400, random))
  await model.checkDrained(room)
  const { passed } = await room.report()
  let kills = 0
  for (const point of feedPoints) {
    const passings = passed[point] ?? 0
    expect(passings, point).toBeGreaterThan(0)
    for (let passing = 1; passing <= passings; passing += 1) {
      const isMet = await killAt(`${point}:${passing}`, `${point}-${passing}`, thingsBatch(500, 400, random))
      expect(isMet, `${point}:${passing}`).toBe(true)
      await model.check(room)
      kills += 1
    }
  }
  console.log(`${kills} kills, each at a passing of a named point; seed ${seed}`)
  await model.checkDrained(room)
})

/** A round may have to wait for what another process held, and a busy machine is slow. */
const roundMs = 20_000

it(`keeps to the model over ${rounds} random rounds`, { timeout: 300_000 + rounds * roundMs }, async () => {
  const random = randomOf(seed + 1)
  const points = [...feedPoints, ...outboxPoints]
  const sent: { key: string; batch: readonly SentThing[] }[] = []
  let met = 0
  const startedAt = Date.now()
  console.log(`seed ${seed}: FAULT_SEED=${seed} FAULT_ROUNDS=${rounds} repeats these rounds`)
  for (let round = 0; round < rounds; round += 1) {
    const key = `round-${round}`
    const batch = thingsBatch([1, 3, 20, 60, 60, 520][random(6)] ?? 1, 200, random)
    const point = points[random(points.length)] ?? ''
    const passing = outboxPoints.includes(point) ? 1 + random(3) : 1 + (batch.length > 500 ? random(2) : 0)
    if (await killAt(`${point}:${passing}`, key, batch)) met += 1
    const old = sent[random(sent.length + 1)]
    // The same batch again is the same receipt; the same records in another batch change nothing.
    if (old !== undefined) {
      await model.deliver(room.address, old.key, old.batch)
      await model.deliver(room.address, `again-${round}`, old.batch)
    }
    await model.check(room)
    sent.push({ key, batch })
    if (round % 50 === 49)
      console.log(`${round + 1} rounds, ${Math.round((Date.now() - startedAt) / 1000)} s`)
  }
  const seconds = (Date.now() - startedAt) / 1000
  console.log(
    `${rounds} rounds, ${met} of them killed at their point, the others later: ${seconds.toFixed(0)} s`,
  )
  await model.checkDrained(room)
})
