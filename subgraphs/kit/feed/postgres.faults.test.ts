import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnPostgres, openOwnPostgres, postgresPrograms } from './fixtures/own-postgres.ts'
import { openTcpProxy } from './fixtures/tcp-proxy.ts'
import { thingsBatches } from './fixtures/things-batches.ts'
import { openModel, sendThings, type ThingsReceipt } from './fixtures/things-model.ts'
import {
  connectionsMax,
  openThingsProcesses,
  type ThingsProcess,
  type ThingsProcesses,
} from './fixtures/things-processes.ts'

const programs = postgresPrograms()
const isPossible = Boolean(process.env.DATABASE_URL) && programs !== undefined
if (process.env.DATABASE_URL && programs === undefined)
  console.warn('SKIPPED: no initdb under /usr/lib/postgresql, so that no server of our own can be stopped')

describe.skipIf(!isPossible)('a room whose PostgreSQL fails', () => {
  let server: OwnPostgres
  let processes: ThingsProcesses
  let model: ReturnType<typeof openModel>
  let room: ThingsProcess
  let proxy: Awaited<ReturnType<typeof openTcpProxy>>
  /** Commits still to pass before the answer of one is dropped; 0 lets all pass. */
  let commitsLeft = 0
  /** How many transactions lose their connection as they begin. */
  let beginsToCut = 0
  let cuts = 0

  beforeAll(async () => {
    server = await openOwnPostgres(programs ?? '')
    proxy = await openTcpProxy(server.port, {
      sent: (chunk, link) => {
        const text = chunk.toString('latin1')
        if (beginsToCut > 0 && /\bbegin\b/i.test(text)) {
          beginsToCut -= 1
          return link.dropAnswer()
        }
        if (commitsLeft === 0 || !/\bcommit\0/i.test(text)) return
        commitsLeft -= 1
        if (commitsLeft > 0) return
        cuts += 1
        link.dropAnswer()
      },
    })
    processes = await openThingsProcesses(
      server.url,
      server.url.replace(`:${server.port}/`, `:${proxy.port}/`),
    )
    model = openModel(processes)
    room = await processes.open()
  })
  afterAll(async () => {
    await processes.close()
    await proxy.close()
    await server.close()
  })

  it.each([1, 2])('applies a batch once when the answer to its COMMIT number %i is lost', async (nth) => {
    const [batch = []] = thingsBatches(1, 300)
    const before = cuts
    commitsLeft = nth
    const answer = await sendThings(room.address, `cut-${nth}`, batch)
    // The sender is told of an error although the server may have committed.
    expect(answer.status).toBeGreaterThanOrEqual(500)
    await expect.poll(() => cuts, { timeout: 10_000 }).toBe(before + 1)
    commitsLeft = 0
    await model.deliver(room.address, `cut-${nth}`, batch)
    await model.check(room)
  })

  it('goes on when more connections are lost at BEGIN than it may have', async () => {
    const [batch = []] = thingsBatches(1, 10)
    beginsToCut = 3 * connectionsMax
    for (let attempt = 0; beginsToCut > 0 && attempt < 10 * connectionsMax; attempt += 1) {
      const answer = await sendThings(room.address, `begin-${attempt}`, batch)
      if (answer.status === 201) model.accept(`begin-${attempt}`, batch, (await answer.json()) as never)
      else expect(answer.status).toBeGreaterThanOrEqual(500)
    }
    expect(beginsToCut).toBe(0)
    await model.deliver(room.address, 'begun', batch)
    await model.check(room)
  })

  it.each(['fast', 'immediate'] as const)(
    'goes on by itself when the server was stopped (%s) and started under load',
    async (mode) => {
      const batches = thingsBatches(30, 100)
      const keyOf = (index: number): string => `stopped-${mode}-${index}`
      let refused = 0
      const sending = batches.map(async (batch, index) => {
        await sleep(index * 40)
        const answer = await sendThings(room.address, keyOf(index), batch).catch(() => undefined)
        if (answer?.status === 201) model.accept(keyOf(index), batch, (await answer.json()) as never)
        else refused += 1
      })
      await sleep(300)
      await server.stop(mode)
      await sleep(500)
      await server.start()
      await Promise.all(sending)
      expect(refused).toBeGreaterThan(0)
      for (const [index, batch] of batches.entries()) await model.deliver(room.address, keyOf(index), batch)
      await model.check(room)
      console.log(`${mode}: ${refused} of ${batches.length} batches refused meanwhile, all applied once`)
    },
  )

  const receiptOf = async (
    receiptId: string,
  ): Promise<{ status: string; counts: Record<string, number> }> => {
    const answer = await fetch(`${room.address}/feeds/things/receipts/${receiptId}`, {
      headers: { authorization: 'Bearer token-one' },
    })
    return (await answer.json()) as never
  }

  it('knows a receipt it answered the moment before the server was stopped', async () => {
    const [batch = []] = thingsBatches(1, 300)
    const answer = await sendThings(room.address, 'answered', batch)
    expect(answer.status).toBe(201)
    await server.stop('immediate')
    const receipt = (await answer.json()) as ThingsReceipt
    model.accept('answered', batch, receipt)
    await server.start()
    await expect.poll(() => receiptOf(receipt.receiptId), { timeout: 20_000 }).toEqual(receipt)
    await model.deliver(room.address, 'answered', batch)
    await model.check(room)
  })

  it('finishes by itself, once, what was journaled and not merged when the server was stopped', async () => {
    const [batch = []] = thingsBatches(1, 300)
    const holder = new pg.Client({ connectionString: server.url })
    holder.on('error', () => undefined)
    await holder.connect()
    await holder.query('begin; lock table things.things_history in access exclusive mode')
    const answering = sendThings(room.address, 'journaled', batch)
    const journaled = async (): Promise<string | undefined> => {
      const found = await holder.query(
        `select receipt_id from things.feed_journal where idempotency_key = 'journaled'`,
      )
      return found.rows[0]?.receipt_id
    }
    await expect.poll(journaled, { timeout: 10_000 }).toBeDefined()
    const receiptId = (await journaled()) ?? ''
    // It can be asked for already, and nothing of it is in the tables.
    expect(await receiptOf(receiptId)).toMatchObject({ status: 'RECEIVED', records: [] })
    await server.stop('immediate')
    expect((await answering).status).toBeGreaterThanOrEqual(500)
    await server.start()
    // Nobody sends it again: the room comes back to what was left a minute ago.
    await expect
      .poll(() => receiptOf(receiptId), { timeout: 120_000, interval: 500 })
      .toMatchObject({ status: 'PROCESSED' })
    expect((await receiptOf(receiptId)).counts.QUARANTINED).toBe(0)
    const receipt = await model.deliver(room.address, 'journaled', batch)
    expect(receipt.receiptId).toBe(receiptId)
    await model.check(room)
  })

  it('has told everything once at the end', () => model.checkDrained(room))
})
