import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../testing.ts'
import { readWebhookSecret, signWebhook, type WebhookKey } from '../work/webhook.ts'
import { openRawRequest, type RawAnswer } from './fixtures/raw-request.ts'
import { buildThings, makeThings, type Things } from './fixtures/things.ts'

/** What is promised to a sender, as a sender sees it: over sockets. */
let db: Database
let room: Things
let url: string
const clock = fixedClock('2026-01-02T00:00:30Z')
/** Of which one sender has half. */
const limits = { bodyBytesMax: 4_000_000, inFlightBytesMax: 12_000_000, inFlightRequestsMax: 6 }

beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({ db, clock, journalKey: testKeys().journalKey, feeds: { limits } })
  await room.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(room.app.server.address() as AddressInfo).port}/feeds/things`
  await register('quick', { tokens: ['token-quick'], requestsPerMinute: 2 })
  await register('other', { tokens: ['token-other'], requestsPerMinute: 2 })
})
afterAll(async () => {
  await room.close()
  await db.close()
})

function register(id: string, more: object) {
  return db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      { id, name: id, authority: 'A', organisation: id, allowed: ['*'], ...more },
    ]),
  )
}

const json = { 'content-type': 'application/json' }
const as = (token: string) => ({ ...json, authorization: `Bearer ${token}` })
const record = (id: string) => ({ id, at: '2026-01-01T00:00:01Z' })

/** The answer to a head alone: not one byte of the body is ever sent. */
async function answerToHead(headers: Record<string, string>, length = 100_000): Promise<RawAnswer> {
  const request = openRawRequest(`${url}/thing`, headers, length)
  return request.answer.finally(() => request.close())
}

async function send(
  body: string,
  headers: Record<string, string>,
  path = 'thing',
): Promise<Omit<RawAnswer, 'headers'> & { retryAfter: string | undefined }> {
  const request = openRawRequest(`${url}/${path}`, headers, Buffer.byteLength(body))
  request.send(body)
  const answer = await request.answer.finally(() => request.close())
  return { status: answer.status, body: answer.body, retryAfter: answer.headers['retry-after'] }
}

describe('before a byte of the body is sent', () => {
  it('a sender that spent its quota is told 429 and the seconds to wait, and no other sender is', async () => {
    const one = JSON.stringify([record('q')])
    expect((await send(one, as('token-quick'))).status).toBe(201)
    expect((await send(one, as('token-quick'))).status).toBe(201)
    expect(await answerToHead(as('token-quick'))).toMatchObject({
      status: 429,
      headers: { 'retry-after': '30' },
      body: { code: 'OVERLOADED', quota: 2 },
    })
    expect((await send(one, as('token-other'))).status).toBe(201)
    clock.set('2026-01-02T00:01:00Z')
    expect((await send(one, as('token-quick'))).status).toBe(201)
    clock.set('2026-01-02T00:00:30Z')
  })

  it('a room that has its hands full says 503 and when to come again, until it has not', async () => {
    const busy = [1, 2, 3].map(() => openRawRequest(`${url}/thing`, as('token-one'), 100_000))
    for (const request of busy) request.send('[')
    const full = async () => (await answerToHead(as('token-one'))).status
    await expect.poll(full, { timeout: 5_000 }).toBe(503)
    expect(await answerToHead(as('token-one'))).toMatchObject({
      headers: { 'retry-after': '1' },
      body: { code: 'OVERLOADED' },
    })
    for (const request of busy) request.close()
    const now = async () => (await send(JSON.stringify([record('free')]), as('token-one'))).status
    await expect.poll(now, { timeout: 5_000 }).toBe(201)
  })

  it('bodies that would be too much together are turned away by the length they tell', async () => {
    const large = openRawRequest(`${url}/thing`, as('token-one'), 3_500_000)
    large.send('[')
    const second = async () => (await answerToHead(as('token-one'), 3_500_000)).status
    await expect.poll(second, { timeout: 5_000 }).toBe(503)
    expect((await send(JSON.stringify([record('small')]), as('token-one'))).status).toBe(201)
    large.close()
  })

  it.each([
    ['a body larger than any may be', as('token-one'), 5_000_000, 413, 'PAYLOAD_TOO_LARGE'],
    ['a token nobody has', as('token-nobody'), 100_000, 401, 'UNAUTHENTICATED'],
    ['no credential at all', json, 100_000, 401, 'UNAUTHENTICATED'],
    [
      'a media type',
      { ...as('token-one'), 'content-type': 'text/plain' },
      100_000,
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s is refused', async (_, headers, length, status, code) => {
    expect(await answerToHead(headers, length)).toMatchObject({ status, body: { code } })
  })
})

describe('an idempotency key', () => {
  const body = JSON.stringify(Array.from({ length: 4_000 }, (_, index) => record(`k${index}`)))
  const keyed = (key: string) => ({ ...as('token-one'), 'idempotency-key': key })

  it('is 409 while its batch is worked on, and the receipt afterwards', async () => {
    const first = send(body, keyed('slow'))
    let refused: Awaited<ReturnType<typeof send>> | undefined
    for (let asked = 0; asked < 200 && refused === undefined; asked += 1) {
      const answer = await send(body, keyed('slow'))
      if (answer.status === 409) refused = answer
    }
    expect(refused).toMatchObject({ body: { code: 'IN_FLIGHT' }, retryAfter: '1' })
    const { body: receipt } = await first
    expect(await send(body, keyed('slow'))).toMatchObject({ status: 201, body: receipt })
  })

  it('is 422 with another body, and 400 where it is missing and must be there', async () => {
    expect((await send(JSON.stringify([record('a')]), keyed('used'))).status).toBe(201)
    expect(await send(JSON.stringify([record('b')]), keyed('used'))).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED', receiptId: expect.any(String) },
    })
    expect(await send(JSON.stringify([record('c')]), as('token-one'), 'records/thing')).toMatchObject({
      status: 400,
      body: { code: 'BAD_USER_INPUT' },
    })
  })
})

describe('a signed message', () => {
  const pairs = [1, 2, 3].map(() => generateKeyPairSync('ed25519'))
  const privateKey = (index: number): WebhookKey => ({
    kind: 'ed25519',
    key: (pairs[index] as (typeof pairs)[number]).privateKey,
  })
  const publicKeys = (...indexes: number[]) =>
    indexes.map((index) => {
      const { publicKey } = pairs[index] as (typeof pairs)[number]
      return `whpk_${publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')}`
    })
  const secrets = [1, 2, 3].map((fill) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`)
  const secret = (index: number): WebhookKey => ({
    kind: 'hmac',
    secret: readWebhookSecret(secrets[index] ?? ''),
  })
  const sendSigned = async (keys: WebhookKey[], secondsAgo = 0, id: string = randomUUID()) => {
    const body = JSON.stringify([record('signed')])
    const at = new Date(clock().getTime() - secondsAgo * 1000)
    return send(body, { ...json, ...signWebhook({ id, body, at }, keys) })
  }
  const statusOf = async (...keys: WebhookKey[]) => (await sendSigned(keys)).status

  it.each([
    ['a shared secret', secret],
    ['an Ed25519 key', privateKey],
  ])(
    'is accepted by the old and the new of %s during a rotation, by neither before nor after',
    async (_, key) => {
      const allow = (...indexes: number[]) =>
        register('signer', {
          webhookSecrets: indexes.map((index) => secrets[index]),
          webhookKeys: publicKeys(...indexes),
        })
      await allow(0)
      expect([await statusOf(key(0)), await statusOf(key(1))]).toEqual([201, 401])
      await allow(0, 1)
      expect([await statusOf(key(0)), await statusOf(key(1)), await statusOf(key(2))]).toEqual([
        201, 201, 401,
      ])
      // A sender that does not know which of its keys is known yet signs with both.
      expect(await statusOf(key(2), key(1))).toBe(201)
      await allow(1)
      expect([await statusOf(key(0)), await statusOf(key(1))]).toEqual([401, 201])
    },
  )

  it('counts 300 s before and after its time, and is one batch however often it is replayed in them', async () => {
    await register('signer', { webhookSecrets: [secrets[0]] })
    const ages = [300, -300, 301, -301]
    const statuses: number[] = []
    for (const age of ages) statuses.push((await sendSigned([secret(0)], age)).status)
    expect(statuses).toEqual([201, 201, 401, 401])
    const first = await sendSigned([secret(0)], 0, 'replayed')
    const again = await sendSigned([secret(0)], 0, 'replayed')
    expect(again).toEqual(first)
    clock.set('2026-01-02T00:05:31Z')
    expect((await sendSigned([secret(0)], 301, 'replayed')).status).toBe(401)
    clock.set('2026-01-02T00:00:30Z')
  })
})
