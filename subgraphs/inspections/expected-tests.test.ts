import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations('2026-01-20T10:00:00+08:00')
})
afterAll(async () => {
  await played?.close()
})

const told = [
  ...['inspections', 'inspection_history', 'cancellations', 'cancellation_history', 'feed_scopes'],
  ...['described_vehicles', 'described_vehicle_history', 'issued_serials', 'serial_numbers', 'feed_journal'],
]

const vin = 'LSVAA2BR9HN012345'
const otherVin = 'LSVAA2BR9HN054321'
const plate = '浙CD12345'
const at = (text: string): string => new Date(`2026-01-${text}+08:00`).toISOString()

/** As the police have it: the plate without its province, so that nobody knows whose it is. */
const visit = (more: Record<string, string> = {}): Record<string, string> => ({
  jylsh: 'S1',
  jyjgbh: station,
  clsbdh: vin,
  hphm: plate.slice(1),
  jycs: '1',
  jyrq: '2026-01-19 10:00:00',
  zjjl: '1',
  yxqz: '2027-01-31',
  ...more,
})

beforeEach(async () => {
  await played.db.script(told.map((table) => `delete from inspections.${table}`).join(';'))
  await played.sendVerdict('18C62', visit())
})

async function found(of = vin) {
  const { data, errors } = await played.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) { inspection(kind: SAFETY) {
      status confirmedAt behind { name } record { serial } } } }`,
    { vin: of },
  )
  expect(errors).toBeUndefined()
  return (data.vehicle as never as { inspection: Record<string, unknown> }).inspection
}

const reported = (serial: string, more: Record<string, string> = {}) =>
  played.sendVerdict(
    '18C62',
    visit({ jylsh: serial, jyjgbh: otherStation, jyrq: '2026-01-20 09:00:00', ...more }),
    otherStation,
  )

const report = (serial: string, more: object = {}) =>
  played.putData(
    {
      detectRecord: {
        dsId: otherStation,
        detectSn: serial,
        detectType: '1',
        detectDate: '2026-01-20 09:30:00',
        vinNo: vin,
        detectTotalCount: 1,
        ...more,
      },
      detectReport: { detectResult: '一级' },
    },
    { from: otherStation },
  )

const waiting = { status: 'STALE', behind: { name: '温州市第二检测站' } }

describe('a test that is expected under a number', () => {
  it.each([
    [
      'that came with the number of its first test',
      () => played.askSerial(station, { vinNo: vin, vehicleNo: plate }),
    ],
    [
      'under whose number its first test was reported',
      async () => {
        const serial = await played.askSerial(station, { vinNo: '0', vehicleNo: plate })
        await played.sendVerdict('18C62', visit({ jylsh: serial, jyrq: '2026-01-20 08:00:00' }))
      },
    ],
    [
      'by which a station described it',
      () =>
        played.putData(
          { dsId: station, vinNo: vin, vehicleNo: plate },
          { from: station, type: 'shareVehicleInfo' },
        ),
    ],
  ])('is found by a plate %s', async (_, learn) => {
    await learn()
    await played.askSerial(otherStation, { vinNo: '0', vehicleNo: plate })
    expect(await found()).toMatchObject(waiting)
  })

  it('for a plate nobody is known to bear may be of any vehicle without a known plate: it holds that back', async () => {
    await played.heartbeat(station, { at: at('20T10:00:00'), initialLoadCompleted: true })
    played.clock.set('2026-01-20T10:30:00+08:00')
    await played.heartbeat(station, { at: at('20T10:30:00'), initialLoadCompleted: true })
    await played.heartbeat(otherStation, { at: at('20T10:30:00'), initialLoadCompleted: true })
    played.clock.set('2026-01-20T10:00:00+08:00')
    const serial = await played.askSerial(otherStation, { vinNo: '0', vehicleNo: plate })
    played.clock.set('2026-01-20T10:30:00+08:00')
    expect(await found()).toMatchObject({
      status: 'PRESENT',
      confirmedAt: at('20T10:00:00'),
      behind: { name: '温州市第二检测站' },
    })
    expect(await found(otherVin)).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      confirmedAt: at('20T10:00:00'),
    })
    await reported(serial, { clsbdh: otherVin })
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T10:30:00') })
    played.clock.set('2026-01-20T10:00:00+08:00')
  })

  it('proves nothing where no station vouches for anything', async () => {
    await played.askSerial(otherStation, { vinNo: '0', vehicleNo: plate })
    expect(await found(otherVin)).toMatchObject({ status: 'UNAVAILABLE', confirmedAt: null })
  })

  it('is waited for still, once something else came under its number', async () => {
    const serial = await played.askSerial(otherStation, { vinNo: vin })
    // Of another vehicle.
    await reported(serial, { clsbdh: otherVin })
    expect(await found()).toMatchObject(waiting)
    // A cancellation of another vehicle.
    await played.sendVerdict(
      '18C72',
      visit({ jylsh: serial, jyjgbh: otherStation, clsbdh: otherVin, zfsj: '2026-01-20 09:59:00' }),
      otherStation,
    )
    expect(await found()).toMatchObject(waiting)
    // Of another kind.
    expect((await report(serial)).body).toMatchObject({ code: '1' })
    expect(await found()).toMatchObject(waiting)
  })

  it('is waited for again, of its kind, once its report is taken back', async () => {
    const serial = await played.askSerial(otherStation, { vinNo: vin })
    const comprehensive = async () =>
      (await played.ask(`{ vehicle(vin: "${vin}") { inspection(kind: COMPREHENSIVE) { status } } }`)).data
        .vehicle
    await report(serial)
    expect(await comprehensive()).toMatchObject({ inspection: { status: 'PRESENT' } })
    await report(serial, { flag: 3, updateTime: '2026-01-20 09:45:00' })
    expect(await comprehensive()).toMatchObject({ inspection: { status: 'STALE' } })
  })

  it('is there where a report of that kind names the vehicle, or the plate its number was given for', async () => {
    await played.askSerial(station, { vinNo: vin, vehicleNo: plate })
    const serial = await played.askSerial(otherStation, { vinNo: '0', vehicleNo: plate })
    expect(await found()).toMatchObject(waiting)
    await reported(serial, { clsbdh: otherVin, hphm: plate })
    expect(await found()).toMatchObject({ status: 'PRESENT' })
  })
})
