import { isXmlNode, readXml } from '@one-visit/kit/feed/read/xml.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStations, otherStation, type Stations, station } from './testing.ts'

let played: Stations

beforeAll(async () => {
  played = await openStations()
})
afterAll(async () => {
  await played?.close()
})

function visit(serial: string, more: Record<string, string> = {}) {
  return {
    jylsh: serial,
    jyjgbh: station,
    clsbdh: 'LSVAA2BR9HN012345',
    jyrq: '2026-01-19 10:00:00',
    zjjl: '1',
    ...more,
  }
}

async function send(body: string, headers: Record<string, string> = {}) {
  const answer = await played.room.app.inject({
    method: 'POST',
    url: '/feeds/inspections/safety-verdicts',
    headers: { 'content-type': 'text/xml', authorization: `Bearer ${played.secretOf(station)}`, ...headers },
    payload: body,
  })
  return { ...answer, type: String(answer.headers['content-type']) }
}

/** An answer as a station's software takes it apart: envelope, response of the operation, the document decoded whole. */
function headOf(soap: string, operation = 'writeObjectOut'): { code: string; message: string } {
  expect(soap).toContain(`<ns1:${operation}Response`)
  expect(soap).toMatch(new RegExp(`<${operation}Return xsi:type="xsd:string">`))
  const returned = elementAt(soap, ['Envelope', 'Body', `${operation}Response`, `${operation}Return`])
  return elementAt(decodeURIComponent(String(returned)), ['root', 'head']) as {
    code: string
    message: string
  }
}

function elementAt(xml: string, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, name) => (isXmlNode(node) ? node[name] : undefined), readXml(xml))
}

describe('a station that speaks SOAP', () => {
  it('is answered code 1 and its receipt, in the message and in a header, to be asked for later', async () => {
    const { statusCode, type, headers, body } = await send(played.soap('18C62', visit('P1')))
    expect([statusCode, type]).toEqual([200, 'text/xml; charset=utf-8'])
    expect(body).toContain('soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"')
    const receiptId = String(headers['feed-receipt'])
    expect(headOf(body)).toEqual({ code: '1', message: `ok; receipt ${receiptId}` })
    const receipt = await played.room.app.inject({
      url: `/feeds/inspections/receipts/${receiptId}`,
      headers: { authorization: `Bearer ${played.secretOf(station)}` },
    })
    expect(receipt.json()).toMatchObject({ receiptId, counts: { APPLIED: 1 } })
  })

  it('is told that a verdict is missing, by which nobody passes', async () => {
    const { zjjl: _, ...unjudged } = visit('P1-unjudged')
    for (const fields of [unjudged, visit('P1-empty', { zjjl: '' })]) {
      const { headers, body } = await send(played.soap('18C62', fields))
      const { code, message } = headOf(body)
      expect(code).toBe('1')
      expect(message).toMatch(
        /^ok; .*zjjl is missing: kept as not tested; send 1 \(passed\) or 2 \(failed\); receipt/,
      )
      expect(message).toContain(String(headers['feed-receipt']))
    }
    expect(
      headOf((await send(played.soap('18C62', visit('P1-untested', { zjjl: '0' })))).body).message,
    ).not.toContain('zjjl')
  })

  it('is told code and pointer of what is in quarantine, and its receipt all the same', async () => {
    const call = played.soap('18C62', visit('P2', { clsbdh: 'short & <wrong>' }))
    const { statusCode, headers, body } = await send(call)
    expect(statusCode).toBe(200)
    expect(headOf(body)).toEqual({
      code: '$E',
      message: expect.stringMatching(/^VIN_LENGTH \/clsbdh: .*; receipt [0-9a-f-]{36}$/),
    })
    expect(headOf(body).message).toContain(headers['feed-receipt'])
    const [vehicle = ''] = /&lt;vehispara.*\/vehispara&gt;/.exec(call) ?? []
    const three = await send(call.replace(vehicle, vehicle + vehicle + vehicle))
    expect(headOf(three.body).message).toMatch(/; and 2 more（[^）]+）; receipt /)
  })

  it('of the newer operation, or of SOAP 1.2, is answered in the same', async () => {
    const newer = played.soap('18C62', visit('P3')).replaceAll('writeObjectOut>', 'writeObjectOutNew>')
    expect(headOf((await send(newer)).body, 'writeObjectOutNew')).toMatchObject({ code: '1' })
    const later = await send(
      played
        .soap('18C62', visit('P4'))
        .replace(/http:\/\/schemas[^"]*/, 'http://www.w3.org/2003/05/soap-envelope'),
      { 'content-type': 'application/soap+xml; charset=utf-8' },
    )
    expect(later.type).toBe('application/soap+xml; charset=utf-8')
    expect(later.body).toContain('xmlns:soapenv="http://www.w3.org/2003/05/soap-envelope"')
    expect(headOf(later.body)).toMatchObject({ code: '1' })
  })

  const wrong = { authorization: 'Bearer nobody' }
  it.each([
    ['nobody knows', visit('P5'), wrong, 401, 'UNAUTHENTICATED'],
    ['sends too much', visit('P5'), { 'content-length': String(1024 ** 3) }, 413, 'PAYLOAD_TOO_LARGE'],
  ])(
    'and whom the hub refuses because it %s is told so in SOAP',
    async (_, fields, headers, status, code) => {
      const answer = await send(played.soap('18C62', fields), headers)
      expect([answer.statusCode, answer.type]).toEqual([status, 'text/xml; charset=utf-8'])
      expect(headOf(answer.body)).toEqual({ code: '$E', message: expect.stringMatching(`^${code}: `) })
      expect(answer.headers['feed-receipt']).toBeUndefined()
    },
  )

  it.each([
    ['is cut off', (call: string) => call.slice(0, -40), 400, 'BAD_USER_INPUT'],
    [
      'is of an interface nobody has',
      (call: string) => call.replace('18C62', '18C&#xD800;'),
      400,
      'BAD_USER_INPUT',
    ],
    [
      'asks instead of telling',
      (call: string) => call.replaceAll('writeObject', 'queryObject'),
      405,
      'METHOD_NOT_ALLOWED',
    ],
  ])('whose call %s is told so in SOAP, and nothing is kept', async (_, change, status, code) => {
    const call = change(played.soap('18C62', visit('P6')))
    const answer = await send(call, { 'idempotency-key': `wrong ${code}` })
    const operation = call.includes('queryObject') ? 'queryObjectOut' : 'writeObjectOut'
    expect(answer.statusCode).toBe(status)
    expect(headOf(answer.body, operation)).toEqual({
      code: '$E',
      message: expect.stringMatching(`^${code}: `),
    })
    // The key was not used: the call can be sent again as it should have been.
    const again = await send(played.soap('18C62', visit(`P6 ${code}`)), {
      'idempotency-key': `wrong ${code}`,
    })
    expect(headOf(again.body)).toMatchObject({ code: '1' })
  })

  it('and reuses a key, or waits for its first try, is told so in SOAP', async () => {
    const key = { 'idempotency-key': 'one key' }
    await send(played.soap('18C62', visit('P7')), key)
    const reused = await send(played.soap('18C62', visit('P8')), key)
    expect([reused.statusCode, headOf(reused.body).message]).toEqual([
      422,
      expect.stringMatching(/^IDEMPOTENCY_KEY_REUSED: /),
    ])
  })
})

describe('a sender that speaks something else', () => {
  it('is answered in JSON', async () => {
    const image = await send('x', { 'content-type': 'image/png' })
    expect([image.statusCode, image.json()]).toMatchObject([415, { code: 'UNSUPPORTED_MEDIA_TYPE' }])
    const plain = await played.post(
      'records/safetyVerdict',
      'application/json',
      JSON.stringify([
        { jkid: '18C62', ...visit('P9') },
        { jkid: '18C62', ...visit('P9'), jyjgbh: otherStation },
      ]),
      { authorization: `Bearer ${played.secretOf(station)}`, 'idempotency-key': 'plain' },
    )
    expect(plain).toMatchObject({ status: 201, body: { counts: { APPLIED: 1, QUARANTINED: 1 } } })
  })
})
