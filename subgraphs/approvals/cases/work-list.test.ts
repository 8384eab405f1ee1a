import type { Database } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { tenantOf } from '@one-visit/kit/room/server.ts'
import { collectStatements, testDatabase } from '@one-visit/kit/testing.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLoaders } from '../resolvers/loaders.ts'
import { findApplication, lockApplication } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { applications, decisions, evaluations, paperEvidence } from '../store/tables/cases.ts'
import { certificates } from '../store/tables/certificates.ts'
import { mandates } from '../store/tables/mandates.ts'
import { listApplications, positionOf } from './work-list.ts'

const station = '330399001'
const county = 'county-office'
const rows = [
  { id: 1, officeId: station, division: '330399', applicantRef: 'v1.anna', state: 'READY' },
  { id: 2, officeId: station, division: '330399', applicantUscc: 'COMPANY', state: 'ISSUED' },
  { id: 3, officeId: county, division: '330398', applicantRef: 'v1.bo', state: 'READY' },
  {
    id: 4,
    officeId: 'other',
    division: '330398',
    applicantRef: 'v1.anna',
    submittedOrganisation: 'PLATFORM',
    state: 'RETURNED',
  },
  {
    id: 5,
    officeId: 'other',
    division: '330397',
    applicantUscc: 'COMPANY',
    submittedOrganisation: 'COMPANY',
    state: 'READY',
  },
  {
    id: 6,
    officeId: 'other',
    division: '330397',
    applicantUscc: 'OWNER',
    submittedOrganisation: 'AGENT',
    state: 'READY',
    ...mandated('AGENT'),
  },
  {
    id: 7,
    officeId: 'other',
    division: '330397',
    applicantUscc: 'OWNER',
    submittedOrganisation: 'other',
    state: 'WITHDRAWN',
    ...mandated('v1.carl'),
  },
] as const
function uuid(id: number): string {
  return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`
}

/** Columns of an application that was handed in under a mandate. */
function mandated(mandatedParty: string) {
  return {
    mandateId: uuid(mandatedParty === 'AGENT' ? 500 : 501),
    mandateKind: 'AGENCY',
    mandatedBy: 'OWNER',
    mandatedParty,
    mandatedFrom: '2025-01-01',
    mandatedUntil: '2025-12-31',
  } as const
}

/** The mandate, ended since by the first of March: it is in force on that day and on none after it. */
function mandate(grantedTo: string): typeof mandates.$inferInsert {
  return {
    id: mandated(grantedTo).mandateId,
    kind: 'AGENCY',
    grantedBy: 'OWNER',
    grantedTo,
    items: ['RHL-02'],
    validFrom: '2025-01-01',
    validUntil: '2025-12-31',
    endedOn: '2025-03-01',
    endedAt: at,
    endedBy: 'owner',
    evidence: 'CONSENT',
    grantedAt: at,
    registeredBy: 'owner',
    idempotencyKey: grantedTo,
    inputDigest: 'd',
  }
}
const at = new Date('2025-03-01T00:00:00.000Z')

let db: Database
beforeAll(async () => {
  db = await testDatabase()
  await db.write(ownWork, async (tx) => {
    await tx.insert(mandates).values([mandate('AGENT'), mandate('v1.carl')])
    await tx.insert(applications).values(
      rows.map(({ id, ...row }) => ({
        ...row,
        id: uuid(id),
        number: `N${id}`,
        item: id % 2 === 0 ? 'FRT-01' : 'RHL-02',
        itemVersion: 1,
        submittedAt: new Date(at.getTime() + Math.floor(id / 2)),
        submittedBy: 'somebody',
        applicantName: '测试甲',
        applicantPhone: '000',
        evaluationId: uuid(100 + id),
      })),
    )
    await tx.insert(evaluations).values(
      rows.map(({ id }) => ({
        id: uuid(100 + id),
        applicationId: uuid(id),
        round: 1,
        itemVersion: 1,
        evaluatedAt: at,
        verdict: 'PASS',
        snapshot: '{}',
        snapshotDigest: 's',
        factsDigest: 'f',
        findings: '[]',
      })),
    )
  })
})
afterAll(() => db.close())

const clerk: Principal = {
  caller: 'clerk',
  roles: ['STATION_CLERK'],
  organisation: station,
  division: '330398',
}
const callers: [string, Principal, number[]][] = [
  ['a station clerk, the own office', clerk, [1, 2]],
  [
    'a county clerk, the own office and division',
    { caller: 'c', roles: ['COUNTY_CLERK'], organisation: county, division: '330398' },
    [3, 4],
  ],
  [
    'a bureau clerk, all',
    { caller: 'b', roles: ['BUREAU_CLERK'], organisation: 'bureau' },
    [1, 2, 3, 4, 5, 6, 7],
  ],
  ['an auditor, all', { caller: 'a', roles: ['AUDITOR'] }, [1, 2, 3, 4, 5, 6, 7]],
  ['a citizen, the own', { caller: 'x', roles: ['CITIZEN'], subjectRef: 'v1.anna' }, [1, 4]],
  ['a company, its own', { caller: 'x', roles: ['COMPANY_AGENT'], organisation: 'COMPANY' }, [2, 5]],
  ['a platform, what it handed in', { caller: 'x', roles: ['PLATFORM'], organisation: 'PLATFORM' }, [4]],
  ['a company, by its mandate', { caller: 'x', roles: ['COMPANY_AGENT'], organisation: 'AGENT' }, [6]],
  ['a person, by a mandate', { caller: 'x', roles: ['CITIZEN'], subjectRef: 'v1.carl' }, [7]],
  [
    'whoever granted them, as the applicant',
    { caller: 'x', roles: ['PLATFORM'], organisation: 'OWNER' },
    [6, 7],
  ],
  ['a station itself, none', { caller: 'x', roles: ['STATION'], organisation: station }, []],
  ['the police, none', { caller: 'x', roles: ['POLICE'], organisation: station, subjectRef: 'v1.anna' }, []],
  [
    'a caller without organisation and subject, none',
    { caller: 'x', roles: ['CITIZEN', 'STATION_CLERK', 'PLATFORM'] },
    [],
  ],
  ['nobody, none', { caller: 'anonymous', roles: [] }, []],
]
const all = { states: null, item: null }

describe('the work list', () => {
  it.each(callers)('shows %s', async (_, principal, ids) => {
    const tenant = tenantOf(principal)
    const listed = await db.read(tenant, (tx) =>
      listApplications(tx, { principal, day: '2025-03-01' }, all, { first: 50, after: undefined }),
    )
    expect(listed.map((row) => row.id)).toEqual(ids.map(uuid))
    const seen = await db.read(tenant, (tx) =>
      tx.select({ id: applications.id }).from(applications).orderBy(applications.id),
    )
    expect(
      seen.map((row) => row.id),
      'row-level security says the same',
    ).toEqual(ids.map(uuid))
    const hanging = await db.read(tenant, (tx) => tx.select().from(evaluations))
    expect(hanging).toHaveLength(ids.length)
  })

  it('shows by a mandate nothing once it is over, and neither does a look at one application', async () => {
    for (const [role, own] of [
      ['COMPANY_AGENT', { organisation: 'AGENT' }],
      ['CITIZEN', { subjectRef: 'v1.carl' }],
    ] as const) {
      const principal: Principal = { caller: 'x', roles: [role], ...own }
      const tenant = tenantOf(principal)
      const on = (day: string) =>
        db.read(tenant, (tx) =>
          listApplications(tx, { principal, day }, all, { first: 50, after: undefined }),
        )
      expect(await on('2025-03-01')).toHaveLength(1)
      expect(await on('2025-03-02')).toEqual([])
      const id = uuid(role === 'CITIZEN' ? 7 : 6)
      const seen = (now: string) =>
        createLoaders({ db, now: new Date(now), principal, tenant }).applicationById.load(id)
      expect(await seen('2025-03-01T12:00:00.000Z')).toMatchObject({ id })
      expect(await seen('2025-03-02T12:00:00.000Z')).toBeUndefined()
    }
  })

  it('pages in order, without a gap or a repeat, also where two were handed in at the same instant', async () => {
    const bureau: Principal = { caller: 'b', roles: ['BUREAU_CLERK'] }
    const seen: string[] = []
    let after: readonly string[] | undefined
    for (;;) {
      const page: ApplicationRow[] = await db.read(tenantOf(bureau), (tx) =>
        listApplications(tx, { principal: bureau, day: '2025-03-01' }, all, { first: 2, after }),
      )
      seen.push(...page.slice(0, 2).map((row) => row.id))
      if (page.length <= 2) break
      after = page[1] && positionOf(page[1])
    }
    expect(seen).toEqual(rows.map(({ id }) => uuid(id)))
  })

  it('filters by state and item', async () => {
    const bureau: Principal = { caller: 'b', roles: ['BUREAU_CLERK'] }
    const list = (filter: Parameters<typeof listApplications>[2]) =>
      db
        .read(tenantOf(bureau), (tx) =>
          listApplications(tx, { principal: bureau, day: '2025-03-01' }, filter, {
            first: 50,
            after: undefined,
          }),
        )
        .then((found) => found.map((row) => row.id))
    expect(await list({ states: ['READY', 'READY'], item: null })).toEqual([1, 3, 5, 6].map(uuid))
    expect(await list({ states: null, item: 'FRT-01' })).toEqual([2, 4, 6].map(uuid))
    expect(await list({ states: [], item: null })).toEqual([])
  })

  it('costs the same statements for one application and for many', async () => {
    const count = async (ids: string[]): Promise<number> => {
      const loaders = createLoaders({ db, now: at, principal: clerk, tenant: ownWork })
      const statements: string[] = []
      db.onStatement = collectStatements(statements)
      await Promise.all(
        ids.flatMap((id) => [
          loaders.evaluationById.load(id),
          loaders.decisionsByApplicationId.load(id),
          loaders.certificateByApplicationId.load(id),
          loaders.paperByApplicationId.load(id),
        ]),
      )
      db.onStatement = undefined
      return statements.filter((text) => /^select/i.test(text)).length
    }
    expect(await count([uuid(1)])).toBe(4)
    expect(await count(rows.map(({ id }) => uuid(id)))).toBe(4)
  })
})

describe('row-level security', () => {
  it('lets an auditor read and not lock or change', async () => {
    const auditor = tenantOf({ caller: 'a', roles: ['AUDITOR'] })
    expect(await db.read(auditor, (tx) => findApplication(tx, uuid(1)))).toBeDefined()
    expect(await db.write(auditor, (tx) => lockApplication(tx, uuid(1)))).toBeUndefined()
    const changed = await db.write(auditor, (tx) =>
      tx.update(applications).set({ state: 'ISSUED' }).returning(),
    )
    expect(changed).toEqual([])
  })

  it('keeps a clerk from writing onto an application of another office', async () => {
    const insert = db.write(tenantOf(clerk), (tx) =>
      tx.insert(paperEvidence).values({
        id: uuid(900),
        applicationId: uuid(3),
        round: 1,
        checkCode: 'X',
        fileDigest: 'f',
        reason: 'r',
        enteredBy: 'clerk',
        enteredAt: at,
      }),
    )
    await expect(insert).rejects.toSatisfy((error: Error) =>
      String(error.cause).includes('row-level security'),
    )
    const moved = db.write(tenantOf(clerk), (tx) =>
      tx
        .update(applications)
        .set({ officeId: 'elsewhere' })
        .where(eq(applications.id, uuid(1))),
    )
    await expect(moved).rejects.toSatisfy((error: Error) =>
      String(error.cause).includes('row-level security'),
    )
  })

  it('lets the database refuse what no code may do: an approval on UNKNOWN, a refusal by a machine, one officer twice', async () => {
    const decision = {
      id: uuid(800),
      applicationId: uuid(1),
      round: 1,
      decidedAt: at,
      decidedBy: 'clerk',
      idempotencyKey: 'k',
      item: 'RHL-02',
      itemVersion: 1,
      asOf: at,
      snapshot: '{}',
      snapshotDigest: 's',
      factsDigest: 'f',
      findings: '[]',
      paper: '[]',
    }
    const insert = (values: Partial<typeof decisions.$inferInsert> & { outcome: string; verdict: string }) =>
      db
        .write(ownWork, (tx) => tx.insert(decisions).values({ ...decision, ...values }))
        .catch((error: Error) => String(error.cause))
    expect(await insert({ outcome: 'APPROVE', verdict: 'UNKNOWN' })).toMatch(/approve_on_pass/)
    expect(await insert({ outcome: 'APPROVE', verdict: 'FAIL' })).toMatch(/approve_on_pass/)
    expect(await insert({ outcome: 'REFUSE', verdict: 'FAIL' })).toMatch(/refusal_has_reason/)
    expect(await insert({ outcome: 'REFUSE', verdict: 'FAIL', reason: 'r', decidedBy: 'machine:X' })).toMatch(
      /refusal_by_person/,
    )
    const paper = db
      .write(ownWork, (tx) =>
        tx.insert(paperEvidence).values({
          id: uuid(901),
          applicationId: uuid(1),
          round: 1,
          checkCode: 'X',
          fileDigest: 'f',
          reason: 'r',
          enteredBy: 'clerk',
          enteredAt: at,
          confirmedBy: 'clerk',
        }),
      )
      .catch((error: Error) => String(error.cause))
    expect(await paper).toMatch(/two_officers/)
    expect(await db.read(ownWork, (tx) => tx.select().from(certificates))).toEqual([])
  })
})
