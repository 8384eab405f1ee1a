import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../database/database.ts'
import { eventsPerMessage } from '../work/outbox.ts'
import { type FaultDatabase, openFaultDatabase } from './fixtures/fault-database.ts'
import { randomOf, thingsBatch } from './fixtures/things-batches.ts'
import { openModel, sendThings } from './fixtures/things-model.ts'
import { openDatabase, openThingsProcesses, type ThingsProcesses } from './fixtures/things-processes.ts'

/** How long another process may need for what is left; on a server it first waits for the dead one's jobs to expire. */
const drainMs = 180_000

/** 500 records of as many things: every one is told, in as many messages as they fill. */
const batch = thingsBatch(500, 1_000_000, randomOf(3))
const messages = Math.ceil(batch.length / eventsPerMessage)

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
  // What the dead process had taken already is given back at once, not after its time.
  const db = await openDatabase(committed.address)
  await db.orm.execute(
    sql`update things_jobs.job set state = 'retry', start_after = now() where state = 'active'`,
  )
  await db.close()
  applied = [...(await eventsIn(committed)).keys()]
  expect(applied).toHaveLength(batch.length)
})
afterAll(async () => {
  await processes?.close()
  await committed?.close()
})

/** Event ids that wait in the outbox of a room that does not run, by `id|revision`. */
async function eventsIn({ address }: FaultDatabase): Promise<Map<string, string>> {
  const db = await openDatabase(address)
  try {
    const rows = rowsOf<{ name: string; id: string }>(
      await db.orm.execute(sql`
        select concat_ws('|', event->'subject'->>'vin', event->'data'->>'revision') as name, event->>'id' as id
        from things_jobs.job, jsonb_array_elements(data->'events') as event
        where name = 'outbox' and state in ('created', 'retry', 'active') and event->>'type' = 'thing.changed'`),
    )
    return new Map(rows.map(({ name, id }) => [name, id]))
  } finally {
    await db.close()
  }
}

/** Everything is told or waits to be, and whatever is told twice is one event. */
function checkWaiting(waiting: ReadonlyMap<string, string>): void {
  const { told } = processes
  expect([...new Set([...told.keys(), ...waiting.keys()])].sort()).toEqual([...applied].sort())
  for (const [name, ids] of told)
    expect([...ids, waiting.get(name) ?? [...ids][0]]).toEqual([...ids, [...ids][0]])
  for (const ids of told.values()) expect(ids.size).toBe(1)
}

/** Another process takes over what the dead one had taken, and everything is told. */
async function finish({ address }: FaultDatabase): Promise<void> {
  const room = await processes.open(address)
  await expect
    .poll(async () => (await room.report()).undelivered, { timeout: drainMs, interval: 100 })
    .toBe(0)
  const model = openModel(processes)
  await model.deliver(room.address, 'batch', batch)
  await model.check(room)
  await model.checkDrained(room)
  await room.kill()
}

it.each(['before-outbox-send', 'after-outbox-send'])(
  'loses no event and makes none twice, killed at each passing of %s of a batch of 500',
  { timeout: 1_800_000 },
  async (point) => {
    for (let passing = 1; passing <= messages; passing += 1) {
      processes.told.clear()
      const database = await committed.copy()
      const isKilled = await processes.runInto(`${point}:${passing}`, database.address)
      expect(isKilled, `${point}:${passing}`).toBe(true)
      const toldAtLeast = (point.startsWith('after') ? passing : passing - 1) * eventsPerMessage
      expect(processes.told.size).toBeGreaterThanOrEqual(toldAtLeast)
      checkWaiting(await eventsIn(database))
      if (passing === messages) await finish(database)
      await database.close()
    }
    console.log(`${messages} kills at passings of ${point}`)
  },
)
