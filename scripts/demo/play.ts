import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHubKeys } from '../host/keys.ts'
import { removeData } from '../host/remove-data.ts'
import { sampleVin } from '../sample/sample-data.ts'
import { applicationOf, type DemoCar, platform, policeRow, station, usageChangeOf, visitOf } from './cases.ts'
import {
  type DemoApplication,
  decide,
  readApplication,
  refreshEvidence,
  submitApplication,
  verifyCertificate,
} from './documents.ts'
import { type Answer, hubClient } from './hub-client.ts'
import { freePort, type Running, run, start } from './processes.ts'

/** Cars of this run are others than those of the last one, which a server's database still knows. */
const firstSerial = (Math.floor(Date.now() / 1000) % 6_000) * 10

/** How far the story has come, and what has to be stopped at its end. */
interface Story {
  readonly dataDir: string
  readonly programs: Running[]
  step: number
}

/** Begins anew in a data directory and plays the story there; false where a step did not do what it should. */
export async function playDemo(dataDir: string): Promise<boolean> {
  const story: Story = { dataDir, programs: [], step: 0 }
  try {
    await removeData(dataDir)
    await play(story)
    say(`\nevery step did what it should (${story.step} steps)`)
    return true
  } catch (error) {
    console.error(
      `\nthe story broke at step ${story.step + 1}: ${error instanceof Error ? error.message : String(error)}`,
    )
    const [hub] = story.programs
    if (hub) console.error(`the hub's last words:\n${hub.output().slice(-3_000)}`)
    return false
  } finally {
    for (const program of story.programs.toReversed()) await program.stop()
    say(`the data stays in ${dataDir}: npm run replay -- --all`)
  }
}

function say(text: string): void {
  console.log(text)
}

async function play(story: Story): Promise<void> {
  const { dataDir, programs } = story
  const [hubPort, policePort] = [await freePort(), await freePort()]
  const hubUrl = `http://127.0.0.1:${hubPort}`
  const policeUrl = `http://127.0.0.1:${policePort}`
  say(`starting the hub on ${hubUrl}, data in ${dataDir}`)
  const started = performance.now()
  programs.push(
    await start('scripts/host/start.ts', ['--port', String(hubPort), '--data', dataDir], {
      ready: /ready on/,
      env: {
        HUB_POLICE_URL: `${policeUrl}/trffweb/services/TmriOutAccess`,
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
      },
    }),
  )
  say(`the hub is ready after ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const keys = readHubKeys(dataDir)
  programs.push(
    await start(
      'scripts/simulators/simulate.ts',
      [
        'police',
        '--port',
        String(policePort),
        '--hub',
        `${hubUrl}/feeds/traffic-police/usage-changes`,
        '--token',
        keys.tokenOf('traffic-police'),
      ],
      { ready: /listens on/ },
    ),
  )
  const hub = hubClient(hubUrl, `${hubUrl}/metrics`)
  const clerk = 'station-clerk'

  /** One step: what happens, who answers, how long it took and how many subgraph requests it cost. */
  const doing = async <T>(what: string, who: string, work: () => Promise<T>): Promise<T> => {
    story.step += 1
    const [before, at] = [await hub.subgraphCalls(), performance.now()]
    const result = await work()
    const ms = Math.round(performance.now() - at)
    say(
      `${String(story.step).padStart(2)}. ${what}  [${who}; ${ms} ms; ${(await hub.subgraphCalls()) - before} subgraph requests]`,
    )
    return result
  }

  const control = async (path: string, body: unknown): Promise<string> => {
    const answer = await fetch(`${policeUrl}/simulator/${path}`, {
      method: path === 'usage-changes' ? 'POST' : 'PUT',
      body: JSON.stringify(body),
    })
    expectThat(answer.ok, `the police simulator to do ${path}`, await answer.clone().text())
    return answer.text()
  }
  const fleet: DemoCar[] = []
  const registerWithPolice = async (car: DemoCar): Promise<void> => {
    fleet.push(car)
    await control('vehicles', fleet.map(policeRow))
  }
  const pushFromPlatform = (car: DemoCar): Promise<string> =>
    run('scripts/simulators/simulate.ts', [
      'platform',
      '--url',
      `${hubUrl}/feeds/platforms`,
      '--token',
      keys.tokenOf(platform),
      '--company-id',
      platform,
      '--vin',
      car.vin,
      '--plate',
      car.plate,
    ])
  const postFromStation = async (car: DemoCar): Promise<string> => {
    const file = join(dataDir, `visit-${car.vin}.json`)
    writeFileSync(file, JSON.stringify([visitOf(car)]))
    return run('scripts/simulators/simulate.ts', [
      'station',
      '--hub',
      `${hubUrl}/feeds/inspections`,
      '--station',
      station,
      '--secret',
      keys.secretOf(station),
      '--file',
      file,
    ])
  }
  const one = <Data extends object>(answer: Answer<Data>): Data => {
    expectThat(answer.data !== null && answer.errors.length === 0, 'an answer without errors', answer)
    return answer.data as Data
  }
  const apply = async (car: DemoCar): Promise<DemoApplication> =>
    one(
      await hub.ask<{ submitApplication: DemoApplication }>(clerk, submitApplication, {
        input: applicationOf(car),
        key: `demo-${car.vin}`,
      }),
    ).submitApplication
  const read = async (id: string): Promise<DemoApplication> =>
    one(await hub.ask<{ application: DemoApplication }>(clerk, readApplication, { id })).application
  const until = async (
    id: string,
    wanted: (application: DemoApplication) => boolean,
  ): Promise<DemoApplication> => {
    const deadline = Date.now() + 20_000
    for (;;) {
      const application = await read(id)
      if (wanted(application)) return application
      if (Date.now() > deadline)
        throw new Error(`the application stays as it is: ${JSON.stringify(application)}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const decideOn = (application: DemoApplication, key: string, more: Record<string, unknown> = {}) =>
    hub.ask<{ decide: { status: string; application: DemoApplication } }>(clerk, decide, {
      id: application.id,
      version: application.version,
      digest: application.evaluation?.factsDigest ?? '',
      key,
      outcome: 'APPROVE',
      ...more,
    })
  const showFindings = (application: DemoApplication): void => {
    for (const { code, verdict, text, source } of application.evaluation?.findings ?? [])
      say(`      ${verdict.padEnd(7)} ${code.padEnd(24)} ${text} (${source ?? '规则'})`)
  }
  const finding = (application: DemoApplication, code: string) =>
    application.evaluation?.findings.find((candidate) => candidate.code === code)

  say('\nThe story')
  const car = carOf(1)
  await doing('曹操 pushes the vehicle, its insurance and mileage', 'platforms', () => pushFromPlatform(car))
  await doing('the station posts the inspection and confirms positioning unit and alarm', 'inspections', () =>
    postFromStation(car),
  )
  await doing('the police complete the change of usage type to 预约出租客运', 'traffic-police', async () => {
    await registerWithPolice(car)
    await control('usage-changes', [usageChangeOf(car)])
  })
  const submitted = await doing('the owner applies at the window of the station', 'approvals', () =>
    apply(car),
  )
  const ready = await doing(
    'the police answer the query; the application is evaluated again by itself',
    'approvals',
    () => until(submitted.id, ({ state }) => state === 'READY'),
  )
  showFindings(ready)
  expectThat(ready.evaluation?.verdict === 'PASS', 'every check to pass', ready.evaluation)
  const decided = await doing('the clerk approves; the graph is asked once more', 'approvals', async () =>
    one(await decideOn(ready, 'demo-approve')),
  )
  expectThat(decided.decide.status === 'DECIDED', 'a decision', decided)
  const issued = await doing(
    'the permit is issued and written into the register',
    'approvals, vehicles',
    () => until(ready.id, ({ state }) => state === 'ISSUED'),
  )
  const { certificate } = issued
  expectThat(certificate?.state === 'VALID', 'a valid certificate', issued)
  const verified = await doing('a passenger scans the code', 'approvals', async () =>
    one(
      await hub.ask<{ verifyCertificate: { result: string; number: string; validUntil: string } }>(
        '',
        verifyCertificate,
        { token: certificate?.token },
      ),
    ),
  )
  expectThat(verified.verifyCertificate.result === 'VALID', 'a valid permit', verified)
  say(`      ${verified.verifyCertificate.number}, valid until ${verified.verifyCertificate.validUntil}`)

  say('\nWhat must not happen')
  await doing('a second decision on the same round is refused', 'approvals', async () => {
    const again = await decideOn(ready, 'demo-again', { outcome: 'REFUSE', reason: '重复决定' })
    expectThat(again.errors[0]?.extensions?.code === 'CONFLICT', 'CONFLICT', again)
  })

  const prepare = async (serial: number, more: Partial<DemoCar>): Promise<DemoCar> => {
    const next = carOf(serial, more)
    await Promise.all([pushFromPlatform(next), postFromStation(next)])
    await registerWithPolice(next)
    return next
  }
  const refusedApproval = async (application: DemoApplication, expected: string): Promise<void> => {
    const result = one(await decideOn(application, `demo-not-${application.id}`))
    expectThat(result.decide.status === expected, expected, result)
  }

  const failed = await prepare(2, { inspection: 'FAIL' })
  await doing('a car that failed its inspection cannot be approved', 'inspections said so', async () => {
    const application = await apply(failed)
    const seen = await until(application.id, ({ state }) => state === 'READY')
    expectThat(finding(seen, 'SAFETY_INSPECTION_VALID')?.verdict === 'FAIL', 'a failed inspection', seen)
    await refusedApproval(seen, 'CHECKS_FAILED')
  })

  const privateCar = await prepare(3, { usage: 'A' })
  await doing('a car still registered as 非营运 cannot be approved', 'traffic-police said so', async () => {
    const application = await apply(privateCar)
    const seen = await until(application.id, ({ state }) => state === 'READY')
    expectThat(finding(seen, 'USAGE_RIDE_HAILING')?.verdict === 'FAIL', 'another usage type', seen)
    await refusedApproval(seen, 'CHECKS_FAILED')
  })

  const waiting = await prepare(4, {})
  await doing(
    'with the police source down nothing is approved, by anybody',
    'traffic-police is silent',
    async () => {
      await control('faults', ['down'])
      const application = await apply(waiting)
      expectThat(application.state === 'WAITING_FOR_EVIDENCE', 'a waiting application', application)
      expectThat(finding(application, 'USAGE_RIDE_HAILING')?.verdict === 'UNKNOWN', 'UNKNOWN', application)
      await refusedApproval(application, 'EVIDENCE_INCOMPLETE')
      await control('faults', [])
      one(await hub.ask<object>(clerk, refreshEvidence, { id: application.id }))
      const seen = await until(application.id, ({ state }) => state === 'READY')
      expectThat(seen.evaluation?.verdict === 'PASS', 'PASS once the police answer', seen)
    },
  )

  const mistaken = await prepare(5, {})
  await doing(
    'an answer about another VIN is no evidence',
    'traffic-police spoke of another vehicle',
    async () => {
      await control('faults', ['wrong-vehicle'])
      const application = await apply(mistaken)
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      const seen = await read(application.id)
      expectThat(finding(seen, 'USAGE_RIDE_HAILING')?.verdict === 'UNKNOWN', 'UNKNOWN', seen)
      await refusedApproval(seen, 'EVIDENCE_INCOMPLETE')
      await control('faults', [])
    },
  )
}

/** What the story expects; anything else ends it. */
function expectThat(condition: boolean, what: string, found: unknown): void {
  if (!condition) throw new Error(`expected ${what}, found ${JSON.stringify(found).slice(0, 2_000)}`)
}

function carOf(serial: number, more: Partial<DemoCar> = {}): DemoCar {
  return {
    // Beyond the sample's fleet: the transport register has never heard of these.
    vin: sampleVin(5_000_000 + firstSerial + serial),
    plate: `浙CD${String(30_000 + firstSerial + serial).padStart(5, '0')}`,
    usage: 'T',
    inspection: 'PASS',
    ...more,
  }
}
