/** Furnishes a world with two sides of everything, through the ways partners and people have. */
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { sendMessages } from '@one-visit/scripts/simulators/platform/platform.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import { sendVisit } from '@one-visit/scripts/simulators/station/station.ts'
import { buildWorld, type World, type WorldOptions, worldKeys } from '../world.ts'
import { furnishCases } from './cases.ts'
import { callers, clerks, type Side, sides } from './cast.ts'
import { type Keys, note } from './keys.ts'
import { Markers } from './markers.ts'
import {
  changeIdOf,
  changeOf,
  inspectionOf,
  markOf,
  numberMarkOf,
  policeRecordOf,
  policyOf,
  registerRowOf,
  reportsOf,
  serialOf,
  statementsOf,
  vehicleOf,
  vehicles,
} from './vehicles.ts'

/** A world with two sides, what belongs to whom, and the keys of either. */
export interface WalledWorld extends World {
  markers: Markers
  keysOf: readonly [Keys, Keys]
}

/** Builds the world; the caller closes it. */
export async function buildWalledWorld(options: Pick<WorldOptions, 'log'> = {}): Promise<WalledWorld> {
  const police = await startPoliceSimulator({ port: 0, fleet: vehicles.map(registerRowOf) })
  const keys = worldKeys()
  const world = await buildWorld({
    ...options,
    keys,
    policeUrl: `http://127.0.0.1:${police.port}/trffweb/services/TmriOutAccess`,
    callbackLoopback: true,
    accounts: callers(keys.pseudonym),
  })
  const markers = new Markers()
  const keysOf: readonly [Keys, Keys] = [{}, {}]
  for (const { room, path, partner, records } of sampleBatches())
    if (room === 'operators') await world.feed(`${room}/${path}`, partner, records)
  for (const side of sides) {
    await furnishRegisters(world, side, { markers, keys: keysOf[side.index] })
    noteKeys(world, side, keysOf[side.index])
  }
  await furnishCases(world, markers, keysOf)
  return {
    ...world,
    markers,
    keysOf,
    close: async () => {
      await world.close()
      await police.close()
    },
  }
}

/** The cars, of which the platforms of both sides report. */
const cars = vehicles.filter(({ use }) => use === 'own' || use === 'mandated')

interface Notes {
  readonly markers: Markers
  readonly keys: Keys
}

/** What partners report, and who may find it: the sender, and clerks, who read every register. */
async function furnishRegisters(world: World, side: Side, { markers, keys }: Notes): Promise<void> {
  const { index, platform, station } = side
  const at = new Date()
  const messages = [...statementsOf(side, at), ...cars.flatMap((car) => reportsOf(side, car, at))]
  const toPlatforms = {
    url: `${world.url}/feeds/platforms`,
    token: world.keys.tokenOf(platform),
    companyId: platform,
  }
  for (const { status, body } of await sendMessages(toPlatforms, messages)) requireTaken(status, body)
  await sendBroken(world, side, { markers, keys })
  for (const vehicle of vehicles.filter(({ side, use }) => side === index && use !== 'countyTruck')) {
    const answers = await sendVisit(
      { hub: `${world.url}/feeds/inspections`, station: station.id, secret: world.keys.secretOf(station.id) },
      inspectionOf(vehicle),
    )
    for (const { accepted, status, body } of answers) if (!accepted) requireTaken(status, body)
  }
  const changes = vehicles.filter(({ side }) => side === index).map(changeOf)
  const pushed = await world.feed('traffic-police/usage-changes', 'traffic-police', changes)
  requireTaken(pushed.status, JSON.stringify(pushed.body))
  noteMarkers(side, markers)
}

/** A record that cannot be used, about a car nobody has: its number in quarantine is its sender's and the administrators'. */
async function sendBroken(world: World, { index, platform }: Side, { markers, keys }: Notes): Promise<void> {
  const record = { CompanyId: platform, Address: 330300, VehicleNo: '浙CD99999', TotalMile: 'none', Flag: 1 }
  const { body } = await world.feed('platforms/baseinfo/vehicletotalmile', platform, {
    CompanyId: platform,
    Source: '0',
    IPCType: 'baseInfoVehicleTotalMile',
    baseInfoVehicleTotalMile: [{ ...record, UpdateTime: 20260101080000 }],
  })
  const [{ quarantineId }] = body.records as [{ quarantineId: string }]
  note(keys, 'receipt', String(body.receiptId))
  markers.add('record in quarantine', quarantineId, [`platform-${index}`, 'administrator', 'auditor'])
}

function noteMarkers({ index, platform }: Side, markers: Markers): void {
  const byPlatform = [`platform-${index}`, ...clerks]
  for (const what of ['UNIT', 'INSURER', 'BANK', 'ADDRESS', 'FARE'])
    markers.add(`${what} of ${platform}`, markOf(index, what), byPlatform)
  for (const [what, number] of [
    ['mileage', 1],
    ['vehicles', 2],
    ['drivers', 3],
  ] as const)
    markers.add(`${what} of ${platform}`, numberMarkOf(index, number), byPlatform)
  for (const car of cars) {
    const about = `of ${platform} for the car ${car.use} of side ${car.side}`
    markers.add(`policy ${about}`, policyOf(index, car), byPlatform)
    markers.add(`permit number ${about}`, markOf(index, `CERT${car.vin.slice(-4)}`), byPlatform)
  }
  const byStation = [`station-${index}`, ...clerks]
  markers.add('signature at the station', markOf(index, 'SIGNED'), byStation)
  markers.add('odometer at the station', numberMarkOf(index, 4), byStation)
  markers.add('odometer of the truck at the station', numberMarkOf(index, 5), byStation)
  for (const vehicle of vehicles.filter(({ side }) => side === index)) {
    markers.add(`usage change of ${vehicle.use}`, changeIdOf(vehicle), ['police', 'bureau-clerk'])
    markers.add(`police record of ${vehicle.use}`, policeRecordOf(vehicle), ['police', 'bureau-clerk'])
  }
}

/** Keys by which anybody may ask about something of a side; a key is not a claim. */
function noteKeys({ keys: { pseudonym } }: World, side: Side, keys: Keys): void {
  const { index, platform, station, county, company, citizen } = side
  for (const use of ['own', 'truck', 'mandated'] as const) {
    const vehicle = vehicleOf(index, use)
    note(keys, 'vin', vehicle.vin)
    note(keys, 'plate', vehicle.plate)
    note(keys, 'change', changeIdOf(vehicle))
    note(keys, 'serial', serialOf(vehicle))
  }
  note(keys, 'companyId', platform)
  note(keys, 'station', station.id)
  note(keys, 'office', station.id)
  note(keys, 'office', county.id)
  note(keys, 'uscc', company)
  note(keys, 'ref', pseudonymOf(citizen, pseudonym))
}

function requireTaken(status: number, body: string): void {
  if (status >= 300) throw new Error(`a partner was refused: ${status} ${body}`)
}
