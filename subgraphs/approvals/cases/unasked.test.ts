import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  clerk,
  decideAs,
  goodEvidenceOf,
  newApplicant,
  outcome,
  read,
  type Seen,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
/** A vehicle of its own for each test: an event about it wakes nothing of another. */
let serial = 500_000
let vin = ''

beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(start)
  serial += 1
  vin = `LSVAA4182E2${serial}`
  world.played.silent = false
  world.played.errors = []
  world.played.whileAsked = undefined
  world.played.evidence = evidence()
})

const evidence = () => goodEvidenceOf(vin)

async function submitted(): Promise<Seen> {
  const vehicle = { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' }
  return (await submitAs(world, submission({ applicant: newApplicant(), vehicle }))).value
}

async function tell(): Promise<void> {
  await world.event({ type: 'something.changed', subject: { vin } })
  await world.settle()
}

const usage = () => (world.played.evidence.vehicle as Record<string, { record: object }>).usage

function verdictsOf({ evaluation }: Seen): Record<string, string> {
  return Object.fromEntries(evaluation.findings.map(({ code, verdict }) => [code, verdict]))
}

const now = async (id: string): Promise<Seen> => (await read(world, id)).value as Seen

function refresh(id: string) {
  return outcome(
    world.graph('mutation($id: ID!) { refreshEvidence(applicationId: $id) { id } }', { id }, clerk),
    'refreshEvidence',
  )
}

/** The graph answers who may act, and goes away when it is asked for evidence. */
const goesAway = () => Promise.reject(new Error('There is no route to the graph.'))

it('an evaluation that cannot ask the graph leaves the findings, and is made again until it can', async () => {
  const seen = await submitted()
  expect(seen).toMatchObject({ state: 'READY', evaluation: { verdict: 'PASS' } })
  let asked = 0
  world.played.whileAsked = () => {
    asked += 1
    return goesAway()
  }
  Object.assign(usage()?.record ?? {}, { current: 'NON_COMMERCIAL' })
  await tell()
  expect(asked).toBeGreaterThan(0)
  expect(await now(seen.id)).toEqual(seen)
  // Longer than one repeat: every one of them leaves another.
  await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThan(1)
  expect(await now(seen.id)).toEqual(seen)
  world.played.whileAsked = undefined
  await expect
    .poll(async () => verdictsOf(await now(seen.id)).USAGE_RIDE_HAILING, { timeout: 30_000 })
    .toBe('FAIL')
})

it('a first evaluation that cannot ask shows what it waits for, and is made again', async () => {
  world.played.silent = true
  const seen = await submitted()
  expect(seen).toMatchObject({ state: 'WAITING_FOR_EVIDENCE', evaluation: { verdict: 'UNKNOWN' } })
  world.played.silent = false
  await expect.poll(async () => (await now(seen.id)).state, { timeout: 15_000 }).toBe('READY')
})

it('a room that does not answer is shown as such, and asked again until it does', async () => {
  const path = ['vehicle', 'usage']
  world.played.errors = [{ message: 'too late', path, extensions: { code: 'SOURCE_UNAVAILABLE' } }]
  const answered = world.played.evidence.vehicle?.usage
  Object.assign(world.played.evidence.vehicle ?? {}, { usage: null })
  const seen = await submitted()
  expect(seen).toMatchObject({ state: 'WAITING_FOR_EVIDENCE', evaluation: { verdict: 'UNKNOWN' } })
  expect(verdictsOf(seen)).toMatchObject({ USAGE_RIDE_HAILING: 'UNKNOWN', POLICE_STATUS_CLEAR: 'PASS' })
  Object.assign(world.played.evidence.vehicle ?? {}, { usage: answered })
  world.played.errors = []
  await expect.poll(async () => (await now(seen.id)).state, { timeout: 15_000 }).toBe('READY')
})

/** From now on the room of the usage answers with an error. */
function breakUsage(): unknown {
  const answered = world.played.evidence.vehicle?.usage
  const path = ['vehicle', 'usage']
  world.played.errors = [{ message: 'too late', path, extensions: { code: 'SOURCE_UNAVAILABLE' } }]
  Object.assign(world.played.evidence.vehicle ?? {}, { usage: null })
  return answered
}

it('what a room said before stays while it does not answer, beside what others say now', async () => {
  const seen = await submitted()
  const answered = breakUsage()
  const status = (world.played.evidence.vehicle as Record<string, { record: object }>).policeStatus
  Object.assign(status?.record ?? {}, { letters: [{ letter: 'K', effect: 'BLOCK' }] })
  await tell()
  const between = await now(seen.id)
  expect(verdictsOf(between)).toMatchObject({ USAGE_RIDE_HAILING: 'PASS', POLICE_STATUS_CLEAR: 'FAIL' })
  Object.assign(answered as object, {
    record: { ...(answered as { record: object }).record, current: 'NON_COMMERCIAL' },
  })
  Object.assign(world.played.evidence.vehicle ?? {}, { usage: answered })
  world.played.errors = []
  await expect
    .poll(async () => verdictsOf(await now(seen.id)).USAGE_RIDE_HAILING, { timeout: 15_000 })
    .toBe('FAIL')
})

it('what a room said before is known no longer than it would be of a source that fell silent', async () => {
  const seen = await submitted()
  breakUsage()
  world.clock.set('2025-07-10T02:00:00.000Z')
  await tell()
  expect(verdictsOf(await now(seen.id))).toMatchObject({ USAGE_RIDE_HAILING: 'UNKNOWN' })
})

it('nothing is decided on what a room said before', async () => {
  const seen = await submitted()
  breakUsage()
  await tell()
  expect((await now(seen.id)).evaluation.verdict).toBe('PASS')
  const { value } = await decideAs(world, await now(seen.id))
  expect(value?.status).not.toBe('DECIDED')
})

it('a submission that comes again while the graph is away is answered as it stands', async () => {
  const vehicle = { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' }
  const input = submission({ applicant: newApplicant(), vehicle })
  const { value } = await submitAs(world, input, 'once more')
  world.played.silent = true
  expect((await submitAs(world, input, 'once more')).value).toMatchObject({
    id: value.id,
    state: 'READY',
  })
})

it('one source that says nothing is a finding, and is stored', async () => {
  const seen = await submitted()
  Object.assign(usage() ?? {}, { status: 'UNAVAILABLE' })
  await tell()
  expect(verdictsOf(await now(seen.id))).toMatchObject({
    USAGE_RIDE_HAILING: 'UNKNOWN',
    POLICE_STATUS_CLEAR: 'PASS',
  })
})

it('who asks for findings or decides while the graph is away is told so, and nothing is changed', async () => {
  const seen = await submitted()
  world.played.whileAsked = goesAway
  expect((await refresh(seen.id)).code).toBe('SOURCE_UNAVAILABLE')
  for (const changes of [{}, { outcome: 'REFUSE', reason: '不符', refusal: { ground: 'NOT_AS_APPLIED' } }])
    expect((await decideAs(world, seen, changes)).code).toBe('SOURCE_UNAVAILABLE')
  world.played.silent = true
  expect((await decideAs(world, seen)).code).toBe('SOURCE_UNAVAILABLE')
  world.played.silent = false
  world.played.whileAsked = undefined
  expect(await now(seen.id)).toEqual(seen)
  expect((await decideAs(world, seen)).value.status).toBe('DECIDED')
})
