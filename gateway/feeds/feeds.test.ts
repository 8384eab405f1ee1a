import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { systemClock } from '@one-visit/kit/clock.ts'
import { openRawRequest } from '@one-visit/kit/feed/fixtures/raw-request.ts'
import { createPrincipalVerifier } from '@one-visit/kit/room/principal.ts'
import { routerOptions } from '@one-visit/kit/room/router-options.ts'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import { account, principalKeys, testGateway, testIssuer } from '../testing.ts'
import { httpFeed, inProcessFeed } from './feeds.ts'

/** A room that digests what it is sent as it comes, and says what it saw. */
async function buildRoom(): Promise<FastifyInstance> {
  const room = fastify({ routerOptions })
  room.removeAllContentTypeParsers()
  room.addContentTypeParser('*', (_, payload, done) => {
    const hash = createHash('sha256')
    let size = 0
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length
      hash.update(chunk)
    })
    payload.on('end', () => done(null, { size, digest: hash.digest('hex') }))
    payload.on('error', done)
  })
  for (const url of ['/feeds/:room/*', '/uploads', '/paper-evidence/:id/file'])
    room.all(url, (request, reply) =>
      reply
        .status(request.method === 'DELETE' ? 405 : 201)
        .header('feed-receipt', 'r-1')
        .send({
          method: request.method,
          url: request.url,
          headers: request.headers,
          body: request.body ?? null,
        }),
    )
  room.post(
    '/feeds/:room/full',
    {
      onRequest: async (_, reply) =>
        reply.status(503).header('retry-after', '7').send({ code: 'OVERLOADED' }),
    },
    async () => 'not reached',
  )
  room.get('/feeds/:room/pass', (_, reply) => reply.send(Readable.from(['not ', 'reached'])))
  await room.ready()
  return room
}

const clerk = account('BUREAU_CLERK')
let rooms: FastifyInstance[]
let gateway: Gateway
let origin: string
let token: string

beforeAll(async () => {
  rooms = [await buildRoom(), await buildRoom(), await buildRoom()]
  const [near, far, gone] = rooms as [FastifyInstance, FastifyInstance, FastifyInstance]
  const farOrigin = await far.listen({ host: '127.0.0.1', port: 0 })
  const goneOrigin = await gone.listen({ host: '127.0.0.1', port: 0 })
  await gone.close()
  const issuer = await testIssuer([clerk])
  token = await issuer.issue(clerk)
  gateway = await testGateway(
    { a: { sdl: 'type Query { a: Int }' } },
    {
      issuer,
      feeds: {
        near: inProcessFeed(near),
        far: httpFeed(farOrigin),
        gone: httpFeed(goneOrigin),
        approvals: inProcessFeed(near),
      },
    },
  )
  origin = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await gateway.close()
  for (const room of rooms) await room.close()
})

describe.each(['near', 'far'])('a feed of a room (%s)', (room) => {
  it.each(['GET', 'POST', 'PUT', 'DELETE'])(
    'passes %s with address, headers and body as they came',
    async (method) => {
      const path = `/feeds/${room}/restapi/put_data;token=a%2Fb?x=1&y=%E6%B5%99`
      const answer = await fetch(origin + path, {
        method,
        headers: { authorization: 'Bearer opaque', 'content-type': 'text/xml', 'idempotency-key': 'k' },
        ...(method !== 'GET' && { body: '<x>浙</x>' }),
      })
      expect(answer.status).toBe(method === 'DELETE' ? 405 : 201)
      expect(answer.headers.get('feed-receipt')).toBe('r-1')
      const seen = (await answer.json()) as { headers: Record<string, string> }
      expect(seen).toMatchObject({
        method,
        url: path,
        headers: { authorization: 'Bearer opaque', 'idempotency-key': 'k' },
        body: method === 'GET' ? null : { size: 10 },
      })
    },
  )
  it('is found by an address in capitals and with a slash at its end', async () => {
    const answer = await fetch(`${origin}/Feeds/${room.toUpperCase()}/baseInfo/Vehicle/`, { method: 'POST' })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ url: `/Feeds/${room.toUpperCase()}/baseInfo/Vehicle/` })
  })
  it('says who asks for a file, where an access token tells, and leaves other tokens to the room', async () => {
    const seenWith = async (authorization: string | undefined, path = 'files/abc') => {
      const answer = await fetch(`${origin}/feeds/${room}/${path}`, {
        headers: { 'x-hub-principal': 'forged', ...(authorization && { authorization }) },
      })
      return ((await answer.json()) as { headers: Record<string, string> }).headers['x-hub-principal']
    }
    expect(await seenWith(`Bearer ${token}`)).toMatch(/^[\w-]+\.[\w.-]+$/)
    expect(await seenWith(`Bearer ${token}`, 'FILES/abc')).toMatch(/^[\w-]+\.[\w.-]+$/)
    expect(await seenWith('Bearer opaque')).toBeUndefined()
    expect(await seenWith(undefined)).toBeUndefined()
    expect(await seenWith(`Bearer ${token}`, 'receipts/abc')).toBeUndefined()
  })
  it('streams 200 MB without holding them', async () => {
    const before = process.memoryUsage().arrayBuffers
    const chunk = randomBytes(1024 * 1024)
    const hash = createHash('sha256')
    let most = 0
    const body = Readable.from(
      (async function* () {
        for (let count = 0; count < 200; count += 1) {
          hash.update(chunk)
          most = Math.max(most, process.memoryUsage().arrayBuffers)
          yield chunk
        }
      })(),
    )
    const answer = await fetch(`${origin}/feeds/${room}/big`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(body) as ReadableStream,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(201)
    expect(((await answer.json()) as { body: unknown }).body).toEqual({
      size: 200 * 1024 * 1024,
      digest: hash.digest('hex'),
    })
    // What was sent and is no longer needed is collected now and then, not at once.
    expect(most - before).toBeLessThan(100 * 1024 * 1024)
  })
  it('is told nothing a client says in the hub’s name', async () => {
    const answer = await fetch(`${origin}/feeds/${room}/x`, {
      headers: {
        'x-hub-principal': 'forged',
        'X-Hub-Request': '{}',
        'X-Hub-Client': '10.0.0.1',
        'x-forwarded-for': '10.0.0.1',
        'x-request-id': 'mine',
      },
    })
    const { headers } = (await answer.json()) as { headers: Record<string, string> }
    expect(Object.entries(headers).filter(([name]) => name.startsWith('x-hub-'))).toEqual([
      ['x-hub-client', '127.0.0.1'],
    ])
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe.each([
  ['near', 0],
  // The way to another process begins with the first bytes of a body.
  ['far', 1],
])('a room that is full (%s)', (room, bytes) => {
  it('is heard before the body is sent, and the connection of the next one is sound', async () => {
    const request = openRawRequest(`${origin}/feeds/${room}/full`, { 'content-type': 'x/y' }, 10_000_000)
    if (bytes > 0) request.send('x'.repeat(bytes))
    expect(await request.answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '7' },
      body: { code: 'OVERLOADED' },
    })
    request.close()
    const next = await fetch(`${origin}/feeds/${room}/x`, { method: 'POST', body: 'x' })
    expect([next.status, ((await next.json()) as { body: unknown }).body]).toMatchObject([201, { size: 1 }])
  })
})

describe('a feed', () => {
  it('of a room that is down is 503', async () => {
    const answer = await fetch(`${origin}/feeds/gone/x`, { method: 'POST', body: 'x' })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN/)
  })
  it.each(['/feeds/nowhere/x', '/feeds/constructor/x', '/feeds/near'])(
    'that is not there is 404: %s',
    async (path) => {
      expect((await fetch(origin + path, { method: 'POST', body: 'x' })).status).toBe(404)
    },
  )
})

describe('an upload', () => {
  it('comes to approvals with the principal of who uploads', async () => {
    const answer = await fetch(`${origin}/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/pdf',
        'x-hub-principal': 'forged',
      },
      body: '%PDF-',
    })
    const { headers } = (await answer.json()) as { headers: Record<string, string> }
    const verify = createPrincipalVerifier(principalKeys.publicKey, systemClock)
    expect(verify(headers['x-hub-principal'])).toMatchObject({ caller: clerk.id, roles: ['BUREAU_CLERK'] })
    expect(JSON.parse(headers['x-hub-request'] ?? '')).toMatchObject({ nesting: 0 })
  })
  it('is read again through the gateway by whom approvals is told of', async () => {
    const path = `/paper-evidence/${crypto.randomUUID()}/file`
    const answer = await fetch(origin + path, {
      headers: { authorization: `Bearer ${token}`, 'x-hub-principal': 'forged' },
    })
    const { headers } = (await answer.json()) as { headers: Record<string, string> }
    const verify = createPrincipalVerifier(principalKeys.publicKey, systemClock)
    expect(verify(headers['x-hub-principal'])).toMatchObject({ caller: clerk.id })
    expect((await fetch(origin + path, { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(401)
  })
  it('with a token that is not accepted is refused before it is read', async () => {
    const answer = await fetch(`${origin}/uploads`, {
      method: 'POST',
      headers: { authorization: 'Bearer a.b.c' },
      body: 'x',
    })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})
