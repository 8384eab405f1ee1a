import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import {
  askRoom,
  collectStatements,
  entitiesQuery,
  fixedClock,
  testDatabase,
  testKeys,
} from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from './app.ts'

const keys = testKeys()
const clock = fixedClock('2026-01-31T08:00:00+08:00')
const zhang = '330399199003070019'
const li = '33039919900307006X'
const wang = '330399200002290031'
const refOf = (id: string): string => pseudonymOf(id, keys.pseudonymKey)
const companyA = '91330399MA2000043X'
const companyC = '91330399MA2000246J'
const companyB = '91330399MA2000166Y'

function qualification(idNumber: string, more: { category?: string; [field: string]: unknown } = {}) {
  return {
    recordId: `q-${refOf(idNumber).slice(0, 20)}-${more.category ?? ''}`,
    updatedAt: '2026-01-20T10:00:00+08:00',
    idNumber,
    name: '张三丰',
    category: '09002',
    status: '1',
    statusLabel: '有效',
    firstIssuedOn: '2020-05-01',
    validUntil: '2029-04-30',
    authority: '温州市道路运输管理局',
    ...more,
  }
}

function registration(number: string, idNumber: string, more: object = {}) {
  return {
    recordId: number,
    number,
    updatedAt: '2026-01-20T10:00:00+08:00',
    idNumber,
    uscc: companyA,
    active: true,
    validFrom: '2026-01-20',
    validUntil: '2029-01-19',
    ...more,
  }
}

let db: Database
let room: Awaited<ReturnType<typeof buildApp>>

async function push(path: string, records: unknown, token = 'register-token') {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/drivers/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify(records),
  })
  return { status: answer.statusCode, receipt: answer.json() }
}

async function ask(query: string, variables: Record<string, unknown> = {}, roles = ['HUB_EVIDENCE']) {
  const answer = await askRoom(room, { query, variables, keys, now: clock(), principal: { roles } })
  return { ...answer, data: answer.data as never as Record<string, never> }
}

async function facts(
  id: string,
): Promise<Record<'qualification' | 'registrations', Record<string, unknown>>> {
  const query = `query($ref: ID!) { driver(ref: $ref) { ref
    qualification { status subject revision unreadSince complete records { category name valid firstIssuedOn validUntil validUntilUnlimited authority } }
    registrations { status subject unreadSince complete records { operator { uscc } active validFrom validUntil } } } }`
  const { data, errors } = await ask(query, { ref: refOf(id) })
  expect(errors).toBeUndefined()
  return data.driver as never
}

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock,
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    pseudonymKey: keys.pseudonymKey,
    subscribers: [],
    post: async () => ({ status: 204, headers: {}, body: '' }),
  })
  const register = { name: '道路运政管理信息系统', authority: '温州市道路运输管理局', organisation: 'bureau' }
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      { id: 'transport-register', ...register, tokens: ['register-token'], allowed: ['*'] },
      { id: 'hub-approvals', ...register, tokens: ['hub-token'], allowed: ['*'] },
      { id: 'company-a', ...register, tokens: ['company-token'], allowed: [companyA] },
      { id: 'company-b', ...register, tokens: ['b-token'], allowed: [companyB] },
      { id: 'company-c', ...register, tokens: ['c-token'], allowed: [companyC] },
    ]),
  )
})

afterAll(async () => {
  await room?.close()
  await db?.close()
})

describe('a reference', () => {
  it('is answered whoever it is, with facts that are not known', async () => {
    const { qualification: found, registrations: held } = await facts(wang)
    expect(found).toMatchObject({ status: 'UNAVAILABLE', subject: refOf(wang), records: [] })
    expect(held).toMatchObject({ status: 'UNAVAILABLE', records: [] })
  })

  it.each(['330399199003070019', 'v1.short', ''])('that is none is refused: "%s"', async (ref) => {
    const { errors } = await ask('query($ref: ID!) { driver(ref: $ref) { ref } }', { ref })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const entity = await ask(entitiesQuery('Driver', '{ ref }'), {
      representations: [{ __typename: 'Driver', ref }],
    })
    expect(entity.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('a qualification', () => {
  it('is found under the reference of the number it was pushed with, the name masked', async () => {
    const pushed = await push('qualifications', [
      qualification(zhang),
      qualification(zhang, { category: '09003', status: '2', statusLabel: '无效' }),
      qualification(li.toLowerCase(), { name: '李四' }),
    ])
    expect(pushed.receipt.counts).toMatchObject({ APPLIED: 3 })
    expect((await facts(zhang)).qualification).toMatchObject({
      status: 'PRESENT',
      subject: refOf(zhang),
      complete: false,
      records: [
        {
          category: '09002',
          name: '张*',
          valid: true,
          firstIssuedOn: '2020-05-01',
          validUntil: '2029-04-30',
        },
        { category: '09003', valid: false },
      ],
    })
    expect((await facts(li)).qualification.records).toMatchObject([{ name: '李*' }])
  })

  it.each([
    ['09011', '2099-12-31', { validUntil: null, validUntilUnlimited: true }],
    ['09012', null, { validUntil: null, validUntilUnlimited: false }],
    ['09013', '2029-04-30', { validUntil: '2029-04-30', validUntilUnlimited: false }],
  ])(
    'of category %s, until %s, has an end, or none, or one nobody knows',
    async (category, validUntil, end) => {
      await push('qualifications', [qualification(wang, { category, validUntil })])
      const { records } = (await facts(wang)).qualification as { records: { category: string }[] }
      expect(records.find((one) => one.category === category)).toMatchObject(end)
    },
  )

  it.each([
    [{ idNumber: '330399199003070018' }, 'RESIDENT_ID_CHECK', '/idNumber'],
    [{ idNumber: '330399900307001' }, 'RESIDENT_ID_15', '/idNumber'],
    [{ idNumber: '330399209912310012' }, 'RESIDENT_ID_DATE', '/idNumber'],
    [{ category: '9002' }, 'FIELD_FORM', '/category'],
    [{ status: '0' }, 'CODE_UNKNOWN', '/status'],
    [{ firstIssuedOn: '2025-02-29' }, 'DATE_FORM', '/firstIssuedOn'],
  ])('that cannot be used is quarantined: %j', async (fault, code, pointer) => {
    const { receipt } = await push('qualifications', [qualification(zhang, fault)])
    expect(receipt.records[0]).toMatchObject({ outcome: 'QUARANTINED', code, pointer })
    expect(JSON.stringify(receipt)).not.toMatch(/33039[0-9]{6}/)
  })

  it('may only be sent by who may speak for everybody', async () => {
    const { receipt } = await push('qualifications', [qualification(wang)], 'company-token')
    expect(receipt.records[0]).toMatchObject({ code: 'SENDER_NOT_ALLOWED' })
    expect((await facts(wang)).qualification).toMatchObject({ unreadSince: null })
  })
})

describe('a record whose resident ID number went wrong', () => {
  const zhou = '330399197806150013'
  const zhouOnce = '330399780615001'
  const mistyped = '330399197806150011'

  it('makes its bearer doubtful where it has 15 digits, until it is corrected', async () => {
    await push('qualifications', [qualification(zhou)])
    await push('registrations', [registration('of-zhou', zhou)])
    const updatedAt = '2026-01-21T10:00:00+08:00'
    const revoked = { status: '2', statusLabel: undefined, updatedAt }
    const ended = { active: false, updatedAt }
    const sent = [
      await push('qualifications', [qualification(zhou, { ...revoked, idNumber: zhouOnce })]),
      await push('registrations', [registration('of-zhou', zhou, { ...ended, idNumber: zhouOnce })]),
    ]
    expect(await facts(zhou)).toMatchObject({
      qualification: { status: 'STALE' },
      registrations: { status: 'STALE' },
    })
    const [first, second] = sent.map(({ receipt }) => receipt.records[0].quarantineId)
    const correct = (id: string, route: string, body: unknown) =>
      push(`quarantine/${id}/resubmit`, { route, body: [body] })
    await correct(first, 'qualifications', qualification(zhou, revoked))
    await correct(second, 'registrations', registration('of-zhou', zhou, ended))
    expect(await facts(zhou)).toMatchObject({
      qualification: { status: 'PRESENT', records: [{ valid: false }] },
      registrations: { status: 'PRESENT', records: [{ active: false }] },
    })
  })

  it.each([
    ['qualifications', (more: object) => qualification(zhou, { category: '09001', ...more })],
    ['registrations', (more: object) => registration('mistyped', zhou, more)],
  ])(
    'is corrected by the same with the right one, by whomever that is borne: %s',
    async (route, recordOf) => {
      const { receipt } = await push(route, [recordOf({ idNumber: mistyped })])
      expect(receipt.records).toMatchObject([{ outcome: 'QUARANTINED', code: 'RESIDENT_ID_CHECK' }])
      const address = `quarantine/${receipt.records[0].quarantineId}/resubmit`
      const other = await push(address, {
        route,
        body: [recordOf({ idNumber: li, recordId: 'o', number: 'o' })],
      })
      expect(other).toMatchObject({ status: 400, receipt: { fault: 'CORRECTS_NOTHING' } })
      expect((await push(address, { route, body: [recordOf({})] })).receipt.records).toMatchObject([
        { outcome: 'APPLIED' },
      ])
      const open = await db.orm.execute(
        sql`select 1 from drivers.feed_unread where id = ${receipt.records[0].quarantineId}::uuid and closed_at is null`,
      )
      expect(rowsOf(open)).toEqual([])
    },
  )
})

describe('the resident ID number', () => {
  it('stands in no table, neither as text nor as bytes', async () => {
    await push('qualifications', [qualification(wang, { idNumber: '330399199003070018', name: '王五' })])
    const tables = rowsOf<{ name: string }>(
      await db.orm.execute(
        sql`select table_name as name from information_schema.tables where table_schema = 'drivers'`,
      ),
    )
    expect(tables.map(({ name }) => name)).toContain('feed_quarantine')
    const numbers = [zhang, li, wang, '330399199003070018'].flatMap((id) => [
      id,
      Buffer.from(id).toString('hex'),
    ])
    for (const { name } of tables) {
      const rows = rowsOf<{ row: string }>(
        await db.orm.execute(sql`select t::text as row from drivers.${sql.identifier(name)} as t`),
      )
      for (const number of numbers)
        expect(
          rows.filter(({ row }) => row.includes(number)),
          name,
        ).toEqual([])
    }
  })
})

describe('a registration', () => {
  it('is answered with its company', async () => {
    const { receipt } = await push('registrations', [registration('R1', zhang)])
    expect(receipt.counts).toMatchObject({ APPLIED: 1 })
    expect((await facts(zhang)).registrations).toMatchObject({
      status: 'PRESENT',
      subject: refOf(zhang),
      records: [
        { operator: { uscc: companyA }, active: true, validFrom: '2026-01-20', validUntil: '2029-01-19' },
      ],
    })
  })

  it('at a second company is refused while the first is active', async () => {
    const { receipt } = await push(
      'registrations',
      [registration('R2', zhang, { uscc: companyB }), registration('R3', li, { uscc: companyB })],
      'b-token',
    )
    expect(receipt.records).toMatchObject([
      { outcome: 'QUARANTINED', code: 'ALREADY_REGISTERED', pointer: '/active' },
      { outcome: 'APPLIED' },
    ])
    expect((await facts(zhang)).registrations.records).toHaveLength(1)
  })

  it('passes from one company to another in one batch, whichever record comes first', async () => {
    const at = '2026-01-21T10:00:00+08:00'
    const moved = await push('registrations', [
      registration('R4', zhang, { uscc: companyB, updatedAt: at }),
      registration('R1', zhang, { active: false, validUntil: '2026-01-21', updatedAt: at }),
    ])
    expect(moved.receipt.counts).toMatchObject({ APPLIED: 2, QUARANTINED: 0 })
    const { records } = (await facts(zhang)).registrations as {
      records: { active: boolean; operator: { uscc: string } }[]
    }
    expect(records.filter(({ active }) => active).map(({ operator }) => operator.uscc)).toEqual([companyB])
  })

  it('is given to one of two companies that ask at the same moment', async () => {
    const racer = '330399199003070190'
    const answers = await Promise.all([
      push('registrations', [registration('RACE-A', racer)], 'company-token'),
      push('registrations', [registration('RACE-B', racer, { uscc: companyC })], 'c-token'),
    ])
    const outcomes = answers.map(({ receipt }) => receipt.records[0].outcome)
    expect(outcomes.sort()).toEqual(['APPLIED', 'QUARANTINED'])
  })

  it('of the register is never refused; two in force on one day conflict', async () => {
    const twice = '330399198001010018'
    const { receipt } = await push('registrations', [
      registration('T1', twice),
      registration('T2', twice, { uscc: companyB }),
    ])
    expect(receipt.counts).toMatchObject({ APPLIED: 2 })
    expect((await facts(twice)).registrations).toMatchObject({ status: 'CONFLICTING' })
    const over = { validUntil: '2026-01-30', updatedAt: '2026-01-22T10:00:00+08:00' }
    await push('registrations', [registration('T1', twice, over)])
    expect((await facts(twice)).registrations).toMatchObject({ status: 'PRESENT' })
  })

  it('of which nobody can read whose it is makes those of the one who has its number doubtful, and tells of it', async () => {
    const [driver, another] = ['330399198001010114', '330399198001010130']
    await push('registrations', [registration('W1', driver), registration('W2', another)])
    const more = { updatedAt: '2026-01-22T10:00:00+08:00', active: false }
    const { receipt } = await push('registrations', [registration('W1', '330399198001010111', more)])
    expect(receipt.records[0].outcome).toBe('QUARANTINED')
    expect((await facts(driver)).registrations).toMatchObject({ status: 'STALE' })
    expect((await facts(another)).registrations).toMatchObject({ status: 'PRESENT' })
    await push('registrations', [registration('W1', driver, more)])
    expect((await facts(driver)).registrations).toMatchObject({ unreadSince: null })
  })

  it('that passes to another driver under its number conflicts for both', async () => {
    await db.orm.execute(sql`delete from drivers.feed_unread`)
    const [from, to] = ['330399198001010034', '330399198001010050']
    await push('registrations', [registration('M1', from)])
    await push('registrations', [registration('M1', to, { updatedAt: '2026-01-21T10:00:00+08:00' })])
    for (const driver of [from, to])
      expect((await facts(driver)).registrations).toMatchObject({ status: 'CONFLICTING' })
    const gone = (hour: number) => ({ deleted: true, updatedAt: `2026-01-22T1${hour}:00:00+08:00` })
    await push('registrations', [registration('M1', to, gone(0))])
    expect((await facts(from)).registrations).toMatchObject({ status: 'CONFLICTING' })
    expect((await facts(to)).registrations.status).not.toBe('CONFLICTING')
    await push('registrations', [registration('M1', from, gone(1))])
    expect((await facts(from)).registrations.status).not.toBe('CONFLICTING')
  })

  it('that is deleted of another driver conflicts for the one that is left', async () => {
    const [from, to] = ['330399198001010077', '330399198001010093']
    await push('registrations', [registration('M2', from)])
    await push('registrations', [
      registration('M2', to, { deleted: true, updatedAt: '2026-01-21T10:00:00+08:00' }),
    ])
    expect((await facts(from)).registrations).toMatchObject({ status: 'CONFLICTING' })
  })

  it('with a number a spreadsheet mangled is refused', async () => {
    const { receipt } = await push('registrations', [registration('3.30302E+17', wang, { recordId: 'r' })])
    expect(receipt.records[0]).toMatchObject({ code: 'KEY_MANGLED', pointer: '/number' })
  })

  it('is not known where the register sent something of the driver, or of nobody known, that is not read', async () => {
    const insert = (token: string, source: string) =>
      db.orm.execute(sql`insert into drivers.feed_unread (id, source, message, receipt_id, index, subjects, received_at)
        values (gen_random_uuid(), ${source}, 'driverRegistration', gen_random_uuid(), 0, array[${token}]::text[],
          '2026-01-30T01:30:00Z')`)
    const about = `driverRegistration REF ${refOf(zhang)}`
    // company-a never registered this driver: its word concerns nobody else's.
    await db.orm.execute(sql`delete from drivers.feed_unread`)
    await insert(about, 'company-a')
    await insert('driverRegistration SCOPE *', 'company-a')
    expect((await facts(zhang)).registrations).toMatchObject({ status: 'PRESENT', unreadSince: null })
    await insert(about, 'transport-register')
    expect((await facts(zhang)).registrations).toMatchObject({
      status: 'STALE',
      unreadSince: '2026-01-30T01:30:00.000Z',
    })
    expect((await facts(zhang)).qualification).toMatchObject({ unreadSince: null })
    await db.orm.execute(sql`delete from drivers.feed_unread`)
  })

  it('comes from the hub by reference, once, however often it is sent', async () => {
    const record = { ...registration('cert-1', wang), idNumber: undefined, ref: refOf(wang), uscc: companyA }
    const first = await push('registrations', [record], 'hub-token')
    const again = await push('registrations', [record, { ...record }], 'hub-token')
    expect(first.receipt.counts).toMatchObject({ APPLIED: 1 })
    expect(again.receipt.counts).toMatchObject({ DUPLICATE: 2 })
    const refused = { ...record, recordId: 'cert-2', number: 'cert-2' }
    expect((await push('registrations', [refused], 'hub-token')).receipt.counts).toMatchObject({
      QUARANTINED: 1,
    })
    expect((await facts(wang)).registrations).toMatchObject({
      status: 'PRESENT',
      records: [{ active: true }],
    })
  })

  it.each([
    [{ idNumber: undefined }, 'PERSON_MISSING', '/idNumber'],
    [{ ref: 'v1.short', idNumber: undefined }, 'REF_FORM', '/ref'],
    [{ validFrom: '2030-01-01' }, 'PERIOD_REVERSED', '/validUntil'],
    [{ uscc: '9133039XMA20002110' }, 'USCC_DIVISION', '/uscc'],
  ])('that cannot be used is quarantined: %j', async (fault, code, pointer) => {
    const { receipt } = await push('registrations', [registration('R9', wang, fault)])
    expect(receipt.records[0]).toMatchObject({ outcome: 'QUARANTINED', code, pointer })
  })
})

it.each([
  ['register-token', { outcome: 'APPLIED', notes: ['uscc: wrong check character'] }],
  ['company-token', { outcome: 'QUARANTINED', code: 'USCC_CHECK', pointer: '/uscc' }],
])('a registration to a company with an old credit code, from %s', async (token, told) => {
  const { receipt } = await push(
    'registrations',
    [registration('R-OLD', '330399198503150010', { uscc: '91330399MA20002119' })],
    token,
  )
  expect(receipt.records).toMatchObject([told])
})

describe('the drivers of a company', () => {
  it('are those registered now, page by page', async () => {
    const query = `query($uscc: USCC!, $after: String) { _entities(representations: [{ __typename: "Operator", uscc: $uscc }]) {
      ... on Operator { drivers(first: 1, after: $after) { edges { node { ref } } pageInfo { hasNextPage endCursor } } } } }`
    const seen: string[] = []
    let after: string | null = null
    for (let round = 0; round < 5; round += 1) {
      const { data, errors } = await ask(
        query.replace('$uscc: USCC!, ', '').replace('uscc: $uscc', `uscc: "${companyB}"`),
        { after },
      )
      expect(errors).toBeUndefined()
      const [{ drivers }] = data._entities as never as [
        {
          drivers: {
            edges: { node: { ref: string } }[]
            pageInfo: { hasNextPage: boolean; endCursor: string }
          }
        },
      ]
      seen.push(...drivers.edges.map(({ node }) => node.ref))
      after = drivers.pageInfo.endCursor
      if (!drivers.pageInfo.hasNextPage) break
    }
    expect(seen.sort()).toEqual([zhang, li, '330399198001010018'].map(refOf).sort())
  })
})

describe('many drivers at once', () => {
  it('cost one statement for each kind of fact, in the order of the question', async () => {
    const seen: string[] = []
    db.onStatement = collectStatements(seen)
    const refs = [wang, zhang, li, zhang].map(refOf)
    const { data } = await ask(
      entitiesQuery('Driver', '{ ref qualification { subject } registrations { subject } }'),
      {
        representations: refs.map((ref) => ({ __typename: 'Driver', ref })),
      },
    )
    db.onStatement = undefined
    const entities = data._entities as never as {
      qualification: { subject: string }
      registrations: { subject: string }
    }[]
    expect(entities.map(({ qualification: found }) => found.subject)).toEqual(refs)
    expect(entities.map(({ registrations: held }) => held.subject)).toEqual(refs)
    expect(seen.filter((text) => text.includes('"qualifications"'))).toHaveLength(1)
    expect(seen.filter((text) => text.includes('"registrations"'))).toHaveLength(1)
  })
})

describe('who may ask', () => {
  it('is not a citizen, a company or a station', async () => {
    for (const role of ['CITIZEN', 'COMPANY_AGENT', 'STATION_CLERK']) {
      const { errors } = await ask('query($ref: ID!) { driver(ref: $ref) { ref } }', { ref: refOf(zhang) }, [
        role,
      ])
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    }
  })
})
