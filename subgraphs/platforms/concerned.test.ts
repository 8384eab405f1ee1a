/** Whom this room tells of records nobody could read: also vehicles that such a record alone names, or means by a plate. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { at, openRoom } from './testing/open-room.ts'

let room: Awaited<ReturnType<typeof openRoom>>
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => void room.events.splice(0))
afterAll(() => room.close())

const [known, unread] = ['LSVAA2BR0HN190001', 'LSVAA2BR0HN190002']
const plate = '浙CD19001'
const told = (type: string, subject: object) =>
  vi.waitFor(() =>
    expect(room.events).toContainEqual(
      expect.objectContaining({ type, subject: expect.objectContaining(subject) }),
    ),
  )
const unreadTold = (subject: object) => told('feed.unread.changed', subject)
const policy = { VehicleNo: plate, InsurNum: 'P19', InsurEff: 20260110, UpdateTime: at(12) }

it('tells of a vehicle that only a record nobody could read names', async () => {
  expect(
    await room.send('baseInfoVehicle', [
      { VIN: unread, VehicleNo: plate, Seats: 'many', UpdateTime: at(10) },
    ]),
  ).not.toContain('APPLIED')
  await unreadTold({ vin: unread })
})

it('tells it of a policy of the plate it may have borne, and of one nobody could read', async () => {
  expect(await room.send('baseInfoVehicleInsurance', [{ ...policy, InsurExp: 20261231 }])).toEqual([
    'APPLIED',
  ])
  await told('platform.vehicle.changed', { vin: unread })
  await room.send('baseInfoVehicle', [{ VIN: known, VehicleNo: plate, UpdateTime: at(11) }])
  room.events.splice(0)
  const [outcome] = await room.send('baseInfoVehicleInsurance', [
    { ...policy, InsurNum: 'P20', InsurExp: 'never', UpdateTime: at(13) },
  ])
  expect(outcome).toContain('InsurExp')
  await unreadTold({ vin: known })
  await unreadTold({ vin: unread })
})

it('still tells it of the plate once a newer word has made up for the record, which may have been of it', async () => {
  await room.send('baseInfoVehicle', [{ VIN: unread, VehicleNo: '浙CD19009', UpdateTime: at(14) }])
  await unreadTold({ vin: unread })
  room.events.splice(0)
  await room.send('baseInfoVehicleInsurance', [{ ...policy, InsurExp: 20261231, UpdateTime: at(15) }])
  await told('platform.vehicle.changed', { vin: unread })
})

it('tells the company of what names nobody else', async () => {
  await room.send('baseInfoVehicle', [{ VIN: 'none', VehicleNo: 'none', UpdateTime: at(10) }])
  await unreadTold({ companyId: 'DIDI' })
})
