import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs `npm start` on data that are not there, with these settings beside the environment. */
function startWith(dataDir: string, env: NodeJS.ProcessEnv, args: readonly string[] = []) {
  return spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/host/start.ts', '--port', '0', '--data', dataDir, ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } },
  )
}

it('npm start names every setting that cannot be used before any data is touched', () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'settings-')), 'data')
  const { status, stderr } = startWith(dataDir, {
    HUB_POLICE_URL: 'not a url',
    HUB_CALLBACKS_LOOPBACK: 'perhaps',
    HUB_POLICE_SCENARO: 'misspelt',
  })
  expect(status).toBe(1)
  const [heading, ...faults] = stderr.trim().split('\n')
  expect(heading).toBe('These settings cannot be used:')
  const named = faults.map((fault) => /^ {2}([A-Z_]+)/.exec(fault)?.[1])
  expect(named).toEqual(
    expect.arrayContaining(['HUB_POLICE_URL', 'HUB_CALLBACKS_LOOPBACK', 'HUB_POLICE_SCENARO']),
  )
  expect(existsSync(dataDir)).toBe(false)
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})

it('npm start -- --fresh keeps the keys of a server’s database, which it does not remove', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'settings-'))
  writeFileSync(join(dataDir, 'keys.json'), 'kept')
  const { status, stderr } = startWith(dataDir, { DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' }, [
    '--demo',
    '--fresh',
  ])
  expect(status).toBe(1)
  expect(stderr).toMatch(/Leave out --fresh or DATABASE_URL/)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe('kept')
  rmSync(dataDir, { recursive: true, force: true })
})

it('npm start on a server’s database has no demo accounts unless it is told to, and says what it wants', () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'settings-')), 'data')
  const { status, stdout, stderr } = startWith(dataDir, { DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/OIDC_ISSUER and OIDC_JWKS_URL, or start it with --demo/)
  expect(stdout + stderr).not.toMatch(/\n\s+at /)
  expect(existsSync(dataDir)).toBe(false)
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})
