import { ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { collectStatements } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itemInForce } from '../catalogue/items/index.ts'
import { asIntruder } from '../testing/as-owner.ts'
import {
  bureau,
  clerk,
  goodEvidence,
  newApplicant,
  operatorUscc,
  otherClerk,
  read,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
  vin,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.played.evidence = goodEvidence()
  world.played.silent = false
})

const residentId = '330399199001010012'

async function count(): Promise<number> {
  const [row] = rowsOf<{ count: string }>(
    await world.db.read(ownWork, (tx) =>
      tx.execute(sql`select count(*) as count from approvals.applications`),
    ),
  )
  return Number(row?.count)
}

describe('submitApplication', () => {
  it('answers the same application to the same key, also at the same moment, and refuses the key for another', async () => {
    const before = await count()
    const [one, two] = await Promise.all([
      submitAs(world, submission(), 'k1'),
      submitAs(world, submission(), 'k1'),
    ])
    expect(two.value.id).toBe(one.value.id)
    expect((await submitAs(world, submission(), 'k1')).value.id).toBe(one.value.id)
    expect(await count()).toBe(before + 1)
    expect((await submitAs(world, submission({ division: '330302' }), 'k1')).code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    )
    expect((await submitAs(world, undefined, 'k1', bureau)).value.id, 'keys belong to their sender').not.toBe(
      one.value.id,
    )
  })

  it.each([
    ['an item there is not', { item: 'XXX-99' }],
    ['no vehicle', { vehicle: null }],
    ['no platform', { platformCompanyId: null }],
    ['an empty platform', { platformCompanyId: ' ' }],
    ['no operator where freight needs one', { item: 'FRT-01' }],
    ['neither number nor code', { applicant: { name: '测试甲', phone: '13800000000' } }],
    [
      'both number and code',
      { applicant: { name: '测试甲', phone: '13800000000', residentId, uscc: operatorUscc } },
    ],
    [
      'a wrong check digit',
      { applicant: { name: '测试甲', phone: '13800000000', residentId: '330399199001010013' } },
    ],
    ['an empty name', { applicant: { name: ' ', phone: '13800000000', residentId } }],
    ['a name with NUL', { applicant: { name: '测\u0000试', phone: '13800000000', residentId } }],
    ['a name without end', { applicant: { name: '测'.repeat(101), phone: '13800000000', residentId } }],
    ['a phone that is none', { applicant: { name: '测试甲', phone: 'call me', residentId } }],
    [
      'a plate kind that is none',
      { vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: 'x' } },
    ],
    [
      'a plate kind of no list',
      { vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '77' } },
    ],
    [
      'a plate of a colour its kind never has',
      { vehicle: { vin, plateNumber: '浙CD12345', plateColour: 'BLUE', plateKind: '52' } },
    ],
    ['a name of two lines', { applicant: { name: '测试\n甲', phone: '13800000000', residentId } }],
    ['a name turned round', { applicant: { name: '测\u202e试', phone: '13800000000', residentId } }],
    ['a name of private use', { applicant: { name: '测\ue863', phone: '13800000000', residentId } }],
    ['a number for a name', { applicant: { name: residentId, phone: '13800000000', residentId } }],
    ['a number for a phone', { applicant: { name: '测试甲', phone: residentId, residentId } }],
    ['a number for an office', { officeId: `office ${residentId}` }],
    [
      'a code whose check is wrong',
      { applicant: { name: '甲公司', phone: '0577-1', uscc: '91330399MA20002119' } },
    ],
    ['an operator whose check is wrong', { operatorUscc: '91330399MA20002119' }],
    ['half a character', { applicant: { name: '测\ud800', phone: '13800000000', residentId } }],
    ['an office of 65 characters', { officeId: 'o'.repeat(65) }],
  ])('refuses %s, names the field and writes nothing', async (_, changes) => {
    const before = await count()
    expect((await submitAs(world, submission(changes), undefined, bureau)).code).toBe('BAD_USER_INPUT')
    expect(await count()).toBe(before)
  })

  it.each([
    ['officeId', 'OFFICE_FORM', ['330303 001', '330303001;', '鹿城窗口', "'--", 'o'.repeat(65), '']],
    ['platformCompanyId', 'COMPANY_FORM', ['CC ZC', '曹操', 'a/b', 'c'.repeat(33)]],
  ])('refuses an ill-formed %s at the door, by the code %s', async (field, fault, values) => {
    const before = await count()
    for (const value of values) {
      const { errors } = await world.graph(
        'mutation($input: SubmitApplicationInput!) { submitApplication(input: $input, idempotencyKey: "form") { id } }',
        { input: submission({ [field]: value }) },
        bureau,
      )
      expect(errors?.[0]?.extensions, value).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: `input.${field}`,
        fault,
        advice: { zh: expect.any(String), en: expect.any(String) },
      })
    }
    expect(await count()).toBe(before)
  })

  it('takes an application in for a well-formed office the directory does not know, and it may not decide', async () => {
    const absent = (subject: string) => ({
      status: 'CONFIRMED_ABSENT',
      source: { id: 'office-directory', name: '', authority: '' },
      subject,
      confirmedAt: '2025-06-02T01:00:00.000Z',
      observedAt: null,
      revision: null,
    })
    world.played.evidence = {
      ...goodEvidence(),
      office: {
        delegations: { ...absent('nowhere-9/RHL-02'), records: [], complete: true },
        entry: { ...absent('nowhere-9'), record: null },
      },
    }
    const input = submission({ officeId: 'nowhere-9', applicant: newApplicant() })
    const { value } = await submitAs(world, input, undefined, bureau)
    expect(value).toMatchObject({ state: 'READY', evaluation: { verdict: 'FAIL' } })
    expect(
      value.evaluation.findings.filter(({ verdict }) => verdict === 'FAIL').map(({ code }) => code),
    ).toEqual(['OFFICE_DELEGATED', 'DIVISION_OF_OFFICE'])
  })

  it.each(['', ' ', 'k'.repeat(201), `for ${residentId}`])('refuses a key that is none', async (key) => {
    expect((await submitAs(world, submission(), key)).code).toBe('BAD_USER_INPUT')
  })

  it('knows the key of a sender again that was kept by its account', async () => {
    const input = submission({ applicant: newApplicant() })
    const one = await submitAs(world, input, 'of-before')
    await asIntruder(
      world.db,
      "update approvals.submission_keys set sender = 'clerk-1' where key = 'of-before'",
    )
    expect((await submitAs(world, input, 'of-before')).value.id).toBe(one.value.id)
  })

  it('is kept by a pseudonym of who submitted, in every table', async () => {
    await submitAs(world)
    const { rows } = (await world.db.orm.execute(
      sql`select (query_to_xml('select * from approvals.applications', true, false, '')::text
        || query_to_xml('select * from approvals.evaluations', true, false, '')::text
        || query_to_xml('select * from approvals.audit', true, false, '')::text) as stored`,
    )) as { rows: { stored: string }[] }
    expect(rows[0]?.stored).toContain(world.nameOf())
    expect(rows[0]?.stored).not.toContain('clerk-1')
  })

  it('is for the applicant and for clerks of the office', async () => {
    const citizen = { caller: 'c', roles: ['CITIZEN'], subjectRef: 'v1.somebody-else' }
    expect((await submitAs(world, submission(), undefined, otherClerk)).code).toBe('FORBIDDEN')
    expect((await submitAs(world, submission(), undefined, citizen)).code).toBe('FORBIDDEN')
    const company = { caller: 'a', roles: ['COMPANY_AGENT'], organisation: operatorUscc }
    expect((await submitAs(world, submission(), undefined, company)).code).toBe('FORBIDDEN')
    const own = submission({ applicant: { name: '测试公司有限', phone: '0577-1', uscc: operatorUscc } })
    const { value } = await submitAs(world, own, undefined, company)
    expect((await read(world, value.id, company)).value?.applicantName).toBe('测试公司有限')
    const platform = { caller: 'p', roles: ['PLATFORM'], organisation: 'PF1' }
    expect((await submitAs(world, submission(), undefined, platform)).code).toBe('FORBIDDEN')
  })

  it('keeps the application when the whole graph is silent, and tells which sources it waits for', async () => {
    world.played.silent = true
    const { value } = await submitAs(world)
    expect(value).toMatchObject({ state: 'WAITING_FOR_EVIDENCE', evaluation: { verdict: 'UNKNOWN' } })
    const sources = new Set(
      value.evaluation.findings.filter(({ verdict }) => verdict === 'UNKNOWN').map(({ source }) => source),
    )
    expect([...sources].sort()).toEqual([
      'inspection-station',
      'office-directory',
      'platform',
      'traffic-police',
      'transport-register',
    ])
  })

  it('stores the resident ID number nowhere', async () => {
    await submitAs(world)
    const tables = rowsOf<{ place: string }>(
      await world.db.orm.execute(
        sql`select table_schema || '.' || table_name as place from information_schema.tables where table_schema like 'approvals%' and table_type = 'BASE TABLE'`,
      ),
    )
    expect(tables.length).toBeGreaterThan(15)
    for (const { place } of tables.filter((table) => table.place !== 'approvals.migrations')) {
      const found = await world.db.write(ownWork, (tx) =>
        tx.execute(sql`select 1 from ${sql.raw(place)} as held where held::text like ${`%${residentId}%`}`),
      )
      expect(rowsOf(found), place).toEqual([])
    }
  })
})

describe('the work list', () => {
  it('costs the same statements for one entry and for fifty', async () => {
    for (let index = 0; index < 5; index += 1) await submitAs(world)
    await world.settle()
    const statementsOf = async (first: number): Promise<number> => {
      const statements: string[] = []
      world.db.onStatement = collectStatements(statements)
      const answer = await world.graph(
        `query($first: Int) { applications(first: $first) { pageInfo { hasNextPage endCursor }
          edges { cursor node { id evaluation { findings { code } } decisions { id } certificate { id } paperEvidence { id } } } } }`,
        { first },
        clerk,
      )
      world.db.onStatement = undefined
      const { edges } = (answer.data as { applications: { edges: unknown[] } }).applications
      expect(edges).toHaveLength(first)
      return statements.filter((text) => /^select (distinct|")/i.test(text) && text.includes('"approvals"'))
        .length
    }
    expect(await statementsOf(1)).toBe(5)
    expect(await statementsOf(5)).toBe(5)
  })

  it('refuses a page of none and of 201', async () => {
    for (const first of [0, 201]) {
      const answer = await world.graph(
        'query($first: Int) { applications(first: $first) { edges { cursor } } }',
        { first },
      )
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    }
  })

  it('shows the catalogue to everybody', async () => {
    const nobody = { caller: 'anonymous', roles: [] }
    const answer = await world.graph(
      '{ serviceItems { code name visitClass version materials { code } } none: serviceItem(code: "X") { code } }',
      {},
      nobody,
    )
    expect(answer.data).toMatchObject({ none: null })
    expect((answer.data as { serviceItems: unknown[] }).serviceItems).toContainEqual(
      expect.objectContaining({
        code: 'RHL-02',
        visitClass: 'ONE_VISIT',
        version: itemInForce('RHL-02', '2026-06-01')?.version,
      }),
    )
  })
})
