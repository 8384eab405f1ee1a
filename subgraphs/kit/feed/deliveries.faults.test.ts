import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFaultDatabase } from './fixtures/fault-database.ts'
import { openTcpProxy } from './fixtures/tcp-proxy.ts'
import { randomOf, thingsBatch } from './fixtures/things-batches.ts'
import { openModel, sendThings } from './fixtures/things-model.ts'
import { openThingsProcesses, type ThingsProcess, type ThingsProcesses } from './fixtures/things-processes.ts'

let database: Awaited<ReturnType<typeof openFaultDatabase>>
let processes: ThingsProcesses
let room: ThingsProcess
let model: ReturnType<typeof openModel>

beforeAll(async () => {
  database = await openFaultDatabase()
  processes = await openThingsProcesses(database.address)
  room = await processes.open()
  model = openModel(processes)
})
afterAll(async () => {
  await processes.close()
  await database.close()
})

it('keeps to the model when the network delivers batches late, in another order and twice', async () => {
  const random = randomOf(7)
  let repeated = 0
  const proxy = await openTcpProxy(Number(new URL(room.address).port), {
    delayMs: () => random(400),
    sent: (_, link) => {
      if (random(2) === 0) return
      repeated += 1
      link.repeatAtEnd()
    },
  })
  const batches = Array.from({ length: 60 }, () => thingsBatch(1 + random(40), 50, random))
  const waiting = batches.entries()
  // With what the network repeats no more than a room takes of one sender at once.
  const sendInTurn = async () => {
    for (const [index, batch] of waiting) {
      const answer = await sendThings(`http://127.0.0.1:${proxy.port}`, `late-${index}`, batch)
      expect([201, 409]).toContain(answer.status)
      await answer.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: 15 }, sendInTurn))
  for (const [index, batch] of batches.entries()) await model.deliver(room.address, `late-${index}`, batch)
  await model.check(room)
  await model.checkDrained(room)
  await proxy.close()
  expect(repeated).toBeGreaterThan(10)
})

it('takes many batches about the same things at the same time, and fails none of them', async () => {
  const random = randomOf(8)
  // On a server, two processes of the room write the same rows; the embedded database has one owner.
  const other = process.env.DATABASE_URL ? await processes.open() : room
  const startedAt = Date.now()
  for (let turn = 0; turn < 3; turn += 1) {
    const batches = Array.from({ length: 16 }, () => thingsBatch(300, 60, random))
    await Promise.all(
      batches.map(async (batch, index) => {
        const key = `together-${turn}-${index}`
        // The sender sends it twice, by two ways: one of them may find it in flight.
        const answers = await Promise.all([room, other].map(({ address }) => sendThings(address, key, batch)))
        for (const answer of answers) {
          expect([201, 409], await answer.clone().text()).toContain(answer.status)
          if (answer.status === 201) model.accept(key, batch, (await answer.json()) as never)
        }
        expect(answers.map(({ status }) => status)).toContain(201)
      }),
    )
    await model.check(room)
  }
  console.log(`48 batches of 300 about 60 things: ${Date.now() - startedAt} ms`)
  await model.checkDrained(room)
})
