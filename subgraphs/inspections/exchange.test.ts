import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { principalHeader, signPrincipal } from '@one-visit/kit/room/principal.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueSerialNumber } from './serial-numbers.ts'
import { openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations()
})
afterAll(async () => {
  await played?.close()
})

const vin = 'LSVAA2BR9HN012345'

function fixture(name: string) {
  return JSON.parse(readFileSync(new URL(`./ingest/fixtures/${name}`, import.meta.url), 'utf8'))
}

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('pixels'),
])
const pdf = Buffer.from('%PDF-1.7 a report')
const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function getData(value: object, from = station, prefix = '') {
  const token = String((await played.askToken(from, played.secretOf(from))).body.access_token)
  return played.post(
    `${prefix}restapi/detecting/get_data;token=${token}`,
    'application/json',
    played.envelope(from, 'getVehicleInfoAndDetectSn', value),
  )
}

function dataOf({ body }: { body: Record<string, never> }) {
  return JSON.parse(String(body.data)) as { detectSn: string; vehicleInfo: Record<string, unknown> | null }
}

describe('a serial number', () => {
  it('is station, day and a sequence, given once, however many ask at the same time', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        dataOf(await getData({ vinNo: vin }, station, index % 2 === 0 ? '' : 'detecting-api/')),
      ),
    )
    expect(numbers.map(({ detectSn }) => detectSn).sort()).toEqual(
      Array.from({ length: 20 }, (_, index) => `${station}20260120${String(index + 1).padStart(4, '0')}`),
    )
  })

  it('starts again for another day and another station, and ends after 9999', async () => {
    const named = { vin, plateNumber: null }
    const issue = (of: string, at: string) => issueSerialNumber(played.db, of, named, new Date(at))
    const noon = '2026-01-20T12:00:00+08:00'
    expect(await issue(otherStation, noon)).toBe(`${otherStation}202601200001`)
    expect(await issue(station, '2026-01-20T16:00:00Z')).toBe(`${station}202601210001`)
    await played.db.orm.execute(
      `insert into inspections.serial_numbers values ('330303003', '2026-01-20', 9998)` as never,
    )
    expect(await issue('330303003', noon)).toBe('330303003202601209999')
    await expect(issue('330303003', noon)).rejects.toMatchObject({
      code: 'OVERLOADED',
    })
  })

  it('comes with the vehicle as stations described it, by VIN or plate', async () => {
    expect(dataOf(await getData({ vinNo: vin })).vehicleInfo).toBeNull()
    const sent = await played.putData(fixture('vehicle-info.json'), { type: 'shareVehicleInfo' })
    expect(sent.body).toMatchObject({ code: '1' })
    const expected = { vinNo: vin, vehicleNo: '浙C12345', registDate: '2016-05-03', seatCount: 5 }
    expect(dataOf(await getData({ vinNo: vin })).vehicleInfo).toMatchObject(expected)
    expect(dataOf(await getData({ vinNo: '0', vehicleNo: '浙C12345' })).vehicleInfo).toMatchObject(expected)
  })

  it.each([
    ['no vehicle', {}],
    ['a VIN with an O', { vinNo: 'LSVAA2BR9HN01234O' }],
    ['a plate that is none', { vehicleNo: '浙CI2345' }],
  ])('is not given for %s', async (_, value) => {
    expect(await getData(value)).toMatchObject({ status: 200, body: { code: '0' } })
  })

  it('is not given without a token', async () => {
    const answer = await played.post(
      'restapi/detecting/get_data;token=none',
      'application/json',
      played.envelope(station, 'getVehicleInfoAndDetectSn', { vinNo: vin }),
    )
    expect(answer).toMatchObject({ status: 401, body: { code: '0' } })
  })
})

/** A text in GB 18030, of characters that have two bytes there. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, Buffer>()
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) {
      const bytes = Buffer.from([first, second])
      codes.set(decoder.decode(bytes), bytes)
    }
  return Buffer.concat([...text].map((one) => codes.get(one) ?? Buffer.from(one)))
}

describe('an envelope in GB 18030', () => {
  const good = fixture('detect-info.json')
  const other = { vinNo: 'LGXC16DF6H0123456', vehicleNo: '浙C54321' }
  const report = { ...good, detectRecord: { ...good.detectRecord, ...other } }
  const send = async (url: string, type: string, payload: Buffer) => {
    const answer = await played.room.app.inject({
      method: 'POST',
      url: `/feeds/inspections/${url}`,
      headers: { 'content-type': type },
      payload,
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const bodyOf = (serial: string) =>
    gb18030(
      played.envelope(station, 'shareDetectInfo', {
        ...report,
        detectRecord: { ...report.detectRecord, detectSn: serial, dsName: '温州检测站' },
      }),
    )
  const tokenOf = async () =>
    String((await played.askToken(station, played.secretOf(station))).body.access_token)
  const serialOf = (last: string) => `${String(report.detectRecord.detectSn).slice(0, 17)}${last}`

  it.each(['gbk', 'GB18030', '"gb2312"'])('is read where its sender says so: %s', async (charset) => {
    const body = bodyOf(serialOf(`900${charset.length}`))
    const url = `restapi/detecting/put_data;token=${await tokenOf()}`
    const refused = await send(url, 'application/json', body)
    expect(refused.body).toMatchObject({ code: '0', status: expect.stringContaining('BODY_NOT_TEXT') })
    const taken = await send(url, `application/json; charset=${charset}`, body)
    expect(taken).toMatchObject({ status: 200, body: { code: '1' } })
    expect(await send(url, `application/json; charset=${charset}`, body)).toEqual(taken)
  })

  it('that says so and is UTF-8, or no text at all, is read as UTF-8', async () => {
    const url = `restapi/detecting/put_data;token=${await tokenOf()}`
    const value = { ...report, detectRecord: { ...report.detectRecord, detectSn: serialOf('9010') } }
    const inUtf8 = Buffer.from(played.envelope(station, 'shareDetectInfo', value))
    expect((await send(url, 'application/json; charset=gbk', inUtf8)).body).toMatchObject({ code: '1' })
    const junk = Buffer.concat([inUtf8, Buffer.from([0xff, 0xff])])
    expect((await send(url, 'application/json; charset=gbk', junk)).body).toMatchObject({
      code: '0',
      status: expect.stringContaining('BODY_NOT_TEXT'),
    })
  })

  it('gives a token, as a login in any case of its names does', async () => {
    const password = played.secretOf(station)
    for (const payload of [
      { UserName: '站长', PassWord: password },
      { USERNAME: 'JCZ', PASSWORD: password },
      { DSID: station, Password: password },
    ]) {
      const body = gb18030(played.envelope(station, 'getAccessToken', payload))
      const answer = await send('restapi/detecting/get_access_token', 'application/json;charset=GBK', body)
      expect(answer.body).toMatchObject({ code: '1', access_token: expect.any(String) })
    }
  })

  it('is found at its address in any case, with slashes more, and with signs as %3B', async () => {
    const token = await tokenOf()
    const put = (path: string, last: string) =>
      send(path, 'application/json;charset=gbk', bodyOf(serialOf(last)))
    for (const [index, path] of [
      `restapi/detecting/put_data;token=${token}/`,
      `/restapi/detecting/put_data;token=${token}`,
      `restapi//detecting/put_data/;token=${token}`,
      `restapi/detecting/put_data%3Btoken=${token}`,
      `restapi/detecting/put_data%3btoken%3D${token}`,
      `RESTAPI/detecting/PUT_DATA;TOKEN=${token}`,
    ].entries())
      expect((await put(path, `902${index}`)).body, path).toMatchObject({ code: '1' })
    expect(
      (await send('restapi/detecting//get_access_token/', 'application/json', Buffer.from('{}'))).status,
    ).toBe(200)
  })

  it('is a repeat at its address in another case, and a batch of its own under the other prefix', async () => {
    const token = await tokenOf()
    const put = (path: string) =>
      send(`${path};token=${token}`, 'application/json;charset=gbk', bodyOf(serialOf('9030')))
    const first = await put('restapi/detecting/put_data')
    expect(first.body).toMatchObject({ code: '1' })
    for (const path of [
      'restapi/detecting/PUT_DATA',
      'RestApi/Detecting/Put_Data',
      'restapi/detecting/put_data/',
    ])
      expect(await put(path), path).toEqual(first)
    expect((await put('detecting-api/restapi/detecting/put_data')).body.data).not.toBe(first.body.data)
  })
})

describe('a report as vendors write it', () => {
  const good = fixture('detect-info.json')
  it('is read with numbers as text, "0" for what is missing and decimals of the odometer', async () => {
    expect((await played.putData(good)).body).toMatchObject({ code: '1' })
    const { data } = await played.ask(
      `{ vehicle(vin: "${vin}") { inspection(kind: COMPREHENSIVE) { record { odometerKm verdict grade line } } } }`,
    )
    expect(data.vehicle).toMatchObject({
      inspection: { record: { odometerKm: 120_001, verdict: 'PASS', grade: 'GRADE_2', line: 'A' } },
    })
  })

  it('with the two dates swapped is taken with a note', async () => {
    const { detectRecord } = good
    const sent = await played.putData({
      ...good,
      detectRecord: { ...detectRecord, registDate: '20160101', productionDate: '20160503' },
    })
    expect(sent.body.code).toBe('1')
    const receipt = await played.room.feeds.findReceipt(String(sent.body.data))
    expect(receipt?.records[0]?.notes).toContainEqual(expect.stringContaining('swapped'))
  })

  it.each(
    (
      fixture('detect-info-broken.json') as { why: string; record?: object; report?: object; code: string }[]
    ).map((broken) => [broken.why, broken] as const),
  )('%s is told what is wrong', async (_, { record, report, code }) => {
    const sent = await played.putData({
      detectRecord: { ...good.detectRecord, ...record },
      detectReport: { ...good.detectReport, ...report },
    })
    expect(sent).toMatchObject({ status: 200, body: { code: '0', status: expect.stringContaining(code) } })
  })

  it('in GBK bytes, or encoded whole, is read all the same', async () => {
    const visit = { jylsh: 'G1', jyjgbh: station, clsbdh: vin, jyrq: '2026-01-19 10:00:00', zjjl: '2' }
    const plain = played.soap('18C62', visit)
    const [, document = ''] = /<UTF8XmlDoc>([\s\S]*)<\/UTF8XmlDoc>/.exec(plain) ?? []
    const unescaped = document.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    const whole = await played.sendXml(plain.replace(document, encodeURIComponent(unescaped)))
    expect(whole.body).toMatchObject({ counts: { APPLIED: 1 } })
    const gbk = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GBK"?><root><jkid>18C62</jkid><UTF8XmlDoc><vehispara>'),
      Buffer.from('<jylsh>G2</jylsh><jyjgbh>330303001</jyjgbh><clsbdh>LSVAA2BR9HN012345</clsbdh>'),
      Buffer.from('<jyrq>2026-01-19 11:00:00</jyrq><zjjl>2</zjjl><bhgx>'),
      Buffer.from([0xcd, 0xe2, 0xb9, 0xdb]),
      Buffer.from('</bhgx></vehispara></UTF8XmlDoc></root>'),
    ])
    const answer = await played.room.app.inject({
      method: 'POST',
      url: '/feeds/inspections/safety-verdicts',
      headers: { 'content-type': 'text/xml', authorization: `Bearer ${played.secretOf(station)}` },
      payload: gbk,
    })
    const receipt = await played.room.feeds.findReceipt(String(answer.headers['feed-receipt']))
    expect(receipt).toMatchObject({ counts: { APPLIED: 1 } })
    const { data } = await played.ask(
      `{ vehicle(vin: "${vin}") { inspection(kind: SAFETY) { record { failedItems } } } }`,
    )
    expect(data.vehicle).toMatchObject({ inspection: { record: { failedItems: ['外观'] } } })
  })
})

describe('what says two things under one name', () => {
  const other = 'LSVAA2BR9HN054321'
  const visit = (serial: string) => ({
    jylsh: serial,
    jyjgbh: station,
    clsbdh: other,
    jyrq: '2026-01-19 10:00:00',
    zjjl: '2',
  })
  const twice = { outcome: 'QUARANTINED', code: 'DUPLICATE_KEY' }

  it.each([
    [
      'an element twice',
      (xml: string) => xml.replace('&lt;zjjl', '&lt;zjjl&gt;1&lt;/zjjl&gt;&lt;zjjl'),
      '/zjjl',
    ],
    [
      'an element in two spellings',
      (xml: string) => xml.replace('&lt;zjjl', '&lt;ZJJL&gt;1&lt;/ZJJL&gt;&lt;zjjl'),
      '/zjjl',
    ],
    [
      'two interfaces',
      (xml: string) => xml.replace('<xtlb>', '<head><jkid>18C72</jkid></head><xtlb>'),
      '/jkid',
    ],
    [
      'two documents',
      (xml: string) =>
        xml.replace('</writeObjectOut>', '<WriteXmlDoc>&lt;root/&gt;</WriteXmlDoc></writeObjectOut>'),
      '/WriteXmlDoc',
    ],
  ])('in a call with %s is refused by name', async (what, change, pointer) => {
    const { body } = await played.sendXml(change(played.soap('18C62', visit(`T-${what.length}`))))
    expect(body).toMatchObject({ records: [{ ...twice, pointer }] })
  })

  it('and the same thing under both is taken once', async () => {
    const xml = played
      .soap('18C62', visit('T-same'))
      .replace('&lt;zjjl', '&lt;ZJJL&gt;2&lt;/ZJJL&gt;&lt;zjjl')
    expect((await played.sendXml(xml)).body).toMatchObject({ counts: { APPLIED: 1 } })
  })

  it('in an envelope with two payloads is refused, whichever would be read', async () => {
    const token = String((await played.askToken(station, played.secretOf(station))).body.access_token)
    const good = played.envelope(station, 'shareDetectInfo', fixture('detect-info.json'))
    const sent = await played.post(
      `restapi/detecting/put_data;token=${token}`,
      'application/json',
      good.replace('"IPCType.value"', '"IPCType.value":"{}","IPCType.value"'),
    )
    expect(sent.body).toMatchObject({
      code: '0',
      status: expect.stringContaining('DUPLICATE_KEY /IPCType.value'),
    })
  })

  it('in a question for a serial number is refused, and no number is given', async () => {
    const asked = await getData({ vinNo: vin, VINNO: other })
    expect(asked.body).toMatchObject({ code: '0', error: 'BAD_USER_INPUT' })
    expect(String(asked.body.status)).toContain('VINNO')
    expect(asked.body).not.toHaveProperty('data')
  })

  it.each([
    [
      'visits',
      '/vehispara',
      (xml: string) =>
        xml.replace(
          '&lt;vehispara&gt;',
          '&lt;Vehispara&gt;&lt;jylsh&gt;x&lt;/jylsh&gt;&lt;clsbdh&gt;LSVAA2BR9HN012345&lt;/clsbdh&gt;&lt;/Vehispara&gt;&lt;vehispara&gt;',
        ),
    ],
    [
      'documents',
      '/UTF8XmlDoc',
      (xml: string) =>
        xml.replace(
          '<UTF8XmlDoc>',
          '<Utf8XmlDoc>&lt;root&gt;&lt;vehispara&gt;&lt;clsbdh&gt;LSVAA2BR9HN012345&lt;/clsbdh&gt;&lt;/vehispara&gt;&lt;/root&gt;</Utf8XmlDoc><UTF8XmlDoc>',
        ),
    ],
  ])(
    'in a call with two spellings of its %s is refused, with the visits in both',
    async (what, pointer, change) => {
      const xml = played.soap('18C62', visit(`T-both-${what}`))
      expect(change(xml)).not.toBe(xml)
      const { body } = await played.sendXml(change(xml))
      expect(body).toMatchObject({
        records: [
          { ...twice, pointer },
          { ...twice, pointer },
        ],
      })
    },
  )

  it('in an image with two of them is refused', async () => {
    const value = { dsId: station, detectSn: 'T-image', printImage: [{ image: 'YQ==', imageData: 'Yg==' }] }
    const sent = await played.putData(value, { type: 'sharePrintImage' })
    expect(sent.body).toMatchObject({
      code: '0',
      status: expect.stringContaining('DUPLICATE_KEY /imageData'),
    })
  })
})

describe('a station that describes itself', () => {
  it('gives its name where the register has none', async () => {
    const value = { dsId: '330303003', dsName: '温州市第三检测站' }
    await played.db.transaction((tx) =>
      played.room.feeds.sources.register(tx, [
        {
          id: '330303003',
          name: 'n',
          authority: 'a',
          organisation: '330303003',
          tokens: ['t3'],
          allowed: ['330303003'],
        },
      ]),
    )
    const token = String((await played.askToken('330303003', 't3')).body.access_token)
    const sent = await played.putData(value, { from: '330303003', type: 'shareDetectionStationInfo', token })
    expect(sent.body).toMatchObject({ code: '1' })
    const { data } = await played.ask('{ station(id: "330303003") { name licences { number } } }')
    expect(data.station).toEqual({ name: '温州市第三检测站', licences: [] })
  })
})

describe('a file of a report', () => {
  const upload = (body: Buffer, path: string, type: string, from = station) =>
    played.room.app.inject({
      method: 'POST',
      url: `/feeds/inspections/files/${path}`,
      headers: { 'content-type': type, authorization: `Bearer ${played.secretOf(from)}` },
      payload: body,
    })
  const read = (digest: string, headers: Record<string, string>) =>
    played.room.app.inject({ url: `/feeds/inspections/files/${digest}`, headers })
  const as = (roles: string[], organisation = 'bureau') => ({
    [principalHeader]: signPrincipal(
      { caller: 'c', organisation, roles },
      played.keys.principal.privateKey,
      played.clock(),
    ),
  })
  const serial = `${station}202601190001`

  it('is kept once, by digest, and read again by the station and by clerks only', async () => {
    const first = await upload(pdf, `${station}/${serial}/report`, 'application/pdf')
    const again = await upload(pdf, `${station}/${serial}/report`, 'application/pdf')
    expect([first.statusCode, again.json()]).toEqual([201, first.json()])
    const own = await read(digestOf(pdf), { authorization: `Bearer ${played.secretOf(station)}` })
    expect([own.statusCode, own.headers['content-type'], own.rawPayload]).toEqual([
      200,
      'application/pdf',
      pdf,
    ])
    const statuses = await Promise.all(
      [
        as(['BUREAU_CLERK']),
        as(['STATION'], station),
        as(['STATION'], otherStation),
        as(['CITIZEN']),
        { authorization: `Bearer ${played.secretOf(otherStation)}` },
        {},
      ].map(async (headers) => (await read(digestOf(pdf), headers as Record<string, string>)).statusCode),
    )
    expect(statuses).toEqual([200, 200, 404, 403, 404, 401])
    expect((await read('0'.repeat(64), as(['BUREAU_CLERK']))).statusCode).toBe(404)
  })

  it('comes in lists of images too, bare or as data URI, and one bad image fails no other', async () => {
    const sent = await played.putData(
      {
        dsId: station,
        detectSn: serial,
        printImage: [`data:image/png;base64,${png.toString('base64')}`, { image: 'bm8gaW1hZ2U=' }],
      },
      { type: 'sharePrintImage' },
    )
    expect(sent.body).toMatchObject({ code: '0', status: expect.stringContaining('FILE_TYPE /image') })
    const file = await read(digestOf(png), as(['COUNTY_CLERK']))
    expect([file.headers['content-type'], file.rawPayload]).toEqual(['image/png', png])
  })

  it('is read again too where it came as plain JSON', async () => {
    const bytes = Buffer.concat([pdf, Buffer.from('as plain JSON')])
    const record = {
      dsId: station,
      detectSn: `${station}202601190002`,
      purpose: 'REPORT',
      image: bytes.toString('base64'),
    }
    const sent = await played.post('records/reportFile', 'application/json', JSON.stringify([record]), {
      authorization: `Bearer ${played.secretOf(station)}`,
      'idempotency-key': 'plain-file-1',
    })
    expect(sent.body).toMatchObject({ records: [{ outcome: 'APPLIED' }] })
    const file = await read(digestOf(bytes), as(['BUREAU_CLERK']))
    expect([file.statusCode, file.rawPayload]).toEqual([200, bytes])
  })

  it('is shown with its report', async () => {
    const { data } = await played.ask(
      `{ vehicle(vin: "${vin}") { inspection(kind: COMPREHENSIVE) { record { files { purpose digest mediaType size url } } } } }`,
    )
    const entry = (purpose: string, mediaType: string, bytes: Buffer) => ({
      purpose,
      mediaType,
      digest: digestOf(bytes),
      size: bytes.length,
      url: `/feeds/inspections/files/${digestOf(bytes)}`,
    })
    expect(data.vehicle).toEqual({
      inspection: {
        record: { files: [entry('PRINT', 'image/png', png), entry('REPORT', 'application/pdf', pdf)] },
      },
    })
  })

  it.each([
    ['another type than its bytes', png, `${station}/${serial}/photograph`, 'image/jpeg', 'FILE_TYPE'],
    [
      'another station',
      Buffer.concat([png, png]),
      `${otherStation}/${serial}/photograph`,
      'image/png',
      'SENDER_NOT_ALLOWED',
    ],
  ])('of %s is quarantined', async (_, body, path, type, code) => {
    expect((await upload(body, path, type)).json()).toMatchObject({ records: [{ code }] })
  })

  it('that is too large, of a type not taken, or neither report nor photograph is refused', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)])
    const answers = await Promise.all([
      upload(large, `${station}/${serial}/report`, 'application/pdf'),
      upload(pdf, `${station}/${serial}/report`, 'text/html'),
      upload(pdf, `${station}/${serial}/other`, 'application/pdf'),
    ])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([413, 415, 404])
  })
})

it('the journal makes the same rows again', async () => {
  expect(await played.room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
})
