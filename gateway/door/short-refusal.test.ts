import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askGateway, testGateway } from '../testing.ts'
import { shortRefusal } from './short-refusal.ts'

const things = {
  sdl: `
    input Person { name: String }
    type Query { thing(of: Person, first: Int): String }
  `,
  resolvers: { Query: { thing: () => 'thing' } },
}
const long = 'k'.repeat(900_000)

describe('a request that cannot be answered', () => {
  it.each<[what: string, query: string, variables?: Record<string, unknown>]>([
    ['a name without end', `{ ${long} }`],
    [
      'many fields nobody knows',
      `{ ${Array.from({ length: 300 }, (_, index) => `unknown${index}`).join(' ')} }`,
    ],
    ['a text that is no document', 'no document '.repeat(5_000)],
    ['a key without end', 'query($of: Person) { thing(of: $of) }', { of: { [long]: 1 } }],
    [
      'many keys',
      'query($of: Person) { thing(of: $of) }',
      { of: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`unknown${index}`, 1])) },
    ],
    ['a value without end', 'query($of: Person) { thing(of: $of) }', { of: { name: { of: long } } }],
    ['a variable without end', '{ thing }', { [long]: Array.from({ length: 500 }, () => 1) }],
  ])('is answered in five errors and 4 KiB at most: %s', async (_, query, variables = {}) => {
    const gateway = await testGateway({ things })
    const answer = await askGateway(gateway, query, { variables }).finally(() => gateway.close())
    expect(answer.status).toBe(400)
    expect(answer.errors?.length).toBeGreaterThan(0)
    expect(answer.errors?.length).toBeLessThanOrEqual(5)
    const { status: __, ...body } = answer
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(4_096)
  })

  it.each<[what: string, query: string, variables?: Record<string, unknown>]>([
    ['a field', '{ thin }'],
    ['an argument', '{ thing(off: null) }'],
    ['a type', 'query($of: Persons) { thing(of: $of) }'],
    ['a field of an input', '{ thing(of: { nam: "x" }) }'],
    ['a field of a variable', 'query($of: Person) { thing(of: $of) }', { of: { nam: 'x' } }],
  ])('is not told what it may have meant: %s', async (_, query, variables = {}) => {
    const gateway = await testGateway({ things })
    const { errors } = await askGateway(gateway, query, { variables }).finally(() => gateway.close())
    expect(errors?.[0]?.extensions.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/)
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i)
  })
})

describe('the errors of a refusal', () => {
  it('take less than 4 KiB whatever they hold, and one is always left', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.constant('\u0000'.repeat(5_000)),
    )
    const error = fc.record({
      message: text,
      extensions: fc.dictionary(fc.constantFrom('a', 'b'), fc.array(text)),
    })
    fc.assert(
      fc.property(fc.array(error, { minLength: 1, maxLength: 8 }), (errors) => {
        const short = shortRefusal(errors as never)
        expect(short.length).toBeGreaterThan(0)
        expect(Buffer.byteLength(JSON.stringify(short))).toBeLessThanOrEqual(4_000)
      }),
      { numRuns: 100 },
    )
  })
})
