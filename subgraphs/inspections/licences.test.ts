import { rowsOf } from '@one-visit/kit/database/database.ts'
import { collectStatements } from '@one-visit/kit/testing.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { reportsPerJob } from './licence-changes.ts'
import { openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations(undefined, { withAuthority: true })
})
afterAll(async () => {
  await played?.close()
})

const vinOf = (number: number): string => `LSVAA2BR9HN${String(number).padStart(6, '0')}`
let versions = 0

function licence(more: object) {
  versions += 1
  return {
    recordId: `l-${versions}`,
    updatedAt: `2026-01-10T08:00:${String(versions).padStart(2, '0')}+08:00`,
    station: otherStation,
    number: '浙检 1',
    validFrom: '2020-01-01',
    validUntil: '2026-01-19',
    ...more,
  }
}

function visit(vin: string, serial: string, more: Record<string, string> = {}) {
  return {
    jylsh: serial,
    jyjgbh: otherStation,
    clsbdh: vin,
    jycs: '1',
    jyrq: '2026-01-19 10:00:00',
    zjjl: '1',
    ...more,
  }
}

function send(fields: Record<string, string>, jkid = '18C62', from = otherStation) {
  return played.sendVerdict(jkid, fields, from)
}

async function foundOf(vin: string) {
  const { data, errors } = await played.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) { inspection(kind: SAFETY) { record { serial } }
      inspectionHistory { edges { node { serial line voidReason attempts { attempt verdict } } } } } }`,
    { vin },
  )
  expect(errors).toBeUndefined()
  const { inspection, inspectionHistory } = data.vehicle as never as {
    inspection: { record: { serial: string } | null }
    inspectionHistory: { edges: { node: Record<string, unknown> }[] }
  }
  return {
    counts: inspection.record?.serial ?? null,
    reasons: inspectionHistory.edges.map(({ node }) => node.voidReason),
    nodes: inspectionHistory.edges.map(({ node }) => node),
  }
}

describe('a test', () => {
  it('counts up to and on the last day of the licence, and not on the day after', async () => {
    await played.licence(licence({}))
    await send(visit(vinOf(1), 'L1'))
    await send(visit(vinOf(2), 'L2', { jyrq: '2026-01-20 00:00:00' }))
    await send(visit(vinOf(2), 'L2a', { jyrq: '2019-12-31 23:59:59' }))
    expect(await foundOf(vinOf(1))).toMatchObject({ counts: 'L1', reasons: [null] })
    expect(await foundOf(vinOf(2))).toMatchObject({
      counts: null,
      reasons: ['STATION_UNLICENSED', 'STATION_UNLICENSED'],
    })
  })

  it('is judged by the licences as they are known when it is read: a correction that comes later counts', async () => {
    await played.licence(licence({ validUntil: '2026-01-10' }))
    expect(await foundOf(vinOf(1))).toMatchObject({ counts: null, reasons: ['STATION_UNLICENSED'] })
    await played.licence(licence({ validFrom: '2026-01-11', validUntil: null }))
    expect(await foundOf(vinOf(1))).toMatchObject({ counts: 'L1', reasons: [null] })
    await vi.waitFor(() => {
      const told = played.events.filter(
        ({ subject, data }) => subject.vin === vinOf(1) && data.licenceChanged === true,
      )
      expect(told.length).toBeGreaterThanOrEqual(2)
    })
  })

  it('of a station whose lines are licensed counts only on a line with a licence of that day', async () => {
    await played.licence(licence({ line: 'A', validFrom: '2026-01-01', validUntil: '2026-01-18' }))
    await played.licence(licence({ line: 'B', validFrom: '2026-01-01', validUntil: '2026-12-31' }))
    for (const [vin, line] of [
      [vinOf(10), 'A'],
      [vinOf(11), 'b'],
      [vinOf(12), 'C'],
      [vinOf(13), ''],
    ] as const)
      await send(visit(vin, `L${vin}`, { jcxdh: line }))
    const reasons = await Promise.all([10, 11, 12, 13].map(async (n) => (await foundOf(vinOf(n))).reasons[0]))
    expect(reasons).toEqual(['LINE_LAPSED', null, 'LINE_UNKNOWN', 'LINE_UNKNOWN'])
  })

  it('of a station nobody registered does not count', async () => {
    await played.db.transaction((tx) =>
      played.room.feeds.sources.register(tx, [
        {
          id: '330303777',
          name: 'n',
          authority: 'a',
          organisation: '330303777',
          tokens: ['t7'],
          allowed: ['*'],
        },
      ]),
    )
    const body = played.soap('18C62', { ...visit(vinOf(20), 'L20'), jyjgbh: '330303777' })
    await played.post('safety-verdicts', 'text/xml', body, { authorization: 'Bearer t7' })
    expect(await foundOf(vinOf(20))).toMatchObject({ counts: null, reasons: ['STATION_UNKNOWN'] })
  })

  it('with every attempt shows them all, and the last one stands', async () => {
    const of = (more: object) => ({ ...visit(vinOf(30), 'L30', { jcxdh: 'B' }), ...more })
    await send(of({ jycs: '2', jyrq: '2026-01-19 14:00:00' }), '18C65')
    await send(of({ zjjl: '2' }))
    expect((await foundOf(vinOf(30))).nodes).toEqual([
      {
        serial: 'L30',
        line: 'B',
        voidReason: null,
        attempts: [
          { attempt: 1, verdict: 'FAIL' },
          { attempt: 2, verdict: 'PASS' },
        ],
      },
    ])
  })
})

it('a licence of a station with many reports is told of bit by bit, every vehicle once', async () => {
  const many = '330303888'
  await played.db.transaction((tx) =>
    played.room.feeds.sources.register(tx, [
      { id: many, name: 'n', authority: 'a', organisation: many, tokens: ['t8'], allowed: [many] },
    ]),
  )
  const count = 2 * reportsPerJob + 1
  const records = Array.from({ length: count }, (_, index) => ({
    jkid: '18C62',
    ...visit(`LSVAA2BR9HN9${String(index).padStart(5, '0')}`, `M${index}`),
    jyjgbh: many,
  }))
  const sent = await played.post('records/safetyVerdict', 'application/json', JSON.stringify(records), {
    authorization: 'Bearer t8',
    'idempotency-key': 'many',
  })
  expect(sent.body).toMatchObject({ counts: { APPLIED: count } })
  const statements: string[] = []
  played.db.onStatement = collectStatements(statements)
  await played.licence(licence({ station: many }))
  // What is told waits in the outbox, one event for each vehicle; how fast it is delivered is another matter.
  await vi.waitFor(
    async () => {
      const [row] = rowsOf<{ count: string; vins: string }>(
        await played.db.orm.execute(`
          select count(*) as count, count(distinct event #>> '{subject,vin}') as vins
          from inspections_jobs.job, jsonb_array_elements(data->'events') as event
          where name = 'outbox' and event #>> '{data,station}' = '${many}'`),
      )
      expect([Number(row?.count), Number(row?.vins)]).toEqual([count, count])
    },
    { timeout: 20_000, interval: 100 },
  )
  played.db.onStatement = undefined
  const looked = statements.filter(
    (text) => text.includes('"inspections"."inspections"') && text.includes('limit'),
  )
  expect(looked).toHaveLength(3)
})

describe('a licence', () => {
  it('is not what a station says of itself', async () => {
    const own = await played.licence(licence({ station }), played.secretOf(station))
    expect(own.body).toMatchObject({ records: [{ code: 'LICENCE_OF_OWN', pointer: '/station' }] })
  })

  it.each([
    ['a day the calendar has not', { validFrom: '2026-02-30' }, 'DATE_FORM', '/validFrom'],
    ['a line that is no line', { line: 'A线' }, 'LINE_FORM', '/line'],
    ['no number', { number: undefined }, 'FIELD_MISSING', '/number'],
  ])('with %s is quarantined', async (_, more, code, pointer) => {
    expect((await played.licence(licence(more))).body).toMatchObject({
      records: [{ outcome: 'QUARANTINED', code, pointer }],
    })
  })

  it('is shown with its station', async () => {
    const { data } = await played.ask(
      `{ station(id: "${otherStation}") { licenceValidUntil licences { line validFrom validUntil } } }`,
    )
    expect(data.station).toMatchObject({
      licenceValidUntil: null,
      licences: expect.arrayContaining([{ line: 'A', validFrom: '2026-01-01', validUntil: '2026-01-18' }]),
    })
  })
})

it('the journal makes the same rows again', async () => {
  expect(await played.room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
})
