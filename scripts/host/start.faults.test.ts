import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'start-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

it('ends in good order when it is told to the moment it says that it is ready', async () => {
  const hub = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/host/start.ts', '--no-sample', '--port', '0', '--data', dataDir],
    { cwd: root, env: { ...process.env, DATABASE_URL: '', HUB_POLICE_URL: '' } },
  )
  let output = ''
  hub.stdout.on('data', (said: Buffer) => {
    output += said
    if (said.includes('ready on')) hub.kill('SIGTERM')
  })
  expect(
    await new Promise((resolve) => hub.once('exit', (code, signal) => resolve({ code, signal }))),
  ).toEqual({
    code: 0,
    signal: null,
  })
  expect(output.match(/No traffic police service is set: HUB_POLICE_URL/g)).toHaveLength(1)
})
