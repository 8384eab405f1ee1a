import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, statementOf } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { silentLog } from '../log.ts'
import { scratchDatabase } from '../testing.ts'
import { installJobs, type Jobs, openJobs } from './jobs.ts'
import { eventsPerMessage, type Outbox, openOutbox, outboxQueue } from './outbox.ts'

let db: Database
let jobs: Jobs
let outbox: Outbox
const received: { url: string; message: string; events: { id: string; type: string }[] }[] = []
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
    post: async (url, headers, body) => {
      const events = JSON.parse(String(body)) as { id: string; type: string }[]
      received.push({ url, message: String(headers['webhook-id']), events })
      const status = events.some(({ type }) => type === 'thing.broken') ? 400 : statuses.shift()
      return { status: status ?? 204, headers: {}, body: '' }
    },
  })
})
afterAll(async () => {
  await jobs.stop()
  await db.close()
})

const event = (type: string) => ({ type, subject: { vin: 'v' }, data: {} })

it('sends however many events in one statement, each subscriber its own kinds', async () => {
  let statements = 0
  db.onStatement = (text) => {
    if (/insert into things_jobs|pg_notify/i.test(text)) statements += 1
  }
  await db.transaction((tx) =>
    outbox.emit(tx, Array.from({ length: 50 }, () => event('thing.made')).concat(event('thing.gone'))),
  )
  db.onStatement = undefined
  expect(statements).toBe(1)
  await jobs.idle()
  const told = (url: string) =>
    received
      .filter((message) => message.url === url)
      .flatMap(({ events }) => events.map(({ type }) => type))
      .sort()
  expect(told('https://some.test')).toEqual(Array.from({ length: 50 }, () => 'thing.made'))
  expect(told('https://all.test')).toEqual(['thing.gone', ...told('https://some.test')])
  expect(received).toHaveLength(2)
})

it('tells what waited in many transactions together, no message longer than its limit', async () => {
  received.length = 0
  await db.transaction(async (tx) => {
    for (let each = 0; each < 250; each += 1) await outbox.emit(tx, [event('thing.gone')])
    await outbox.emit(
      tx,
      Array.from({ length: 250 }, () => event('thing.gone')),
    )
  })
  await jobs.idle()
  const sizes = received.map(({ events }) => events.length)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500)
  expect(Math.max(...sizes)).toBe(eventsPerMessage)
  expect(sizes.length).toBeLessThan(30)
})

it('tells what a single record says before what a bulk load left', async () => {
  received.length = 0
  await db.transaction(async (tx) => {
    await outbox.emit(
      tx,
      Array.from({ length: 5_000 }, () => event('thing.gone')),
    )
    await outbox.emit(tx, [event('thing.made')])
  })
  await jobs.idle()
  const at = received.findIndex(({ events }) => events.some(({ type }) => type === 'thing.made'))
  expect(received.length).toBeGreaterThan(50)
  expect(at).toBeLessThan(40)
})

it('tells one by one what a subscriber refuses together, so that nothing waits for what it will never take', async () => {
  received.length = 0
  await db.transaction((tx) => outbox.emit(tx, ['thing.gone', 'thing.broken', 'thing.gone'].map(event)))
  const isTold = () =>
    received.filter(({ events }) => events.length === 1 && events[0]?.type === 'thing.gone')
  await expect.poll(() => isTold().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2)
  expect(new Set(isTold().map(({ message }) => message)).size).toBe(2)
  await db.orm.execute(statementOf('delete from things_jobs.job'))
  await jobs.idle()
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
