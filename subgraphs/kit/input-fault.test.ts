import { adviceOf } from '@one-visit/schema/error-codes.ts'
import { scalars } from '@one-visit/schema/scalars.ts'
import { buildSchema, graphqlSync, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { maskError } from './errors.ts'
import { silentLog } from './log.ts'

const { JSON: _, ...ofText } = scalars
const schema = buildSchema(`
  ${Object.keys(scalars)
    .map((name) => `scalar ${name}`)
    .join('\n')}
  enum Colour { BLUE }
  input Person { residentId: ResidentIdNumber, colour: Colour, age: Int, born: Date!, cars: [VIN!] }
  type Query { person(person: Person): String
    ${Object.keys(ofText)
      .map((name) => `of${name}(value: ${name}!): String`)
      .join('\n')} }`)
for (const [name, scalar] of Object.entries(scalars))
  Object.assign(schema.getType(name) as object, {
    parseValue: scalar.parseValue,
    parseLiteral: scalar.parseLiteral,
  })

function told(source: string, variableValues: Record<string, unknown>) {
  const [error] = graphqlSync({ schema, source, variableValues }).errors ?? []
  return maskError(error, silentLog(), 'r').extensions
}
const ofPerson = (person: unknown) => told('query($person: Person!) { person(person: $person) }', { person })

/** A value of each scalar that is a text of no such form, with the code that says so. */
const wrong: Readonly<Record<keyof typeof ofText, readonly [value: string, fault: string]>> = {
  Date: ['2026-02-30', 'DAY_FORM'],
  DateTime: ['2026-01-31 08:00', 'INSTANT_FORM'],
  Duration: ['7 days', 'DURATION_FORM'],
  VIN: ['LSVA', 'VIN_LENGTH'],
  USCC: ['9133', 'USCC_LENGTH'],
  ResidentIdNumber: ['3303', 'RESIDENT_ID_LENGTH'],
  PlateNumber: ['浙', 'PLATE_FORM'],
  DivisionCode: ['9', 'DIVISION_FORM'],
}

describe.each(Object.entries(wrong))('a variable of %s', (expected, [value, form]) => {
  it.each([
    ['is of no such form', value, form],
    ['is no text', 7, 'FIELD_TYPE'],
    ['is null', null, 'FIELD_MISSING'],
    ['is not there', undefined, 'FIELD_MISSING'],
  ])('that %s is named, with its code and what would be right', (_, sent, fault) => {
    const source = `query($v: ${expected}!) { of${expected}(value: $v) }`
    const extensions = told(source, sent === undefined ? {} : { v: sent })
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', fault, variable: 'v', expected })
    const advice = extensions?.advice as { zh: string; en: string }
    expect(advice).toEqual(adviceOf({ code: 'BAD_USER_INPUT', fault, variable: 'v', expected }))
    expect(advice.zh.startsWith('变量 v：')).toBe(true)
    expect(advice.en.startsWith('Variable v: ')).toBe(true)
    expect(advice.en).not.toContain('schema says')
  })
  it('that is written into the document has its code and what would be right', () => {
    const document = parse(`{ of${expected}(value: "${value}") }`)
    const [error] = validate(schema, document)
    expect(maskError(error, silentLog(), 'r').extensions).toMatchObject({
      fault: form,
      expected,
      advice: adviceOf({ fault: form }),
    })
  })
})

it.each([
  [{ born: '2026-01-31', colour: 'RED' }, 'FIELD_NOT_ONE_OF', 'person.colour', 'Colour'],
  [{ born: '2026-01-31', colour: 1 }, 'FIELD_TYPE', 'person.colour', 'Colour'],
  [{ born: '2026-01-31', age: 'old' }, 'FIELD_TYPE', 'person.age', 'Int'],
  [{ born: '2026-01-31', age: 2 ** 31 }, 'FIELD_RANGE', 'person.age', 'Int'],
  [{}, 'FIELD_MISSING', 'person.born', 'Date'],
  [{ born: null }, 'FIELD_MISSING', 'person.born', 'Date'],
  [{ born: '2026-01-31', x: 1 }, 'FIELD_UNKNOWN', 'person.x', undefined],
  [{ born: '2026-01-31', cars: ['LSVAA2BR9HN012345', 'L'] }, 'VIN_LENGTH', 'person.cars[1]', 'VIN'],
  ['nobody', 'FIELD_TYPE', 'person', 'Person'],
])('names the field of an object: %j', (person, fault, variable, expected) => {
  const extensions = ofPerson(person)
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', fault, variable })
  expect(extensions?.expected).toBe(expected)
  expect(JSON.stringify(extensions?.advice)).toContain(variable)
})

it('says nothing of a fault that is none of a value', () => {
  expect(told('{ nothing }', {})).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    advice: adviceOf({ code: 'GRAPHQL_VALIDATION_FAILED' }),
    requestId: 'r',
  })
})
