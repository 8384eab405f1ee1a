import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readHubSettings } from './settings.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

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

  it('name every fault of every part at once, before any data is touched', () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'settings-')), 'data')
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/host/start.ts', '--port', '0', '--data', dataDir],
      {
        cwd: root,
        encoding: 'utf8',
        env: {
          ...process.env,
          HUB_POLICE_URL: 'not a url',
          HUB_POLICE_SWEEP_AGE: 'a day',
          HUB_POLICE_INTERFACES: '01C99',
          HUB_CALLBACKS_LOOPBACK: 'perhaps',
          OIDC_ISSUER: 'nobody',
        },
      },
    )
    expect(status).toBe(1)
    const [heading, ...faults] = stderr.trim().split('\n')
    expect(heading).toBe('these settings cannot be used:')
    const named = new Set(faults.map((fault) => /^ {2}([A-Z_]+)/.exec(fault)?.[1]))
    for (const name of [
      'HUB_POLICE_URL',
      'HUB_POLICE_SWEEP_AGE',
      'HUB_POLICE_INTERFACES',
      'HUB_CALLBACKS_LOOPBACK',
      'OIDC_ISSUER',
    ])
      expect(named).toContain(name)
    expect(existsSync(dataDir)).toBe(false)
    rmSync(join(dataDir, '..'), { recursive: true, force: true })
  })
})
