import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyCases } from '../audit/verify-cases.ts'
import { findActsOf } from '../store/audit.ts'
import { findApplication } from '../store/questions.ts'
import { applications } from '../store/tables/cases.ts'
import {
  askToSubmit,
  company,
  endAs,
  grant,
  grantAs,
  mandateActs,
  otherPlatform,
  personOf,
  platform,
  refusalOf,
} from '../testing/mandates.ts'
import {
  auditor,
  clerk,
  decideAs,
  nextResidentId,
  operatorUscc,
  outcome,
  read,
  type Seen,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'
import { mandateOf } from './facts.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => world.clock.set(start))

/** An owner, the login, and what is handed in for him or her. */
function owner() {
  const residentId = nextResidentId()
  const login = personOf(world, residentId)
  const input = (changes: Record<string, unknown> = {}) =>
    submission({ applicant: { name: '测试甲', residentId, phone: '13800000000' }, ...changes })
  return { residentId, login, input }
}

/** Somebody whose application the platform hands in by a mandate. */
async function handedIn(mandateChanges: Record<string, unknown> = {}) {
  const { login, input } = owner()
  const { value: mandate } = await grantAs(world, login, grant(mandateChanges))
  const { value: seen } = await submitAs(world, input({ mandateId: mandate.id }), undefined, platform)
  return { login, mandate, seen, input }
}

const withdraw = (id: string, expectedVersion: number, as: Principal) =>
  world.graph(
    'mutation($id: ID!, $version: Int!) { withdrawApplication(applicationId: $id, expectedVersion: $version) { state } }',
    { id, version: expectedVersion },
    as,
  )
const refresh = (id: string, as: Principal) =>
  world.graph('mutation($id: ID!) { refreshEvidence(applicationId: $id) { id } }', { id }, as)
const listed = async (as: Principal): Promise<string[]> => {
  const { value } = await outcome<{ edges: { node: { id: string } }[] }>(
    world.graph('{ applications(first: 200) { edges { node { id } } } }', {}, as),
    'applications',
  )
  return value.edges.map(({ node }) => node.id)
}
const rowOf = (id: string) => world.db.read(ownWork, (tx) => findApplication(tx, id))

describe('an application for somebody else', () => {
  it('is refused of a platform without a mandate, which is told what to file; the denial is written down', async () => {
    const { input, login } = owner()
    const refused = await refusalOf(askToSubmit(world, platform, input()))
    expect(refused).toMatchObject({ code: 'FORBIDDEN', fault: 'MANDATE_NEEDED', field: 'input.mandateId' })
    expect(refused?.message).toContain('grantMandate')
    expect((await mandateActs(world)).at(-1)).toMatchObject({
      actor: world.nameOf(platform),
      detail: { action: 'DENIED', act: 'SUBMIT', item: 'RHL-02', subject: login.subjectRef },
    })
  })

  it.each([
    ['a company for a driver', () => company],
    ['a person for another', () => owner().login],
    ['a clerk of another office', () => ({ ...clerk, organisation: '330399002' })],
  ])('is refused without a mandate: %s', async (_, callerOf) => {
    const refused = await refusalOf(askToSubmit(world, callerOf(), owner().input()))
    expect(refused).toMatchObject({ code: 'FORBIDDEN', fault: 'MANDATE_NEEDED' })
  })

  it('is taken in by a mandate of the applicant, which stands in the row and in the graph', async () => {
    const { login, mandate, seen } = await handedIn()
    const facts = {
      kind: 'AGENCY',
      grantedBy: login.subjectRef,
      grantedTo: 'PF1',
      validFrom: '2025-01-01',
      validUntil: '2025-12-31',
    }
    const row = await rowOf(seen.id)
    expect(row && mandateOf(row)).toEqual(facts)
    const answer = await world.graph(
      'query($id: ID!) { application(id: $id) { mandate { id kind grantedBy grantedTo validFrom validUntil } } }',
      { id: seen.id },
    )
    expect(answer.data).toEqual({ application: { mandate: { id: mandate.id, ...facts } } })
  })

  it.each([
    ['a company for a driver', () => company, { kind: 'EMPLOYMENT', grantedTo: { uscc: operatorUscc } }],
    ['a platform for an owner', () => platform, { kind: 'CONSIGNMENT' }],
  ])('is for %s', async (_, callerOf, changes) => {
    const { login, input } = owner()
    const { value: mandate } = await grantAs(world, login, grant(changes))
    const { value } = await submitAs(world, input({ mandateId: mandate.id }), undefined, callerOf())
    expect((await read(world, value.id, callerOf())).value?.id).toBe(value.id)
  })

  it('is for a person who has one of a company', async () => {
    const { residentId, login } = owner()
    const { value: mandate } = await grantAs(world, company, grant({ grantedTo: { residentId } }))
    const input = submission({
      applicant: { name: '测试公司', uscc: operatorUscc, phone: '0577-1' },
      mandateId: mandate.id,
    })
    const { value } = await submitAs(world, input, undefined, login)
    expect(await listed(login)).toEqual([value.id])
    expect((await read(world, value.id, login)).value?.id).toBe(value.id)
    expect((await outcome(withdraw(value.id, value.version, login), 'withdrawApplication')).value).toEqual({
      state: 'WITHDRAWN',
    })
  })

  it('is refused by a mandate of other parties as by one that is not there', async () => {
    const [one, another] = [owner(), owner()]
    const { value: ofOther } = await grantAs(world, another.login)
    const { value: toOther } = await grantAs(world, one.login, grant({ grantedTo: { companyId: 'PF2' } }))
    const tries = [ofOther.id, toOther.id, '00000000-0000-4000-8000-000000000000', 'no identifier']
    const refusals = []
    for (const mandateId of tries)
      refusals.push(await refusalOf(askToSubmit(world, platform, one.input({ mandateId }))))
    expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(refusals[0]).toMatchObject({ code: 'FORBIDDEN', fault: 'MANDATE_UNKNOWN' })
    expect(JSON.stringify((await mandateActs(world)).at(-1))).not.toContain('no identifier')
  })

  it('is refused by a mandate for other items, not begun, or over', async () => {
    const { login, input } = owner()
    const faultOf = async (changes: Record<string, unknown>) => {
      const { value } = await grantAs(world, login, grant(changes))
      return (await refusalOf(askToSubmit(world, platform, input({ mandateId: value.id }))))?.fault
    }
    expect(await faultOf({ items: ['FRT-01'] })).toBe('MANDATE_OTHER_ITEM')
    expect(await faultOf({ validFrom: '2025-06-03' })).toBe('MANDATE_NOT_IN_FORCE')
    const { value } = await grantAs(world, login, grant({ validUntil: '2025-06-02' }))
    world.clock.set('2025-06-02T15:59:59.000Z')
    expect(await refusalOf(askToSubmit(world, platform, input({ mandateId: value.id })))).toBeUndefined()
    // Midnight in Wenzhou.
    world.clock.set('2025-06-02T16:00:00.000Z')
    expect(
      await refusalOf(askToSubmit(world, platform, input({ mandateId: value.id, item: 'RHL-02' }))),
    ).toMatchObject({ fault: 'MANDATE_NOT_IN_FORCE' })
  })

  it('names no other platform than the one that hands it in', async () => {
    const { login, input } = owner()
    const { value } = await grantAs(world, login)
    const other = input({ mandateId: value.id, platformCompanyId: 'PF2' })
    expect(await refusalOf(askToSubmit(world, platform, other))).toMatchObject({
      code: 'FORBIDDEN',
      fault: 'PLATFORM_NOT_OWN',
    })
    // The owner says for which platform it is to drive.
    expect(await refusalOf(askToSubmit(world, login, input({ platformCompanyId: 'PF2' })))).toBeUndefined()
  })
})

describe('an application of one’s own', () => {
  it('needs no mandate of a company with its own vehicle', async () => {
    const applicant = { name: '测试公司', uscc: operatorUscc, phone: '0577-1' }
    const { value } = await submitAs(world, submission({ applicant }), undefined, company)
    expect(await rowOf(value.id)).toMatchObject({ mandateId: null, mandatedParty: null })
  })

  it('may name the lease of the owner, granted to the applicant and to nobody else', async () => {
    const { login: lessor } = owner()
    const lessee = owner()
    const { value: lease } = await grantAs(
      world,
      lessor,
      grant({ kind: 'LEASE', grantedTo: { residentId: lessee.residentId } }),
    )
    const { value: ofOther } = await grantAs(world, lessor)
    expect(
      await refusalOf(askToSubmit(world, lessee.login, lessee.input({ mandateId: ofOther.id }))),
    ).toMatchObject({ fault: 'MANDATE_UNKNOWN' })
    const { value } = await submitAs(world, lessee.input({ mandateId: lease.id }), undefined, lessee.login)
    const row = await rowOf(value.id)
    expect(row && mandateOf(row)).toMatchObject({ kind: 'LEASE', grantedBy: lessor.subjectRef })
    expect((await read(world, value.id, lessor)).value, 'the lessor applies for nothing').toBeNull()
  })

  it('is handed in by a clerk with the mandate that ties the applicant, and with no other', async () => {
    const [lessor, lessee, stranger] = [owner(), owner(), owner()]
    const lease = (to: string) =>
      grantAs(world, lessor.login, grant({ kind: 'LEASE', grantedTo: { residentId: to } }))
    const { value: fitting } = await lease(lessee.residentId)
    const { value: foreign } = await lease(stranger.residentId)
    expect(await refusalOf(askToSubmit(world, clerk, lessee.input({ mandateId: foreign.id })))).toMatchObject(
      {
        fault: 'MANDATE_UNKNOWN',
      },
    )
    expect((await submitAs(world, lessee.input({ mandateId: fitting.id }))).value.state).toBe('READY')
  })
})

describe('an application under the licence of another', () => {
  const needed = { code: 'FORBIDDEN', fault: 'MANDATE_NEEDED', field: 'input.operatorUscc' }
  const ofLicensed = (input: object) => ({ ...input, operatorUscc })

  it('is refused of whoever only names its holder: a licence is nobody’s to use who knows its number', async () => {
    const { login, input } = owner()
    const refused = await refusalOf(askToSubmit(world, login, ofLicensed(input())))
    expect(refused).toMatchObject(needed)
    expect(refused?.message).toContain(operatorUscc)
    expect((await mandateActs(world)).at(-1)).toMatchObject({ detail: { action: 'DENIED', act: 'SUBMIT' } })
  })

  it.each(['AGENCY', 'EMPLOYMENT'])(
    'is taken in by its holder’s mandate (%s) to the applicant',
    async (kind) => {
      const { login, residentId, input } = owner()
      const given = grant({ kind, grantedBy: { uscc: operatorUscc }, grantedTo: { residentId } })
      const { value: mandate } = await grantAs(world, company, given)
      const { value } = await submitAs(world, ofLicensed(input({ mandateId: mandate.id })), undefined, login)
      expect(value.id).toBeTruthy()
    },
  )

  it('is refused by a lease of its holder, which is of a vehicle, and by a mandate of anybody else', async () => {
    const [lessor, { login, residentId, input }] = [owner(), owner()]
    const byHolder = grant({ kind: 'LEASE', grantedBy: { uscc: operatorUscc }, grantedTo: { residentId } })
    for (const { value } of [
      await grantAs(world, company, byHolder),
      await grantAs(world, lessor.login, grant({ grantedTo: { residentId } })),
    ])
      expect(
        await refusalOf(askToSubmit(world, login, ofLicensed(input({ mandateId: value.id })))),
      ).toMatchObject(needed)
  })

  it('is not handed in by whoever acts for the applicant, who has no mandate of the holder', async () => {
    const { login, input } = owner()
    const { value } = await grantAs(world, login)
    const asked = ofLicensed(input({ mandateId: value.id }))
    expect(await refusalOf(askToSubmit(world, platform, asked))).toMatchObject(needed)
  })

  it('is handed in by its holder, who acts for the applicant', async () => {
    const { login, input } = owner()
    const { value } = await grantAs(world, login, grant({ grantedTo: { uscc: operatorUscc } }))
    const asked = ofLicensed(input({ mandateId: value.id }))
    expect((await submitAs(world, asked, undefined, company)).value.id).toBeTruthy()
  })

  it('is handed in by a clerk, who has seen the papers', async () => {
    expect((await submitAs(world, ofLicensed(owner().input()))).value.id).toBeTruthy()
  })
})

describe('acts by a mandate', () => {
  it('are for whoever was mandated while it is in force, and for nobody of another tenant', async () => {
    const { seen } = await handedIn()
    expect(await refusalOf(refresh(seen.id, platform))).toBeUndefined()
    for (const as of [otherPlatform, company, owner().login]) {
      expect((await read(world, seen.id, as)).value).toBeNull()
      expect(await listed(as)).not.toContain(seen.id)
      expect(await refusalOf(refresh(seen.id, as))).toMatchObject({ code: 'NOT_FOUND' })
      expect(await refusalOf(withdraw(seen.id, seen.version, as))).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await refusalOf(withdraw(seen.id, seen.version, platform))).toBeUndefined()
  })

  it('end with it: nothing is seen, read anew or withdrawn by it, and the denials are written down', async () => {
    const { login, mandate, seen } = await handedIn()
    await endAs(world, login, mandate.id)
    expect((await read(world, seen.id, platform)).value?.id, 'the last day is a day in force').toBe(seen.id)
    await world.settle()
    world.clock.set('2025-06-03T02:00:00.000Z')
    expect((await read(world, seen.id, platform)).value).toBeNull()
    expect(await listed(platform)).not.toContain(seen.id)
    const row = await rowOf(seen.id)
    const version = row?.version ?? 0
    for (const act of [() => refresh(seen.id, platform), () => withdraw(seen.id, version, platform)])
      expect(await refusalOf(act())).toMatchObject({ code: 'FORBIDDEN', fault: 'MANDATE_NOT_IN_FORCE' })
    const acts = await world.db.read(ownWork, (tx) => findActsOf(tx, [seen.id]))
    const denied = acts.filter(({ action }) => action === 'DENIED')
    expect(denied.map(({ detail }) => JSON.parse(detail))).toMatchObject([
      { act: 'REFRESH', fault: 'MANDATE_NOT_IN_FORCE', subject: login.subjectRef, mandateId: mandate.id },
      { act: 'WITHDRAW', fault: 'MANDATE_NOT_IN_FORCE' },
    ])
    expect((await read(world, seen.id, login)).value?.id, 'the applicant goes on').toBe(seen.id)
    expect(await refusalOf(withdraw(seen.id, version, login))).toBeUndefined()
  })

  it('leave the actor and for whom side by side in the audit', async () => {
    const { login, mandate, seen } = await handedIn()
    await outcome(withdraw(seen.id, seen.version, platform), 'withdrawApplication')
    await world.chained()
    const answer = await world.graph(
      'query($id: ID!) { auditTrail(applicationId: $id) { action actor subject mandateId } }',
      { id: seen.id },
      auditor,
    )
    const both = { actor: world.nameOf(platform), subject: login.subjectRef, mandateId: mandate.id }
    expect(answer.data).toEqual({
      auditTrail: [
        { action: 'SUBMITTED', ...both },
        { action: 'EVALUATED', ...both },
        { action: 'WITHDRAWN', ...both },
      ],
    })
  })
})

describe('a mandate that is ended', () => {
  it('has its new last day in what waits for a decision, which is judged again, and not in what is decided', async () => {
    const { value: lease } = await grantAs(
      world,
      company,
      grant({ kind: 'LEASE', items: ['RHL-02'], grantedTo: { companyId: 'PF1' } }),
    )
    const hand = async (vin: string): Promise<Seen> => {
      const vehicle = { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' }
      const applicant = { name: '测试公司', uscc: operatorUscc, phone: '0577-1' }
      const input = submission({ vehicle, applicant, mandateId: lease.id })
      return (await submitAs(world, input, undefined, platform)).value
    }
    const [open, decided] = [await hand('LSVAA4182E2123457'), await hand('LSVAA4182E2123458')]
    const refusal = await decideAs(world, decided, {
      outcome: 'REFUSE',
      reason: '材料不符',
      refusal: { ground: 'NOT_AS_APPLIED' },
    })
    expect(refusal.value.status).toBe('DECIDED')
    await endAs(world, company, lease.id, { lastDay: '2025-07-31' })
    await world.settle()
    expect(await rowOf(open.id)).toMatchObject({ mandatedUntil: '2025-07-31' })
    expect(await rowOf(decided.id)).toMatchObject({ mandatedUntil: '2025-12-31', state: 'REFUSED' })
    const acts = await world.db.read(ownWork, (tx) => findActsOf(tx, [open.id]))
    expect(acts.slice(-2).map(({ action }) => action)).toEqual(['MANDATE_ENDED', 'EVALUATED'])
    await world.chained()
    const differences: string[] = []
    for await (const line of verifyCases(world.db)) differences.push(line)
    expect(differences).toEqual([])
  })
})

describe('an application from before there were mandates', () => {
  it('goes on: its platform reads it, repeats it under its key, and withdraws it', async () => {
    const { input } = owner()
    const { value: seen } = await submitAs(world, input(), 'before')
    await world.db.write(ownWork, (tx) =>
      tx.update(applications).set({ submittedOrganisation: 'PF1' }).where(eq(applications.id, seen.id)),
    )
    expect((await read(world, seen.id, platform)).value?.id).toBe(seen.id)
    expect(await listed(platform)).toContain(seen.id)
    const asBefore = { ...platform, caller: clerk.caller }
    const repeated = await outcome<Seen>(askToSubmit(world, asBefore, input(), 'before'), 'submitApplication')
    expect(repeated.value.id).toBe(seen.id)
    expect(await refusalOf(withdraw(seen.id, seen.version, otherPlatform))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await refusalOf(withdraw(seen.id, seen.version, platform))).toBeUndefined()
  })
})
