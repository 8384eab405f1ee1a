import { collectStatements, entitiesQuery } from '@one-visit/kit/testing.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations()
})
afterAll(async () => {
  await played?.close()
})

/** A VIN nobody else in these tests has. */
const vinOf = (number: number): string => `LSVAA2BR9HN${String(number).padStart(6, '0')}`

function grading(vin: string, sequence: number, more: object = {}, report: object = {}) {
  return {
    detectRecord: {
      dsId: station,
      dsName: '温州市第一检测站',
      detectSn: `${station}20260119${String(sequence).padStart(4, '0')}`,
      detectType: '1',
      detectDate: '2026-01-19 09:30:00',
      vehicleNo: '浙C12345',
      plateColorCode: '2',
      vinNo: vin,
      travelMileage: 120_000,
      detectTotalCount: 1,
      ...more,
    },
    detectReport: {
      detectResult: '一级',
      performanceItem: [{ itemCode: 'power', evaluate: '1' }],
      ...report,
    },
  }
}

function visit(vin: string, serial: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    jylsh: serial,
    jyjgbh: station,
    hphm: '浙CD12345',
    hpzl: '52',
    clsbdh: vin,
    jycs: '1',
    jyrq: '2026-01-19 10:00:00',
    zjjl: '1',
    yxqz: '2027-01-31',
    bhgx: '',
    lc: '42000',
    ...more,
  }
}

async function inspectionOf(vin: string, kind: 'SAFETY' | 'COMPREHENSIVE') {
  const { data, errors } = await played.ask(
    `query($vin: VIN!, $kind: InspectionKind!) { vehicle(vin: $vin) { inspection(kind: $kind) {
      status subject confirmedAt revision source { id name }
      record { serial kind station { id name licenceValidUntil } plateNumber inspectedAt attempt verdict grade
        validUntil failedItems odometerKm annulled } } } }`,
    { vin, kind },
  )
  expect(errors).toBeUndefined()
  return (data.vehicle as never as { inspection: Record<string, unknown> }).inspection
}

async function historyOf(vin: string, page = 'first: 20') {
  const { data, errors } = await played.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) { inspectionHistory(${page}) {
      edges { cursor node { serial verdict annulled } } pageInfo { hasNextPage endCursor } } } }`,
    { vin },
  )
  expect(errors).toBeUndefined()
  return (data.vehicle as never as { inspectionHistory: never }).inspectionHistory as {
    edges: { cursor: string; node: { serial: string; verdict: string; annulled: boolean } }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

describe('the token of the comprehensive exchange', () => {
  it('is given for station and password, and good for two hours', async () => {
    const given = await played.askToken(station, played.secretOf(station))
    expect(given).toMatchObject({ status: 200, body: { code: '1' } })
    const token = String(given.body.access_token)
    played.clock.set('2026-01-20T11:59:59+08:00')
    expect((await played.putData(grading(vinOf(1), 1), { token })).body).toMatchObject({ code: '1' })
    played.clock.set('2026-01-20T12:00:01+08:00')
    expect(await played.putData(grading(vinOf(1), 1), { token })).toMatchObject({
      status: 401,
      body: { code: '0' },
    })
    played.clock.set('2026-01-20T10:00:00+08:00')
  })

  it.each([
    ['a wrong password', () => played.askToken(station, 'wrong')],
    ['the password of another station', () => played.askToken(station, played.secretOf(otherStation))],
  ])('is refused for %s', async (_, asking) => {
    const { status, body } = await asking()
    expect({ status, code: body.code, token: body.access_token }).toEqual({
      status: 401,
      code: '0',
      token: undefined,
    })
  })

  it.each([
    'nonsense',
    `${station}.9999999999.`,
    `${station}.9999999999.${Buffer.alloc(32).toString('base64url')}`,
  ])('cannot be made up: %s', async (token) => {
    expect(await played.putData(grading(vinOf(1), 1), { token })).toMatchObject({
      status: 401,
      body: { code: '0' },
    })
  })
})

describe('a comprehensive result', () => {
  it('is stored with verdict, grade and the end of its year', async () => {
    const sent = await played.putData(grading(vinOf(2), 2))
    expect(sent).toMatchObject({ status: 200, body: { code: '1', data: expect.any(String) } })
    expect(await inspectionOf(vinOf(2), 'COMPREHENSIVE')).toMatchObject({
      status: 'PRESENT',
      subject: vinOf(2),
      source: { id: 'inspection-station', name: `检测站 ${station}` },
      record: {
        serial: `${station}202601190002`,
        kind: 'COMPREHENSIVE',
        station: { id: station, name: '温州市第一检测站', licenceValidUntil: '2030-12-31' },
        plateNumber: '浙C12345',
        inspectedAt: '2026-01-19T01:30:00.000Z',
        attempt: 1,
        verdict: 'PASS',
        grade: 'GRADE_1',
        validUntil: '2027-01-19',
        failedItems: [],
        odometerKm: 120_000,
        annulled: false,
      },
    })
  })

  it('of the old grade three is a failure', async () => {
    await played.putData(grading(vinOf(3), 3, {}, { detectResult: '三级' }))
    expect(await inspectionOf(vinOf(3), 'COMPREHENSIVE')).toMatchObject({
      record: { verdict: 'FAIL', grade: 'FAILED', validUntil: null },
    })
  })

  it('keeps the end of validity it states, and none of its own for 29 February', async () => {
    await played.putData(grading(vinOf(4), 4, { validUntil: '20260719' }))
    expect(await inspectionOf(vinOf(4), 'COMPREHENSIVE')).toMatchObject({
      record: { validUntil: '2026-07-19' },
    })
    const leapDay = { detectSn: `${station}202402290005`, detectDate: '2024-02-29 09:00:00' }
    await played.putData(grading(vinOf(5), 5, leapDay))
    expect(await inspectionOf(vinOf(5), 'COMPREHENSIVE')).toMatchObject({
      record: { validUntil: '2025-02-28' },
    })
  })

  it.each([
    ['a station that is not the sender', { dsId: otherStation }, {}, 'SENDER_NOT_ALLOWED'],
    ['a serial number of another station', { detectSn: `${otherStation}202601190009` }, {}, 'SERIAL_FORM'],
    ['a serial number of 20 digits', { detectSn: `${station}20260119009` }, {}, 'SERIAL_FORM'],
    ['a VIN of 16 characters', { vinNo: 'LSVAA2BR9HN01234' }, {}, 'VIN_LENGTH'],
    ['a VIN with an O', { vinNo: 'LSVAA2BR9HN01234O' }, {}, 'VIN_ALPHABET'],
    ['a date in the future', { detectDate: '2026-01-20 10:10:01' }, {}, 'INSPECTION_IN_FUTURE'],
    ['a day the calendar has not', { detectDate: '2026-02-30 09:00:00' }, {}, 'DATE_FORM'],
    ['a conclusion nobody knows', {}, { detectResult: '四级' }, 'CODE_UNKNOWN'],
    [
      'an item verdict nobody knows',
      {},
      { manualTestResult: [{ detectCls: '1', evaluate: '7' }] },
      'CODE_UNKNOWN',
    ],
    ['a type of test nobody knows', { detectType: '7' }, {}, 'DETECT_TYPE'],
    ['no serial number', { detectSn: undefined }, {}, 'FIELD_MISSING'],
  ])('with %s is told what is wrong and changes nothing', async (_, record, report, code) => {
    const vin = vinOf(9)
    // A plate of its own: what cannot be read of a vehicle is a gap for whoever bears its plate.
    const sent = await played.putData(grading(vin, 9, { vehicleNo: '浙C99999', ...record }, report))
    expect(sent).toMatchObject({ status: 200, body: { code: '0', status: expect.stringContaining(code) } })
    expect((await historyOf(vin)).edges).toEqual([])
  })

  it('with a key that comes twice is refused, whichever of the two would count', async () => {
    const text = JSON.stringify(grading(vinOf(9), 9)).replace(
      '"detectResult"',
      '"detectResult":"不合格","detectResult"',
    )
    expect((await played.putData(text)).body.status).toContain('DUPLICATE_KEY')
  })
})

describe('a safety verdict', () => {
  it('passes with police code 1 and carries what the station wrote', async () => {
    expect(await played.sendVerdict('18C62', visit(vinOf(20), 'S20'))).toMatchObject({
      status: 200,
      body: { counts: { APPLIED: 1 } },
    })
    expect(await inspectionOf(vinOf(20), 'SAFETY')).toMatchObject({
      status: 'PRESENT',
      record: {
        serial: 'S20',
        plateNumber: '浙CD12345',
        inspectedAt: '2026-01-19T02:00:00.000Z',
        verdict: 'PASS',
        grade: null,
        validUntil: '2027-01-31',
        failedItems: [],
        odometerKm: 42_000,
      },
    })
    expect(await inspectionOf(vinOf(20), 'COMPREHENSIVE')).toMatchObject({ record: null })
  })

  it('keeps no plate whose province it does not say, and no failed items that are not there', async () => {
    await played.sendVerdict('18C62', visit(vinOf(21), 'S21', { hphm: 'CD12345', zjjl: '2', bhgx: 'B1,H1' }))
    expect(await inspectionOf(vinOf(21), 'SAFETY')).toMatchObject({
      record: { plateNumber: null, verdict: 'FAIL', failedItems: ['B1', 'H1'] },
    })
  })

  it('is what the re-test says, in whatever order the two arrive', async () => {
    const retest = (vin: string, serial: string) =>
      visit(vin, serial, { jycs: '2', jyrq: '2026-01-19 14:00:00', zjjl: '2', bhgx: 'B1' })
    await played.sendVerdict('18C62', visit(vinOf(22), 'S22'))
    await played.sendVerdict('18C65', retest(vinOf(22), 'S22'))
    expect(await played.sendVerdict('18C65', retest(vinOf(23), 'S23'))).toMatchObject({ status: 200 })
    expect((await played.sendVerdict('18C62', visit(vinOf(23), 'S23'))).body).toMatchObject({
      counts: { APPLIED: 1 },
    })
    for (const vin of [vinOf(22), vinOf(23)])
      expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ record: { attempt: 2, verdict: 'FAIL' } })
  })

  it('of a re-test at the same second stands before the first attempt', async () => {
    await played.sendVerdict('18C65', visit(vinOf(24), 'S24', { jycs: '2', zjjl: '2' }))
    await played.sendVerdict('18C62', visit(vinOf(24), 'S24'))
    expect(await inspectionOf(vinOf(24), 'SAFETY')).toMatchObject({
      status: 'PRESENT',
      record: { attempt: 2, verdict: 'FAIL' },
    })
  })

  it.each([
    ['verdicts', { zjjl: '2' }],
    ['odometers', { lc: '700000' }],
    ['ends', { yxqz: '2028-01-31' }],
  ])('said twice of one attempt with two %s is a conflict, until a correction comes', async (what, other) => {
    const [vin, serial] = [vinOf(250 + what.length), `S25-${what}`]
    await played.sendVerdict('18C62', visit(vin, serial))
    await played.sendVerdict('18C62', visit(vin, serial, { bhgx: 'F1' }))
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'PRESENT' })
    await played.sendVerdict('18C62', visit(vin, serial, other))
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'CONFLICTING' })
    await played.sendVerdict('18C62', visit(vin, serial, { ...other, gxsj: '2026-01-19 18:00:00' }))
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'PRESENT' })
  })

  it('of two visits of one instant that found two things is a conflict, whichever number is larger', async () => {
    for (const zjjl of ['1', '2'])
      await played.sendVerdict('18C62', visit(vinOf(26), `S26-${zjjl}`, { zjjl }))
    expect(await inspectionOf(vinOf(26), 'SAFETY')).toMatchObject({ status: 'CONFLICTING' })
  })

  it.each([
    ['another station', { jyjgbh: otherStation }, 'SENDER_NOT_ALLOWED', '/jyjgbh'],
    ['a station that is no number', { jyjgbh: 'station' }, 'STATION_FORM', '/jyjgbh'],
    ['a VIN of 18 characters', { clsbdh: 'LSVAA2BR9HN0123456' }, 'VIN_LENGTH', '/clsbdh'],
    ['a time in the future', { jyrq: '2026-01-20 10:10:01' }, 'INSPECTION_IN_FUTURE', '/jyrq'],
    ['a verdict of the transport side', { zjjl: '-1' }, 'CODE_UNKNOWN', '/zjjl'],
    ['an attempt that is no number', { jycs: 'two' }, 'NUMBER_FORM', '/jycs'],
  ])('about %s is quarantined', async (_, more, code, pointer) => {
    const { body } = await played.sendVerdict(
      '18C62',
      visit(vinOf(29), 'S29', { hphm: '浙CD99999', ...more }),
    )
    expect(body).toMatchObject({ records: [{ outcome: 'QUARANTINED', code, pointer }] })
    expect((await historyOf(vinOf(29))).edges).toEqual([])
  })

  it('of a re-test that says it is the first attempt is quarantined', async () => {
    expect((await played.sendVerdict('18C65', visit(vinOf(29), 'S29'))).body).toMatchObject({
      records: [{ code: 'ATTEMPT_FORM' }],
    })
  })

  it.each([
    ['is cut off', (xml: string) => xml.slice(0, -40)],
    ['brings a document type', (xml: string) => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>')],
    ['is of an interface the hub does not take', (xml: string) => xml.replace('18C62', '18C54')],
    ['is nothing', () => '<a/>'],
  ])('in a call that %s is refused whole', async (_, change) => {
    const xml = change(played.soap('18C62', visit(vinOf(29), 'S29')))
    expect(await played.sendXml(xml)).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } })
  })

  it('is taken from nobody who does not sign', async () => {
    const answer = await played.room.app.inject({
      method: 'POST',
      url: '/feeds/inspections/safety-verdicts',
      headers: { 'content-type': 'text/xml' },
      payload: played.soap('18C62', visit(vinOf(29), 'S29')),
    })
    expect(answer.statusCode).toBe(401)
  })
})

describe('a cancelled visit', () => {
  const cancel = (vin: string, serial: string, zfsj = '2026-01-19 15:00:00') => ({
    ...visit(vin, serial),
    zfsj,
  })

  it('is no inspection any more: the one before it counts again, the history shows both', async () => {
    const vin = vinOf(30)
    await played.sendVerdict('18C62', visit(vin, 'S30a', { jyrq: '2025-06-01 10:00:00', zjjl: '2' }))
    await played.sendVerdict('18C62', visit(vin, 'S30b'))
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ record: { serial: 'S30b' } })
    await played.sendVerdict('18C72', cancel(vin, 'S30b'))
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({
      status: 'PRESENT',
      record: { serial: 'S30a', verdict: 'FAIL', annulled: false },
    })
    expect((await historyOf(vin)).edges.map(({ node }) => node)).toEqual([
      { serial: 'S30b', verdict: 'PASS', annulled: true },
      { serial: 'S30a', verdict: 'FAIL', annulled: false },
    ])
  })

  it('voids every attempt, those too that arrive after it or are dated after it', async () => {
    const vin = vinOf(31)
    await played.sendVerdict('18C72', cancel(vin, 'S31', '2026-01-19 11:00:00'))
    await played.sendVerdict('18C62', visit(vin, 'S31'))
    await played.sendVerdict('18C65', visit(vin, 'S31', { jycs: '2', jyrq: '2026-01-19 16:00:00' }))
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'UNAVAILABLE', record: null })
    const { data } = await played.ask(
      entitiesQuery('Inspection', '{ serial verdict { attempt verdict annulled } }'),
      { representations: ['S31', 'S20'].map((serial) => ({ __typename: 'Inspection', serial })) },
    )
    expect(data._entities).toEqual([
      { serial: 'S31', verdict: { attempt: 2, verdict: 'PASS', annulled: true } },
      { serial: 'S20', verdict: { attempt: 1, verdict: 'PASS', annulled: false } },
    ])
  })

  it("of another station leaves a station's own report alone, even under the same serial number", async () => {
    const vin = vinOf(32)
    await played.sendVerdict('18C62', visit(vin, 'S32'))
    await played.sendVerdict('18C72', { ...cancel(vin, 'S32'), jyjgbh: otherStation }, otherStation)
    await played.sendVerdict('18C62', visit(vinOf(33), 'S32', { jyjgbh: otherStation }), otherStation)
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'PRESENT', record: { serial: 'S32' } })
  })

  it('whose next attempt is of another vehicle conflicts on both', async () => {
    await played.sendVerdict('18C62', visit(vinOf(36), 'S36'))
    await played.sendVerdict('18C65', visit(vinOf(37), 'S36', { jycs: '2', jyrq: '2026-01-19 16:00:00' }))
    for (const vin of [vinOf(36), vinOf(37)])
      expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'CONFLICTING' })
  })

  it('is told with the vehicle of the report, where it names another one', async () => {
    await played.sendVerdict('18C62', visit(vinOf(34), 'S34'))
    await played.sendVerdict('18C72', cancel(vinOf(35), 'S34'))
    await vi.waitFor(() => {
      const told = played.events.filter(({ data }) => data.serial === 'S34' && data.annulled === true)
      expect(told.map(({ subject }) => subject.vin).sort()).toEqual([vinOf(34), vinOf(35)])
    })
  })
})

describe('a confirmation of devices', () => {
  const confirmation = (vin: string, more: object = {}) => ({
    recordId: `eq-${vin}`,
    vin,
    station,
    positioning: true,
    alarm: true,
    confirmedOn: '2026-01-19',
    signedBy: 'clerk-7',
    ...more,
  })
  const equipmentOf = async (vin: string) => {
    const { data, errors } = await played.ask(
      'query($vin: VIN!) { vehicle(vin: $vin) { equipment { status subject record { station { id } positioning alarm confirmedOn signedBy } } } }',
      { vin },
    )
    expect(errors).toBeUndefined()
    return (data.vehicle as never as { equipment: unknown }).equipment
  }

  it('is answered with the pseudonym of who signed', async () => {
    expect(await played.confirm(confirmation(vinOf(40)))).toMatchObject({ status: 201 })
    expect(await equipmentOf(vinOf(40))).toEqual({
      status: 'PRESENT',
      subject: vinOf(40),
      record: {
        station: { id: station },
        positioning: true,
        alarm: true,
        confirmedOn: '2026-01-19',
        signedBy: 'clerk-7',
      },
    })
  })

  it('of a later day stands, whichever comes first', async () => {
    await played.confirm(confirmation(vinOf(41), { alarm: false }))
    await played.confirm(confirmation(vinOf(41), { confirmedOn: '2026-01-12' }))
    expect(await equipmentOf(vinOf(41))).toMatchObject({ status: 'PRESENT', record: { alarm: false } })
  })

  it('of one day that contradicts another one is a conflict, unless it was signed later', async () => {
    await played.confirm(confirmation(vinOf(42), { alarm: false }))
    await played.confirm(confirmation(vinOf(42)))
    expect(await equipmentOf(vinOf(42))).toMatchObject({ status: 'CONFLICTING' })
    await played.confirm(
      confirmation(vinOf(42), { confirmedOn: '2026-01-20', signedAt: '2026-01-20T08:00:00+08:00' }),
    )
    expect(await equipmentOf(vinOf(42))).toMatchObject({ status: 'PRESENT', record: { alarm: true } })
  })

  it.each([
    ['another station', { station: otherStation }, 'SENDER_NOT_ALLOWED'],
    ['a day in the future', { confirmedOn: '2026-01-21' }, 'TIME_AHEAD'],
    ['a signature in the future', { signedAt: '2026-01-20T11:00:00+08:00' }, 'TIME_AHEAD'],
    ['no word about the alarm', { alarm: undefined }, 'FIELD_MISSING'],
  ])('with %s is quarantined', async (_, more, code) => {
    expect((await played.confirm(confirmation(vinOf(43), more))).body).toMatchObject({ records: [{ code }] })
  })
})

describe('what other rooms are told', () => {
  it('is that an inspection was recorded, and the plate that was seen', async () => {
    await played.sendVerdict('18C62', visit(vinOf(50), 'S50'))
    await vi.waitFor(() => {
      const told = played.events.filter(({ subject }) => subject.vin === vinOf(50))
      expect(told.map(({ type }) => type).sort()).toEqual(['identity.observed', 'inspection.recorded'])
      expect(told.find(({ type }) => type === 'identity.observed')?.data).toEqual({
        vin: vinOf(50),
        plateNumber: '浙CD12345',
        validFrom: '2026-01-19T02:00:00.000Z',
        source: 'inspection-station',
      })
    })
  })
})

describe('what is asked', () => {
  const many = 'query($vins: [VIN!]!) { vehicles(vins: $vins) { vin inspection(kind: SAFETY) { status } } }'
  const vins = Array.from({ length: 50 }, (_, index) => vinOf(600 + index))

  it('of 50 vehicles costs one statement for the visits and one for the stations', async () => {
    await played.sendVerdict('18C62', visit(vins[0] as string, 'S600'))
    const seen: string[] = []
    played.db.onStatement = collectStatements(seen)
    const { data } = await played.ask(many, { vins })
    played.db.onStatement = undefined
    const rows = data.vehicles as never as { vin: string; inspection: { status: string } }[]
    expect(rows.map(({ vin }) => vin)).toEqual(vins)
    expect(rows.map(({ inspection }) => inspection.status)).toEqual([
      'PRESENT',
      ...Array(49).fill('UNAVAILABLE'),
    ])
    expect(seen.filter((text) => text.includes('"inspections"."inspections"'))).toHaveLength(1)
    expect(seen).toHaveLength(2)
  })

  it('of the history of 50 vehicles costs one statement, of the key alone none', async () => {
    const seen: string[] = []
    played.db.onStatement = collectStatements(seen)
    await played.ask(
      'query($vins: [VIN!]!) { vehicles(vins: $vins) { inspectionHistory { edges { cursor } } } }',
      {
        vins,
      },
    )
    expect(seen).toHaveLength(1)
    await played.ask('query($vins: [VIN!]!) { vehicles(vins: $vins) { vin } }', { vins })
    played.db.onStatement = undefined
    expect(seen).toHaveLength(1)
  })

  it('page by page shows every visit once, newest first', async () => {
    const vin = vinOf(60)
    for (const [index, jyrq] of [
      '2026-01-17 08:00:00',
      '2026-01-18 08:00:00',
      '2026-01-18 08:00:00',
    ].entries())
      await played.sendVerdict('18C62', visit(vin, `S60-${index}`, { jyrq }))
    const first = await historyOf(vin, 'first: 2')
    const rest = await historyOf(vin, `first: 2, after: ${JSON.stringify(first.pageInfo.endCursor)}`)
    expect([...first.edges, ...rest.edges].map(({ node }) => node.serial)).toEqual([
      'S60-2',
      'S60-1',
      'S60-0',
    ])
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false])
  })

  it('with a cursor that is none, or a station that is no number, is refused', async () => {
    const cursor = Buffer.from(JSON.stringify(['then', 'a', 'b', 'c'])).toString('base64url')
    const history = await played.ask(
      `{ vehicle(vin: "${vinOf(60)}") { inspectionHistory(after: "${cursor}") { edges { cursor } } } }`,
    )
    const asked = await played.ask('{ station(id: "3303") { name } }')
    for (const { errors } of [history, asked]) expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('of a station nobody registered has no name, and of a serial nobody sent no verdict', async () => {
    const { data, errors } = await played.ask(
      '{ known: station(id: "330303001") { name } unknown: station(id: "330399999") { id name licenceValidUntil } }',
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      known: { name: '温州市第一检测站' },
      unknown: { id: '330399999', name: null, licenceValidUntil: null },
    })
    const found = await played.ask(entitiesQuery('Inspection', '{ verdict { serial } }'), {
      representations: [{ __typename: 'Inspection', serial: 'nobody' }],
    })
    expect(found.data._entities).toEqual([{ verdict: null }])
  })

  it('is answered only to those who may read inspections', async () => {
    const { errors } = await played.ask(many, { vins: [vins[0]] }, ['CITIZEN'])
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })
})

describe('absence', () => {
  const nobody = vinOf(700)

  it('is confirmed once a station counts, as of the one that spoke longest ago', async () => {
    expect(await inspectionOf(nobody, 'SAFETY')).toMatchObject({ status: 'UNAVAILABLE', confirmedAt: null })
    await played.heartbeat(station, { at: '2026-01-20T09:00:00+08:00' })
    expect(await inspectionOf(nobody, 'SAFETY')).toMatchObject({ status: 'UNAVAILABLE' })
    await played.heartbeat(otherStation, { at: '2026-01-20T09:30:00+08:00', initialLoadCompleted: true })
    // A station that never declared its first load vouches for nothing, and keeps nobody else's word back.
    expect(await inspectionOf(nobody, 'SAFETY')).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      confirmedAt: '2026-01-20T01:30:00.000Z',
    })
    await played.heartbeat(station, { at: '2026-01-20T09:00:00+08:00', initialLoadCompleted: true })
    expect(await inspectionOf(nobody, 'SAFETY')).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      subject: nobody,
      confirmedAt: '2026-01-20T01:00:00.000Z',
      record: null,
    })
  })

  it('stands as of the last word of a station that fell silent, where the only visit was cancelled', async () => {
    const vin = vinOf(701)
    await played.sendVerdict('18C62', visit(vin, 'S701'))
    await played.sendVerdict('18C72', { ...visit(vin, 'S701'), zfsj: '2026-01-19 12:00:00' })
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'CONFIRMED_ABSENT', record: null })
    played.clock.set('2026-01-20T12:15:00+08:00')
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      confirmedAt: '2026-01-20T01:00:00.000Z',
      record: null,
    })
  })

  it('of a beat makes the records of that station stale and leaves those of the other alone', async () => {
    const vin = vinOf(702)
    await played.sendVerdict('18C62', visit(vin, 'S702'))
    await played.sendVerdict('18C62', visit(vinOf(703), 'S703', { jyjgbh: otherStation }), otherStation)
    expect(await inspectionOf(vin, 'SAFETY')).toMatchObject({ status: 'STALE', record: { serial: 'S702' } })
    expect(await inspectionOf(vinOf(703), 'SAFETY')).toMatchObject({
      status: 'PRESENT',
      // The other one is alive; but the one that is silent may have tested the vehicle since.
      confirmedAt: '2026-01-20T01:00:00.000Z',
    })
  })
})

describe('the journal', () => {
  it('makes the same rows again', async () => {
    const report = await played.room.feeds.rebuild()
    expect(report).toMatchObject({ same: true, unreadable: {} })
  })
})
