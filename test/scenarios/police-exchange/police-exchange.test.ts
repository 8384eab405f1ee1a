import { everyTime, planOf } from '@one-visit/scripts/simulators/fault-script.ts'
import type { Fault } from '@one-visit/scripts/simulators/faults.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import {
  pushedChanges,
  pushedLicences,
  seededDrivers,
  seededVehicles,
} from '@one-visit/scripts/simulators/police/register.ts'
import { answerForms } from '@one-visit/scripts/simulators/police/wire.ts'
import { openPolice } from '@one-visit/traffic-police/testing.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const at = new Date('2026-01-20T02:00:00Z')
const fleet = seededVehicles(40, 3, at)
const drivers = seededDrivers(4, 3, at)
let database: Awaited<ReturnType<typeof openPolice>>

/** A simulator with these ways, and the room that asks it; every room on the one database. */
async function open(
  simulated: Partial<Parameters<typeof startPoliceSimulator>[0]>,
  env: Record<string, string> = {},
) {
  const simulator = await startPoliceSimulator({ port: 0, fleet, drivers, ...simulated })
  const police = await openPolice({
    after: database,
    env: {
      HUB_POLICE_URL: `http://127.0.0.1:${simulator.port}/trffweb/services/TmriOutAccess`,
      HUB_POLICE_LICENCE_KEY: 'K',
      HUB_POLICE_RATE_PER_SECOND: '500',
      HUB_POLICE_RATE_BURST: '1000',
      ...env,
    },
  })
  const end = async () => {
    running.delete(end)
    await police.room.close()
    await simulator.close()
  }
  running.add(end)
  return { ...simulator, ...police, end }
}

/** Ends of what a test opened and did not end, because it failed: the next one must not share its jobs with it. */
const running = new Set<() => Promise<void>>()

type Opened = Awaited<ReturnType<typeof open>>

beforeAll(async () => {
  database = await openPolice()
  // Every test opens the room anew: of two rooms on one database either may do a job.
  await database.room.close()
})
afterEach(async () => {
  for (const end of running) await end()
})
afterAll(() => database?.db.close())

async function pull(police: Opened, row: Record<string, string>, more: object = {}): Promise<string> {
  const { data, errors } = await police.ask(
    'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }',
    { vehicle: { vin: row.clsbdh, plateNumber: `浙${row.hphm}`, plateKind: row.hpzl, ...more } },
  )
  expect(errors).toBeUndefined()
  return police.pulled((data.requestPoliceRecord as never as { id: string }).id)
}

async function stateOf(police: Opened, row: Record<string, string>) {
  const { data } = await police.ask(
    `query($vin: VIN!) { vehicle(vin: $vin) { policeStatus { status
      record { plateNumber ownerName registeredOn scrapOn letters { letter } } } usage { record { current } } } }`,
    { vin: row.clsbdh },
  )
  return (data.vehicle as never as { policeStatus: { status: string; record: Record<string, unknown> } })
    .policeStatus
}

function setFaults(police: Opened, faults: unknown) {
  return fetch(`http://127.0.0.1:${police.port}/simulator/faults`, {
    method: 'PUT',
    body: JSON.stringify(faults),
  })
}

/** What a pull ends with under each fault, and what the evidence about a vehicle never asked about says then. */
const answerFaults: readonly [Fault, outcome: string, status: string][] = [
  ['slow', 'FAILED', 'UNAVAILABLE'],
  ['down', 'FAILED', 'UNAVAILABLE'],
  ['5xx', 'FAILED', 'UNAVAILABLE'],
  ['garbage', 'FAILED', 'UNAVAILABLE'],
  ['truncated', 'FAILED', 'UNAVAILABLE'],
  ['reordered', 'OTHER_VEHICLE', 'UNAVAILABLE'],
  ['wrong-vehicle', 'OTHER_VEHICLE', 'UNAVAILABLE'],
  ['withdrawn', 'NOTHING_FOUND', 'CONFIRMED_ABSENT'],
  ['duplicate', 'FOUND', 'PRESENT'],
  ['clock-skewed', 'FOUND', 'PRESENT'],
  ['gbk', 'FOUND', 'PRESENT'],
]

describe('the room and the simulated police', () => {
  it('let no faulty answer become evidence, and the next good one is believed', async () => {
    const police = await open({}, { HUB_POLICE_TIMEOUT_MS: '1500', HUB_POLICE_BREAKER_FAULTS: '1000' })
    expect(await pull(police, fleet[11] ?? {})).toBe('FOUND')
    const seen: unknown[] = []
    for (const [index, [fault]] of answerFaults.entries()) {
      const row = fleet[20 + index] ?? {}
      await setFaults(police, { faults: [{ fault, ms: 4_000 }] })
      const outcome = await pull(police, row)
      const { status } = await stateOf(police, row)
      seen.push([fault, outcome, status])
      await setFaults(police, [])
      const again = await pull(police, row)
      const { record, ...after } = await stateOf(police, row)
      const found = { again, plate: record?.plateNumber }
      expect([fault, found]).toEqual([fault, { again: 'FOUND', plate: `浙${row.hphm}` }])
      expect([fault, after.status]).toEqual([fault, 'PRESENT'])
    }
    expect(seen).toEqual(answerFaults)
    await police.end()
  })

  it('show the faults of a script on the queries it names, counted from where it was given', async () => {
    const police = await open({ faults: planOf({ faults: [{ fault: 'wrong-vehicle', every: 2 }] }, 1) })
    const outcomes: string[] = []
    for (const row of fleet.slice(32, 35)) outcomes.push(await pull(police, row))
    expect(outcomes).toEqual(['OTHER_VEHICLE', 'FOUND', 'OTHER_VEHICLE'])
    await setFaults(police, { faults: [{ fault: 'wrong-vehicle', from: 2, to: 2 }] })
    outcomes.length = 0
    for (const row of fleet.slice(35, 38)) outcomes.push(await pull(police, row))
    expect(outcomes).toEqual(['FOUND', 'OTHER_VEHICLE', 'FOUND'])
    await police.end()
  })

  it('understand one another in whatever way an answer is written', async () => {
    const police = await open({})
    for (const [index, form] of answerForms.entries()) {
      const row = fleet[index] ?? {}
      const control = `http://127.0.0.1:${police.port}/simulator/answers`
      await fetch(control, { method: 'PUT', body: JSON.stringify([form]) })
      expect([form, await pull(police, row)]).toEqual([form, 'FOUND'])
      const { status, record } = await stateOf(police, row)
      expect({ form, status, ...record }).toMatchObject({
        status: 'PRESENT',
        plateNumber: `浙${row.hphm}`,
        registeredOn: row.ccdjrq?.slice(0, 10),
        scrapOn: row.qzbfqz === '2099-12-31' ? null : row.qzbfqz,
        letters: [...(row.zt ?? '')].map((letter) => ({ letter })),
      })
    }
    await police.end()
  })

  it('speak 01C21, by plate and by file number, 01C49 and 18C49', async () => {
    const [row = {}] = fleet
    const ask = async (interfaces: string, more: object = {}) => {
      const police = await open({}, { HUB_POLICE_INTERFACES: interfaces, HUB_POLICE_STATION: '330303001' })
      expect(await pull(police, row, more)).toBe('FOUND')
      await police.end()
      return police.asked.map(({ jkid }) => jkid)
    }
    expect(await ask('01C21')).toEqual(['01C21'])
    expect(await ask('01C21', { plateNumber: '浙C00000', fileNumber: row.dabh })).toEqual(['01C21'])
    expect(await ask('01C49')).toEqual(['01C49'])
    expect(await ask('18C49')).toEqual(['18C49'])
  })

  it('know one another by TmriOutNewAccess and by the licence key', async () => {
    const [row = {}] = fleet
    const strict = { newAccess: true, licenceKey: 'K' }
    const known = await open(strict, {
      HUB_POLICE_SCENARIO: 'S1',
      HUB_POLICE_UNIT_CODE: '330300',
      HUB_POLICE_UNIT_NAME: '温州市道路运输管理局',
      HUB_POLICE_USER_ID: 'U1',
      HUB_POLICE_USER_NAME: '虚构一',
      HUB_POLICE_TERMINAL: '10.0.0.1',
    })
    expect(await pull(known, row)).toBe('FOUND')
    await known.end()
    const unknown = await open(strict)
    expect(await pull(unknown, row)).toBe('FAILED')
    await unknown.end()
  })

  it('let an answer about another vehicle say nothing, and find a driver by 02C06', async () => {
    const police = await open({ faults: everyTime(new Set(['wrong-vehicle'])) })
    expect(await pull(police, fleet[10] ?? {})).toBe('OTHER_VEHICLE')
    await setFaults(police, [])
    for (const { sfzmhm = '', zjcx, ljjf } of drivers.slice(0, 2)) {
      const { data } = await police.ask(
        'mutation($driver: DrivingLicenceRequest!) { requestDrivingLicence(driver: $driver) { id } }',
        { driver: { residentId: sfzmhm } },
      )
      expect(await police.pulled((data.requestDrivingLicence as never as { id: string }).id)).toBe('FOUND')
      const found = await police.ask(
        'query($ref: ID!) { driver(ref: $ref) { licence { record { classes points } } } }',
        { ref: police.refOf(sfzmhm) },
      )
      const { record } = (
        found.data.driver as never as { licence: { record: { classes: string[]; points: number } } }
      ).licence
      expect({ classes: record.classes.join(''), points: record.points }).toEqual({
        classes: zjcx,
        points: Number(ljjf),
      })
    }
    await police.end()
  })

  it('agree on everything that is pushed', async () => {
    const police = await openPolice({ after: database })
    for (const [feed, records] of [
      ['usage-changes', pushedChanges(seededVehicles(40, 4, at), 4, at)],
      ['driving-licences', pushedLicences(seededDrivers(40, 4, at), at)],
    ] as const) {
      const receipt = await police.push(feed, records)
      expect(receipt.records.filter(({ outcome }) => outcome === 'QUARANTINED')).toEqual([])
      expect(receipt.records).toHaveLength(records.length)
    }
    await police.room.close()
  })
})
