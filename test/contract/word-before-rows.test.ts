import { itemInForce } from '@one-visit/approvals/catalogue/items/index.ts'
import { collectStatements } from '@one-visit/kit/testing.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { print, visit } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carOf, policeOf } from '../permit-case.ts'
import { buildWorld, type World } from '../world.ts'

const car = carOf(760)
const subjects = {
  vin: car.vin,
  plateNumber: car.plate,
  plateColour: 'BLUE',
  plateKind: '52',
  operatorUscc: '91330300MA00000000',
  companyId: 'CCZC0004',
  officeId: '330300000',
  division: '330300',
} as const
let world: World
let police: Awaited<ReturnType<typeof policeOf>>

beforeAll(async () => {
  police = await policeOf([car])
  world = await buildWorld({ policeUrl: police.url })
})
afterAll(async () => {
  await world?.close()
  await police?.close()
})

/** What the tables of each room are asked for a question, in order, by schema; and what a room does by itself meanwhile. */
async function statementsOf(
  query: string,
  variables: Record<string, unknown>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const seen: string[] = []
  world.db.onStatement = collectStatements(seen)
  const { errors } = await world.ask('bureau-clerk', query, variables)
  world.db.onStatement = undefined
  expect(errors).toEqual([])
  const bySchema = new Map<string, string[]>()
  for (const text of seen) {
    const [, schema = ''] = /"(\w+)"\."\w+"/.exec(text) ?? []
    bySchema.set(schema, [...(bySchema.get(schema) ?? []), text])
  }
  return bySchema
}

/** Where the rows of what is asked about are read. */
const readsRows = (text: string): boolean => /^\s*select asked\./.test(text)

/** What an item asks, but for what no clerk may see without a case. */
function questionOf(item: 'RHL-02' | 'FRT-01'): [query: string, variables: Record<string, unknown>] {
  const version = itemInForce(item, shanghaiDay(new Date()))
  if (version === undefined) throw new Error(`${item} is not in force`)
  const seen = visit(version.evidence, {
    Field: (node) => (node.name.value === 'owner' ? null : undefined),
  })
  return [print(seen), version.variables({ ...subjects, item })]
}

describe('how far a source vouches', () => {
  const driver = `{ driver(ref: "v1.${'A'.repeat(43)}") { qualification { status } registrations { status } } }`
  it.each([
    [
      'RHL-02',
      ['vehicles', 'traffic_police', 'inspections', 'platforms', 'offices'],
      ...questionOf('RHL-02'),
    ],
    [
      'FRT-01',
      ['vehicles', 'traffic_police', 'inspections', 'operators', 'offices'],
      ...questionOf('FRT-01'),
    ],
    ['a driver', ['drivers'], driver, {}],
  ])(
    'is read before its rows, so that it never vouches for what came in between: %s',
    async (_, rooms, query, variables) => {
      const bySchema = await statementsOf(query, variables)
      const told = rooms.map((room) => {
        const texts = bySchema.get(room) ?? []
        const rows = texts.findIndex(readsRows)
        // In one statement with the rows, or in one before.
        return [room, rows >= 0 && texts.slice(0, rows + 1).some((text) => text.includes('feed_scopes'))]
      })
      expect(told).toEqual(rooms.map((room) => [room, true]))
    },
  )
})
