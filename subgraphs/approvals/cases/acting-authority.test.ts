import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { findActsOf } from '../store/audit.ts'
import { findCertificatesOf } from '../store/questions.ts'
import { asIntruder } from '../testing/as-owner.ts'
import {
  auditor,
  bureau,
  clerk,
  decideAs,
  delegationOf,
  division,
  goodEvidence,
  operatorUscc,
  otherClerk,
  type PlayedOffice,
  read,
  type Seen,
  station,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.played.evidence = goodEvidence()
  world.played.offices = {}
})

const county: PlayedOffice = { kind: 'COUNTY', authority: 'county' }
/** A clerk of the county bureau, whose division the applicant typed. */
const countyClerk: Principal = {
  caller: 'county-1',
  roles: ['COUNTY_CLERK'],
  organisation: 'county',
  division,
}
const refusal = { outcome: 'REFUSE', reason: '不符', refusal: { ground: 'NOT_AS_APPLIED' } }

const submitted = async (): Promise<Seen> => (await submitAs(world)).value

/** Code and reason by which a decision is refused. */
async function refusedTo(seen: Seen, as: Principal, changes: object = {}) {
  const { errors } = await world.graph(
    `mutation($id: ID!, $version: Int!, $digest: String!, $key: String!, $outcome: DecisionOutcome!, $reason: String) {
      decide(applicationId: $id, expectedVersion: $version, factsDigest: $digest, idempotencyKey: $key,
        outcome: $outcome, reason: $reason) { status } }`,
    {
      id: seen.id,
      version: seen.version,
      digest: seen.evaluation.factsDigest,
      key: crypto.randomUUID(),
      outcome: 'APPROVE',
      ...changes,
    },
    as,
  )
  const told: Readonly<Record<string, unknown>> = errors?.[0]?.extensions ?? {}
  return [told.code, told.reason]
}

interface Trail {
  action: string
  actor: string
  detail: string
}

/** The acts on a case in the order of the chain, as stored. */
async function trailOf(id: string): Promise<Trail[]> {
  await world.chained()
  return world.db.read(ownWork, (tx) => findActsOf(tx, [id]))
}

/** Everything the audit finds wrong. */
async function faultsOfAudit(): Promise<string[]> {
  await world.chained()
  const lines: string[] = []
  for await (const line of verifyAudit(world.db, world.sink)) lines.push(line)
  return lines.filter((line) => line.startsWith('BROKEN'))
}

async function namesOf(id: string, as: Principal = bureau) {
  const { data } = await world.graph(
    `query($id: ID!) { application(id: $id) { decisions { decidedBy authority { id } authorityName window { id } } } }`,
    { id },
    as,
  )
  return (data as never as { application: { decisions: object[] } }).application.decisions
}

describe('an officer of the authority', () => {
  it('decides at the station in its name, which decision, certificate and audit show', async () => {
    const seen = await submitted()
    expect((await decideAs(world, seen, {}, { ...clerk, authority: 'bureau' })).value.status).toBe('DECIDED')
    await world.settle()
    expect(await namesOf(seen.id)).toEqual([
      {
        decidedBy: world.nameOf(),
        authority: { id: 'bureau' },
        authorityName: '机关bureau',
        window: { id: station },
      },
    ])
    const decided = (await trailOf(seen.id)).find(({ action }) => action === 'DECIDED')
    expect(JSON.parse(decided?.detail ?? '')).toMatchObject({ authority: 'bureau', authorityRevision: 'r1' })
    const [certificate] = await world.db.read(ownWork, (tx) => findCertificatesOf(tx, [seen.id]))
    expect(JSON.parse(certificate?.content ?? '')).toMatchObject({ authority: '机关bureau' })
  })

  it('decides at the bureau itself, which needs no delegation', async () => {
    world.played.offices = { bureau: { kind: 'BUREAU', authority: 'bureau', delegations: [] } }
    const seen = await submitted()
    expect((await decideAs(world, seen, refusal, bureau)).value.status).toBe('DECIDED')
    expect(await namesOf(seen.id)).toMatchObject([{ window: { id: 'bureau' } }])
  })

  it('decides for the authority of the day: the same window, once it is another’s', async () => {
    const seen = await submitted()
    world.played.offices = { county, [station]: { kind: 'STATION', authority: 'county' } }
    expect(await refusedTo(seen, bureau)).toEqual(['FORBIDDEN', 'NOT_ITS_AUTHORITY'])
    expect((await decideAs(world, seen)).value.status).toBe('DECIDED')
    expect(await namesOf(seen.id)).toMatchObject([
      { authority: { id: 'county' }, authorityName: '机关county' },
    ])
  })

  it('is answered the decision made before, even when nobody can say any more who may', async () => {
    const seen = await submitted()
    const first = await decideAs(world, seen, { key: 'once' })
    world.played.silent = true
    const again = await decideAs(world, seen, { key: 'once' })
    world.played.silent = false
    expect(again.value).toMatchObject({ status: 'DECIDED', decision: first.value.decision })
  })
})

describe('anybody else', () => {
  it('decides nothing: not the county’s clerk whose division the applicant typed', async () => {
    world.played.offices = { county }
    const seen = await submitted()
    expect((await read(world, seen.id, countyClerk)).value?.id).toBe(seen.id)
    for (const changes of [{}, refusal])
      expect(await refusedTo(seen, countyClerk, changes)).toEqual(['FORBIDDEN', 'NOT_ITS_AUTHORITY'])
    expect((await read(world, seen.id)).value).toMatchObject({ state: 'READY', decisions: [] })
  })

  it('decides nothing: not the window of a company, which accepted the case', async () => {
    const atCompany: Principal = { ...clerk, organisation: operatorUscc }
    world.played.offices = { [operatorUscc]: { kind: 'COMPANY', authority: 'bureau' } }
    const { value: seen } = await submitAs(
      world,
      submission({ officeId: operatorUscc }),
      undefined,
      atCompany,
    )
    expect(seen.state).toBe('READY')
    expect(await refusedTo(seen, atCompany, refusal)).toEqual(['FORBIDDEN', 'NO_POWER_TO_DECIDE'])
    const forged = [delegationOf(['ACCEPT', 'DECIDE', 'ISSUE'])]
    world.played.offices = {
      [operatorUscc]: { kind: 'COMPANY', authority: 'bureau', delegations: forged },
    }
    expect(await refusedTo(seen, atCompany)).toEqual(['FORBIDDEN', 'NO_POWER_TO_DECIDE'])
    expect((await decideAs(world, seen, {}, bureau)).value.status).toBe('DECIDED')
  })

  it.each([
    ['may only accept', [delegationOf(['ACCEPT', 'ISSUE'])]],
    ['may decide from tomorrow on', [delegationOf(['DECIDE'], '2025-06-03')]],
    ['could decide until yesterday', [delegationOf(['DECIDE'], '2020-01-01', '2025-06-01')]],
    ['was never given the item', []],
  ])('decides nothing at a window that %s', async (_, delegations) => {
    const seen = await submitted()
    world.played.offices = { [station]: { kind: 'STATION', authority: 'bureau', delegations } }
    for (const changes of [{}, refusal])
      expect(await refusedTo(seen, clerk, changes)).toEqual(['FORBIDDEN', 'NO_POWER_TO_DECIDE'])
  })

  it('decides nothing by a token of another authority, at a window or an office the directory does not have', async () => {
    const seen = await submitted()
    expect(await refusedTo(seen, { ...clerk, authority: 'county' })).toEqual([
      'FORBIDDEN',
      'NOT_ITS_AUTHORITY',
    ])
    const { organisation: _, ...nowhere } = bureau
    expect(await refusedTo(seen, nowhere)).toEqual(['FORBIDDEN', 'NOT_ITS_AUTHORITY'])
    world.played.offices = { [station]: undefined }
    expect(await refusedTo(seen, bureau)).toEqual(['FORBIDDEN', 'NO_AUTHORITY'])
  })

  it('enters and confirms no paper and reviews no flag', async () => {
    world.played.offices = { county }
    const evidence = goodEvidence()
    if (evidence.vehicle) evidence.vehicle.usage = null
    world.played.evidence = evidence
    const seen = await submitted()
    const { digest } = await world.upload(Buffer.from('%PDF-1.4 paper'), countyClerk)
    const enter = (as: Principal) =>
      world.graph(
        `mutation($id: ID!, $v: Int!, $d: String!) { addPaperEvidence(applicationId: $id, expectedVersion: $v,
          check: "USAGE_RIDE_HAILING", fileDigest: $d, reason: "x") { id } }`,
        { id: seen.id, v: seen.version, d: digest },
        as,
      )
    expect((await enter(countyClerk)).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'NOT_ITS_AUTHORITY',
    })
    await world.upload(Buffer.from('%PDF-1.4 paper'), clerk)
    const { data } = await enter(clerk)
    const { id } = (data as { addPaperEvidence: { id: string } }).addPaperEvidence
    const confirmed = await world.graph(
      'mutation($id: ID!) { confirmPaperEvidence(id: $id) { id } }',
      { id },
      countyClerk,
    )
    expect(confirmed.errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'NOT_ITS_AUTHORITY',
    })
    const acts = (await trailOf(seen.id)).filter(({ action }) => action === 'DENIED')
    expect(acts.map(({ detail }) => (JSON.parse(detail) as { act: string }).act)).toEqual([
      'ENTER_PAPER',
      'CONFIRM_PAPER',
    ])
  })

  it('hands in nothing at another office because of the division somebody typed', async () => {
    expect((await submitAs(world, submission(), undefined, countyClerk)).code).toBe('FORBIDDEN')
  })

  it('is written down in the audit, who may not see the case too', async () => {
    world.played.offices = { county }
    const seen = await submitted()
    await refusedTo(seen, countyClerk)
    await refusedTo(seen, otherClerk)
    await refusedTo({ ...seen, id: '00000000-0000-4000-8000-000000000000' }, otherClerk)
    const denied = (await trailOf(seen.id)).filter(({ action }) => action === 'DENIED')
    const subject = expect.stringMatching(/^v1\./)
    expect(denied.map(({ actor, detail }) => [actor, JSON.parse(detail)])).toEqual([
      [
        world.nameOf(countyClerk),
        { act: 'DECIDE', code: 'FORBIDDEN', reason: 'NOT_ITS_AUTHORITY', organisation: 'county', subject },
      ],
      [world.nameOf(otherClerk), { act: 'DECIDE', code: 'NOT_FOUND', organisation: '330399002', subject }],
    ])
    expect(await faultsOfAudit()).toEqual([])
    const { data } = await world.graph(
      'query($id: ID!) { auditTrail(applicationId: $id) { action authority denialReason } }',
      { id: seen.id },
      auditor,
    )
    expect((data as never as { auditTrail: object[] }).auditTrail.slice(-2)).toEqual([
      { action: 'DENIED', authority: null, denialReason: 'NOT_ITS_AUTHORITY' },
      { action: 'DENIED', authority: null, denialReason: 'NOT_FOUND' },
    ])
  })
})

describe('the rule of an item', () => {
  const truck = () => submission({ item: 'FRT-01', operatorUscc, platformCompanyId: undefined })

  it('decides in the name of the authority the office belongs to, and of no window', async () => {
    world.played.evidence = freightEvidence()
    const { value: seen } = await submitAs(world, truck())
    await world.settle()
    expect(await namesOf(seen.id)).toEqual([
      { decidedBy: 'machine:FRT-01', authority: { id: 'bureau' }, authorityName: '机关bureau', window: null },
    ])
  })

  it('leaves to a person what the authority may not decide, and the audit says so', async () => {
    world.played.evidence = freightEvidence()
    world.played.offices = {
      county: { ...county, delegations: [delegationOf(['ACCEPT'])] },
      [station]: { kind: 'STATION', authority: 'county' },
    }
    const { value: seen } = await submitAs(world, truck())
    await world.settle()
    expect((await read(world, seen.id)).value).toMatchObject({ state: 'READY', decisions: [] })
    expect((await trailOf(seen.id)).at(-1)).toMatchObject({ action: 'DENIED', actor: 'machine:FRT-01' })
  })

  function freightEvidence() {
    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.usage as object, {
      record: { current: 'FREIGHT', previous: null, changeCompleted: false },
    })
    return evidence
  }
})

describe('the table of decisions', () => {
  it.each([
    ['a company’s window', "window_kind = 'COMPANY'", 'decisions_company_never_decides'],
    [
      'an authority without a window or a rule',
      'window_office = null, window_kind = null',
      'decisions_in_a_name',
    ],
    ['a window without an authority’s name', 'authority_name = null', 'decisions_in_a_name'],
  ])('holds none by %s, whoever writes it', async (_, change, constraint) => {
    const seen = await submitted()
    await decideAs(world, seen, refusal)
    await expect(
      asIntruder(world.db, `update approvals.decisions set ${change} where application_id = '${seen.id}'`),
    ).rejects.toThrow(constraint)
  })

  it('is held against the audit: another name for a decision is found', async () => {
    const seen = await submitted()
    await decideAs(world, seen, refusal)
    expect(await faultsOfAudit()).toEqual([])
    await asIntruder(
      world.db,
      `update approvals.decisions set authority = 'another' where application_id = '${seen.id}'`,
    )
    expect(await faultsOfAudit()).toEqual([expect.stringMatching(/it is not what was decided: authority \(/)])
  })
})
