import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations()
})
afterAll(async () => {
  await played?.close()
})

let vehicles = 0

/** A vehicle and a visit nobody else in these tests has. */
function newVisit() {
  vehicles += 1
  const number = String(vehicles).padStart(4, '0')
  return { vin: `LSVAA2BR9HN00${number}`, serial: `${station}20260119${number}` }
}

type Visit = ReturnType<typeof newVisit>

function report({ vin, serial }: Visit, head: object = {}, detectResult = '不合格') {
  return {
    detectRecord: {
      dsId: station,
      detectSn: serial,
      detectType: '1',
      detectDate: '2026-01-19 09:00:00',
      vinNo: vin,
      detectTotalCount: 1,
      ...head,
    },
    detectReport: { detectResult },
  }
}

function verdict({ vin, serial }: Visit, more: Record<string, string> = {}) {
  return {
    jylsh: serial,
    jyjgbh: station,
    clsbdh: vin,
    jycs: '1',
    jyrq: '2026-01-19 10:00:00',
    zjjl: '2',
    ...more,
  }
}

let annulments = 0

function annul({ vin, serial }: Visit, more: object = {}, from = station) {
  annulments += 1
  return played.post(
    'annulments',
    'application/json',
    JSON.stringify({
      recordId: `a-${annulments}`,
      updatedAt: '2026-01-19T15:00:00+08:00',
      station,
      serial,
      vin,
      ...more,
    }),
    { authorization: `Bearer ${played.secretOf(from)}` },
  )
}

async function foundOf(vin: string, kind = 'COMPREHENSIVE') {
  const { data, errors } = await played.ask(
    `query($vin: VIN!, $kind: InspectionKind!) { vehicle(vin: $vin) {
      inspection(kind: $kind) { status record { serial attempt verdict odometerKm } }
      inspectionHistory { edges { node { serial attempt verdict annulled voidReason attempts { attempt verdict } } } } } }`,
    { vin, kind },
  )
  expect(errors).toBeUndefined()
  const { inspection, inspectionHistory } = data.vehicle as never as {
    inspection: { status: string; record: Record<string, unknown> | null }
    inspectionHistory: { edges: { node: Record<string, unknown> }[] }
  }
  return { ...inspection, history: inspectionHistory.edges.map(({ node }) => node) }
}

/** Does the steps in every order there is, each time for a vehicle of its own, and looks at what stands. */
async function inEveryOrder(
  stepsOf: (visit: Visit) => readonly (() => Promise<unknown>)[],
  look: (visit: Visit) => Promise<void>,
) {
  const orders = (numbers: readonly number[]): number[][] =>
    numbers.length < 2
      ? [[...numbers]]
      : numbers.flatMap((one) =>
          orders(numbers.filter((other) => other !== one)).map((rest) => [one, ...rest]),
        )
  const count = stepsOf({ vin: '', serial: '' }).length
  for (const order of orders(Array.from({ length: count }, (_, index) => index))) {
    const visit = newVisit()
    const steps = stepsOf(visit)
    for (const index of order) await steps[index]?.()
    // And once more, as senders do.
    for (const index of order) await steps[index]?.()
    await look(visit)
  }
}

describe('a correction', () => {
  it.each(['COMPREHENSIVE', 'SAFETY'])(
    'dates a %s test by the test, where no station vouches: who corrects a report tells of no other test',
    async (kind) => {
      const visit = newVisit()
      if (kind === 'SAFETY') {
        await played.sendVerdict('18C62', verdict(visit))
        await played.sendVerdict('18C62', verdict(visit, { zjjl: '1', gxsj: '2026-01-19 15:00:00' }))
      } else {
        await played.putData(report(visit))
        await played.putData(report(visit, { flag: 2, updateTime: '2026-01-19 15:00:00' }, '一级'))
      }
      const { data, errors } = await played.ask(
        `query($vin: VIN!, $kind: InspectionKind!) {
          vehicle(vin: $vin) { inspection(kind: $kind) { status confirmedAt record { verdict inspectedAt } } } }`,
        { vin: visit.vin, kind },
      )
      expect(errors).toBeUndefined()
      const { inspection } = data.vehicle as never as {
        inspection: { confirmedAt: string; record: { verdict: string; inspectedAt: string } }
      }
      expect(inspection).toMatchObject({ status: 'PRESENT', record: { verdict: 'PASS' } })
      expect(inspection.confirmedAt).toBe(inspection.record.inspectedAt)
    },
  )

  it('stands before what it corrects, the later one of two, in whatever order they come and come again', () =>
    inEveryOrder(
      (visit) => [
        () => played.putData(report(visit)),
        () => played.putData(report(visit, { flag: 2, updateTime: '2026-01-19 11:00:00' }, '二级')),
        () => played.putData(report(visit, { flag: '2', updateTime: '2026-01-19 12:00:00' }, '一级')),
      ],
      async ({ vin }) =>
        expect(await foundOf(vin)).toMatchObject({
          status: 'PRESENT',
          record: { attempt: 1, verdict: 'PASS' },
        }),
    ))

  it('of an attempt never stands before a later attempt, however late it is made', () =>
    inEveryOrder(
      (visit) => [
        () => played.sendVerdict('18C62', verdict(visit)),
        () => played.sendVerdict('18C65', verdict(visit, { jycs: '2', jyrq: '2026-01-19 11:00:00' })),
        () => played.sendVerdict('18C62', verdict(visit, { zjjl: '1', gxsj: '2026-01-19 13:00:00' })),
      ],
      async ({ vin }) => {
        const { status, record, history } = await foundOf(vin, 'SAFETY')
        expect([status, record]).toMatchObject(['PRESENT', { attempt: 2, verdict: 'FAIL' }])
        expect(history.map(({ attempts }) => attempts)).toEqual([
          [
            { attempt: 1, verdict: 'PASS' },
            { attempt: 2, verdict: 'FAIL' },
          ],
        ])
      },
    ))

  it('that moves the report to another vehicle conflicts on both, and both are told', async () => {
    const visit = newVisit()
    const right = newVisit()
    await played.putData(report(visit, {}, '一级'))
    const moved = { ...visit, vin: right.vin }
    const head = { Flag: 2, UpdateTime: 20260119113000, detectDate: '2026-01-19 08:00:00' }
    expect((await played.putData(report(moved, head, '一级'))).body).toMatchObject({ code: '1' })
    for (const { vin } of [visit, right]) expect(await foundOf(vin)).toMatchObject({ status: 'CONFLICTING' })
    await vi.waitFor(() => {
      const told = played.events.filter(
        ({ type, data }) => type === 'inspection.recorded' && data.serial === visit.serial,
      )
      expect(told.map(({ subject, data }) => [subject.vin, data.annulled])).toEqual([
        [visit.vin, false],
        [right.vin, false],
        [visit.vin, true],
      ])
    })
  })

  it('that moved a report is believed where it was taken back and reported anew, or where a later test speaks', async () => {
    const [visit, right] = [newVisit(), newVisit()]
    const moved = { ...visit, vin: right.vin }
    await played.putData(report(visit, {}, '一级'))
    await played.putData(report(moved, { flag: 2, updateTime: '2026-01-19 11:00:00' }, '一级'))
    const later = { ...right, serial: `${station}202601199999` }
    await played.putData(report(later, { detectDate: '2026-01-19 15:00:00' }, '二级'))
    expect(await foundOf(right.vin)).toMatchObject({ status: 'PRESENT', record: { serial: later.serial } })
    expect(await foundOf(visit.vin)).toMatchObject({ status: 'CONFLICTING', record: null })
    await played.putData(report(visit, { flag: 3, updateTime: '2026-01-19 16:00:00' }, '一级'))
    await played.putData(report(moved, { flag: 1, updateTime: '2026-01-19 17:00:00' }, '一级'))
    expect((await foundOf(visit.vin)).status).not.toBe('CONFLICTING')
  })

  it.each([
    ['is taken back of another vehicle', []],
    ['moves to another vehicle and is taken back there', ['2026-01-19 16:00:00']],
  ])('of a report that %s leaves its own in conflict', async (_, moves) => {
    const [passed, failed] = [newVisit(), newVisit()]
    const there = { ...failed, vin: newVisit().vin }
    const own = { ...failed, vin: passed.vin }
    const at = '2026-01-19 15:00:00'
    await played.putData(report(passed, {}, '一级'))
    await played.putData(report(own, { detectDate: at }, '不合格'))
    expect(await foundOf(passed.vin)).toMatchObject({ status: 'PRESENT', record: { verdict: 'FAIL' } })
    for (const updateTime of moves)
      await played.putData(report(there, { detectDate: at, flag: 2, updateTime }, '不合格'))
    const gone = { detectDate: at, flag: 3, updateTime: '2026-01-19 17:00:00' }
    await played.putData(report(there, gone, '不合格'))
    expect(await foundOf(passed.vin)).toMatchObject({ status: 'CONFLICTING' })
    expect((await foundOf(there.vin)).status).not.toBe('CONFLICTING')
    await played.putData(report(own, { ...gone, updateTime: '2026-01-19 18:00:00' }, '不合格'))
    expect(await foundOf(passed.vin)).toMatchObject({ status: 'PRESENT', record: { verdict: 'PASS' } })
  })

  it.each([
    ['says not when it was made', { flag: 2 }, 'FIELD_MISSING'],
    ['is no correction nor a report', { flag: 4 }, 'CODE_UNKNOWN'],
    ['was made before the test', { updateTime: '2026-01-19 08:59:59' }, 'CORRECTION_BEFORE_INSPECTION'],
    ['will be made tomorrow', { updateTime: '2026-01-21 08:00:00' }, 'TIME_AHEAD'],
    ['was made on a day the calendar has not', { updateTime: '20260230080000' }, 'DATE_FORM'],
    [
      'says two things under two spellings of one name',
      { flag: 2, Flag: 3, updateTime: '2026-01-19 11:00:00' },
      'DUPLICATE_KEY',
    ],
  ])('that %s is quarantined', async (_, head, code) => {
    const sent = await played.putData(report(newVisit(), head))
    expect(sent.body).toMatchObject({ code: '0', status: expect.stringContaining(code) })
  })

  it('whose time cannot be read is not made up for by the report of before, which comes late and says the same', async () => {
    const visit = newVisit()
    const passed = verdict(visit, { zjjl: '1' })
    const unread = async () => {
      const { data } = await played.ask(
        `query($vin: VIN!) { vehicle(vin: $vin) { inspection(kind: SAFETY) { unreadSince } } }`,
        { vin: visit.vin },
      )
      return (data.vehicle as never as { inspection: { unreadSince: string | null } }).inspection.unreadSince
    }
    await played.sendVerdict('18C62', { ...passed, gxsj: '2026-13-40 15:00:00' })
    await played.sendVerdict('18C62', passed)
    expect(await unread()).not.toBeNull()
    await played.sendVerdict('18C62', { ...passed, gxsj: '2026-01-19 15:00:00' })
    expect(await unread()).toBeNull()
  })

  it('without a time of its own is a report like another: of two that differ none is believed', async () => {
    const visit = newVisit()
    await played.putData(report(visit, { updateTime: '0' }))
    await played.putData(report(visit, {}, '一级'))
    expect(await foundOf(visit.vin)).toMatchObject({ status: 'CONFLICTING' })
  })
})

describe('a report that is taken back', () => {
  it('is annulled, before or after it arrives, and the attempt before it counts again', () =>
    inEveryOrder(
      (visit) => [
        () => played.putData(report(visit)),
        () => played.putData(report(visit, { detectTotalCount: 2 }, '一级')),
        () =>
          played.putData(
            report(visit, { detectTotalCount: 2, flag: 3, updateTime: '2026-01-19 09:00:00' }, '一级'),
          ),
      ],
      async ({ vin }) => {
        const { record, history } = await foundOf(vin)
        expect(record).toMatchObject({ attempt: 1, verdict: 'FAIL' })
        expect(history).toMatchObject([{ annulled: false, attempts: [{ attempt: 1 }] }])
      },
    ))

  it('and leaves no other attempt is shown as annulled, and whoever rests on it is told', async () => {
    const visit = newVisit()
    await played.putData(report(visit, {}, '一级'))
    await played.putData(report(visit, { flag: 3, updateTime: '2026-01-19 14:00:00' }, '一级'))
    expect(await foundOf(visit.vin)).toMatchObject({
      record: null,
      history: [{ serial: visit.serial, annulled: true, voidReason: 'CANCELLED', attempts: [] }],
    })
    await vi.waitFor(() =>
      expect(
        played.events.filter(({ subject, data }) => subject.vin === visit.vin && data.annulled === true),
      ).toHaveLength(1),
    )
  })

  it('can be reported again, later', async () => {
    const visit = newVisit()
    await played.putData(report(visit, { flag: 3, updateTime: '2026-01-19 14:00:00' }, '一级'))
    await played.putData(report(visit, { flag: 1, updateTime: '2026-01-19 15:00:00' }, '二级'))
    expect(await foundOf(visit.vin)).toMatchObject({ status: 'PRESENT', record: { verdict: 'PASS' } })
  })
})

describe('an annulled visit', () => {
  it('is void in every kind of test, whichever comes first, until the annulment is taken back', async () => {
    await inEveryOrder(
      (visit) => [
        () => played.putData(report(visit, {}, '一级')),
        () => played.sendVerdict('18C62', verdict(visit, { zjjl: '1' })),
        () => annul(visit),
      ],
      async ({ vin }) => {
        expect((await foundOf(vin)).record).toBeNull()
        const { record, history } = await foundOf(vin, 'SAFETY')
        expect(record).toBeNull()
        expect(history.map(({ annulled }) => annulled)).toEqual([true, true])
      },
    )
    const last = { vin: `LSVAA2BR9HN00${String(vehicles).padStart(4, '0')}`, serial: '' }
    last.serial = `${station}20260119${String(vehicles).padStart(4, '0')}`
    await annul(last, { deleted: true, updatedAt: '2026-01-19T16:00:00+08:00' })
    expect((await foundOf(last.vin)).record).toMatchObject({ serial: last.serial })
    // The police's own cancellation is of the same kind: the older one changes nothing any more.
    await played.sendVerdict('18C72', { ...verdict(last), zfsj: '2026-01-19 15:30:00' })
    expect((await foundOf(last.vin)).record).toMatchObject({ serial: last.serial })
    await played.sendVerdict('18C72', { ...verdict(last), zfsj: '2026-01-19 16:30:00' })
    expect((await foundOf(last.vin)).record).toBeNull()
  })

  it('voids the report of its own vehicle only: of another it is a doubt', async () => {
    const [visit, other] = [newVisit(), newVisit()]
    await played.putData(report(visit, {}, '一级'))
    await annul({ ...visit, vin: other.vin })
    expect(await foundOf(visit.vin)).toMatchObject({ status: 'CONFLICTING' })
    await annul(visit, { updatedAt: '2026-01-19T15:30:00+08:00' })
    expect((await foundOf(visit.vin)).status).not.toBe('CONFLICTING')
    expect((await foundOf(visit.vin)).record).toBeNull()
  })

  it('is not what another station says', async () => {
    const visit = newVisit()
    expect((await annul(visit, {}, otherStation)).body).toMatchObject({
      records: [{ code: 'SENDER_NOT_ALLOWED', pointer: '/station' }],
    })
  })
})

it('first attempts that a later one had taken the place of are there again after the migration', async () => {
  const migration = readFileSync(
    new URL('./migrations/0004_attempts_and_corrections.sql', import.meta.url),
    'utf8',
  )
  const fill = migration.split('--> statement-breakpoint').at(-1) ?? ''
  await played.db.script(`delete from inspections.inspections i where exists (
    select from inspections.inspections later where later.station_id = i.station_id
      and later.serial = i.serial and later.kind = i.kind and later.attempt > i.attempt)`)
  expect(await played.room.feeds.rebuild()).toMatchObject({ same: false })
  await played.db.script(fill)
  expect(await played.room.feeds.rebuild()).toMatchObject({ same: true })
})

it('the journal makes the same rows again', async () => {
  expect(await played.room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
})
