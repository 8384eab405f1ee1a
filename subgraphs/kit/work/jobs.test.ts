import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { insideTransaction } from '../database/frames.ts'
import { migrate } from '../database/migrate.ts'
import { silentLog } from '../log.ts'
import { scratchDatabase } from '../testing.ts'
import { installJobs, type Jobs, openJobs } from './jobs.ts'

const queues = ['greet', 'fail', 'share', 'side', 'count']
let db: Database
let jobs: Jobs

beforeAll(async () => {
  db = await scratchDatabase(async (owner) => {
    await migrate(owner, [])
    await installJobs(owner, 'things', queues)
    await installJobs(owner, 'things', queues)
  })
  jobs = await openJobs({ db, room: 'things', log: silentLog() })
})
afterAll(async () => {
  await jobs.stop()
  await db.close()
})

describe('jobs', () => {
  it('run after the transaction that sent them commits, at once, and not when it rolls back', async () => {
    const done: string[] = []
    await jobs.work<{ name: string }>('greet', async ({ name }) => {
      expect(insideTransaction()).toBe(false)
      done.push(name)
    })
    const started = performance.now()
    await db.transaction((tx) => jobs.send(tx, 'greet', { name: 'one' }))
    await db
      .transaction(async (tx) => {
        await jobs.send(tx, 'greet', { name: 'never' })
        throw new Error('rolled back')
      })
      .catch(() => undefined)
    await jobs.idle()
    expect(done).toEqual(['one'])
    expect(performance.now() - started).toBeLessThan(20_000)
  })
  it('of one key wait only once', async () => {
    const done: number[] = []
    await db.transaction(async (tx) => {
      for (let index = 0; index < 5; index += 1) await jobs.send(tx, 'fail', { index }, { singletonKey: 'k' })
    })
    await jobs.work<{ index: number }>('fail', async ({ index }) => {
      done.push(index)
      if (done.length === 1) throw new Error('first time')
    })
    while (done.length < 2) await new Promise((resolve) => setTimeout(resolve, 50))
    await jobs.idle()
    expect(done).toEqual([0, 0])
  })
  it('that are done together end by themselves: what failed is tried again, and nothing else', async () => {
    const rounds: number[][] = []
    await db.transaction((tx) =>
      jobs.sendMany(
        tx,
        'share',
        [1, 2, 3].map((index) => ({ index })),
      ),
    )
    await jobs.workTogether<{ index: number }>(
      'share',
      (data) => {
        rounds.push(data.map(({ index }) => index).sort())
        const isFirst = rounds.length === 1
        return Promise.allSettled(
          data.map(async ({ index }) => {
            if (isFirst && index === 2) throw new Error('first time')
          }),
        )
      },
      { atOnce: 10 },
    )
    while (rounds.length < 2) await new Promise((resolve) => setTimeout(resolve, 50))
    await jobs.idle()
    expect(rounds).toEqual([[1, 2, 3], [2]])
  })
  it('of one queue run side by side, as many as it has workers for, and one that is slow holds up none', async () => {
    const begun: number[] = []
    let most = 0
    let atOnce = 0
    let end = (): void => undefined
    const slow = new Promise<void>((resolve) => {
      end = resolve
    })
    await jobs.work<{ index: number }>(
      'side',
      async ({ index }) => {
        begun.push(index)
        atOnce += 1
        most = Math.max(most, atOnce)
        await (index === 0 ? slow : new Promise((resolve) => setTimeout(resolve, 50)))
        atOnce -= 1
      },
      { concurrency: 3 },
    )
    for (let index = 0; index < 9; index += 1) await db.transaction((tx) => jobs.send(tx, 'side', { index }))
    while (begun.length < 9) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(atOnce).toBeGreaterThan(0)
    end()
    await jobs.idle()
    expect({ most, begun: begun.toSorted() }).toEqual({ most: 3, begun: [0, 1, 2, 3, 4, 5, 6, 7, 8] })
  })
  it('that come one after the other take little more than a look each', async () => {
    const done: object[] = []
    await jobs.work('count', async (job) => void done.push(job), { concurrency: 6 })
    await jobs.idle()
    let fetches = 0
    db.onStatement = (text) => {
      if (/for update skip locked/i.test(text)) fetches += 1
    }
    for (let index = 0; index < 20; index += 1) {
      await db.transaction((tx) => jobs.send(tx, 'count', { index }))
      while (done.length <= index) await new Promise((resolve) => setTimeout(resolve, 2))
    }
    db.onStatement = undefined
    // Some may come from the timers of the queues.
    expect(fetches).toBeLessThan(35)
  })
})
