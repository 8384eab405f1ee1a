/** What the room vouches for where something of the very instant of what stands could not be read. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStations, type Stations, station } from './testing.ts'

let played: Stations
beforeAll(async () => {
  played = await openStations()
})
afterAll(async () => {
  await played?.close()
})

const [tested, looked] = ['LSVAA2BR0HN292001', 'LSVAA2BR0HN292002']

async function evidenceOf(vin: string, fact: string) {
  const { data } = await played.ask(`query($v: VIN!) { vehicle(vin: $v) { answer: ${fact} } }`, { v: vin })
  return (data as unknown as { vehicle: { answer: object } }).vehicle.answer
}

it('is not known of a visit of which a second report of the same attempt and time is unread', async () => {
  const report = {
    jylsh: `${station}202601199201`,
    jyjgbh: station,
    clsbdh: tested,
    hphm: '浙CD29201',
    jycs: '1',
    jyrq: '2026-01-19 10:00:00',
    zjjl: '1',
    yxqz: '2027-01-18',
  }
  await played.sendVerdict('18C62', report)
  const answer = () =>
    evidenceOf(tested, 'inspection(kind: SAFETY) { status unreadSince record { verdict } }')
  expect(await answer()).toMatchObject({ status: 'PRESENT', unreadSince: null, record: { verdict: 'PASS' } })
  await played.sendVerdict('18C62', { ...report, zjjl: '2', yxqz: '2027-13-40' })
  expect(await answer()).toMatchObject({ status: 'STALE', unreadSince: '2026-01-20T02:00:00.000Z' })
})

it('is not known of such a visit, be the first report said again, or both in one batch', async () => {
  const report = (serial: string, result: string) => ({
    detectRecord: {
      dsId: station,
      detectSn: `${station}20260119${serial}`,
      detectType: '1',
      detectDate: '2026-01-19 09:00:00',
      vinNo: `LSVAA2BR0HN29${serial}`,
      detectTotalCount: 1,
    },
    detectReport: { detectResult: result },
  })
  const put = (...reports: object[]) => played.putData(reports, { from: station })
  const answer = (serial: string) =>
    evidenceOf(`LSVAA2BR0HN29${serial}`, 'inspection(kind: COMPREHENSIVE) { status record { verdict } }')
  const doubted = { status: 'STALE', record: { verdict: 'PASS' } }
  await put(report('9301', '一级'))
  await put(report('9301', '不合格(制动)'))
  await put(report('9301', '一级'))
  expect(await answer('9301')).toMatchObject(doubted)
  await put(report('9302', '一级'), report('9302', '不合格(制动)'))
  expect(await answer('9302')).toMatchObject(doubted)
})

it('is not known of a vehicle an unread report named, whomever the report is corrected to name', async () => {
  const [named, other] = ['LSVAA2BR0HN299401', 'LSVAA2BR0HN299402']
  const report = (serial: string, vin: string, more: object, result: string) => ({
    detectRecord: {
      dsId: station,
      detectSn: `${station}${serial}`,
      detectType: '1',
      detectDate: `2026-01-${serial.slice(6, 8)} 09:00:00`,
      vinNo: vin,
      detectTotalCount: 1,
      ...more,
    },
    detectReport: { detectResult: result },
  })
  const put = (value: object) => played.putData(value, { from: station })
  const answer = (vin: string) =>
    evidenceOf(vin, 'inspection(kind: COMPREHENSIVE) { status record { verdict } }')
  await put(report('202601189401', named, {}, '一级'))
  await put(report('202601199402', named, {}, '不合格(制动)'))
  const corrected = { flag: '2', updateTime: '2026-01-19 12:00:00' }
  await put(report('202601199402', other, corrected, '不合格'))
  expect(await answer(named)).toMatchObject({ status: 'STALE', record: { verdict: 'PASS' } })
  expect(await answer(other)).toMatchObject({ record: { verdict: 'FAIL' } })
  // Taken back where it was, it is unread no more.
  await put(report('202601199402', named, { flag: '3', updateTime: '2026-01-19 13:00:00' }, '不合格'))
  expect(await answer(named)).toMatchObject({ status: 'PRESENT', record: { verdict: 'PASS' } })
})

it('is not known of devices of whose look a later signature says something unread, and is of an earlier one', async () => {
  const look = {
    recordId: 'eq-1',
    vin: looked,
    station,
    positioning: true,
    alarm: true,
    confirmedOn: '2026-01-18',
    signedBy: '虚构',
  }
  const signed = (time: string, more: object = {}) =>
    played.confirm({ ...look, signedAt: `2026-01-19T${time}:00+08:00`, ...more })
  await signed('09:00')
  const answer = () => evidenceOf(looked, 'equipment { status unreadSince record { alarm } }')
  await signed('08:30', { alarm: 'no' })
  expect(await answer()).toMatchObject({ status: 'PRESENT', unreadSince: null, record: { alarm: true } })
  await signed('09:30', { alarm: 'no' })
  expect(await answer()).toMatchObject({ status: 'STALE', unreadSince: '2026-01-20T02:00:00.000Z' })
})
