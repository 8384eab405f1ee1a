import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authorityToken, openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations('2026-01-20T10:00:00+08:00', { withAuthority: true })
})
afterAll(async () => {
  await played?.close()
})

const told = [
  ...['inspections', 'inspection_history', 'confirmations', 'confirmation_history', 'feed_scopes'],
  ...['station_licences', 'station_licence_history', 'feed_unread', 'feed_journal'],
]

beforeEach(async () => {
  await played.db.script(told.map((table) => `delete from inspections.${table}`).join(';'))
  await played.db.script(`update inspections.stations set licence_valid_until = '2030-12-31'`)
})

const vin = 'LSVAA2BR9HN012345'
const at = (text: string): string => new Date(`2026-01-${text}+08:00`).toISOString()

const verdict = {
  jylsh: 'S1',
  jyjgbh: station,
  clsbdh: vin,
  jycs: '1',
  jyrq: '2026-01-19 10:00:00',
  zjjl: '1',
  yxqz: '2027-01-31',
}

async function vehicle() {
  const { data, errors } = await played.ask(
    `{ vehicle(vin: "${vin}") {
      inspection(kind: SAFETY) { status confirmedAt unreadSince behind { name } record { serial } }
      equipment { status confirmedAt } } }`,
  )
  expect(errors).toBeUndefined()
  return data.vehicle as never as Record<'inspection' | 'equipment', Record<string, unknown>>
}

const loaded = (id: string, beatAt: string) =>
  played.heartbeat(id, { at: at(beatAt), initialLoadCompleted: true })

const authorityBeat = (beatAt: string, more: object = {}) =>
  played.post(
    'heartbeat',
    'application/json',
    JSON.stringify({ at: at(beatAt), initialLoadCompleted: true, ...more }),
    { authorization: `Bearer ${authorityToken}` },
  )

const licence = (more: object = {}) =>
  played.licence({
    recordId: 'l-1',
    updatedAt: '2026-01-10T08:00:00+08:00',
    station,
    number: '浙检 1',
    validFrom: '2020-01-01',
    validUntil: '2030-12-31',
    ...more,
  })

/** The authority's word of numbers, and one by which a batch is missing. */
async function missBatch(more: object = {}) {
  await authorityBeat('20T08:00:00', { lastSequence: 0, ...more })
  await authorityBeat('20T09:00:00', { lastSequence: 1, ...more })
}

describe('a known gap of who sends licences', () => {
  it('is a doubt about every inspection, and none about what a clerk saw', async () => {
    await played.sendVerdict('18C62', verdict)
    await played.confirm({
      recordId: 'eq-1',
      vin,
      station,
      positioning: true,
      alarm: true,
      confirmedOn: '2026-01-19',
      signedBy: 'clerk-7',
    })
    await licence({ station: otherStation })
    await loaded(station, '20T09:50:00')
    expect(await vehicle()).toMatchObject({ inspection: { status: 'PRESENT' } })
    await missBatch()
    expect(await vehicle()).toMatchObject({
      inspection: { status: 'STALE', unreadSince: null, record: { serial: 'S1' } },
      equipment: { status: 'PRESENT' },
    })
  })

  it('holds back that there is none, to before it', async () => {
    await licence()
    await loaded(station, '20T09:50:00')
    expect((await vehicle()).inspection).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      confirmedAt: at('20T09:50:00'),
    })
    await missBatch()
    expect((await vehicle()).inspection).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      confirmedAt: at('20T08:00:00'),
    })
  })

  it('of the scope of one station is a doubt about that one', async () => {
    await played.sendVerdict('18C62', verdict)
    await licence()
    await loaded(station, '20T09:50:00')
    await missBatch({ scope: otherStation })
    expect((await vehicle()).inspection).toMatchObject({ status: 'PRESENT' })
    await missBatch({ scope: station })
    expect((await vehicle()).inspection).toMatchObject({ status: 'STALE' })
  })

  it('ends with the batch that was missing', async () => {
    await played.sendVerdict('18C62', verdict)
    await licence()
    await missBatch()
    expect((await vehicle()).inspection).toMatchObject({ status: 'STALE' })
    const { status } = await played.post(
      'station-licences',
      'application/json',
      JSON.stringify({
        recordId: 'l-2',
        updatedAt: '2026-01-12T08:00:00+08:00',
        station,
        number: '浙检 1',
        validFrom: '2020-01-01',
        validUntil: '2031-12-31',
      }),
      { authorization: `Bearer ${authorityToken}`, 'feed-sequence': '1' },
    )
    expect(status).toBeLessThan(300)
    expect((await vehicle()).inspection).toMatchObject({ status: 'PRESENT' })
  })

  it('is none where it never sent any', async () => {
    await played.sendVerdict('18C62', verdict)
    await missBatch()
    expect((await vehicle()).inspection).toMatchObject({ status: 'PRESENT' })
  })

  it('is more than its silence, which is no doubt', async () => {
    await played.sendVerdict('18C62', verdict)
    await licence()
    await played.db.script(
      `update inspections.feed_sources set heartbeat_every_seconds = 60 where id = 'licensing-authority'`,
    )
    await authorityBeat('10T08:00:00')
    expect((await vehicle()).inspection).toMatchObject({ status: 'PRESENT' })
  })
})

it('two reports of an attempt that name two lines are in conflict, whichever of the lines has a licence', async () => {
  for (const line of ['', '1']) await licence({ recordId: `l-${line}`, ...(line && { line }) })
  for (const [jylsh, lines] of [
    ['S1', ['1', '2']],
    ['S2', ['2', '1']],
    ['S3', ['1', '3']],
  ] as const) {
    await played.db.script('delete from inspections.inspections')
    for (const jcxdh of lines) await played.sendVerdict('18C62', { ...verdict, jylsh, jcxdh })
    // Which of the two stands is chance; the report counts under either, and is in conflict.
    expect((await vehicle()).inspection).toMatchObject({ status: 'CONFLICTING', record: { serial: jylsh } })
  }
})

describe('a register of stations', () => {
  const registerEnd = (day: string) =>
    played.db.script(`update inspections.stations set licence_valid_until = ${day} where id = '${station}'`)

  it.each([
    ['without a last day: nobody knows whether the licence had ended', 'null', 'STALE'],
    ['with 2099, which is no limit', `'2099-12-31'`, 'PRESENT'],
    ['with 9999, which is no limit', `'9999-12-31'`, 'PRESENT'],
  ])('lets a test count %s', async (_, day, status) => {
    await played.sendVerdict('18C62', verdict)
    await registerEnd(day)
    expect((await vehicle()).inspection).toMatchObject({ status, record: { serial: 'S1' } })
  })

  it('is not asked for the last day where the authority has spoken of the station', async () => {
    await played.sendVerdict('18C62', verdict)
    await registerEnd('null')
    await licence()
    expect((await vehicle()).inspection).toMatchObject({ status: 'PRESENT' })
  })

  it('without a last day lets no other inspection pass unseen: the station is waited for', async () => {
    await registerEnd('null')
    await played.sendVerdict('18C62', { ...verdict, jyjgbh: otherStation }, otherStation)
    await loaded(otherStation, '20T09:50:00')
    await loaded(station, '20T08:00:00')
    expect((await vehicle()).inspection).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T08:00:00') })
  })

  it('shows a licence without limit as one without a last day', async () => {
    await registerEnd(`'9999-12-31'`)
    const { data } = await played.ask(`{ station(id: "${station}") { licenceValidUntil } }`)
    expect(data.station).toEqual({ licenceValidUntil: null })
  })
})
