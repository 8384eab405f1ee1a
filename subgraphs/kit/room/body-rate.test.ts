import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { openRawRequest } from '../feed/fixtures/raw-request.ts'
import { requireBodyRate } from './body-rate.ts'

let app: FastifyInstance
afterEach(() => app.close())

/** A server that answers how long a body was, and wants 1,000 bytes a second after a fifth of a second. */
async function server(): Promise<string> {
  app = fastify({ forceCloseConnections: true })
  requireBodyRate(app, { graceMs: 200, bytesPerSecond: 1_000, everyMs: 20 })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  app.post('/', async (request) => ({ length: (request.body as Buffer).length }))
  app.get('/wait', () => pause(500).then(() => ({ waited: true })))
  return app.listen({ port: 0, host: '127.0.0.1' })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const bytes = { 'content-type': 'application/octet-stream' }

it('ends a request whose body does not come, says why, and closes the connection', async () => {
  const url = await server()
  const { answer } = openRawRequest(url, bytes, 1_000)
  expect(await answer).toMatchObject({
    status: 408,
    headers: { connection: 'close' },
    body: { code: 'BODY_TOO_SLOW', advice: { en: expect.any(String) } },
  })
})

it('ends a body that goes on too slowly, however long it has come', async () => {
  const url = await server()
  const request = openRawRequest(url, bytes, 50_000)
  const trickle = setInterval(() => request.send(Buffer.alloc(10)), 50)
  expect(await request.answer.finally(() => clearInterval(trickle))).toMatchObject({ status: 408 })
})

it('lets a body come at the rate that is asked for, however long that takes', async () => {
  const url = await server()
  const request = openRawRequest(url, bytes, 10_000)
  for (let sent = 0; sent < 10_000; sent += 1_000) {
    request.send(Buffer.alloc(1_000))
    await pause(40)
  }
  expect(await request.answer).toMatchObject({ status: 200, body: { length: 10_000 } })
})

it('leaves alone what has no body, and a body that is here while it is worked on', async () => {
  const url = await server()
  const [got, posted] = await Promise.all([
    fetch(`${url}/wait`),
    fetch(url, { method: 'POST', headers: bytes, body: Buffer.alloc(10) }),
  ])
  expect([got.status, posted.status]).toEqual([200, 200])
})
