import { complaintsLog } from '@one-visit/kit/log.ts'
import { readApiSchema } from '@one-visit/schema/load.ts'
import { buildSchema, isEnumType } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { actValue } from '../walls/acts.ts'
import { type Asker, askersOf } from '../walls/asking.ts'
import { sides } from '../walls/cast.ts'
import { buildWalledWorld, type WalledWorld } from '../walls/furnish.ts'
import type { Argument } from '../walls/questions.ts'
import { valuesFor } from '../walls/values.ts'
import { nameOf, operationWith, type Place, placesOf } from './places.ts'
import { hostileValues, seed } from './values.ts'

const api = buildSchema(readApiSchema())
const { log, complaints } = complaintsLog()

let world: WalledWorld
let askers: readonly Asker[]
beforeAll(async () => {
  world = await buildWalledWorld({ log })
  askers = askersOf(world)
}, 120_000)
afterAll(() => world?.close())

/** What is right in a place, of the first side. */
function good(argument: Argument): unknown {
  const keys = world.keysOf[0]
  const type = api.getType(argument.type.replaceAll('!', ''))
  if (isEnumType(type)) return type.getValues()[0]?.name
  return argument.coordinate.startsWith('Mutation.')
    ? actValue(argument, { side: sides[0], keys })
    : valuesFor(argument, keys)[0]
}

/** Those who get past the door with a value: one of the side whose the rest is, and one who sees all. */
function askersFor({ owner, field }: Place): readonly Asker[] {
  const coordinates = [owner.name, `${owner.name}.${field.name}`]
  const may = askers.filter((asker) => coordinates.every(asker.may))
  return [...new Set([may[0], may.at(-1)])].filter((asker) => asker !== undefined)
}

it('no value in any argument of the schema is a fault of the hub, nor logged as one', async () => {
  const faults: string[] = []
  let asked = 0
  for (const place of placesOf(api))
    for (const asker of askersFor(place)) {
      const headers = await world.credentialOf(asker.account)
      for (const value of hostileValues(place.type)) {
        const { text, variables } = operationWith(api, place, value, good)
        const { status, body } = await world.gateway.ask({ query: text, variables, headers })
        asked += 1
        const answer = JSON.stringify(body)
        if (status >= 500 || answer.includes('INTERNAL_SERVER_ERROR') || complaints.length > 0)
          faults.push(
            `${nameOf(place)} by ${asker.account}: ${JSON.stringify(value)?.slice(0, 90)}: ${status} ${answer.slice(0, 200)} ${complaints.splice(0).join().slice(0, 1_500)}`,
          )
      }
    }
  expect(faults.slice(0, 40), `seed ${seed}, ${faults.length} of ${asked}`).toEqual([])
  expect(asked).toBeGreaterThan(5_000)
}, 600_000)
