import { applicationOf, station } from '@one-visit/scripts/demo/cases.ts'
import { type DemoApplication, decide, submitApplication } from '@one-visit/scripts/demo/documents.ts'
import { sampleUscc } from '@one-visit/scripts/sample/sample-data.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carOf, readCase } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'

const city = 'wenzhou-bureau'
const county = 'county-330324'
const division = '330324'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(() => world?.close())

let serial = 0

/** A case of nobody's evidence, which can be refused only; the applicant typed the division. */
async function handIn(account: string, changes: object = {}): Promise<DemoApplication> {
  serial += 1
  const input = { ...applicationOf(carOf(900 + serial)), division, ...changes }
  const { data, errors } = await world.ask<{ submitApplication: DemoApplication }>(
    account,
    submitApplication,
    {
      input,
      key: `case-${serial}`,
    },
  )
  expect(errors).toEqual([])
  return data?.submitApplication as DemoApplication
}

/** Refuses a case as it stands; answers what became of it. */
async function refuseAs(account: string, { id, version, evaluation }: DemoApplication) {
  const { data, errors } = await world.ask<{ decide: { status: string } }>(account, decide, {
    id,
    version,
    digest: evaluation?.factsDigest,
    key: `${account}-${id}-${serial}`,
    outcome: 'REFUSE',
    reason: '不符合条件',
  })
  const told: Readonly<Record<string, unknown>> | undefined = errors[0]?.extensions
  return data?.decide?.status ?? told?.reason ?? told?.code
}

async function nameOf(id: string) {
  const { data, errors } = await world.ask<{ application: { decisions: object[] } }>(
    'bureau-clerk',
    `query($id: ID!) { application(id: $id) { decisions { authority { id details { kind } } authorityName window { id } } } }`,
    { id },
  )
  expect(errors).toEqual([])
  return data?.application.decisions
}

function state(path: string, record: object) {
  const updatedAt = new Date(Date.now() - 1000).toISOString()
  const basis = '虚构通知'
  return world.feed(`offices/${path}`, 'office-directory', [
    { recordId: `${path}-${crypto.randomUUID()}`, updatedAt, basis, ...record },
  ])
}

describe('a case at a window of the city in a county', () => {
  it('is not the county clerk’s to decide, whatever division was typed, and the city’s window decides it', async () => {
    const seen = await handIn('station-clerk')
    expect(await refuseAs('county-clerk', seen)).toBe('NOT_ITS_AUTHORITY')
    expect(await refuseAs('other-station-clerk', seen)).toBe('NOT_FOUND')
    expect(await refuseAs('station-clerk', await readCase(world, seen.id))).toBe('DECIDED')
    expect(await nameOf(seen.id)).toEqual([
      {
        authority: { id: city, details: { kind: 'BUREAU' } },
        authorityName: '温州市道路运输管理局',
        window: { id: station },
      },
    ])
  })

  it('shows the auditor who was refused', async () => {
    const seen = await handIn('station-clerk')
    await refuseAs('county-clerk', seen)
    await expect
      .poll(async () => {
        const { data } = await world.ask<{ auditTrail: { action: string; denialReason: string }[] }>(
          'auditor',
          'query($id: ID!) { auditTrail(applicationId: $id) { action actor denialReason } }',
          { id: seen.id },
        )
        // The case may be evaluated once more after it.
        return data?.auditTrail.findLast(({ action }) => action === 'DENIED')
      })
      .toEqual({ action: 'DENIED', actor: expect.stringMatching(/^v1\./), denialReason: 'NOT_ITS_AUTHORITY' })
  })
})

describe('an act that is not for the role', () => {
  const denials = async (id: string) => {
    const { data } = await world.ask<{ auditTrail: { action: string }[] }>(
      'auditor',
      'query($id: ID!) { auditTrail(applicationId: $id) { action actor denialReason } }',
      { id },
    )
    return data?.auditTrail.filter(({ action }) => action === 'DENIED')
  }
  const denied = { action: 'DENIED', actor: expect.stringMatching(/^v1\./), denialReason: 'ROLE' }

  it('is refused at the door, and the auditor finds who tried it', async () => {
    const seen = await handIn('station-clerk')
    expect(await refuseAs('company-agent', seen)).toBe('FORBIDDEN')
    await expect.poll(() => denials(seen.id)).toEqual([denied])
    expect(await readCase(world, seen.id)).toMatchObject({ id: seen.id, version: seen.version })
  })

  it('is found by the auditor for every act of an operation, once', async () => {
    const seen = await handIn('station-clerk')
    const { status, data, errors } = await world.ask(
      'auditor',
      `mutation($id: ID!, $skips: Boolean!) {
        ...Acts
        again: refreshEvidence(applicationId: "${seen.id}") { id }
        left: refreshEvidence(applicationId: $id) @skip(if: $skips) { id }
      }
      fragment Acts on Mutation { withdrawApplication(applicationId: $id, expectedVersion: 1) { id } }`,
      { id: seen.id, skips: true },
    )
    expect([status, data]).toEqual([403, null])
    expect(errors).toMatchObject([
      { extensions: { coordinates: ['Mutation.refreshEvidence', 'Mutation.withdrawApplication'] } },
    ])
    await expect.poll(() => denials(seen.id)).toEqual([denied, denied])
  })

  it('is refused as before while the room does not answer', async () => {
    const seen = await handIn('station-clerk')
    world.ways.approvals = () => Promise.reject(new Error('There is no route to the room.'))
    try {
      expect(await refuseAs('company-agent', seen)).toBe('FORBIDDEN')
    } finally {
      world.ways.approvals = world.plainWay('approvals')
    }
  })
})

describe('the window of a company', () => {
  it('accepts a case, which the bureau decides', async () => {
    const officeId = sampleUscc(0)
    const seen = await handIn('bureau-clerk', { officeId })
    expect(await refuseAs('company-agent', seen)).toBe('FORBIDDEN')
    expect(await refuseAs('bureau-clerk', seen)).toBe('DECIDED')
    expect(await nameOf(seen.id)).toMatchObject([{ authority: { id: city }, window: { id: city } }])
  })
})

describe('an office of the county', () => {
  it('is the county’s to decide once the item is delegated to it, and never the city’s', async () => {
    const seen = await handIn('county-clerk', { officeId: county })
    expect(await refuseAs('bureau-clerk', seen)).toBe('NOT_ITS_AUTHORITY')
    expect(await refuseAs('county-clerk', seen)).toBe('NO_POWER_TO_DECIDE')
    await state('delegations', { officeId: county, item: 'RHL-02', power: 'ACCEPT', validFrom: '2020-01-01' })
    await state('delegations', { officeId: county, item: 'RHL-02', power: 'DECIDE', validFrom: '2030-01-01' })
    expect(await refuseAs('county-clerk', seen)).toBe('NO_POWER_TO_DECIDE')
    await state('delegations', { officeId: county, item: 'RHL-02', power: 'DECIDE', validFrom: '2020-01-01' })
    // What the directory said since is news of the case, which is judged anew meanwhile and looked at again.
    await expect
      .poll(async () => refuseAs('county-clerk', await readAs('county-clerk', seen.id)), { timeout: 15_000 })
      .toBe('DECIDED')
    expect(await nameOf(seen.id)).toMatchObject([
      { authority: { id: county }, authorityName: '永嘉县道路运输管理局' },
    ])
  })

  async function readAs(account: string, id: string): Promise<DemoApplication> {
    const { data } = await world.ask<{ application: DemoApplication }>(
      account,
      'query($id: ID!) { application(id: $id) { id version evaluation { factsDigest } } }',
      { id },
    )
    return data?.application as DemoApplication
  }
})

describe('a window that changes its authority', () => {
  it('is the city’s until the day of the change has come', async () => {
    const seen = await handIn('station-clerk')
    await state('affiliations', { officeId: station, authority: county, validFrom: '2030-01-01' })
    expect(await refuseAs('station-clerk', await readCase(world, seen.id))).toBe('DECIDED')
    const later = await handIn('station-clerk')
    await state('affiliations', { officeId: station, authority: county, validFrom: '2020-01-01' })
    // The token says that the officer is the city's, and the window is the county's now.
    expect(await refuseAs('station-clerk', await readCase(world, later.id))).toBe('NOT_ITS_AUTHORITY')
    expect(await refuseAs('bureau-clerk', await readCase(world, later.id))).toBe('NOT_ITS_AUTHORITY')
  })
})
