import { rowsOf } from '@one-visit/kit/database.ts'
import { type ConformanceRun, runConformance } from '@one-visit/scripts/conformance/run.ts'
import type { Row } from '@one-visit/scripts/conformance/step.ts'
import { policeRow } from '@one-visit/scripts/demo/cases.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carOf, policeOf } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'
import { type Breakage, carelessHub, hastyHub, openBrokenHub } from './broken-hub.ts'

const car = carOf(700)
const vehicle = { plate: car.plate, kind: '52', vin: car.vin }
const companyId = 'CCZC0004'
const station = '330303001'
let world: World
let police: Awaited<ReturnType<typeof policeOf>>
let url: string

beforeAll(async () => {
  police = await policeOf([car])
  world = await buildWorld({ policeUrl: police.url })
  url = world.gateway.app.listeningOrigin
})
afterAll(async () => {
  await world?.close()
  await police?.close()
})

const failed = (rows: readonly Row[]): string[] =>
  rows.filter(({ verdict }) => verdict === 'FAIL').map(({ step }) => step)
const leftOut = (rows: readonly Row[]): string[] =>
  rows.filter(({ verdict }) => verdict === 'SKIP').map(({ step }) => step)

const platformAt = (hub: string): ConformanceRun => ({
  as: 'platform',
  url: hub,
  credential: { kind: 'token', token: world.keys.tokenOf(companyId) },
  companyId,
})

const countOf = async (from: string): Promise<number> => {
  const [row] = rowsOf<{ count: string }>(await world.db.orm.execute(`select count(*) as count from ${from}`))
  return Number(row?.count)
}

describe('the hub keeps what partners are promised', () => {
  const unsigned = ['signed ten minutes ago', 'signed ten minutes ahead']

  it('to a platform, and nothing of the run is left', async () => {
    const rows = await runConformance(platformAt(url))
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual(unsigned)
    expect(await countOf("platforms.vehicles where vin like 'LSVCNFRM%'")).toBeGreaterThan(3)
    expect(await countOf("platforms.vehicles where vin like 'LSVCNFRM%' and not deleted")).toBe(0)
    expect(await countOf("vehicles.identities where vin like 'LSVCNFRM%'")).toBe(0)
    expect((await world.rooms.fed.platforms?.feeds.quarantine.countOpen())?.size).toBe(0)
  })

  it('to a station, in both of its languages', async () => {
    const rows = await runConformance({ as: 'station', url, secret: world.keys.secretOf(station), station })
    expect(rows.filter(({ verdict }) => verdict !== 'PASS')).toEqual([])
    expect((await world.rooms.fed.inspections?.feeds.quarantine.countOpen())?.size).toBe(0)
  })

  it.each(['vehicles', 'drivers', 'operators'] as const)('to the transport register, in %s', async (room) => {
    const credential = { kind: 'token', token: world.keys.tokenOf('transport-register') } as const
    const rows = await runConformance({ as: 'register', url, credential, room })
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual([...unsigned, 'somebody else’s record'])
    expect(await countOf("vehicles.registrations where vin like 'LSGCNFRM%' and not deleted")).toBe(0)
  })

  it('to the police, who are asked as the hub asks and push what changed', async () => {
    const rows = await runConformance({
      as: 'police',
      exchange: { url: police.url, licenceKey: 'K', vehicle },
      hub: { url, credential: { kind: 'secret', secret: world.keys.secretOf('traffic-police') } },
    })
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual(['somebody else’s record'])
  })
})

describe('the kit can fail', () => {
  const failuresAt = async (breakage: Breakage): Promise<string[]> => {
    const hub = await openBrokenHub(url, breakage)
    try {
      return failed(await runConformance(platformAt(hub.url)))
    } finally {
      await hub.close()
    }
  }

  it('at a hub that asks nobody who they are and forgets what it acknowledged', async () => {
    expect(await failuresAt(carelessHub(world.keys.tokenOf(companyId)))).toEqual([
      'no credential',
      'wrong token',
      'wrong signature',
      'a record',
      'its receipt, asked for later',
      'its receipt, asked for by a stranger',
      'same key, same body',
      'same key, other body',
      'another media type',
      'heartbeat naming a batch that never came',
      'reconciliation, one record the hub has not',
    ])
  })

  it('at a hub where the last to arrive stands and one bad record fails its batch', async () => {
    expect(await failuresAt(hastyHub)).toEqual([
      'other key, same record',
      'a batch in gzip',
      'an older record that comes late',
      'the newest once more, under another key',
      'the deleted record, late',
      'the delete once more',
      'a web page',
      'half a message',
      'a broken record between two good ones',
      'a record dated an hour ahead',
      'somebody else’s record',
      'a quarantined record is kept',
      'corrected and sent again',
      'corrected a second time',
      'heartbeat of tomorrow',
      'heartbeat without a time',
    ])
  })

  it('at a police service that answers about another vehicle, with a web page, or not at all', async () => {
    const failuresWith = async (fault: 'wrong-vehicle' | 'garbage' | 'down'): Promise<string[]> => {
      const simulator = await startPoliceSimulator({
        port: 0,
        fleet: [policeRow(car)],
        faults: new Set([fault]),
      })
      const exchange = { url: `http://127.0.0.1:${simulator.port}/`, licenceKey: 'K', vehicle }
      const rows = await runConformance({ as: 'police', exchange })
      await simulator.close()
      return failed(rows)
    }
    expect(await failuresWith('wrong-vehicle')).toEqual([
      '01C49, a known vehicle',
      '01C49, its fields',
      '01C21, the same vehicle',
      '18C49, as an inspection station asks',
    ])
    expect(await failuresWith('garbage')).toHaveLength(7)
    expect(await failuresWith('down')).toHaveLength(7)
  })
})
