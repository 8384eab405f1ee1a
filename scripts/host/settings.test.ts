import { ConfigError } from '@one-visit/kit/config.ts'
import { describe, expect, it } from 'vitest'
import { isDemo, readHubSettings } from './settings.ts'

describe('the settings of the one-process mode', () => {
  it('take everything the police room takes on its own, by the same names', () => {
    const { tmri } = readHubSettings({
      HUB_POLICE_URL: 'http://127.0.0.1:4801/x',
      HUB_POLICE_LICENCE_KEY: 'K',
      HUB_POLICE_SCENARIO: 'S1',
      HUB_POLICE_INTERFACES: '01C21,18C49',
      HUB_POLICE_STATION: '330303001',
      HUB_POLICE_TIMEOUT_MS: '900',
      HUB_POLICE_RATE_PER_SECOND: '3',
      HUB_POLICE_BREAKER_FAULTS: '2',
      HUB_POLICE_SWEEP_AGE: 'PT20H',
    })
    expect(tmri).toMatchObject({
      url: 'http://127.0.0.1:4801/x',
      caller: { licenceKey: 'K', identity: { cjsqbh: 'S1' } },
      interfaces: ['01C21', '18C49'],
      asker: { station: '330303001' },
      timeoutMs: 900,
      rate: { perSecond: 3 },
      breaker: { faultsInARow: 2 },
      sweep: { ageMs: 72_000_000 },
    })
  })

  it('say how long a document may be, and which proxies are believed', () => {
    const env = { HUB_QUERY_TEXT_BYTES: '131072', HUB_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }
    expect(readHubSettings(env).door).toMatchObject({
      limits: { text: 131_072 },
      trustedProxies: ['10.0.0.0/8', '::1'],
    })
    expect(readHubSettings({ HUB_RATE_FEEDS: '7' }).door).toEqual({
      limits: { text: 65_536 },
      trustedProxies: [],
      corsOrigins: [],
      rates: { query: 100, mutation: 30, feed: 7, token: 5 },
    })
  })

  it('name every fault of every part at once', () => {
    const wrong = {
      HUB_POLICE_URL: 'not a url',
      HUB_POLICE_SWEEP_AGE: 'a day',
      HUB_POLICE_INTERFACES: '01C99',
      HUB_CALLBACKS_LOOPBACK: 'perhaps',
      OIDC_ISSUER: 'nobody',
      HUB_QUERY_TEXT_BYTES: '1 MB',
      HUB_TRUSTED_PROXIES: '10.0.0.0/8 everybody',
    }
    const fault = faultOf(() => readHubSettings(wrong))
    expect(fault).toBeInstanceOf(ConfigError)
    for (const name of Object.keys(wrong)) expect(String(fault)).toContain(name)
  })
})

describe('demo accounts, schema and sample', () => {
  const issuer = readHubSettings({
    OIDC_ISSUER: 'https://id.example',
    OIDC_JWKS_URL: 'https://id.example/keys',
  }).issuer
  const local = { demo: false, host: '127.0.0.1' }
  const server = { DATABASE_URL: 'postgres://db.example/hub' }

  it.each([
    ['alone on this machine', local, {}, true],
    ['by another name of this machine', { demo: false, host: 'localhost' }, {}, true],
    ['where they are asked for on a server', { demo: true, host: '127.0.0.1' }, server, true],
    ['where they are asked for on an open address', { demo: true, host: '0.0.0.0' }, {}, true],
  ] as const)('come %s', (_, started, env, is) => {
    expect(isDemo(started, env, undefined)).toBe(is)
  })

  it.each([
    ['on a database server', local, server],
    ['on an open address', { demo: false, host: '0.0.0.0' }, {}],
    ['in production', local, { NODE_ENV: 'production' }],
    ['in production on a server', local, { ...server, NODE_ENV: 'production' }],
  ] as const)('do not come %s, where a hub that knows nobody does not start', (_, started, env) => {
    expect(isDemo(started, env, issuer)).toBe(false)
    expect(String(faultOf(() => isDemo(started, env, undefined)))).toContain('OIDC_ISSUER')
  })

  it('never come in production', () => {
    const fault = faultOf(() => isDemo({ ...local, demo: true }, { NODE_ENV: 'production' }, issuer))
    expect(fault).toBeInstanceOf(ConfigError)
  })
})

function faultOf(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}
