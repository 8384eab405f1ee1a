import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  decideAs,
  goodEvidenceOf,
  newApplicant,
  outcome,
  read,
  type Seen,
  secondClerk,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

/** An act that dies when it is committed leaves what follows to a job, however long that waits for its turn. */
const withinMs = 30_000

let world: TestRoom
let dieAt: string | undefined
/** A vehicle of its own for each test: an event about it wakes nothing of another. */
let serial = 700_000
let vin = ''

beforeAll(async () => {
  world = await testRoom({
    crash: (name) => {
      if (name !== dieAt) return
      dieAt = undefined
      throw new Error(`died at ${name}`)
    },
  })
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(start)
  serial += 1
  vin = `LSVAA4182E2${serial}`
  dieAt = undefined
  world.played.silent = false
  world.played.errors = []
  world.played.asked.length = 0
  world.played.evidence = goodEvidenceOf(vin)
})

const inputOf = () =>
  submission({
    applicant: newApplicant(),
    vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' },
  })

/** What the police were to be asked about this test's vehicle. */
const pulls = () =>
  world.played.asked.filter(
    ({ operation, variables }) =>
      operation === 'RequestPoliceRecord' && (variables.vehicle as { vin: string }).vin === vin,
  )

const now = async (id: string): Promise<Seen> => (await read(world, id)).value as Seen

/** The application of a submission that died as soon as it was committed, found by handing it in again. */
async function diedSubmitted(): Promise<string> {
  const input = inputOf()
  dieAt = 'submit-committed'
  await expect(submitAs(world, input, `key-${vin}`)).rejects.toThrow()
  return (await submitAs(world, input, `key-${vin}`)).value.id
}

it('a submission has the police asked, also where it dies as soon as it is committed', async () => {
  await diedSubmitted()
  await expect.poll(pulls, { timeout: withinMs }).toHaveLength(1)
})

it('and where somebody else evaluates it before', async () => {
  const id = await diedSubmitted()
  await world.event({ type: 'something.changed', subject: { vin } })
  await expect.poll(async () => (await now(id)).state, { timeout: withinMs }).toBe('READY')
  await expect.poll(pulls, { timeout: withinMs }).toHaveLength(1)
})

it('and where the police room is out of reach, until it is there', async () => {
  world.played.silent = true
  await submitAs(world, inputOf())
  await expect.poll(pulls, { timeout: withinMs }).not.toHaveLength(0)
  world.played.asked.length = 0
  world.played.silent = false
  await expect.poll(pulls, { timeout: withinMs }).toHaveLength(1)
})

it('has the police asked no more once it is decided or withdrawn', async () => {
  world.played.silent = true
  const { value: seen } = await submitAs(world, inputOf())
  await expect.poll(pulls, { timeout: withinMs }).not.toHaveLength(0)
  const withdraw = `mutation($id: ID!, $v: Int!) {
    withdrawApplication(applicationId: $id, expectedVersion: $v) { state } }`
  await outcome(
    world.graph(withdraw, { id: seen.id, v: (await now(seen.id)).version }),
    'withdrawApplication',
  )
  world.played.asked.length = 0
  world.played.silent = false
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  expect(pulls()).toEqual([])
})

it('paper that is confirmed counts, also where its confirmation dies as soon as it is committed', async () => {
  const usage = world.played.evidence.vehicle?.usage as Record<string, unknown>
  Object.assign(usage, { status: 'UNAVAILABLE' })
  const { value: waiting } = await submitAs(world, inputOf())
  expect(waiting.state).toBe('WAITING_FOR_EVIDENCE')
  const { digest } = await world.upload(Buffer.from(`%PDF-1.7 ${vin}`))
  const add = `mutation($id: ID!, $v: Int!, $file: String!) { addPaperEvidence(applicationId: $id,
    expectedVersion: $v, check: "USAGE_RIDE_HAILING", fileDigest: $file, reason: "公安接口中断") { id } }`
  const { value: paper } = await outcome<{ id: string }>(
    world.graph(add, { id: waiting.id, v: waiting.version, file: digest }),
    'addPaperEvidence',
  )
  dieAt = 'paper-confirmed'
  const confirm = 'mutation($id: ID!) { confirmPaperEvidence(id: $id) { state } }'
  await expect(
    outcome(world.graph(confirm, { id: paper.id }, secondClerk), 'confirmPaperEvidence'),
  ).rejects.toThrow()
  await expect.poll(async () => (await now(waiting.id)).state, { timeout: withinMs }).toBe('READY')
})

it('a decision that met a room without an answer has the evidence read again until it answers', async () => {
  const { value: seen } = await submitAs(world, inputOf())
  expect(seen.state).toBe('READY')
  const answered = world.played.evidence.vehicle?.usage
  world.played.errors = [
    { message: 'too late', path: ['vehicle', 'usage'], extensions: { code: 'SOURCE_UNAVAILABLE' } },
  ]
  Object.assign(world.played.evidence.vehicle ?? {}, { usage: null })
  expect((await decideAs(world, seen)).value.status).toBe('EVIDENCE_CHANGED')
  expect((await now(seen.id)).state).toBe('WAITING_FOR_EVIDENCE')
  Object.assign(world.played.evidence.vehicle ?? {}, { usage: answered })
  world.played.errors = []
  await expect.poll(async () => (await now(seen.id)).state, { timeout: withinMs }).toBe('READY')
})
