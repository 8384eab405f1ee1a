import { readFileSync } from 'node:fs'
import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
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
const other = '3303SHENZHOU1'
const vin = 'LSVAA2BR9HN012345'
const vin2 = 'LGXC16DF6H0123456'
const vin3 = 'LSVHCAMBXGE987654'

let db: Database
let room: Awaited<ReturnType<typeof buildApp>>
const events: SentEvent[] = []

function fixture(name: string): string {
  return readFileSync(new URL(`./ingest/fixtures/${name}.json`, import.meta.url), 'utf8')
}

async function post(
  path: string,
  payload: string | Buffer,
  token = 'didi',
  headers: Record<string, string> = {},
) {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/platforms/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    payload,
  })
  return { status: answer.statusCode, receipt: answer.json() }
}

type Wire = Record<string, unknown>

/** Sends records that are those of a fixture, changed. */
async function send(path: string, name: string, changes: readonly Wire[], token = 'didi') {
  const envelope = JSON.parse(fixture(name)) as Wire & { IPCType: string }
  const first = [envelope[envelope.IPCType]].flat()[0] as Wire
  const records = changes.map((change) => ({ ...first, ...change }))
  return post(
    path,
    JSON.stringify({ ...envelope, CompanyId: changes[0]?.CompanyId ?? company, [envelope.IPCType]: records }),
    token,
  )
}

function sendVehicles(changes: readonly Wire[], token?: string) {
  return send('baseinfo/vehicle', 'vehicle', changes, token)
}

function sendPolicies(changes: readonly Wire[]) {
  return send('baseinfo/vehicleinsurance', 'vehicle-insurance', changes)
}

function sendMiles(changes: readonly Wire[]) {
  return send('baseinfo/vehicletotalmile', 'vehicle-total-mile', changes)
}

const sendPermits = (changes: readonly Wire[]) => send('baseinfo/companypermit', 'company-permit', changes)

/** Closes what is open about records that were refused, as an administrator would. */
async function makeUp(): Promise<void> {
  await db.orm.execute(sql`update platforms.feed_unread set closed_at = received_at where closed_at is null`)
}

function outcomes(receipt: { records: { outcome: string; code?: string; pointer?: string }[] }) {
  return receipt.records.map(({ outcome, code, pointer }) =>
    code === undefined ? outcome : `${code} ${pointer}`,
  )
}

const envelopeFields = 'status subject confirmedAt observedAt revision source { id name authority }'

async function askVehicle(key: string, selection: string): Promise<Record<string, never>> {
  const { data, errors } = await askRoom(room, {
    query: entitiesQuery('Vehicle', `{ vin ${selection} }`),
    variables: { representations: [{ __typename: 'Vehicle', vin: key }] },
    keys,
    now: clock(),
  })
  expect(errors).toBeUndefined()
  return (data as { _entities: Record<string, never>[] })._entities[0] ?? {}
}

async function askRecord(key: string, companyId = company): Promise<Record<string, unknown>> {
  const answer = await askVehicle(
    key,
    `platformRecord(companyId: "${companyId}") { ${envelopeFields} platform { companyId }
       record { plateNumber plateColour seats ownerName registeredOn permitNumber inService positioningBrand positioningModel positioningInstalledOn } }`,
  )
  return answer.platformRecord as never
}

async function askInsurance(key: string): Promise<Record<string, unknown>> {
  const answer = await askVehicle(
    key,
    `insurance(companyId: "${company}") { ${envelopeFields} complete records { number insurer kind sumYuan validFrom validUntil } }`,
  )
  return answer.insurance as never
}

async function askMileage(key: string): Promise<Record<string, unknown>> {
  const answer = await askVehicle(
    key,
    `mileage(companyId: "${company}") { ${envelopeFields} record { totalKm } }`,
  )
  return answer.mileage as never
}

async function askPlatform(selection: string, companyId = company): Promise<Record<string, never>> {
  const { data, errors } = await askRoom(room, {
    query: `{ platform(companyId: "${companyId}") { companyId ${selection} } }`,
    keys,
    now: clock(),
  })
  expect(errors).toBeUndefined()
  return (data as { platform: Record<string, never> }).platform
}

const permitSelection = `permit(division: "330300") { ${envelopeFields} record { number division authority validFrom validUntil inForce } }`

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock,
    log: silentLog(),
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
      {
        id: 'didi',
        name: '滴滴',
        ...ministry,
        tokens: ['didi'],
        allowed: [company],
        heartbeatEverySeconds: 3600,
      },
      { id: 'shenzhou', name: '神州', ...ministry, tokens: ['shenzhou'], allowed: [other] },
      {
        id: 'relay',
        name: '城市平台',
        ...ministry,
        tokens: ['relay'],
        allowed: ['3303CAOCAO01', '3303SHOUQI01'],
      },
    ]),
  )
})
afterAll(async () => {
  await room.close()
  await db.close()
})

describe('a vehicle over the national interface', () => {
  it('is unavailable before anything came: a key is not a claim and silence is not absence', async () => {
    expect(await askRecord(vin)).toEqual({
      status: 'UNAVAILABLE',
      subject: vin,
      confirmedAt: null,
      observedAt: null,
      revision: null,
      source: { id: 'platform', name: '滴滴', authority: '交通运输部' },
      platform: { companyId: company },
      record: null,
    })
  })

  it('is answered with 201 and a receipt, and stands as sent with its codes translated', async () => {
    const { status, receipt } = await post('baseinfo/vehicle', fixture('vehicle'))
    expect(status).toBe(201)
    expect(receipt.counts).toEqual({ APPLIED: 2, DUPLICATE: 0, SUPERSEDED: 0, QUARANTINED: 0 })
    expect(await askRecord(vin)).toEqual({
      status: 'PRESENT',
      subject: vin,
      confirmedAt: '2026-01-20T01:30:00.000Z',
      observedAt: '2026-01-20T02:00:00.000Z',
      revision: `${company}/${vin}@20260120093000.1`,
      source: { id: 'platform', name: '滴滴', authority: '交通运输部' },
      platform: { companyId: company },
      record: {
        plateNumber: '浙CD12345',
        plateColour: 'GRADIENT_GREEN',
        seats: 5,
        ownerName: '虚*',
        registeredOn: '2025-03-01',
        permitNumber: null,
        inService: true,
        positioningBrand: '北斗虚构',
        positioningModel: 'BD-1',
        positioningInstalledOn: '2025-03-10',
      },
    })
    expect((await askRecord(vin2)).record).toMatchObject({
      ownerName: '温州虚构汽车租赁有限公司',
      inService: false,
      permitNumber: '浙交运管温字330302000002号',
    })
  })

  it('is the stored receipt when the same bytes come again', async () => {
    const first = await post('baseinfo/vehicle', fixture('vehicle'))
    const second = await post('baseinfo/vehicle', fixture('vehicle'))
    expect(second).toEqual(first)
  })

  it('is refused with 422 when a key is used with another body', async () => {
    const key = { 'idempotency-key': 'batch-1' }
    await post('baseinfo/vehicle', fixture('vehicle'), 'didi', key)
    const { status, receipt } = await post(
      'baseinfo/vehicle',
      fixture('vehicle-as-sent-in-the-wild'),
      'didi',
      key,
    )
    expect([status, receipt.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  })

  it('is read in the spellings senders use, and a key nobody knows is reported', async () => {
    const { status, receipt } = await post('baseinfo/vehicle', fixture('vehicle-as-sent-in-the-wild'))
    expect(status).toBe(201)
    expect(receipt.records).toEqual([
      {
        index: 0,
        message: 'baseInfoVehicle',
        outcome: 'APPLIED',
        notes: ['unknown key Mileage2', 'VIN: wrong check digit'],
      },
    ])
    expect((await askRecord(vin3)).record).toMatchObject({
      plateNumber: '浙CA123B',
      plateColour: 'BLUE',
      positioningInstalledOn: '2025-03-10',
    })
    const [row] = rowsOf<{ permit_from: string; permit_until: string }>(
      await db.orm.execute(
        sql`select permit_from::text, permit_until::text from platforms.vehicles where vin = ${vin3}`,
      ),
    )
    expect(row).toEqual({ permit_from: '2025-01-01', permit_until: '9999-12-31' })
  })

  it('is read from GBK bytes under a UTF-8 header, and says so', async () => {
    const utf8 = JSON.parse(fixture('vehicle-as-sent-in-the-wild'))
    utf8.baseInfoVehicle.BRAND = 'Q'
    utf8.baseInfoVehicle.UPDATETIME = '20260120093001'
    const text = JSON.stringify(utf8)
    const gbk = gbkOf(text)
    const { status, receipt } = await post('baseinfo/vehicle', gbk)
    expect(status).toBe(201)
    expect(receipt.records[0].notes).toContain('the body was read as GB18030')
    expect((await askRecord(vin3)).record).toMatchObject({ plateNumber: '浙CA123B' })
  })

  it('keeps the good records of a batch with broken ones, each quarantined with a code and a pointer', async () => {
    const { status, receipt } = await post('baseinfo/vehicle', fixture('vehicle-broken'))
    expect(status).toBe(201)
    expect(outcomes(receipt)).toEqual([
      'VIN_LENGTH /VIN',
      'VIN_ALPHABET /VIN',
      'PLATE_FORM /VehicleNo',
      'CODE_UNKNOWN /PlateColor',
      'FIELD_MISSING /PlateColor',
      'NUMBER_FORM /Seats',
      'DATE_FORM /CertifyDateA',
      'DATE_FORM /CertifyDateA',
      'DATE_FORM /CertifyDateA',
      'CODE_UNKNOWN /State',
      'FIELD_TYPE /State',
      'CODE_UNKNOWN /Flag',
      'TIME_FORM /UpdateTime',
      'TIME_AHEAD /UpdateTime',
      'COMPANY_NOT_ALLOWED /CompanyId',
      'FIELD_TOO_LONG /OwnerName',
      'NUL_CHARACTER /OwnerName',
      'FIELD_MISSING /OwnerName',
      'FIELD_TYPE ',
      'APPLIED',
    ])
    expect(await askRecord(vin)).toMatchObject({ status: 'STALE' })
    await makeUp()
    expect(receipt.records.at(-1).notes).toEqual(['VIN: wrong check digit'])
    const [row] = rowsOf<{ ok: boolean }>(
      await db.orm.execute(
        sql`select vin_check_digit_ok as ok from platforms.vehicles where vin = 'LSVAA2BR0HN012345'`,
      ),
    )
    expect(row?.ok).toBe(false)
  })

  it('never gives way to an older message, and a delete may come before its add', async () => {
    const late = 'LJ1EKABR9K2000017'
    const change = { VIN: late, VehicleNo: '浙CD77777' }
    const deleted = await sendVehicles([{ ...change, Flag: 3, UpdateTime: 20260120095000 }])
    const added = await sendVehicles([{ ...change, Flag: 1, UpdateTime: 20260120094000 }])
    expect([...outcomes(deleted.receipt), ...outcomes(added.receipt)]).toEqual(['APPLIED', 'SUPERSEDED'])
    expect(await askRecord(late)).toMatchObject({ status: 'CONFIRMED_ABSENT', subject: late, record: null })
    const again = await sendVehicles([
      { ...change, Flag: 3, UpdateTime: 20260120095000 },
      { ...change, Flag: 1, UpdateTime: 20260120095500, Seats: 7 },
    ])
    expect(outcomes(again.receipt)).toEqual(['DUPLICATE', 'APPLIED'])
    expect(await askRecord(late)).toMatchObject({ status: 'PRESENT', record: { seats: 7 } })
    const history = await db.orm.execute(sql`select 1 from platforms.vehicle_history where vin = ${late}`)
    expect(rowsOf(history)).toHaveLength(3)
  })

  it('conflicts when its platform says two things at one instant, until it speaks again', async () => {
    const change = { VIN: 'LZYTATE61J1023456', VehicleNo: '浙CD66666', UpdateTime: 20260120090000 }
    await sendVehicles([change, { ...change, Seats: 7 }])
    expect(await askRecord(change.VIN)).toMatchObject({ status: 'CONFLICTING' })
    await sendVehicles([{ ...change, UpdateTime: 20260120090001, Seats: 7 }])
    expect(await askRecord(change.VIN)).toMatchObject({ status: 'PRESENT', record: { seats: 7 } })
  })

  it('tells other rooms what changed and which plate was seen on it', async () => {
    await expect.poll(() => events.filter(({ subject }) => subject.vin === vin).length).toBeGreaterThan(1)
    expect(
      events
        .filter(({ subject }) => subject.vin === vin)
        .map(({ type, subject, data }) => ({ type, subject, data })),
    ).toEqual(
      expect.arrayContaining([
        {
          type: 'platform.vehicle.changed',
          subject: { vin, companyId: company },
          data: { what: 'vehicle', plateNumber: '浙CD12345', inService: true },
        },
        {
          type: 'identity.observed',
          subject: { vin },
          data: {
            vin,
            plateNumber: '浙CD12345',
            plateColour: 'GRADIENT_GREEN',
            validFrom: '2026-01-20T01:30:00.000Z',
            source: `platform:${company}`,
          },
        },
      ]),
    )
  })
})

describe('who may send', () => {
  it('is nobody without a known token', async () => {
    const { status, receipt } = await post('baseinfo/vehicle', fixture('vehicle'), 'unknown')
    expect([status, receipt.code]).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('is a platform for itself only, and a relay for those it is registered for', async () => {
    const change = { VIN: vin, CompanyId: '3303CAOCAO01', UpdateTime: 20260120093000 }
    expect(outcomes((await sendVehicles([change], 'shenzhou')).receipt)).toEqual([
      'COMPANY_NOT_ALLOWED /CompanyId',
    ])
    const relayed = await sendVehicles([change, { ...change, CompanyId: other }], 'relay')
    expect(outcomes(relayed.receipt)).toEqual(['APPLIED', 'COMPANY_NOT_ALLOWED /CompanyId'])
    await makeUp()
    expect(await askRecord(vin, '3303CAOCAO01')).toMatchObject({
      status: 'PRESENT',
      source: { id: 'platform', name: '城市平台' },
    })
  })

  it('is answered 415 for a media type the interface does not know', async () => {
    const { status, receipt } = await post('baseinfo/vehicle', fixture('vehicle'), 'didi', {
      'content-type': 'text/plain',
    })
    expect([status, receipt.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  it.each([
    ['{"CompanyId":"3303', 'BAD_USER_INPUT'],
    ['[]', 'BAD_USER_INPUT'],
    ['{"CompanyId":"3303DIDI0001","IPCType":"baseInfoVehicle"}', 'BAD_USER_INPUT'],
    ['{"CompanyId":"3303DIDI0001","IPCType":"baseInfoDriver","baseInfoVehicle":[]}', 'BAD_USER_INPUT'],
  ])('is answered 4xx for a body that is no such envelope: %s', async (body, code) => {
    const { status, receipt } = await post('baseinfo/vehicle', body)
    expect([status, receipt.code]).toEqual([400, code])
  })
})

describe('insurance and mileage, which name a plate and no VIN', () => {
  it('are matched to the platform vehicle that carries the plate', async () => {
    const insurance = await post('baseinfo/vehicleinsurance', fixture('vehicle-insurance'))
    expect(insurance.receipt.counts.APPLIED).toBe(2)
    expect(await askInsurance(vin)).toMatchObject({
      status: 'PRESENT',
      subject: vin,
      confirmedAt: '2026-01-20T01:31:00.000Z',
      complete: false,
      records: [
        { number: 'PDAA2026000002', kind: '商业三者险', sumYuan: 1_000_000, validUntil: '2027-01-31' },
        { number: 'PDZA2026000001', kind: '交强险', sumYuan: 180_000, validUntil: '2026-12-31' },
      ],
    })
    await post('baseinfo/vehicletotalmile', fixture('vehicle-total-mile'))
    expect(await askMileage(vin)).toMatchObject({
      status: 'PRESENT',
      subject: vin,
      record: { totalKm: 12_000 },
    })
    await expect
      .poll(() => events.filter(({ subject, data }) => subject.vin === vin && data.what === 'mileage').length)
      .toBe(1)
  })

  it('are accepted under a misspelt message name, and a repeat under it changes nothing', async () => {
    const { receipt } = await post('baseinfo/vehicleinsurance', fixture('vehicle-insurance-misspelt'))
    expect(outcomes(receipt)).toEqual(['DUPLICATE'])
  })

  it('are unavailable for a vehicle the platform does not report', async () => {
    expect(await askInsurance('1M8GDM9AXKP042788')).toMatchObject({
      status: 'UNAVAILABLE',
      records: [],
      complete: false,
    })
    expect(await askMileage('1M8GDM9AXKP042788')).toMatchObject({ status: 'UNAVAILABLE', record: null })
  })

  it('conflict when two vehicles of the company carry the plate text and no colour tells them apart', async () => {
    const blue = '11111111111111111'
    const plate = { VehicleNo: '浙C12345', UpdateTime: 20260120093000 }
    await sendVehicles([
      { ...plate, VIN: blue, PlateColor: '1' },
      { ...plate, VIN: '1M8GDM9AXKP042788', PlateColor: '2' },
    ])
    await sendPolicies([{ VehicleNo: plate.VehicleNo, InsurNum: 'PLAIN' }])
    await sendMiles([{ VehicleNo: plate.VehicleNo, TotalMile: 700_000 }])
    expect(await askInsurance(blue)).toMatchObject({ status: 'CONFLICTING', subject: blue })
    expect(await askMileage(blue)).toMatchObject({ status: 'CONFLICTING', subject: blue })
    await sendPolicies([
      { VehicleNo: plate.VehicleNo, InsurNum: 'PLAIN', Flag: 3, UpdateTime: 20260120093500 },
      { VehicleNo: plate.VehicleNo, InsurNum: 'BLUE', PlateColor: '1' },
      { VehicleNo: plate.VehicleNo, InsurNum: 'YELLOW', PlateColor: '2' },
    ])
    const evidence = await askInsurance(blue)
    expect(evidence).toMatchObject({ status: 'PRESENT', records: [{ number: 'BLUE' }] })
  })
})

describe('a platform company', () => {
  it('states itself and its permit, whose State 1 is in force', async () => {
    await post('baseinfo/company', fixture('company'))
    await post('baseinfo/companypermit', fixture('company-permit'))
    const platform = await askPlatform(
      `company { ${envelopeFields} record { name uscc division } } ${permitSelection}`,
    )
    expect(platform.company).toMatchObject({
      status: 'PRESENT',
      subject: company,
      source: { name: '虚构出行科技有限公司' },
      record: { name: '虚构出行科技有限公司', uscc: '91330399MA2000246J', division: '330300' },
    })
    expect(platform.permit).toMatchObject({
      status: 'PRESENT',
      subject: `${company}/330300`,
      record: { validFrom: '2024-01-01', validUntil: '2027-12-31', inForce: true },
    })
  })

  it('has a permit without limit for a stop date of 2099, and none in force with status 2', async () => {
    await sendPermits([{ StopDate: 20991231, State: '2', Flag: 2, UpdateTime: 20260120090100 }])
    expect((await askPlatform(permitSelection)).permit).toMatchObject({
      record: { validUntil: null, inForce: false },
    })
    expect(outcomes((await sendPermits([{ State: '0', UpdateTime: 20260120090200 }])).receipt)).toEqual([
      'CODE_UNKNOWN /State',
    ])
  })

  it('contradicts itself with two permits in force in one city on one day', async () => {
    await sendPermits([
      { UpdateTime: 20260120090300 },
      { Certificate: '浙交运管许可温字330300000009号', UpdateTime: 20260120090300 },
    ])
    expect((await askPlatform(permitSelection)).permit).toMatchObject({ status: 'CONFLICTING' })
  })

  it('answers every well-formed identifier and refuses one no company can have', async () => {
    expect((await askPlatform(permitSelection, 'NOBODY')).permit).toMatchObject({
      status: 'UNAVAILABLE',
      record: null,
    })
    const { errors } = await askRoom(room, {
      query: '{ platform(companyId: "a b") { companyId } }',
      keys,
      now: clock(),
    })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('every platform known to the hub', () => {
  it('has an envelope of its own on a vehicle', async () => {
    const answer = await askVehicle(vin, 'platformRecords { status subject platform { companyId } }')
    expect(answer.platformRecords).toEqual([
      { status: 'PRESENT', subject: vin, platform: { companyId: '3303CAOCAO01' } },
      { status: 'PRESENT', subject: vin, platform: { companyId: company } },
      { status: 'UNAVAILABLE', subject: vin, platform: { companyId: other } },
      { status: 'UNAVAILABLE', subject: vin, platform: { companyId: '3303SHOUQI01' } },
    ])
  })
})

describe('absence', () => {
  it('is confirmed once the platform declared its first load complete and is heard from, and stale when it falls silent', async () => {
    const unknown = 'LSVAA2BR0HN099999'
    expect(await askRecord(unknown)).toMatchObject({ status: 'UNAVAILABLE' })
    const heartbeat = { at: '2026-01-20T10:00:00+08:00', initialLoadCompleted: true }
    const { status } = await post('heartbeat', JSON.stringify(heartbeat))
    expect(status).toBe(200)
    expect(await askRecord(unknown)).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      subject: unknown,
      confirmedAt: '2026-01-20T02:00:00.000Z',
    })
    expect(await askInsurance(vin3)).toMatchObject({ status: 'CONFIRMED_ABSENT', subject: vin3 })
    // Out of service it bears no plate a policy could name.
    expect(await askInsurance(vin2)).toMatchObject({ status: 'UNAVAILABLE', subject: vin2 })
    expect(await askInsurance(unknown)).toMatchObject({ status: 'UNAVAILABLE' })
    expect(await askRecord(unknown, other)).toMatchObject({ status: 'UNAVAILABLE' })
    clock.set('2026-01-20T14:00:01+08:00')
    expect(await askRecord(unknown)).toMatchObject({ status: 'STALE' })
    expect(await askRecord(vin)).toMatchObject({ status: 'STALE' })
    clock.set('2026-01-20T10:00:00+08:00')
  })
})

describe('fifty vehicles', () => {
  it('cost one statement an evidence field', async () => {
    const representations = Array.from({ length: 50 }, (_, index) => ({
      __typename: 'Vehicle',
      vin: `LSVAA2BR9HN${String(index).padStart(6, '0')}`,
    }))
    const statements: string[] = []
    db.onStatement = collectStatements(statements)
    const { data, errors } = await askRoom(room, {
      query: entitiesQuery(
        'Vehicle',
        `{ vin platformRecord(companyId: "${company}") { status platform { company { status } } }
           platformRecords { status } insurance(companyId: "${company}") { status } mileage(companyId: "${company}") { status } }`,
      ),
      variables: { representations },
      keys,
      now: clock(),
    })
    db.onStatement = undefined
    expect(errors).toBeUndefined()
    expect((data as { _entities: { vin: string }[] })._entities.map(({ vin: key }) => key)).toEqual(
      representations.map(({ vin: key }) => key),
    )
    expect(statements).toHaveLength(5)
  })

  it('cost no statement for their keys', async () => {
    const statements: string[] = []
    db.onStatement = collectStatements(statements)
    await askVehicle(vin, '')
    db.onStatement = undefined
    expect(statements).toEqual([])
  })
})

describe('the journal', () => {
  it('gives the same rows again, and the receipt of what was quarantined can be corrected', async () => {
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {}, erased: 0 })
    const own = { headers: { authorization: 'Bearer didi' }, method: 'GET' as const }
    const { records } = (await room.app.inject({ ...own, url: '/feeds/platforms/quarantine' })).json()
    expect(records.length).toBeGreaterThan(15)
    const others = { ...own, headers: { authorization: 'Bearer shenzhou' } }
    const foreign = await room.app.inject({ ...others, url: `/feeds/platforms/quarantine/${records[0].id}` })
    expect(foreign.statusCode).toBe(404)
  })
})

/** GBK bytes of a text whose Chinese characters this test needs. */
function gbkOf(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1)
      table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Buffer.from([...text].flatMap((character) => table.get(character) ?? [...Buffer.from(character)]))
}
