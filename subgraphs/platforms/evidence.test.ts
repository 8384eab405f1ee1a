import { randomUUID } from 'node:crypto'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { feedScopes, feedUnread } from './tables.ts'
import { at, openRoom } from './testing/open-room.ts'

const vin = 'LSVAA2BR9HN012345'
const plate = '浙CD12345'
const idNumber = '330399198503150010'

let room: Awaited<ReturnType<typeof openRoom>>
beforeAll(async () => {
  room = await openRoom()
  await room.send('baseInfoVehicle', [{ VIN: vin, VehicleNo: plate, UpdateTime: at(10) }])
  await room.send('baseInfoVehicleInsurance', [{ VehicleNo: plate, UpdateTime: at(10) }])
  await room.send('baseInfoVehicleTotalMile', [{ VehicleNo: plate, UpdateTime: at(10) }])
  await room.send('baseInfoCompanyPermit', [{ UpdateTime: at(10) }])
  await room.send('baseInfoDriver', [{ LicenseId: idNumber, UpdateTime: at(10) }])
})
afterAll(() => room.close())

describe('a gap', () => {
  afterEach(() => room.db.orm.execute(sql`delete from platforms.feed_scopes`).then(() => undefined))

  /** Says of a scope of a sender how far it vouches. */
  async function scope(
    source: string,
    name: string,
    gapSince?: string,
    vouched = new Date('2026-01-20T01:00:00Z'),
  ): Promise<void> {
    await room.db.orm.insert(feedScopes).values({
      source,
      scope: name,
      initialLoadCompletedAt: vouched,
      heartbeatAt: vouched,
      gap: gapSince !== undefined,
      gapSince: gapSince === undefined ? null : new Date(gapSince),
    })
  }
  const unknown = 'LSVAA2BR9HN099999'
  const since = '2026-01-19T00:00:00Z'

  it.each([
    ['in the scope of the company, beside a clean scope of everything', ['DIDI', '*'], ['DIDI', 'DIDI']],
    ['in the scope of everything, beside a clean one of the company', ['DIDI', 'DIDI'], ['DIDI', '*']],
    ['of the relay, beside the word of the company itself', ['DIDI', '*'], ['relay', 'DIDI']],
    ['of the company itself, beside the word of the relay', ['relay', '*'], ['DIDI', '*']],
  ] as const)('shows: %s', async (_, clean, broken) => {
    await scope(clean[0], clean[1])
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'CONFIRMED_ABSENT' })
    await scope(broken[0], broken[1], since)
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'STALE' })
    expect(await room.vehicle(vin)).toMatchObject({ status: 'STALE' })
    expect(await room.insurance(vin)).toMatchObject({ status: 'STALE', complete: false })
    expect(await room.permit('330300')).toMatchObject({ status: 'STALE' })
  })

  it('of a sender that fell silent a week ago shows beside another, until it is declared out', async () => {
    await scope('DIDI', '*')
    await scope('relay', 'DIDI', undefined, new Date('2026-01-13T01:00:00Z'))
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'STALE' })
    const relay = await room.room.feeds.sources.byToken('relay')
    const word = { by: 'user:auditor', because: 'its contract ended' }
    expect(await room.db.transaction((tx) => room.room.feeds.sources.retire(tx, relay.id, word))).toBe(true)
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'CONFIRMED_ABSENT' })
    await expect(room.room.feeds.sources.byToken('relay')).rejects.toThrow('not one of a registered sender')
    const { requestsPerMinute: _, ...known } = relay
    const back = { ...known, tokens: ['relay'], heartbeatEverySeconds: 3600 }
    await room.db.transaction((tx) => room.room.feeds.sources.register(tx, [back]))
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'CONFIRMED_ABSENT' })
  })

  it('of a sender that was out and came back is there until it has loaded again', async () => {
    await scope('relay', '*')
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'CONFIRMED_ABSENT' })
    const { sources } = room.room.feeds
    const { requestsPerMinute: _, ...relay } = await sources.byToken('relay')
    await room.db.transaction((tx) => sources.retire(tx, relay.id, { by: 'user:auditor', because: 'a test' }))
    const back = { ...relay, tokens: ['relay'], heartbeatEverySeconds: 3600 }
    await room.db.transaction((tx) => sources.register(tx, [back]))
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'UNAVAILABLE' })
    await room.db.orm
      .update(feedScopes)
      .set({ initialLoadCompletedAt: new Date('2026-01-20T01:00:00Z') })
      .where(eq(feedScopes.source, 'relay'))
    expect(await room.vehicle(unknown)).toMatchObject({ status: 'CONFIRMED_ABSENT' })
  })

  it('of another company does not', async () => {
    await scope('DIDI', '*')
    await scope('CAOCAO', 'CAOCAO', since)
    await scope('relay', 'CAOCAO', since)
    expect(await room.vehicle(vin)).toMatchObject({ status: 'PRESENT' })
  })
})

describe('what was sent and cannot be read', () => {
  afterEach(() => room.db.orm.execute(sql`delete from platforms.feed_unread`).then(() => undefined))

  const receivedAt = new Date('2026-01-20T01:45:00Z')
  async function unread(source: string, ...subjects: string[]): Promise<void> {
    await room.db.orm.insert(feedUnread).values({
      id: randomUUID(),
      source,
      message: 'any',
      receiptId: randomUUID(),
      index: 0,
      subjects,
      receivedAt,
    })
  }
  const ref = (): string => pseudonymOf(idNumber, room.keys.pseudonymKey)
  const facts = {
    vehicle: () => room.vehicle(vin),
    insurance: () => room.insurance(vin),
    mileage: () => room.mileage(vin),
    permit: () => room.permit('330302'),
    engagement: async () => {
      const answers = (await room.entity(
        'Driver',
        { ref: ref() },
        'platformEngagements { status subject unreadSince platform { companyId } }',
      )) as unknown as { status: string; unreadSince: string | null; platform: { companyId: string } }[]
      return answers.find(({ platform }) => platform.companyId === 'DIDI')
    },
  }
  /** The facts that are doubtful, by their names. */
  async function doubtful(): Promise<string[]> {
    const found: string[] = []
    for (const [name, ask] of Object.entries(facts)) {
      const { status, unreadSince } = (await ask()) ?? {}
      expect([
        ['STALE', receivedAt.toISOString()],
        ['PRESENT', null],
      ]).toContainEqual([status, unreadSince])
      if (status === 'STALE') found.push(name)
    }
    return found
  }

  it.each([
    ['DIDI', `baseInfoVehicle VIN ${vin}`, ['vehicle', 'insurance', 'mileage']],
    ['DIDI', `baseInfoVehicle PLATE ${plate}`, ['vehicle', 'insurance', 'mileage']],
    ['relay', `baseInfoVehicle VIN ${vin}`, ['vehicle', 'insurance', 'mileage']],
    ['DIDI', `baseInfoVehicleInsurance PLATE ${plate}`, ['insurance']],
    ['DIDI', `baseInfoVehicleTotalMile PLATE ${plate}`, ['mileage']],
    ['DIDI', 'baseInfoVehicleTotalMile SCOPE DIDI', ['mileage']],
    ['relay', 'baseInfoVehicle SCOPE *', ['vehicle', 'insurance', 'mileage']],
    ['DIDI', 'baseInfoCompanyPermit SCOPE DIDI', ['permit']],
    ['DIDI', 'baseInfoDriver SCOPE *', ['engagement']],
    ['CAOCAO', `baseInfoVehicle VIN ${vin}`, []],
    ['CAOCAO', 'baseInfoVehicle SCOPE *', []],
    ['relay', 'baseInfoVehicle SCOPE CAOCAO', []],
    ['DIDI', 'baseInfoVehicle VIN LSVAA2BR9HN099999', []],
  ])('by %s, %s, leaves open: %j', async (source, token, wanted) => {
    await unread(source, token)
    expect(await doubtful()).toEqual(wanted)
  })

  it('leaves open what is said of a driver by reference', async () => {
    await unread('DIDI', `baseInfoDriver REF ${ref()}`)
    expect(await doubtful()).toEqual(['engagement'])
  })

  it('leaves nothing open once it is closed', async () => {
    await unread('DIDI', `baseInfoVehicle VIN ${vin}`)
    await room.db.orm.update(feedUnread).set({ closedAt: receivedAt })
    expect(await doubtful()).toEqual([])
  })
})

describe('a record that is refused', () => {
  it('is a gap for its vehicle and for what names its plate, until it comes so that it can be read', async () => {
    const own = { VIN: 'LSVAA2BR0HN400001', VehicleNo: '浙C40001' }
    await room.send('baseInfoVehicle', [{ ...own, UpdateTime: at(10) }])
    await room.send('baseInfoVehicleTotalMile', [{ VehicleNo: own.VehicleNo, UpdateTime: at(10) }])
    const asked = async () => [
      (await room.vehicle(own.VIN)).status,
      (await room.mileage(own.VIN)).status,
      (await room.vehicle(vin)).status,
    ]
    expect(await asked()).toEqual(['PRESENT', 'PRESENT', 'PRESENT'])
    const bad = { ...own, CertifyDateA: '2026-13-40', UpdateTime: at(11) }
    expect(await room.send('baseInfoVehicle', [bad])).toEqual(['DATE_FORM /CertifyDateA'])
    expect(await asked()).toEqual(['STALE', 'STALE', 'PRESENT'])
    expect((await room.vehicle(own.VIN)).unreadSince).toBe('2026-01-20T02:00:00.000Z')
    await room.send('baseInfoVehicle', [{ ...own, UpdateTime: at(12) }])
    expect(await asked()).toEqual(['PRESENT', 'PRESENT', 'PRESENT'])
  })
})

describe('an end that is not stated', () => {
  it.each([
    [0, null, false],
    ['', null, false],
    [undefined, null, false],
    [20991231, null, true],
    ['9999-12-31', null, true],
    [20271231, '2027-12-31', false],
  ])(
    'of a company permit, StopDate %j, is no end only where the source says so',
    async (stop, until, unlimited) => {
      const company = { company: 'CAOCAO' }
      const wire = {
        Certificate: `浙许可${String(stop)}号`,
        Address: 330100,
        StopDate: stop,
        UpdateTime: at(10),
      }
      expect(await room.send('baseInfoCompanyPermit', [wire], company)).toEqual(['APPLIED'])
      expect((await room.permit('330100', 'CAOCAO')).record).toMatchObject({
        validUntil: until,
        validUntilUnlimited: unlimited,
      })
      await room.send('baseInfoCompanyPermit', [{ ...wire, Flag: 3, UpdateTime: at(11) }], company)
    },
  )

  it('of a certificate, a licence and a contract, alike', async () => {
    const fields = ['certificateUntil', 'licenceUntil', 'contractUntil']
    const ask = async () => {
      const selection = fields.map((field) => `${field} ${field}Unlimited`).join(' ')
      const answers = (await room.entity(
        'Driver',
        { ref: pseudonymOf(idNumber, room.keys.pseudonymKey) },
        `platformEngagements { platform { companyId } record { ${selection} } }`,
      )) as unknown as { platform: { companyId: string }; record: Record<string, unknown> }[]
      const { record = {} } = answers.find(({ platform }) => platform.companyId === 'DIDI') ?? {}
      return fields.map((field) => [record[field], record[`${field}Unlimited`]])
    }
    const ends = (
      NetworkCarProofOff: unknown,
      DriverLicenseOff: unknown,
      ContractOff: unknown,
      day: number,
    ) =>
      room.send('baseInfoDriver', [
        { LicenseId: idNumber, NetworkCarProofOff, DriverLicenseOff, ContractOff, UpdateTime: at(day) },
      ])
    await ends(0, '', undefined, 11)
    expect(await ask()).toEqual([
      [null, false],
      [null, false],
      [null, false],
    ])
    await ends(20991231, '99991231', '2099-12-31', 12)
    expect(await ask()).toEqual([
      [null, true],
      [null, true],
      [null, true],
    ])
  })

  it('of a fare, alike', async () => {
    const ends = [0, 20991231235959, 20290101000000]
    await room.send(
      'baseInfoCompanyFare',
      ends.map((FareValidOff, index) => ({ FareType: `F${index}`, FareValidOff, UpdateTime: at(10) })),
    )
    const { records } = await room.entity(
      'Platform',
      { companyId: 'DIDI' },
      'fares(division: "330300") { records { code validUntil validUntilUnlimited } }',
    )
    expect(records).toEqual([
      { code: 'F0', validUntil: null, validUntilUnlimited: false },
      { code: 'F1', validUntil: null, validUntilUnlimited: true },
      { code: 'F2', validUntil: '2028-12-31T16:00:00.000Z', validUntilUnlimited: false },
    ])
  })
})

describe('the permit of a company', () => {
  const company = { company: 'SHOUQI' }
  const permit = (Certificate: string, Address: number, change: object = {}) =>
    room.send('baseInfoCompanyPermit', [{ Certificate, Address, UpdateTime: at(10), ...change }], company)
  const ask = (division: string) => room.permit(division, 'SHOUQI')

  it('counts for a district of the city it is for, and for no other city', async () => {
    await permit('市', 330300)
    for (const division of ['330300', '330302', '330383'])
      expect(await ask(division)).toMatchObject({
        status: 'PRESENT',
        subject: `SHOUQI/${division}`,
        record: { number: '市', division: '330300' },
      })
    for (const division of ['330100', '330000', '330102'])
      expect(await ask(division)).toMatchObject({ status: 'UNAVAILABLE', subject: `SHOUQI/${division}` })
  })

  it('is the one that grants on the day, of several that of the smallest division, and these do not conflict', async () => {
    await permit('省', 330000)
    expect(await ask('330302')).toMatchObject({ status: 'PRESENT', record: { number: '市' } })
    await permit('区', 330302)
    expect(await ask('330302')).toMatchObject({ status: 'PRESENT', record: { number: '区' } })
    expect(await ask('330303')).toMatchObject({ status: 'PRESENT', record: { number: '市' } })
    await permit('区', 330302, { State: '2', UpdateTime: at(11) })
    expect(await ask('330302')).toMatchObject({ record: { number: '市' } })
    await permit('市', 330300, { StartDate: 20230101, StopDate: 20231231, UpdateTime: at(12) })
    expect(await ask('330302')).toMatchObject({ record: { number: '省' } })
  })

  it('conflicts with another one of its division that grants on the same day', async () => {
    await permit('市2', 330300)
    expect(await ask('330302')).toMatchObject({ status: 'PRESENT', record: { number: '市2' } })
    await permit('市', 330300, { UpdateTime: at(13) })
    expect(await ask('330302')).toMatchObject({ status: 'CONFLICTING' })
    await permit('市2', 330300, { StopDate: 0, UpdateTime: at(13) })
    expect(await ask('330302')).toMatchObject({ status: 'PRESENT', record: { number: '市' } })
  })

  it('conflicts with itself where one second has two contents', async () => {
    await permit('市2', 330300, { Flag: 3, UpdateTime: at(14) })
    await permit('市', 330300, { UpdateTime: at(14) })
    await permit('市', 330300, { State: '2', UpdateTime: at(14) })
    expect(await ask('330300')).toMatchObject({ status: 'PRESENT', record: { number: '省' } })
    await permit('省', 330000, { Flag: 3, UpdateTime: at(14) })
    expect(await ask('330300')).toMatchObject({ status: 'CONFLICTING' })
    await permit('市', 330300, { UpdateTime: at(15) })
    expect(await ask('330300')).toMatchObject({ status: 'PRESENT' })
  })
})

describe('what a platform sends', () => {
  const car = 'LGXC16DF6H0123456'
  const send = (change: object) =>
    room.send('baseInfoVehicle', [{ VIN: car, VehicleNo: '浙C77777', ...change }])
  const seats = async () => (await room.vehicle(car)).record?.seats

  it('is ordered by its own time: seats 5, 7, 5', async () => {
    await send({ Seats: 5, UpdateTime: at(10) })
    await send({ Seats: 7, UpdateTime: at(11) })
    expect(await seats()).toBe(7)
    await send({ Seats: 5, UpdateTime: at(12) })
    expect(await seats()).toBe(5)
    await send({ Seats: 7, UpdateTime: at(11) })
    expect(await seats()).toBe(5)
  })

  it('writes no history where a message without a time of its own says nothing new', async () => {
    const levels = (...said: (readonly [level: number, day: number])[]) =>
      room.send(
        'ratedDriver',
        said.map(([Level, TestDate]) => ({ Level, TestDate, LicenseId: idNumber })),
      )
    expect(await levels([4, 20251231], [3, 20260105])).toEqual(['SUPERSEDED', 'APPLIED'])
    expect(await levels([3, 20260105], [4, 20251231])).toEqual(['DUPLICATE', 'DUPLICATE'])
    const history = await room.db.orm.execute(sql`select 1 from platforms.credit_history`)
    expect((history as unknown as { rows: unknown[] }).rows).toHaveLength(2)
  })

  it.each([
    [{ state: 1 }, '/state'],
    [{ vin }, '/vin'],
    [{ plateColor: '1' }, '/plateColor'],
  ])('is refused by name where a key comes in two spellings that differ: %j', async (change, pointer) => {
    expect(await send({ ...change, UpdateTime: at(13) })).toEqual([`DUPLICATE_KEY ${pointer}`])
  })

  it('is refused where LicenseId comes in two spellings that differ', async () => {
    const twice = { LicenseId: idNumber, Licenseld: '330399199007221021', UpdateTime: at(13) }
    expect(await room.send('baseInfoDriver', [twice])).toEqual(['DUPLICATE_KEY /Licenseld'])
  })

  it.each([
    ['baseInfoVehicle', { CertifyDateA: 20260121 }, '/CertifyDateA'],
    ['baseInfoVehicle', { CertifyDateA: 19700101 }, '/CertifyDateA'],
    ['baseInfoVehicle', { TransDateStart: 20250101, TransDateStop: 20240101 }, '/TransDateStop'],
    ['baseInfoVehicleInsurance', { InsurEff: 20260201, InsurExp: 20260131 }, '/InsurExp'],
    ['baseInfoVehicleInsurance', { InsurExp: 99991231 }, '/InsurExp'],
    ['baseInfoCompanyPermit', { StartDate: 20250101, StopDate: 20240101 }, '/StopDate'],
    ['baseInfoDriver', { ContractOn: 20250101, ContractOff: 20240101 }, '/ContractOff'],
    ['baseInfoDriver', { GetDriverLicenseDate: 20260121 }, '/GetDriverLicenseDate'],
  ] as const)('is refused where nobody can have meant it: %s %j', async (name, change, pointer) => {
    expect(await room.send(name, [{ UpdateTime: at(14), ...change }])).toEqual([
      `DATE_IMPLAUSIBLE ${pointer}`,
    ])
  })

  it.each([
    ['baseInfoVehicleInsurance', { InsurNum: '3.30302E+17' }, '/InsurNum'],
    ['baseInfoCompanyPermit', { Certificate: '3.30302E+17' }, '/Certificate'],
    ['baseInfoVehicle', { Certificate: '3.30302E+17' }, '/Certificate'],
  ] as const)('is refused where a spreadsheet made a number of a key: %s', async (name, change, pointer) => {
    expect(await room.send(name, [{ UpdateTime: at(14), ...change }])).toEqual([`KEY_MANGLED ${pointer}`])
  })

  it('flags a permit number that two vehicles have', async () => {
    const shared = async (key: string) => {
      const { record } = await room.entity(
        'Vehicle',
        { vin: key },
        'platformRecord(companyId: "DIDI") { record { permitNumber permitNumberShared } }',
      )
      return record?.permitNumberShared
    }
    const one = {
      VIN: 'LSVAA2BR0HN300001',
      VehicleNo: '浙C30001',
      Certificate: '浙交运管温字1号',
      UpdateTime: at(10),
    }
    const two = { ...one, VIN: 'LSVAA2BR0HN300002', VehicleNo: '浙C30002' }
    await room.send('baseInfoVehicle', [one])
    expect(await shared(one.VIN)).toBe(false)
    await room.send('baseInfoVehicle', [two])
    expect([await shared(one.VIN), await shared(two.VIN)]).toEqual([true, true])
    await room.send('baseInfoVehicle', [{ ...two, Flag: 3, UpdateTime: at(11) }])
    expect(await shared(one.VIN)).toBe(false)
  })

  it('reads an instant as the day it is in Beijing', async () => {
    await send({ CertifyDateA: '2018-11-29T16:00:00.000+0000', UpdateTime: at(15) })
    const { record } = await room.entity(
      'Vehicle',
      { vin: car },
      'platformRecord(companyId: "DIDI") { record { registeredOn } }',
    )
    expect(record).toEqual({ registeredOn: '2018-11-30' })
  })
})
