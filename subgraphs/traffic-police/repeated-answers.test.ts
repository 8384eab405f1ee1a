import { ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLoopback, openPolice, type Police, soapAnswer } from './testing.ts'

const plateOf = (number: number): string => `浙CD${String(number).padStart(5, '0')}`
const vinOf = (number: number): string => `LSVAA2BR9HN${String(number).padStart(6, '0')}`

function carOf(number: number, more: Record<string, string> = {}): Record<string, string> {
  return {
    hpzl: '52',
    hphm: plateOf(number).slice(1),
    clsbdh: vinOf(number),
    syxz: 'A',
    zt: 'AG',
    syr: '虚构一',
    ...more,
  }
}

const resident = '330399199003070019'

function person(more: Record<string, string> = {}): Record<string, string> {
  return {
    sfzmhm: resident,
    xm: '虚构一',
    zjcx: 'C1',
    zt: 'A',
    cclzrq: '2010-04-29',
    ...more,
  }
}

let answer: () => string
let loopback: Awaited<ReturnType<typeof openLoopback>>
let police: Police

beforeAll(async () => {
  loopback = await openLoopback((_, response) => response.end(answer()))
  police = await openPolice({
    env: { HUB_POLICE_URL: loopback.url, HUB_POLICE_RATE_PER_SECOND: '500', HUB_POLICE_RATE_BURST: '1000' },
  })
})
afterAll(async () => {
  await police?.close()
  await loopback?.close()
})

/** Nights only go on: turns at the exchange are given by the clock. */
function night(number: number): void {
  police.clock.set(new Date(Date.UTC(2026, 1, number, 18)).toISOString())
}

async function pull(number: number): Promise<string> {
  const { data } = await police.ask(
    'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }',
    { vehicle: { vin: vinOf(number), plateNumber: plateOf(number), plateKind: '52' } },
  )
  return police.pulled((data.requestPoliceRecord as never as { id: string }).id)
}

async function pullLicence(): Promise<string> {
  const { data } = await police.ask(
    'mutation($driver: DrivingLicenceRequest!) { requestDrivingLicence(driver: $driver) { id } }',
    { driver: { residentId: resident } },
  )
  return police.pulled((data.requestDrivingLicence as never as { id: string }).id)
}

async function stateOf(number: number) {
  const { data, errors } = await police.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) {
      policeStatus { status confirmedAt observedAt }
      usage { status confirmedAt record { current statedAt } }
      usageHistory { status confirmedAt records { usage statedFrom statedUntil } } } }`,
    { vin: vinOf(number) },
  )
  expect(errors).toBeUndefined()
  return data.vehicle as never as Record<'policeStatus' | 'usage' | 'usageHistory', Record<string, unknown>>
}

async function licenceNow() {
  const { data } = await police.ask(
    'query($ref: ID!) { driver(ref: $ref) { licence { status confirmedAt record { normal } } } }',
    { ref: police.refOf(resident) },
  )
  return (data.driver as never as { licence: Record<string, unknown> }).licence
}

/** Rows of everything that could grow. */
async function sizes(): Promise<Record<string, number>> {
  const counted: Record<string, number> = {}
  for (const table of [
    'vehicle_history',
    'licence_history',
    'feed_journal',
    'feed_receipt_records',
    'feed_quarantine',
    'pulls',
    'licence_pulls',
  ]) {
    const [row] = rowsOf<{ rows: string }>(
      await police.db.write(ownWork, (tx) =>
        tx.execute(sql`select count(*) as rows from ${sql.raw(`traffic_police.${table}`)}`),
      ),
    )
    counted[table] = Number(row?.rows)
  }
  return counted
}

const iso = (number: number): string => new Date(Date.UTC(2026, 1, number, 18)).toISOString()

describe('an answer the police gave before', () => {
  it('moves only the time up to which they vouch, however many nights they are asked', async () => {
    answer = () => soapAnswer([carOf(1)])
    night(1)
    expect(await pull(1)).toBe('FOUND')
    const before = await sizes()
    for (let number = 2; number <= 20; number += 1) {
      night(number)
      expect(await pull(1)).toBe('FOUND')
    }
    expect(await sizes()).toEqual(before)
    expect(await stateOf(1)).toEqual({
      policeStatus: { status: 'PRESENT', confirmedAt: iso(20), observedAt: iso(20) },
      usage: {
        status: 'PRESENT',
        confirmedAt: iso(20),
        record: { current: 'NON_COMMERCIAL', statedAt: iso(20) },
      },
      usageHistory: {
        status: 'PRESENT',
        confirmedAt: iso(20),
        records: [{ usage: 'NON_COMMERCIAL', statedFrom: iso(1), statedUntil: iso(20) }],
      },
    })
  })

  it('is followed by one row where something changed, which keeps until when the old answer was given', async () => {
    const before = await sizes()
    answer = () => soapAnswer([carOf(1, { syxz: 'T' })])
    for (const number of [22, 23]) {
      night(number)
      expect(await pull(1)).toBe('FOUND')
    }
    expect((await sizes()).vehicle_history).toBe((before.vehicle_history ?? 0) + 1)
    expect((await stateOf(1)).usageHistory).toEqual({
      status: 'PRESENT',
      confirmedAt: iso(23),
      records: [
        { usage: 'RIDE_HAILING', statedFrom: iso(22), statedUntil: iso(23) },
        { usage: 'NON_COMMERCIAL', statedFrom: iso(1), statedUntil: iso(20) },
      ],
    })
  })

  it('is the same whatever the order of its fields', async () => {
    const before = await sizes()
    answer = () => soapAnswer([Object.fromEntries(Object.entries(carOf(1, { syxz: 'T' })).reverse())])
    night(24)
    await pull(1)
    expect(await sizes()).toEqual(before)
    expect((await stateOf(1)).policeStatus.confirmedAt).toBe(iso(24))
  })

  it('makes a state read again after a change contradict that change, as a new answer would', async () => {
    answer = () => soapAnswer([carOf(2)])
    night(31)
    await pull(2)
    night(35)
    await police.push('usage-changes', [
      {
        changeId: 'R-2',
        plateNo: plateOf(2),
        plateKind: '52',
        vin: vinOf(2),
        fromUse: 'A',
        toUse: 'T',
        acceptedAt: '2026-03-04T09:00:00+08:00',
        completedAt: '2026-03-05',
        authority: '车管所',
        divisionCode: '330300',
        status: 'DONE',
        updatedAt: '2026-03-05T16:30:00+08:00',
      },
    ])
    expect((await stateOf(2)).usage).toMatchObject({ status: 'PRESENT', record: { current: 'RIDE_HAILING' } })
    await pull(2)
    expect((await stateOf(2)).usage.status).toBe('CONFLICTING')
  })

  it('counts again after the police denied it', async () => {
    const before = await sizes()
    answer = () => soapAnswer([])
    night(45)
    expect(await pull(1)).toBe('NOTHING_FOUND')
    expect((await stateOf(1)).policeStatus.status).toBe('CONFLICTING')
    answer = () => soapAnswer([carOf(1, { syxz: 'T' })])
    night(46)
    expect(await pull(1)).toBe('FOUND')
    expect((await stateOf(1)).policeStatus).toMatchObject({ status: 'PRESENT', confirmedAt: iso(46) })
    expect(await sizes()).toEqual(before)
  })

  it('contradicts a record that came late and stands in its place', async () => {
    answer = () => soapAnswer([carOf(3)])
    night(51)
    await pull(3)
    night(55)
    await pull(3)
    // An earlier question whose answer arrived after the later one was given.
    const body = {
      asked: { vin: vinOf(3), plateNumber: plateOf(3), plateKind: '52' },
      answeredAt: iso(53),
      records: [carOf(3, { syxz: 'T' })],
    }
    await police.room.feeds.take({
      source: { id: 'traffic-police', name: '', authority: '', organisation: '', allowed: ['*'] },
      route: 'pulled-vehicles',
      idempotencyKey: 'late',
      body: Buffer.from(JSON.stringify(body)),
    })
    expect((await stateOf(3)).policeStatus.status).toBe('CONFLICTING')
    expect((await stateOf(3)).usageHistory.status).toBe('CONFLICTING')
    night(56)
    await pull(3)
    expect(await stateOf(3)).toMatchObject({
      policeStatus: { status: 'PRESENT' },
      usage: { record: { current: 'NON_COMMERCIAL' } },
    })
  })

  it('is quarantined once where it cannot be used, and again only when it is another', async () => {
    const before = await sizes()
    answer = () => soapAnswer([carOf(4, { clsbdh: vinOf(999) })])
    for (const number of [61, 62, 63]) {
      night(number)
      expect(await pull(4)).toBe('OTHER_VEHICLE')
    }
    expect((await sizes()).feed_quarantine).toBe((before.feed_quarantine ?? 0) + 1)
    answer = () => soapAnswer([carOf(4, { clsbdh: vinOf(998) })])
    expect(await pull(4)).toBe('OTHER_VEHICLE')
    expect((await sizes()).feed_quarantine).toBe((before.feed_quarantine ?? 0) + 2)
    expect((await stateOf(4)).policeStatus.status).toBe('UNAVAILABLE')
  })

  it('about a driver leaves no row either, unless the police pushed another state meanwhile', async () => {
    answer = () => soapAnswer([person()], { element: 'DrvPerson' })
    night(71)
    await pullLicence()
    const before = await sizes()
    night(72)
    expect(await pullLicence()).toBe('FOUND')
    expect(await sizes()).toEqual(before)
    expect(await licenceNow()).toEqual({ status: 'PRESENT', confirmedAt: iso(72), record: { normal: true } })

    night(74)
    await police.push('driving-licences', [
      { sfzmhm: resident, zjcx: 'C1', zt: 'H', cclzrq: '2010-04-29', updatedAt: iso(73) },
    ])
    expect((await licenceNow()).record).toEqual({ normal: false })
    night(75)
    expect(await pullLicence()).toBe('FOUND')
    expect(await licenceNow()).toMatchObject({
      status: 'PRESENT',
      confirmedAt: iso(75),
      record: { normal: true },
    })
  })

  it('leaves a journal that makes the same rows again, byte for byte', async () => {
    const report = await police.room.feeds.rebuild()
    expect(report.tables.filter(({ rows }) => rows > 0).length).toBeGreaterThanOrEqual(6)
    expect(report.tables.filter(({ missing, surplus }) => missing + surplus > 0)).toEqual([])
    expect(report).toMatchObject({ same: true, unreadable: {} })
  })
})
