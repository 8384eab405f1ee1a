import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import { askGateway, recorded, schemaTransport, testGateway } from '../testing.ts'
import { checkForm, hubLimits } from './limits.ts'

const chain = {
  sdl: `
    type Query { node: Node page(first: Int, ids: [ID!], filter: Filter): String other: String }
    type Node { next: Node id: ID name: String }
    input Filter { ids: [ID!] inner: Filter }
  `,
  resolvers: { Query: { node: () => ({ id: 'n' }), page: () => 'page' } },
}
const transport = recorded(schemaTransport(chain))
let gateway: Gateway
beforeAll(async () => {
  gateway = await testGateway({ chain: { ...chain, transport } })
})
afterAll(() => gateway.close())

function times(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ')
}

function nested(depth: number): string {
  return `{ node ${'{ next '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 2)} }`
}

function doubling(steps: number, leaf: string): string {
  return `{ node { ...F0 } } ${times(steps, (step) => `fragment F${step} on Node { ...F${step + 1} ...F${step + 1} }`)} fragment F${steps} on Node { ${leaf} }`
}

async function expectTooLarge(query: string, limit: string, variables: Record<string, unknown> = {}) {
  const before = transport.requests.length
  expect(await askGateway(gateway, query, { variables })).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'QUERY_TOO_LARGE', limit } }],
  })
  expect(transport.requests.length).toBe(before)
}

async function expectFine(query: string, variables: Record<string, unknown> = {}) {
  return expect((await askGateway(gateway, query, { variables })).errors).toBeUndefined()
}

describe('an operation', () => {
  it('is at most 10 deep', async () => {
    await expectFine(nested(10))
    await expectTooLarge(nested(11), 'depth')
  })
  it('is not deeper through fragments', async () => {
    const query = `{ node { ...A } } fragment A on Node { next { next { next { next { ...B } } } } }
      fragment B on Node { next { next { next { next { ... on Node { next { id } } } } } } }`
    await expectTooLarge(query, 'depth')
  })
  it('has at most 15 aliases, those of fragments counted each time they are spread', async () => {
    const spread = (count: number): string =>
      `{ node { ${times(count, () => '...F')} } } fragment F on Node { a: id b: id c: id }`
    await expectFine(spread(5))
    await expectTooLarge(spread(6), 'aliases')
    await expectTooLarge(`{ node { ${times(16, (index) => `a${index}: id`)} } }`, 'aliases')
  })
  it('has at most 10 root fields', async () => {
    await expectFine(`{ ${times(10, () => 'other')} }`)
    await expectTooLarge(`{ ${times(11, () => 'other')} }`, 'rootFields')
    await expectTooLarge(`{ ...F ...F } fragment F on Query { ${times(6, () => 'other')} }`, 'rootFields')
  })
  it('has at most 2,000 tokens', async () => {
    await expectTooLarge(`{ node { ${times(2_000, () => 'id')} } }`, 'tokens')
  })
  it('has at most 64 KiB of text, however little it says', async () => {
    await expectFine(`{ other${','.repeat(65_000)} }`)
    await expectTooLarge(`{ other${','.repeat(66_000)} }`, 'text')
    await expectTooLarge(`{ other # ${'好'.repeat(22_000)}\n }`, 'text')
  })
  it('has names and numbers of at most 128 characters, and texts of 8,192', async () => {
    await expectFine(`{ ${'a'.repeat(128)}: other }`)
    await expectTooLarge(`{ ${'a'.repeat(129)}: other }`, 'name')
    await expectTooLarge(`query ${'a'.repeat(129)} { other }`, 'name')
    await expectTooLarge(`{ ${'a'.repeat(129)} }`, 'name')
    await expectTooLarge(`{ page(first: 1${'0'.repeat(128)}) }`, 'name')
    await expectFine(`{ page(ids: ["${'a'.repeat(8_192)}"]) }`)
    await expectTooLarge(`{ page(ids: ["${'a'.repeat(8_193)}"]) }`, 'string')
  })
  it('has at most 50 directives', async () => {
    const directives = (count: number): string =>
      `{ node { ${times(count, () => 'id @skip(if: true)')} name } }`
    await expectFine(directives(50))
    await expectTooLarge(directives(51), 'directives')
  })
  it('does not explode through fragments that double', async () => {
    const startedAt = performance.now()
    await expectTooLarge(doubling(60, 'id'), 'fields')
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
  it('with fragments in a circle is refused as invalid and stops nothing', async () => {
    const query =
      '{ node { ...A } } fragment A on Node { next { ...B } } fragment B on Node { next { ...A } }'
    expect(await askGateway(gateway, query)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    })
  })
  it('asks for pages and gives lists of at most 200', async () => {
    const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index))
    await expectFine('{ page(first: 200) }')
    await expectTooLarge('{ page(first: 201) }', 'page')
    await expectTooLarge('query($n: Int) { page(first: $n) }', 'page', { n: 1_000 })
    await expectTooLarge('query($n: Int = 500) { page(first: $n) }', 'page')
    await expectFine('query($ids: [ID!]) { page(ids: $ids) }', { ids: ids(200) })
    await expectTooLarge('query($ids: [ID!]) { page(ids: $ids) }', 'page', { ids: ids(201) })
    await expectTooLarge(`{ page(ids: [${ids(201).join(',')}]) }`, 'page')
    await expectTooLarge('query($f: Filter) { page(filter: $f) }', 'page', {
      f: { inner: { ids: ids(201) } },
    })
  })
  it('gives no input nested without end', async () => {
    let filter: object = {}
    for (let depth = 0; depth < 50_000; depth += 1) filter = { inner: filter }
    const text = `${'{"inner":'.repeat(20_000)}{}${'}'.repeat(20_000)}`
    const answer = await gateway.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: `{"query":"query($f: Filter) { page(filter: $f) }","variables":{"f":${text}}}`,
    })
    expect(answer.statusCode).toBe(400)
  })
  it('is held against the limits by its form alone', () => {
    expect(() => checkForm('this is not GraphQL', hubLimits)).not.toThrow()
    expect(() => checkForm('{ unknown { to { any { schema } } } }', hubLimits)).not.toThrow()
  })
  it('may look at the schema in development, however deep that goes', async () => {
    const { getIntrospectionQuery } = await import('graphql')
    await expectFine(getIntrospectionQuery())
  })
})
