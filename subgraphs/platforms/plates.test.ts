import { rowsOf } from '@one-visit/kit/database/database.ts'
import { collectStatements } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, openRoom } from './testing/open-room.ts'

let room: Awaited<ReturnType<typeof openRoom>>
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const carOf = (number: number): string => `LSVAA2BR0HN1${String(number).padStart(5, '0')}`
let cars = 0
/** A car nobody has spoken of. */
function newCar(): string {
  cars += 1
  return carOf(cars)
}
const plateOf = (number: number): string => `浙CD2${String(number).padStart(4, '0')}`
let plates = 0
function newPlate(): string {
  plates += 1
  return plateOf(plates)
}

const year = { InsurEff: 20260101, InsurExp: 20261231 }
type Change = Readonly<Record<string, unknown>>
const vehicle = (...changes: Change[]) => room.send('baseInfoVehicle', changes)
const policy = (...changes: Change[]) =>
  room.send(
    'baseInfoVehicleInsurance',
    changes.map((change) => ({ ...year, ...change })),
  )
const miles = (...changes: Change[]) => room.send('baseInfoVehicleTotalMile', changes)

describe('a plate that is handed on', () => {
  it('leaves insurance and mileage with the car they were reported of: nothing is known of the next one', async () => {
    const [a, b, plate] = [newCar(), newCar(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(10) })
    await policy({ VehicleNo: plate, InsurNum: `P${a}`, UpdateTime: at(11) })
    await miles({ VehicleNo: plate, TotalMile: 590_000, UpdateTime: at(11) })
    await vehicle({ VIN: a, Flag: 3, UpdateTime: at(12) })
    await vehicle({ VIN: b, VehicleNo: plate, UpdateTime: at(13) })
    expect(await room.insurance(b)).toMatchObject({
      status: 'UNAVAILABLE',
      subject: b,
      complete: false,
      records: [],
    })
    expect(await room.mileage(b)).toMatchObject({ status: 'UNAVAILABLE', subject: b, record: null })
    expect(await room.insurance(a)).toMatchObject({
      status: 'PRESENT',
      subject: a,
      records: [{ number: `P${a}` }],
    })
    expect(await room.mileage(a)).toMatchObject({
      status: 'PRESENT',
      subject: a,
      record: { totalKm: 590_000 },
    })
  })

  it('brings the next car what is reported of it, and takes nothing from the first', async () => {
    const [a, b, plate] = [newCar(), newCar(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(10) })
    await miles({ VehicleNo: plate, TotalMile: 590_000, UpdateTime: at(11) })
    await vehicle({ VIN: a, VehicleNo: plate, State: 1, UpdateTime: at(12) })
    await vehicle({ VIN: b, VehicleNo: plate, UpdateTime: at(14) })
    await policy({ VehicleNo: plate, InsurNum: `P${b}`, InsurEff: 20260114, UpdateTime: at(14, 9) })
    await miles({ VehicleNo: plate, TotalMile: 5, UpdateTime: at(15) })
    expect(await room.insurance(b)).toMatchObject({
      status: 'PRESENT',
      subject: b,
      records: [{ number: `P${b}` }],
    })
    expect(await room.mileage(b)).toMatchObject({ status: 'PRESENT', subject: b, record: { totalKm: 5 } })
    expect(await room.insurance(a)).toMatchObject({ status: 'UNAVAILABLE', records: [] })
    expect(await room.mileage(a)).toMatchObject({ status: 'PRESENT', record: { totalKm: 590_000 } })
  })

  it('makes a policy conflict that began with one car and was reported again of the other', async () => {
    const [a, b, plate] = [newCar(), newCar(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(2) })
    await vehicle({ VIN: a, Flag: 3, UpdateTime: at(12) })
    await vehicle({ VIN: b, VehicleNo: plate, UpdateTime: at(13) })
    await policy({ VehicleNo: plate, InsurNum: `P${a}`, InsurEff: 20260105, UpdateTime: at(14) })
    for (const car of [a, b])
      expect(await room.insurance(car)).toMatchObject({ status: 'CONFLICTING', subject: car })
    expect(await room.mileage(b)).toMatchObject({ status: 'UNAVAILABLE' })
  })

  it('is no word of absence, even where the company vouches for everything it sent', async () => {
    const [a, b, plate, own] = [newCar(), newCar(), newPlate(), newPlate()]
    const company = { company: 'SHOUQI' }
    await room.send(
      'baseInfoVehicle',
      [
        { VIN: a, VehicleNo: plate, UpdateTime: at(10) },
        { VIN: a, VehicleNo: plate, Flag: 3, UpdateTime: at(12) },
        { VIN: b, VehicleNo: plate, UpdateTime: at(13) },
        { VIN: carOf(90_001), VehicleNo: own, UpdateTime: at(13) },
      ],
      company,
    )
    const facts = { VehicleNo: plate, UpdateTime: at(11) }
    await room.send('baseInfoVehicleInsurance', [{ ...facts, ...year, InsurNum: `P${a}` }], company)
    await room.send('baseInfoVehicleTotalMile', [{ ...facts, TotalMile: 590_000 }], company)
    await room.vouch('SHOUQI')
    for (const ask of [room.insurance, room.mileage]) {
      expect(await ask(b, 'SHOUQI')).toMatchObject({ status: 'UNAVAILABLE' })
      expect(await ask(carOf(90_001), 'SHOUQI')).toMatchObject({ status: 'CONFIRMED_ABSENT' })
      expect(await ask(a, 'SHOUQI')).toMatchObject({ status: 'PRESENT' })
    }
  })
})

describe('a car that changes its plate', () => {
  it('keeps policy and mileage, also when another car takes the old plate and is reported of', async () => {
    const [a, d, old, next] = [newCar(), newCar(), newPlate(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: old, UpdateTime: at(10) })
    await policy({ VehicleNo: old, InsurNum: `P${a}`, UpdateTime: at(11) })
    await miles({ VehicleNo: old, TotalMile: 610_000, UpdateTime: at(11) })
    await vehicle({ VIN: a, VehicleNo: next, UpdateTime: at(12) })
    const kept = {
      insurance: { status: 'PRESENT', subject: a, records: [{ number: `P${a}` }] },
      mileage: { status: 'PRESENT', subject: a, record: { totalKm: 610_000 } },
    }
    expect(await room.insurance(a)).toMatchObject(kept.insurance)
    expect(await room.mileage(a)).toMatchObject(kept.mileage)
    await vehicle({ VIN: d, VehicleNo: old, UpdateTime: at(13) })
    await miles({ VehicleNo: old, TotalMile: 10, UpdateTime: at(14) })
    expect(await room.insurance(a)).toMatchObject(kept.insurance)
    expect(await room.mileage(a)).toMatchObject(kept.mileage)
    expect(await room.mileage(d)).toMatchObject({ status: 'PRESENT', record: { totalKm: 10 } })
    expect(await room.insurance(d)).toMatchObject({ status: 'UNAVAILABLE' })
  })

  it('takes a policy along that is reported under the new plate: its newest record speaks, a delete too', async () => {
    const [a, old, next] = [newCar(), newPlate(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: old, UpdateTime: at(2) })
    await policy({ VehicleNo: old, InsurNum: `P${a}`, UpdateTime: at(3) })
    await vehicle({ VIN: a, VehicleNo: next, UpdateTime: at(12) })
    await policy({ VehicleNo: next, InsurNum: `P${a}`, InsurExp: 20260115, UpdateTime: at(13) })
    expect((await room.insurance(a)).records).toEqual([
      expect.objectContaining({ number: `P${a}`, validUntil: '2026-01-15' }),
    ])
    await policy({ VehicleNo: next, InsurNum: `P${a}`, Flag: 3, UpdateTime: at(14) })
    expect((await room.insurance(a)).records).toEqual([])
  })
})

describe('facts that come before the vehicle', () => {
  it('are its own where no other car of the company ever bore the plate', async () => {
    const [a, plate] = [newCar(), newPlate()]
    await policy({ VehicleNo: plate, InsurNum: `P${a}`, UpdateTime: at(5) })
    await miles({ VehicleNo: plate, TotalMile: 7, UpdateTime: at(5) })
    expect(await room.insurance(a)).toMatchObject({ status: 'UNAVAILABLE' })
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(10) })
    expect(await room.insurance(a)).toMatchObject({ status: 'PRESENT', records: [{ number: `P${a}` }] })
    expect(await room.mileage(a)).toMatchObject({ status: 'PRESENT', record: { totalKm: 7 } })
  })
})

describe('two cars under one plate', () => {
  it('conflict while both bear it, and not by one that is out of service', async () => {
    const [a, b, plate] = [newCar(), newCar(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(10) })
    await vehicle({ VIN: b, VehicleNo: plate, UpdateTime: at(11) })
    await policy({ VehicleNo: plate, InsurNum: `P${plate}`, InsurEff: 20260112, UpdateTime: at(12) })
    await miles({ VehicleNo: plate, TotalMile: 9, UpdateTime: at(12) })
    for (const car of [a, b]) {
      expect(await room.insurance(car)).toMatchObject({ status: 'CONFLICTING' })
      expect(await room.mileage(car)).toMatchObject({ status: 'CONFLICTING' })
    }
    await vehicle({ VIN: a, VehicleNo: plate, State: 1, UpdateTime: at(13) })
    await miles({ VehicleNo: plate, TotalMile: 11, UpdateTime: at(14) })
    expect(await room.mileage(b)).toMatchObject({ status: 'PRESENT', record: { totalKm: 11 } })
  })
})

describe('a policy under a wrong plate', () => {
  it('ends where the company deletes it there, and stands under the right one alone', async () => {
    const [a, b, right, wrong] = [newCar(), newCar(), newPlate(), newPlate()]
    await vehicle(
      { VIN: a, VehicleNo: right, UpdateTime: at(2) },
      { VIN: b, VehicleNo: wrong, UpdateTime: at(2) },
    )
    const own = { InsurNum: `P${a}` }
    await policy({ ...own, VehicleNo: wrong, UpdateTime: at(3) })
    await policy({ ...own, VehicleNo: right, UpdateTime: at(4) })
    expect(await room.insurance(b)).toMatchObject({ status: 'PRESENT', records: [{ number: `P${a}` }] })
    await policy({ ...own, VehicleNo: wrong, Flag: 3, UpdateTime: at(5) })
    expect(await room.insurance(b)).toMatchObject({ status: 'UNAVAILABLE', records: [] })
    expect(await room.insurance(a)).toMatchObject({ status: 'PRESENT', records: [{ number: `P${a}` }] })
  })
})

describe('a policy of a fleet', () => {
  it('stands for every car whose plate it names', async () => {
    const fleet = [1, 2, 3].map(() => ({ VIN: newCar(), VehicleNo: newPlate() }))
    await vehicle(...fleet.map((car) => ({ ...car, UpdateTime: at(10) })))
    await policy(...fleet.map(({ VehicleNo }) => ({ VehicleNo, InsurNum: 'FLEET1', UpdateTime: at(11) })))
    for (const { VIN } of fleet)
      expect(await room.insurance(VIN)).toMatchObject({ status: 'PRESENT', records: [{ number: 'FLEET1' }] })
    const [first, ...others] = fleet
    await policy({ VehicleNo: first?.VehicleNo, InsurNum: 'FLEET1', Flag: 3, UpdateTime: at(12) })
    expect((await room.insurance(first?.VIN ?? '')).records).toEqual([])
    for (const { VIN } of others) expect(await room.insurance(VIN)).toMatchObject({ status: 'PRESENT' })
  })
})

describe('two contents of one second', () => {
  it.each([
    [700_000, 12_000],
    [12_000, 700_000],
  ])('conflict until a newer record, mileage %i and then %i', async (first, second) => {
    const [a, plate] = [newCar(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(10) })
    await miles({ VehicleNo: plate, TotalMile: first, UpdateTime: at(11) })
    await miles({ VehicleNo: plate, TotalMile: second, UpdateTime: at(11) })
    expect(await room.mileage(a)).toMatchObject({ status: 'CONFLICTING' })
    await miles({ VehicleNo: plate, TotalMile: 12_001, UpdateTime: at(12) })
    expect(await room.mileage(a)).toMatchObject({ status: 'PRESENT', record: { totalKm: 12_001 } })
  })

  it('conflict in the end of a policy, which is named', async () => {
    const [a, plate] = [newCar(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(10) })
    const own = { VehicleNo: plate, InsurNum: `P${a}`, UpdateTime: at(11) }
    await policy(own, { ...own, InsurExp: 20260601 }, { ...own, InsurNum: `Q${a}` })
    expect(await room.insurance(a)).toMatchObject({ status: 'CONFLICTING' })
    const { records } = await room.insurance(a)
    expect(records?.map(({ number, contradicted }) => [number, contradicted]).sort()).toEqual([
      [`P${a}`, true],
      [`Q${a}`, false],
    ])
    await policy({ ...own, UpdateTime: at(12) })
    expect(await room.insurance(a)).toMatchObject({ status: 'PRESENT' })
  })

  it('are named each, also a policy that may be another car’s beside one that contradicts itself', async () => {
    const [a, b, plate] = [newCar(), newCar(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(2) })
    await vehicle({ VIN: a, Flag: 3, UpdateTime: at(12) })
    await vehicle({ VIN: b, VehicleNo: plate, UpdateTime: at(13) })
    const later = { VehicleNo: plate, InsurEff: 20260114, UpdateTime: at(15) }
    await policy({ ...later, InsurNum: `D${a}`, InsurEff: 20260105 }, { ...later, InsurNum: `O${b}` })
    await policy({ ...later, InsurNum: `P${b}` }, { ...later, InsurNum: `P${b}`, InsurExp: 20260601 })
    const { status, records } = await room.insurance(b)
    expect(status).toBe('CONFLICTING')
    expect(records?.map(({ number, contradicted }) => [number, contradicted]).sort()).toEqual([
      [`D${a}`, true],
      [`O${b}`, false],
      [`P${b}`, true],
    ])
  })

  it('conflict in the plate of a vehicle: what names either of them is not sure', async () => {
    const [a, one, two] = [newCar(), newPlate(), newPlate()]
    const own = { VIN: a, UpdateTime: at(10) }
    await vehicle({ ...own, VehicleNo: one }, { ...own, VehicleNo: two })
    await miles({ VehicleNo: one, TotalMile: 9, UpdateTime: at(11) })
    expect(await room.vehicle(a)).toMatchObject({ status: 'CONFLICTING' })
    expect(await room.mileage(a)).toMatchObject({ status: 'CONFLICTING' })
    await vehicle({ ...own, VehicleNo: two, UpdateTime: at(12) })
    await miles({ VehicleNo: two, TotalMile: 10, UpdateTime: at(13) })
    expect(await room.mileage(a)).toMatchObject({ status: 'PRESENT', record: { totalKm: 10 } })
  })
})

describe('mileage', () => {
  it('grows old by itself: no heartbeat makes it younger', async () => {
    const [a, plate] = [newCar(), newPlate()]
    const company = { company: 'CAOCAO' }
    await room.send('baseInfoVehicle', [{ VIN: a, VehicleNo: plate, UpdateTime: at(2) }], company)
    await room.send(
      'baseInfoVehicleTotalMile',
      [{ VehicleNo: plate, TotalMile: 9, UpdateTime: at(2) }],
      company,
    )
    await room.vouch('CAOCAO')
    expect(await room.mileage(a, 'CAOCAO')).toMatchObject({
      status: 'PRESENT',
      confirmedAt: '2026-01-02T00:00:00.000Z',
    })
    expect(await room.vehicle(a, 'CAOCAO')).toMatchObject({ confirmedAt: '2026-01-20T02:00:00.000Z' })
  })
})

describe('the order of arrival', () => {
  it('changes no answer about a plate', async () => {
    const story = (a: string, b: string, plate: string, next: string) => [
      () => vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(10) }),
      () => policy({ VehicleNo: plate, InsurNum: `P${a}`, UpdateTime: at(11) }),
      () => miles({ VehicleNo: plate, TotalMile: 100, UpdateTime: at(11) }),
      () => vehicle({ VIN: a, VehicleNo: next, UpdateTime: at(12) }),
      () => vehicle({ VIN: b, VehicleNo: plate, UpdateTime: at(13) }),
      () => policy({ VehicleNo: plate, InsurNum: `P${b}`, InsurEff: 20260113, UpdateTime: at(14) }),
      () => miles({ VehicleNo: plate, TotalMile: 200, UpdateTime: at(14) }),
    ]
    const told = async (order: readonly number[]) => {
      const [a, b, plate, next] = [newCar(), newCar(), newPlate(), newPlate()]
      const steps = story(a, b, plate, next)
      for (const step of order) await steps[step]?.()
      const answers = [
        await room.insurance(a),
        await room.insurance(b),
        await room.mileage(a),
        await room.mileage(b),
      ]
      return JSON.parse(JSON.stringify(answers).replaceAll(a, 'A').replaceAll(b, 'B'))
    }
    const inOrder = await told([0, 1, 2, 3, 4, 5, 6])
    expect(inOrder).toMatchObject([
      { status: 'PRESENT', records: [{ number: 'PA' }] },
      { status: 'PRESENT', records: [{ number: 'PB' }] },
      { status: 'PRESENT', record: { totalKm: 100 } },
      { status: 'PRESENT', record: { totalKm: 200 } },
    ])
    const orders = fc.sample(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }), {
      numRuns: 6,
      seed: 7,
    })
    for (const order of orders) expect(await told(order)).toEqual(inOrder)
  })
})

describe('the statements', () => {
  it('are one a field, whatever a car has gone through', async () => {
    const [a, plate] = [newCar(), newPlate()]
    for (let day = 1; day < 9; day += 1)
      await vehicle({ VIN: a, VehicleNo: day % 2 ? plate : plateOf(9_000 + day), UpdateTime: at(day) })
    const statements: string[] = []
    room.db.onStatement = collectStatements(statements)
    await room.insurance(a)
    await room.mileage(a)
    room.db.onStatement = undefined
    expect(statements).toHaveLength(2)
  })

  it('tell whoever waits for any car that ever bore the plate', async () => {
    const [a, old, next] = [newCar(), newPlate(), newPlate()]
    await vehicle({ VIN: a, VehicleNo: old, UpdateTime: at(10) })
    await vehicle({ VIN: a, VehicleNo: next, UpdateTime: at(12) })
    await policy({ VehicleNo: old, InsurNum: `P${a}`, UpdateTime: at(11) })
    await expect
      .poll(
        () =>
          room.events.filter(({ subject, data }) => subject.vin === a && data.what === 'insurance').length,
      )
      .toBe(1)
  })

  it('leave the rows the journal makes', async () => {
    expect(await room.room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {}, erased: 0 })
    const [{ count } = { count: '0' }] = rowsOf<{ count: string }>(
      await room.db.orm.execute(sql`select count(*) from platforms.policies where policy_number = 'FLEET1'`),
    )
    expect(Number(count)).toBe(3)
  })
})
