import { ownWork } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '../audit/verify-chain.ts'
import {
  askToEnd,
  askToGrant,
  company,
  endAs,
  grant,
  grantAs,
  mandateActs,
  mandatesOf,
  otherPlatform,
  personOf,
  platform,
  refusalOf,
} from '../testing/mandates.ts'
import {
  auditor,
  bureau,
  clerk,
  nextResidentId,
  operatorUscc,
  otherClerk,
  start,
  station,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => world.clock.set(start))

const pdf = (content: string): Buffer => Buffer.from(`%PDF-1.7 ${content}`)

/** A person and his or her login. */
function somebody() {
  const residentId = nextResidentId()
  return { residentId, login: personOf(world, residentId) }
}

describe('grantMandate', () => {
  it('takes consent of the grantor in the own login, for both parties to see and nobody else', async () => {
    const { login } = somebody()
    const { value } = await grantAs(world, login)
    expect(value).toMatchObject({
      kind: 'AGENCY',
      grantedBy: login.subjectRef,
      grantedTo: 'PF1',
      items: ['RHL-02'],
      validFrom: '2025-01-01',
      validUntil: '2025-12-31',
      inForce: true,
      evidence: 'CONSENT',
      fileDigest: null,
      endedAt: null,
    })
    for (const party of [login, platform, auditor]) expect(await mandatesOf(world, party)).toContain(value.id)
    for (const other of [otherPlatform, company, clerk, bureau, somebody().login])
      expect(await mandatesOf(world, other)).not.toContain(value.id)
  })

  it('takes what a company grants in its own login', async () => {
    const { value } = await grantAs(world, company, grant({ kind: 'LEASE', items: ['FRT-01', 'RHL-02'] }))
    expect(value).toMatchObject({ grantedBy: operatorUscc, items: ['FRT-01', 'RHL-02'], evidence: 'CONSENT' })
  })

  it('takes a signed form that a clerk registers, and shows it to the office and the parties', async () => {
    const { residentId, login } = somebody()
    const { digest } = await world.upload(pdf('form'))
    const input = grant({ grantedBy: { residentId }, evidence: 'SIGNED_FORM', fileDigest: digest })
    const { value } = await grantAs(world, clerk, input)
    expect(value).toMatchObject({
      grantedBy: login.subjectRef,
      evidence: 'SIGNED_FORM',
      fileDigest: digest,
    })
    for (const known of [clerk, login, platform]) expect(await mandatesOf(world, known)).toContain(value.id)
    expect(await mandatesOf(world, otherClerk)).not.toContain(value.id)
  })

  it('answers the same key with the same mandate, also at the same moment, and refuses it for another', async () => {
    const { login } = somebody()
    const [one, two] = await Promise.all([
      grantAs(world, login, grant(), 'once'),
      grantAs(world, login, grant(), 'once'),
    ])
    expect(two.value.id).toBe(one.value.id)
    expect((await grantAs(world, login, grant({ validUntil: '2025-11-30' }), 'once')).code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    )
    expect(await mandatesOf(world, login)).toHaveLength(1)
  })

  it.each([
    ['a citizen for another', () => somebody().login],
    ['a company for another', () => company],
    ['the platform that is to act', () => platform],
    [
      'a clerk whose office is the one that is to act',
      () => ({ ...clerk, caller: 'company-window', organisation: 'PF1' }),
    ],
    [
      'a clerk who is to act as a person',
      () => ({ ...clerk, roles: [...clerk.roles, 'CITIZEN'], subjectRef: 'x' }),
    ],
  ])('grants nobody a mandate of another: %s', async (_, callerOf) => {
    const as = callerOf()
    const { residentId } = somebody()
    const isPerson = as.subjectRef === 'x'
    const { residentId: own } = somebody()
    const to = isPerson ? { grantedTo: { residentId: own } } : {}
    const caller = isPerson ? { ...as, subjectRef: world.refOf(own) } : as
    const before = (await mandateActs(world)).length
    const paper = { evidence: 'CONTRACT', fileDigest: 'a'.repeat(64) }
    const refused = await refusalOf(
      askToGrant(world, caller, grant({ ...to, ...paper, grantedBy: { residentId } })),
    )
    expect(refused).toMatchObject({ code: 'FORBIDDEN', fault: 'MANDATE_NOT_GRANTORS' })
    const [denial, ...more] = (await mandateActs(world)).slice(before)
    expect(more).toEqual([])
    expect(denial).toMatchObject({
      actor: world.nameOf(caller),
      detail: { action: 'DENIED', act: 'GRANT_MANDATE', fault: 'MANDATE_NOT_GRANTORS' },
    })
  })

  it.each([
    ['no item', { items: [] }],
    ['an item there is not', { items: ['RHL-02', 'XXX-99'] }],
    ['101 items', { items: Array.from({ length: 101 }, () => 'RHL-02') }],
    ['an end before its beginning', { validFrom: '2025-12-31', validUntil: '2025-12-30' }],
    ['an end that is past', { validUntil: '2025-06-01' }],
    ['nobody who may act', { grantedTo: {} }],
    ['two who may act', { grantedTo: { companyId: 'PF1', uscc: operatorUscc } }],
    ['a company identifier that is none', { grantedTo: { companyId: 'v1.x' } }],
    ['one that is too long', { grantedTo: { companyId: 'x'.repeat(33) } }],
    ['paper in the own login', { evidence: 'CONTRACT' }],
    ['a file in the own login', { fileDigest: 'a'.repeat(64) }],
    ['the grantor as grantee', { grantedTo: { uscc: operatorUscc } }],
  ])('refuses %s, names the field and keeps nothing', async (_, changes) => {
    const before = await mandatesOf(world, company)
    const refused = await refusalOf(askToGrant(world, company, grant(changes)))
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: expect.stringMatching(/^input\./) })
    expect(await mandatesOf(world, company)).toEqual(before)
  })

  it.each([
    ['no grantor', { grantedBy: undefined }],
    ['consent', { evidence: 'CONSENT' }],
    ['no evidence', { evidence: undefined }],
    ['no file', { fileDigest: undefined }],
    ['a file nobody uploaded', { fileDigest: 'b'.repeat(64) }],
    ['a digest that is none', { fileDigest: 'B' }],
  ])('refuses of a clerk %s', async (_, changes) => {
    const { digest } = await world.upload(pdf('form'))
    const paper = { evidence: 'CONTRACT', fileDigest: digest, grantedBy: { uscc: operatorUscc } }
    const refused = await refusalOf(askToGrant(world, clerk, grant({ ...paper, ...changes })))
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('takes no file that another office uploaded', async () => {
    const { digest } = await world.upload(pdf('of another office'), otherClerk)
    const paper = { evidence: 'CONTRACT', fileDigest: digest, grantedBy: { uscc: operatorUscc } }
    expect((await grantAs(world, clerk, grant(paper))).code).toBe('BAD_USER_INPUT')
  })
})

describe('endMandate', () => {
  it('ends it by today at the earliest, for the grantor and for whoever was to act', async () => {
    for (const isGrantor of [true, false]) {
      const { login } = somebody()
      const { value } = await grantAs(world, login)
      const ended = await endAs(world, isGrantor ? login : platform, value.id)
      expect(ended.value).toMatchObject({ validUntil: '2025-06-02', inForce: true, endedAt: start })
      world.clock.set('2025-06-03T02:00:00.000Z')
      const again = await endAs(world, login, value.id)
      expect(again.value).toMatchObject({ validUntil: '2025-06-02', inForce: false, endedAt: start })
      world.clock.set(start)
    }
  })

  it('never ends it for days that are past, and never makes it longer', async () => {
    const { login } = somebody()
    const { value } = await grantAs(world, login)
    for (const lastDay of ['2025-06-01', '2026-01-01'])
      expect(await refusalOf(askToEnd(world, login, value.id, { lastDay }))).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'lastDay',
      })
    expect((await endAs(world, login, value.id, { lastDay: '2025-08-31' })).value.validUntil).toBe(
      '2025-08-31',
    )
    expect((await endAs(world, login, value.id, { lastDay: '2025-09-01' })).code).toBe('BAD_USER_INPUT')
    expect((await endAs(world, login, value.id, { lastDay: '2025-07-31' })).value.validUntil).toBe(
      '2025-07-31',
    )
  })

  it('is for a clerk of the office that registered it, and for the bureau, with a reason', async () => {
    const { residentId } = somebody()
    const { digest } = await world.upload(pdf('form'))
    const paper = { evidence: 'SIGNED_FORM', fileDigest: digest, grantedBy: { residentId } }
    const { value } = await grantAs(world, clerk, grant(paper))
    expect((await endAs(world, clerk, value.id)).code).toBe('BAD_USER_INPUT')
    const later = { lastDay: '2025-09-30', reason: '合同提前终止' }
    expect((await endAs(world, clerk, value.id, later)).value).toMatchObject({ endReason: '合同提前终止' })
    expect((await endAs(world, bureau, value.id, { reason: '双方申请' })).value.validUntil).toBe('2025-06-02')
  })

  it('is for nobody else; what is not yours and what is not there look the same, and are written down', async () => {
    const { login } = somebody()
    const { value } = await grantAs(world, login)
    const nowhere = '00000000-0000-4000-8000-000000000000'
    for (const as of [otherPlatform, company, clerk, otherClerk, somebody().login]) {
      const before = (await mandateActs(world)).length
      const [other, none] = [
        await refusalOf(askToEnd(world, as, value.id, { reason: 'x' })),
        await refusalOf(askToEnd(world, as, nowhere, { reason: 'x' })),
      ]
      expect(other).toMatchObject({ code: 'NOT_FOUND' })
      expect(JSON.stringify(other).replaceAll(value.id, nowhere)).toBe(JSON.stringify(none))
      expect((await mandateActs(world)).slice(before).map(({ detail }) => detail.mandateId)).toEqual([
        value.id,
        nowhere,
      ])
    }
    expect((await endAs(world, login, 'no identifier')).code).toBe('NOT_FOUND')
  })

  it('leaves an act each, with the actor and for whom beside one another, in a chain that holds', async () => {
    const { residentId, login } = somebody()
    const { digest } = await world.upload(pdf('form'))
    const paper = { evidence: 'SIGNED_FORM', fileDigest: digest, grantedBy: { residentId } }
    const before = (await mandateActs(world)).length
    const { value } = await grantAs(world, clerk, grant(paper))
    await endAs(world, login, value.id)
    const common = { mandateId: value.id, subject: login.subjectRef }
    expect((await mandateActs(world)).slice(before)).toMatchObject([
      {
        actor: world.nameOf(clerk),
        detail: {
          ...common,
          action: 'MANDATE_GRANTED',
          grantedTo: 'PF1',
          evidence: 'SIGNED_FORM',
          fileDigest: digest,
        },
      },
      { actor: world.nameOf(login), detail: { ...common, action: 'MANDATE_ENDED', endedOn: '2025-06-02' } },
    ])
    await world.chained()
    expect(await verifyAuditChain(world.db)).toMatchObject({ intact: true })
  })
})

describe('myMandates', () => {
  it('is paged newest first without a gap or a repeat', async () => {
    const { login } = somebody()
    const made = []
    for (let index = 0; index < 5; index += 1) made.unshift((await grantAs(world, login)).value.id)
    const seen: string[] = []
    let after: string | null = null
    for (;;) {
      const answer = await world.graph(
        'query($after: String) { myMandates(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
        login,
      )
      const { edges, pageInfo } = (answer.data as { myMandates: Page }).myMandates
      seen.push(...edges.map(({ node }) => node.id))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect([...seen].sort()).toEqual([...made].sort())
    expect(seen).toHaveLength(5)
    const refused = world.graph('{ myMandates(after: "x") { edges { cursor } } }', {}, login)
    expect(await refusalOf(refused)).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})

interface Page {
  edges: { node: { id: string } }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

describe('the table', () => {
  it('lets nobody write a mandate of another past the code, and nobody change or delete one', async () => {
    const { login } = somebody()
    const { value } = await grantAs(world, login)
    const insert = (tenant: object, grantedBy: string, office: string | null) =>
      world.db.write({ roles: [], ...tenant }, (tx) =>
        tx.execute(sql`insert into approvals.mandates
          (id, kind, granted_by, granted_to, items, valid_from, valid_until, evidence, file_digest, granted_at, registered_by, registered_office, idempotency_key, input_digest)
          values (gen_random_uuid(), 'LEASE', ${grantedBy}, 'PF1', '{RHL-02}', '2025-01-01', '2025-12-31',
            ${office === null ? 'CONSENT' : 'CONTRACT'}, ${office === null ? null : 'x'}, now(), 'x', ${office}, gen_random_uuid()::text, 'x')`),
      )
    const isRefused = (error: Error) => String(error.cause).includes('row-level security')
    const asPlatform = { roles: ['PLATFORM'], organisation: 'PF1' }
    await expect(insert(asPlatform, 'somebody', null)).rejects.toSatisfy(isRefused)
    await expect(insert(asPlatform, 'somebody', 'PF1')).rejects.toSatisfy(isRefused)
    const asClerk = { roles: ['STATION_CLERK'], organisation: station }
    await expect(insert(asClerk, 'somebody', '330399002')).rejects.toSatisfy(isRefused)
    await expect(insert(asClerk, 'somebody', null)).rejects.toSatisfy(isRefused)
    const change = (text: string) => world.db.write(ownWork, (tx) => tx.execute(sql.raw(text)))
    const where = `where id = '${value.id}'`
    for (const text of [
      `update approvals.mandates set valid_until = '2099-12-31' ${where}`,
      `update approvals.mandates set granted_to = 'PF2' ${where}`,
      `delete from approvals.mandates ${where}`,
    ])
      await expect(change(text)).rejects.toSatisfy((error: Error) =>
        String(error.cause).includes('permission denied'),
      )
  })
})
