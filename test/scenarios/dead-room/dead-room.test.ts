import type { TransportRequest } from '@one-visit/gateway/executor/transport.ts'
import { type DemoApplication, refreshEvidence } from '@one-visit/scripts/demo/documents.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyFor, carOf, policeOf, tellOf, untilCase } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'

const car = carOf(1)
const bystander = carOf(2)
let world: World
let police: Awaited<ReturnType<typeof policeOf>>
let application: DemoApplication

beforeAll(async () => {
  police = await policeOf([car, bystander])
  world = await buildWorld({ policeUrl: police.url })
  await tellOf(world, car)
  await tellOf(world, bystander)
  const other = await applyFor(world, bystander)
  await untilCase(world, other.id, ({ state }) => state === 'READY')
  const submitted = await applyFor(world, car)
  application = await untilCase(world, submitted.id, ({ state }) => state === 'READY')
})
afterAll(async () => {
  await world?.close()
  await police?.close()
})

/** Findings by code, evaluated anew. */
async function findingsNow(): Promise<Record<string, string>> {
  const { data, errors } = await world.ask<{ refreshEvidence: DemoApplication }>(
    'station-clerk',
    refreshEvidence,
    {
      id: application.id,
    },
  )
  expect(errors).toEqual([])
  return Object.fromEntries(
    (data?.refreshEvidence.evaluation?.findings ?? []).map(({ code, verdict }) => [code, verdict]),
  )
}

/** Which findings each room alone answers for. */
const findingsOf: Readonly<Record<string, readonly string[]>> = {
  vehicles: ['PLATE_AGREES', 'NO_PERMIT_IN_FORCE'],
  platforms: [
    'PLATFORM_PERMIT_VALID',
    'PLATFORM_LISTS_VEHICLE',
    'SERVES_RIDE_HAILING',
    'PLATE_AGREES',
    'INSURANCE_IN_FORCE',
    'MILEAGE_BELOW',
  ],
  inspections: ['SAFETY_INSPECTION_VALID', 'EQUIPMENT_FITTED', 'MILEAGE_BELOW'],
  'traffic-police': [
    'POLICE_STATUS_CLEAR',
    'PASSENGER_CAR',
    'SEATS_AT_MOST',
    'USAGE_RIDE_HAILING',
    'OWNER_AGREES',
    'HOLDER_NAMED',
    'PLATE_AGREES',
    'AGE_BELOW',
    'NOT_TO_BE_SCRAPPED',
  ],
  offices: ['OFFICE_DELEGATED', 'DIVISION_OF_OFFICE'],
  drivers: [],
  operators: [],
}

describe('with every room alive', () => {
  it('every finding passes', async () => {
    expect(new Set(Object.values(await findingsNow()))).toEqual(new Set(['PASS']))
  })
})

describe.each(Object.entries(findingsOf))('without the room %s', (room, lost) => {
  it.each([
    ['is gone', () => Promise.reject(new Error('connect ECONNREFUSED'))],
    [
      'answers null',
      async () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":null}' }),
    ],
    [
      'answers that there is nothing',
      async (request: TransportRequest) => {
        const answer = await world.plainWay(room)(request)
        const { data } = JSON.parse(answer.body) as { data: Record<string, unknown> }
        const nothing = Object.fromEntries(
          Object.entries(data).map(([key, value]) => [
            key,
            Array.isArray(value) ? value.map(() => null) : null,
          ]),
        )
        return { ...answer, body: JSON.stringify({ data: nothing }) }
      },
    ],
    [
      'answers with a page',
      async () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' }),
    ],
  ] as const)('that %s its findings alone are UNKNOWN', async (_, way) => {
    world.ways[room] = way
    try {
      const findings = await findingsNow()
      const unknown = Object.keys(findings).filter((code) => findings[code] === 'UNKNOWN')
      expect(unknown.sort()).toEqual([...lost].sort())
      expect(Object.keys(findings).filter((code) => findings[code] === 'PASS')).toHaveLength(20 - lost.length)
    } finally {
      world.ways[room] = world.plainWay(room)
      // A breaker that has opened closes again once the room answers.
      await expect.poll(findingsNow, { timeout: 20_000, interval: 500 }).not.toContain('UNKNOWN')
    }
  })
})

describe('rows that belong to somebody else', () => {
  it('are UNKNOWN everywhere, though every room answers', async () => {
    const swap = (text: string): string =>
      text
        .replaceAll(car.vin, bystander.vin)
        .replaceAll('"CCZC0004"', '"DDCX0002"')
        .replaceAll('"330303001"', '"330302002"')
    const swapped = Object.keys(findingsOf)
    for (const room of swapped)
      world.ways[room] = (request) => world.plainWay(room)({ ...request, body: swap(request.body) })
    try {
      const findings = await findingsNow()
      const { LOCAL_VEHICLE_RULES: rule, ...ofSources } = findings
      expect(rule).toBe('PASS')
      expect(new Set(Object.values(ofSources))).toEqual(new Set(['UNKNOWN']))
    } finally {
      for (const room of swapped) world.ways[room] = world.plainWay(room)
    }
  })
})
