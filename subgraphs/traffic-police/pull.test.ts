import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { fixedClock } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRate } from './rate.ts'
import { openLoopback, openPolice, type Police, soapAnswer } from './testing.ts'

const vinOf = (number: number): string => `LSVAA2BR9HN${String(number).padStart(6, '0')}`
const plateOf = (number: number): string => `浙CD${String(number).padStart(5, '0')}`

function carOf(number: number, more: Record<string, string> = {}): Record<string, string> {
  return {
    hpzl: '52',
    hphm: plateOf(number).slice(1),
    clsbdh: vinOf(number),
    syxz: 'T',
    zt: 'AG',
    syr: '虚构一',
    ...more,
  }
}

type Answer = (response: ServerResponse, number: number) => void
const found: Answer = (response, number) => response.end(soapAnswer([carOf(number)]))
const nothing: Answer = (response) => response.end(soapAnswer([]))
const down: Answer = (response) => response.writeHead(503).end()

let answer: Answer = found
let loopback: Awaited<ReturnType<typeof openLoopback>>
let police: Police

const numberIn = (soap: string): number => Number(/hphm&#62;CD(\d+)/.exec(soap)?.[1])
const askedAbout = (): number[] => loopback.asked.map(numberIn)

beforeAll(async () => {
  loopback = await openLoopback((soap, response) => answer(response, numberIn(soap)))
  police = await openPolice({
    env: { HUB_POLICE_URL: loopback.url, HUB_POLICE_RATE_PER_SECOND: '500', HUB_POLICE_RATE_BURST: '1000' },
  })
})
afterAll(async () => {
  await police?.close()
  await loopback?.close()
})

async function request(
  number: number,
  { maxAge, plate = plateOf(number) }: { maxAge?: string; plate?: string } = {},
) {
  const { data, errors } = await police.ask(
    `mutation($vehicle: PoliceRecordRequest!, $maxAge: Duration) {
      requestPoliceRecord(vehicle: $vehicle, maxAge: $maxAge) { id started } }`,
    { vehicle: { vin: vinOf(number), plateNumber: plate, plateKind: '52' }, maxAge },
  )
  expect(errors).toBeUndefined()
  return data.requestPoliceRecord as never as { id: string; started: boolean }
}

const pull = async (number: number): Promise<string> => police.pulled((await request(number)).id)

async function statusOf(number: number) {
  const { data } = await police.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) { policeStatus { status subject record { plateNumber letters { letter } } }
      usage { status } usageHistory { status records { usage statedFrom statedUntil } } } }`,
    { vin: vinOf(number) },
  )
  return data.vehicle as never as Record<'policeStatus' | 'usage' | 'usageHistory', Record<string, unknown>>
}

describe('a pull of a vehicle', () => {
  it('brings what the police have, letter by letter', async () => {
    answer = found
    expect(await pull(1)).toBe('FOUND')
    expect((await statusOf(1)).policeStatus).toEqual({
      status: 'PRESENT',
      subject: vinOf(1),
      record: { plateNumber: plateOf(1), letters: [{ letter: 'A' }, { letter: 'G' }] },
    })
  })

  it('is not made again while the answer is young enough, unless it is wanted fresh or by another plate', async () => {
    answer = found
    const first = await request(2)
    expect(await police.pulled(first.id)).toBe('FOUND')
    expect(await request(2, { maxAge: 'PT1H' })).toEqual({ id: first.id, started: false })
    expect((await request(2)).started).toBe(true)
    expect((await request(2, { maxAge: 'PT1H', plate: '浙CD99999' })).started).toBe(true)
    police.clock.set('2026-01-20T12:00:00+08:00')
    const later = await request(2, { maxAge: 'PT1H' })
    expect(later.started).toBe(true)
    await police.pulled(later.id)
  })

  it('is made again, once, where the young answer was read by a mapping of before', async () => {
    answer = found
    await pull(8_001)
    expect((await request(8_001, { maxAge: 'PT1H' })).started).toBe(false)
    // As a hub of before left it: the digest of an answer is over the mapping too.
    await police.db.write(ownWork, async (tx) => {
      await tx.execute(
        sql`update traffic_police.vehicles set mapping_version = 2 where vin = ${vinOf(8_001)}`,
      )
      await tx.execute(
        sql`update traffic_police.pulls set answer_digest = 'of before' where vin = ${vinOf(8_001)}`,
      )
    })
    police.clock.set('2026-01-20T12:01:00+08:00')
    const again = await request(8_001, { maxAge: 'PT1H' })
    expect(again.started).toBe(true)
    expect(await police.pulled(again.id)).toBe('FOUND')
    expect(await request(8_001, { maxAge: 'PT1H' })).toEqual({ id: again.id, started: false })
  })

  it('is told to have failed once, however often it does, and then what came of it', async () => {
    answer = down
    const { id } = await request(4_004)
    const asked = () => askedAbout().filter((number) => number === 4_004).length
    await expect.poll(asked, { timeout: 15_000 }).toBeGreaterThan(1)
    answer = found
    const told = () =>
      police.events.filter(({ data }) => data.pullId === id).map(({ data }) => data.outcome as string)
    await expect.poll(told, { timeout: 30_000 }).toEqual(['FAILED', 'FOUND'])
  })

  it('is tried again after a pause when the police are down, and a failure is no answer', async () => {
    answer = down
    const { id } = await request(3)
    expect(await police.pulled(id)).toBe('FAILED')
    expect((await statusOf(3)).usage.status).toBe('UNAVAILABLE')
    answer = found
    await expect.poll(async () => (await statusOf(3)).usage.status, { timeout: 15_000 }).toBe('PRESENT')
    expect((await request(3, { maxAge: 'PT1H' })).started).toBe(false)
  })

  it('that finds another vehicle is quarantined, and says nothing of the one asked about', async () => {
    answer = (response) => response.end(soapAnswer([carOf(4, { clsbdh: vinOf(999) })]))
    expect(await pull(4)).toBe('OTHER_VEHICLE')
    expect((await statusOf(4)).usage.status).toBe('UNAVAILABLE')
    expect((await statusOf(999)).usage.status).toBe('UNAVAILABLE')
    const [row] = rowsOf(
      await police.db.write(ownWork, (tx) =>
        tx.execute(
          sql`select code, pointer from traffic_police.feed_quarantine where code = 'OTHER_VEHICLE'`,
        ),
      ),
    )
    expect(row).toEqual({ code: 'OTHER_VEHICLE', pointer: '/fields/clsbdh' })
  })

  it('takes the row about its VIN where the answer has several', async () => {
    answer = (response, number) =>
      response.end(soapAnswer([carOf(number, { clsbdh: vinOf(998), syxz: 'A' }), carOf(number)]))
    expect(await pull(5)).toBe('FOUND')
    expect((await statusOf(5)).policeStatus).toMatchObject({ status: 'PRESENT', subject: vinOf(5) })
  })

  it('that cannot be read is no answer: T under the label of school buses', async () => {
    answer = (response, number) => response.end(soapAnswer([carOf(number, { syxzmc: '中小学生校车' })]))
    expect(await pull(6)).toBe('UNREADABLE')
    expect((await statusOf(6)).usage.status).toBe('UNAVAILABLE')
    answer = found
    expect((await request(6, { maxAge: 'PT1H' })).started).toBe(true)
  })

  it('that finds nothing is absence, and after a record it is a contradiction until the record comes again', async () => {
    answer = nothing
    expect(await pull(7)).toBe('NOTHING_FOUND')
    expect(await statusOf(7)).toMatchObject({
      policeStatus: { status: 'CONFIRMED_ABSENT' },
      usage: { status: 'CONFIRMED_ABSENT' },
      usageHistory: { status: 'CONFIRMED_ABSENT', records: [] },
    })
    answer = found
    expect(await pull(7)).toBe('FOUND')
    police.clock.set('2026-01-20T13:00:00+08:00')
    answer = nothing
    expect(await pull(7)).toBe('NOTHING_FOUND')
    expect(await statusOf(7)).toMatchObject({
      policeStatus: { status: 'CONFLICTING' },
      usage: { status: 'CONFLICTING' },
      usageHistory: { status: 'CONFLICTING' },
    })
    police.clock.set('2026-01-20T13:01:00+08:00')
    answer = found
    await pull(7)
    expect((await statusOf(7)).usage.status).toBe('PRESENT')
  })

  it('adds to the history only when the usage changes', async () => {
    for (const [hour, usage] of [
      ['14', 'A'],
      ['15', 'A'],
      ['16', 'T'],
      ['17', 'A'],
    ] as const) {
      police.clock.set(`2026-01-20T${hour}:00:00+08:00`)
      answer = (response, number) => response.end(soapAnswer([carOf(number, { syxz: usage })]))
      await pull(8)
    }
    expect((await statusOf(8)).usageHistory).toEqual({
      status: 'PRESENT',
      records: [
        {
          usage: 'NON_COMMERCIAL',
          statedFrom: '2026-01-20T09:00:00.000Z',
          statedUntil: '2026-01-20T09:00:00.000Z',
        },
        {
          usage: 'RIDE_HAILING',
          statedFrom: '2026-01-20T08:00:00.000Z',
          statedUntil: '2026-01-20T08:00:00.000Z',
        },
        {
          usage: 'NON_COMMERCIAL',
          statedFrom: '2026-01-20T06:00:00.000Z',
          statedUntil: '2026-01-20T07:00:00.000Z',
        },
      ],
    })
  })

  it('is refused for a plate kind and a file number that are none', async () => {
    for (const more of [{ plateKind: '98' }, { fileNumber: '3303 1' }]) {
      const { errors } = await police.ask(
        'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }',
        { vehicle: { vin: vinOf(9), plateNumber: plateOf(9), plateKind: '52', ...more } },
      )
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    }
  })
})

describe('a pull of a driving licence', () => {
  const number = '330399199003070019'
  const other = '330399199003070027'
  const person = (sfzmhm: string) => ({
    sfzmhm,
    xm: '虚构一',
    sjhm: '13800000001',
    zjcx: 'C1D',
    zt: 'A',
    ljjf: '6',
    cclzrq: '2002-04-29',
    yxqs: '2014-04-29 00:00:00.0',
    yxqz: '2099-12-31',
    qfrq: '2026-04-29',
  })
  const answering = (records: Record<string, string>[], head = {}) => {
    answer = (response) => response.end(soapAnswer(records, { element: 'DrvPerson', ...head }))
  }
  const pullLicence = async (residentId: string): Promise<string> => {
    const { data, errors } = await police.ask(
      'mutation($driver: DrivingLicenceRequest!) { requestDrivingLicence(driver: $driver) { id started } }',
      { driver: { residentId } },
    )
    expect(errors).toBeUndefined()
    return police.pulled((data.requestDrivingLicence as never as { id: string }).id)
  }
  const licenceOf = async (residentId: string) => {
    const { data } = await police.ask(
      'query($ref: ID!) { driver(ref: $ref) { licence { status record { classes normal points pointsClearedOn validFrom validUntil } } } }',
      { ref: police.refOf(residentId) },
    )
    return (data.driver as never as { licence: object }).licence
  }

  it('brings classes, status, validity and points', async () => {
    answering([person(number)])
    expect(await pullLicence(number)).toBe('FOUND')
    expect(await licenceOf(number)).toEqual({
      status: 'PRESENT',
      record: {
        classes: ['C1', 'D'],
        normal: true,
        points: 6,
        pointsClearedOn: '2026-04-29',
        validFrom: '2014-04-29',
        validUntil: null,
      },
    })
  })

  it('about another person is quarantined', async () => {
    answering([person(number)])
    expect(await pullLicence(other)).toBe('OTHER_PERSON')
    expect(await licenceOf(other)).toEqual({ status: 'UNAVAILABLE', record: null })
  })

  it('that finds nothing, in the words of 02C06, is absence', async () => {
    answering([], { code: '0', message: '查无此数据!' })
    expect(await pullLicence(other)).toBe('NOTHING_FOUND')
    expect(await licenceOf(other)).toEqual({ status: 'CONFIRMED_ABSENT', record: null })
  })

  it('leaves the number in no table, neither of the room nor of its queues, even where a refusal repeats it', async () => {
    answering([], { code: number, message: `${number}未授权` })
    expect(await pullLicence(number)).toBe('FAILED')
    const tables = rowsOf<{ name: string }>(
      await police.db.orm.execute(sql`
        select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema in ('traffic_police', 'traffic_police_jobs') and table_type = 'BASE TABLE'`),
    )
    expect(tables.length).toBeGreaterThan(10)
    for (const { name } of tables) {
      const rows = rowsOf<{ row: string }>(
        await police.db.write(ownWork, (tx) =>
          tx.execute(sql`select t::text as row from ${sql.raw(name)} t`),
        ),
      )
      for (const { row } of rows) {
        expect(row).not.toContain(number)
        expect(row).not.toContain(Buffer.from(number).toString('hex'))
        expect(row).not.toContain('13800000001')
      }
    }
  })
})

describe('turns at the exchange', () => {
  it('are given in order at the set rate after a burst, and saved up no further than the burst', async () => {
    const clock = fixedClock('2026-01-20T00:00:00Z')
    const rate = createRate({ db: police.db, clock }, 'turns', { perSecond: 2, burst: 2 })
    const take = async (count: number): Promise<number[]> => {
      const waits: number[] = []
      for (let turn = 0; turn < count; turn += 1) waits.push(await rate.takeTurn())
      return waits
    }
    expect(await take(5)).toEqual([0, 0, 500, 1000, 1500])
    clock.set('2026-01-20T01:00:00Z')
    expect(await take(3)).toEqual([0, 0, 500])
  })

  it('are shared by all who ask the same partner, and by nobody else', async () => {
    const parts = { db: police.db, clock: fixedClock('2026-01-20T00:00:00Z') }
    const options = { perSecond: 1, burst: 1 }
    const [one, same, another] = ['p', 'p', 'q'].map((name) => createRate(parts, name, options))
    expect([await one?.takeTurn(), await same?.takeTurn(), await another?.takeTurn()]).toEqual([0, 1000, 0])
  })
})

// Each of these opens a room of its own and waits for its queue.
describe('the sweep', { timeout: 90_000 }, () => {
  const numbers = [21, 22, 23, 24, 25]
  const change = (number: number) => ({
    changeId: `S-${number}`,
    plateNo: plateOf(number),
    plateKind: '52',
    vin: vinOf(number),
    fromUse: 'A',
    toUse: 'T',
    acceptedAt: '2026-01-12T09:00:00+08:00',
    completedAt: '2026-01-14',
    authority: '车管所',
    divisionCode: '330300',
    status: 'DONE',
    updatedAt: '2026-01-14T16:30:00+08:00',
  })
  const env = (more: Record<string, string>) => ({
    HUB_POLICE_URL: loopback.url,
    HUB_POLICE_SWEEP_AGE: 'PT20H',
    HUB_POLICE_SWEEP_EVERY: 'PT1H',
    ...more,
  })
  const outcomes = async (room: Police) =>
    rowsOf<{ outcome: string }>(
      await room.db.orm.execute(sql`select outcome from traffic_police.pulls order by vin`),
    ).map(({ outcome }) => outcome)

  it('asks about every known vehicle once, where a process left off too, and again when the answer is old', async () => {
    answer = found
    const first = await openPolice({
      env: env({ HUB_POLICE_RATE_PER_SECOND: '1', HUB_POLICE_RATE_BURST: '1' }),
    })
    await first.push('usage-changes', numbers.map(change))
    const before = loopback.asked.length
    const asked = () =>
      askedAbout()
        .slice(before)
        .filter((number) => numbers.includes(number))
    expect(await first.room.sweep.run()).toBe(5)
    expect(await first.room.sweep.run()).toBe(0)
    await expect.poll(() => asked().length).toBeGreaterThan(0)
    await first.room.close()
    expect(asked().length).toBeLessThan(5)

    const second = await openPolice({
      after: first,
      env: env({ HUB_POLICE_RATE_PER_SECOND: '500', HUB_POLICE_RATE_BURST: '1000' }),
    })
    await expect.poll(() => outcomes(second), { timeout: 15_000 }).toEqual(numbers.map(() => 'FOUND'))
    expect(asked().sort()).toEqual(numbers)
    second.clock.set('2026-01-21T05:00:00+08:00')
    expect(await second.room.sweep.run()).toBe(0)
    second.clock.set('2026-01-21T07:00:00+08:00')
    expect(await second.room.sweep.run()).toBe(5)
    await expect.poll(() => asked().length, { timeout: 15_000 }).toBe(10)
    await expect.poll(() => outcomes(second), { timeout: 15_000 }).toEqual(numbers.map(() => 'FOUND'))
    await second.close()
  })

  it('takes no more at a time than half the rate, oldest first, and leaves alone who did not answer', async () => {
    answer = down
    const slow = await openPolice({
      env: env({
        HUB_POLICE_SWEEP_EVERY: 'PT4S',
        HUB_POLICE_RATE_PER_SECOND: '1',
        HUB_POLICE_RATE_BURST: '100',
        HUB_POLICE_SWEEP_PAUSE: 'PT1H',
      }),
    })
    await slow.push('usage-changes', numbers.map(change))
    slow.room.sweep.close()
    expect(await slow.room.sweep.run()).toBe(2)
    await expect
      .poll(async () => (await outcomes(slow)).filter((outcome) => outcome === 'FAILED').length)
      .toBe(2)
    // The two that failed are not taken again.
    const taken = await slow.room.sweep.run()
    expect(taken).toBe(2)
    expect(await outcomes(slow)).toContain('KNOWN')
    await sleep(50)
    await slow.close()
  })

  it('waits in the queue for a turn that is far away, and a question that waits is not asked twice', async () => {
    answer = found
    const slow = await openPolice({
      env: { HUB_POLICE_URL: loopback.url, HUB_POLICE_RATE_PER_SECOND: '0.05', HUB_POLICE_RATE_BURST: '1' },
    })
    const ask = async (number: number) => {
      const { data } = await slow.ask(
        'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id started } }',
        { vehicle: { vin: vinOf(number), plateNumber: plateOf(number), plateKind: '52' } },
      )
      return data.requestPoliceRecord as never as { id: string; started: boolean }
    }
    await slow.pulled((await ask(31)).id)
    const waiting = await ask(32)
    await sleep(300)
    expect(await ask(32)).toEqual({ id: waiting.id, started: false })
    expect(askedAbout().filter((number) => number === 31 || number === 32)).toEqual([31])
    await slow.close()
  })
})
