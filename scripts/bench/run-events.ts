import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPostgres } from '@one-visit/kit/database/postgres.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { applicationOf, type DemoCar, usageChangeOf } from '../demo/cases.ts'
import { submitApplication } from '../demo/documents.ts'
import { ownSink } from '../host/data-dirs.ts'
import { type Hub, startHub } from '../host/hub.ts'
import { readHubSettings } from '../host/settings.ts'
import { sampleVin } from '../sample/sample-data.ts'

export interface EventsBench {
  /** How many applications wait, each for its own vehicle. */
  applications: number
  /** Records a second. */
  perSecond: number
  databases: readonly ('pglite' | 'postgres')[]
}

interface Waiting {
  car: DemoCar
  id: string
}

interface Figures {
  database: string
  applications: number
  perSecond: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  maxMs: number
}

/** Snapshots name the record they stand on: an evaluation that does is the one that followed from it. */
const seen = 'evaluation { findings { code record } }'
type Seen = { evaluation: { findings: { code: string; record: string | null }[] } | null }

/** How many applications one look asks for; the gateway lets an operation have ten root fields. */
const lookAtOnce = 10
/** Pause between looks, ms; a figure is late by at most this and the answers of one round. */
const lookEveryMs = 50
/** When an application counts as never evaluated, ms. */
const patienceMs = 60_000

/**
 * Starts the hub in one process on the embedded database and, where there is a server, in a new database there. Records
 * come through the police's feed over HTTP at a steady rate. Prints percentiles; the last line is JSON.
 */
export async function benchEvents(asked: EventsBench, server: string | undefined): Promise<void> {
  const figures: Figures[] = []
  if (asked.databases.includes('pglite')) figures.push(await run(asked, undefined))
  if (asked.databases.includes('postgres') && server)
    figures.push(await onServer(server, (url) => run(asked, url)))
  console.table(figures)
  console.log(JSON.stringify({ benchmark: 'events', figures }))
}

async function onServer<T>(url: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `hub_bench_${process.pid}`
  const server = await openPostgres(url, { connectionsMax: 1 })
  try {
    await server.script(`create database ${name}`)
    const own = new URL(url)
    own.pathname = `/${name}`
    return await work(own.href)
  } finally {
    await server.script(`drop database if exists ${name} with (force)`)
    await server.close()
  }
}

async function run(asked: EventsBench, databaseUrl: string | undefined): Promise<Figures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-bench-'))
  try {
    const hub = await startHub({
      dataDir,
      databaseUrl,
      environment: 'development',
      host: '127.0.0.1',
      port: 0,
      settings: readHubSettings({}),
      auditSink: join(dataDir, ownSink),
      sample: true,
      log: silentLog(),
      progress: (text) => console.error(`  ${text}`),
    })
    try {
      return await measure(asked, hub, databaseUrl === undefined ? 'pglite' : 'postgres')
    } finally {
      await hub.close()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function measure(
  { applications, perSecond }: EventsBench,
  hub: Hub,
  database: string,
): Promise<Figures> {
  const token = await tokenOf(hub)
  const applied = await handIn(hub, token, applications)
  console.error(`  ${applied.length} applications wait`)
  // What the sample and the submissions left to do is not what is measured.
  await sleep(Number(process.env.SETTLE ?? 3000))
  const waiting = new Map<Waiting, number>()
  let sent = 0
  const watching = watch(hub, token, waiting, () => sent === applied.length)
  const startedAt = performance.now()
  const url = `${hub.url}/feeds/traffic-police/usage-changes`
  const sending = applied.map(async (each, at) => {
    await sleep(startedAt + (at * 1000) / perSecond - performance.now())
    await post(url, hub.keys.tokenOf('traffic-police'), [usageChangeOf(each.car)])
    waiting.set(each, performance.now())
    sent += 1
  })
  await Promise.all(sending)
  const latencies = (await watching).sort((a, b) => a - b)
  const at = (share: number): number =>
    Math.round(latencies[Math.min(latencies.length - 1, Math.ceil(share * latencies.length) - 1)] ?? 0)
  return { database, applications, perSecond, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) }
}

async function tokenOf(hub: Hub): Promise<string> {
  const answer = await fetch(`${hub.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'password',
      username: 'station-clerk',
      password: 'station-clerk',
    }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

async function handIn(hub: Hub, token: string, applications: number): Promise<Waiting[]> {
  const made: Waiting[] = []
  for (let serial = 0; serial < applications; serial += 1) {
    const car: DemoCar = {
      vin: sampleVin(7_000_000 + serial),
      plate: `浙CD${50_000 + serial}`,
      usage: 'T',
      inspection: 'PASS',
    }
    const answer = await post(`${hub.url}/graphql`, token, {
      query: submitApplication,
      variables: { input: applicationOf(car), key: car.vin },
    })
    const data = answer.data as { submitApplication: { id: string } } | null
    if (!data) throw new Error(JSON.stringify(answer.errors))
    made.push({ car, id: data.submitApplication.id })
  }
  return made
}

async function post(url: string, token: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  const read = (await answer.json()) as Record<string, unknown>
  if (answer.status >= 300) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(read)}`)
  return read
}

/** Looks at all that wait, round by round, until everything is sent and seen; answers how long each waited, ms. */
async function watch(
  hub: Hub,
  token: string,
  waiting: ReadonlyMap<Waiting, number>,
  isLast: () => boolean,
): Promise<number[]> {
  const latencies = new Map<Waiting, number>()
  while (!isLast() || latencies.size < waiting.size) {
    const open = [...waiting.keys()].filter((each) => !latencies.has(each))
    for (let at = 0; at < open.length; at += lookAtOnce) {
      const done = await lookAt(hub, token, open.slice(at, at + lookAtOnce))
      for (const each of done) latencies.set(each, performance.now() - (waiting.get(each) ?? 0))
    }
    const oldest = Math.min(...open.map((each) => waiting.get(each) ?? 0))
    if (performance.now() - oldest > patienceMs) throw new Error('an application is never evaluated')
    await sleep(lookEveryMs)
  }
  return [...latencies.values()]
}

/** Those of at most ten applications whose evaluation stands on the record. One query: looking must not be the load. */
async function lookAt(hub: Hub, token: string, some: readonly Waiting[]): Promise<Waiting[]> {
  const asked = some.map((_, at) => `a${at}: application(id: $a${at}) { ${seen} }`)
  const query = `query Look(${some.map((_, at) => `$a${at}: ID!`)}) { ${asked.join(' ')} }`
  const variables = Object.fromEntries(some.map(({ id }, at) => [`a${at}`, id]))
  const { data } = (await post(`${hub.url}/graphql`, token, { query, variables })) as {
    data: Record<string, Seen>
  }
  return some.filter((_, at) => isSeen(data[`a${at}`] as Seen))
}

function isSeen({ evaluation }: Seen): boolean {
  return (evaluation?.findings ?? []).some(
    ({ code, record }) => code === 'USAGE_RIDE_HAILING' && record !== null,
  )
}
