/** What a record of a vehicle that nobody could read, and a newer word made up for, leaves of facts that name a plate. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { at, openRoom } from './testing/open-room.ts'

let room: Awaited<ReturnType<typeof openRoom>>
beforeAll(async () => {
  room = await openRoom()
})
afterEach(() => room.clock.set('2026-01-20T10:00:00+08:00'))
afterAll(() => room.close())

let numbered = 0
function nextNumber(): string {
  numbered += 1
  return String(numbered).padStart(5, '0')
}
/** A car nobody has spoken of. */
const newCar = (): string => `LSVAA2BR0HN1${nextNumber()}`
/** A plate nobody bore. */
const newPlate = (): string => `浙CD${nextNumber()}`

type Change = Readonly<Record<string, unknown>>
const vehicle = (...changes: Change[]) => room.send('baseInfoVehicle', changes)
const policy = (change: Change) => room.send('baseInfoVehicleInsurance', [{ InsurExp: 20261231, ...change }])
const miles = (change: Change) => room.send('baseInfoVehicleTotalMile', [change])

/** B bears the plate by a record nobody could read, a figure and a policy are reported, B is parked, A bears the plate. */
const handedOn = async (broken: Change = { Seats: 'many' }) => {
  const [a, b, plate, next] = [newCar(), newCar(), newPlate(), newPlate()]
  const unread = { VIN: b, VehicleNo: plate, UpdateTime: at(10) }
  expect(await vehicle({ ...unread, ...broken })).not.toContain('APPLIED')
  await policy({ VehicleNo: plate, InsurNum: `P${b}`, InsurEff: 20260110, UpdateTime: at(11) })
  await miles({ VehicleNo: plate, TotalMile: 12_000, UpdateTime: at(11) })
  return { a, b, unread, plate, next }
}
const madeUpFor = async ({ a, b, plate, next }: Awaited<ReturnType<typeof handedOn>>) => {
  room.clock.set('2026-01-23T10:00:00+08:00')
  await vehicle({ VIN: b, VehicleNo: next, State: 1, UpdateTime: at(21) })
  await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(22) })
}
const openOf = async (vin: string) =>
  (await room.room.feeds.unread.list({ first: 200 })).filter(({ key }) => key?.endsWith(vin))

it.each([
  ['of a time that was read', {}],
  ['of a time that was not', { UpdateTime: 'yesterday' }],
])('leaves nobody sure of what names its plate, %s', async (_, time) => {
  const told = await handedOn({ Seats: 'many', ...time })
  await madeUpFor(told)
  expect(await openOf(told.b)).toEqual([])
  for (const car of [told.a, told.b]) {
    expect(await room.mileage(car)).toMatchObject({ status: 'CONFLICTING', subject: car })
    expect(await room.insurance(car)).toMatchObject({
      status: 'CONFLICTING',
      subject: car,
      records: [{ contradicted: true }],
    })
  }
  await miles({ VehicleNo: told.plate, TotalMile: 5, UpdateTime: at(22, 9) })
  expect(await room.mileage(told.a)).toMatchObject({ status: 'PRESENT', record: { totalKm: 5 } })
  expect(await room.mileage(told.b)).toMatchObject({ status: 'CONFLICTING' })
})

it.each([
  ['of a time that was read', {}],
  ['of a time that was not', { UpdateTime: 'yesterday' }],
])('is as good as any when it is corrected, %s', async (_, time) => {
  const told = await handedOn('UpdateTime' in time ? time : undefined)
  await vehicle(told.unread)
  expect(await openOf(told.b)).toEqual([])
  await madeUpFor(told)
  expect(await room.mileage(told.b)).toMatchObject({ status: 'PRESENT', record: { totalKm: 12_000 } })
  expect(await room.mileage(told.a)).toMatchObject({ status: 'UNAVAILABLE', record: null })
})

it('leaves nobody sure where another record of its second was read, which is none of its corrections', async () => {
  const [a, b, plate, next] = [newCar(), newCar(), newPlate(), newPlate()]
  await vehicle({ VIN: b, VehicleNo: next, Flag: 1, UpdateTime: at(10) })
  const unread = { VIN: b, VehicleNo: plate, Flag: 2, UpdateTime: at(10) }
  await vehicle({ ...unread, Seats: 'many' })
  await miles({ VehicleNo: plate, TotalMile: 12_000, UpdateTime: at(11) })
  await madeUpFor({ a, b, unread, plate, next })
  expect(await openOf(b)).toEqual([])
  for (const car of [a, b]) expect(await room.mileage(car)).toMatchObject({ status: 'CONFLICTING' })
})

it.each([
  ['first', 0],
  ['second', 1],
])('leaves nobody sure of either plate it names: the %s', async (_, place) => {
  const [a, b, before, after] = [newCar(), newCar(), newPlate(), newPlate()]
  const plates = [newPlate(), newPlate()]
  const own = plates[place]
  await vehicle(
    { VIN: b, VehicleNo: own, UpdateTime: at(5) },
    { VIN: a, VehicleNo: before, UpdateTime: at(5) },
  )
  const twice = { VIN: a, VehicleNo: plates[0], vehicleno: plates[1], UpdateTime: at(10) }
  expect(await vehicle(twice)).toEqual([expect.stringContaining('DUPLICATE_KEY')])
  await miles({ VehicleNo: own, TotalMile: 77, UpdateTime: at(11) })
  await vehicle({ VIN: a, VehicleNo: after, UpdateTime: at(13) })
  expect(await openOf(a)).toEqual([])
  for (const car of [a, b]) expect(await room.mileage(car)).toMatchObject({ status: 'CONFLICTING' })
})

it('is what an administrator answers for who closed it', async () => {
  const told = await handedOn()
  for (const { id } of await openOf(told.b))
    await room.room.feeds.unread.closeByHand(id, { by: 'user:auditor', because: 'another car was meant' })
  await madeUpFor(told)
  expect(await room.mileage(told.a)).toMatchObject({ status: 'PRESENT', record: { totalKm: 12_000 } })
  expect(await room.insurance(told.b)).toMatchObject({ status: 'UNAVAILABLE', records: [] })
})

it('takes nothing from the only car that ever bore the plate', async () => {
  const told = await handedOn()
  await vehicle({ ...told.unread, UpdateTime: at(12) })
  expect(await room.mileage(told.b)).toMatchObject({ status: 'PRESENT', record: { totalKm: 12_000 } })
  expect(await room.insurance(told.b)).toMatchObject({
    status: 'PRESENT',
    records: [{ contradicted: false }],
  })
})

it('may have taken the plate from the car, where it names none', async () => {
  const [a, b, plate, next] = [newCar(), newCar(), newPlate(), newPlate()]
  await vehicle({ VIN: a, VehicleNo: plate, UpdateTime: at(2) })
  await vehicle({ VIN: a, VehicleNo: '?', UpdateTime: at(10) })
  await miles({ VehicleNo: plate, TotalMile: 9, UpdateTime: at(11) })
  await vehicle({ VIN: a, VehicleNo: next, UpdateTime: at(12) })
  await vehicle({ VIN: b, VehicleNo: plate, UpdateTime: at(13) })
  for (const car of [a, b]) expect(await room.mileage(car)).toMatchObject({ status: 'CONFLICTING' })
})

it('says nothing of another company, whoever sent it', async () => {
  const told = await handedOn()
  const company = { company: 'SHOUQI' }
  await room.send('baseInfoVehicle', [{ VIN: told.a, VehicleNo: told.plate, UpdateTime: at(12) }], company)
  const figure = { VehicleNo: told.plate, TotalMile: 8, UpdateTime: at(11) }
  await room.send('baseInfoVehicleTotalMile', [figure], company)
  const stranger = { VIN: told.b, VehicleNo: told.plate, Seats: 'many', UpdateTime: at(10) }
  await room.send('baseInfoVehicle', [stranger], { ...company, token: 'CAOCAO' })
  await room.send('baseInfoVehicle', [{ VIN: told.b, VehicleNo: told.next, UpdateTime: at(12) }], company)
  expect(await room.mileage(told.a, 'SHOUQI')).toMatchObject({ status: 'PRESENT', record: { totalKm: 8 } })
})
