import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('npm start names every setting that cannot be used before any data is touched', () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'settings-')), 'data')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/host/start.ts', '--port', '0', '--data', dataDir],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, HUB_POLICE_URL: 'not a url', HUB_CALLBACKS_LOOPBACK: 'perhaps' },
    },
  )
  expect(status).toBe(1)
  const [heading, ...faults] = stderr.trim().split('\n')
  expect(heading).toBe('These settings cannot be used:')
  const named = faults.map((fault) => /^ {2}([A-Z_]+)/.exec(fault)?.[1])
  expect(named).toEqual(expect.arrayContaining(['HUB_POLICE_URL', 'HUB_CALLBACKS_LOOPBACK']))
  expect(existsSync(dataDir)).toBe(false)
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})
