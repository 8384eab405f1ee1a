import { deliver, type HubAnswer } from '@one-visit/scripts/simulators/deliver.ts'
import { type FaultPlan, planOf } from '@one-visit/scripts/simulators/fault-script.ts'
import type { Fault } from '@one-visit/scripts/simulators/faults.ts'
import type { Delivery } from '@one-visit/scripts/simulators/faulty.ts'
import { inventedMessages, platformDeliveries } from '@one-visit/scripts/simulators/platform/platform.ts'
import { policeDeliveries } from '@one-visit/scripts/simulators/police/push.ts'
import { pushedChanges, seededVehicles } from '@one-visit/scripts/simulators/police/register.ts'
import { registerDeliveries } from '@one-visit/scripts/simulators/register/register.ts'
import { tellAnswers } from '@one-visit/scripts/simulators/run-report.ts'
import { inventedVisits } from '@one-visit/scripts/simulators/station/messages.ts'
import { sendVisits } from '@one-visit/scripts/simulators/station/station.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../../world.ts'

const companyId = 'CCZC0004'
const at = new Date()
let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(async () => {
  await world?.close()
})

interface Sender {
  base: string
  partner: string
  deliveries(seed: number, plan: FaultPlan): Iterable<Delivery>
}

/** A vehicle, and the punishment of a driver, which nobody can take back; other ones in each run. */
function platform(seed: number, plan: FaultPlan, relay: boolean): Iterable<Delivery> {
  const messages = [...inventedMessages(companyId, { seed, vehicles: 1, drivers: 1, at })].filter(
    ({ ipcType }) => ipcType === 'baseInfoVehicle' || ipcType === 'ratedDriverPunish',
  )
  return platformDeliveries(companyId, messages, { plan, relay })
}

const senders: Readonly<Record<string, Sender>> = {
  platform: {
    base: 'platforms/',
    partner: companyId,
    deliveries: (seed, plan) => platform(seed, plan, false),
  },
  relay: {
    base: 'platforms/',
    partner: companyId,
    deliveries: (seed, plan) => platform(seed, plan, true),
  },
  register: {
    base: '',
    partner: 'transport-register',
    deliveries: (seed, plan) =>
      registerDeliveries({ rows: 2, seed, at, only: ['vehicles/registrations'] }, { plan, batchSize: 1 }),
  },
  police: {
    base: 'traffic-police/',
    partner: 'traffic-police',
    deliveries: (seed, plan) =>
      policeDeliveries('usage-changes', pushedChanges(seededVehicles(1, seed, at), seed, at).slice(0, 1), {
        plan,
      }),
  },
}

/** Sends over sockets, as `npm run simulate` does; fails as it does where an answer is not the one asked for. */
async function run({ base, partner, deliveries }: Sender, seed: number, plan: FaultPlan) {
  const headers = { authorization: `Bearer ${world.keys.tokenOf(partner)}` }
  const answers: HubAnswer[] = []
  const sent = async function* () {
    for await (const answer of deliver(deliveries(seed, plan), {
      address: async ({ path }) => ({ url: `${world.url}/feeds/${base}${path}`, headers }),
    })) {
      answers.push(answer)
      yield answer
    }
  }
  await tellAnswers(sent(), () => undefined)
  return answers
}

function receiptsOf(answers: readonly HubAnswer[]): string[] {
  return answers.map(({ body }) => (JSON.parse(body) as { receiptId: string }).receiptId)
}

/** Status, outcome and code of every record, each once and in order of the alphabet. */
function outcomes(answers: readonly HubAnswer[]): string[] {
  return [
    ...new Set(
      answers
        .flatMap(({ status, body }) => {
          const { records = [], code } = JSON.parse(body) as {
            records?: { outcome: string; code?: string }[]
            code?: string
          }
          if (records.length === 0) return [`${status} ${code ?? ''}`.trim()]
          return records.map((record) => [status, record.outcome, record.code].filter(Boolean).join(' '))
        })
        .sort(),
    ),
  ]
}

const applied = ['201 APPLIED']
const refused = ['400 BAD_USER_INPUT']
const ahead = ['201 QUARANTINED TIME_AHEAD']

/** What becomes of a run in which every message has the fault, by sender: platform, relay, register, police. */
const expected: readonly [Fault, ...string[][]][] = [
  ['slow', applied, applied, applied, applied],
  ['down', [], [], [], []],
  ['5xx', applied, applied, applied, applied],
  ['garbage', refused, refused, refused, refused],
  ['truncated', refused, refused, refused, refused],
  [
    'duplicate',
    ['201 APPLIED', '201 DUPLICATE'],
    ['201 APPLIED', '201 DUPLICATE'],
    ['201 APPLIED', '201 DUPLICATE'],
    ['201 APPLIED', '201 DUPLICATE'],
  ],
  ['reordered', applied, applied, applied, applied],
  ['withdrawn', applied, applied, applied, applied],
  ['clock-skewed', ahead, ahead, ahead, ahead],
  ['gbk', applied, applied, refused, refused],
]

const cases = expected.flatMap(([fault, ...outcome], index) =>
  Object.keys(senders).map((name, place) => ({
    fault,
    name,
    seed: 2 + index,
    outcome: outcome[place] ?? [],
    place,
  })),
)

describe('a sender with a fault on every message', () => {
  it.each(cases)('$fault, from the $name: $outcome', async ({ fault, name, seed, outcome, place }) => {
    const plan = planOf({ faults: [{ fault, ms: 5 }] }, seed)
    const sender = senders[name]
    if (sender === undefined) throw new Error(`no sender ${name}`)
    const answers = await run(sender, seed + place * 100, plan)
    expect(outcomes(answers)).toEqual(outcome)
    const receipts = outcome.some((each) => each.startsWith('201')) ? receiptsOf(answers) : []
    const repeats = receipts.length - new Set(receipts).size
    // A lost answer is asked for again under the same key: one receipt. A duplicate has its own.
    expect(repeats).toBe(fault === '5xx' ? receipts.length / 2 : 0)
  })
})

describe('a station with a fault on every message', () => {
  const station = '330303001'
  const both = (told: string): string[] => [`shareDetectInfo ${told}`, `18C62 ${told}`]
  // What put_data cannot read is kept in quarantine; SOAP is refused.
  const unreadable = ['shareDetectInfo BODY_NOT_JSON', '18C62 BAD_USER_INPUT']
  const table: readonly [Fault, string[]][] = [
    ['slow', both('accepted')],
    ['down', []],
    ['5xx', both('accepted')],
    ['garbage', unreadable],
    ['truncated', unreadable],
    ['duplicate', both('accepted')],
    ['reordered', both('accepted')],
    ['withdrawn', [...both('accepted'), '18C72 accepted']],
    ['clock-skewed', both('INSPECTION_IN_FUTURE')],
    // The values of 18C62 are URL-encoded: what GBK spoils is in the JSON.
    ['gbk', ['shareDetectInfo BODY_NOT_TEXT', '18C62 accepted']],
    ['wrong-vehicle', both('accepted')],
  ]
  it.each(table.map(([fault, told], index) => ({ fault, told, seed: 50 + index })))(
    '$fault: $told',
    async ({ fault, told, seed }) => {
      const [visit] = [...inventedVisits(station, { seed, count: 1, at })]
      const safety = visit?.safety?.jkid === '18C62' ? { safety: visit.safety } : {}
      const answers = await sendVisits(
        {
          hub: `${world.url}/feeds/inspections`,
          station,
          secret: world.keys.secretOf(station),
          plan: planOf({ faults: [{ fault, ms: 5 }] }, seed),
        },
        [{ ...(visit?.comprehensive && { comprehensive: visit.comprehensive }), ...safety }],
      )
      const seen = answers.map(({ message, accepted, code }) => `${message} ${accepted ? 'accepted' : code}`)
      expect([...new Set(seen)]).toEqual(told)
    },
  )
})
