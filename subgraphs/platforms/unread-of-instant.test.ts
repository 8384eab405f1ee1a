/** What the room vouches for where something of the very second of what stands could not be read. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { at, openRoom } from './testing/open-room.ts'

let room: Awaited<ReturnType<typeof openRoom>>
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const [car, late, plain] = ['LSVAA2BR0HN290001', 'LSVAA2BR0HN290002', 'LSVAA2BR0HN290003']
const vehicle = (VIN: string, more: object) => ({ VIN, VehicleNo: '浙CD29001', UpdateTime: at(10), ...more })
const unread = { status: 'STALE', unreadSince: '2026-01-20T02:00:00.000Z' }

it('is not known of a vehicle of which a later Flag of that second is unread, whichever came first', async () => {
  expect(await room.send('baseInfoVehicle', [vehicle(car, { Flag: 1, Seats: 5 })])).toEqual(['APPLIED'])
  await room.send('baseInfoVehicle', [vehicle(car, { Flag: 2, State: 1, Seats: 7.9 })])
  await room.send('baseInfoVehicle', [
    vehicle(late, { VehicleNo: '浙CD29002', Flag: 2, State: 1, Seats: 7.9 }),
  ])
  expect(
    await room.send('baseInfoVehicle', [vehicle(late, { VehicleNo: '浙CD29002', Flag: 1, Seats: 5 })]),
  ).toEqual(['APPLIED'])
  await room.vouch('DIDI')
  for (const vin of [car, late]) expect(await room.vehicle(vin)).toMatchObject(unread)
})

it('is known where it is an earlier Flag of that second that is unread', async () => {
  const named = { VehicleNo: '浙CD29003' }
  await room.send('baseInfoVehicle', [vehicle(plain, { ...named, Flag: 2, Seats: 5 })])
  await room.send('baseInfoVehicle', [vehicle(plain, { ...named, Flag: 1, Seats: 7.9 })])
  expect(await room.vehicle(plain)).toMatchObject({ status: 'PRESENT', unreadSince: null })
})

it('is not known of mileage and of a permit that the same Flag of that second says something unread of', async () => {
  const driven = { VehicleNo: '浙CD29003', UpdateTime: at(12) }
  expect(await room.send('baseInfoVehicleTotalMile', [{ ...driven, TotalMile: 12_000 }])).toEqual(['APPLIED'])
  await room.send('baseInfoVehicleTotalMile', [{ ...driven, TotalMile: '700000km' }])
  await room.vouch('DIDI')
  expect(await room.mileage(plain)).toMatchObject(unread)
  const permit = { Address: 330302, Certificate: 'P29', UpdateTime: at(12) }
  expect(await room.send('baseInfoCompanyPermit', [permit])).toEqual(['APPLIED'])
  expect(await room.permit('330302')).toMatchObject({ status: 'PRESENT', unreadSince: null })
  await room.send('baseInfoCompanyPermit', [{ ...permit, State: 2, StopDate: 'never' }])
  expect(await room.permit('330302')).toMatchObject(unread)
  await room.send('baseInfoCompanyPermit', [{ ...permit, UpdateTime: at(13) }])
  expect(await room.permit('330302')).toMatchObject({ status: 'PRESENT', unreadSince: null })
})
