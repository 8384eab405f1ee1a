import { rowsOf } from '@one-visit/kit/database/database.ts'
import { deliver, type HubAnswer } from '@one-visit/scripts/simulators/deliver.ts'
import { everyTime, planOf } from '@one-visit/scripts/simulators/fault-script.ts'
import type { Delivery } from '@one-visit/scripts/simulators/faulty.ts'
import {
  companyMessages,
  inventedMessages,
  platformDeliveries,
  sendMessages,
} from '@one-visit/scripts/simulators/platform/platform.ts'
import { registerDeliveries } from '@one-visit/scripts/simulators/register/register.ts'
import { everythingOf } from '@one-visit/scripts/simulators/station/further.ts'
import { inventedVisits } from '@one-visit/scripts/simulators/station/messages.ts'
import { sendVisit, sendVisits } from '@one-visit/scripts/simulators/station/station.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../../world.ts'

const companyId = 'CCZC0004'
const station = '330303001'
const none = everyTime(new Set())
const at = new Date()
let world: World
let url: string

beforeAll(async () => {
  world = await buildWorld()
  url = world.gateway.app.listeningOrigin
})
afterAll(async () => {
  await world?.close()
})

async function send(base: string, partner: string, deliveries: Iterable<Delivery>): Promise<HubAnswer[]> {
  const headers = { authorization: `Bearer ${world.keys.tokenOf(partner)}` }
  const answers: HubAnswer[] = []
  for await (const answer of deliver(deliveries, {
    address: async ({ path }) => ({ url: `${url}/feeds/${base}${path}`, headers }),
  }))
    answers.push(answer)
  return answers
}

/** Status and outcomes of answers, each once. */
function outcomes(answers: readonly { status: number; body: string }[]): string[] {
  return [
    ...new Set(
      answers.flatMap(({ status, body }) => {
        const { records = [], code } = JSON.parse(body) as {
          records?: { outcome: string; code?: string; pointer?: string }[]
          code?: string
        }
        if (records.length === 0) return [`${status} ${code ?? ''}`.trim()]
        return records.map((record) => [status, record.outcome, record.code].filter(Boolean).join(' '))
      }),
    ),
  ]
}

/** What stands of the vehicles of a run, apart from when it arrived. */
async function vehiclesOf(seed: number) {
  const [first] = inventedMessages(companyId, { seed, vehicles: 1, drivers: 0, at })
  const series = `${String(first?.records[0]?.VIN).slice(0, 8)}%`
  return rowsOf<Record<string, unknown>>(
    await world.db.orm.execute(`
      select vin, plate_number, source_at, source_sequence, revision, deleted from platforms.vehicles
      where vin like '${series}' order by vin`),
  )
}

/** Attempts of visits, those taken back, and annulled visits. */
async function countOfVisits() {
  const [row] = rowsOf<Record<string, string>>(
    await world.db.orm.execute(`
      select (select count(*) from inspections.inspections) as attempts,
        (select count(*) from inspections.inspections where deleted) as gone,
        (select count(*) from inspections.cancellations) as cancelled`),
  )
  return row
}

describe('the simulators speak the real formats', () => {
  it.each([
    ['JSON', false, 1],
    ['protobuf, as a relay', true, 2],
  ])('a platform: all fifteen messages are applied, in %s', async (_, relay, seed) => {
    const written = new Date(at.getTime() - 60_000 + seed * 1000)
    const company = { companyId, name: '虚构专车', uscc: '91330399MA2000246J', division: '330300' }
    const answers = await sendMessages(
      { url: `${url}/feeds/platforms`, token: world.keys.tokenOf(companyId), companyId, relay },
      [
        ...companyMessages(company, written),
        ...inventedMessages(companyId, { seed, vehicles: 3, drivers: 3, at: written }),
      ],
    )
    expect(new Set(answers.map(({ ipcType }) => ipcType)).size).toBe(15)
    expect(outcomes(answers)).toEqual(['201 APPLIED'])
    expect(answers.flatMap(({ body }) => JSON.parse(body).records).filter(({ notes }) => notes)).toEqual([])
  })

  it('a station: results and re-tests are applied', async () => {
    const options = { hub: `${url}/feeds/inspections`, station, secret: world.keys.secretOf(station) }
    const answers = []
    for (const visit of inventedVisits(station, { seed: 1, count: 5, at }))
      answers.push(...(await sendVisit(options, visit)))
    expect(answers).toHaveLength(5 * 2 + 1)
    expect(answers.filter(({ accepted }) => !accepted)).toEqual([])
  })

  it('a station: all else it sends is accepted; sent again, below the prefix of some, it changes nothing', async () => {
    const options = { hub: `${url}/feeds/inspections`, station, secret: world.keys.secretOf(station) }
    const everything = () => everythingOf(station, { seed: 2, count: 4, at })
    const answers = await sendVisits(options, everything())
    expect(answers.filter(({ accepted }) => !accepted)).toEqual([])
    expect([...new Set(answers.map(({ message }) => message))].sort()).toEqual([
      '18C62',
      'equipmentConfirmation',
      'getVehicleInfoAndDetectSn',
      'reportFile',
      'shareDetectInfo',
      'shareDetectionStationInfo',
      'sharePrintImage',
      'shareReportImage',
      'shareSignatureImage',
      'shareVehicleInfo',
      'visitAnnulment',
    ])
    const stands = await countOfVisits()
    const again = await sendVisits({ ...options, prefix: 'detecting-api/' }, everything())
    expect(again.filter(({ accepted }) => !accepted)).toEqual([])
    expect(await countOfVisits()).toEqual(stands)
  })

  it.each(['json', 'ndjson'] as const)(
    'the register: all seven messages are applied, as %s',
    async (format) => {
      const run = { rows: 6, seed: format === 'json' ? 1 : 2, at }
      const answers = await send(
        '',
        'transport-register',
        registerDeliveries(run, { plan: none, format, batchSize: 6 }),
      )
      expect(answers).toHaveLength(7)
      expect(outcomes(answers)).toEqual(['201 APPLIED'])
    },
  )
})

describe('faults on the way', () => {
  it('change nothing of what stands in the end: duplicates, lost answers, other order, withdrawals', async () => {
    const messages = (seed: number) => inventedMessages(companyId, { seed, vehicles: 16, drivers: 0, at })
    const script = (kinds: readonly string[]) =>
      planOf({ faults: kinds.map((fault) => ({ fault, chance: 0.5 })) }, 3)
    const wild = script(['duplicate', '5xx', 'reordered', 'withdrawn'])
    const run = (seed: number, size: number, plan = none) =>
      send('platforms/', companyId, platformDeliveries(companyId, messages(seed), { plan, batchSize: size }))
    await run(21, 4, wild)
    const once = await vehiclesOf(21)
    expect(once).toHaveLength(16)
    expect(new Set(once.map(({ deleted }) => deleted))).toEqual(new Set([true, false]))
    // The same records once more, in other batches: a delete outweighs what it deletes whenever that comes.
    expect(outcomes(await run(21, 5))).not.toContain('201 APPLIED')
    expect(await vehiclesOf(21)).toEqual(once)
  })

  it('are refused by name and lose nobody else’s records: half messages, web pages, other clocks', async () => {
    const messages = inventedMessages(companyId, { seed: 31, vehicles: 12, drivers: 0, at })
    const plan = planOf(
      {
        faults: [
          { fault: 'truncated', from: 1, to: 1 },
          { fault: 'garbage', from: 2, to: 2 },
          { fault: 'clock-skewed', from: 3, to: 3 },
        ],
      },
      1,
    )
    const answers = await send(
      'platforms/',
      companyId,
      platformDeliveries(companyId, messages, { plan, batchSize: 4 }),
    )
    expect(outcomes(answers)).toEqual(['400 BAD_USER_INPUT', '201 QUARANTINED TIME_AHEAD', '201 APPLIED'])
    expect(await vehiclesOf(31)).toHaveLength(0)
  })

  it('GBK under a header that says nothing of it is read and noted, not guessed at', async () => {
    const messages = inventedMessages(companyId, { seed: 41, vehicles: 3, drivers: 0, at })
    const answers = await send(
      'platforms/',
      companyId,
      platformDeliveries(companyId, messages, { plan: everyTime(new Set(['gbk'])) }),
    )
    expect(outcomes(answers)).toEqual(['201 APPLIED'])
    expect(answers[0]?.body).toContain('read as GB18030')
    expect((await vehiclesOf(41)).map(({ plate_number: plate }) => String(plate).charAt(0))).toEqual([
      '浙',
      '浙',
      '浙',
    ])
  })
})
