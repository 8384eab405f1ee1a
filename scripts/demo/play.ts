import { removeData } from '../host/remove-data.ts'
import { sampleVin } from '../sample/sample-data.ts'
import { applicationOf, type DemoCar, mandateOf } from './cases.ts'
import { type DemoApplication, grantMandate, submitApplication, verifyCertificate } from './documents.ts'
import type { Running } from './processes.ts'
import { answered, expectThat, openStage, type Stage, say } from './stage.ts'

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

/** One step: what happens, who answers, how long it took and how many subgraph requests it cost. */
type Doing = <T>(what: string, who: string, work: () => Promise<T>) => Promise<T>

async function play(story: Story): Promise<void> {
  const stage = await openStage(story.dataDir, story.programs)
  const doing: Doing = async (what, who, work) => {
    story.step += 1
    const [before, at] = [await stage.hub.subgraphCalls(), performance.now()]
    const result = await work()
    const ms = Math.round(performance.now() - at)
    const calls = (await stage.hub.subgraphCalls()) - before
    const place = String(story.step).padStart(2)
    say(`${place}. ${what}  [${who}; ${ms} ms; ${calls} subgraph requests]`)
    return result
  }

  say('\nThe story')
  const ready = await applyWithoutPapers(stage, doing)
  await approveAndIssue(stage, doing, ready)
  await applyByPlatform(stage, doing)

  say('\nWhat must not happen')
  await decideTwice(stage, doing, ready)
  await approveFailedInspection(stage, doing)
  await approvePrivateCar(stage, doing)
  await approveWhileSilent(stage, doing)
  await approveByAnotherCar(stage, doing)
}

async function applyWithoutPapers(
  { partners, police, clerk }: Stage,
  doing: Doing,
): Promise<DemoApplication> {
  const car = carOf(1)
  await doing('曹操 pushes the vehicle, its insurance and mileage', 'platforms', () =>
    partners.pushFromPlatform(car),
  )
  await doing('the station posts the inspection and confirms positioning unit and alarm', 'inspections', () =>
    partners.postFromStation(car),
  )
  await doing('the police complete the change of usage type to 预约出租客运', 'traffic-police', async () => {
    await police.register(car)
    await police.changeUsage(car)
  })
  const submitted = await doing('the owner applies at the window of the station', 'approvals', () =>
    clerk.apply(car),
  )
  const ready = await doing(
    'the police answer the query; the application is evaluated again by itself',
    'approvals',
    () => clerk.until(submitted.id, ({ state }) => state === 'READY'),
  )
  for (const { code, verdict, text, source } of ready.evaluation?.findings ?? [])
    say(`      ${verdict.padEnd(7)} ${code.padEnd(24)} ${text} (${source ?? '规则'})`)
  expectThat(ready.evaluation?.verdict === 'PASS', 'every check to pass', ready.evaluation)
  return ready
}

async function approveAndIssue({ hub, clerk }: Stage, doing: Doing, ready: DemoApplication): Promise<void> {
  const decided = await doing('the clerk approves; the graph is asked once more', 'approvals', async () =>
    answered(await clerk.decide(ready, 'demo-approve')),
  )
  expectThat(decided.decide.status === 'DECIDED', 'a decision', decided)
  const issued = await doing(
    'the permit is issued and written into the register',
    'approvals, vehicles',
    () => clerk.until(ready.id, ({ state }) => state === 'ISSUED'),
  )
  const { certificate } = issued
  expectThat(certificate?.state === 'VALID', 'a valid certificate', issued)
  const { verifyCertificate: verified } = await doing('a passenger scans the code', 'approvals', async () =>
    answered(
      await hub.ask<{ verifyCertificate: { result: string; number: string; validUntil: string } }>(
        '',
        verifyCertificate,
        { token: certificate?.token },
      ),
    ),
  )
  expectThat(verified.result === 'VALID', 'a valid permit', verified)
  say(`      ${verified.number}, valid until ${verified.validUntil}`)
}

async function applyByPlatform({ hub, clerk }: Stage, doing: Doing): Promise<void> {
  const car = carOf(6)
  const apply = (more: object) =>
    hub.ask<{ submitApplication: DemoApplication }>('platform-agent', submitApplication, {
      input: { ...applicationOf(car), ...more },
      key: `demo-platform-${car.vin}`,
    })
  await doing('a platform without a mandate is refused, and told what to file', 'approvals', async () => {
    const [error] = (await apply({})).errors
    expectThat(error?.extensions?.code === 'FORBIDDEN', 'FORBIDDEN', error)
    expectThat(error?.extensions?.fault === 'MANDATE_NEEDED', 'MANDATE_NEEDED', error)
  })
  const handedIn = await doing(
    'the owner consents in his own login; the platform hands in for him',
    'approvals',
    async () => {
      const input = { input: mandateOf(), key: `demo-mandate-${car.vin}` }
      const granted = await hub.ask<{ grantMandate: { id: string } }>('citizen', grantMandate, input)
      return answered(await apply({ mandateId: answered(granted).grantMandate.id })).submitApplication
    },
  )
  await doing(
    'a second application for the same car is refused, and names the first',
    'approvals',
    async () => {
      const [error] = (await clerk.tryApply(car, `demo-second-${car.vin}`)).errors
      expectThat(error?.extensions?.fault === 'APPLICATION_OPEN', 'APPLICATION_OPEN', error)
      expectThat(error?.extensions?.number === handedIn.number, handedIn.number, error)
    },
  )
}

async function decideTwice({ clerk }: Stage, doing: Doing, ready: DemoApplication): Promise<void> {
  await doing('a second decision on the same round is refused', 'approvals', async () => {
    const again = await clerk.decide(ready, 'demo-again', { outcome: 'REFUSE', reason: '重复决定' })
    expectThat(again.errors[0]?.extensions?.code === 'CONFLICT', 'CONFLICT', again)
  })
}

async function approveFailedInspection(stage: Stage, doing: Doing): Promise<void> {
  const car = await prepare(stage, carOf(2, { inspection: 'FAIL' }))
  await doing('a car that failed its inspection cannot be approved', 'inspections said so', async () => {
    const application = await applyUntilReady(stage, car)
    const verdict = verdictOf(application, 'SAFETY_INSPECTION_VALID')
    expectThat(verdict === 'FAIL', 'a failed inspection', application)
    await expectNoApproval(stage, application, 'CHECKS_FAILED')
  })
}

async function approvePrivateCar(stage: Stage, doing: Doing): Promise<void> {
  const car = await prepare(stage, carOf(3, { usage: 'A' }))
  await doing('a car still registered as 非营运 cannot be approved', 'traffic-police said so', async () => {
    const application = await applyUntilReady(stage, car)
    expectThat(verdictOf(application, usageCheck) === 'FAIL', 'another usage type', application)
    await expectNoApproval(stage, application, 'CHECKS_FAILED')
  })
}

async function approveWhileSilent(stage: Stage, doing: Doing): Promise<void> {
  const { police, clerk } = stage
  const car = await prepare(stage, carOf(4))
  await doing(
    'with the police source down nothing is approved, by anybody',
    'traffic-police is silent',
    async () => {
      await police.break(['down'])
      const application = await clerk.apply(car)
      expectThat(application.state === 'WAITING_FOR_EVIDENCE', 'a waiting application', application)
      expectThat(verdictOf(application, usageCheck) === 'UNKNOWN', 'UNKNOWN', application)
      await expectNoApproval(stage, application, 'EVIDENCE_INCOMPLETE')
      await police.break([])
      await clerk.refresh(application.id)
      const seen = await clerk.until(application.id, ({ state }) => state === 'READY')
      expectThat(seen.evaluation?.verdict === 'PASS', 'PASS once the police answer', seen)
    },
  )
}

async function approveByAnotherCar(stage: Stage, doing: Doing): Promise<void> {
  const { police, clerk } = stage
  const car = await prepare(stage, carOf(5))
  await doing(
    'an answer about another VIN is no evidence',
    'traffic-police spoke of another vehicle',
    async () => {
      await police.break(['wrong-vehicle'])
      const application = await clerk.apply(car)
      // Time for the answer to come: what must not follow from it cannot be waited for.
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      const seen = await clerk.read(application.id)
      expectThat(verdictOf(seen, usageCheck) === 'UNKNOWN', 'UNKNOWN', seen)
      await expectNoApproval(stage, seen, 'EVIDENCE_INCOMPLETE')
      await police.break([])
    },
  )
}

const usageCheck = 'USAGE_RIDE_HAILING'

/** Has everybody know a car before its owner applies. */
async function prepare({ partners, police }: Stage, car: DemoCar): Promise<DemoCar> {
  await Promise.all([partners.pushFromPlatform(car), partners.postFromStation(car)])
  await police.register(car)
  return car
}

async function applyUntilReady({ clerk }: Stage, car: DemoCar): Promise<DemoApplication> {
  const { id } = await clerk.apply(car)
  return clerk.until(id, ({ state }) => state === 'READY')
}

async function expectNoApproval(
  { clerk }: Stage,
  application: DemoApplication,
  status: string,
): Promise<void> {
  const result = answered(await clerk.decide(application, `demo-not-${application.id}`))
  expectThat(result.decide.status === status, status, result)
}

function verdictOf({ evaluation }: DemoApplication, code: string): string | undefined {
  return evaluation?.findings.find((finding) => finding.code === code)?.verdict
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
