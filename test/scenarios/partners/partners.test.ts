import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { rowsOf } from '@one-visit/kit/database/database.ts'
import { secretCredential } from '@one-visit/scripts/conformance/client.ts'
import { type ExchangePart, exchangeParts } from '@one-visit/scripts/conformance/parts.ts'
import { type ConformanceRun, runConformance } from '@one-visit/scripts/conformance/run.ts'
import type { Row } from '@one-visit/scripts/conformance/steps/step.ts'
import { policeRow } from '@one-visit/scripts/demo/cases.ts'
import { everyTime } from '@one-visit/scripts/simulators/fault-script.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import type { SigningKey } from '@one-visit/scripts/simulators/signature.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carOf, policeOf } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'
import {
  type Breakage,
  carelessHub,
  doubleHub,
  hastyHub,
  openBrokenHub,
  replayedHub,
  timelessHub,
} from './broken-hub.ts'

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

function failed(rows: readonly Row[]): string[] {
  return rows.filter(({ verdict }) => verdict === 'FAIL').map(({ step }) => step)
}

/** Whether a repeat meets the first one at work is a matter of time: the row may be left out, and never fails for it. */
const inFlight = 'same key while the first is worked on'

function leftOut(rows: readonly Row[]): string[] {
  return rows.filter(({ verdict, step }) => verdict === 'SKIP' && step !== inFlight).map(({ step }) => step)
}

function platformAt(hub: string, only?: readonly ExchangePart[]): ConformanceRun {
  return {
    as: 'platform',
    only,
    url: hub,
    credential: { kind: 'token', token: world.keys.tokenOf(companyId) },
    companyId,
  }
}

async function countOf(from: string): Promise<number> {
  const [row] = rowsOf<{ count: string }>(await world.db.orm.execute(`select count(*) as count from ${from}`))
  return Number(row?.count)
}

/** Whom a room knows nothing certain of, because of what was sent and could not be read. */
async function leftInDoubt(room: string): Promise<readonly string[] | undefined> {
  const open = await world.rooms.fed[room]?.feeds.unread.list({ first: 200 })
  return open?.flatMap(({ subjects }) => subjects)
}

describe('the hub keeps what partners are promised', () => {
  const withoutSecondKey = ['signed by Ed25519 (v1a)', 'rotation: signed by all keys at once']
  const unsigned = ['signed messages: keys, rotation, time, replay']
  /** All but the big batches: those are tried once in each language of answers, JSON to the platform and SOAP to the station. */
  const withoutBigBatches = exchangeParts.filter((part) => part !== 'in-flight')
  const withoutQuota = ['more requests a minute than the quota', 'more at once than the room takes on']

  it('to a platform, and nothing of the run is left', async () => {
    const rows = await runConformance(platformAt(url))
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual([...unsigned, ...withoutQuota])
    expect(await countOf("platforms.vehicles where vin like 'LSVCNFRM%'")).toBeGreaterThan(3)
    expect(await countOf("platforms.vehicles where vin like 'LSVCNFRM%' and not deleted")).toBe(0)
    expect(await countOf("vehicles.identities where vin like 'LSVCNFRM%'")).toBe(0)
    expect(await leftInDoubt('platforms')).toEqual([])
  })

  it('to a platform that signs, by secrets old and new and by its own key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const [old, renewed] = [1, 2].map(() => `whsec_${randomBytes(32).toString('base64')}`)
    if (old === undefined || renewed === undefined) throw new Error('no secrets')
    const sources = world.rooms.fed.platforms?.feeds.sources
    const signer = { id: 'SIM0001', name: '虚构专车', authority: '虚构专车', organisation: 'SIM0001' }
    const webhookKeys = [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')]
    await world.db.transaction(async (tx) =>
      sources?.register(tx, [
        { ...signer, webhookSecrets: [old, renewed], webhookKeys, allowed: ['SIM0001'] },
      ]),
    )
    const keys: SigningKey[] = [
      { kind: 'hmac', secret: old },
      { kind: 'hmac', secret: renewed },
      { kind: 'ed25519', key: privateKey },
    ]
    const credential = { kind: 'signatures', keys: keys.slice(2) } as const
    const rows = await runConformance({
      as: 'platform',
      companyId: 'SIM0001',
      url,
      credential,
      keys,
      only: ['authentication', 'receipts', 'signatures', 'quarantine', 'coverage'],
    })
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual([])
    expect(await leftInDoubt('platforms')).toEqual([])
  })

  it('to a station, in both of its languages', async () => {
    const secret = world.keys.secretOf(station)
    const keys = [{ kind: 'hmac', secret }] as const
    const credential = { kind: 'signatures', keys } as const
    const rows = await runConformance({ as: 'station', url, credential, keys, password: secret, station })
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual([...withoutSecondKey, ...withoutQuota])
    expect(await leftInDoubt('inspections')).toEqual([])
  })

  it('to a station whose run goes past midnight in Beijing', async () => {
    const secret = world.keys.secretOf(station)
    const credential = { kind: 'signatures', keys: [{ kind: 'hmac', secret }] } as const
    const dayMs = 86_400_000
    const midnight = Math.floor((Date.now() + 8 * 3_600_000) / dayMs) * dayMs - 8 * 3_600_000
    const run = {
      as: 'station',
      url: world.gateway.app.listeningOrigin,
      credential,
      password: secret,
      station,
    } as const
    const startedAt = new Date(midnight - dayMs + 50 * 60_000)
    const rows = await runConformance({ ...run, only: ['station'] }, () => undefined, startedAt)
    expect(failed(rows)).toEqual([])
    expect(await leftInDoubt('inspections')).toEqual([])
  })

  it.each(['vehicles', 'drivers', 'operators'] as const)('to the transport register, in %s', async (room) => {
    const credential = { kind: 'token', token: world.keys.tokenOf('transport-register') } as const
    const rows = await runConformance({ as: 'register', url, credential, room, only: withoutBigBatches })
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual([...unsigned, 'somebody else’s record'])
    expect(await countOf("vehicles.registrations where vin like 'LSGCNFRM%' and not deleted")).toBe(0)
    expect(await leftInDoubt(room)).toEqual([])
  })

  it('to the police, who are asked as the hub asks and push what changed', async () => {
    const rows = await runConformance({
      as: 'police',
      exchange: { url: police.url, licenceKey: 'K', vehicle },
      hub: {
        url,
        credential: secretCredential(world.keys.secretOf('traffic-police')),
        only: withoutBigBatches,
      },
    })
    expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
    expect(leftOut(rows)).toEqual([...unsigned, 'somebody else’s record'])
    expect(await leftInDoubt('traffic-police')).toEqual([])
  })
})

describe('the kit can fail', () => {
  const rowsAt = async (breakage: Breakage, runAt: (hub: string) => ConformanceRun): Promise<Row[]> => {
    const hub = await openBrokenHub(url, breakage)
    try {
      return await runConformance(runAt(hub.url))
    } finally {
      await hub.close()
    }
  }
  const failuresAt = async (breakage: Breakage, ...only: ExchangePart[]): Promise<string[]> =>
    failed(await rowsAt(breakage, (hub) => platformAt(hub, only)))
  /** What fails for the police, who sign, and why. */
  const reasonsAt = async (breakage: Breakage, ...only: ExchangePart[]): Promise<string[][]> => {
    const keys = [{ kind: 'hmac', secret: world.keys.secretOf('traffic-police') }] as const
    const rows = await rowsAt(breakage, (hub) => ({
      as: 'police',
      hub: { url: hub, credential: { kind: 'signatures', keys }, keys, only },
    }))
    return rows.filter(({ verdict }) => verdict === 'FAIL').map(({ step, why }) => [step, why])
  }

  it('at a hub that asks nobody who they are and forgets what it acknowledged', async () => {
    const careless = carelessHub(world.keys.tokenOf(companyId))
    expect(await failuresAt(careless, 'authentication', 'receipts', 'bad-input', 'coverage')).toEqual([
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
      'the next but one: a batch is missing',
      'reconciliation, one record the hub has not',
    ])
  })

  it('at a hub where the last to arrive stands and one bad record fails its batch', async () => {
    expect(await failuresAt(hastyHub, 'receipts', 'order', 'bad-input', 'quarantine', 'coverage')).toEqual([
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
      'corrected by a batch that is none',
      'corrected and sent again',
      'corrected a second time',
      'quarantine, listed',
      'discarded without a reason',
      'discarded with a reason',
      'the discarded record, asked for later',
      'discarded a second time',
      'heartbeat of tomorrow',
      'heartbeat without a time',
    ])
  })

  it('at a hub that takes signed messages of any time', async () => {
    const accepted = 'the hub answers 201, not 401; the code of the refusal is not UNAUTHENTICATED'
    expect(await reasonsAt(timelessHub(world.keys.tokenOf('traffic-police')), 'signatures')).toEqual([
      ['signed 310 s ago, by the hub’s clock', accepted],
      ['signed 310 s ahead, by the hub’s clock', accepted],
    ])
  })

  it('at a hub that takes a replay for a new message', async () => {
    expect(await reasonsAt(replayedHub(world.keys.tokenOf('traffic-police')), 'signatures')).toEqual([
      ['replayed under another Idempotency-Key', 'the receipt is another one: it was taken twice'],
      [
        'replayed under another webhook-id',
        'the hub answers 201, not 401; the code of the refusal is not UNAUTHENTICATED',
      ],
    ])
  })

  it('at a hub that answers a repeat with another receipt, and one in flight with a fault', async () => {
    const rows = await reasonsAt(doubleHub(), 'receipts', 'in-flight', 'signatures')
    expect(rows.map(([step]) => step)).toEqual([
      'same key, same body',
      'same key while the first is worked on',
      'a signed message, replayed as it was',
      'replayed under another Idempotency-Key',
    ])
    expect(rows[0]?.[1]).toBe('the receipt is another one: the hub took the batch twice')
    expect(rows[1]?.[1]).toMatch(/the batch was taken more than once/)
  })

  it('at a police service that answers about another vehicle, with a web page, or not at all', async () => {
    const failuresWith = async (fault: 'wrong-vehicle' | 'garbage' | 'down'): Promise<string[]> => {
      const simulator = await startPoliceSimulator({
        port: 0,
        fleet: [policeRow(car)],
        faults: everyTime(new Set([fault])),
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
