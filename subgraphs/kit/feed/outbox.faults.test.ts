import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../database.ts'
import { type FaultDatabase, openFaultDatabase } from './fixtures/fault-database.ts'
import { randomOf, thingsBatch } from './fixtures/things-batches.ts'
import { openModel, sendThings } from './fixtures/things-model.ts'
import { openDatabase, openThingsProcesses, type ThingsProcesses } from './fixtures/things-processes.ts'

/** Every so many passings are tried: 1 for all of them. */
const stride = Number(process.env.FAULT_STRIDE ?? 1)
/** After every so many kills another process finishes what is left. */
const drainEvery = 15
const drainMs = 180_000

/** 500 records about 60 things: most are older than others of the same batch, the 60 newest are told. */
const batch = thingsBatch(500, 60, randomOf(3))

let committed: FaultDatabase
let processes: ThingsProcesses
/** What has to be told: `id|revision`. */
let applied: string[]

beforeAll(async () => {
  committed = await openFaultDatabase()
  processes = await openThingsProcesses(committed.address)
  const room = await processes.open()
  room.crashAt('after-commit')
  await expect(sendThings(room.address, 'batch', batch)).rejects.toThrow()
  await room.ended
  applied = [...(await eventsIn(committed)).keys()]
  expect(applied).toHaveLength(60)
})
afterAll(async () => {
  await processes?.close()
  await committed?.close()
})

/** Event ids that wait in the outbox of a room that does not run, by `id|revision`. */
const eventsIn = async ({ address }: FaultDatabase): Promise<Map<string, string>> => {
  const db = await openDatabase(address)
  try {
    const rows = rowsOf<{ name: string; id: string }>(
      await db.orm.execute(sql`
        select concat_ws('|', data->'event'->'subject'->>'vin', data->'event'->'data'->>'revision') as name,
          data->'event'->>'id' as id
        from things_jobs.job where name = 'outbox' and state in ('created', 'retry', 'active')`),
    )
    return new Map(rows.map(({ name, id }) => [name, id]))
  } finally {
    await db.close()
  }
}

/** Everything is told or waits to be, and whatever is told twice is one event. */
const checkWaiting = (waiting: ReadonlyMap<string, string>): void => {
  const { told } = processes
  expect([...new Set([...told.keys(), ...waiting.keys()])].sort()).toEqual([...applied].sort())
  for (const [name, ids] of told)
    expect([...ids, waiting.get(name) ?? [...ids][0]]).toEqual([...ids, [...ids][0]])
  for (const ids of told.values()) expect(ids.size).toBe(1)
}

it.each(['before-outbox-send', 'after-outbox-send'])(
  'loses no event and makes none twice, killed at each passing of %s of a batch of 500',
  { timeout: 3_600_000 },
  async (point) => {
    const startedAt = Date.now()
    let kills = 0
    for (let passing = 1; passing <= applied.length; passing += stride) {
      processes.told.clear()
      const database = await committed.copy()
      expect(await processes.runInto(`${point}:${passing}`, database.address), `${point}:${passing}`).toBe(
        true,
      )
      kills += 1
      expect(processes.told.size).toBeGreaterThanOrEqual(
        point.startsWith('after') ? passing - 1 : passing - 2,
      )
      checkWaiting(await eventsIn(database))
      if (kills % drainEvery === 1) {
        const room = await processes.open(database.address)
        await expect
          .poll(async () => (await room.report()).undelivered, { timeout: drainMs, interval: 100 })
          .toBe(0)
        const model = openModel(processes)
        await model.deliver(room.address, 'batch', batch)
        await model.check(room)
        await model.checkDrained(room)
        await room.kill()
      }
      await database.close()
    }
    console.log(`${kills} kills at passings of ${point}: ${Math.round((Date.now() - startedAt) / 1000)} s`)
  },
)
