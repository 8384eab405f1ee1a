/**
 * The traffic police, as a separate program: answers `queryObjectOut` (01C21, 01C49, 18C49, 02C06) over SOAP as
 * TmriOutAccess or TmriOutNewAccess and pushes usage-type changes and driving licences to the hub. It shares no code
 * with the hub. The options are in command.ts: `npm run simulate -- police --help`.
 *
 * With --push it sends what it knows, in batches, and ends. Control, for demo and tests: PUT /simulator/vehicles and
 * /simulator/drivers (lists), PUT /simulator/faults (a list of names, or a script) and /simulator/answers (a list of
 * names), POST /simulator/usage-changes and /simulator/driving-licences (lists, sent on to the hub).
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { requirePort } from '../../require-port.ts'
import { everyTime, type FaultPlan, type FaultsNow, planOf, readFaultPlan } from '../fault-script.ts'
import { answeredByFault, readFaults } from '../faults.ts'
import { randomAt } from '../random.ts'
import { tellAnswers } from '../run-report.ts'
import type { readPolice } from './command.ts'
import { type PoliceHub, policeDeliveries, pushTo } from './push.ts'
import { pushedChanges, pushedLicences, seededDrivers, seededVehicles } from './register.ts'
import {
  type AnswerForm,
  type PoliceAnswer,
  type PoliceQuery,
  type PoliceRegisterRow,
  readAnswerForms,
  readQuery,
  writeAnswer,
} from './wire.ts'

export type { PoliceRegisterRow } from './wire.ts'

const ownProvince = '浙'

/** Options of the simulator. */
export interface PoliceSimulatorOptions {
  /** Port to listen on; 0 for a free one. */
  port: number
  fleet?: readonly PoliceRegisterRow[]
  drivers?: readonly PoliceRegisterRow[]
  /** What goes wrong with which answer, counted by queries. */
  faults?: FaultPlan
  /** How answers are written; where there are several, the seed chooses for each answer. */
  answers?: readonly AnswerForm[]
  seed?: number
  /** Licence key jkxlh callers must have; any when left out. */
  licenceKey?: string | undefined
  /** Whether callers must say who they are, as TmriOutNewAccess wants it. */
  newAccess?: boolean | undefined
  /** Where usage-type changes go: the hub's feed URL and a bearer token. */
  hub?: PoliceHub | undefined
}

/** A simulator at work. */
export interface PoliceSimulator {
  port: number
  /** Interface and condition of every query so far, in order. */
  asked: readonly { jkid: string; soap: string }[]
  close(): Promise<void>
}

const identityParameters = ['cjsqbh', 'dwjgdm', 'dwmc', 'yhbz', 'yhxm', 'zdbs']

/** Sends on what a test or the demo hands over, as it is. */
async function push(hub: PoliceHub | undefined, feed: string, body: string) {
  if (!hub) return { status: 409, body: '{"error":"started without --hub"}' }
  const response = await fetch(new URL(feed, hub.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.token}` },
    body,
  })
  return { status: response.status, body: await response.text() }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Starts the simulated police system. */
export async function startPoliceSimulator(options: PoliceSimulatorOptions): Promise<PoliceSimulator> {
  let fleet = [...(options.fleet ?? [])]
  let drivers = [...(options.drivers ?? [])]
  let plan = options.faults ?? everyTime(new Set())
  let forms = options.answers ?? readAnswerForms(undefined)
  const { seed = 1 } = options
  let before: readonly PoliceRegisterRow[] | undefined
  const asked: { jkid: string; soap: string }[] = []

  const answerTo = (query: PoliceQuery, jkid: string, now: FaultsNow): PoliceAnswer => {
    const element = jkid === '02C06' ? 'DrvPerson' : 'veh'
    const refusal = (message: string): PoliceAnswer => ({ code: '$E', message, element, rows: [] })
    if (options.licenceKey && query.parameter('jkxlh') !== options.licenceKey)
      return refusal('接口序列号无效')
    if (options.newAccess && identityParameters.some((name) => query.parameter(name) === ''))
      return refusal('场景授权信息不完整')
    const found = lookUp(jkid, query, { fleet, drivers })
    if (found === undefined) return refusal(`接口${jkid}未授权`)
    const rows = faultyRows(found, before, now)
    before = found
    if (rows.length === 0 && jkid === '02C06') return { code: '0', message: '查无此数据!', element, rows }
    const message = rows.length > 0 ? '数据下载成功!' : '未查询到数据'
    return { code: '1', message, element, rows }
  }

  const answer = (soap: string, n: number, now: FaultsNow): Buffer => {
    const query = readQuery(soap)
    const form = forms[Math.floor(randomAt(seed, n) * forms.length)] ?? 'values'
    const body = writeAnswer(
      answerTo(query, query.parameter('jkid'), now),
      now.faults.has('gbk') ? 'gbk' : form,
    )
    return now.faults.has('truncated') ? body.subarray(0, Math.floor(body.length / 2)) : body
  }

  const setFaults = (value: unknown): void => {
    plan = Array.isArray(value) ? everyTime(readFaults(value.join())) : planOf(value, seed)
    // A script counts from its own first query.
    const from = asked.length
    const counted = plan
    plan = (n) => counted(n - from)
  }

  const control = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    if (request.url === '/simulator/vehicles') fleet = JSON.parse(body) as PoliceRegisterRow[]
    else if (request.url === '/simulator/drivers') drivers = JSON.parse(body) as PoliceRegisterRow[]
    else if (request.url === '/simulator/faults') setFaults(JSON.parse(body))
    else if (request.url === '/simulator/answers')
      forms = readAnswerForms((JSON.parse(body) as string[]).join(','))
    else if (request.url === '/simulator/usage-changes' || request.url === '/simulator/driving-licences') {
      const pushed = await push(options.hub, request.url.slice('/simulator/'.length), body)
      response.writeHead(pushed.status, { 'content-type': 'application/json' }).end(pushed.body)
      return
    }
    response.writeHead(204).end()
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url?.startsWith('/simulator/')) return control(request, response)
    const soap = await text(request)
    asked.push({ jkid: readQuery(soap).parameter('jkid'), soap })
    const n = asked.length
    const now = plan(n)
    if (await answeredByFault(now, response)) return
    response.writeHead(200, { 'content-type': 'text/xml;charset=utf-8' }).end(answer(soap, n, now))
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
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What the register answers to a query; undefined where the interface does not exist. */
function lookUp(
  jkid: string,
  { value }: PoliceQuery,
  { fleet, drivers }: { fleet: readonly PoliceRegisterRow[]; drivers: readonly PoliceRegisterRow[] },
): readonly PoliceRegisterRow[] | undefined {
  const province = (row: PoliceRegisterRow) => row.sf ?? ownProvince
  const byPlate = fleet.filter((row) => row.hphm === value('hphm') && row.hpzl === value('hpzl'))
  if (jkid === '01C49') return byPlate.filter((row) => province(row) === value('sf'))
  if (jkid === '02C06') return drivers.filter((row) => row.sfzmhm === value('sfzmhm'))
  const own = (rows: readonly PoliceRegisterRow[]) => rows.filter((row) => province(row) === ownProvince)
  if (jkid === '01C21')
    return own(value('dabh') ? fleet.filter((row) => row.dabh === value('dabh')) : byPlate)
  if (jkid === '18C49' && value('jyjgbh'))
    return own(byPlate).filter((row) => row.clsbdh?.endsWith(value('clsbdh')))
  return undefined
}

/** The rows of an answer with what is wrong with it; `before` are those of the query before. */
function faultyRows(
  rows: readonly PoliceRegisterRow[],
  before: readonly PoliceRegisterRow[] | undefined,
  { faults, skewSeconds }: FaultsNow,
): readonly PoliceRegisterRow[] {
  let shown = faults.has('reordered') && before !== undefined ? before : rows
  if (faults.has('withdrawn')) shown = []
  if (faults.has('duplicate')) shown = shown.flatMap((row) => [row, row])
  if (faults.has('clock-skewed')) shown = shown.map((row) => skewed(row, skewSeconds))
  return faults.has('wrong-vehicle') ? shown.map(aboutAnother) : shown
}

/** A row as changed at another time, where it says when it was. */
function skewed(row: PoliceRegisterRow, seconds: number): PoliceRegisterRow {
  const changedAt = Date.now() + (seconds + 8 * 3600) * 1000
  const text = new Date(changedAt).toISOString().replace('T', ' ').slice(0, 19)
  return row.gxrq === undefined ? row : { ...row, gxrq: `${text}.0` }
}

function aboutAnother(row: PoliceRegisterRow): PoliceRegisterRow {
  return row.clsbdh === undefined
    ? { ...row, sfzmhm: '330399199003070019' }
    : { ...row, clsbdh: 'LSVAA2BR9HN012345' }
}

/** Starts the simulator the command line asks for. */
export async function main(values: ReturnType<typeof readPolice>): Promise<void> {
  const now = values.at ? new Date(values.at) : new Date()
  const seed = Number(values.seed)
  const fleet = values.fleet
    ? (JSON.parse(readFileSync(values.fleet, 'utf8')) as PoliceRegisterRow[])
    : seededVehicles(Number(values.vehicles), seed, now)
  const drivers = seededDrivers(Number(values.drivers), seed, now)
  const { hub, push: what } = values
  const plan = readFaultPlan(values.faults, seed)
  if (hub && what !== undefined) {
    const deliveries =
      what === 'changes'
        ? policeDeliveries('usage-changes', pushedChanges(fleet, seed, now), { plan })
        : policeDeliveries('driving-licences', pushedLicences(drivers, now), { plan })
    return tellAnswers(pushTo(hub, deliveries, values.rate ? Number(values.rate) : undefined))
  }
  const port = Number(values.port)
  await requirePort({ host: '127.0.0.1', port }, 'npm run simulate -- police --port N; 0 takes a free one')
  const simulator = await startPoliceSimulator({
    port,
    fleet,
    drivers,
    seed,
    answers: readAnswerForms(values.answers),
    licenceKey: values['licence-key'],
    newAccess: values['new-access'],
    faults: plan,
    hub,
  })
  process.once('SIGTERM', () => void simulator.close())
  process.once('SIGINT', () => void simulator.close())
  console.log(`police simulator listens on http://127.0.0.1:${simulator.port}/trffweb/services/TmriOutAccess`)
}
