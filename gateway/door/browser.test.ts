import { type IncomingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import { account, testGateway, testIssuer } from '../testing.ts'

const text = 'all work and no play '.repeat(400)
const subgraph = {
  sdl: 'type Query { long: String short: String }',
  resolvers: { Query: { long: () => text, short: () => 'short' } },
}
const desk = 'https://desk.example.cn'
const gateways: Gateway[] = []
let [open, closed] = [0, 0]

beforeAll(async () => {
  const issuer = await testIssuer([account('CITIZEN', { id: 'one', secret: 'one' })])
  const develops = await testGateway({ one: subgraph }, { issuer, corsOrigins: [desk] })
  const serves = await testGateway({ one: subgraph }, { environment: 'production', corsOrigins: [desk] })
  gateways.push(develops, serves)
  for (const { app } of gateways) await app.listen({ host: '127.0.0.1', port: 0 })
  ;[open = 0, closed = 0] = gateways.map(({ app }) => (app.server.address() as { port: number }).port)
})
afterAll(() => Promise.all(gateways.map((each) => each.close())))

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Sends a request as it is, and reads the answer as it comes. */
function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    asked.once('error', reject)
    asked.end(body)
  })
}

const preflight = (port: number, origin: string, path = '/graphql'): Promise<Answer> =>
  send(port, 'OPTIONS', path, {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  })

const ask = (port: number, field: string, headers: Record<string, string> = {}): Promise<Answer> =>
  send(
    port,
    'POST',
    '/graphql',
    { 'content-type': 'application/json', ...headers },
    JSON.stringify({ query: `{ ${field} }` }),
  )

const ports = { development: () => open, production: () => closed }

describe('a page of another origin', () => {
  it.each<['development' | 'production', string, boolean]>([
    ['development', desk, true],
    ['production', desk, true],
    ['development', 'http://localhost:5173', true],
    ['development', 'http://127.0.0.1:8080', true],
    ['production', 'http://localhost:5173', false],
    ['production', 'http://127.0.0.1', false],
    ['development', 'https://desk.example.cn.evil.example', false],
    ['development', 'http://localhost.evil.example', false],
    ['development', `${desk}:8443`, false],
    ['production', 'http://desk.example.cn', false],
    ['development', 'null', false],
  ])('in %s from %s may ask the graph: %s', async (environment, origin, isAllowed) => {
    const port = ports[environment]()
    const before = await preflight(port, origin)
    const answer = await ask(port, 'short', { origin })
    expect(before.headers['access-control-allow-origin']).toBe(isAllowed ? origin : undefined)
    expect(answer.headers['access-control-allow-origin']).toBe(isAllowed ? origin : undefined)
    expect(String(answer.headers.vary)).toContain('Origin')
    if (!isAllowed) return
    expect(before.status).toBe(204)
    expect(before.headers['access-control-allow-methods']).toBe('GET, POST')
    expect(before.headers['access-control-allow-headers']).toMatch(/authorization, content-type/)
    expect(answer.headers['access-control-expose-headers']).toMatch(/retry-after, x-request-id/)
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
  })

  it('may read why it was refused', async () => {
    const refused = await send(open, 'POST', '/graphql', { origin: desk, 'content-type': 'text/plain' }, 'x')
    expect(refused.status).toBe(415)
    expect(refused.headers['access-control-allow-origin']).toBe(desk)
  })

  it('may have a demo token, and nothing of feeds, health and metrics', async () => {
    expect((await preflight(open, desk, '/oauth/token')).status).toBe(204)
    for (const path of ['/feeds/platforms/x', '/healthz', '/metrics', '/uploads'])
      expect((await preflight(open, desk, path)).headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('answers of 1 KiB and more', () => {
  it.each([
    ['br', 'br, gzip', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('come as %s to who accepts %s', async (encoding, accepted, unpack) => {
    const plain = await ask(open, 'long')
    const packed = await ask(open, 'long', { 'accept-encoding': accepted })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe(encoding)
    expect(String(packed.headers.vary).toLowerCase()).toContain('accept-encoding')
    expect(unpack(packed.body).toString()).toBe(plain.body.toString())
    expect(packed.body.length).toBeLessThan(plain.body.length / 10)
  })

  it('and those below come as they are', async () => {
    const answer = await ask(open, 'short', { 'accept-encoding': 'br, gzip' })
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(JSON.parse(answer.body.toString())).toEqual({ data: { short: 'short' } })
  })

  it('are not compressed with a token in them', async () => {
    const form = new URLSearchParams({ grant_type: 'password', username: 'one', password: 'one' })
    const answer = await send(
      open,
      'POST',
      '/oauth/token',
      { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'br, gzip' },
      form.toString(),
    )
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined])
    expect(JSON.parse(answer.body.toString())).toHaveProperty('access_token')
  })

  it('do not unpack what a client sends', async () => {
    const answer = await ask(open, 'short', { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(200)
  })
})

describe('GraphiQL', () => {
  const page = (headers: Record<string, string> = {}, method = 'GET') =>
    send(open, method, '/graphiql', headers)

  it('is sent in a third of its bytes at most, packed once, and not again to who has it', async () => {
    const plain = await page()
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const packed = await page({ 'accept-encoding': encoding })
      console.log(`GraphiQL: ${plain.body.length} bytes, ${packed.body.length} as ${encoding}`)
      expect(packed.headers['content-encoding']).toBe(encoding)
      expect(packed.headers.vary).toBe('Accept-Encoding')
      expect(unpack(packed.body).equals(plain.body)).toBe(true)
      expect(packed.body.length).toBeLessThan(plain.body.length / 3)
      const etag = String(packed.headers.etag)
      expect(etag).not.toBe(plain.headers.etag)
      const again = await page({ 'accept-encoding': encoding, 'if-none-match': etag })
      expect([again.status, again.body.length]).toEqual([304, 0])
    }
  })

  it('is described by HEAD as it is sent, and not packed for who refuses that', async () => {
    const head = await page({ 'accept-encoding': 'br' }, 'HEAD')
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect(head.headers['content-encoding']).toBe('br')
    const refused = await page({ 'accept-encoding': 'br;q=0, gzip;q=0' })
    expect(refused.headers['content-encoding']).toBeUndefined()
  })
})
