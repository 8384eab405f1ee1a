import { readFileSync } from 'node:fs'
import { rowsOf } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom } from './testing/open-room.ts'

let hub: Awaited<ReturnType<typeof openRoom>>
beforeAll(async () => {
  hub = await openRoom()
})
afterAll(() => hub.close())

const vin = 'LSVAA2BR9HN012345'
const vehicleFixture = JSON.parse(
  readFileSync(new URL('./ingest/fixtures/vehicle.json', import.meta.url), 'utf8'),
)
const vehicle = vehicleFixture.baseInfoVehicle[0] as Record<string, unknown>
const vins = [vin, 'LGXC16DF6H0123456', 'LVSHCAMBXGE987654']

/** Posts as DIDI, with the headers of that sender; answers the receipt. */
async function post(path: string, payload: Buffer | string) {
  const answer = await hub.room.app.inject({
    method: 'POST',
    url: `/feeds/platforms/${path}`,
    headers: { authorization: 'Bearer DIDI', 'content-type': 'application/json' },
    payload,
  })
  return answer.json() as {
    records: { outcome: string; code?: string; pointer?: string; notes?: string[] }[]
  }
}

/** What became of records that are the fixture's first, changed. */
async function sent(path: string, name: string, records: readonly Record<string, unknown>[]) {
  const { records: told } = await post(
    path,
    JSON.stringify({ CompanyId: 'DIDI', Source: '0', IPCType: name, [name]: records }),
  )
  return told.map(({ outcome, code, pointer, notes }) => ({
    what: code === undefined ? outcome : `${code} ${pointer}`,
    notes: notes ?? [],
  }))
}

const vehicles = (changes: readonly Record<string, unknown>[]) =>
  sent(
    'baseinfo/vehicle',
    'baseInfoVehicle',
    changes.map((change) => ({ ...vehicle, CompanyId: 'DIDI', ...change })),
  )

describe('names in GB 18030 under a UTF-8 header', () => {
  const bytesOf: Readonly<Record<string, readonly number[]>> = {
    䶮: [0xfe, 0x9f],
    㛃: [0x82, 0x30, 0xb7, 0x31],
    '\ue000': [0xaa, 0xa1],
    浙: [0xd5, 0xe3],
  }
  /** The bytes of a text whose other characters are ASCII. */
  const gb = (text: string): Buffer =>
    Buffer.from([...text].flatMap((one) => bytesOf[one] ?? [...Buffer.from(one)]))
  const batch = (at: number): Buffer =>
    gb(
      JSON.stringify({
        CompanyId: 'DIDI',
        IPCType: 'baseInfoVehicle',
        baseInfoVehicle: ['䶮', '㛃', '\ue000'].map((OwnerName, index) => ({
          CompanyId: 'DIDI',
          VIN: vins[index],
          VehicleNo: `浙CD1234${index}`,
          PlateColor: '94',
          Seats: 5,
          OwnerName,
          State: 0,
          Flag: 2,
          UpdateTime: at,
        })),
      }),
    )
  const names = async () =>
    rowsOf<{ name: string }>(
      await hub.db.orm.execute(sql`select owner_name as name from platforms.vehicles order by plate_number`),
    ).map(({ name }) => name)

  it('are those names, and what stays of private use costs its own record and no other', async () => {
    const { records } = await post('baseinfo/vehicle', batch(20260120090000))
    expect(records.map(({ outcome, code, pointer }) => (code ? `${code} ${pointer}` : outcome))).toEqual([
      'APPLIED',
      'APPLIED',
      'PRIVATE_USE_CHARACTER /OwnerName',
    ])
    expect(records[0]?.notes).toContain('the body was read as GB18030')
    expect(await names()).toEqual(['䶮', '㛃'])
  })

  it('stay what they were read as in bodies of before, when these are read again', async () => {
    await hub.db.orm.execute(sql`delete from platforms.feed_unread`)
    const body = JSON.stringify({
      CompanyId: 'DIDI',
      IPCType: 'baseInfoVehicle',
      baseInfoVehicle: {
        ...vehicle,
        CompanyId: 'DIDI',
        VIN: vins[2],
        OwnerName: '䶮',
        UpdateTime: 20260120090001,
      },
    })
    // All but the name and the province character is left out of what this test can write.
    const written = gb(body.replace(/[^\x20-\x7e䶮浙]/gu, 'x'))
    await post('baseinfo/vehicle', written)
    expect(await hub.room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
    await hub.db.orm.execute(
      sql`update platforms.feed_journal set reader_version = 2 where id = (select max(id) from platforms.feed_journal)`,
    )
    await hub.db.orm.execute(sql`update platforms.feed_receipt_records set mapping_version = 2
      where receipt_id = (select receipt_id from platforms.feed_journal order by id desc limit 1)`)
    const before = await hub.room.feeds.rebuild({ replace: true })
    expect(before).toMatchObject({ same: false, unreadable: {}, replaced: true })
    expect(await names()).toContain('\ue863')
  })
})

describe('names in UTF-8 of which a byte was lost', () => {
  const companies = ['温州虚构出行科技有限公司', '杭州虚构汽车服务有限公司'].map((CompanyName, index) => ({
    ...vehicle,
    CompanyId: 'DIDI',
    VIN: vins[index],
    VehicleNo: `浙CD1234${index}`,
    OwnerName: CompanyName,
    UpdateTime: 20260120094000,
  }))
  const whole = Buffer.from(
    JSON.stringify({ CompanyId: 'DIDI', IPCType: 'baseInfoVehicle', baseInfoVehicle: companies }),
  )
  /** The body without the byte at a place of the first name. */
  const without = (place: number): Buffer => {
    const at = whole.indexOf('温州虚构') + place
    return Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)])
  }

  it.each([0, 1, 2, 10])(
    'cost the record they stand in, and are no names of another encoding: %i',
    async (place) => {
      const { records } = await post('baseinfo/vehicle', without(place))
      expect(records.map(({ outcome, code, pointer }) => (code ? `${code} ${pointer}` : outcome))).toEqual([
        'BYTES_NOT_TEXT /OwnerName',
        place === 0 ? 'APPLIED' : 'DUPLICATE',
      ])
    },
  )

  it('cost the batch where no record of it is whole', async () => {
    const one = { ...companies[0], Model: '虚构牌' }
    const body = Buffer.from(
      JSON.stringify({ CompanyId: 'DIDI', IPCType: 'baseInfoVehicle', baseInfoVehicle: [one] }),
    )
    const at = body.indexOf('温州虚构') + 1
    const answer = await post(
      'baseinfo/vehicle',
      Buffer.concat([body.subarray(0, at), body.subarray(at + 1)]),
    )
    expect(answer).toMatchObject({ fault: 'BODY_NOT_TEXT', message: expect.stringContaining('utf-8') })
  })
})

describe('numbers and codes of a vehicle', () => {
  it('with parts of a seat are refused, and so is a kind of service nobody has', async () => {
    const told = await vehicles([
      { Seats: 7.9, UpdateTime: 20260120091000 },
      { Seats: '5.0', UpdateTime: 20260120091001 },
      { CommercialType: 9, UpdateTime: 20260120091002 },
      { CommercialType: 3, UpdateTime: 20260120091003 },
    ])
    expect(told.map(({ what }) => what)).toEqual([
      'NUMBER_FORM /Seats',
      'SUPERSEDED',
      'CODE_UNKNOWN /CommercialType',
      'APPLIED',
    ])
    const { record } = await hub.entity(
      'Vehicle',
      { vin },
      `platformRecord(companyId: "DIDI") { status subject confirmedAt unreadSince record { seats serviceKind } }`,
    )
    expect(record).toEqual({ seats: 5, serviceKind: 'CAR_POOLING' })
  })

  it.each([
    ['浙C12345', '94', 'VehicleNo: no plate of this colour (GRADIENT_GREEN) has 7 characters'],
    ['浙CD12345', '1', 'VehicleNo: no plate of this colour (BLUE) has 8 characters'],
    ['浙CD12345', '94', undefined],
    ['浙CD12345', '9', undefined],
    ['浙C12345', '2', undefined],
  ])(
    'note a plate that is not as long as those of its colour: %s, %s',
    async (VehicleNo, PlateColor, note) => {
      const [one] = await vehicles([{ VehicleNo, PlateColor, Flag: 2, UpdateTime: 20260120092000 }])
      expect(one?.notes.filter((each) => each.startsWith('VehicleNo'))).toEqual(
        note === undefined ? [] : [note],
      )
    },
  )

  it('refuses a name with a control character, and keeps none that is the number of a person', async () => {
    const told = await vehicles([
      { OwnerName: '张\u0007三', UpdateTime: 20260120093000 },
      { OwnerName: '330399199003070019', UpdateTime: 20260120093000 },
    ])
    expect(told.map(({ what }) => what)).toEqual([
      'CONTROL_CHARACTER /OwnerName',
      'PERSONAL_NUMBER /OwnerName',
    ])
  })
})

describe('amounts', () => {
  it('with an exponent are numbers, and what is cut off one is told', async () => {
    const policy = {
      CompanyId: 'DIDI',
      VehicleNo: '浙CD12345',
      InsurCom: '虚构保险',
      InsurType: '交强险',
      InsurEff: 20260101,
      InsurExp: 20261231,
      Flag: 1,
      UpdateTime: 20260120090000,
    }
    const told = await sent('baseinfo/vehicleinsurance', 'baseInfoVehicleInsurance', [
      { ...policy, InsurNum: 'P1', InsurCount: '1.0E7' },
      { ...policy, InsurNum: 'P2', InsurCount: 1000000.99 },
    ])
    expect(told).toEqual([
      { what: 'APPLIED', notes: [] },
      { what: 'APPLIED', notes: ['InsurCount: of 1000000.99 the whole part is kept, 1000000'] },
    ])
    const found = await hub.db.orm.execute(
      sql`select sum_yuan from platforms.policies order by policy_number`,
    )
    expect(rowsOf(found)).toEqual([{ sum_yuan: 10_000_000 }, { sum_yuan: 1_000_000 }])
  })

  it('of a level keep their decimals, and none is beyond the best', async () => {
    const credit = {
      CompanyId: 'DIDI',
      LicenseId: '330399198503150010',
      TestDate: 20251231,
      TestDepartment: '虚构',
    }
    const told = await sent('rated/driver', 'ratedDriver', [
      { ...credit, Level: '4.8' },
      { ...credit, Level: 5.5, TestDate: 20251230 },
    ])
    expect(told.map(({ what }) => what)).toEqual(['APPLIED', 'NUMBER_FORM /Level'])
    const found = await hub.db.orm.execute(sql`select level, score from platforms.credits`)
    expect(rowsOf(found)).toEqual([{ level: 4, score: 4.8 }])
  })
})

it.each([
  [0, true],
  [1, false],
])('a company that states State %i shows it', async (State, active) => {
  await sent('baseinfo/company', 'baseInfoCompany', [
    {
      CompanyId: 'DIDI',
      CompanyName: '温州虚构出行科技有限公司',
      Identifier: '91330399MA20002110',
      Address: 330300,
      State,
      Flag: 2,
      UpdateTime: 20260120090000 + State,
    },
  ])
  const { record } = await hub.entity(
    'Platform',
    { companyId: 'DIDI' },
    'company { status subject confirmedAt unreadSince record { name active } }',
  )
  expect(record).toEqual({ name: '温州虚构出行科技有限公司', active })
})
