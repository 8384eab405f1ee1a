import { buildSchema, type GraphQLObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { requireStorable, takesText } from './storable-arguments.ts'

const schema = buildSchema(`
  scalar JSON
  scalar VIN
  enum Kind { ONE }
  input Person { name: String friends: [Person!] kind: Kind id: ID! }
  input Count { of: Int inner: Count }
  type Query {
    thing(of: Person, names: [String!], records: [JSON!]): String
    counted(of: Count, vin: VIN, kind: Kind): String
  }
`)
const fields = (schema.getQueryType() as GraphQLObjectType).getFields()
const inputsOf = (name: string) =>
  Object.fromEntries((fields[name]?.args ?? []).map((argument) => [argument.name, argument]))

describe('arguments', () => {
  it.each([
    ['of.name', 'NUL_CHARACTER', { of: { id: '1', name: 'a\u0000' } }],
    ['of.id', 'LONE_SURROGATE', { of: { id: '\ud800' } }],
    ['of.friends.name', 'NUL_CHARACTER', { of: { id: '1', friends: [{ id: '2', name: '\u0000' }] } }],
    ['names', 'LONE_SURROGATE', { names: ['fine', '\udfffx'] }],
  ])(
    'with a text that no column holds are refused, and the place is named: %s',
    (argument, fault, values) => {
      expect(() => requireStorable(inputsOf('thing'), values)).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT', details: { argument, fault } }),
      )
    },
  )

  it('with any other text pass, JSON whatever it holds', () => {
    const values = { of: { id: '1', name: '😀\n龘' }, names: null, records: ['\u0000', { a: '\ud800' }] }
    expect(() => requireStorable(inputsOf('thing'), values)).not.toThrow()
  })

  it('are known to hold text or not, however inputs hold each other', () => {
    expect(takesText(inputsOf('thing'))).toBe(true)
    expect(takesText(inputsOf('counted'))).toBe(false)
  })
})
