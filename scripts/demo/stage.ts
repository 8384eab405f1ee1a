/** Who plays in the story: a hub, the police's exchange service, a platform, a station, and a clerk at its window. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HubKeys, readHubKeys } from '../host/keys.ts'
import { applicationOf, type DemoCar, platform, policeRow, station, usageChangeOf, visitOf } from './cases.ts'
import {
  type DemoApplication,
  decide,
  readApplication,
  refreshEvidence,
  submitApplication,
} from './documents.ts'
import { type Answer, type HubClient, hubClient } from './hub-client.ts'
import { freePort, type Running, run, start } from './processes.ts'

/** Everybody who plays in a story. */
export interface Stage {
  readonly hub: HubClient
  readonly police: Police
  readonly partners: Partners
  readonly clerk: Clerk
}

/** Starts hub and police; both are added to `programs`, which the caller stops at the end. */
export async function openStage(dataDir: string, programs: Running[]): Promise<Stage> {
  const [hubPort, policePort] = [await freePort(), await freePort()]
  const hubUrl = `http://127.0.0.1:${hubPort}`
  const policeUrl = `http://127.0.0.1:${policePort}`
  say(`starting the hub on ${hubUrl}, data in ${dataDir}`)
  const started = performance.now()
  programs.push(
    await start('scripts/host/start.ts', ['--demo', '--port', String(hubPort), '--data', dataDir], {
      ready: /ready on/,
      env: {
        // The checkpoints of another hub are not the demo's.
        HUB_AUDIT_SINK: '',
        HUB_POLICE_URL: `${policeUrl}/trffweb/services/TmriOutAccess`,
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
      },
    }),
  )
  say(`the hub is ready after ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const keys = readHubKeys(dataDir)
  const told = ['--hub', `${hubUrl}/feeds/traffic-police/usage-changes`]
  programs.push(
    await start(
      'scripts/simulators/simulate.ts',
      ['police', '--port', String(policePort), ...told, '--token', keys.tokenOf('traffic-police')],
      { ready: /listens on/ },
    ),
  )
  const hub = hubClient(hubUrl, `${hubUrl}/metrics`)
  return {
    hub,
    police: policeAt(policeUrl),
    partners: partnersOf(`${hubUrl}/feeds`, keys, dataDir),
    clerk: clerkOf(hub),
  }
}

/** The traffic police's exchange service. */
interface Police {
  /** Enters a vehicle. */
  register(car: DemoCar): Promise<void>
  /** Completes the change of a vehicle's usage type, and tells the hub. */
  changeUsage(car: DemoCar): Promise<void>
  /** What goes wrong from now on: `down`, `wrong-vehicle`; nothing for an empty list. */
  break(faults: readonly string[]): Promise<void>
}

function policeAt(url: string): Police {
  const fleet: DemoCar[] = []
  const control = async (method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${url}/simulator/${path}`, { method, body: JSON.stringify(body) })
    expectThat(answer.ok, `the police simulator to do ${path}`, await answer.text())
  }
  return {
    register: (car) => {
      fleet.push(car)
      return control('PUT', 'vehicles', fleet.map(policeRow))
    },
    changeUsage: (car) => control('POST', 'usage-changes', [usageChangeOf(car)]),
    break: (faults) => control('PUT', 'faults', faults),
  }
}

/** The partners who push, each by its simulator; what the program printed. */
interface Partners {
  /** A vehicle, its insurance and its mileage. */
  pushFromPlatform(car: DemoCar): Promise<string>
  /** An inspection, and that positioning unit and alarm are there. */
  postFromStation(car: DemoCar): Promise<string>
}

function partnersOf(feeds: string, keys: HubKeys, dataDir: string): Partners {
  const simulate = (...args: readonly string[]) => run('scripts/simulators/simulate.ts', args)
  return {
    pushFromPlatform: ({ vin, plate }) =>
      simulate(
        ...['platform', '--url', `${feeds}/platforms`, '--token', keys.tokenOf(platform)],
        ...['--company-id', platform, '--vin', vin, '--plate', plate],
      ),
    postFromStation: (car) => {
      const file = join(dataDir, `visit-${car.vin}.json`)
      writeFileSync(file, JSON.stringify([visitOf(car)]))
      return simulate(
        ...['station', '--hub', `${feeds}/inspections`, '--station', station],
        ...['--secret', keys.secretOf(station), '--file', file],
      )
    },
  }
}

/** What a decision answers. */
interface Decided {
  decide: { status: string; application: DemoApplication }
}

/** A clerk at the station's window. */
interface Clerk {
  apply(car: DemoCar): Promise<DemoApplication>
  /** Hands in under a key of its own, whatever comes of it. */
  tryApply(car: DemoCar, key: string): Promise<Answer<{ submitApplication: DemoApplication }>>
  read(id: string): Promise<DemoApplication>
  /** Reads an application until it is as wanted. @throws Error after 20 s */
  until(id: string, wanted: (application: DemoApplication) => boolean): Promise<DemoApplication>
  refresh(id: string): Promise<void>
  /** Decides on what was seen; approves unless `more` says otherwise. */
  decide(application: DemoApplication, key: string, more?: Record<string, unknown>): Promise<Answer<Decided>>
}

const untilMs = 20_000

function clerkOf(hub: HubClient): Clerk {
  const ask = <Data extends object>(query: string, variables: Record<string, unknown>) =>
    hub.ask<Data>('station-clerk', query, variables)
  const read = async (id: string): Promise<DemoApplication> =>
    answered(await ask<{ application: DemoApplication }>(readApplication, { id })).application
  const tryApply: Clerk['tryApply'] = (car, key) =>
    ask<{ submitApplication: DemoApplication }>(submitApplication, { input: applicationOf(car), key })
  return {
    read,
    tryApply,
    apply: async (car) => answered(await tryApply(car, `demo-${car.vin}`)).submitApplication,
    until: async (id, wanted) => {
      const deadline = Date.now() + untilMs
      for (;;) {
        const application = await read(id)
        if (wanted(application)) return application
        if (Date.now() > deadline)
          throw new Error(`the application stays as it is: ${JSON.stringify(application)}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    refresh: async (id) => {
      answered(await ask<object>(refreshEvidence, { id }))
    },
    decide: (application, key, more = {}) =>
      ask<Decided>(decide, {
        id: application.id,
        version: application.version,
        digest: application.evaluation?.factsDigest ?? '',
        key,
        outcome: 'APPROVE',
        ...more,
      }),
  }
}

/** What an answer holds. @throws Error where it has errors */
export function answered<Data extends object>(answer: Answer<Data>): Data {
  expectThat(answer.data !== null && answer.errors.length === 0, 'an answer without errors', answer)
  return answer.data as Data
}

/** What the story expects; anything else ends it. */
export function expectThat(condition: boolean, what: string, found: unknown): void {
  if (!condition) throw new Error(`expected ${what}, found ${JSON.stringify(found).slice(0, 2_000)}`)
}

export function say(text: string): void {
  console.log(text)
}
