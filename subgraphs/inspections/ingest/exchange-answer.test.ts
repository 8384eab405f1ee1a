import { HubError } from '@one-visit/kit/errors.ts'
import { expect, it } from 'vitest'
import { exchangeRefusal } from './exchange-answer.ts'

it.each([
  ['a body that cannot be read', new HubError('BAD_USER_INPUT', 'The body is not JSON.'), 200],
  ['a key used before', new HubError('IDEMPOTENCY_KEY_REUSED', 'The key was used for another body.'), 200],
  ['nobody known', new HubError('UNAUTHENTICATED', 'The token has run out.'), 401],
  ['a body that is too large', new HubError('PAYLOAD_TOO_LARGE', 'A body has at most 1 MB.'), 413],
  ['a quota that is spent', new HubError('OVERLOADED', 'The quota is spent.', { quota: 'RECORDS' }), 429],
  ['a database that is away', new HubError('STORE_UNAVAILABLE', 'The store is away.'), 503],
])('a station is refused for %s with code 0, under a status its software can act on', (_, error, status) => {
  const answer = exchangeRefusal(error)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body)).toMatchObject({ code: '0', error: error.code, status: expect.any(String) })
})
