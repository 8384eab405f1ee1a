import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'dev-'))
let dev: ChildProcess
let out = ''

beforeAll(() => {
  dev = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/host/dev.ts', '--no-sample', '--port', '0', '--data', dataDir],
    { cwd: root, env: { ...process.env, DATABASE_URL: '' } },
  )
  for (const stream of [dev.stdout, dev.stderr])
    stream?.on('data', (data: Buffer) => {
      out += data
    })
})
afterAll(() => {
  dev.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

const owner = (): string => readFileSync(join(dataDir, 'owner.pid'), 'utf8')
const starts = () => out.match(/dev: ready after/g)?.length ?? 0

it('runs the hub, starts another on the same data at an edit, and ends in good order', async () => {
  await expect.poll(starts, { timeout: 300_000, interval: 200 }).toBe(1)
  const [first, keys] = [owner(), readFileSync(join(dataDir, 'keys.json'), 'utf8')]

  const now = new Date()
  utimesSync(join(root, 'scripts/host/welcome.ts'), now, now)
  await expect.poll(starts, { timeout: 300_000, interval: 200 }).toBe(2)
  expect(out).toContain('dev: scripts/host/welcome.ts was edited')
  expect(owner()).not.toBe(first)
  expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe(keys)
  expect(out).not.toMatch(/^\s+at /m)

  const ended = new Promise((resolve) => dev.once('exit', resolve))
  dev.kill('SIGTERM')
  expect(await ended).toBe(0)
  // Nobody owns the data any more.
  await (await lockDataDir(dataDir)).release()
  process.stdout.write(out.match(/dev: ready after .*/g)?.join(', ') ?? '')
})
