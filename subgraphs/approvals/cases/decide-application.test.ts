import { ownWork } from '@one-visit/kit/database/database.ts'
import { insideTransaction } from '@one-visit/kit/database/frames.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '../audit/verify-chain.ts'
import { findActsOf } from '../store/audit.ts'
import {
  auditor,
  decideAs,
  goodEvidence,
  otherClerk,
  read,
  receipt,
  type Seen,
  station,
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
  world.played.whileAsked = undefined
  world.played.feed = () => receipt('APPLIED')
})

const submitted = async () => (await submitAs(world)).value

function failing() {
  const evidence = goodEvidence()
  Object.assign(evidence.vehicle?.usage as object, {
    record: { current: 'NON_COMMERCIAL', changeCompleted: false },
  })
  return evidence
}

function without(field: string) {
  const evidence = goodEvidence()
  if (evidence.vehicle) evidence.vehicle[field] = null
  return evidence
}

describe('an application', () => {
  it('is evaluated on submission, for the clerk, the item and the case, with no transaction open', async () => {
    world.played.asked.length = 0
    world.played.whileAsked = async () => expect(insideTransaction()).toBe(false)
    const { value: seen } = await submitAs(world)
    expect(seen).toMatchObject({
      state: 'READY',
      round: 1,
      applicantName: '测*',
      evaluation: { verdict: 'PASS' },
    })
    expect(seen.number).toMatch(/^330399-20250602-\d{6}$/)
    const evidence = world.played.asked.filter(({ operation }) => operation !== 'RequestPoliceRecord')
    expect(evidence.map(({ operation }) => operation)).toEqual(['Rhl02EvidenceV3'])
    const token = evidence[0]?.headers.authorization?.split('.')[1] ?? ''
    expect(JSON.parse(Buffer.from(token, 'base64url').toString())).toMatchObject({
      iss: 'hub-approvals',
      roles: ['HUB_EVIDENCE'],
      act: { sub: world.nameOf(), kind: 'person' },
      item: 'RHL-02',
      application: seen.id,
    })
  })

  it('waits and names the silent source, and reading it evaluates nothing', async () => {
    world.played.evidence = without('usage')
    const seen = await submitted()
    expect(seen).toMatchObject({ state: 'WAITING_FOR_EVIDENCE', evaluation: { verdict: 'UNKNOWN' } })
    expect(seen.evaluation.findings.filter(({ verdict }) => verdict === 'UNKNOWN')).toEqual([
      { code: 'USAGE_RIDE_HAILING', verdict: 'UNKNOWN', source: 'traffic-police' },
    ])
    world.played.asked.length = 0
    await read(world, seen.id)
    expect(world.played.asked).toEqual([])
  })

  it.each([
    ['has missed its heartbeats', 'STALE', '2025-05-31T16:30:00.000Z', '2025-06-01 00:30'],
    ['confirmed it too long ago', 'PRESENT', '2025-01-01T00:00:00.000Z', '2025-01-01 08:00'],
  ])('tells everybody since when a source is silent that %s', async (_, status, confirmedAt, told) => {
    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.usage as object, { status, confirmedAt })
    world.played.evidence = evidence
    const { id } = await submitted()
    const { data } = await world.graph(
      `query ($id: ID!) { application(id: $id) { evaluation { findings { code text textEn confirmedAt } } } }`,
      { id },
    )
    const { findings } = (data as { application: { evaluation: { findings: { code: string }[] } } })
      .application.evaluation
    expect(findings.find(({ code }) => code === 'USAGE_RIDE_HAILING')).toEqual({
      code: 'USAGE_RIDE_HAILING',
      text: `使用性质待核：traffic-police来源自${told}起未再确认。`,
      textEn: `usage type cannot be judged: the source has confirmed nothing since ${told} (UTC+8).`,
      confirmedAt,
    })
  })
})

describe('decide', () => {
  it('approves, issues, and the certificate is valid once the owning room took it', async () => {
    const seen = await submitted()
    const { value } = await decideAs(world, seen)
    expect(value).toMatchObject({ status: 'DECIDED', application: { state: 'APPROVED' } })
    await world.settle()
    const { value: issued } = await read(world, seen.id)
    expect(issued).toMatchObject({
      state: 'ISSUED',
      decisions: [{ outcome: 'APPROVE', round: 1, decidedBy: world.nameOf() }],
      certificate: { state: 'VALID', onPaper: false, validFrom: '2025-06-02', validUntil: '2028-06-01' },
    })
    expect(issued?.certificate?.number).toMatch(/^浙交运管网约字330399\d{6}号$/)
    await world.chained()
    const metrics = await world.room.app.inject('/metrics')
    expect(metrics.body).toMatch(/^audit_rows_unchained 0$/m)
    expect(await verifyAuditChain(world.db)).toMatchObject({ intact: true })
    const trail = await world.graph(
      'query($id: ID!) { auditTrail(applicationId: $id) { action actor } }',
      { id: seen.id },
      auditor,
    )
    const { auditTrail } = trail.data as { auditTrail: { action: string; actor: string }[] }
    expect(auditTrail.map(({ actor }) => actor).slice(0, 3)).toEqual(Array(3).fill(world.nameOf()))
    expect(auditTrail.map(({ action }) => action)).toEqual([
      'SUBMITTED',
      'EVALUATED',
      'DECIDED',
      'CERTIFICATE_ISSUED',
      'CERTIFICATE_ACCEPTED',
    ])
    const pages: string[][] = []
    for (let after = 0; ; ) {
      const { data } = await world.graph(
        'query($id: ID!, $after: Int) { auditTrail(applicationId: $id, first: 2, after: $after) { sequence action } }',
        { id: seen.id, after },
        auditor,
      )
      const rows = (data as { auditTrail: { sequence: number; action: string }[] }).auditTrail
      if (rows.length === 0) break
      pages.push(rows.map(({ action }) => action))
      after = rows.at(-1)?.sequence ?? 0
    }
    expect(pages).toEqual([
      ['SUBMITTED', 'EVALUATED'],
      ['DECIDED', 'CERTIFICATE_ISSUED'],
      ['CERTIFICATE_ACCEPTED'],
    ])
  })

  it('answers the same decision to the same key, and refuses the key for another', async () => {
    const seen = await submitted()
    const first = await decideAs(world, seen, { key: 'again' })
    const again = await decideAs(world, seen, { key: 'again' })
    expect(again.value).toMatchObject({ status: 'DECIDED', decision: first.value.decision })
    expect((await decideAs(world, seen, { key: 'again', outcome: 'REFUSE', reason: 'x' })).code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    )
    const other = await submitted()
    expect((await decideAs(world, other, { key: 'again' })).code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it('lets one of two parallel decisions win; the other meets CONFLICT', async () => {
    const seen = await submitted()
    const both = await Promise.all([
      decideAs(world, seen),
      decideAs(world, seen, { outcome: 'REFUSE', reason: 'no', refusal: { ground: 'NOT_AS_APPLIED' } }),
    ])
    expect(both.map(({ code, value }) => code ?? value.status).sort()).toEqual(['CONFLICT', 'DECIDED'])
    const { value: now } = await read(world, seen.id)
    expect(now?.decisions).toHaveLength(1)
    expect((await decideAs(world, now ?? seen)).code).toBe('CONFLICT')
  })

  it('turns away a stale version', async () => {
    const seen = await submitted()
    expect((await decideAs(world, seen, { version: seen.version - 1 })).code).toBe('CONFLICT')
  })

  it('says that the facts changed, keeps what it found, and decides on that', async () => {
    const seen = await submitted()
    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.mileage as object, { revision: 'r2' })
    world.played.evidence = evidence
    const { value } = await decideAs(world, seen)
    expect(value).toMatchObject({
      status: 'EVIDENCE_CHANGED',
      decision: null,
      application: { state: 'READY' },
    })
    expect(value.application.version).toBe(seen.version + 1)
    expect((await decideAs(world, value.application)).value.status).toBe('DECIDED')
  })

  it('does not take a later instant of the same facts for a change', async () => {
    const seen = await submitted()
    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.usage as object, { confirmedAt: '2025-06-02T01:30:00.000Z' })
    world.played.evidence = evidence
    expect((await decideAs(world, seen)).value.status).toBe('DECIDED')
  })

  it('approves neither on UNKNOWN nor on FAIL, and refuses only with a reason', async () => {
    world.played.evidence = without('usage')
    const unknown = await submitted()
    expect((await decideAs(world, unknown)).value.status).toBe('EVIDENCE_INCOMPLETE')
    world.played.evidence = failing()
    const failed = await submitted()
    expect(failed).toMatchObject({ state: 'READY', evaluation: { verdict: 'FAIL' } })
    expect((await decideAs(world, failed)).value.status).toBe('CHECKS_FAILED')
    expect((await decideAs(world, failed, { outcome: 'REFUSE' })).code).toBe('BAD_USER_INPUT')
    const { value } = await decideAs(world, failed, { outcome: 'REFUSE', reason: '使用性质不符' })
    expect(value).toMatchObject({ status: 'DECIDED', application: { state: 'REFUSED', certificate: null } })
  })

  it('refuses on a check that fails or on a ground of its own kind, and on nothing else', async () => {
    const refuse = (seen: Seen, refusal?: object) =>
      decideAs(world, seen, { outcome: 'REFUSE', reason: '不符', ...(refusal && { refusal }) })
    const passing = await submitted()
    expect((await refuse(passing)).code).toBe('BAD_USER_INPUT')
    for (const refusal of [
      { ground: 'CHECK_FAILS' },
      { ground: 'CHECK_FAILS', check: 'USAGE_RIDE_HAILING' },
      { ground: 'OTHER_LAW', check: 'USAGE_RIDE_HAILING' },
    ])
      expect((await refuse(passing, refusal)).code, JSON.stringify(refusal)).toBe('BAD_USER_INPUT')
    expect((await refuse(passing, { ground: 'FALSE_STATEMENT' })).value).toMatchObject({
      status: 'DECIDED',
      decision: { refusalGround: 'FALSE_STATEMENT', refusalCheck: null },
    })
    world.played.evidence = failing()
    const byDefault = await submitted()
    expect((await refuse(byDefault)).value.decision).toMatchObject({
      refusalGround: 'CHECK_FAILS',
      refusalCheck: 'USAGE_RIDE_HAILING',
    })
    const named = await submitted()
    expect((await refuse(named, { ground: 'CHECK_FAILS', check: 'AGE_BELOW' })).code).toBe('BAD_USER_INPUT')
    expect(
      (await refuse(named, { ground: 'CHECK_FAILS', check: 'USAGE_RIDE_HAILING' })).value.decision,
    ).toMatchObject({ refusalCheck: 'USAGE_RIDE_HAILING' })
    const approved = await (async () => {
      world.played.evidence = goodEvidence()
      return (await decideAs(world, await submitted())).value.decision
    })()
    expect(approved).toMatchObject({ refusalGround: null, refusalCheck: null })
    await world.chained()
    const acts = await world.db.read(ownWork, (tx) => findActsOf(tx, [byDefault.id, passing.id]))
    const grounds = acts
      .filter(({ action }) => action === 'DECIDED')
      .map(({ detail }) => JSON.parse(detail) as Record<string, unknown>)
    expect(grounds).toEqual([
      expect.objectContaining({ refusalGround: 'FALSE_STATEMENT' }),
      expect.objectContaining({ refusalGround: 'CHECK_FAILS', refusalCheck: 'USAGE_RIDE_HAILING' }),
    ])
  })

  it('is for clerks of the office only, and looks to others as if it were not there', async () => {
    const seen = await submitted()
    expect((await decideAs(world, seen, {}, otherClerk)).code).toBe('NOT_FOUND')
    expect((await read(world, seen.id, otherClerk)).value).toBeNull()
    expect((await read(world, 'no-such-id')).value).toBeNull()
    const agent = { caller: 'x', roles: ['COMPANY_AGENT'], organisation: 'x' }
    expect((await decideAs(world, seen, {}, agent)).code).toBe('FORBIDDEN')
  })

  it('lets a clerk of whose window nobody can say that it may decide neither approve nor refuse', async () => {
    const seen = await submitted()
    world.played.offices = { [station]: { kind: 'STATION', authority: 'bureau', delegations: null } }
    expect((await decideAs(world, seen, { outcome: 'REFUSE', reason: 'x' })).code).toBe('EVIDENCE_INCOMPLETE')
    expect((await decideAs(world, seen)).code).toBe('EVIDENCE_INCOMPLETE')
  })

  it('is not a road around a withdrawal', async () => {
    const seen = await submitted()
    const withdraw = (version: number) =>
      world.graph(
        'mutation($id: ID!, $v: Int!) { withdrawApplication(applicationId: $id, expectedVersion: $v) { state } }',
        {
          id: seen.id,
          v: version,
        },
      )
    expect((await withdraw(seen.version + 5)).errors?.[0]?.extensions.code).toBe('CONFLICT')
    expect(await withdraw(seen.version)).toMatchObject({
      data: { withdrawApplication: { state: 'WITHDRAWN' } },
    })
    expect((await decideAs(world, seen)).code).toBe('CONFLICT')
  })
})
