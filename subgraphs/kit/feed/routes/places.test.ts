import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { openRawRequest, type RawRequest } from '../fixtures/raw-request.ts'
import { buildThings, makeThings, signAsTwo, type Things } from '../fixtures/things.ts'
import { createAdmission, decompress, type PlaceTaker } from './limits.ts'

const stranger = (address: number): PlaceTaker => ({ address: `10.0.0.${address}` })

describe('places in a room', () => {
  const limits = { bodyBytesMax: 100, inFlightBytesMax: 800, inFlightRequestsMax: 16 }

  /** How many of a taker get in, each with this many bytes. */
  const taken = (admission: ReturnType<typeof createAdmission>, taker: PlaceTaker, bytes = 0): number => {
    for (let count = 0; ; count += 1)
      try {
        admission.enter(bytes, taker)
      } catch {
        return count
      }
  }

  it('are half for one sender, an eighth for one address, half for all addresses', () => {
    const admission = createAdmission(limits)
    expect(taken(admission, { sender: 'a' })).toBe(8)
    expect([1, 2, 3, 4, 5, 6].map((address) => taken(admission, stranger(address)))).toEqual([
      2, 2, 2, 2, 0, 0,
    ])
    expect(taken(admission, { sender: 'b' })).toBe(0)
  })

  it('are counted in bytes too, and one body of the largest size always fits', () => {
    const admission = createAdmission(limits)
    expect(taken(admission, { sender: 'a' }, 100)).toBe(4)
    expect([1, 2, 3, 4, 5].map((address) => taken(admission, stranger(address), 100))).toEqual([
      1, 1, 1, 1, 0,
    ])
    expect(taken(createAdmission({ ...limits, inFlightBytesMax: 100 }), stranger(1), 100)).toBe(1)
  })

  it('are counted while a body is unpacked, which ends where there is no room left', async () => {
    const large = { bodyBytesMax: 1_000_000, inFlightBytesMax: 1_500_000, inFlightRequestsMax: 16 }
    const admission = createAdmission(large)
    admission.enter(900_000, { sender: 'a' })
    let grown = 0
    const place = admission.enter(0, { sender: 'b' })
    const grow = (bytes: number): void => {
      grown += bytes
      place.grow(bytes)
    }
    const unpacked = decompress(gzipSync(Buffer.alloc(990_000)), 'gzip', { grow })
    expect(
      await unpacked.then(
        () => 'unpacked',
        ({ code }) => code,
      ),
    ).toBe('OVERLOADED')
    expect(grown).toBeLessThan(700_000)
  })

  it('are there again once left, whatever a body grew to', () => {
    const admission = createAdmission(limits)
    for (let round = 0; round < 50; round += 1) {
      const place = admission.enter(0, stranger(1))
      place.grow(100)
      expect(() => place.grow(1)).toThrow(expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }))
      place.leave()
      place.leave()
    }
    expect(taken(admission, { sender: 'a' }, 100)).toBe(4)
  })
})

describe('a room whose places are wanted by many', () => {
  let db: Database
  let room: Things
  let url: string
  const clock = fixedClock('2026-01-02T00:00:00Z')
  const held: RawRequest[] = []
  beforeAll(async () => {
    db = await scratchDatabase(makeThings)
    room = await buildThings({
      db,
      clock,
      journalKey: testKeys().journalKey,
      feeds: { limits: { bodyBytesMax: 4_000, inFlightBytesMax: 16_000 } },
    })
    url = `${await room.app.listen({ port: 0, host: '127.0.0.1' })}/feeds/things/thing`
  })
  afterAll(async () => {
    for (const request of held) request.close()
    await room.close()
    await db.close()
  })
  const one = { authorization: 'Bearer token-one', 'content-type': 'application/json' }
  const send = async (body: string | Buffer, headers: Record<string, string>) => {
    const answer = await fetch(url, { method: 'POST', headers, body: Uint8Array.from(Buffer.from(body)) })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  it('serves those it knows while strangers open whatever they can and send nothing', async () => {
    const signed = {
      'content-type': 'application/json',
      'webhook-id': 'x',
      'webhook-timestamp': String(clock().getTime() / 1000),
      'webhook-signature': 'v1,AAAA',
    }
    for (let count = 0; count < 70; count += 1) held.push(openRawRequest(url, signed, 100))
    const refused = await Promise.race(held.map(({ answer }) => answer))
    expect(refused).toMatchObject({ status: 503, body: { code: 'OVERLOADED' } })
    expect(await send('[{"id":"known","at":"2026-01-01T00:00:00Z"}]', one)).toMatchObject({ status: 201 })
    for (const request of held.splice(0)) request.close()
  })

  it.each([
    ['an old time', { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' }],
    ['no id', { 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' }],
    ['a signature alone', { 'webhook-signature': 'anything' }],
  ])(
    'refuses what its headers show to be no signed message, without waiting for a body: %s',
    async (_, headers) => {
      const { answer } = openRawRequest(url, { 'content-type': 'application/json', ...headers }, 100)
      expect(await answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
    },
  )

  it('counts what bodies unpack to among all that it works on, while they are unpacked', async () => {
    // Each its own batch: the same bytes at once would be one, and in flight.
    const packed = (serial: number) =>
      gzipSync(Buffer.concat([Buffer.from('[]'), Buffer.alloc(3_900 - serial, 0x20)]))
    const sendPacked = (serial: number) => send(packed(serial), { ...one, 'content-encoding': 'gzip' })
    const answers = await Promise.all(Array.from({ length: 12 }, (_, serial) => sendPacked(serial)))
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.every(({ status, body }) => status === 503 && body.code === 'OVERLOADED')).toBe(true)
    expect((await sendPacked(12)).status).toBe(201)
  })

  it('takes a signed message for what its signature says, whatever stands beside it', async () => {
    const body = '[{"id":"signed","at":"2026-01-01T00:00:00Z"}]'
    const headers = { 'content-type': 'application/json', ...signAsTwo('message-1', clock(), body) }
    const first = await send(body, headers)
    expect(first.status).toBe(201)
    for (const more of [
      { authorization: 'Basic eDp5', 'idempotency-key': 'another-1' },
      { authorization: 'Bearer token-one', 'idempotency-key': 'another-2' },
      { authorization: 'Bearer nobody', 'idempotency-key': 'another-3' },
    ])
      expect((await send(body, { ...headers, ...more })).body.receiptId).toBe(first.body.receiptId)
  })
})
