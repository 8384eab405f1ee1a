import { systemClock } from '@one-visit/kit/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import { account, askGateway, testGateway, testIssuer } from '../testing.ts'
import { openEmbeddedIssuer } from './issuer.ts'

const clerk = account('BUREAU_CLERK')
const station = account('STATION', { kind: 'client', id: 'station system', secret: 'p:w%d' })
let gateway: Gateway
beforeAll(async () => {
  gateway = await testGateway(
    { a: { sdl: 'type Query { me: String @authenticated }', resolvers: { Query: { me: () => 'you' } } } },
    { issuer: await testIssuer([clerk, station]), open: false },
  )
})
afterAll(() => gateway.close())

async function token(form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await gateway.app.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  })
  return { status: answer.statusCode, headers: answer.headers, ...answer.json() }
}

/** The description is ASCII without quotes (RFC 6749, 5.2); the advice is in both languages. */
const told = {
  error_description: expect.stringMatching(/^[ !#-[\]-~]+$/),
  advice: { zh: expect.stringMatching(/\p{Script=Han}.*。$/u), en: expect.stringMatching(/^[A-Z].*\.$/) },
}

describe('the embedded issuer', () => {
  it('does not serve in production', async () => {
    await expect(
      openEmbeddedIssuer({
        environment: 'production',
        origin: 'http://hub.test',
        accounts: [],
        clock: systemClock,
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
  it.each([
    ['a person', { grant_type: 'password', username: clerk.id, password: clerk.secret }, {}],
    [
      'a program',
      { grant_type: 'client_credentials', client_id: station.id, client_secret: station.secret },
      {},
    ],
    [
      'a program by its header',
      { grant_type: 'client_credentials' },
      { authorization: `Basic ${Buffer.from('station%20system:p%3Aw%25d').toString('base64')}` },
    ],
  ])('gives %s a token the gateway accepts, and nobody keeps it', async (_, form, headers) => {
    const answer = await token(form as Record<string, string>, headers)
    expect(answer).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3_600 })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(await askGateway(gateway, '{ me }', { token: answer.access_token })).toEqual({
      status: 200,
      data: { me: 'you' },
    })
  })
  it.each([
    [{ grant_type: 'password', username: clerk.id, password: 'x' }, 400, 'invalid_grant'],
    [{ grant_type: 'password', username: 'nobody', password: '' }, 400, 'invalid_grant'],
    [{ grant_type: 'password', username: station.id, password: station.secret }, 400, 'invalid_grant'],
    [
      { grant_type: 'client_credentials', client_id: clerk.id, client_secret: clerk.secret },
      401,
      'invalid_client',
    ],
    [{ grant_type: 'client_credentials' }, 401, 'invalid_client'],
    [{ grant_type: 'implicit' }, 400, 'unsupported_grant_type'],
    [{}, 400, 'invalid_request'],
    [{ grant_type: 'password', username: clerk.id }, 400, 'invalid_request'],
    [{ grant_type: 'password', password: clerk.secret }, 400, 'invalid_request'],
  ])('refuses %o, and says what would be right', async (form, status, error) => {
    const answer = await token(form as Record<string, string>)
    expect(answer).toMatchObject({ status, error, ...told })
    expect(answer.headers['cache-control']).toBe('no-store')
  })
  it('reads forms only', async () => {
    const answer = await gateway.app.inject({
      method: 'POST',
      url: '/oauth/token',
      payload: { grant_type: 'password' },
    })
    expect(answer.statusCode).toBe(415)
    expect(answer.json()).toMatchObject({ error: 'invalid_request', ...told })
    const large = { grant_type: 'x'.repeat(9_000) }
    expect(await token(large)).toMatchObject({ status: 413, error: 'invalid_request', ...told })
  })
  it('says where its keys are, and publishes no private one', async () => {
    const discovery = (await gateway.app.inject('/.well-known/openid-configuration')).json()
    expect(discovery).toMatchObject({
      issuer: 'http://hub.test',
      jwks_uri: 'http://hub.test/oauth/jwks.json',
    })
    const { keys } = (await gateway.app.inject('/oauth/jwks.json')).json()
    expect(keys).toHaveLength(1)
    expect(keys[0]).not.toHaveProperty('d')
  })
})
