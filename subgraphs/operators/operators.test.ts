import type { Database } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
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
const taxi = '91330399MA2000043X'
const freight = '91330399MA2000166Y'
const nobody = '91330399MA20002110'
const gone = '91330399MA2000246J'

function business(uscc: string, name: string, more: object = {}) {
  return {
    recordId: `op-${uscc}`,
    updatedAt: '2026-01-20T10:00:00+08:00',
    uscc,
    name,
    kind: 'TAXI',
    state: '1',
    stateLabel: '营业',
    division: '330302',
    ...more,
  }
}

function licence(uscc: string, number: string, more: object = {}) {
  return {
    recordId: `li-${number}`,
    updatedAt: '2026-01-20T10:00:00+08:00',
    uscc,
    number,
    scope: ['TAXI'],
    status: '1',
    statusLabel: '有效',
    validFrom: '2024-01-01',
    validUntil: '2028-12-31',
    authority: '温州市道路运输管理局',
    ...more,
  }
}

const envelope = 'status subject confirmedAt observedAt revision source { id }'

let db: Database
let room: Awaited<ReturnType<typeof buildApp>>

async function push(path: string, records: unknown, token = 'register-token') {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/operators/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify(records),
  })
  return { status: answer.statusCode, receipt: answer.json() }
}

async function heartbeat(body: object) {
  return room.app.inject({
    method: 'POST',
    url: '/feeds/operators/heartbeat',
    headers: { authorization: 'Bearer register-token', 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  })
}

async function ask(query: string, variables: Record<string, unknown> = {}, roles = ['HUB_EVIDENCE']) {
  const answer = await askRoom(room, { query, variables, keys, now: clock(), principal: { roles } })
  return { ...answer, data: answer.data as never as Record<string, never> }
}

async function facts(uscc: string): Promise<Record<'registration' | 'licences', Record<string, unknown>>> {
  const query = `query($uscc: USCC!) { operator(uscc: $uscc) { uscc
    registration { ${envelope} record { name kind state division } }
    licences { ${envelope} complete records { number scope valid validFrom validUntil authority } } } }`
  const { data, errors } = await ask(query, { uscc })
  expect(errors).toBeUndefined()
  return data.operator as never
}

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock,
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    subscribers: [],
    post: async () => ({ status: 204, headers: {}, body: '' }),
  })
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      {
        id: 'transport-register',
        name: '道路运政管理信息系统',
        authority: '温州市道路运输管理局',
        organisation: 'bureau',
        tokens: ['register-token'],
        allowed: ['*'],
        heartbeatEverySeconds: 3600,
      },
      {
        id: 'company',
        name: '一家公司',
        authority: '公司',
        organisation: taxi,
        tokens: ['company-token'],
        allowed: [taxi],
      },
    ]),
  )
})

afterAll(async () => {
  await room?.close()
  await db?.close()
})

describe('before anything was loaded', () => {
  it('answers every well-formed credit code and says of the facts that it cannot know', async () => {
    const { registration, licences } = await facts(nobody)
    expect(registration).toMatchObject({
      status: 'UNAVAILABLE',
      subject: nobody,
      record: null,
      confirmedAt: null,
    })
    expect(licences).toMatchObject({ status: 'UNAVAILABLE', records: [], complete: false })
  })

  it('reads no database for the key alone', async () => {
    const seen: string[] = []
    db.onStatement = collectStatements(seen)
    const { data } = await ask('{ operator(uscc: "91330399MA2000043X") { uscc } }')
    db.onStatement = undefined
    expect(data).toEqual({ operator: { uscc: taxi } })
    expect(seen).toEqual([])
  })

  it('refuses a malformed credit code, naming the fault', async () => {
    const { errors } = await ask('{ operator(uscc: "91330399MA2000043S") { uscc } }')
    expect(errors?.[0]?.message).toMatch(/without I, O, S, V and Z/)
  })
})

describe('what the transport register pushes', () => {
  it('is answered with the record, its subject and its time', async () => {
    const pushed = await push('registrations', [
      business(taxi, '温州甲出租汽车有限公司'),
      business(freight, '温州乙货运有限公司', { kind: 'FREIGHT' }),
    ])
    expect(pushed).toMatchObject({ status: 201, receipt: { counts: { APPLIED: 2, QUARANTINED: 0 } } })
    await push('licences', { records: [licence(taxi, '浙交运管许可温字330302000001号')] })
    const { registration, licences } = await facts(taxi)
    expect(registration).toMatchObject({
      status: 'PRESENT',
      subject: taxi,
      source: { id: 'transport-register' },
      confirmedAt: '2026-01-20T02:00:00.000Z',
      record: { name: '温州甲出租汽车有限公司', kind: 'TAXI', state: 'OPEN', division: '330302' },
    })
    expect(licences).toMatchObject({
      status: 'PRESENT',
      complete: false,
      records: [
        { number: '浙交运管许可温字330302000001号', scope: ['TAXI'], valid: true, validUntil: '2028-12-31' },
      ],
    })
  })

  it('is not undone by an older message, and a repeat changes nothing', async () => {
    const older = await push('registrations', [
      business(taxi, '旧名', { updatedAt: '2025-01-01T00:00:00+08:00', state: '6', stateLabel: undefined }),
    ])
    expect(older.receipt.counts).toMatchObject({ SUPERSEDED: 1 })
    const again = await push('registrations', [
      business(taxi, '温州甲出租汽车有限公司'),
      business(taxi, '温州甲出租汽车有限公司'),
    ])
    expect(again.receipt.counts).toMatchObject({ DUPLICATE: 2 })
    expect((await facts(taxi)).registration?.record).toMatchObject({ state: 'OPEN' })
  })

  it('reads "no limit" as no last day', async () => {
    await push('licences', licence(freight, 'no-limit', { validUntil: '2099-12-31', scope: ['FREIGHT'] }))
    expect((await facts(freight)).licences?.records).toMatchObject([{ validUntil: null }])
  })

  it('holds the newest 20 licences and says that there are more', async () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      licence(gone, `L${String(index).padStart(2, '0')}`, {
        validFrom: `2020-01-${String(index + 1).padStart(2, '0')}`,
      }),
    )
    await push('licences', many)
    const { licences } = await facts(gone)
    const records = licences.records as { number: string }[]
    expect(records).toHaveLength(20)
    expect(records[0]?.number).toBe('L24')
    expect(licences.complete).toBe(false)
  })

  it('may say that a record is gone, which is absence by its own word', async () => {
    await push('registrations', business(gone, '丙公司'))
    await push(
      'registrations',
      business(gone, '丙公司', { updatedAt: '2026-01-21T10:00:00+08:00', deleted: true }),
    )
    expect((await facts(gone)).registration).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      record: null,
      subject: gone,
    })
  })

  it('reaches the row one record a line, too', async () => {
    const answer = await room.app.inject({
      method: 'POST',
      url: '/feeds/operators/registrations',
      headers: { authorization: 'Bearer register-token', 'content-type': 'application/x-ndjson' },
      payload: `${JSON.stringify(business(freight, '温州乙货运有限公司', { kind: 'FREIGHT', updatedAt: '2026-01-22T00:00:00Z' }))}\n{"broken\n`,
    })
    expect(answer.json().counts).toMatchObject({ APPLIED: 1, QUARANTINED: 1 })
  })
})

describe('an old credit code with wrong check characters', () => {
  const old = '91330399MA20002119'

  it('stands as the register states it, with a note, and is found', async () => {
    const at = '2026-01-21T00:00:00Z'
    const pushed = await push('registrations', [
      business(old, '温州老货运有限公司', { kind: 'FREIGHT', updatedAt: at }),
    ])
    const licensed = await push('licences', [licence(old, 'L-OLD')])
    for (const { receipt } of [pushed, licensed])
      expect(receipt.records).toMatchObject([{ outcome: 'APPLIED', notes: ['uscc: wrong check character'] }])
    const { registration, licences } = await facts(old)
    expect(registration).toMatchObject({ subject: old, record: { name: '温州老货运有限公司' } })
    expect(licences).toMatchObject({ records: [{ number: 'L-OLD' }] })
    const gone = { deleted: true, updatedAt: '2026-01-21T00:00:01Z' }
    await push('registrations', [business(old, '温州老货运有限公司', gone)])
  })

  it('is an error from everybody else', async () => {
    const { receipt } = await push('registrations', [business(old, '甲')], 'company-token')
    expect(receipt.records).toMatchObject([{ code: 'USCC_CHECK', pointer: '/uscc' }])
  })
})

describe('a record that cannot be used', () => {
  it.each([
    [{ uscc: '9133039XMA20002110' }, 'USCC_DIVISION', '/uscc'],
    [{ state: '7' }, 'CODE_UNKNOWN', '/state'],
    [{ state: '2', stateLabel: '营业' }, 'CODE_LABEL_MISMATCH', '/state'],
    [{ division: '33030' }, 'DIVISION_FORM', '/division'],
    [{ kind: 'CIRCUS' }, 'FIELD_NOT_ONE_OF', '/kind'],
    [{ name: 'a\u0000b' }, 'NUL_CHARACTER', '/name'],
    [{ updatedAt: '20.01.2026 10:00' }, 'DATE_FORM', '/updatedAt'],
    [{ updatedAt: '2026-03-01T00:00:00+08:00' }, 'TIME_AHEAD', '/updatedAt'],
    [{ surprise: 1 }, 'FIELD_UNKNOWN', '/surprise'],
  ])(
    'is quarantined with code and pointer, and the rest of its batch is kept: %j',
    async (fault, code, pointer) => {
      const other = business(freight, '温州乙货运有限公司', {
        kind: 'FREIGHT',
        updatedAt: '2026-01-23T00:00:00Z',
      })
      const { status, receipt } = await push('registrations', [business(taxi, '甲', fault), other])
      expect(status).toBe(201)
      expect(receipt.records[0]).toMatchObject({ outcome: 'QUARANTINED', code, pointer })
      expect(['APPLIED', 'DUPLICATE']).toContain(receipt.records[1].outcome)
    },
  )

  it('is also one about somebody its sender may not speak for', async () => {
    const { receipt } = await push(
      'registrations',
      [business(freight, '乙'), business(taxi, '温州甲出租汽车有限公司')],
      'company-token',
    )
    expect(receipt.records[0]).toMatchObject({ code: 'SENDER_NOT_ALLOWED', pointer: '/uscc' })
    expect(receipt.records[1].outcome).not.toBe('QUARANTINED')
  })

  it('never gets as far without a credential', async () => {
    expect((await push('registrations', [business(taxi, '甲')], 'wrong')).status).toBe(401)
  })
})

describe('what was sent and not read', () => {
  const unreadOf = async (uscc: string) => {
    const { data } = await ask(
      'query($uscc: USCC!) { operator(uscc: $uscc) { registration { status unreadSince } licences { status unreadSince } } }',
      { uscc },
    )
    return data.operator as never as Record<
      'registration' | 'licences',
      { status: string; unreadSince: string | null }
    >
  }
  const insert = (token: string, source: string) =>
    db.orm.execute(sql`insert into operators.feed_unread (id, source, message, receipt_id, index, subjects, received_at)
      values (gen_random_uuid(), ${source}, ${token.split(' ')[0]}, gen_random_uuid(), 0, array[${token}]::text[],
        '2026-01-30T01:30:00Z')`)

  it('makes doubtful the facts of its message about the business it names, of all where it names none', async () => {
    await db.orm.execute(sql`delete from operators.feed_unread`)
    await insert(`operatorLicence USCC ${taxi}`, 'transport-register')
    expect(await unreadOf(taxi)).toMatchObject({
      registration: { status: 'PRESENT', unreadSince: null },
      licences: { status: 'STALE', unreadSince: '2026-01-30T01:30:00.000Z' },
    })
    expect(await unreadOf(freight)).toMatchObject({ licences: { unreadSince: null } })
    await db.orm.execute(sql`delete from operators.feed_unread`)
    // Who may not speak for a business makes nothing of it doubtful, whatever is wrong with what it sends.
    for (const more of [{}, { validFrom: 'soon' }])
      await push('licences', [licence(freight, 'foreign', more)], 'company-token')
    expect(await unreadOf(freight)).toMatchObject({ licences: { unreadSince: null } })
    await push('licences', [licence(taxi, 'own', { validFrom: 'soon' })], 'company-token')
    expect(await unreadOf(taxi)).toMatchObject({ licences: { status: 'STALE' } })
    await db.orm.execute(sql`delete from operators.feed_unread`)
    // A company of which nothing stands vouches for nothing here.
    await insert(`operatorLicence SCOPE ${taxi}`, 'company')
    await insert('operatorRegistration SCOPE *', 'company')
    expect(await unreadOf(taxi)).toMatchObject({
      registration: { status: 'PRESENT' },
      licences: { status: 'PRESENT' },
    })
    await insert('operatorRegistration SCOPE *', 'transport-register')
    for (const uscc of [taxi, freight])
      expect(await unreadOf(uscc)).toMatchObject({ registration: { status: 'STALE' } })
    await db.orm.execute(sql`delete from operators.feed_unread`)
  })
})

describe('a licence', () => {
  it('says whether its end is not known or there is none', async () => {
    const ends = async (uscc: string) => {
      const { data } = await ask(
        'query($uscc: USCC!) { operator(uscc: $uscc) { licences { records { number validUntil validUntilUnlimited } } } }',
        { uscc },
      )
      const { records } = (data.operator as never as { licences: { records: { number: string }[] } }).licences
      return records.filter(({ number }) => number.startsWith('e'))
    }
    const other = '91330399MA2000166Y'
    await push('licences', [
      licence(other, 'e1', { validFrom: '2020-01-04', validUntil: undefined }),
      licence(other, 'e2', { validFrom: '2020-01-03', validUntil: '9999-12-31' }),
      licence(other, 'e3', { validFrom: '2020-01-02', validUntil: '0' }),
      licence(other, 'e4', { validFrom: '2020-01-01', validUntil: '2028-12-30T16:00:00Z' }),
    ])
    expect(await ends(other)).toEqual([
      { number: 'e1', validUntil: null, validUntilUnlimited: false },
      { number: 'e2', validUntil: null, validUntilUnlimited: true },
      { number: 'e3', validUntil: null, validUntilUnlimited: false },
      { number: 'e4', validUntil: '2028-12-31', validUntilUnlimited: false },
    ])
  })

  it.each([
    [{ number: '3.30302E+17' }, 'KEY_MANGLED', '/number'],
    [{ recordId: '3.3E17' }, 'KEY_MANGLED', '/recordId'],
    [{ validFrom: '1900-01-01' }, 'DATE_IMPLAUSIBLE', '/validFrom'],
    [{ validUntil: '1970-01-01' }, 'DATE_IMPLAUSIBLE', '/validUntil'],
    [{ validUntil: '2026-09-30 rubbish' }, 'DATE_FORM', '/validUntil'],
    [{ validUntil: '2100-01-01' }, 'DATE_IMPLAUSIBLE', '/validUntil'],
  ])('nobody can have meant is refused: %j', async (fault, code, pointer) => {
    const { receipt } = await push('licences', [licence(freight, 'bad', fault)])
    expect(receipt.records[0]).toMatchObject({ outcome: 'QUARANTINED', code, pointer })
  })
})

describe('absence', () => {
  it('is confirmed once the register has loaded all and is alive, and doubtful when it falls silent', async () => {
    await db.orm.execute(sql`delete from operators.feed_unread`)
    expect(
      (await heartbeat({ at: clock().toISOString(), initialLoadCompleted: true })).statusCode,
    ).toBeLessThan(300)
    expect((await facts(nobody)).registration).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      subject: nobody,
      confirmedAt: clock().toISOString(),
    })
    clock.set('2026-01-31T12:00:00+08:00')
    expect((await facts(nobody)).registration).toMatchObject({ status: 'STALE' })
    expect((await facts(taxi)).registration).toMatchObject({ status: 'STALE' })
    clock.set('2026-01-31T08:00:00+08:00')
  })
})

describe('many businesses at once', () => {
  it('cost one statement for each kind of fact, in the order of the question', async () => {
    const seen: string[] = []
    db.onStatement = collectStatements(seen)
    const representations = [nobody, taxi, freight, gone, taxi].map((uscc) => ({
      __typename: 'Operator',
      uscc,
    }))
    const { data } = await ask(
      entitiesQuery('Operator', '{ uscc registration { status subject } licences { status subject } }'),
      { representations },
    )
    db.onStatement = undefined
    const entities = data._entities as never as { uscc: string; registration: { subject: string } }[]
    expect(entities.map(({ uscc }) => uscc)).toEqual([nobody, taxi, freight, gone, taxi])
    expect(entities.map(({ registration }) => registration.subject)).toEqual([
      nobody,
      taxi,
      freight,
      gone,
      taxi,
    ])
    expect(seen.filter((text) => text.includes('"registrations"'))).toHaveLength(1)
    expect(seen.filter((text) => text.includes('"licences"'))).toHaveLength(1)
    expect(seen.length).toBeLessThanOrEqual(3)
  })
})

describe('the list of businesses', () => {
  const page = 'edges { cursor node { uscc } } pageInfo { hasNextPage endCursor }'

  it('goes through all of them page by page, leaving out what is gone', async () => {
    const seen: string[] = []
    let after: string | null = null
    for (let round = 0; round < 10; round += 1) {
      const { data } = await ask(`query($after: String) { operators(first: 1, after: $after) { ${page} } }`, {
        after,
      })
      const list = data.operators as never as {
        edges: { node: { uscc: string } }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
      seen.push(...list.edges.map(({ node }) => node.uscc))
      after = list.pageInfo.endCursor
      if (!list.pageInfo.hasNextPage) break
    }
    expect([...seen].sort()).toEqual([taxi, freight].sort())
  })

  it('finds by part of the name and takes % for itself', async () => {
    const found = async (name: string) => {
      const { data } = await ask(`query($name: String) { operators(name: $name) { ${page} } }`, { name })
      return (data.operators as never as { edges: unknown[] }).edges.length
    }
    expect(await found('甲出租')).toBe(1)
    expect(await found('%')).toBe(0)
    expect(await found('')).toBe(2)
  })

  it.each([
    ['first: 201', 'BAD_USER_INPUT'],
    ['first: 0', 'BAD_USER_INPUT'],
    ['after: "nonsense"', 'BAD_USER_INPUT'],
  ])('refuses %s', async (argument, code) => {
    const { errors } = await ask(`{ operators(${argument}) { ${page} } }`)
    expect(errors?.[0]?.extensions.code).toBe(code)
  })
})

describe('who may ask', () => {
  it('is said by scope, on every road to the field', async () => {
    const representations = [{ __typename: 'Operator', uscc: taxi }]
    const direct = await ask('{ operator(uscc: "91330399MA2000043X") { uscc } }', {}, ['CITIZEN'])
    const entity = await ask(
      entitiesQuery('Operator', '{ registration { status } licences { status } }'),
      { representations },
      ['CITIZEN'],
    )
    expect(direct.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(entity.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})
