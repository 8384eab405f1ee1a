import { ConfigError } from '@one-visit/kit/config.ts'
import { describe, expect, it } from 'vitest'
import { readHubSettings } from './settings.ts'

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

  it('name every fault of every part at once', () => {
    const wrong = {
      HUB_POLICE_URL: 'not a url',
      HUB_POLICE_SWEEP_AGE: 'a day',
      HUB_POLICE_INTERFACES: '01C99',
      HUB_CALLBACKS_LOOPBACK: 'perhaps',
      OIDC_ISSUER: 'nobody',
    }
    const fault = faultOf(() => readHubSettings(wrong))
    expect(fault).toBeInstanceOf(ConfigError)
    for (const name of Object.keys(wrong)) expect(String(fault)).toContain(name)
  })
})

function faultOf(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}
