import { rowsOf } from '@one-visit/kit/database/database.ts'
import { mappingOf, readRecord } from '@one-visit/kit/feed/read/judge.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pulledVehicleMessage } from './ingest/pulled-vehicle.ts'
import { openLoopback, openPolice, type Police, soapAnswer } from './testing.ts'

const plateOf = (number: number): string => `浙CD${String(number).padStart(5, '0')}`
const vinOf = (number: number): string => `LSVAA2BR9HN${String(number).padStart(6, '0')}`

function carOf(number: number, more: Record<string, string> = {}): Record<string, string> {
  return {
    hpzl: '52',
    hphm: plateOf(number).slice(1),
    clsbdh: vinOf(number),
    syxz: 'A',
    zt: 'A',
    syr: '虚构一',
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

let minutes = 0

/** Asks the police about a vehicle, a minute after the last question. */
async function pull(number: number, records: Record<string, string>[]): Promise<string> {
  minutes += 1
  police.clock.set(new Date(Date.UTC(2026, 1, 1, 0, minutes)).toISOString())
  answer = () => soapAnswer(records)
  const { data } = await police.ask(
    'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }',
    { vehicle: { vin: vinOf(number), plateNumber: plateOf(number), plateKind: '52' } },
  )
  return police.pulled((data.requestPoliceRecord as never as { id: string }).id)
}

async function stateOf(number: number) {
  const { data, errors } = await police.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) {
      policeStatus { status unreadSince record { plateNumber letters { letter } scrapOn scrapOnUnlimited registeredOn } }
      usage { status unreadSince record { current } }
      usageChanges { status unreadSince complete records { changeId } }
      usageHistory { status unreadSince } } }`,
    { vin: vinOf(number) },
  )
  expect(errors).toBeUndefined()
  return data.vehicle as never as Record<
    'policeStatus' | 'usage' | 'usageChanges' | 'usageHistory',
    Record<string, unknown>
  >
}

async function ownerOf(number: number) {
  const { data, errors } = await police.ask(
    'query($vin: VIN!) { vehicle(vin: $vin) { owner { status subject record { name ownerRef ownerUscc } } } }',
    { vin: vinOf(number) },
  )
  expect(errors).toBeUndefined()
  return (data.vehicle as never as { owner: Record<string, unknown> }).owner
}

const change = (number: number, more: object = {}) => ({
  changeId: `C-${number}`,
  plateNo: plateOf(number),
  plateKind: '52',
  vin: vinOf(number),
  fromUse: 'A',
  toUse: 'T',
  acceptedAt: '2026-01-14T09:00:00+08:00',
  completedAt: '2026-01-14',
  authority: '车管所',
  divisionCode: '330300',
  status: 'DONE',
  updatedAt: '2026-01-14T10:00:00+08:00',
  ...more,
})

describe('an answer with two rows about one vehicle', () => {
  it('that say two things is a conflict, whichever comes first', async () => {
    for (const [number, letters] of [
      [1, ['A', 'AK']],
      [2, ['AK', 'A']],
    ] as const) {
      await pull(
        number,
        letters.map((zt) => carOf(number, { zt })),
      )
      expect(await stateOf(number)).toMatchObject({
        policeStatus: { status: 'CONFLICTING' },
        usage: { status: 'CONFLICTING' },
        usageHistory: { status: 'CONFLICTING' },
      })
    }
    await pull(1, [carOf(1, { zt: 'AK' })])
    expect(await stateOf(1)).toMatchObject({
      policeStatus: { status: 'PRESENT', record: { letters: [{ letter: 'A' }, { letter: 'K' }] } },
      usage: { status: 'PRESENT' },
    })
  })

  it('is the one under the plate and kind that were asked for, where only one is', async () => {
    const other = carOf(3, { hphm: 'CD99993', zt: 'E' })
    for (const rows of [
      [other, carOf(3)],
      [carOf(3), other],
    ]) {
      await pull(3, rows)
      expect((await stateOf(3)).policeStatus).toMatchObject({
        status: 'PRESENT',
        record: { plateNumber: plateOf(3), letters: [{ letter: 'A' }] },
      })
    }
  })

  it('with an element twice is not read', async () => {
    minutes += 1
    const twice = soapAnswer([carOf(4)]).replace('<zt>A</zt>', '<zt>A</zt><ZT>AK</ZT>')
    const { data } = await (async () => {
      answer = () => twice
      return police.ask(
        'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }',
        { vehicle: { vin: vinOf(4), plateNumber: plateOf(4), plateKind: '52' } },
      )
    })()
    expect(await police.pulled((data.requestPoliceRecord as never as { id: string }).id)).toBe('UNREADABLE')
    expect((await stateOf(4)).policeStatus).toMatchObject({ status: 'UNAVAILABLE', record: null })
  })
})

describe('an answer that cannot be read', () => {
  it('makes what stands stale, until the police answer again, be it the same as before', async () => {
    await pull(10, [carOf(10)])
    expect((await stateOf(10)).policeStatus).toMatchObject({ status: 'PRESENT', unreadSince: null })
    expect(await pull(10, [carOf(10, { syxz: '?' })])).toBe('UNREADABLE')
    const since = police.clock().toISOString()
    const stale = { status: 'STALE', unreadSince: since }
    expect(await stateOf(10)).toMatchObject({ policeStatus: stale, usage: stale, usageHistory: stale })
    // Another vehicle's answer is not this one's.
    await pull(11, [carOf(11)])
    expect((await stateOf(11)).policeStatus).toMatchObject({ status: 'PRESENT' })
    expect(await pull(10, [carOf(10)])).toBe('FOUND')
    expect(await stateOf(10)).toMatchObject({
      policeStatus: { status: 'PRESENT', unreadSince: null },
      usage: { status: 'PRESENT', unreadSince: null },
    })
  })

  it('makes it stale anew where it comes again after one that could be read, or after the word that there is nothing', async () => {
    for (const [number, between, status] of [
      [15, [carOf(15)], 'PRESENT'],
      [16, [], 'CONFIRMED_ABSENT'],
    ] as const) {
      const broken = [carOf(number, { syxz: '?' })]
      expect(await pull(number, broken)).toBe('UNREADABLE')
      await pull(number, [...between])
      expect((await stateOf(number)).policeStatus).toMatchObject({ status, unreadSince: null })
      expect(await pull(number, broken)).toBe('UNREADABLE')
      const since = police.clock().toISOString()
      expect((await stateOf(number)).policeStatus).toMatchObject({ unreadSince: since })
    }
  })

  it('in one of its rows is not made up for by another, whichever comes first, but where the plate that was asked for is in it', async () => {
    const [good, broken] = [carOf(17), carOf(17, { syxz: '9' })]
    for (const rows of [
      [good, broken],
      [broken, good],
    ]) {
      await pull(17, rows)
      const since = police.clock().toISOString()
      expect((await stateOf(17)).policeStatus).toMatchObject({ status: 'STALE', unreadSince: since })
      await pull(17, [good])
      expect((await stateOf(17)).policeStatus).toMatchObject({ status: 'PRESENT', unreadSince: null })
    }
    await pull(17, [good, { ...broken, hphm: 'C99999' }])
    expect((await stateOf(17)).policeStatus).toMatchObject({ status: 'PRESENT', unreadSince: null })
  })

  it('is overtaken by the word that there is nothing', async () => {
    expect(await pull(12, [carOf(12, { syxz: '?' })])).toBe('UNREADABLE')
    expect(await pull(12, [])).toBe('NOTHING_FOUND')
    expect((await stateOf(12)).policeStatus).toMatchObject({ status: 'CONFIRMED_ABSENT', unreadSince: null })
  })

  it('about somebody else is a gap for the vehicle that was asked about, and for nobody else', async () => {
    await pull(13, [carOf(13)])
    expect(await pull(13, [carOf(14)])).toBe('OTHER_VEHICLE')
    expect((await stateOf(13)).policeStatus).toMatchObject({ status: 'STALE' })
    expect((await stateOf(14)).policeStatus).toMatchObject({ status: 'UNAVAILABLE', unreadSince: null })
  })
})

describe('a usage change that cannot be read', () => {
  it('is a gap of the vehicle it named, whomever it is stated of later, until it is withdrawn there', async () => {
    await pull(21, [carOf(21)])
    const back = { changeId: 'stated-of-two', updatedAt: '2026-01-12T10:00:00+08:00' }
    await police.push('usage-changes', [change(21, { ...back, completedAt: '2026-02-30' })])
    const stale = { status: 'STALE', unreadSince: police.clock().toISOString() }
    await police.push('usage-changes', [change(29, { ...back, updatedAt: '2026-01-13T10:00:00+08:00' })])
    expect((await stateOf(21)).usage).toMatchObject(stale)
    await police.push('usage-changes', [
      change(21, {
        ...back,
        updatedAt: '2026-01-14T10:00:00+08:00',
        status: 'WITHDRAWN',
        completedAt: undefined,
      }),
    ])
    expect((await stateOf(21)).usage).toMatchObject({ unreadSince: null })
  })

  it('makes the usage stale, and a later word of it ends that, one of the same instant not', async () => {
    await pull(20, [carOf(20)])
    const bad = change(20, { completedAt: '2026-13-01', updatedAt: '2026-02-01T08:00:00+08:00' })
    await police.push('usage-changes', [bad])
    const stale = { status: 'STALE', unreadSince: police.clock().toISOString() }
    expect(await stateOf(20)).toMatchObject({
      usage: stale,
      usageChanges: { unreadSince: stale.unreadSince },
      policeStatus: { status: 'PRESENT', unreadSince: null },
    })
    const withdrawn = { ...bad, status: 'WITHDRAWN', completedAt: null }
    await police.push('usage-changes', [withdrawn])
    expect(await stateOf(20)).toMatchObject({ usage: stale })
    await police.push('usage-changes', [{ ...withdrawn, updatedAt: '2026-02-01T08:00:01+08:00' }])
    expect(await stateOf(20)).toMatchObject({
      usage: { status: 'PRESENT', unreadSince: null, record: { current: 'NON_COMMERCIAL' } },
    })
  })

  it('with only a plate is about whoever bears it', async () => {
    await pull(21, [carOf(21)])
    await police.push('usage-changes', [change(21, { vin: 'LSV', changeId: 'C-21-bad' })])
    expect((await stateOf(21)).usage).toMatchObject({ status: 'STALE' })
    await pull(22, [carOf(22)])
    expect((await stateOf(22)).usage).toMatchObject({ status: 'PRESENT' })
  })

  it('said twice at one instant in two ways is a conflict', async () => {
    await police.push('usage-changes', [change(23), change(23, { toUse: 'D' })])
    expect(await stateOf(23)).toMatchObject({
      usage: { status: 'CONFLICTING' },
      usageChanges: { status: 'CONFLICTING' },
    })
  })
})

describe('the scrapping date', () => {
  it.each([
    [30, '', null, false],
    [31, '0', null, false],
    [32, '2099-12-31', null, true],
    [33, '2033-06-30T16:00:00.000+0000', '2033-07-01', false],
  ])(
    'of %i, which the police write %j, is %s, and none: %s',
    async (number, qzbfqz, scrapOn, scrapOnUnlimited) => {
      await pull(number, [carOf(number, { qzbfqz })])
      expect((await stateOf(number)).policeStatus).toMatchObject({
        status: 'PRESENT',
        record: { scrapOn, scrapOnUnlimited },
      })
    },
  )
})

describe('a driver with two records', () => {
  const resident = '330399199003070019'
  const person = (zt: string) => ({
    sfzmhm: resident,
    zjcx: 'C1',
    zt,
    cclzrq: '2010-04-29',
    yxqz: '2099-12-31',
  })
  const licence = async (records: Record<string, string>[]) => {
    minutes += 1
    police.clock.set(new Date(Date.UTC(2026, 1, 1, 0, minutes)).toISOString())
    answer = () => soapAnswer(records, { element: 'DrvPerson' })
    const asked = await police.ask(
      'mutation($driver: DrivingLicenceRequest!) { requestDrivingLicence(driver: $driver) { id } }',
      { driver: { residentId: resident } },
    )
    await police.pulled((asked.data.requestDrivingLicence as never as { id: string }).id)
    const { data } = await police.ask(
      'query($ref: ID!) { driver(ref: $ref) { licence { status unreadSince record { normal validUntil validUntilUnlimited } } } }',
      { ref: police.refOf(resident) },
    )
    return (data.driver as never as { licence: Record<string, unknown> }).licence
  }

  it('that differ is a conflict, and one answer later there is none', async () => {
    expect(await licence([person('A'), person('H')])).toMatchObject({ status: 'CONFLICTING' })
    expect(await licence([person('A')])).toMatchObject({
      status: 'PRESENT',
      record: { normal: true, validUntil: null, validUntilUnlimited: true },
    })
    expect(await licence([{ ...person('A'), zjcx: 'C9' }])).toMatchObject({ status: 'STALE' })
    expect(await licence([person('A')])).toMatchObject({ status: 'PRESENT', unreadSince: null })
  })
})

it('the journal makes the same rows again', async () => {
  expect(await police.room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
})

describe('the owner of a vehicle', () => {
  const person = '330399199003070019'
  const company = '91330300MA2CTERT7Y'

  it('is known by name and key, and by no number', async () => {
    await pull(70, [carOf(70, { sfzmmc: 'A', sfzmhm: person })])
    const owner = await ownerOf(70)
    expect(owner).toEqual({
      status: 'PRESENT',
      subject: vinOf(70),
      record: { name: '虚构一', ownerRef: police.refOf(person), ownerUscc: null },
    })
    const rows = rowsOf(await police.db.orm.execute('select * from traffic_police.vehicles'))
    expect(JSON.stringify(rows)).toContain(police.refOf(person))
    expect(JSON.stringify(rows)).not.toContain(person)
  })

  it('is another one as soon as the police say so', async () => {
    await pull(71, [carOf(71, { sfzmmc: 'A', sfzmhm: person })])
    await pull(71, [carOf(71, { sfzmmc: 'N', sfzmhm: company, syr: '虚构出行有限公司' })])
    expect(await ownerOf(71)).toMatchObject({
      record: { name: '虚构出行有限公司', ownerRef: null, ownerUscc: company },
    })
  })

  it('has no key where the police give no number that can be read, and nothing else is lost', async () => {
    expect(await pull(72, [carOf(72, { sfzmmc: 'A', sfzmhm: '123' })])).toBe('FOUND')
    expect(await ownerOf(72)).toMatchObject({ record: { name: '虚构一', ownerRef: null, ownerUscc: null } })
    expect((await stateOf(72)).policeStatus).toMatchObject({ status: 'PRESENT', unreadSince: null })
  })

  it('is absent with the vehicle, and unknown where nobody asked', async () => {
    await pull(73, [])
    expect(await ownerOf(73)).toMatchObject({ status: 'CONFIRMED_ABSENT', record: null })
    expect(await ownerOf(74)).toMatchObject({ status: 'UNAVAILABLE', record: null })
  })

  it('is CONFLICTING where the police answer with two', async () => {
    const rows = [carOf(75, { sfzmmc: 'A', sfzmhm: person }), carOf(75, { sfzmmc: 'N', sfzmhm: company })]
    await pull(75, rows)
    expect(await ownerOf(75)).toMatchObject({ status: 'CONFLICTING' })
  })

  it('had no key by the mapping of before', () => {
    const wire = {
      asked: { vin: vinOf(76), plateNumber: plateOf(76), plateKind: '52' },
      answeredAt: '2026-01-01T00:00:00.000Z',
      fields: carOf(76, { sfzmmc: 'A', sfzmhm: person }),
    }
    const message = pulledVehicleMessage(police.keys.pseudonymKey)
    const rowOf = (version: number): Record<string, unknown> => {
      const mapping = mappingOf(message, version)
      if (mapping === undefined) throw new Error('There is no such mapping.')
      const source = { id: 'p', name: 'p', authority: 'p', organisation: 'p', allowed: ['*'] }
      return { ...readRecord(wire, mapping, { source, receivedAt: new Date() }).row }
    }
    expect(rowOf(4)).toMatchObject({ ownerRef: police.refOf(person), ownerUscc: null, sourceSequence: 1 })
    expect(rowOf(3)).toMatchObject({ ownerName: '虚构一', sourceSequence: 1 })
    expect(rowOf(3)).not.toHaveProperty('ownerRef')
  })
})
