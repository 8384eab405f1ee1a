import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, rowsOf, statementOf } from './database.ts'
import { installJobs, type Jobs, openJobs } from './jobs.ts'
import { silentLog } from './log.ts'
import { migrate } from './migrate.ts'
import { type Outbox, openOutbox, outboxQueue } from './outbox.ts'
import { scratchDatabase } from './testing.ts'

let db: Database
let jobs: Jobs
let outbox: Outbox
const received: { url: string; id: string; type: string }[] = []
let statuses: number[] = []

beforeAll(async () => {
  db = await scratchDatabase(async (owner) => {
    await migrate(owner, [])
    await installJobs(owner, 'things', [outboxQueue])
  })
  jobs = await openJobs({ db, room: 'things', log: silentLog() })
  outbox = await openOutbox({
    jobs,
    clock: () => new Date('2026-01-01T00:00:00Z'),
    subscribers: [
      { url: 'https://all.test', keys: [] },
      { url: 'https://some.test', keys: [], types: ['thing.made'] },
    ],
    post: async (url, _, body) => {
      const { id, type } = JSON.parse(String(body)) as { id: string; type: string }
      received.push({ url, id, type })
      return { status: statuses.shift() ?? 204, headers: {}, body: '' }
    },
  })
})
afterAll(async () => {
  await jobs.stop()
  await db.close()
})

const event = (type: string) => ({ type, subject: { vin: 'v' }, data: {} })

it('sends however many events in two statements, each subscriber its own kinds', async () => {
  let statements = 0
  db.onStatement = (text) => {
    if (/insert into things_jobs|pg_notify/i.test(text)) statements += 1
  }
  await db.transaction((tx) =>
    outbox.emit(tx, Array.from({ length: 50 }, () => event('thing.made')).concat(event('thing.gone'))),
  )
  db.onStatement = undefined
  expect(statements).toBe(2)
  const [row] = rowsOf<{ count: string }>(
    await db.orm.execute(
      statementOf(`select count(*) as count from things_jobs.job where name = $1`, [outboxQueue]),
    ),
  )
  expect(Number(row?.count)).toBe(101)
})

it('sends nothing of a transaction that rolls back', async () => {
  await db.orm.execute(statementOf('delete from things_jobs.job'))
  received.length = 0
  await db
    .transaction(async (tx) => {
      await outbox.emit(tx, [event('thing.made')])
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await jobs.idle()
  expect(received).toEqual([])
})

it('tells a subscriber again, of the same event, when it does not accept', async () => {
  received.length = 0
  statuses = [500]
  await db.transaction((tx) => outbox.emit(tx, [event('thing.gone')]))
  for (let tries = 0; received.length < 2 && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
  expect(received).toHaveLength(2)
  expect(received[0]).toEqual(received[1])
})
