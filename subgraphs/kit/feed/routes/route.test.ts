import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import type { FeedRoute } from '../feeds.ts'
import { buildThings, makeThings, type Things, thing } from '../fixtures/things.ts'
import { decodeText } from '../read/text.ts'
import { matrixParameterOf } from './route.ts'

let db: Database
let room: Things

/** A format with its token in the address, its text in GBK, and answers of its own: like a station's. */
const stationRoute: FeedRoute = {
  path: 'put_data;token=:token',
  mediaTypes: ['text/plain'],
  messages: [thing],
  authenticate: ({ url }, sources) => sources.byToken(matrixParameterOf(url, 'token') ?? ''),
  read: (body, path) => [
    { message: thing, value: { id: decodeText(body, 'gb18030'), at: '2026-01-01T00:00:00Z' }, notes: [path] },
  ],
  reply: ({ counts }) => ({
    status: 200,
    type: 'application/json',
    body: JSON.stringify({ code: '1', counts }),
  }),
  refuse: ({ code }) => ({
    status: 200,
    type: 'application/json',
    body: JSON.stringify({ code: '0', why: code }),
  }),
}

const numberedRoute: FeedRoute = {
  path: 'numbered',
  mediaTypes: ['application/json'],
  idempotencyKeyRequired: true,
  read: () => [],
}

beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({
    db,
    clock: fixedClock('2026-01-02T00:00:00Z'),
    journalKey: testKeys().journalKey,
    feeds: { routes: [stationRoute, numberedRoute] },
  })
})
afterAll(async () => {
  await room.close()
  await db.close()
})

async function put(token: string, body: Buffer, type = 'text/plain; charset=gbk') {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/things/put_data;token=${token}`,
    headers: { 'content-type': type },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

const zhe = Buffer.from([0xd5, 0xe3])

it('reads a token from a matrix parameter and GBK where the route says so', async () => {
  const answer = await put('token-one', zhe)
  expect(answer).toMatchObject({ status: 200, body: { code: '1', counts: { APPLIED: 1 } } })
  const receipt = await room.feeds.findReceipt(String(answer.headers['feed-receipt']))
  // The address is kept without the token.
  expect(receipt).toMatchObject({ source: 'one', records: [{ notes: ['/feeds/things/put_data'] }] })
})

it.each([
  ['a wrong token', 'nobody', zhe, 'text/plain', 'UNAUTHENTICATED'],
  ['another media type', 'token-one', zhe, 'image/png', 'UNSUPPORTED_MEDIA_TYPE'],
  ['bytes of no such encoding', 'token-one', Buffer.from([0xff, 0xff]), 'text/plain', 'BAD_USER_INPUT'],
])('refuses %s in the words of the format', async (_, token, body, type, why) => {
  expect(await put(token, body, type)).toMatchObject({ status: 200, body: { code: '0', why } })
})

it('asks for an idempotency key where one is required', async () => {
  const send = async (headers: Record<string, string>) =>
    (
      await room.app.inject({
        method: 'POST',
        url: '/feeds/things/numbered',
        headers: { 'content-type': 'application/json', authorization: 'Bearer token-one', ...headers },
        payload: '[]',
      })
    ).statusCode
  expect(await send({})).toBe(400)
  expect(await send({ 'idempotency-key': 'n1' })).toBe(201)
})

it.each(['/Feeds/THINGS/Numbered', '/feeds/things/numbered/', '/FEEDS/things/NUMBERED/?company=x'])(
  'finds the way to %s',
  async (url) => {
    const answer = await room.app.inject({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer token-one',
        'idempotency-key': url,
      },
      payload: '[]',
    })
    expect(answer.statusCode).toBe(201)
  },
)

it('finds a token, in its own case, behind an address in capitals and with a slash', async () => {
  const answer = await room.app.inject({
    method: 'POST',
    url: '/feeds/things/PUT_DATA;TOKEN=token-one/',
    headers: { 'content-type': 'text/plain' },
    payload: Buffer.from([0x82, 0x30, 0xb7, 0x31]),
  })
  expect(answer.json()).toMatchObject({ code: '1', counts: { APPLIED: 1 } })
  const receipt = await room.feeds.findReceipt(String(answer.headers['feed-receipt']))
  expect(receipt?.records).toMatchObject([{ notes: ['/feeds/things/PUT_DATA'] }])
})

it.each([
  ['/put_data;token=abc', 'abc'],
  ['/put_data;TOKEN=aBc/', 'aBc'],
  ['/put_data;x=1;token=a%2Fb?token=q', 'a/b'],
  ['/put_data?token=q', undefined],
  ['/put_data;token=%zz', undefined],
])('finds the matrix parameter of %s', (url, token) => {
  expect(matrixParameterOf(url, 'token')).toBe(token)
})
