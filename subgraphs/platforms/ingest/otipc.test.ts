import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { CrashPoint } from '@one-visit/kit/crash.ts'
import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { feedContracts } from '@one-visit/kit/feed/testing.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { fixedClock, testDatabase, testKeys } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import protobuf from 'protobufjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import { platformMessages } from './index.ts'
import { readOtIpcList } from './otipc.ts'
import { readLayout } from './otipc-layout.ts'

type Wire = Record<string, unknown>

const ownProto = readFileSync(new URL('./otipc.proto', import.meta.url), 'utf8')
/** A relay that numbers the VIN 40 and carries vehicles in field 5003. */
const otherProto = ownProto
  .replace('optional string VIN = 12;', 'optional string VIN = 40;')
  .replace('baseInfoVehicle = 4103;\n  baseInfoVehicleI', 'baseInfoVehicle = 5003;\n  baseInfoVehicleI')
  .replace(
    'repeated BaseInfoVehicle baseInfoVehicle = 4103;',
    'repeated BaseInfoVehicle baseInfoVehicle = 5003;',
  )

const keys = testKeys()
const company = '3303DIDI0001'
const messages = platformMessages(keys.pseudonymKey)
const byName = new Map(messages.map((message) => [message.name, message]))

function recordOf(name: string, fixture: string): Wire {
  const file = new URL(`./fixtures/${fixture}.json`, import.meta.url)
  return [JSON.parse(readFileSync(file, 'utf8'))[name]].flat()[0]
}

const vehicle = recordOf('baseInfoVehicle', 'vehicle')
const driver = recordOf('baseInfoDriver', 'driver')
const fare = recordOf('baseInfoCompanyFare', 'company-fare')
const mile = recordOf('baseInfoVehicleTotalMile', 'vehicle-total-mile')

/** An envelope, as the encoder of the standard library takes it. */
function envelope(name: string, records: readonly Wire[], more: Wire = {}): Wire {
  return {
    CompanyId: company,
    Source: '0',
    IPCType: name,
    [name]: records,
    ...more,
  }
}

function encode(envelopes: readonly Wire[], proto = ownProto): Buffer {
  const type = protobuf.parse(proto, { keepCase: true }).root.lookupType('OTIpcList')
  return Buffer.from(type.encode(type.fromObject({ otpic: envelopes })).finish())
}

let db: Database
let room: Awaited<ReturnType<typeof buildApp>>
let crashNow: CrashPoint = () => {}

async function post(body: Buffer, path = 'otipc', headers: Record<string, string> = {}) {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/platforms/${path}`,
    headers: { authorization: 'Bearer relay', 'content-type': 'application/x-protobuf', ...headers },
    payload: body,
  })
  return { status: answer.statusCode, receipt: answer.json() }
}

function outcomes(receipt: { records: { outcome: string; code?: string; pointer?: string }[] }) {
  return receipt.records.map(({ outcome, code, pointer }) =>
    code === undefined ? outcome : `${code} ${pointer}`,
  )
}

async function count(table: string): Promise<number> {
  const [row] = rowsOf<{ count: number }>(
    await db.orm.execute(sql`select count(*)::int as count from ${sql.raw(`platforms.${table}`)}`),
  )
  return row?.count ?? 0
}

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock: fixedClock('2026-01-20T10:00:00+08:00'),
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    pseudonymKey: keys.pseudonymKey,
    subscribers: [],
    post: async () => ({ status: 204, headers: {}, body: '' }),
    relayLayouts: { hangzhou: otherProto },
    crash: (point) => crashNow(point),
  })
  const ministry = { authority: '交通运输部', organisation: 'ministry' }
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      { id: 'relay', name: '城市平台', ...ministry, tokens: ['relay'], allowed: [company, '3303CAOCAO01'] },
    ]),
  )
})
afterAll(async () => {
  await room.close()
  await db.close()
})

describe('a list of envelopes from a relay', () => {
  const list = encode([
    envelope('baseInfoVehicle', [
      { ...vehicle, CertifyDateB: 20250401 },
      { ...vehicle, VIN: 'LGXC16DF6H012345' },
    ]),
    envelope('baseInfoVehicleTotalMile', [{ ...mile, TotalMile: 599999.5 }]),
    envelope('baseInfoCompanyFare', [{ ...fare, NightPricePerMinute: 0.1 }]),
    envelope('baseInfoDriver', [driver]),
  ])

  it('is read like the same messages in JSON, each record by itself', async () => {
    const { status, receipt } = await post(list)
    expect(status).toBe(201)
    expect(outcomes(receipt)).toEqual(['APPLIED', 'VIN_LENGTH /VIN', 'APPLIED', 'APPLIED', 'APPLIED'])
    const json = await room.app.inject({
      method: 'POST',
      url: '/feeds/platforms/baseinfo/driver',
      headers: { authorization: 'Bearer relay', 'content-type': 'application/json' },
      payload: JSON.stringify(envelope('baseInfoDriver', [driver])),
    })
    expect(outcomes(json.json())).toEqual(['DUPLICATE'])
    const [row] = rowsOf<Wire>(
      await db.orm.execute(sql`select yuan_per_km::float as km, night_yuan_per_minute::float as night,
        (select ride_hailing_since::text from platforms.vehicles) as since from platforms.fares`),
    )
    expect(row).toEqual({ km: 2.35, night: 0.1, since: '2025-04-01' })
  })

  it('may be compressed, with or without saying so', async () => {
    const bare = await post(gzipSync(list))
    expect(outcomes(bare.receipt)).toEqual([
      'DUPLICATE',
      'VIN_LENGTH /VIN',
      'DUPLICATE',
      'DUPLICATE',
      'DUPLICATE',
    ])
    const said = await post(gzipSync(list), 'otipc', { 'content-encoding': 'gzip' })
    expect(said.status).toBe(201)
  })

  it('may come in the numbering of its relay, at an address of its own', async () => {
    const renumbered = encode(
      [envelope('baseInfoVehicle', [{ ...vehicle, VIN: '11111111111111111' }])],
      otherProto,
    )
    const wrong = await post(renumbered)
    expect([wrong.status, wrong.receipt.code]).toEqual([400, 'BAD_USER_INPUT'])
    expect(outcomes((await post(renumbered, 'otipc/hangzhou')).receipt)).toEqual(['APPLIED'])
  })

  it('takes the company of its envelope, and only one the relay is registered for', async () => {
    const { CompanyId: _, ...nameless } = vehicle
    const { receipt } = await post(
      encode([
        envelope('baseInfoVehicle', [nameless], { CompanyId: '3303CAOCAO01' }),
        envelope('baseInfoVehicle', [nameless], { CompanyId: '3303SHENZHOU1' }),
      ]),
    )
    expect(outcomes(receipt)).toEqual(['APPLIED', 'COMPANY_NOT_ALLOWED /CompanyId'])
  })

  it('reports fields its layout does not know, and texts in GBK or in nothing', async () => {
    const named = (name: Buffer): Buffer => {
      const marker = Buffer.from('@'.repeat(name.length))
      const body = encode([envelope('baseInfoVehicle', [{ ...vehicle, OwnerName: marker.toString() }])])
      name.copy(body, body.indexOf(marker))
      return body
    }
    const gbk = await post(named(Buffer.from([0xd0, 0xe9, 0xb9, 0xb9])))
    expect(gbk.receipt.records[0].notes).toContain('the body was read as GB18030')
    const neither = await post(named(Buffer.from([0xff, 0xff])))
    expect(outcomes(neither.receipt)).toEqual(['TEXT_FORM /OwnerName'])
    // In UTF-8, without a byte of its third character: GB 18030 has a name of these bytes, which nobody bears.
    const lost = Buffer.from('温州虚构出行').filter((_, index) => index !== 7)
    expect(outcomes((await post(named(Buffer.from(lost)))).receipt)).toEqual(['TEXT_FORM /OwnerName'])
    const later = ownProto.replace(
      'optional string VIN = 12;',
      'optional string VIN = 12; optional string Extra = 99;',
    )
    const unknown = await post(encode([envelope('baseInfoVehicle', [{ ...vehicle, Extra: 'x' }])], later))
    expect(unknown.receipt.records[0].notes).toContain('unknown field 99')
  })

  it('refuses a record with a field twice that says different things, and takes one that says the same', () => {
    const { root } = protobuf.parse(ownProto, { keepCase: true })
    const [list, one, car] = ['OTIpcList', 'OTIpc', 'BaseInfoVehicle'].map((name) =>
      root.lookupType(name),
    ) as [protobuf.Type, protobuf.Type, protobuf.Type]
    const twice = (vin: string) => {
      const record = Buffer.concat([
        car.encode(car.fromObject(vehicle)).finish(),
        car.encode({ VIN: vin }).finish(),
      ])
      const head = one.encode(one.fromObject(envelope('baseInfoVehicle', []))).finish()
      const field = one.fields.baseInfoVehicle?.id ?? 0
      const tail = protobuf.Writer.create()
        .uint32(field * 8 + 2)
        .bytes(record)
        .finish()
      const whole = protobuf.Writer.create()
        .uint32(8 + 2)
        .bytes(Buffer.concat([head, tail]))
        .finish()
      const [read] = readOtIpcList(Buffer.from(whole), readLayout(ownProto, [...byName.keys()]), byName)
      return read?.fault && `${read.fault.code} ${read.fault.pointer}`
    }
    expect(list.fields.otpic?.id).toBe(1)
    expect(twice('LGXC16DF6H0123456')).toBe('DUPLICATE_KEY /VIN')
    expect(twice(String(vehicle.VIN))).toBeUndefined()
  })
})

describe('a list that cannot be used', () => {
  const good = envelope('baseInfoVehicle', [{ ...vehicle, VIN: '1M8GDM9AXKP042788' }])
  const body = encode([good])
  // OTIpc of a recorded message: CompanyId, Source "0", IPCType 8193, and field 8193 with an order.
  const order = Buffer.concat([
    Buffer.from('0a0c', 'hex'),
    Buffer.from(company),
    Buffer.from('120130' + '188140' + '8a8004' + '05' + '0a03313131', 'hex'),
  ])
  const recorded = Buffer.concat([Buffer.from([0x0a, order.length]), order])

  it.each([
    ['bytes that are nothing', Buffer.from('{"CompanyId":1}'), 400, 'BAD_USER_INPUT'],
    ['an empty body', Buffer.alloc(0), 400, 'BAD_USER_INPUT'],
    ['an end that is missing', body.subarray(0, body.length - 9), 400, 'BAD_USER_INPUT'],
    [
      'an end that is missing, after a good envelope',
      Buffer.concat([body, body.subarray(0, 40)]),
      400,
      'BAD_USER_INPUT',
    ],
    ['an IPCType nobody has', encode([{ ...good, IPCType: 4096 }]), 400, 'BAD_USER_INPUT'],
    ['no IPCType', encode([{ CompanyId: company, baseInfoVehicle: [vehicle] }]), 400, 'BAD_USER_INPUT'],
    ['records of another message', encode([{ ...good, IPCType: 'baseInfoDriver' }]), 400, 'BAD_USER_INPUT'],
    ['an order', recorded, 422, 'DATA_NOT_ACCEPTED'],
    ['an order behind a vehicle', Buffer.concat([body, recorded]), 422, 'DATA_NOT_ACCEPTED'],
    ['a broken gzip', gzipSync(body).subarray(0, 30), 400, 'BAD_USER_INPUT'],
    ['a gzip bomb', gzipSync(Buffer.alloc(20 * 1024 * 1024)), 413, 'PAYLOAD_TOO_LARGE'],
  ])('is refused and nothing of it is kept: %s', async (_, bytes, status, code) => {
    const before = [await count('feed_journal'), await count('vehicles'), await count('feed_quarantine')]
    const answer = await post(bytes)
    expect([answer.status, answer.receipt.code]).toEqual([status, code])
    expect([await count('feed_journal'), await count('vehicles'), await count('feed_quarantine')]).toEqual(
      before,
    )
  })

  it('is refused with a code whatever its bytes are', () => {
    const layout = readLayout(ownProto, [...byName.keys()])
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat({ max: body.length - 1 }), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
        const changed = Buffer.from(body)
        changed[at] = byte
        return changed
      }),
    )
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        try {
          return Array.isArray(readOtIpcList(Buffer.from(bytes), layout, byName))
        } catch (error) {
          return error instanceof HubError
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a numbering', () => {
  it.each([
    ['no OTIpcList', ownProto.replace('message OTIpcList', 'message Other')],
    ['no field for a message', ownProto.replace(/ {2}repeated BaseInfoDriver .*\n/, '')],
    ['a number nobody can read', ownProto.replace('optional float TotalMile', 'optional bytes TotalMile')],
    ['no .proto at all', 'message'],
  ])('is refused at the start with %s', (_, text) => {
    expect(() => readLayout(text, [...byName.keys()])).toThrow()
  })
})

feedContracts(
  async ({ crash }) => {
    crashNow = crash
    return { app: room.app, feeds: room.feeds, db, close: async () => {} }
  },
  {
    OTIpcList: {
      url: '/feeds/platforms/otipc',
      contentType: 'application/x-protobuf',
      headers: { authorization: 'Bearer relay' },
      batch: (records) => encode([envelope('baseInfoVehicleInsurance', records as Wire[])]),
      record: ({ key, at, sequence, variant }) => ({
        ...recordOf('baseInfoVehicleInsurance', 'vehicle-insurance'),
        InsurNum: `P${key}`,
        InsurCount: variant,
        Flag: sequence + 1,
        UpdateTime: new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, ''),
      }),
      bad: {
        record: { ...recordOf('baseInfoVehicleInsurance', 'vehicle-insurance'), UpdateTime: 20260120 },
        code: 'TIME_FORM',
        pointer: '/UpdateTime',
      },
      malformed: Buffer.from('{"'),
      plan: (byName.get('baseInfoVehicleInsurance') as NonNullable<(typeof messages)[number]>).plan,
      hasDeletes: false,
      sequenceOf: ({ sequence }) => sequence + 1,
      from: new Date('2025-03-01T00:00:00+08:00'),
      runs: 3,
    },
  },
)
