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

/** What the rooms' tables are asked for a question, in order, by schema. */
async function statementsOf(query: string, variables: Record<string, unknown>) {
  const seen: string[] = []
  world.db.onStatement = collectStatements(seen)
  const { errors } = await world.ask('bureau-clerk', query, variables)
  world.db.onStatement = undefined
  expect(errors).toEqual([])
  const bySchema = new Map<string, string[]>()
  for (const text of seen) {
    const [, schema = ''] = /"(\w+)"\."\w+"/.exec(text) ?? []
    // Approvals is fed by nobody; what it does beside goes on meanwhile.
    if (schema !== 'approvals') bySchema.set(schema, [...(bySchema.get(schema) ?? []), text])
  }
  return bySchema
}

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
    ['RHL-02', ...questionOf('RHL-02')],
    ['FRT-01', ...questionOf('FRT-01')],
    ['a driver', driver, {}],
  ])(
    'is read before its rows, so that it never vouches for what came in between: %s',
    async (_, query, variables) => {
      for (const [schema, texts] of await statementsOf(query, variables)) {
        const first = texts.findIndex((text) => text.includes('feed_scopes'))
        expect([schema, first]).toEqual([schema, 0])
      }
    },
  )
})
