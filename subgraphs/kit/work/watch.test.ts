import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { silentLog } from '../log.ts'
import { scratchDatabase } from '../testing.ts'
import { installJobs, type Jobs, jobSender, openJobs } from './jobs.ts'
import { startWatch } from './watch.ts'

const queues = ['greet', 'second', 'third', 'fourth']
/** Well before the look that comes every half minute in any case, on however slow a machine. */
const onceInAWhileMs = 20_000

let db: Database
let jobs: Jobs

beforeEach(async () => {
  db = await scratchDatabase(async (owner) => {
    await migrate(owner, [])
    await installJobs(owner, 'things', queues)
  })
  jobs = await openJobs({ db, room: 'things', log: silentLog() })
})
afterEach(async () => {
  await jobs.stop()
  await db.close()
})

/** Answers after how long a worker of the queue was handed its first job, ms. */
function timeUntilDone(queue: string, { from = performance.now() } = {}): Promise<number> {
  return new Promise((resolve) => {
    void jobs.work(queue, async () => resolve(performance.now() - from))
  })
}

describe('a room that nobody wakes', () => {
  it('asks its database nothing of its queues', async () => {
    for (const queue of queues) await jobs.work(queue, async () => undefined)
    await sleep(500)
    const asked: string[] = []
    db.onStatement = (text) => asked.push(text)
    await sleep(5_000)
    db.onStatement = undefined
    expect(asked).toEqual([])
  })
  it('does a job of later at its time, whether it was there before, or is sent by another process', async () => {
    const from = performance.now()
    await db.transaction((tx) => jobs.send(tx, 'greet', {}, { startAfterSeconds: 2 }))
    const before = await timeUntilDone('greet', { from })
    expect(before).toBeGreaterThan(1_900)
    expect(before).toBeLessThan(onceInAWhileMs)

    const waiting = timeUntilDone('second')
    await sleep(300)
    const sender = jobSender(db, 'things')
    await db.transaction((tx) => sender.sendMany(tx, 'second', [{}], { startAfterSeconds: 1 }))
    expect(await waiting).toBeLessThan(onceInAWhileMs)
  })
  it('does again what another process held when it was killed, once it has expired', async () => {
    await db.transaction((tx) => jobs.send(tx, 'greet', {}))
    await db.transaction((tx) =>
      tx.execute(
        sql`update things_jobs.job set state = 'active', started_on = now() - interval '58 seconds'`,
      ),
    )
    const time = await timeUntilDone('greet')
    expect(time).toBeGreaterThan(1_900)
    expect(time).toBeLessThan(onceInAWhileMs)
  })
  it('tries again what failed after a pause', async () => {
    const begun: number[] = []
    await jobs.work('greet', async () => {
      begun.push(performance.now())
      if (begun.length === 1) throw new Error('first time')
    })
    await db.transaction((tx) => jobs.send(tx, 'greet', {}))
    await expect.poll(() => begun.length, { timeout: 20_000 }).toBe(2)
    const [first = 0, second = 0] = begun
    expect(second - first).toBeLessThan(onceInAWhileMs)
  })
})

it('a watch looks again soon after a look that failed, and when it is told to, not before', async () => {
  let looks = 0
  const woken: string[] = []
  const watch = startWatch({
    findDue: async () => {
      looks += 1
      if (looks === 1) throw new Error('away')
      return { queues: ['greet'], nextMs: null }
    },
    wake: (queue) => woken.push(queue),
    log: silentLog(),
  })
  watch.within(60)
  watch.within(5_000)
  expect(looks).toBe(0)
  await expect.poll(() => looks, { timeout: 2_000 }).toBe(1)
  await expect.poll(() => woken, { timeout: 4_000 }).toEqual(['greet'])
  await watch.stop()
})
