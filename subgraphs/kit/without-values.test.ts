import { buildSchema, GraphQLError, type GraphQLSchema, graphqlSync, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { withoutValues } from './without-values.ts'

const schema: GraphQLSchema = buildSchema(`
  scalar ResidentIdNumber
  enum Colour { BLUE }
  input Person { residentId: ResidentIdNumber, colour: Colour, age: Int, name: String }
  type Query { person(person: Person!, id: ResidentIdNumber): String }`)
const scalar = schema.getType('ResidentIdNumber') as { parseValue?: unknown; parseLiteral?: unknown }

function refuse(): never {
  throw new GraphQLError('The value is no ResidentIdNumber: the check character is wrong.')
}

function refusePlainly(): never {
  throw new Error('the check character is wrong.')
}

Object.assign(scalar, { parseValue: refuse, parseLiteral: refusePlainly })

const secret = '330399199003070018'

function messagesOf(person: unknown): string[] {
  const source = 'query($person: Person!) { person(person: $person) }'
  return (graphqlSync({ schema, source, variableValues: { person } }).errors ?? []).map(
    ({ message }) => message,
  )
}

describe('a message about a value', () => {
  it.each([
    [
      'a scalar',
      { residentId: secret },
      'person.residentId: The value is no ResidentIdNumber: the check character is wrong.',
    ],
    ['an enum', { colour: secret }, 'person.colour: The value is none of Colour.'],
    ['a number', { age: secret }, 'person.age: Int cannot represent non-integer value'],
    ['a text', { name: [secret] }, 'person.name: String cannot represent a non string value'],
    [
      'an object with a field too many',
      { x: 1, name: secret },
      'person: Field "x" is not defined by type "Person".',
    ],
    [
      'a text that imitates the message',
      { age: `${secret} at "x"; y` },
      'person.age: Int cannot represent non-integer value',
    ],
    ['something that is no object', secret, 'person: Expected type "Person" to be an object.'],
  ])('names the place and what is wrong of %s, not the value', (_, person, expected) => {
    const [told = ''] = messagesOf(person)
    expect(told).toContain(secret)
    expect(withoutValues(told)).toBe(expected)
  })
  it('says the same of a value written into the document', () => {
    const document = parse(`{ person(person: { colour: BLUE, age: "${secret}" }, id: "${secret}") }`)
    const told = validate(schema, document).map(({ message }) => withoutValues(message))
    expect(told).toEqual([
      'Int cannot represent non-integer value',
      'The value is no ResidentIdNumber: the check character is wrong.',
    ])
  })
  it('leaves every other message as it is', () => {
    expect(withoutValues('there is no such application')).toBe('there is no such application')
  })
})
