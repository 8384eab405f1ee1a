import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFaultDatabase } from './fixtures/fault-database.ts'
import { openTcpProxy } from './fixtures/tcp-proxy.ts'
import { randomOf, thingsBatch } from './fixtures/things-batches.ts'
import { openModel, sendThings } from './fixtures/things-model.ts'
import { openThingsProcesses, type ThingsProcess, type ThingsProcesses } from './fixtures/things-processes.ts'

let database: Awaited<ReturnType<typeof openFaultDatabase>>
let processes: ThingsProcesses
let room: ThingsProcess

beforeAll(async () => {
  database = await openFaultDatabase()
  processes = await openThingsProcesses(database.address)
  room = await processes.open()
})
afterAll(async () => {
  await processes.close()
  await database.close()
})

it('keeps to the model when the network delivers batches late, in another order and twice', async () => {
  const random = randomOf(7)
  const model = openModel(processes)
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
  await Promise.all(
    batches.map(async (batch, index) => {
      const answer = await sendThings(`http://127.0.0.1:${proxy.port}`, `late-${index}`, batch)
      expect([201, 409]).toContain(answer.status)
      await answer.arrayBuffer()
    }),
  )
  for (const [index, batch] of batches.entries()) await model.deliver(room.address, `late-${index}`, batch)
  await model.check(room)
  await model.checkDrained(room)
  await proxy.close()
  expect(repeated).toBeGreaterThan(10)
})
