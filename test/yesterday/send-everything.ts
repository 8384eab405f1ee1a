/** A few records of every message a partner of the hub can send, by the simulators of the partners. */
import { platform } from '@one-visit/scripts/demo/cases.ts'
import { platforms, stations } from '@one-visit/scripts/sample/sample-names.ts'
import { deliver } from '@one-visit/scripts/simulators/deliver.ts'
import { everyTime } from '@one-visit/scripts/simulators/fault-script.ts'
import type { Delivery } from '@one-visit/scripts/simulators/faulty.ts'
import {
  companyMessages,
  inventedMessages,
  sendMessages,
} from '@one-visit/scripts/simulators/platform/platform.ts'
import { policeDeliveries } from '@one-visit/scripts/simulators/police/push.ts'
import {
  pushedChanges,
  pushedLicences,
  seededDrivers,
  seededVehicles,
} from '@one-visit/scripts/simulators/police/register.ts'
import { registerDeliveries } from '@one-visit/scripts/simulators/register/register.ts'
import { everythingOf } from '@one-visit/scripts/simulators/station/further.ts'
import { sendVisits } from '@one-visit/scripts/simulators/station/station.ts'
import type { World } from '../world.ts'

const seed = 7

/** Subjects of each kind: enough that corrections, withdrawals and annulments are among them. */
const subjects = 8

/** Sends them, as they would be seen at an instant. @throws Error for the first message the hub does not take */
export async function sendEverything(world: World, at: Date): Promise<void> {
  const plan = everyTime(new Set())
  await send(world, 'transport-register', '', registerDeliveries({ rows: subjects, seed, at }, { plan }))
  await sendOfPlatform(world, at)
  await sendOfStation(world, at)
  const changes = pushedChanges(seededVehicles(subjects, seed, at), seed, at)
  const licences = pushedLicences(seededDrivers(subjects, seed, at), at)
  for (const deliveries of [
    policeDeliveries('usage-changes', changes, { plan }),
    policeDeliveries('driving-licences', licences, { plan }),
  ])
    await send(world, 'traffic-police', 'traffic-police/', deliveries)
}

async function send(
  world: World,
  partner: string,
  base: string,
  deliveries: Iterable<Delivery>,
): Promise<void> {
  const headers = { authorization: `Bearer ${world.keys.tokenOf(partner)}` }
  for await (const answer of deliver(deliveries, {
    address: async ({ path }) => ({ url: `${world.url}/feeds/${base}${path}`, headers }),
  }))
    requireTaken(partner, answer)
}

async function sendOfPlatform(world: World, at: Date): Promise<void> {
  const [other] = platforms.filter(({ companyId }) => companyId !== platform)
  if (other === undefined) throw new Error('The sample has no other platform.')
  const { companyId, name } = other
  const company = {
    companyId,
    name,
    uscc: '91330399MA2000246J',
    division: '330300',
    vehicles: subjects,
    drivers: subjects,
  }
  const options = { url: `${world.url}/feeds/platforms`, token: world.keys.tokenOf(companyId), companyId }
  const vehiclesAndDrivers = inventedMessages(companyId, { seed, vehicles: subjects, drivers: subjects, at })
  for (const messages of [companyMessages(company, at), vehiclesAndDrivers])
    for (const answer of await sendMessages(options, messages)) requireTaken(companyId, answer)
}

async function sendOfStation(world: World, at: Date): Promise<void> {
  // Not the station of the cases: numbers of reports would meet.
  const station = stations[1].id
  const options = {
    hub: `${world.url}/feeds/inspections`,
    station,
    secret: world.keys.secretOf(station),
  }
  for (const answer of await sendVisits(options, everythingOf(station, { seed, count: subjects, at })))
    if (!answer.accepted) throw new Error(`${station} was answered ${answer.status}: ${answer.body}`)
}

function requireTaken(partner: string, { status, body }: { status: number; body: string }): void {
  if (status >= 300 || body.includes('"QUARANTINED":1'))
    throw new Error(`${partner} was answered ${status}: ${body}`)
}
