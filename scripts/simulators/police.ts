/**
 * The traffic police, as a separate program: answers `queryObjectOut` (01C21, 01C49, 18C49) over SOAP and pushes
 * usage-type changes to the hub. It shares no code with the hub.
 *
 *     npm run simulate -- police --port 4801 [--fleet FILE] [--faults slow,down,garbage,wrong-vehicle]
 *                                [--hub URL --token TOKEN]
 *
 * Control, for demo and tests: PUT /simulator/vehicles (list), PUT /simulator/faults (list of names),
 * POST /simulator/usage-changes (list, sent on to the hub).
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { answeredByFault, type Fault, readFaults } from './faults.ts'

/** A vehicle in the police register: police field name to value; `hphm` without the province character. */
export type PoliceRegisterRow = Record<string, string>

const text = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const unescapeXml = (xml: string): string =>
  xml
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

const elementText = (xml: string, name: string): string =>
  unescapeXml(
    new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(xml)?.[1] ?? '',
  )

const formEncode = (value: string): string => encodeURIComponent(value).replaceAll('%20', '+')

const answer = (code: string, message: string, rows: readonly PoliceRegisterRow[]): string => {
  const vehicles = rows
    .map((row, index) => {
      const fields = Object.entries(row).map(([name, value]) => `<${name}>${formEncode(value)}</${name}>`)
      return `<veh id="${index}">${fields.join('')}</veh>`
    })
    .join('')
  const document =
    `<?xml version="1.0" encoding="GBK"?><root><head><code>${code}</code><message>${formEncode(message)}</message>` +
    `<rownum>${rows.length}</rownum></head><body>${vehicles}</body></root>`
  const escaped = document.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
    `<soapenv:Body><ns1:queryObjectOutResponse xmlns:ns1="http://webservice.tmri.com"><ns1:queryObjectOutReturn>${escaped}` +
    '</ns1:queryObjectOutReturn></ns1:queryObjectOutResponse></soapenv:Body></soapenv:Envelope>'
  )
}

const changedVin = (row: PoliceRegisterRow): PoliceRegisterRow => ({ ...row, clsbdh: 'LSVAA2BR9HN012345' })

/** Options of the simulator. */
export interface PoliceSimulatorOptions {
  /** Port to listen on; 0 for a free one. */
  port: number
  fleet?: readonly PoliceRegisterRow[]
  faults?: ReadonlySet<Fault>
  /** Where usage-type changes go: the hub's feed URL and a bearer token. */
  hub?: { url: string; token: string } | undefined
}

/** Starts the simulated police system. */
export const startPoliceSimulator = async (
  options: PoliceSimulatorOptions,
): Promise<{ port: number; close(): Promise<void> }> => {
  let fleet = [...(options.fleet ?? [])]
  let faults = options.faults ?? new Set<Fault>()

  const query = (soap: string): string => {
    const condition = elementText(soap, 'UTF8XmlDoc')
    const asked = (name: string) => decodeURIComponent(elementText(condition, name))
    const jkid = elementText(soap, 'jkid')
    if (!['01C21', '01C49', '18C49'].includes(jkid)) return answer('$E', `接口${jkid}未授权`, [])
    const rows = fleet.filter((row) => row.hphm === asked('hphm') && row.hpzl === asked('hpzl'))
    const found = faults.has('wrong-vehicle') ? rows.map(changedVin) : rows
    return answer('1', found.length > 0 ? '查询成功' : '未查询到数据', found)
  }

  const push = async (changes: string): Promise<{ status: number; body: string }> => {
    if (!options.hub) return { status: 409, body: '{"error":"started without --hub"}' }
    const response = await fetch(options.hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${options.hub.token}` },
      body: changes,
    })
    return { status: response.status, body: await response.text() }
  }

  const control = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    if (request.url === '/simulator/vehicles') fleet = JSON.parse(body) as PoliceRegisterRow[]
    else if (request.url === '/simulator/faults')
      faults = readFaults((JSON.parse(body) as string[]).join(','))
    else if (request.url === '/simulator/usage-changes') {
      const pushed = await push(body)
      response.writeHead(pushed.status, { 'content-type': 'application/json' }).end(pushed.body)
      return
    }
    response.writeHead(204).end()
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url?.startsWith('/simulator/')) return control(request, response)
    const soap = await text(request)
    if (await answeredByFault(faults, response)) return
    response.writeHead(200, { 'content-type': 'text/xml;charset=utf-8' }).end(query(soap))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Reads the command line and starts the simulator. */
export const main = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4801' },
      fleet: { type: 'string' },
      faults: { type: 'string' },
      hub: { type: 'string' },
      token: { type: 'string' },
    },
  })
  const simulator = await startPoliceSimulator({
    port: Number(values.port),
    fleet: values.fleet ? (JSON.parse(readFileSync(values.fleet, 'utf8')) as PoliceRegisterRow[]) : [],
    faults: readFaults(values.faults),
    hub: values.hub && values.token ? { url: values.hub, token: values.token } : undefined,
  })
  console.log(`police simulator listens on http://127.0.0.1:${simulator.port}/trffweb/services/TmriOutAccess`)
  process.once('SIGTERM', () => void simulator.close())
  process.once('SIGINT', () => void simulator.close())
}
