import { expect, it } from 'vitest'
import { silentLog } from '../log.ts'
import { startWorkers } from './workers.ts'

/** A queue with one job that never ends, and what became of it. */
function startEndless(options: { expireMs: number; patienceMs: number }) {
  const waiting = [{ id: 'endless' }]
  const failed: unknown[] = []
  const boss = {
    fetch: async () => waiting.splice(0, 1),
    complete: async () => undefined,
    fail: async (_: string, ids: unknown, error: unknown) => void failed.push([ids, String(error)]),
  }
  let begin = (): void => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const workers = startWorkers(
    { boss: boss as never, log: silentLog() },
    'queue',
    { atOnce: 1, concurrency: 1, onLeft: () => undefined, ...options },
    () => {
      begin()
      return new Promise(() => undefined)
    },
  )
  return { workers, failed, begun }
}

it('a job that does not end has failed when its time is up, and its worker is free', async () => {
  const { workers, failed, begun } = startEndless({ expireMs: 20, patienceMs: 0 })
  await begun
  expect(workers.isBusy()).toBe(true)
  await expect.poll(() => workers.isBusy()).toBe(false)
  expect(failed).toEqual([[['endless'], 'Error: The job did not end within 0.02 s.']])
  await workers.stop()
})

it('a job that does not end before its room does is left to whoever comes next', async () => {
  const { workers, failed, begun } = startEndless({ expireMs: 60_000, patienceMs: 20 })
  await begun
  await workers.stop()
  expect(failed).toEqual([[['endless'], 'Error: The room ended before the job did.']])
})
