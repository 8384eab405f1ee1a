import { readFileSync } from 'node:fs'
import { rowsOf } from '@one-visit/kit/database/database.ts'
import { collectStatements, entitiesQuery } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPolice, type Police } from './testing.ts'

let police: Police
beforeAll(async () => {
  police = await openPolice()
})
afterAll(() => police?.close())

function fixture(name: string) {
  return JSON.parse(readFileSync(new URL(`./ingest/fixtures/${name}.json`, import.meta.url), 'utf8'))
}

const [change] = fixture('usage-changes') as Record<string, unknown>[]
const [licence] = fixture('driving-licences') as Record<string, unknown>[]
const vinOf = (number: number): string => `LSVAA2BR9HN${String(number).padStart(6, '0')}`

async function usageOf(vin: string) {
  const { data, errors } = await police.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) { usage { status subject record {
      current previous changeCompleted lastChange { changeId state } } }
      usageChanges { status records { changeId fromUse toUse state completedOn authority division
        plateNumber plateKind plateNumberAfter plateKindAfter scrapOn } } } }`,
    { vin },
  )
  expect(errors).toBeUndefined()
  return data.vehicle as never as {
    usage: Record<string, unknown>
    usageChanges: { status: string; records: object[] }
  }
}

/** A change to T that was done, and its reversal to U, in every state they went through. */
function story(vin: string) {
  const acceptedAt = '2026-01-10T09:00:00+08:00'
  const to = (part: number, more: object) => ({
    ...change,
    vin,
    changeId: `${vin}-${part}`,
    acceptedAt,
    ...more,
  })
  const reversal = { fromUse: 'T', fromUseName: '预约出租客运', toUse: 'U', toUseName: '预约出租转非' }
  return [
    to(1, { status: 'ACCEPTED', completedAt: null, updatedAt: '2026-01-10T09:00:00+08:00' }),
    to(1, { status: 'DONE', completedAt: '2026-01-11', updatedAt: '2026-01-11T09:00:00+08:00' }),
    to(2, { ...reversal, status: 'ACCEPTED', completedAt: null, updatedAt: '2026-01-12T09:00:00+08:00' }),
    to(2, { ...reversal, status: 'DONE', completedAt: '2026-01-13', updatedAt: '2026-01-13T09:00:00+08:00' }),
  ]
}

function orders<Value>(values: readonly Value[]): Value[][] {
  return values.length < 2
    ? [[...values]]
    : values.flatMap((value, place) =>
        orders(values.filter((_, other) => other !== place)).map((rest) => [value, ...rest]),
      )
}

describe('a usage-type change', () => {
  it('and its reversal give U, in whatever order their records arrive', async () => {
    const arrivals = orders([0, 1, 2, 3])
    for (const step of [0, 1, 2, 3])
      await police.push(
        'usage-changes',
        arrivals.map((order, number) => story(vinOf(number))[order[step] ?? -1] ?? {}),
      )
    for (const number of arrivals.keys())
      expect((await usageOf(vinOf(number))).usage).toMatchObject({
        status: 'PRESENT',
        subject: vinOf(number),
        record: {
          current: 'RIDE_HAILING_TURNED_PRIVATE',
          previous: 'RIDE_HAILING',
          changeCompleted: true,
          lastChange: { changeId: `${vinOf(number)}-2`, state: 'DONE' },
        },
      })
  })

  it('that was withdrawn satisfies nothing, also when the withdrawal arrives first', async () => {
    const vin = vinOf(100)
    const done = { ...change, vin, changeId: 'W1', updatedAt: '2026-01-14T09:00:00+08:00' }
    const withdrawn = { ...done, status: 'WITHDRAWN', updatedAt: '2026-01-15T09:00:00+08:00' }
    await police.push('usage-changes', [withdrawn])
    const { records } = await police.push('usage-changes', [done])
    expect(records[0]?.outcome).toBe('SUPERSEDED')
    expect((await usageOf(vin)).usage).toMatchObject({ status: 'UNAVAILABLE', record: null })
  })

  it('keeps everything that is recorded of it, and its new plate is the one the vehicle bears', async () => {
    const vin = vinOf(101)
    await police.push('usage-changes', [
      { ...change, vin, changeId: 'P1', plateNoAfter: '浙CD12345', plateKindAfter: '52' },
    ])
    expect((await usageOf(vin)).usageChanges.records).toEqual([
      {
        changeId: 'P1',
        fromUse: 'NON_COMMERCIAL',
        toUse: 'RIDE_HAILING',
        state: 'DONE',
        completedOn: '2026-01-14',
        authority: '温州市公安局交通警察支队车辆管理所',
        division: '330300',
        plateNumber: '浙C12345',
        plateKind: '02',
        plateNumberAfter: '浙CD12345',
        plateKindAfter: '52',
        scrapOn: '2032-06-30',
      },
    ])
    await expect
      .poll(() =>
        police.events.find(({ type, subject }) => type === 'identity.observed' && subject.vin === vin),
      )
      .toMatchObject({ data: { plateNumber: '浙CD12345', plateKind: '52' } })
  })

  it('that is stated of another vehicle conflicts on both, until it is withdrawn and stated anew, and both are told', async () => {
    const [from, to] = [vinOf(103), vinOf(104)]
    const states = async () =>
      Promise.all(
        [from, to].map(async (vin) => {
          const { usage, usageChanges } = await usageOf(vin)
          return [usage.status, usageChanges.status]
        }),
      )
    const stated = { ...change, changeId: 'M1' }
    await police.push('usage-changes', [{ ...stated, vin: from }])
    await police.push('usage-changes', [{ ...stated, vin: to, updatedAt: '2026-01-15T09:00:00+08:00' }])
    expect(await states()).toEqual([
      ['CONFLICTING', 'CONFLICTING'],
      ['CONFLICTING', 'CONFLICTING'],
    ])
    await expect
      .poll(() =>
        police.events.flatMap(({ type, subject, data }) =>
          type === 'vehicle.usage.changed' && data.changeId === 'M1' ? [[subject.vin, data.moved]] : [],
        ),
      )
      .toEqual([
        [from, undefined],
        [to, undefined],
        [from, true],
      ])
    const later = (hour: number) => ({ updatedAt: `2026-01-16T0${hour}:00:00+08:00` })
    await police.push('usage-changes', [{ ...stated, ...later(1), vin: from, status: 'WITHDRAWN' }])
    await police.push('usage-changes', [{ ...stated, ...later(2), vin: to }])
    expect(await states()).toEqual([
      ['UNAVAILABLE', 'UNAVAILABLE'],
      ['PRESENT', 'PRESENT'],
    ])
  })

  it.each([
    ['is withdrawn of another vehicle', []],
    ['moves to another vehicle and is withdrawn there', [1]],
  ])('that %s leaves its own in conflict', async (_, moves) => {
    const [from, to] = [vinOf(105 + 2 * moves.length), vinOf(106 + 2 * moves.length)]
    const later = (hour: number) => ({ updatedAt: `2026-01-16T0${hour}:00:00+08:00` })
    const first = { ...change, changeId: `W${moves.length}-1`, vin: from }
    const back = {
      ...first,
      ...{ changeId: `W${moves.length}-2`, updatedAt: '2026-01-15T09:00:00+08:00' },
      ...{ fromUse: 'T', fromUseName: '预约出租客运', toUse: 'A', toUseName: '非营运' },
      ...{ acceptedAt: '2026-01-15T08:00:00+08:00', completedAt: '2026-01-15' },
    }
    await police.push('usage-changes', [first, back])
    expect((await usageOf(from)).usage).toMatchObject({ status: 'PRESENT' })
    for (const hour of moves) await police.push('usage-changes', [{ ...back, ...later(hour), vin: to }])
    await police.push('usage-changes', [{ ...back, ...later(2), vin: to, status: 'WITHDRAWN' }])
    const { usage, usageChanges } = await usageOf(from)
    expect([usage.status, usageChanges.status]).toEqual(['CONFLICTING', 'CONFLICTING'])
    expect((await usageOf(to)).usageChanges.status).not.toBe('CONFLICTING')
    await police.push('usage-changes', [{ ...back, ...later(3) }])
    expect((await usageOf(from)).usage).toMatchObject({ status: 'PRESENT' })
  })

  it('makes its vehicle known to the sweep by its newest plate, and an older record does not change that', async () => {
    const vin = vinOf(102)
    const after = { plateNoAfter: '浙CD12399', plateKindAfter: '52' }
    await police.push('usage-changes', [{ ...change, vin, changeId: 'K1', ...after }])
    await police.push('usage-changes', [
      { ...change, vin, changeId: 'K0', plateNo: '浙C99999', updatedAt: '2026-01-02T09:00:00+08:00' },
    ])
    const [row] = rowsOf(
      await police.db.orm.execute(
        sql`select plate_number, plate_kind, outcome from traffic_police.pulls where vin = ${vin}`,
      ),
    )
    expect(row).toEqual({ plate_number: '浙CD12399', plate_kind: '52', outcome: 'KNOWN' })
  })
})

describe('a driving licence', () => {
  const number = String(licence?.sfzmhm)
  const licenceOf = async (ref: string) => {
    const { data, errors } = await police.ask(
      `query($ref: ID!) { driver(ref: $ref) { licence { status subject record {
        classes normal statusLetters firstIssuedOn validFrom validUntil points pointsClearedOn } } } }`,
      { ref },
    )
    expect(errors).toBeUndefined()
    return (data.driver as never as { licence: Record<string, unknown> }).licence
  }

  it('is told with its classes, letters, validity and points', async () => {
    await police.push('driving-licences', [{ ...licence, zt: 'ah', yxqz: '2099-12-31' }])
    expect(await licenceOf(police.refOf(number))).toMatchObject({
      status: 'PRESENT',
      subject: police.refOf(number),
      record: {
        classes: ['A2', 'B1', 'D'],
        normal: false,
        statusLetters: 'AH',
        firstIssuedOn: '2012-05-04',
        validFrom: '2022-05-04',
        validUntil: null,
        points: 3,
        pointsClearedOn: '2026-05-04',
      },
    })
  })

  it('is unavailable where nobody ever spoke of the driver', async () => {
    expect(await licenceOf(police.refOf('330399199003070027'))).toMatchObject({
      status: 'UNAVAILABLE',
      record: null,
    })
  })
})

it('answers fifty vehicles with all their police evidence in one statement for each kind of fact', async () => {
  const statements: string[] = []
  police.db.onStatement = collectStatements(statements)
  const { errors } = await police.ask(
    entitiesQuery(
      'Vehicle',
      '{ vin usage { status } policeStatus { status } usageChanges { status } usageHistory { status } }',
    ),
    {
      representations: Array.from({ length: 50 }, (_, number) => ({
        __typename: 'Vehicle',
        vin: vinOf(number),
      })),
    },
  )
  police.db.onStatement = undefined
  expect(errors).toBeUndefined()
  // State with pull, changes, periods, coverage of the feed.
  expect(statements).toHaveLength(4)
})
