import { ownWork } from '@one-visit/kit/database/database.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyCases } from '../audit/verify-cases.ts'
import { audit } from '../store/tables/audit.ts'
import { callbackDeliveries } from '../store/tables/callbacks.ts'
import { asIntruder } from '../testing/as-owner.ts'
import {
  auditor,
  decideAs,
  goodEvidenceOf,
  newApplicant,
  outcome,
  read,
  receipt,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
/** A vehicle of its own for each test: an event about it wakes nothing of another. */
let serial = 700_000
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
  world.played.feed = () => receipt('APPLIED')
  world.played.evidence = goodEvidenceOf(vin)
  world.played.evidenceFor = {}
})

/** What the register says of the vehicle's permits from now on. */
function registerSays(...records: Record<string, unknown>[]): void {
  registerAnswers({ status: 'PRESENT', complete: true, records })
}

function registerAnswers(answer: Record<string, unknown>): void {
  const { permits } = world.played.evidence.vehicle as Record<string, object>
  world.played.evidenceFor = { PermitStanding: { vehicle: { vin, permits: { ...permits, ...answer } } } }
}

interface Issued {
  readonly id: string
  readonly certificateId: string
  readonly token: string
  /** The permit in the register, as it was written back. */
  readonly permit: Record<string, unknown>
}

async function approve(): Promise<string> {
  const vehicle = { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' }
  const { value } = await submitAs(
    world,
    submission({ applicant: newApplicant(), vehicle, platformCompanyId: 'PF1' }),
  )
  await decideAs(world, value)
  await world.settle()
  return value.id
}

async function issued(): Promise<Issued> {
  const id = await approve()
  const certificate = (await read(world, id)).value?.certificate
  if (certificate?.state !== 'VALID') throw new Error('It was to be issued.')
  const { number, validFrom, validUntil, token } = certificate
  const permit = {
    number,
    validFrom,
    validUntil,
    state: 'VALID',
    certificateId: certificate.id,
    confirmedAt: start,
    contradicted: false,
  }
  registerSays(permit)
  return { id, certificateId: certificate.id, token, permit }
}

async function tell(): Promise<void> {
  await world.event({ type: 'register.permit.recorded', subject: { vin } })
  await world.settle()
}

function verify(token: string) {
  return outcome<Record<string, unknown>>(
    world.graph(
      'query($t: String!) { verifyCertificate(token: $t) { result number validUntil stateSince stateReason stateReasonEn } }',
      { t: token },
      { caller: 'anonymous', roles: [] },
    ),
    'verifyCertificate',
  ).then(({ value }) => value)
}

const certificateOf = async (id: string) => (await read(world, id)).value?.certificate
const flagsOf = async (id: string) =>
  (await certificateOf(id))?.flags.map(({ field, newValue, state }) => [field, newValue, state])

/** What the audit finds of one case, chain and tables held against one another. */
async function differencesOf(id: string): Promise<string[]> {
  await world.chained()
  const found = []
  for await (const difference of verifyCases(world.db)) if (difference.includes(id)) found.push(difference)
  return found
}

async function actsOf(id: string): Promise<string[]> {
  await world.chained()
  const { value } = await outcome<{ action: string }[]>(
    world.graph(
      'query($id: ID!) { auditTrail(applicationId: $id) { action } }',
      { id },
      { ...auditor, roles: ['AUDITOR'] },
    ),
    'auditTrail',
  )
  return value.map(({ action }) => action)
}

const suspension = {
  state: 'SUSPENDED',
  stateSince: '2025-06-01',
  stateReason: '超范围经营',
  stateReasonEn: 'operated beyond its scope',
}

describe('a certificate the register suspends', () => {
  it('is verified so with since and why, is flagged once, and is valid again when that is lifted', async () => {
    const { id, token, permit } = await issued()
    const platform = { caller: 'p', roles: ['PLATFORM'], organisation: 'PF1' }
    const input = { url: 'http://127.0.0.1:9/told', types: ['CERTIFICATE_FLAGGED', 'CERTIFICATE_VALID'] }
    const register =
      'mutation($input: RegisterCallbackInput!) { registerCallback(input: $input) { callback { id } } }'
    await outcome(world.graph(register, { input }, platform), 'registerCallback')
    registerSays({ ...permit, ...suspension })
    for (let times = 0; times < 3; times += 1) await tell()
    const { state: result, ...why } = suspension
    expect(await verify(token)).toMatchObject({ result, number: permit.number, ...why })
    expect(await certificateOf(id)).toMatchObject({ state: 'SUSPENDED' })
    expect(await flagsOf(id)).toEqual([['certificate.state', '"SUSPENDED"', 'OPEN']])
    registerSays(permit)
    for (let times = 0; times < 2; times += 1) await tell()
    expect(await verify(token)).toMatchObject({ result: 'VALID', stateSince: null, stateReason: null })
    expect(await flagsOf(id)).toEqual([['certificate.state', '"SUSPENDED"', 'ENDED']])
    expect(await differencesOf(id)).toEqual([])
    expect((await actsOf(id)).filter((action) => action === 'CERTIFICATE_STATED')).toHaveLength(2)
    const deliveries = await world.db.read(ownWork, (tx) => tx.select().from(callbackDeliveries))
    const told = deliveries.flatMap(({ type, body }) =>
      body.includes(id) ? [`${type} ${JSON.parse(body).data.certificate.state}`] : [],
    )
    expect(told.sort()).toEqual(['certificate.flagged SUSPENDED', 'certificate.valid VALID'])
  })
})

describe('a certificate', () => {
  it.each([
    ['REVOKED', 'REVOKED'],
    ['REPLACED', 'REPLACED'],
    ['INVALID', 'ENDED'],
  ])('the register has made %s is so, and comes back by its word alone', async (state, ours) => {
    const { id, token, permit } = await issued()
    registerSays({ ...permit, state })
    await tell()
    expect(await verify(token)).toMatchObject({ result: ours })
    registerSays({ ...permit, ...suspension })
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'SUSPENDED' })
    expect(await flagsOf(id)).toEqual(
      expect.arrayContaining([
        ['certificate.state', JSON.stringify(ours), 'ENDED'],
        ['certificate.state', '"SUSPENDED"', 'OPEN'],
      ]),
    )
    registerSays()
    await tell()
    expect(await verify(token), 'a register that does not speak of it').toMatchObject({ result: 'SUSPENDED' })
    expect(await differencesOf(id)).toEqual([])
  })

  it('the register ends early is valid to that day and no longer', async () => {
    const { id, token, permit } = await issued()
    registerSays({ ...permit, validUntil: '2025-06-10' })
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'VALID', validUntil: '2025-06-10' })
    expect(await flagsOf(id)).toEqual([['certificate.validUntil', '"2025-06-10"', 'OPEN']])
    world.clock.set('2025-06-10T16:00:00.000Z')
    expect(await verify(token)).toMatchObject({ result: 'EXPIRED' })
    expect(await differencesOf(id)).toEqual([])
  })

  it('of the hub’s own echo is nothing new', async () => {
    const { id, token, permit } = await issued()
    const before = await actsOf(id)
    registerSays({ ...permit, certificateId: null })
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'VALID' })
    expect([await flagsOf(id), await actsOf(id)]).toEqual([[], before])
  })

  it('of which nobody can be asked is not said to be valid, until somebody could be', async () => {
    const { id, token, permit } = await issued()
    registerSays({ ...permit, state: 'REVOKED' })
    world.played.silent = true
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'UNCONFIRMED', number: permit.number })
    expect(await flagsOf(id)).toEqual([])
    world.played.silent = false
    await expect.poll(async () => (await verify(token))?.result, { timeout: 15_000 }).toBe('REVOKED')
    world.played.silent = true
    await tell()
    expect(await verify(token), 'what is known stays known').toMatchObject({ result: 'REVOKED' })
    expect(await differencesOf(id)).toEqual([])
  })

  it('of which the register said something that is not read is not said to be valid until it is read', async () => {
    const { id, token, permit } = await issued()
    const stale = { status: 'STALE', complete: false, unreadSince: start }
    const unread = async (records: object[]) => {
      registerAnswers({ ...stale, records })
      await world.event({ type: 'feed.unread.changed', subject: { vin } })
      await world.settle()
      return (await verify(token))?.result
    }
    expect(await unread([permit])).toBe('UNCONFIRMED')
    expect(await unread([])).toBe('UNCONFIRMED')
    expect(await unread([{ ...permit, ...suspension }]), 'what is known stays known').toBe('SUSPENDED')
    expect(await unread([permit])).toBe('UNCONFIRMED')
    registerAnswers({ status: 'STALE', complete: false, records: [permit] })
    await tell()
    expect(await verify(token), 'a register that is only silent').toMatchObject({ result: 'VALID' })
    expect(await differencesOf(id)).toEqual([])
  })

  it('whose unread word is read before anybody tells of it is valid again by itself', async () => {
    const { token, permit } = await issued()
    registerAnswers({ status: 'STALE', complete: false, unreadSince: start, records: [permit] })
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'UNCONFIRMED' })
    registerSays(permit)
    await expect.poll(async () => (await verify(token))?.result, { timeout: 15_000 }).toBe('VALID')
  })

  it('the register lets begin on a day to come is not said to be valid until that day', async () => {
    const { token, permit } = await issued()
    registerSays({ ...permit, validFrom: '2025-06-22' })
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'UNCONFIRMED' })
    world.clock.set('2025-06-22T02:00:00.000Z')
    await world.db.write(ownWork, (tx) => world.jobs.send(tx, 'notice-lapses', {}))
    await world.settle()
    expect(await verify(token)).toMatchObject({ result: 'VALID' })
  })

  it('the register says two things of is flagged and not confirmed', async () => {
    const { id, token, permit } = await issued()
    registerSays({ ...permit, contradicted: true })
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'UNCONFIRMED' })
    expect(await flagsOf(id)).toEqual([['certificate.state', '"CONFLICTING"', 'OPEN']])
    registerSays(permit)
    await tell()
    expect(await verify(token)).toMatchObject({ result: 'VALID' })
    expect(await flagsOf(id)).toEqual([['certificate.state', '"CONFLICTING"', 'ENDED']])
  })

  it('is not what somebody wrote into its row: the audit finds each column of the register’s word', async () => {
    const { id, certificateId, permit } = await issued()
    registerSays({ ...permit, ...suspension })
    await tell()
    expect(await differencesOf(id)).toEqual([])
    const writes = [
      ["state = 'VALID'", 'it is VALID, and the chain says SUSPENDED'],
      ["state_reason = 'x'", 'its state_reason is x, and the chain says 超范围经营'],
      ['state_reason_en = null', 'its state_reason_en is null, and the chain says operated beyond its scope'],
      ["state_since = '2020-01-01'", 'its state_since is 2020-01-01, and the chain says 2025-06-01'],
      ["ends_on = '2025-07-01'", 'its ends_on is 2025-07-01, and the chain says null'],
    ] as const
    for (const [write, difference] of writes) {
      const where = `where id = '${certificateId}'`
      await asIntruder(
        world.db,
        `create table public.kept as select * from approvals.certificates ${where}; update approvals.certificates set ${write} ${where}`,
      )
      expect(await differencesOf(id)).toEqual([expect.stringContaining(difference)])
      await asIntruder(
        world.db,
        `update approvals.certificates c set state = k.state, state_reason = k.state_reason, state_reason_en = k.state_reason_en,
           state_since = k.state_since, ends_on = k.ends_on from public.kept k where c.id = k.id; drop table public.kept`,
      )
    }
    expect(await differencesOf(id)).toEqual([])
  })
})

describe('what changes between decision and issue', () => {
  const toNonCommercial = () => {
    const { usage } = world.played.evidence.vehicle as Record<string, { record: object }>
    Object.assign(usage?.record ?? {}, { current: 'NON_COMMERCIAL' })
  }

  it('is flagged once it is issued, though nobody tells of it any more', async () => {
    world.played.feed = () => {
      toNonCommercial()
      return receipt('APPLIED')
    }
    const id = await approve()
    expect(await flagsOf(id)).toEqual([['vehicle.usage.current', '"NON_COMMERCIAL"', 'OPEN']])
  })

  it('is followed where it is the register that ends the permit at once', async () => {
    world.played.feed = (body) => {
      const { certificateId, number, validFrom, validUntil } = JSON.parse(body) as Record<string, string>
      const permit = { certificateId, number, validFrom, validUntil, state: 'REVOKED', contradicted: false }
      registerSays(permit)
      return receipt('APPLIED')
    }
    const id = await approve()
    expect(await certificateOf(id)).toMatchObject({ state: 'REVOKED' })
    const acts = await world.db.read(ownWork, (tx) =>
      tx.select({ action: audit.action }).from(audit).where(eq(audit.applicationId, id)),
    )
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['CERTIFICATE_ACCEPTED', 'CERTIFICATE_STATED', 'CERTIFICATE_FLAGGED']),
    )
    expect(await differencesOf(id)).toEqual([])
  })
})

it('a ground that contradicts itself is a flag, and ends with it', async () => {
  const { id } = await issued()
  const usage = (world.played.evidence.vehicle as Record<string, object>).usage ?? {}
  Object.assign(usage, { status: 'CONFLICTING' })
  for (let times = 0; times < 2; times += 1) await tell()
  expect(await flagsOf(id)).toEqual([['vehicle.usage.status', '"CONFLICTING"', 'OPEN']])
  Object.assign(usage, { status: 'PRESENT' })
  await tell()
  expect(await flagsOf(id)).toEqual([['vehicle.usage.status', '"CONFLICTING"', 'ENDED']])
})
