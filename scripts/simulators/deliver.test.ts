import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliver } from './deliver.ts'
import { planOf } from './fault-script.ts'
import type { Fault } from './faults.ts'
import type { Delivery } from './faulty.ts'
import { platformDeliveries, vehicleMessages } from './platform/platform.ts'
import { tellAnswers } from './run-report.ts'

interface Told {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** What the server says next; 201 with a receipt once nothing is left. */
let script: Told[] = []
const seen: { key: string; at: number }[] = []
const receipt = { receiptId: 'r', counts: { APPLIED: 1 }, records: [{ outcome: 'APPLIED' }] }
const server = createServer((request: IncomingMessage, response) => {
  seen.push({ key: String(request.headers['idempotency-key']), at: performance.now() })
  const { status, headers = {}, body = '' } = script.shift() ?? { status: 201, body: JSON.stringify(receipt) }
  request.resume().once('end', () => response.writeHead(status, headers).end(body))
})
let url: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
beforeEach(() => {
  script = []
  seen.length = 0
})

const [vehicle] = vehicleMessages(
  'C',
  [{ vin: 'LSVAA2BR9HN012345', plateNumber: '浙CD12345' }],
  new Date('2026-01-20T01:30:00Z'),
)

function deliveries(...faults: readonly object[]): Iterable<Delivery> {
  return platformDeliveries('C', vehicle === undefined ? [] : [vehicle], { plan: planOf({ faults }, 1) })
}

function answersOf(sent: Iterable<Delivery>, triesMax = 5, to = url) {
  return deliver(sent, { address: async ({ path }) => ({ url: `${to}/${path}`, headers: {} }), triesMax })
}

/** What a run prints, and why it fails where it does. */
async function told(answers: ReturnType<typeof answersOf>): Promise<{ lines: string[]; failure: string }> {
  const lines: string[] = []
  const failure = await tellAnswers(answers, (line) => lines.push(line)).then(
    () => '',
    (error: Error) => error.message,
  )
  return { lines, failure }
}

describe('a delivery', () => {
  it.each([
    ['a quota that is spent', 429, '1'],
    ['a hub that has too much to do', 503, '1'],
    ['a proxy that lost the hub', 502, undefined],
    ['a fault of the hub', 500, new Date(Date.now() + 1000).toUTCString()],
    ['a first delivery that is worked on', 409, '0'],
  ])(
    'is sent again under the same key after %s, not before the hub asks for it',
    async (_, status, after) => {
      script = [{ status, headers: after === undefined ? {} : { 'retry-after': after } }]
      const { lines, failure } = await told(answersOf(deliveries()))
      expect(failure).toBe('')
      expect(lines.at(-1)).toBe('1 requests with 1 records: 201 x 1; APPLIED 1; 0 not as expected')
      expect(seen).toHaveLength(2)
      expect(seen[1]?.key).toBe(seen[0]?.key)
      const waited = (seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)
      if (after === undefined || after === '1') expect(waited).toBeGreaterThan(900)
    },
  )

  it('waits before it is sent where the script says slow, and is not sent where it says down', async () => {
    const started = performance.now()
    await told(answersOf(deliveries({ fault: 'slow', ms: 300 })))
    expect(performance.now() - started).toBeGreaterThan(290)
    expect(seen).toHaveLength(1)
    expect((await told(answersOf(deliveries({ fault: 'down' })))).failure).toBe('')
    expect(seen).toHaveLength(1)
  })
})

describe('the end of a run', () => {
  const quarantined = (code: string): Told => ({
    status: 201,
    body: JSON.stringify({
      receiptId: 'r',
      counts: { QUARANTINED: 1 },
      records: [{ outcome: 'QUARANTINED', code, pointer: '/UpdateTime' }],
    }),
  })
  const refused: Told = { status: 400, body: '{"code":"BAD_USER_INPUT","message":"no JSON"}' }
  const accepted: Told = { status: 201, body: JSON.stringify(receipt) }

  it.each<[string, Fault | undefined, Told, RegExp]>([
    ['a refusal', undefined, refused, /it was refused: 400 BAD_USER_INPUT no JSON/],
    ['a record in quarantine', undefined, quarantined('VIN_FORM'), /1 in quarantine, the first for VIN_FORM/],
    ['another code than the fault asks for', 'clock-skewed', quarantined('VIN_FORM'), /VIN_FORM/],
    ['a web page that is accepted', 'garbage', accepted, /answered with 201, not 400/],
    ['an answer without a receipt', undefined, { status: 201, body: '{}' }, /without a receipt/],
    ['a hub that stays unavailable', undefined, { status: 503 }, /it was refused: 503/],
  ])('fails for %s', async (_, fault, answer, why) => {
    script = [answer]
    const { lines, failure } = await told(answersOf(deliveries(...(fault ? [{ fault }] : [])), 1))
    expect(failure).toBe('1 of 1 answers were not as expected')
    expect(lines[0]).toMatch(why)
    expect(lines.at(-1)).toMatch(/; 1 not as expected$/)
  })

  it.each<[Fault, Told]>([
    ['garbage', refused],
    ['truncated', refused],
    ['truncated', quarantined('FIELD_FORM')],
    ['gbk', refused],
    ['clock-skewed', quarantined('TIME_AHEAD')],
    ['duplicate', accepted],
  ])('does not fail for what the script asked for: %s', async (fault, answer) => {
    script = [answer]
    expect((await told(answersOf(deliveries({ fault }), 1))).failure).toBe('')
  })

  it('counts what was answered before the hub went away, and fails', async () => {
    const { lines, failure } = await told(answersOf(deliveries(), 1, 'http://127.0.0.1:9'))
    expect(failure).toBe('fetch failed')
    expect(lines).toEqual(['0 requests with 0 records: no answer; 0 not as expected'])
  })
})
