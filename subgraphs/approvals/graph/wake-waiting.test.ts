import { ownWork } from '@one-visit/kit/database/database.ts'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificates } from '../store/tables/certificates.ts'
import { wakings } from '../store/tables/events.ts'
import {
  decideAs,
  goodEvidenceOf,
  newApplicant,
  read,
  receipt,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'
import { wakePageMax } from './wake-waiting.ts'

const withinMs = 30_000

let world: TestRoom
let dieAt: string | undefined
/** How often that point is passed before it is the end. */
let passes = 0
let serial = 800_000
let vin = ''

beforeAll(async () => {
  world = await testRoom({
    crash: (name) => {
      if (name !== dieAt) return
      passes -= 1
      if (passes >= 0) return
      dieAt = undefined
      throw new Error(`died at ${name}`)
    },
  })
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.settle()
  world.clock.set(start)
  await world.db.write(ownWork, (tx) => tx.delete(wakings))
  await world.db.orm.execute(sql`delete from approvals_jobs.job where name = 'wake-waiting'`)
  serial += 1
  vin = `LSVAA4182E2${serial}`
  dieAt = undefined
  passes = 0
  world.played.silent = false
  world.played.feed = () => receipt('APPLIED')
  world.played.evidence = goodEvidenceOf(vin)
  world.played.evidenceFor = {}
  world.played.asked.length = 0
})

const inputOf = () =>
  submission({
    applicant: newApplicant(),
    vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' },
  })

const stateOf = async (id: string) => (await read(world, id)).value?.state
const becomes = (id: string, state: string) =>
  expect.poll(() => stateOf(id), { timeout: withinMs }).toBe(state)

/** The permits of the vehicle, as the register's room answers while it cannot read something. */
const doubtful = (isDoubtful: boolean) =>
  Object.assign(world.played.evidence.vehicle?.permits as object, {
    status: isDoubtful ? 'STALE' : 'CONFIRMED_ABSENT',
    unreadSince: isDoubtful ? start : null,
    complete: !isDoubtful,
  })

/** An application that waits for the register. */
async function waiting(): Promise<string> {
  doubtful(true)
  const { value } = await submitAs(world, inputOf())
  expect(value.state).toBe('WAITING_FOR_EVIDENCE')
  await world.settle()
  doubtful(false)
  world.played.asked.length = 0
  return value.id
}

const tellOf = (source: string) => world.event({ type: 'feed.coverage.changed', subject: { source } })
const register = 'transport-register'
const evaluations = () => world.played.asked.filter(({ variables }) => variables.vin === vin)

/** When the round that waits for its turn has it, seconds from now; undefined where none waits. */
async function restLeft(): Promise<number | undefined> {
  const { rows } = (await world.db.orm.execute(sql`
    select extract(epoch from start_after - now())::float8 as rest from approvals_jobs.job
    where name = 'wake-waiting' and state = 'created'`)) as unknown as { rows: { rest: number }[] }
  return rows[0]?.rest
}

/** What waits for its turn has it now, as if its time had passed. */
const later = async () => {
  world.clock.set(new Date(world.clock().getTime() + 31_000).toISOString())
  await world.db.orm.execute(
    sql`update approvals_jobs.job set start_after = now() where name = 'wake-waiting' and state = 'created'`,
  )
}

describe('what is told of a source as a whole', () => {
  it('wakes the application that waits for it, and its machine decision goes on by itself', async () => {
    const id = await waiting()
    expect((await tellOf(register)).status).toBe(202)
    await becomes(id, 'READY')
  })

  it('wakes nothing that waits for another one', async () => {
    const id = await waiting()
    await tellOf('platform')
    await world.settle()
    expect(evaluations()).toEqual([])
    expect(await stateOf(id)).toBe('WAITING_FOR_EVIDENCE')
    await tellOf(register)
    await becomes(id, 'READY')
  })

  it('wakes it although the step dies before it is committed', async () => {
    const id = await waiting()
    dieAt = 'waiting-woken'
    await tellOf(register)
    await becomes(id, 'READY')
    expect(dieAt).toBeUndefined()
  })

  it('wakes it once in a round, however often and by how many it is told together', async () => {
    const id = await waiting()
    await Promise.all(Array.from({ length: 8 }, () => tellOf(register)))
    await becomes(id, 'READY')
    await world.settle()
    expect(evaluations()).toHaveLength(1)
  })

  it('has a round not more often than every 30 s, and the last that was told has one', async () => {
    const id = await waiting()
    doubtful(true)
    await tellOf(register)
    await expect.poll(evaluations, { timeout: withinMs }).toHaveLength(1)
    await world.settle()
    await tellOf(register)
    await tellOf(register)
    await world.settle()
    expect(evaluations()).toHaveLength(1)
    expect(await restLeft()).toBeGreaterThan(20)
    doubtful(false)
    await tellOf(register)
    expect(await stateOf(id)).toBe('WAITING_FOR_EVIDENCE')
    await later()
    await becomes(id, 'READY')
    await world.settle()
    expect(evaluations()).toHaveLength(2)
  })

  it('that woke nothing holds up no other', async () => {
    await tellOf(register)
    await world.settle()
    const id = await waiting()
    await tellOf(register)
    await becomes(id, 'READY')
  })

  it('goes through more than a page, also where a step dies in between', async () => {
    const id = await waiting()
    await world.db.write(ownWork, (tx) =>
      tx.execute(sql`
        insert into approvals.applications (id, number, item, item_version, office_id, division, state, submitted_at,
          submitted_by, applicant_ref, applicant_name, applicant_phone, waiting_for)
        select gen_random_uuid(), 'many-' || n, 'RHL-02', 5, 'o', '330399', 'WAITING_FOR_EVIDENCE',
          ${start}::timestamptz - interval '1 day', 's', 'r' || n, 'n', 'p', array['platform']
        from generate_series(1, ${2 * wakePageMax + 7}::int) n`),
    )
    dieAt = 'waiting-woken'
    passes = 1
    await tellOf(register)
    await becomes(id, 'READY')
    await world.settle()
    expect(dieAt).toBeUndefined()
    const [row] = await world.db.orm.select().from(wakings).where(eq(wakings.source, register))
    expect(row).toMatchObject({ isWanted: false, position: null })
    await world.db
      .write(ownWork, (tx) => tx.execute(sql`delete from approvals.applications where number like 'many-%'`))
      .catch(() => undefined)
  })

  it('has a certificate that nobody could confirm confirmed again, and reviews no other', async () => {
    const { value } = await submitAs(world, { ...inputOf(), platformCompanyId: 'PF1' })
    await decideAs(world, value)
    await world.settle()
    const certificate = (await read(world, value.id)).value?.certificate
    if (certificate?.state !== 'VALID') throw new Error('It was to be issued.')
    const confirmed = async () => {
      const [row] = await world.db.read(ownWork, (tx) =>
        tx.select().from(certificates).where(eq(certificates.id, certificate.id)),
      )
      return row?.unconfirmedSince === null
    }
    world.played.asked.length = 0
    await tellOf(register)
    await world.settle()
    expect(evaluations()).toEqual([])
    await later()
    await world.db.write(ownWork, (tx) =>
      tx
        .update(certificates)
        .set({ unconfirmedSince: new Date(start) })
        .where(eq(certificates.id, certificate.id)),
    )
    await tellOf(register)
    await expect.poll(confirmed, { timeout: withinMs }).toBe(true)
  })
})
