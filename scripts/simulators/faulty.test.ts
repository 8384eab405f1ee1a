import { describe, expect, it } from 'vitest'
import { everyTime, type FaultPlan, planOf } from './fault-script.ts'
import type { Fault } from './faults.ts'
import type { Delivery } from './faulty.ts'
import { companyMessages, inventedMessages, platformDeliveries } from './platform/platform.ts'
import { registerDeliveries } from './register/register.ts'
import { everythingOf } from './station/further.ts'
import { inventedVisits, type StationVisit } from './station/messages.ts'
import { stationDeliveries } from './station/station.ts'

const at = new Date('2026-01-20T01:30:00Z')
const none = everyTime(new Set())
const always = (fault: Fault): FaultPlan => everyTime(new Set([fault]))

const company = { companyId: 'C', name: '虚构专车', uscc: '91330399MA2000246J', division: '330300' }

function platformRun(plan: FaultPlan, seed = 7, relay = false): Delivery[] {
  const messages = [
    ...companyMessages(company, at),
    ...inventedMessages('C', { seed, vehicles: 3, drivers: 2, at }),
  ]
  return [...platformDeliveries('C', messages, { plan, relay })]
}

const relayRun = (plan: FaultPlan, seed = 7): Delivery[] => platformRun(plan, seed, true)

function stationRun(plan: FaultPlan, seed = 7): Delivery[] {
  return [...stationDeliveries('330303001', inventedVisits('330303001', { seed, count: 12, at }), plan)]
}

function registerRun(plan: FaultPlan, seed = 7): Delivery[] {
  return [...registerDeliveries({ rows: 5, seed, at }, { plan, batchSize: 2 })]
}

const runs = { platform: platformRun, relay: relayRun, station: stationRun, register: registerRun }

function bytesOf(deliveries: readonly Delivery[]): string[] {
  return deliveries.map(({ path, key, body }) => `${path} ${key} ${body.toString('base64')}`)
}

function texts(deliveries: readonly Delivery[]): string[] {
  return deliveries.map(({ body }) => body.toString('utf8'))
}

describe.each(Object.entries(runs))('the simulated %s', (_, run) => {
  it('sends the same bytes for the same seed, and others for another', () => {
    const script = planOf(
      {
        faults: [
          { fault: 'duplicate', chance: 0.5 },
          { fault: 'gbk', every: 2 },
        ],
      },
      7,
    )
    expect(bytesOf(run(script))).toEqual(bytesOf(run(script)))
    expect(bytesOf(run(none, 8))).not.toEqual(bytesOf(run(none, 7)))
  })

  it('keeps every message and its order when nothing goes wrong', () => {
    expect(new Set(bytesOf(run(none))).size).toBe(run(none).length)
  })

  it('sends nothing when down, half of each message when truncated, a web page for garbage', () => {
    expect(run(always('down'))).toEqual([])
    const whole = run(none)
    for (const [index, { body }] of run(always('truncated')).entries())
      expect(whole[index]?.body.subarray(0, body.length).equals(body)).toBe(true)
    for (const text of texts(run(always('garbage')))) expect(text).toMatch(/^<html>/)
  })

  it('sends a duplicate under another key and repeats a request whose answer was lost under the same', () => {
    const [one, two] = run(always('duplicate'))
    expect(two?.body.equals(one?.body ?? Buffer.alloc(0))).toBe(true)
    expect(two?.key).not.toBe(one?.key)
    const [first, again] = run(always('5xx'))
    expect(again).toEqual(first)
  })

  it('sends what is reordered after what should follow it, and loses nothing', () => {
    const plan = planOf({ faults: [{ fault: 'reordered', from: 1, every: 2 }] }, 7)
    const [right, wrong] = [bytesOf(run(none)), bytesOf(run(plan))]
    expect(wrong[0]).toBe(right[1])
    expect(wrong[1]).toBe(right[0])
    expect([...wrong].sort()).toEqual([...right].sort())
  })
})

describe('faults that speak the language of the format', () => {
  it('take a record back: Flag 3, a cancelled visit, a deleted record', () => {
    expect(texts(platformRun(always('withdrawn')))[1]).toContain('"Flag":3')
    expect(texts(stationRun(always('withdrawn'))).filter((text) => text.includes('<jkid>18C72'))).not.toEqual(
      [],
    )
    expect(texts(registerRun(always('withdrawn')))[1]).toContain('"deleted":true')
  })

  it('date records an hour ahead, or as the script says', () => {
    expect(texts(platformRun(always('clock-skewed')))[0]).toContain('"UpdateTime":20260120103000')
    const behind = planOf({ faults: [{ fault: 'clock-skewed', seconds: -60 }] }, 1)
    expect(texts(platformRun(behind))[0]).toContain('"UpdateTime":20260120092900')
    expect(texts(registerRun(always('clock-skewed')))[0]).toContain('"updatedAt":"2026-01-20T02:30:00.000Z"')
    const head = (plan: FaultPlan) => JSON.parse(texts(stationRun(plan))[0] ?? '')['IPCType.value'] as string
    expect(head(none)).toContain('"detectDate":"2026-01-20 09:20:00"')
    expect(head(always('clock-skewed'))).toContain('"detectDate":"2026-01-20 10:20:00"')
  })

  it('leave a record alone that nobody can take back', () => {
    const punishments = platformRun(always('withdrawn')).filter(({ path }) => path.startsWith('rated/'))
    expect(punishments.map(({ path }) => path)).toEqual(['rated/driverpunish', 'rated/driver'])
  })

  it('write GBK under a header that says nothing of it', () => {
    const [delivery] = platformRun(always('gbk'))
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(delivery?.body)).toThrow()
    expect(new TextDecoder('gbk').decode(delivery?.body)).toBe(texts(platformRun(none))[0])
  })
})

describe('a fault script', () => {
  it('says when, how often and for how long', () => {
    const plan = planOf(
      {
        faults: [
          { fault: 'slow', from: 2, to: 6, every: 2, ms: 5 },
          { fault: 'down', from: 4, to: 4 },
        ],
      },
      1,
    )
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [...plan(n).faults].join('+'))).toEqual([
      '',
      'slow',
      '',
      'slow+down',
      '',
      'slow',
      '',
      '',
    ])
    expect(plan(2).slowMs).toBe(5)
  })

  it('draws a chance from the seed, about as often as it says', () => {
    const drawn = (seed: number) => {
      const plan = planOf({ faults: [{ fault: 'down', chance: 0.3 }] }, seed)
      return Array.from({ length: 1000 }, (_, index) => plan(index + 1).faults.size)
    }
    expect(drawn(5)).toEqual(drawn(5))
    expect(drawn(5)).not.toEqual(drawn(6))
    const hits = drawn(5).reduce((sum, one) => sum + one, 0)
    expect(hits).toBeGreaterThan(240)
    expect(hits).toBeLessThan(360)
  })

  it.each([{}, { faults: [{ fault: 'boredom' }] }, { faults: [{ fault: 'slow', sometimes: true }] }])(
    'that is not of the form is refused by name: %j',
    (script) => {
      expect(() => planOf(script, 1)).toThrow(/fault script is not of the form/)
    },
  )
})

describe('everything a station sends', () => {
  it('is the same bytes for the same seed and instant, others for another seed', () => {
    const bytes = (seed: number) =>
      texts([...stationDeliveries('330303001', everythingOf('330303001', { seed, count: 8, at }), none)])
    expect(bytes(7)).toEqual(bytes(7))
    expect(bytes(7)).not.toEqual(bytes(8))
    expect(bytes(7).filter((text) => text.includes('flag'))).toHaveLength(3)
  })

  it('can be skewed and be about another vehicle, whatever the message', () => {
    const plan = everyTime(new Set(['clock-skewed', 'wrong-vehicle'] as const))
    const sent = [
      ...stationDeliveries('330303001', everythingOf('330303001', { seed: 7, count: 4, at }), plan),
    ]
    expect(sent.length).toBeGreaterThan(30)
    expect(texts(sent).filter((text) => text.includes('LSG00007'))).toEqual([])
  })
})

describe('invented visits', () => {
  it('hold a re-test after a failed attempt and a cancelled visit, on the same serial number', () => {
    const fieldsOf = (jkid: string) =>
      [...inventedVisits('330303001', { seed: 1, count: 12, at })]
        .map(({ safety }: StationVisit) => safety)
        .filter((safety) => safety?.jkid === jkid)
        .map((safety) => safety?.fields ?? {})
    const failed = fieldsOf('18C62').filter(({ zjjl }) => zjjl === '2')
    expect(fieldsOf('18C65').map(({ jylsh, jycs }) => [jylsh, jycs])).toEqual(
      failed.map(({ jylsh }) => [jylsh, '2']),
    )
    expect(failed).toHaveLength(2)
    expect(fieldsOf('18C72')).toHaveLength(1)
  })
})
