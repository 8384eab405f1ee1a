/**
 * An inspection station, as a separate program: fetches a token and posts comprehensive results (`shareDetectInfo`),
 * safety verdicts (18C62, 18C65, 18C72) and the station clerk's confirmation of devices. It shares no code with the hub.
 *
 *     npm run simulate -- station --hub URL --station 330303001 --secret SECRET --file visits.json
 *                                 [--faults slow,garbage,wrong-vehicle]
 */
import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Fault, readFaults, slowMs } from './faults.ts'

/** Head of a comprehensive report as a station's software writes it. */
export type DetectRecord = Record<string, string | number>

/** A visit to send: what was measured, in the station's own words. */
export interface StationVisit {
  /** Comprehensive result 综检: record head and conclusion, e.g. 一级. */
  comprehensive?: { record: DetectRecord; detectResult: string; items?: { name: string; evaluate: string }[] }
  /** Safety verdict 18C62, or re-test 18C65, or cancelled visit 18C72: police field name to value. */
  safety?: { jkid: '18C62' | '18C65' | '18C72'; fields: Record<string, string> }
  /** Confirmation of positioning unit and alarm. */
  equipment?: Record<string, string | number | boolean>
}

/** What a station needs to reach the hub. */
export interface StationOptions {
  /** Base URL of the hub's inspection feed, e.g. http://127.0.0.1:4000/feeds/inspections. */
  hub: string
  /** Station number, 9 digits. */
  station: string
  /** Shared secret: password of the token call and key of webhook signatures (whsec_ base64). */
  secret: string
  faults?: ReadonlySet<Fault>
}

/** An answer of the hub, as it came. */
export interface StationAnswer {
  status: number
  body: string
}

const post = async (
  url: string,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<StationAnswer> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type, ...headers }, body })
  return { status: response.status, body: await response.text() }
}

const envelope = (options: StationOptions, type: string, value: unknown): string =>
  JSON.stringify({
    CompanyId: options.station,
    Source: '0',
    IPCType: type,
    'IPCType.value': JSON.stringify(value),
  })

const token = async (options: StationOptions): Promise<string> => {
  const answer = await post(
    `${options.hub}/restapi/detecting/get_access_token`,
    'application/json',
    envelope(options, 'getAccessToken', { dsId: options.station, password: options.secret }),
  )
  const parsed = JSON.parse(answer.body) as { code: string; access_token?: string; status?: string }
  if (parsed.code !== '1' || !parsed.access_token)
    throw new Error(`no token: ${answer.status} ${answer.body}`)
  return parsed.access_token
}

const soap = (jkid: string, fields: Record<string, string>): string => {
  const inner = Object.entries(fields)
    .map(([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`)
    .join('')
  const document = `<?xml version="1.0" encoding="GBK"?><root><vehispara>${inner}</vehispara></root>`
  const escaped = document.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
    `<soapenv:Body><writeObjectOut><xtlb>18</xtlb><jkxlh>SIMULATED</jkxlh><jkid>${jkid}</jkid>` +
    `<UTF8XmlDoc>${escaped}</UTF8XmlDoc></writeObjectOut></soapenv:Body></soapenv:Envelope>`
  )
}

/** Standard Webhooks signature (HMAC, v1) over id.timestamp.body. */
const signed = (secret: string, body: string): Record<string, string> => {
  const id = `msg_${randomUUID()}`
  const timestamp = String(Math.floor(Date.now() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

const otherVehicle = 'LSVAA2BR9HN012345'

/** Sends one visit; answers in the order comprehensive, safety, equipment. */
export const sendVisit = async (options: StationOptions, visit: StationVisit): Promise<StationAnswer[]> => {
  const faults = options.faults ?? new Set<Fault>()
  const answers: StationAnswer[] = []
  if (faults.has('down')) return answers
  if (faults.has('slow')) await sleep(slowMs)
  if (visit.comprehensive) {
    const { record, detectResult, items } = visit.comprehensive
    const detectRecord = faults.has('wrong-vehicle') ? { ...record, vinNo: otherVehicle } : record
    const value = { detectRecord, detectReport: { detectResult, performance: items ?? [] } }
    const body = faults.has('garbage') ? '{"CompanyId":"3303' : envelope(options, 'shareDetectInfo', value)
    answers.push(
      await post(
        `${options.hub}/restapi/detecting/put_data;token=${await token(options)}`,
        'application/json',
        body,
      ),
    )
  }
  if (visit.safety) {
    const fields = faults.has('wrong-vehicle')
      ? { ...visit.safety.fields, clsbdh: otherVehicle }
      : visit.safety.fields
    const body = faults.has('garbage') ? '<soapenv:Envelope>' : soap(visit.safety.jkid, fields)
    answers.push(await post(`${options.hub}/safety-verdicts`, 'text/xml', body, signed(options.secret, body)))
  }
  if (visit.equipment) {
    const body = JSON.stringify(
      faults.has('wrong-vehicle') ? { ...visit.equipment, vin: otherVehicle } : visit.equipment,
    )
    answers.push(
      await post(
        `${options.hub}/equipment-confirmations`,
        'application/json',
        body,
        signed(options.secret, body),
      ),
    )
  }
  return answers
}

/** Reads the command line and sends the visits of a file, one JSON list. */
export const main = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      hub: { type: 'string', default: 'http://127.0.0.1:4000/feeds/inspections' },
      station: { type: 'string', default: '330303001' },
      secret: { type: 'string' },
      file: { type: 'string' },
      faults: { type: 'string' },
    },
  })
  if (!values.secret || !values.file) throw new Error('--secret and --file are needed')
  const options = {
    hub: values.hub,
    station: values.station,
    secret: values.secret,
    faults: readFaults(values.faults),
  }
  for (const visit of JSON.parse(readFileSync(values.file, 'utf8')) as StationVisit[]) {
    for (const answer of await sendVisit(options, visit)) console.log(answer.status, answer.body)
  }
}
