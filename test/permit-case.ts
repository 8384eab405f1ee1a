import {
  applicationOf,
  type DemoCar,
  platform,
  policeRow,
  station,
  usageChangeOf,
  visitOf,
} from '@one-visit/scripts/demo/cases.ts'
import {
  type DemoApplication,
  readApplication,
  submitApplication,
  verifyCertificate,
} from '@one-visit/scripts/demo/documents.ts'
import { sampleVin } from '@one-visit/scripts/sample/sample-data.ts'
import { sendMessages, vehicleMessages } from '@one-visit/scripts/simulators/platform/platform.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import { sendVisit } from '@one-visit/scripts/simulators/station/station.ts'
import type { Hub } from './world.ts'

/** A car nobody's register knows, beyond the sample's fleet. */
export function carOf(serial: number, more: Partial<DemoCar> = {}): DemoCar {
  return {
    vin: sampleVin(6_000_000 + serial),
    plate: `浙CD${String(40_000 + serial).padStart(5, '0')}`,
    usage: 'T',
    inspection: 'PASS',
    ...more,
  }
}

/** The simulated police, which know these cars. */
export async function policeOf(cars: readonly DemoCar[]) {
  const simulator = await startPoliceSimulator({ port: 0, fleet: cars.map(policeRow) })
  return { ...simulator, url: `http://127.0.0.1:${simulator.port}/trffweb/services/TmriOutAccess` }
}

/** Lets platform, station and police say of a car what they know, each in its own language. */
export async function tellOf(hub: Hub, car: DemoCar): Promise<void> {
  const url = hub.url
  await sendMessages(
    { url: `${url}/feeds/platforms`, token: hub.keys.tokenOf(platform), companyId: platform },
    vehicleMessages(platform, [{ vin: car.vin, plateNumber: car.plate }], new Date()),
  )
  const answers = await sendVisit(
    { hub: `${url}/feeds/inspections`, station, secret: hub.keys.secretOf(station) },
    visitOf(car),
  )
  for (const { accepted, status, body } of answers)
    if (!accepted) throw new Error(`the station was refused: ${status} ${body}`)
  await hub.feed('traffic-police/usage-changes', 'traffic-police', [usageChangeOf(car)])
}

/** Hands in the owner's application at the window of the station. */
export async function applyFor(hub: Hub, car: DemoCar, key = `apply-${car.vin}`): Promise<DemoApplication> {
  return applicationIn(
    await hub.ask('station-clerk', submitApplication, { input: applicationOf(car), key }),
    'submitApplication',
  )
}

function applicationIn(
  answer: { data: Record<string, unknown> | null; errors: unknown[] },
  field: string,
): DemoApplication {
  if (answer.data === null || answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors))
  return answer.data[field] as DemoApplication
}

/** The application as the clerk sees it. */
export async function readCase(hub: Hub, id: string): Promise<DemoApplication> {
  return applicationIn(await hub.ask('station-clerk', readApplication, { id }), 'application')
}

/** Waits until an application is as wanted. */
export async function untilCase(
  hub: Hub,
  id: string,
  wanted: (application: DemoApplication) => boolean,
  withinMs = 20_000,
): Promise<DemoApplication> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const application = await readCase(hub, id)
    if (wanted(application)) return application
    if (Date.now() > deadline)
      throw new Error(`the application stays as it is: ${JSON.stringify(application)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** What anybody is told of a certificate by its token, once the register could be asked about it. */
export async function verifyOf(
  hub: Hub,
  token: string | undefined,
  withinMs = 20_000,
): Promise<{ result: string; number: string | null; plateNumber: string | null }> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const { data } = await hub.ask<{ verifyCertificate: Awaited<ReturnType<typeof verifyOf>> }>(
      '',
      verifyCertificate,
      { token },
    )
    if (data === null) throw new Error('nobody said what the certificate is')
    if (data.verifyCertificate.result !== 'UNCONFIRMED' || Date.now() > deadline)
      return data.verifyCertificate
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
