import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { type Logger, silentLog } from '@one-visit/kit/log.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import {
  askRoom,
  collectStatements,
  entitiesQuery,
  fixedClock,
  testDatabase,
  testKeys,
} from '@one-visit/kit/testing.ts'
import type { SentEvent } from '@one-visit/kit/work/outbox.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from './app.ts'

const keys = testKeys()
const clock = fixedClock('2026-01-20T10:00:00+08:00')
const company = '3303DIDI0001'
const other = '3303CAOCAO01'
const idNumber = '330399198503150010'
const secondNumber = '330399199007221021'
const brokenNumber = '330399197801010038'
const ref = pseudonymOf(idNumber, keys.pseudonymKey)
const secondRef = pseudonymOf(secondNumber, keys.pseudonymKey)

let db: Database
let room: Awaited<ReturnType<typeof buildApp>>
const events: SentEvent[] = []
const answers: string[] = []
let logged = ''

/** A log of every level that is kept whole, to be searched. */
const log: Logger = new Proxy(silentLog(), {
  get: (quiet, name) => {
    if (name === 'child') return () => log
    if (['trace', 'debug', 'info', 'warn', 'error', 'fatal'].includes(String(name)))
      return (...words: unknown[]) => {
        logged += inspect(words, { depth: 20 })
      }
    return Reflect.get(quiet, name)
  },
})

function fixture(name: string): string {
  return readFileSync(new URL(`./ingest/fixtures/${name}.json`, import.meta.url), 'utf8')
}

async function post(path: string, payload: string, token = 'didi') {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/platforms/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload,
  })
  answers.push(answer.body)
  return { status: answer.statusCode, receipt: answer.json() }
}

type Wire = Record<string, unknown>

/** Sends records that are those of a fixture, changed. */
async function send(path: string, name: string, changes: readonly Wire[], token?: string) {
  const envelope = JSON.parse(fixture(name)) as Wire & { IPCType: string }
  const first = [envelope[envelope.IPCType]].flat()[0] as Wire
  const records = changes.map((change) => ({ ...first, ...change }))
  return post(path, JSON.stringify({ ...envelope, [envelope.IPCType]: records }), token)
}

function outcomes(receipt: { records: { outcome: string; code?: string; pointer?: string }[] }) {
  return receipt.records.map(({ outcome, code, pointer }) =>
    code === undefined ? outcome : `${code} ${pointer}`,
  )
}

type Envelope = { platform: { companyId: string }; status: string; record: unknown; records: unknown[] }

/** What one platform says of a driver in one field. */
async function ask(field: string, selection: string, { key = ref, companyId = company } = {}) {
  const { data, errors } = await askRoom(room, {
    query: entitiesQuery('Driver', `{ ref ${field} { status subject platform { companyId } ${selection} } }`),
    variables: { representations: [{ __typename: 'Driver', ref: key }] },
    keys,
    now: clock(),
  })
  expect(errors).toBeUndefined()
  const [driver] = (data as { _entities: Record<string, Envelope[]>[] })._entities
  return driver?.[field]?.find(({ platform }) => platform.companyId === companyId)
}

function askEngagement(question?: { key?: string; companyId?: string }) {
  return ask(
    'platformEngagements',
    'record { inService certificateNumber certificateUntil licenceFirstIssuedOn serviceKind alsoTaxiDriver fullTime blacklisted contractUntil appVersion }',
    question,
  )
}

async function askPlatform(selection: string): Promise<Record<string, unknown>> {
  const { data, errors } = await askRoom(room, {
    query: `{ platform(companyId: "${company}") { ${selection} } }`,
    keys,
    now: clock(),
  })
  expect(errors).toBeUndefined()
  return (data as { platform: Record<string, unknown> }).platform
}

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock,
    log,
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    pseudonymKey: keys.pseudonymKey,
    subscribers: [{ url: 'http://subscriber.test', keys: [{ kind: 'hmac', secret: Buffer.from('secret') }] }],
    post: async (_, __, body) => {
      events.push(...(JSON.parse(String(body)) as SentEvent[]))
      return { status: 204, headers: {}, body: '' }
    },
  })
  const ministry = { authority: '交通运输部', organisation: 'ministry' }
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      { id: 'didi', name: '滴滴', ...ministry, tokens: ['didi'], allowed: [company] },
      { id: 'caocao', name: '曹操', ...ministry, tokens: ['caocao'], allowed: [other] },
    ]),
  )
})
afterAll(async () => {
  await room.close()
  await db.close()
})

describe('a driver over the national interface', () => {
  it('stands under a reference, with the certificate number starred out and codes translated', async () => {
    const { status, receipt } = await post('baseinfo/driver', fixture('driver'))
    expect([status, ...outcomes(receipt)]).toEqual([201, 'APPLIED', 'APPLIED'])
    await post('baseinfo/driverapp', fixture('driver-app'))
    expect(await askEngagement()).toEqual({
      status: 'PRESENT',
      subject: ref,
      platform: { companyId: company },
      record: {
        inService: true,
        certificateNumber: '3303**********0010',
        certificateUntil: '2029-03-31',
        licenceFirstIssuedOn: '2008-06-01',
        serviceKind: 'RIDE_HAILING',
        alsoTaxiDriver: false,
        fullTime: true,
        blacklisted: false,
        contractUntil: '2026-04-04',
        appVersion: '6.2.10',
      },
    })
    expect((await askEngagement({ key: secondRef }))?.record).toMatchObject({
      inService: false,
      certificateUntil: null,
      blacklisted: true,
      appVersion: null,
    })
  })

  it('is read in the spellings senders use, booleans for yes and no included', async () => {
    const { status, receipt } = await post('baseinfo/driver?company=x', fixture('driver-as-sent-in-the-wild'))
    expect(status).toBe(201)
    expect(receipt.records).toEqual([
      { index: 0, message: 'baseInfoDriver', outcome: 'APPLIED', notes: ['unknown key Salary'] },
    ])
    expect((await askEngagement())?.record).toMatchObject({
      alsoTaxiDriver: true,
      fullTime: null,
      blacklisted: false,
      certificateUntil: null,
    })
  })

  it('keeps the good records of a batch with broken ones, each quarantined with a code and a pointer', async () => {
    const { receipt } = await post('baseinfo/driver', fixture('driver-broken'))
    expect(outcomes(receipt)).toEqual([
      'RESIDENT_ID_CHECK /LicenseId',
      'RESIDENT_ID_15 /LicenseId',
      'RESIDENT_ID_LENGTH /LicenseId',
      'RESIDENT_ID_DATE /LicenseId',
      'RESIDENT_ID_ALPHABET /LicenseId',
      'FIELD_MISSING /LicenseId',
      'FIELD_TYPE /LicenseId',
      'DATE_FORM /NetworkCarProofOff',
      'DATE_FORM /NetworkCarProofOn',
      'TIME_FORM /UpdateTime',
      'CODE_UNKNOWN /TaxiDriver',
      'CODE_UNKNOWN /FullTimeDriver',
      'CODE_UNKNOWN /CommercialType',
      'FIELD_TYPE /State',
      'CODE_UNKNOWN /State',
      'FIELD_TYPE /Flag',
      'COMPANY_NOT_ALLOWED /CompanyId',
      'FIELD_TOO_LONG /CertificateNo',
      'NUL_CHARACTER /ContractCompany',
      'DIVISION_FORM /Address',
      'APPLIED',
    ])
  })

  it('is one person with an engagement on each platform', async () => {
    // The records refused before leave open what is true of those they are about.
    expect(await askEngagement()).toMatchObject({ status: 'STALE' })
    await db.orm.execute(sql`update platforms.feed_unread set closed_at = received_at`)
    await send('baseinfo/driver', 'driver', [{ CompanyId: other, FullTimeDriver: 0 }], 'caocao')
    expect(await askEngagement({ companyId: other })).toMatchObject({
      status: 'PRESENT',
      subject: ref,
      record: { fullTime: false },
    })
    expect(await askEngagement()).toMatchObject({ status: 'PRESENT', subject: ref })
  })

  it('is gone when its platform deletes it, and conflicts when it says two things of one instant', async () => {
    const later = { LicenseId: secondNumber, UpdateTime: 20260120093500 }
    await send('baseinfo/driver', 'driver', [later, { ...later, DriverType: 'A1' }])
    expect(await askEngagement({ key: secondRef })).toMatchObject({ status: 'CONFLICTING' })
    await send('baseinfo/driver', 'driver', [{ ...later, Flag: 3 }])
    expect(await askEngagement({ key: secondRef })).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      subject: secondRef,
      record: null,
    })
  })

  it('tells other rooms what changed, by reference', async () => {
    const wanted = {
      type: 'platform.driver.changed',
      subject: { driverRef: ref, companyId: company },
      data: { what: 'engagement' },
    }
    await expect
      .poll(() => events.map(({ type, subject, data }) => ({ type, subject, data })))
      .toContainEqual(wanted)
  })
})

describe("a driver's record on a platform", () => {
  it('holds punishments, newest first, and no more than an envelope has room for', async () => {
    const selection = 'complete records { punishedAt reason result }'
    await post('rated/driverpunish', fixture('driver-punish'))
    expect(await ask('platformPunishments', selection)).toEqual({
      status: 'PRESENT',
      subject: ref,
      platform: { companyId: company },
      complete: false,
      records: [
        { punishedAt: '2025-12-20T00:00:00.000Z', reason: null, result: '警告' },
        { punishedAt: '2025-11-05T06:30:00.000Z', reason: '拒载', result: '停运三日' },
      ],
    })
    const many = Array.from({ length: 21 }, (_, index) => ({ PunishTime: 20250101000000 + index }))
    await send('rated/driverpunish', 'driver-punish', many)
    const evidence = await ask('platformPunishments', selection)
    expect(evidence).toMatchObject({ complete: false })
    expect(evidence?.records).toHaveLength(20)
  })

  it('holds the newest credit assessment, and conflicts when one day has two', async () => {
    const selection = 'record { level assessedOn department }'
    await post('rated/driver', fixture('rated-driver'))
    await send('rated/driver', 'rated-driver', [{ Level: 2, TestDate: 20241231 }])
    expect(await ask('platformCredits', selection)).toMatchObject({
      status: 'PRESENT',
      record: { level: 4, assessedOn: '2025-12-31', department: '温州市道路运输管理局' },
    })
    await send('rated/driver', 'rated-driver', [{ Level: 1 }])
    expect(await ask('platformCredits', selection)).toMatchObject({ status: 'CONFLICTING' })
    const { receipt } = await send('rated/driver', 'rated-driver', [
      { Level: 6 },
      { TestDate: 1767110400000 },
      { TestDate: 20270101 },
    ])
    expect(outcomes(receipt)).toEqual(['NUMBER_FORM /Level', 'DATE_FORM /TestDate', 'TIME_AHEAD /TestDate'])
  })

  it('holds courses and months', async () => {
    await post('baseinfo/drivereducate', fixture('driver-educate'))
    await post('baseinfo/driverstat', fixture('driver-stat'))
    expect(
      await ask('platformTrainings', 'records { course heldOn startsAt endsAt duration }'),
    ).toMatchObject({
      status: 'PRESENT',
      records: [
        {
          course: '安全行车与服务规范',
          heldOn: '2025-12-03',
          startsAt: '09:00',
          endsAt: '11:00',
          duration: 2,
        },
      ],
    })
    expect(
      await ask('platformMonths', 'records { month orders trafficViolations complaints }'),
    ).toMatchObject({
      status: 'PRESENT',
      records: [{ month: '2025-12', orders: 311, trafficViolations: 1, complaints: 2 }],
    })
    const { receipt } = await send('baseinfo/driverstat', 'driver-stat', [
      { Cycle: 202513 },
      { Cycle: undefined, cycle: '2025-11', TrafficViolationCount: undefined, TafficViolationCount: 3 },
    ])
    expect(outcomes(receipt)).toEqual(['MONTH_FORM /Cycle', 'APPLIED'])
    const { receipt: educated } = await send('baseinfo/drivereducate', 'driver-educate', [
      { StartTime: '2561' },
    ])
    expect(outcomes(educated)).toEqual(['CLOCK_FORM /StartTime'])
  })

  it('is unavailable for a person no platform speaks of, and a reference that is none is refused', async () => {
    const nobody = pseudonymOf(brokenNumber.replace(/.$/, 'Y'), keys.pseudonymKey)
    expect(await ask('platformPunishments', 'records { result }', { key: nobody })).toMatchObject({
      status: 'UNAVAILABLE',
      subject: nobody,
      records: [],
    })
    const { errors } = await askRoom(room, {
      query: '{ driver(ref: "330399198503150010") { ref } }',
      keys,
      now: clock(),
    })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(JSON.stringify(errors)).not.toContain(idNumber)
  })
})

describe('what a platform says of itself', () => {
  it('is its scale, its payment institutions, and offices and fares by city', async () => {
    await post('baseinfo/companystat', fixture('company-stat'))
    await post('baseinfo/companypay', fixture('company-pay'))
    await post('baseinfo/companyservice', fixture('company-service'))
    await post('baseinfo/companyfare', fixture('company-fare'))
    const platform = await askPlatform(`
      scale { status subject record { vehicles drivers } }
      payments { status subject complete records { institution licenceNumber settlementDays active } }
      services(division: "330300") { status subject records { number name address foundedOn active } }
      fares(division: "330300") { status subject records { code note validFrom validUntil startYuan yuanPerKm peaks { from until } peakSurchargeFromKm lowSpeedYuanPerMinute active } }
      elsewhere: fares(division: "330381") { status subject records { code } }`)
    expect(platform).toEqual({
      scale: { status: 'PRESENT', subject: company, record: { vehicles: 1200, drivers: 1850 } },
      payments: {
        status: 'PRESENT',
        subject: company,
        complete: false,
        records: expect.arrayContaining([
          {
            institution: '虚构支付有限公司',
            licenceNumber: 'Z2000033000001',
            settlementDays: 7,
            active: true,
          },
          { institution: '虚构银行股份有限公司', licenceNumber: null, settlementDays: 1, active: false },
        ]),
      },
      services: {
        status: 'PRESENT',
        subject: `${company}/330300`,
        records: [
          {
            number: 'WZ001',
            name: '虚构出行温州服务中心',
            address: '温州市鹿城区虚构路1号',
            foundedOn: '2020-06-01',
            active: true,
          },
        ],
      },
      fares: {
        status: 'PRESENT',
        subject: `${company}/330300`,
        records: [
          {
            code: '1',
            note: '快车',
            validFrom: '2024-12-31T16:00:00.000Z',
            validUntil: null,
            startYuan: 9.5,
            yuanPerKm: 2.35,
            peaks: [
              { from: '07:00', until: '09:00' },
              { from: '17:00', until: '19:00' },
            ],
            peakSurchargeFromKm: 0,
            lowSpeedYuanPerMinute: null,
            active: true,
          },
        ],
      },
      elsewhere: { status: 'UNAVAILABLE', subject: `${company}/330381`, records: [] },
    })
  })

  it('quarantines what cannot be read of it', async () => {
    const fares = await send('baseinfo/companyfare', 'company-fare', [
      { FareValidOn: 1735660800000 },
      { StartFare: '九元' },
      { StartFare: -1 },
      { MorningPeakTimeOn: '7点' },
      { StartMile: undefined },
    ])
    expect(outcomes(fares.receipt)).toEqual([
      'TIME_FORM /FareValidOn',
      'NUMBER_FORM /StartFare',
      'NUMBER_FORM /StartFare',
      'CLOCK_FORM /MorningPeakTimeOn',
      'FIELD_MISSING /StartMile',
    ])
    const pays = await send('baseinfo/companypay', 'company-pay', [
      { PayName: null },
      { CountDate: '一周' },
      { State: 9 },
    ])
    expect(outcomes(pays.receipt)).toEqual([
      'FIELD_MISSING /PayName',
      'NUMBER_FORM /CountDate',
      'CODE_UNKNOWN /State',
    ])
    const offices = await send('baseinfo/companyservice', 'company-service', [
      { CreateDate: 20250229 },
      { Address: 'Wenzhou' },
    ])
    expect(outcomes(offices.receipt)).toEqual(['DATE_FORM /CreateDate', 'FIELD_TOO_LONG /Address'])
    const scales = await send('baseinfo/companystat', 'company-stat', [{ VehicleNum: 1.5e10 }])
    expect(outcomes(scales.receipt)).toEqual(['NUMBER_FORM /VehicleNum'])
  })
})

describe('passengers, trips and places', () => {
  const journaled = async (): Promise<number> => {
    const [row] = rowsOf<{ count: number }>(
      await db.orm.execute(sql`select count(*)::int as count from platforms.feed_journal`),
    )
    return row?.count ?? 0
  }
  const bodyOf = (type: string): string =>
    JSON.stringify({ CompanyId: company, Source: '0', IPCType: type, [type]: [{ OrderId: 'ORDER-1' }] })

  it.each([
    ['baseInfoPassenger', 'baseinfo/passenger'],
    ['orderCreate', 'order/create'],
    ['orderMatch', 'order/match'],
    ['orderCancel', 'order/cancel'],
    ['operateLogin', 'operate/login'],
    ['operateLogout', 'operate/logout'],
    ['operateDepart', 'operate/depart'],
    ['operateArrive', 'operate/arrive'],
    ['operatePay', 'operate/pay'],
    ['positionDriver', 'position/driver'],
    ['positionVehicle', 'position/vehicle'],
    ['ratedPassenger', 'rated/passenger'],
    ['ratedPassengerComplaint', 'rated/passengercomplaint'],
  ])('are refused and not kept: %s', async (type, path) => {
    const before = await journaled()
    const own = await post(path, bodyOf(type))
    expect([own.status, own.receipt.code]).toEqual([422, 'DATA_NOT_ACCEPTED'])
    const elsewhere = await post('baseinfo/vehicle', bodyOf(type))
    expect([elsewhere.status, elsewhere.receipt.code]).toEqual([422, 'DATA_NOT_ACCEPTED'])
    expect((await post(path, bodyOf(type), 'nobody')).status).toBe(401)
    expect(await journaled()).toBe(before)
  })
})

describe('fifty drivers', () => {
  it('cost one statement an evidence field', async () => {
    const representations = Array.from({ length: 50 }, (_, index) => ({
      __typename: 'Driver',
      ref: pseudonymOf(String(index), keys.pseudonymKey),
    }))
    const statements: string[] = []
    db.onStatement = collectStatements(statements)
    const { data, errors } = await askRoom(room, {
      query: entitiesQuery(
        'Driver',
        `{ ref platformEngagements { status } platformPunishments { status } platformCredits { status }
           platformTrainings { status } platformMonths { status } }`,
      ),
      variables: { representations },
      keys,
      now: clock(),
    })
    db.onStatement = undefined
    expect(errors).toBeUndefined()
    expect((data as { _entities: { ref: string }[] })._entities.map(({ ref: key }) => key)).toEqual(
      representations.map(({ ref: key }) => key),
    )
    expect(statements).toHaveLength(5)
  })
})

describe("a person's number", () => {
  it('stands in no table, answer, event or log, nor do name, telephone and address', async () => {
    const listed = await room.app.inject({
      url: '/feeds/platforms/quarantine',
      headers: { authorization: 'Bearer didi' },
    })
    expect(listed.json().records.length).toBeGreaterThan(20)
    const tables = rowsOf<{ name: string }>(
      await db.orm.execute(
        sql`select schemaname || '.' || tablename as name from pg_tables where schemaname like 'platforms%'`,
      ),
    )
    expect(tables.length).toBeGreaterThan(25)
    let stored = ''
    for (const { name } of tables) {
      const rows = rowsOf<{ text: string }>(
        await db.orm.execute(sql`select t::text as text from ${sql.raw(name)} t`),
      )
      stored += rows.map(({ text }) => text).join('\n')
    }
    expect(stored).toContain(ref)
    const everything = [stored, logged, JSON.stringify(events), answers.join('\n'), listed.body]
    const secrets = [idNumber, secondNumber, brokenNumber, '虚构司机', '1390000000', '虚构村', '虚构街9号']
    for (const text of everything) expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })

  it('gives the same reference again when the room is rebuilt from its journal', async () => {
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {}, erased: 0 })
  })
})
