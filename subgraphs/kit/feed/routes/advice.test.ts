import { recordFaults } from '@one-visit/schema/record-faults.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../database/database.ts'
import { fixedClock, scratchDatabase, testKeys } from '../../testing.ts'
import { buildThings, makeThings, type Things } from '../fixtures/things.ts'

let db: Database
let room: Things
beforeAll(async () => {
  db = await scratchDatabase(makeThings)
  room = await buildThings({
    db,
    clock: fixedClock('2026-01-02T00:00:00Z'),
    journalKey: testKeys().journalKey,
  })
})
afterAll(async () => {
  await room?.close()
  await db?.close()
})

const authorization = 'Bearer token-one'

async function get(path: string) {
  const answer = await room.app.inject({ url: `/feeds/things/${path}`, headers: { authorization } })
  return answer.json()
}

async function post(path: string, body: unknown) {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/things/${path}`,
    headers: { 'content-type': 'application/json', authorization },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return answer.json()
}

describe('what is wrong with a record', () => {
  const refused = {
    code: 'FIELD_FORM',
    pointer: '/at',
    text: 'must be an instant such as 2026-01-31T08:00:00+08:00',
    advice: {
      zh: expect.stringMatching(/格式不符.*2026-01-31T08:00:00\+08:00。$/),
      en: expect.stringMatching(/\. The field takes an instant such as 2026-01-31T08:00:00\+08:00\.$/),
    },
  }

  it('comes with what would be right, in both languages, wherever it is told', async () => {
    const receipt = await post('thing', [
      { id: 'one', at: 'noon' },
      { id: 'two', at: '2026-01-01T00:00:00Z' },
    ])
    expect(receipt.records).toMatchObject([refused, { outcome: 'APPLIED' }])
    expect(receipt.records[1]).not.toHaveProperty('advice')
    expect(await get(`receipts/${receipt.receiptId}`)).toEqual(receipt)
    const [{ quarantineId }] = receipt.records
    expect(await get(`quarantine/${quarantineId}`)).toMatchObject(refused)
    expect((await get('quarantine')).records).toMatchObject([refused])
    const correction = { route: 'thing', body: { id: 'one', at: 'midnight' } }
    expect((await post(`quarantine/${quarantineId}/resubmit`, correction)).records).toMatchObject([refused])
  })
})

describe('what is wrong with a body', () => {
  it.each([
    ['thing', '{"id":', 'BODY_NOT_JSON', undefined],
    ['heartbeat', { at: 'now' }, 'FIELD_FORM', '/at'],
    [
      'heartbeat',
      { at: '2026-01-01T00:00:00Z', scope: { length: { toString: 0 } } },
      'NAME_RESERVED',
      '/scope/length/toString',
    ],
    ['heartbeat', { at: '2026-01-01T00:00:00Z', extra: 1 }, 'FIELD_UNKNOWN', '/extra'],
    ['reconciliation', { records: [] }, 'FIELD_MISSING', '/at'],
  ] as const)('has a code, the field and what would be right: %s %j', async (path, body, fault, pointer) => {
    const answer = await post(path, body)
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', fault, advice: recordFaults[fault] })
    expect(answer.pointer).toBe(pointer)
    expect(answer.message).not.toMatch(/Invalid|Unrecognized|expected/)
  })

  it('lists the messages that can be compared where one names another', async () => {
    const answer = await post('reconciliation', {
      at: '2026-01-01T00:00:00Z',
      records: [
        { message: 'thing', count: 0 },
        { message: 'nothing', count: 0 },
      ],
    })
    expect(answer).toMatchObject({ fault: 'MESSAGE_UNKNOWN', pointer: '/records/1/message' })
    expect(answer.message).toBe('The room takes no message of this name; it compares thing.')
  })
})
