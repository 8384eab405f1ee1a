import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { feedUnread } from './tables.ts'
import { openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations('2026-01-20T10:00:00+08:00', { withAuthority: true })
})
afterAll(async () => {
  await played?.close()
})

/** Each test begins with a room nobody has told anything. */
const told = [
  ...['inspections', 'inspection_history', 'cancellations', 'cancellation_history', 'confirmations'],
  ...[
    'confirmation_history',
    'station_licences',
    'station_licence_history',
    'declared_closures',
    'stated_closures',
  ],
  ...['issued_serials', 'serial_numbers', 'feed_scopes', 'feed_unread', 'feed_journal'],
]

beforeEach(async () => {
  played.clock.set('2026-01-20T10:00:00+08:00')
  await played.db.script(told.map((table) => `delete from inspections.${table}`).join(';'))
  await played.db.script(`delete from inspections.feed_sources where id = 'relay'`)
})

const vin = 'LSVAA2BR9HN012345'

function visit(more: Record<string, string> = {}): Record<string, string> {
  return {
    jylsh: 'S1',
    jyjgbh: station,
    clsbdh: vin,
    hphm: '浙CD12345',
    jycs: '1',
    jyrq: '2026-01-19 10:00:00',
    zjjl: '1',
    yxqz: '2027-01-31',
    ...more,
  }
}

/** The safety inspection as a clerk's question finds it. */
async function found(of = vin) {
  const { data, errors } = await played.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) { inspection(kind: SAFETY) {
      status confirmedAt unreadSince behind { name since } record { serial verdict duringClosure } } } }`,
    { vin: of },
  )
  expect(errors).toBeUndefined()
  return (data.vehicle as never as { inspection: Record<string, unknown> }).inspection
}

const at = (text: string): string => new Date(`2026-01-${text}+08:00`).toISOString()
const loaded = (id: string, beatAt: string, more: object = {}) =>
  played.heartbeat(id, { at: at(beatAt), initialLoadCompleted: true, ...more })

/** Something of a sender that could not be used, as the feed keeps it. */
function keepUnread(source: string, subject: string, message = 'safetyVerdict') {
  return played.db.transaction((tx) =>
    tx.insert(feedUnread).values({
      id: randomUUID(),
      source,
      message,
      receiptId: randomUUID(),
      index: 0,
      subjects: [`${message} ${subject}`],
      receivedAt: new Date(at('20T08:00:00')),
    }),
  )
}

describe('an inspection that passed', () => {
  beforeEach(async () => {
    await played.sendVerdict('18C62', visit())
  })

  it('is judged by its own time where no station declares anything', async () => {
    expect(await found()).toMatchObject({
      status: 'PRESENT',
      confirmedAt: at('19T10:00:00'),
      behind: null,
      unreadSince: null,
    })
  })

  it('stands while another station has a gap, as of its last word by which it had none', async () => {
    await loaded(station, '20T09:50:00')
    await loaded(otherStation, '20T08:30:00', { lastSequence: 0 })
    await loaded(otherStation, '20T09:00:00', { lastSequence: 7 })
    expect(await found()).toMatchObject({
      status: 'PRESENT',
      confirmedAt: at('20T08:30:00'),
      behind: { name: '温州市第二检测站', since: at('20T08:30:00') },
      record: { verdict: 'PASS' },
    })
  })

  it('stands through the night: a computer that is switched off holds its instant back and no more', async () => {
    await loaded(station, '20T09:50:00')
    await loaded(otherStation, '19T17:00:00')
    expect(await found()).toMatchObject({
      status: 'PRESENT',
      confirmedAt: at('19T17:00:00'),
      behind: { name: '温州市第二检测站' },
    })
  })

  it('is doubtful by a gap of its own station', async () => {
    await loaded(station, '20T09:50:00', { lastSequence: 7 })
    expect(await found()).toMatchObject({ status: 'STALE' })
  })

  it.each([
    ['naming the vehicle, of another station', otherStation, `VIN ${vin}`, 'safetyVerdict'],
    ['naming its plate, of another station', otherStation, 'PLATE 浙CD12345', 'safetyVerdict'],
    ['cancelling a visit of the vehicle', otherStation, `VIN ${vin}`, 'visitCancelled'],
    ['naming nobody, of its own station', station, `SCOPE ${station}`, 'safetyVerdict'],
    ['about the licence of its station', 'licensing-authority', `SCOPE ${station}`, 'stationLicence'],
  ])('is doubtful by something unread %s', async (_, source, subject, message) => {
    await loaded(station, '20T09:50:00')
    await keepUnread(source, subject, message)
    expect(await found()).toMatchObject({ status: 'STALE', unreadSince: at('20T08:00:00') })
    await played.db.orm.execute(sql`update ${feedUnread} set closed_at = now()`)
    expect(await found()).toMatchObject({ status: 'PRESENT', unreadSince: null })
  })

  it.each([
    ['naming another vehicle', otherStation, 'VIN LSVAA2BR9HN099999', 'safetyVerdict'],
    ['about another kind of test', otherStation, `VIN ${vin}`, 'shareDetectInfo'],
    ['that another sender says of its station', otherStation, `SCOPE ${station}`, 'safetyVerdict'],
  ])('is not doubtful by something unread %s', async (_, source, subject, message) => {
    await keepUnread(source, subject, message)
    expect(await found()).toMatchObject({ status: 'PRESENT', unreadSince: null })
  })

  it('is held back, and no more, by something of another station that names nobody', async () => {
    await loaded(station, '20T09:50:00')
    await loaded(otherStation, '20T09:40:00')
    await keepUnread(otherStation, `SCOPE ${otherStation}`)
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T08:00:00') })
  })

  const unreadable = visit({ jycs: '2', jyrq: '2026-13-40 10:00:00', zjjl: '2' })
  const readable = { ...unreadable, jyrq: '2026-01-19 11:00:00' }

  it.each([
    ['with its day put right', readable, true],
    ['as a correction made after it came', { ...readable, lc: '7', gxsj: '2026-01-20 10:00:01' }, true],
    ['with something else in it, that may be older', { ...readable, lc: '7' }, false],
    ['as another attempt', { ...readable, jycs: '3' }, false],
  ])(
    'is not believed once a re-test came that could not be read, until that is sent again: %s',
    async (_, again, isClosed) => {
      expect((await played.sendVerdict('18C65', unreadable)).body).toMatchObject({
        records: [{ outcome: 'QUARANTINED', code: 'DATE_FORM', pointer: '/jyrq' }],
      })
      await loaded(station, '20T09:59:00')
      const doubted = { status: 'STALE', unreadSince: at('20T10:00:00') }
      expect(await found()).toMatchObject(doubted)
      await played.sendVerdict('18C65', again)
      expect(await found()).toMatchObject({
        ...(isClosed ? { status: 'PRESENT', unreadSince: null } : doubted),
        record: { verdict: 'FAIL' },
      })
    },
  )

  it('is not believed when its first attempt is given for the re-test that could not be read', async () => {
    const { records } = (await played.sendVerdict('18C65', unreadable)).body as never as {
      records: { quarantineId: string }[]
    }
    await loaded(station, '20T09:59:00')
    const path = `quarantine/${records[0]?.quarantineId}`
    const post = (to: string, body: object) =>
      played.post(to, 'application/json', JSON.stringify(body), {
        authorization: `Bearer ${played.secretOf(station)}`,
      })
    const correct = (jkid: string, fields: Record<string, string>) =>
      post(`${path}/resubmit`, {
        route: 'safety-verdicts',
        contentType: 'text/xml',
        body: played.soap(jkid, fields),
      })
    expect((await correct('18C62', visit())).status).toBe(400)
    expect(await found()).toMatchObject({ status: 'STALE' })
    // What the station has dropped it can correct still.
    expect((await post(`${path}/discard`, { reason: 'a slip' })).status).toBe(200)
    expect(await found()).toMatchObject({ status: 'STALE' })
    expect((await correct('18C65', readable)).status).toBe(200)
    expect(await found()).toMatchObject({ status: 'PRESENT', record: { verdict: 'FAIL' } })
  })

  it.each([
    ['VIN', { vinNo: vin }],
    ['plate', { vinNo: '0', vehicleNo: '浙CD12345' }],
  ])('is doubtful while another station has a number for its %s and reported nothing', async (_, named) => {
    const serial = await played.askSerial(otherStation, named)
    expect(await found()).toMatchObject({
      status: 'STALE',
      behind: { name: '温州市第二检测站', since: at('20T10:00:00') },
    })
    await played.sendVerdict(
      '18C72',
      { ...visit({ jylsh: serial, jyjgbh: otherStation }), zfsj: '2026-01-20 09:59:00' },
      otherStation,
    )
    expect(await found()).toMatchObject({ status: 'PRESENT', behind: null })
  })

  it('waits three days for the report of such a number', async () => {
    await played.askSerial(otherStation, { vinNo: vin })
    played.clock.set('2026-01-23T09:59:59+08:00')
    expect(await found()).toMatchObject({ status: 'STALE' })
    played.clock.set('2026-01-23T10:00:01+08:00')
    expect(await found()).toMatchObject({ status: 'PRESENT' })
  })

  it('is not doubtful by a number its own station took', async () => {
    await played.askSerial(station, { vinNo: vin })
    expect(await found()).toMatchObject({ status: 'PRESENT' })
  })

  it('is what the other station reported, once it has', async () => {
    const serial = await played.askSerial(otherStation, { vinNo: vin })
    await played.sendVerdict(
      '18C62',
      visit({ jylsh: serial, jyjgbh: otherStation, jyrq: '2026-01-20 09:00:00', zjjl: '2' }),
      otherStation,
    )
    expect(await found()).toMatchObject({ status: 'PRESENT', record: { serial, verdict: 'FAIL' } })
  })

  it('is not held back by who sends licences and registers', async () => {
    await loaded(station, '20T09:50:00')
    await played.post(
      'heartbeat',
      'application/json',
      JSON.stringify({ at: at('10T09:00:00'), initialLoadCompleted: true }),
      { authorization: 'Bearer token-of-the-licensing-authority' },
    )
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T09:50:00') })
  })

  it('is held back by a relay that speaks for another station by name', async () => {
    await played.db.transaction((tx) =>
      played.room.feeds.sources.register(tx, [
        {
          id: 'relay',
          name: 'r',
          authority: 'r',
          organisation: 'relay',
          tokens: ['t-relay'],
          allowed: ['*'],
        },
      ]),
    )
    await loaded(station, '20T09:50:00')
    const beat = { scope: otherStation, at: at('20T03:00:00'), initialLoadCompleted: true }
    await played.post('heartbeat', 'application/json', JSON.stringify(beat), {
      authorization: 'Bearer t-relay',
    })
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T03:00:00') })
  })

  it('counts under a licence without a last day, and is doubtful, as nobody knows whether it had ended', async () => {
    const licence = {
      recordId: 'l-1',
      updatedAt: '2026-01-10T08:00:00+08:00',
      station,
      number: '浙检 1',
      validFrom: '2020-01-01',
    }
    await played.licence(licence)
    expect(await found()).toMatchObject({ status: 'STALE', record: { verdict: 'PASS' } })
    await played.licence({ ...licence, updatedAt: '2026-01-11T08:00:00+08:00', validUntil: '2099-12-31' })
    expect(await found()).toMatchObject({ status: 'PRESENT' })
    const { data } = await played.ask(
      `{ station(id: "${station}") { licenceValidUntil licences { validUntil validUntilUnlimited } } }`,
    )
    expect(data.station).toEqual({
      licenceValidUntil: null,
      licences: [{ validUntil: null, validUntilUnlimited: true }],
    })
  })

  it('is doubtful where a licence of its station says two things at one instant', async () => {
    const licence = (validUntil: string) => ({
      recordId: 'l-1',
      updatedAt: '2026-01-10T08:00:00+08:00',
      station,
      number: '浙检 1',
      validFrom: '2020-01-01',
      validUntil,
    })
    // Which of the two stands is chance; the report counts under either, and is in conflict.
    for (const ends of [
      ['2026-01-01', '2026-12-31'],
      ['2026-01-02', '2026-12-30'],
      ['2026-01-03', '2026-12-29'],
    ]) {
      await played.db.script('delete from inspections.station_licences')
      for (const end of ends) await played.licence(licence(end))
      expect(await found()).toMatchObject({ status: 'CONFLICTING', record: { serial: 'S1' } })
    }
  })

  it('is doubtful where its cancellation says two things at one instant', async () => {
    const annulment = (deleted: boolean) =>
      played.post(
        'annulments',
        'application/json',
        JSON.stringify({
          recordId: `a-${deleted}`,
          updatedAt: '2026-01-19T15:00:00+08:00',
          station,
          serial: 'S1',
          vin,
          deleted,
        }),
        { authorization: `Bearer ${played.secretOf(station)}` },
      )
    for (const deleted of [true, false]) await annulment(deleted)
    expect(await found()).toMatchObject({ status: 'CONFLICTING', record: { serial: 'S1' } })
  })

  it('is doubtful where its cancellation is taken back of another vehicle, until it is of its own', async () => {
    const annulment = (hour: number, more: object) =>
      played.post(
        'annulments',
        'application/json',
        JSON.stringify({
          recordId: 'a-back',
          updatedAt: `2026-01-19T${hour}:00:00+08:00`,
          station,
          serial: 'S1',
          vin,
          ...more,
        }),
        { authorization: `Bearer ${played.secretOf(station)}` },
      )
    await annulment(15, {})
    expect(await found()).toMatchObject({ record: null })
    await annulment(16, { vin: 'LSVAA2BR9HN099999', deleted: true })
    expect(await found()).toMatchObject({ status: 'CONFLICTING', record: { serial: 'S1' } })
    await annulment(17, { deleted: true })
    expect(await found()).toMatchObject({ status: 'PRESENT', record: { serial: 'S1' } })
  })

  it.each([
    ['its station', 'its station first', [station, otherStation]],
    ['another station', 'the other first', [otherStation, station]],
  ])(
    'is doubtful where the record of a licence of %s is stated of another one too: %s',
    async (_, __, stations) => {
      for (const [index, one] of stations.entries())
        await played.licence({
          recordId: 'l-moving',
          updatedAt: `2026-01-10T08:00:0${index}+08:00`,
          station: one,
          number: '浙检 1',
          validFrom: '2020-01-01',
          validUntil: '2030-12-31',
        })
      expect(await found()).toMatchObject({ status: 'CONFLICTING', record: { serial: 'S1' } })
    },
  )

  it('is doubtful where the record of its annulment is stated of another visit too, whichever came first', async () => {
    for (const serials of [
      ['S1', 'S-other'],
      ['S-other', 'S1'],
    ]) {
      await played.db.script(
        ['cancellations', 'cancellation_history']
          .map((table) => `delete from inspections.${table}`)
          .join(';'),
      )
      for (const [index, serial] of serials.entries())
        await played.post(
          'annulments',
          'application/json',
          JSON.stringify({
            recordId: 'a-moving',
            updatedAt: `2026-01-19T15:00:0${index}+08:00`,
            station,
            serial,
            vin,
          }),
          { authorization: `Bearer ${played.secretOf(station)}` },
        )
      expect(await found()).toMatchObject({ status: 'CONFLICTING', record: { serial: 'S1' } })
    }
  })
})

describe('a station that is closed', () => {
  const administrator = (query: string) => played.ask(query, {}, ['ADMINISTRATOR'])

  beforeEach(async () => {
    await played.sendVerdict('18C62', visit())
    await loaded(station, '20T09:50:00')
    await loaded(otherStation, '18T09:00:00')
    expect(await found()).toMatchObject({ confirmedAt: at('18T09:00:00') })
  })

  it('holds nothing back, by its own word, until it said it would open', async () => {
    await loaded(otherStation, '18T09:00:00', { closedUntil: at('20T10:30:00') })
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T09:50:00') })
    played.clock.set('2026-01-20T11:00:00+08:00')
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T09:50:00') })
    await loaded(station, '20T11:00:00')
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T10:30:00') })
  })

  it('holds nothing back, by the word of the authority', async () => {
    const licence = {
      recordId: 'l-2',
      updatedAt: '2026-01-19T08:00:00+08:00',
      station: otherStation,
      number: '浙检 2',
      validFrom: '2020-01-01',
      validUntil: '2030-12-31',
      closedFrom: '2026-01-19',
      closedUntil: '2026-01-20',
    }
    expect((await played.licence(licence)).body).toMatchObject({ counts: { APPLIED: 1 } })
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T09:50:00') })
    const other = 'LSVAA2BR9HN054322'
    await played.sendVerdict(
      '18C62',
      visit({ clsbdh: other, jylsh: 'S2', jyjgbh: otherStation }),
      otherStation,
    )
    expect(await found(other)).toMatchObject({ status: 'PRESENT', record: { duringClosure: true } })
    played.clock.set('2026-01-21T08:00:00+08:00')
    expect(await found()).toMatchObject({ confirmedAt: at('18T09:00:00') })
  })

  it('holds nothing back, by the word of an administrator, until that is lifted; nobody else may say so', async () => {
    const declare = `mutation { declareStationClosed(station: "${otherStation}", reason: "设备检修停检") { id station { id } closedFrom closedUntil reason } }`
    for (const roles of [['STATION'], ['BUREAU_CLERK'], ['HUB_EVIDENCE']])
      expect((await played.ask(declare, {}, roles)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    played.events.splice(0)
    const { data } = await administrator(declare)
    // Whoever waits for the word of the station waits no more.
    await expect
      .poll(() => played.events)
      .toContainEqual(
        expect.objectContaining({ type: 'feed.coverage.changed', subject: { source: 'inspection-station' } }),
      )
    expect(data.declareStationClosed).toMatchObject({
      station: { id: otherStation },
      closedFrom: at('20T10:00:00'),
      closedUntil: null,
      reason: '设备检修停检',
    })
    expect(await found()).toMatchObject({ status: 'PRESENT', confirmedAt: at('20T09:50:00') })
    const { id } = data.declareStationClosed as never as { id: string }
    const lifted = await administrator(`mutation { liftStationClosure(id: "${id}") { closedUntil } }`)
    expect(lifted.data.liftStationClosure).toEqual({ closedUntil: at('20T10:00:00') })
    expect(await found()).toMatchObject({ confirmedAt: at('18T09:00:00') })
  })

  it.each([
    ['a number of eight digits', 'station: "33030300", reason: "设备检修停检"', 'BAD_USER_INPUT'],
    ['no reason', `station: "${otherStation}", reason: "  x  "`, 'BAD_USER_INPUT'],
    [
      'the number of a person',
      `station: "${otherStation}", reason: "停检 330399 19900307 0019"`,
      'BAD_USER_INPUT',
    ],
    [
      'an end that has passed',
      `station: "${otherStation}", reason: "设备检修停检", until: "2026-01-20T09:00:00+08:00"`,
      'BAD_USER_INPUT',
    ],
  ])('is not declared so with %s', async (_, given, code) => {
    const { errors } = await administrator(`mutation { declareStationClosed(${given}) { id } }`)
    expect(errors?.[0]?.extensions.code).toBe(code)
    const unknown = await administrator('mutation { liftStationClosure(id: "nothing") { id } }')
    expect(unknown.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
  })

  it('is listed for auditors and administrators, the newest first, with who declared and lifted it, and for nobody else', async () => {
    const declare = (reason: string) =>
      administrator(
        `mutation { declareStationClosed(station: "${otherStation}", reason: "${reason}") { id } }`,
      )
    played.clock.set('2026-01-20T10:10:00+08:00')
    const before = (await declare('第一次停检')).data.declareStationClosed as never as { id: string }
    played.clock.set('2026-01-20T10:30:00+08:00')
    const { data } = await declare('第二次停检')
    const { id } = data.declareStationClosed as never as { id: string }
    await administrator(`mutation { liftStationClosure(id: "${id}") { id } }`)
    const list = (page: string) => `{ stationClosures(${page}) {
      edges { node { id station { id } reason declaredBy declaredAt liftedBy } } pageInfo { hasNextPage endCursor } } }`
    const pageOf = async (page: string, role = 'AUDITOR') => {
      const answer = await played.ask(list(page), {}, [role])
      expect(answer.errors).toBeUndefined()
      return answer.data.stationClosures as never as {
        edges: { node: object }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
    }
    const newest = await pageOf('first: 1')
    expect(newest.edges).toEqual([
      {
        node: {
          id,
          station: { id: otherStation },
          reason: '第二次停检',
          declaredBy: expect.any(String),
          declaredAt: at('20T10:30:00'),
          liftedBy: expect.any(String),
        },
      },
    ])
    expect(newest.pageInfo.hasNextPage).toBe(true)
    const next = await pageOf(`first: 1, after: "${newest.pageInfo.endCursor}"`, 'ADMINISTRATOR')
    expect(next.edges).toMatchObject([{ node: { reason: '第一次停检', liftedBy: null } }])
    for (const role of ['STATION', 'BUREAU_CLERK', 'HUB_EVIDENCE'])
      expect((await played.ask(list('first: 1'), {}, [role])).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    await administrator(`mutation { liftStationClosure(id: "${before.id}") { id } }`)
    const foreign = Buffer.from('["2026-01-20","1"]').toString('base64url')
    expect(
      (await played.ask(list(`after: "${foreign}"`), {}, ['AUDITOR'])).errors?.[0]?.extensions.code,
    ).toBe('BAD_USER_INPUT')
  })

  it('has its reports of that time kept, and marked for whoever rests on them', async () => {
    await administrator(
      `mutation { declareStationClosed(station: "${otherStation}", reason: "设备检修停检") { id } }`,
    )
    played.clock.set('2026-01-20T12:00:00+08:00')
    const other = 'LSVAA2BR9HN054321'
    const inside = visit({ clsbdh: other, jylsh: 'S2', jyjgbh: otherStation, jyrq: '2026-01-20 11:00:00' })
    await played.sendVerdict('18C62', inside, otherStation)
    await loaded(station, '20T12:00:00')
    expect(await found(other)).toMatchObject({
      status: 'PRESENT',
      record: { serial: 'S2', verdict: 'PASS', duringClosure: true },
    })
    expect((await found()).record).toMatchObject({ duringClosure: false })
    const marked = (of: string) =>
      played.events.filter(({ subject, data }) => subject.vin === of && data.duringClosure === true)
    await vi.waitFor(() => expect(marked(other)).toHaveLength(1))
    expect(marked(vin)).toEqual([])
  })
})

describe('a station that says itself that it is closed', () => {
  const other = 'LSVAA2BR9HN054321'
  const test = (hour: string) =>
    visit({ clsbdh: other, jylsh: `S${hour}`, jyjgbh: otherStation, jyrq: `2026-01-19 ${hour}:00` })
  const isMarked = async () => (await found(other)).record
  const close = (from: string, closedUntil?: string, more: object = {}) =>
    loaded(otherStation, from, {
      ...more,
      ...(closedUntil !== undefined && { closedUntil: at(closedUntil) }),
    })
  const marked = { duringClosure: true }
  const unmarked = { duringClosure: false }

  it.each([
    ['before it', '08:59', unmarked],
    ['at its beginning', '09:00', marked],
    ['in the middle', '11:00', marked],
    ['at its end', '12:00', unmarked],
  ])('has tests from inside marked, long after too: %s', async (_, hour, is) => {
    await close('19T09:00:00', '19T12:00:00')
    await close('19T12:30:00')
    await close('19T18:00:00', '20T08:00:00')
    await played.sendVerdict('18C62', test(hour), otherStation)
    expect(await isMarked()).toMatchObject(is)
  })

  const own = { scope: otherStation }

  it.each([
    ['without a closing', undefined, {}, {}],
    ['with an earlier end', '19T10:30:00', {}, {}],
    ['of everything, closed by one of its own scope', undefined, own, {}],
    ['of its own scope, closed by one of everything', undefined, {}, own],
  ])('is open again earlier by a word %s', async (_, end, first, second) => {
    await loaded(station, '20T09:50:00')
    await close('19T09:00:00', '25T00:00:00', first)
    await close('19T10:00:00', end, second)
    await played.sendVerdict('18C62', test('09:30'), otherStation)
    expect(await isMarked()).toMatchObject(marked)
    await played.sendVerdict('18C62', test('11:00'), otherStation)
    expect(await isMarked()).toMatchObject(unmarked)
    await played.sendVerdict('18C62', visit())
    expect(await found()).toMatchObject({ behind: { name: '温州市第二检测站' } })
  })

  it.each([
    ['in their order', [0, 1, 2, 3]],
    ['the last first', [3, 2, 1, 0]],
  ])('is heard by the time of its words, also when they come %s', async (_, order) => {
    const words = [
      () => close('19T09:00:00', '19T20:00:00'),
      () => close('19T10:00:00'),
      () => close('19T12:00:00', '19T14:00:00'),
      () => close('19T15:00:00'),
    ]
    const hours = ['08:30', '09:30', '11:00', '13:00', '14:30', '16:00']
    for (const place of order) await words[place]?.()
    const marks: boolean[] = []
    for (const hour of hours) {
      await played.sendVerdict('18C62', test(hour), otherStation)
      marks.push(((await isMarked()) as { duringClosure: boolean }).duringClosure)
    }
    expect(marks).toEqual([false, true, false, true, false, false])
  })

  it('late has whoever rests on a test from inside told, and again when it takes that back', async () => {
    await close('19T08:00:00')
    await played.sendVerdict('18C62', test('11:00'), otherStation)
    const toldOf = () =>
      played.events.filter(({ subject, data }) => subject.vin === other && data.closureChanged === true)
    const before = toldOf().length
    await close('19T10:00:00', '19T12:00:00')
    expect(await isMarked()).toMatchObject(marked)
    await vi.waitFor(() => expect(toldOf()).toHaveLength(before + 1))
    await close('19T10:00:00')
    expect(await isMarked()).toMatchObject(unmarked)
    await vi.waitFor(() => expect(toldOf()).toHaveLength(before + 2))
  })
})

describe('that there is no inspection', () => {
  it('is true up to the gap of a station, and is no veto', async () => {
    await loaded(station, '20T09:50:00')
    await loaded(otherStation, '20T08:30:00', { lastSequence: 0 })
    await loaded(otherStation, '20T09:00:00', { lastSequence: 7 })
    expect(await found()).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      confirmedAt: at('20T08:30:00'),
      behind: { name: '温州市第二检测站' },
      record: null,
    })
  })

  it('is unknown while something about the vehicle is unread, or any station has a number for it', async () => {
    await loaded(station, '20T09:50:00')
    expect(await found()).toMatchObject({ status: 'CONFIRMED_ABSENT' })
    await keepUnread(otherStation, `VIN ${vin}`)
    expect(await found()).toMatchObject({ status: 'STALE', unreadSince: at('20T08:00:00') })
    await played.db.orm.execute(sql`update ${feedUnread} set closed_at = now()`)
    await played.askSerial(station, { vinNo: vin })
    expect(await found()).toMatchObject({ status: 'STALE', behind: { name: '温州市第一检测站' } })
  })

  it('is said by nobody of a station without a licence today', async () => {
    await loaded(station, '20T09:50:00')
    await played.licence({
      recordId: 'l-3',
      updatedAt: '2026-01-19T08:00:00+08:00',
      station,
      number: '浙检 1',
      validFrom: '2020-01-01',
      validUntil: '2026-01-19',
    })
    expect(await found()).toMatchObject({ status: 'UNAVAILABLE', confirmedAt: null })
  })
})

it('confirmed devices are as old as the look at them, whatever the station says since', async () => {
  await played.confirm({
    recordId: 'eq-1',
    vin,
    station,
    positioning: true,
    alarm: true,
    confirmedOn: '2026-01-05',
    signedBy: 'clerk-7',
    signedAt: '2026-01-05T09:00:00+08:00',
  })
  await loaded(station, '20T09:50:00')
  const equipment = async () =>
    (await played.ask(`{ vehicle(vin: "${vin}") { equipment { status confirmedAt unreadSince } } }`)).data
      .vehicle
  expect(await equipment()).toEqual({
    equipment: { status: 'PRESENT', confirmedAt: at('05T09:00:00'), unreadSince: null },
  })
  await keepUnread(otherStation, `VIN ${vin}`, 'equipmentConfirmation')
  expect(await equipment()).toMatchObject({ equipment: { status: 'STALE', unreadSince: at('20T08:00:00') } })
})
