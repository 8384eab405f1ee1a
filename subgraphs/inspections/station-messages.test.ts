import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { vinCheckDigit } from '@one-visit/schema/identifiers.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStations, otherStation, type Stations, station } from './testing.ts'

interface Case {
  about: string
  path: string
  body: { IPCType: string; Source: string; CompanyId: string; 'IPCType.value': string }
  expect: string
}

let played: Stations

beforeAll(async () => {
  played = await openStations('2026-10-13T10:00:00+08:00')
})
afterAll(async () => {
  await played?.close()
})

const folder = new URL('./ingest/fixtures/stations/', import.meta.url)
const cases = Object.fromEntries(
  readdirSync(folder).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case,
  ]),
)

const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from('a report'),
  Buffer.from([0xff, 0xd9]),
])

let vehicles = 0

/** A VIN nobody else in these tests has, with the check digit it should have. */
function newVin(): string {
  vehicles += 1
  const vin = `LSVAA2BR9HN00${String(vehicles).padStart(4, '0')}`
  return `${vin.slice(0, 8)}${vinCheckDigit(vin)}${vin.slice(9)}`
}

/** Sends a message as it stands in its case, with what was left open filled in. */
async function sendCase(name: string, vin = newVin(), change = (payload: string) => payload) {
  const { path, body } = cases[name] ?? expect.unreachable(`there is no case ${name}`)
  const token = String((await played.askToken(station, played.secretOf(station))).body.access_token)
  const payload = change(
    body['IPCType.value']
      .replaceAll('<a VIN>', vin)
      .replaceAll('<bytes>', jpeg.toString('base64'))
      .replaceAll('<its secret>', played.secretOf(station)),
  )
  const answer = await played.post(
    path.replace('/restapi', 'restapi').replace('<token>', token),
    'application/json',
    JSON.stringify({ ...body, 'IPCType.value': payload }),
  )
  const receipt = await played.room.feeds.findReceipt(String(answer.body.data))
  return { vin, ...answer, record: receipt?.records[0] }
}

async function foundOf(vin: string) {
  const { data, errors } = await played.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) {
      inspection(kind: COMPREHENSIVE) { status unreadSince record { serial verdict grade validUntil failedItems } }
      inspectionHistory { edges { node { serial verdict grade purpose validUntil voidReason failedItems } } } } }`,
    { vin },
  )
  expect(errors).toBeUndefined()
  const { inspection, inspectionHistory } = data.vehicle as never as {
    inspection: { status: string; unreadSince: string | null; record: Record<string, unknown> | null }
    inspectionHistory: { edges: { node: Record<string, unknown> }[] }
  }
  return { ...inspection, history: inspectionHistory.edges.map(({ node }) => node) }
}

describe('what stations really send', () => {
  it('is looked at case by case: each has its test below', () => {
    expect(Object.keys(cases).sort()).toEqual([
      'report-contradicts-brake',
      'report-contradicts-manual',
      'report-failed',
      'report-image',
      'report-maintenance',
      'report-pass',
      'station-info',
      'station-token',
    ])
  })

  it('a station logs in by username and password; the station is CompanyId', async () => {
    expect(await sendCase('station-token')).toMatchObject({
      status: 200,
      body: { code: '1', access_token: expect.stringContaining(station) },
    })
  })

  it('a report that passes is applied, of grade one, without failed items and without notes', async () => {
    const { vin, body, record } = await sendCase('report-pass')
    expect(body).toMatchObject({ code: '1', status: 'ok' })
    expect(body).not.toHaveProperty('notes')
    expect(record).toMatchObject({ outcome: 'APPLIED' })
    expect(await foundOf(vin)).toMatchObject({
      record: { verdict: 'PASS', grade: 'GRADE_1', validUntil: '2027-10-12', failedItems: [] },
      history: [{ purpose: 'PERIODIC' }],
    })
  })

  it('a report that fails is applied with the items that failed', async () => {
    const { vin, body, record } = await sendCase('report-failed')
    expect(body).toMatchObject({ code: '1' })
    expect(record).toMatchObject({ outcome: 'APPLIED' })
    expect(await foundOf(vin)).toMatchObject({
      record: { verdict: 'FAIL', grade: 'FAILED', failedItems: ['人工检验 3：制动管路渗漏', '整车制动'] },
    })
  })

  it.each([
    ['report-contradicts-manual', '/detectReport/manualTestResult/0/evaluate', /人工检验 5：灯光/],
    ['report-contradicts-brake', '/detectRecord/brake/wholeVehicle/singleVehicle/evaluate', /整车制动/],
  ])('%s is quarantined where it contradicts itself, and blocks its vehicle', async (name, pointer, item) => {
    const { vin, status, body, record } = await sendCase(name)
    expect({ status, code: body.code }).toEqual({ status: 200, code: '0' })
    expect(record).toMatchObject({
      outcome: 'QUARANTINED',
      code: 'CONCLUSION_CONTRADICTS',
      pointer,
      text: expect.stringMatching(item),
    })
    expect(await foundOf(vin)).toMatchObject({ record: null, unreadSince: expect.any(String), history: [] })
  })

  it('a check after maintenance is kept, and is no inspection anything rests on', async () => {
    const { vin, body, record } = await sendCase('report-maintenance')
    expect(body).toMatchObject({ code: '1' })
    expect(record).toMatchObject({ outcome: 'APPLIED' })
    expect(await foundOf(vin)).toMatchObject({
      record: null,
      history: [{ verdict: 'PASS', grade: null, purpose: 'MAINTENANCE', validUntil: null, voidReason: null }],
    })
  })

  it('a list of images is kept by digest, each with its own head', async () => {
    const { body, record } = await sendCase('report-image')
    expect(body).toMatchObject({ code: '1', status: 'ok' })
    expect(record).toMatchObject({ message: 'reportFile', outcome: 'APPLIED' })
    const digest = createHash('sha256').update(jpeg).digest('hex')
    const file = await played.room.app.inject({
      url: `/feeds/inspections/files/${digest}`,
      headers: { authorization: `Bearer ${played.secretOf(station)}` },
    })
    expect([file.statusCode, file.rawPayload]).toEqual([200, jpeg])
  })

  it('station data are read out of their nesting', async () => {
    const { body, record } = await sendCase('station-info')
    expect(body).toMatchObject({ code: '1', status: 'ok' })
    expect(record).toMatchObject({ message: 'shareDetectionStationInfo', outcome: 'APPLIED' })
    const nameless = await sendCase('station-info', newVin(), (payload) =>
      payload.replace('"dsName"', '"name"'),
    )
    expect(nameless.record).toMatchObject({
      code: 'FIELD_MISSING',
      pointer: '/detectionStation/stationInfo/dsName',
    })
  })
})

function envelopeOf(type: string, value: unknown): string {
  const payload = typeof value === 'string' ? value : JSON.stringify(value)
  return JSON.stringify({ CompanyId: station, Source: '330303', IPCType: type, 'IPCType.value': payload })
}

/** A change of a payload's fields, by the object they stand in. */
function changed(where: 'detectRecord' | 'detectReport', fields: object) {
  return (payload: string): string => {
    const value = JSON.parse(payload)
    return JSON.stringify({ ...value, [where]: { ...value[where], ...fields } })
  }
}

/** A new number for a visit, so that no test speaks of another's. */
function numbered(fields: object = {}) {
  vehicles += 1
  return changed('detectRecord', {
    detectSn: `${station}20261012${String(vehicles).padStart(4, '0')}`,
    ...fields,
  })
}

/** Makes a report its own correction, of a later time. */
const corrected = changed('detectRecord', { flag: 2, updateTime: '2026-10-12 10:00:00' })

describe('a test that grades nothing', () => {
  it.each([
    ['5', 'OVERHAUL'],
    ['9', 'OTHER'],
  ])('of type %s is kept as %s', async (detectType, purpose) => {
    const { vin, body } = await sendCase('report-maintenance', newVin(), numbered({ detectType }))
    expect(body.code).toBe('1')
    expect(await foundOf(vin)).toMatchObject({ record: null, history: [{ purpose, grade: null }] })
  })

  it('is no re-test of the periodic one under its number: a failure stays the latest inspection', async () => {
    const vin = newVin()
    const detectSn = `${station}202610128001`
    await sendCase('report-failed', vin, numbered({ detectSn }))
    await sendCase('report-maintenance', vin, numbered({ detectSn, detectTotalCount: '2' }))
    expect(await foundOf(vin)).toMatchObject({ record: { serial: detectSn, verdict: 'FAIL' } })
  })

  it('takes the place of a periodic one it corrects, and gives it back', async () => {
    const vin = newVin()
    const detectSn = `${station}202610128002`
    const at = (minute: string) => ({ detectSn, flag: '2', updateTime: `2026-10-12 10:${minute}:00` })
    await sendCase('report-pass', vin, numbered({ detectSn }))
    await sendCase('report-pass', vin, numbered({ ...at('10'), detectType: '4' }))
    expect(await foundOf(vin)).toMatchObject({ record: null, history: [{ purpose: 'MAINTENANCE' }] })
    await sendCase('report-pass', vin, numbered({ ...at('20'), detectType: '1' }))
    expect(await foundOf(vin)).toMatchObject({ record: { grade: 'GRADE_1' } })
  })

  it('said of one instant to be both is a conflict', async () => {
    const vin = newVin()
    const detectSn = `${station}202610128003`
    await sendCase('report-pass', vin, numbered({ detectSn, detectType: '4' }))
    const { record } = await sendCase('report-pass', vin, numbered({ detectSn, detectType: '1' }))
    expect(record?.notes).toContainEqual(expect.stringContaining('says something else'))
  })
})

describe('a report that contradicts itself', () => {
  it('is made up for by its correction with the right conclusion, and by no other report of that instant', async () => {
    const vin = newVin()
    const under = numbered()
    await sendCase('report-contradicts-brake', vin, under)
    const right = changed('detectReport', { detectResult: '不合格' })
    const { body } = await sendCase('report-contradicts-brake', vin, (payload) => right(under(payload)))
    expect(body.code).toBe('1')
    expect(await foundOf(vin)).toMatchObject({ unreadSince: expect.any(String) })
    await sendCase('report-contradicts-brake', vin, (payload) => corrected(right(under(payload))))
    expect(await foundOf(vin)).toMatchObject({ unreadSince: null, record: { verdict: 'FAIL' } })
  })

  it.each([
    ['一级', '0'],
    ['二级', '1'],
    ['合格', '1'],
  ])('by an item of grade two under %s is answered code %s', async (detectResult, code) => {
    const item = [{ itemCode: 'economy', detectData: '9.1', standardValue: '≤9.0', evaluate: '2' }]
    const change = changed('detectReport', { detectResult, performanceItem: item })
    const { body } = await sendCase('report-pass', newVin(), (payload) => change(numbered()(payload)))
    expect(body.code).toBe(code)
  })

  it('is taken back all the same', async () => {
    const { body } = await sendCase(
      'report-contradicts-brake',
      newVin(),
      numbered({ flag: '3', updateTime: '2026-10-12 12:00:00' }),
    )
    expect(body.code).toBe('1')
  })
})

describe('keys nobody knows', () => {
  it.each([
    ['report-pass', changed('detectRecord', { vinNumber: 'x' }), 'unknown key in detectRecord: vinNumber'],
    ['report-pass', changed('detectReport', { manual: [] }), 'unknown key in detectReport: manual'],
    [
      'report-image',
      (text: string) => text.replace('"imageType"', '"kind"'),
      'unknown key in reportImage/0: kind',
    ],
    [
      'station-info',
      (text: string) => text.replace('"ma"', '"mb"'),
      'unknown key in detectionStation/stationInfo: mb',
    ],
  ])('in %s are named in the answer', async (name, change, note) => {
    const isReport = name === 'report-pass'
    const { body } = await sendCase(name, newVin(), (payload) =>
      change(isReport ? numbered()(payload) : payload),
    )
    expect(body).toMatchObject({ code: '1', status: expect.stringContaining(note), notes: [note] })
  })
})

describe('an image that was cut off', () => {
  it('is kept, and its station told', async () => {
    const cut = jpeg.subarray(0, jpeg.length - 2).toString('base64')
    const { body } = await sendCase('report-image', newVin(), (payload) =>
      payload.replace(jpeg.toString('base64'), cut),
    )
    expect(body).toMatchObject({ code: '1', status: expect.stringContaining('cut off') })
  })
})

describe('what is refused', () => {
  it.each([
    [
      'a serial number of 20 digits',
      { detectSn: `${station}20261012001` },
      /has 20 characters; a serial number has 21/,
    ],
    [
      'the serial number of another',
      { detectSn: '330302002202610120001' },
      /begins with 330302002; one of station 330303001/,
    ],
    ['a test of type 7', { detectType: '7' }, /no type of test 7; 1 grades the vehicle/],
    ['no serial number', { detectSn: null }, /detectSn: the field is missing/],
  ])('for %s is told in words', async (_, fields, words) => {
    const { status, body } = await sendCase('report-pass', newVin(), changed('detectRecord', fields))
    expect({ status, code: body.code }).toEqual({ status: 200, code: '0' })
    expect(body.status).toMatch(words)
  })

  const sendBody = async (body: string) => {
    const token = String((await played.askToken(station, played.secretOf(station))).body.access_token)
    const answer = await played.post(`restapi/detecting/put_data;token=${token}`, 'application/json', body)
    return { ...answer, receipt: await played.room.feeds.findReceipt(String(answer.body.data)) }
  }

  it.each([
    ['of a message the hub does not take', envelopeOf('shareNothing', {}), 'MESSAGE_UNKNOWN'],
    ['without JSON text in it', envelopeOf('shareVehicleInfo', '{"dsId'), 'BODY_NOT_JSON'],
    ['that is no JSON', '{"CompanyId', 'BODY_NOT_JSON'],
    ['that is no envelope', '[]', 'ENVELOPE_FORM'],
  ])('%s is answered under status 200, journaled, and blocks nobody', async (_, body, code) => {
    const { status, body: told, receipt } = await sendBody(body)
    expect({ status, code: told.code }).toEqual({ status: 200, code: '0' })
    expect(receipt).toMatchObject({ source: station, records: [{ outcome: 'QUARANTINED', code }] })
    expect(
      (await played.room.feeds.unread.list({ first: 200 })).filter(
        ({ receiptId }) => receiptId === receipt?.receiptId,
      ),
    ).toMatchObject([{ subjects: [] }])
  })

  it('for a report cut off behind its VIN blocks that vehicle, until the whole report comes as a correction', async () => {
    const vin = newVin()
    const under = numbered()
    const wholeOf = (change: (payload: string) => string) =>
      JSON.stringify({
        ...cases['report-pass']?.body,
        'IPCType.value': change(
          under(cases['report-pass']?.body['IPCType.value'].replaceAll('<a VIN>', vin) ?? ''),
        ),
      })
    const whole = wholeOf((payload) => payload)
    const { status, body } = await sendBody(whole.slice(0, -40))
    expect({ status, code: body.code }).toEqual({ status: 200, code: '0' })
    expect(await foundOf(vin)).toMatchObject({ unreadSince: expect.any(String) })
    // What was cut off may have said something else: of one visit, attempt and time nobody knows which is the later word.
    expect((await sendBody(whole)).body.code).toBe('1')
    expect(await foundOf(vin)).toMatchObject({ unreadSince: expect.any(String) })
    expect((await sendBody(wholeOf(corrected))).body.code).toBe('1')
    expect(await foundOf(vin)).toMatchObject({ unreadSince: null, record: { verdict: 'PASS' } })
  })

  it('because it comes too often keeps its status, and is told when to come again', async () => {
    const often = '330305009'
    const sender = { id: often, name: often, authority: often, organisation: often, allowed: [often] }
    await played.db.transaction((tx) =>
      played.room.feeds.sources.register(tx, [{ ...sender, tokens: ['often'], requestsPerMinute: 1 }]),
    )
    const token = String((await played.askToken(often, 'often')).body.access_token)
    const send = () =>
      played.room.app.inject({
        method: 'POST',
        url: `/feeds/inspections/restapi/detecting/put_data;token=${token}`,
        headers: { 'content-type': 'application/json' },
        payload: envelopeOf('shareNothing', {}),
      })
    await send()
    const { statusCode, headers, body } = await send()
    expect({ statusCode, ...JSON.parse(body) }).toMatchObject({
      statusCode: 429,
      code: '0',
      error: 'OVERLOADED',
    })
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })

  it('by an expired token keeps its status: nobody is known to have sent it', async () => {
    const answer = await played.post('restapi/detecting/put_data;token=none', 'application/json', '{}')
    expect(answer).toMatchObject({ status: 401, body: { code: '0' } })
  })

  it.each(['put_data', 'get_data', 'put_data;token='])(
    'by %s, without a token, is told of the token',
    async (call) => {
      for (const prefix of ['', 'detecting-api/'])
        expect(
          await played.post(`${prefix}restapi/detecting/${call}`, 'application/json', '{}'),
        ).toMatchObject({
          status: 401,
          body: { code: '0', status: expect.stringContaining('请先调用 get_access_token') },
        })
    },
  )
})

describe('a station that logs in', () => {
  const login = (company: string, payload: object) =>
    played.post(
      'restapi/detecting/get_access_token',
      'application/json',
      played.envelope(company, 'getAccessToken', payload),
    )

  it('may still name itself as dsId', async () => {
    const password = played.secretOf(station)
    expect(await login('x', { dsId: station, password })).toMatchObject({ status: 200, body: { code: '1' } })
  })

  it.each([
    ['as another station', otherStation, {}],
    ['by another station named as dsId', station, { dsId: otherStation }],
  ])('%s is not let in', async (_, company, more) => {
    const password = played.secretOf(station)
    expect(await login(company, { username: 'JCZ', password, ...more })).toMatchObject({
      status: 401,
      body: { code: '0', status: expect.stringContaining(otherStation) },
    })
  })

  it('by a password nobody has is told of username and password', async () => {
    expect(await login(station, { username: 'JCZ', password: 'wrong' })).toMatchObject({
      status: 401,
      body: {
        code: '0',
        status: expect.stringMatching(
          /^Username and password are not those of a registered station.（用户名或密码不正确/,
        ),
      },
    })
  })

  it('without a password is told what is carried, under status 200', async () => {
    expect(await login(station, { username: 'JCZ' })).toMatchObject({
      status: 200,
      body: {
        code: '0',
        status: 'getAccessToken carries username and password.（缺少该必填字段，请补充后重新报送。）',
      },
    })
  })
})

it('the journal makes the same rows again', async () => {
  expect(await played.room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
})
