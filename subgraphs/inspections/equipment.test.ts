import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStations, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations('2026-01-20T10:00:00+08:00')
})
afterAll(async () => {
  await played?.close()
})
beforeEach(async () => {
  await played.db.script(
    ['confirmations', 'confirmation_history'].map((table) => `delete from inspections.${table}`).join(';'),
  )
})

const vin = 'LSVAA2BR9HN012345'
const at = (text: string): string => new Date(`${text}+08:00`).toISOString()

const look = (more: object = {}) => ({
  recordId: 'eq-1',
  vin,
  station,
  positioning: true,
  alarm: true,
  confirmedOn: '2026-01-05',
  signedBy: 'clerk-7',
  ...more,
})

const signed = (text: string): { signedAt: string } => ({ signedAt: `${text}+08:00` })

async function equipment() {
  const { data } = await played.ask(
    `{ vehicle(vin: "${vin}") { equipment { status confirmedAt record { positioning confirmedOn } } } }`,
  )
  return (data.vehicle as never as { equipment: Record<string, unknown> }).equipment
}

describe('a look at the devices', () => {
  it.each([
    ['on its day', signed('2026-01-05T09:00:00'), '2026-01-05T09:00:00'],
    ['weeks later', signed('2026-01-19T09:00:00'), '2026-01-05T23:59:59.999'],
    ['by nobody that is told', {}, '2026-01-05T23:59:59.999'],
  ])('is as old as its day, signed %s', async (_, more, confirmedAt) => {
    expect((await played.confirm(look(more))).body).toMatchObject({ counts: { APPLIED: 1 } })
    expect(await equipment()).toMatchObject({ status: 'PRESENT', confirmedAt: at(confirmedAt) })
  })

  it('is as old as its day where the first mapping took it for as young as its signature', async () => {
    await played.confirm(look({ confirmedOn: '2023-01-05', ...signed('2023-01-05T09:00:00') }))
    await played.db.script(
      `update inspections.confirmations set mapping_version = 1, source_at = '2026-01-19T09:00:00+08:00'`,
    )
    expect(await equipment()).toMatchObject({ confirmedAt: at('2023-01-05T23:59:59.999') })
  })

  const newer = look({ recordId: 'eq-2', confirmedOn: '2026-01-10', positioning: false })

  it.each([
    ['first', (sent: object[]) => sent],
    ['last', (sent: object[]) => sent.toReversed()],
  ])('does not stand before a later one by a later signature, whichever comes %s', async (_, inOrder) => {
    for (const sent of inOrder([
      { ...newer, ...signed('2026-01-10T09:00:00') },
      look(signed('2026-01-19T09:00:00')),
    ]))
      await played.confirm(sent)
    expect(await equipment()).toMatchObject({
      status: 'PRESENT',
      confirmedAt: at('2026-01-10T09:00:00'),
      record: { positioning: false, confirmedOn: '2026-01-10' },
    })
  })

  it.each([
    ['in their order', (sent: object[]) => sent],
    ['the last first', (sent: object[]) => sent.toReversed()],
  ])('is what was signed last of looks of one day, %s', async (_, inOrder) => {
    for (const sent of inOrder([
      look(signed('2026-01-07T09:00:00')),
      look({ recordId: 'eq-2', positioning: false, ...signed('2026-01-08T09:00:00') }),
    ]))
      await played.confirm(sent)
    expect(await equipment()).toMatchObject({ status: 'PRESENT', record: { positioning: false } })
  })

  it('of today that nobody signed writes no history where it says nothing new, and does where it does', async () => {
    const today = look({ confirmedOn: '2026-01-20' })
    const outcomes: unknown[] = []
    for (const [minutes, sent] of [
      [0, today],
      [30, today],
      [31, { ...today, alarm: false }],
      [32, today],
      [33, { ...today, recordId: 'eq-3' }],
    ] as const) {
      played.clock.set(new Date(Date.parse('2026-01-20T10:00:00+08:00') + minutes * 60_000).toISOString())
      const { body } = await played.confirm(sent)
      outcomes.push(
        (body as never as { records: { outcome: string }[] }).records.map(({ outcome }) => outcome),
      )
    }
    played.clock.set('2026-01-20T10:00:00+08:00')
    expect(outcomes.flat()).toEqual(['APPLIED', 'DUPLICATE', 'APPLIED', 'APPLIED', 'APPLIED'])
    expect(await played.room.feeds.rebuild()).toMatchObject({ unreadable: {} })
  })

  it.each([
    [
      'of a day programs write where they know none',
      { confirmedOn: '1970-01-01' },
      'DATE_IMPLAUSIBLE',
      '/confirmedOn',
    ],
    ['signed on such a day', signed('1970-01-01T09:00:00'), 'DATE_IMPLAUSIBLE', '/signedAt'],
    ['signed the day before', signed('2026-01-04T09:00:00'), 'PERIOD_REVERSED', '/signedAt'],
    ['signed tomorrow', signed('2026-01-21T09:00:00'), 'TIME_AHEAD', '/signedAt'],
    ['of tomorrow', { confirmedOn: '2026-01-21' }, 'TIME_AHEAD', '/confirmedOn'],
  ])('is refused %s', async (_, more, code, pointer) => {
    expect((await played.confirm(look(more))).body).toMatchObject({
      records: [{ outcome: 'QUARANTINED', code, pointer }],
    })
    await played.db.orm.execute(sql`delete from inspections.feed_unread`)
  })

  it.each([
    ['a week', '2026-01-12T09:00:00', []],
    [
      'more than a week',
      '2026-01-13T09:00:00',
      ['signed more than 7 days after the look of 2026-01-05: it is as old as the look'],
    ],
  ])('that is signed %s later is taken, and the station told of it', async (_, text, notes) => {
    const { body } = await played.confirm(look(signed(text)))
    const [{ notes: found = [] } = {}] = body.records as never as { notes?: string[] }[]
    expect(found.filter((note) => note.startsWith('signed'))).toEqual(notes)
  })
})
