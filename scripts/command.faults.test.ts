import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('the real npm start -- --help', () => {
  it('runs no file of rooms, gateway or packages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'command-'))
    // V8 writes down every script the process ran.
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/host/start.ts', '--help'], {
      cwd: root,
      env: { ...process.env, NODE_V8_COVERAGE: folder },
      stdio: 'ignore',
    })
    expect(await new Promise((end) => child.once('close', end))).toBe(0)
    const ran = readdirSync(folder)
      .flatMap((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage).result)
      .flatMap(({ url }) => (url.startsWith('file://') ? [relative(root, fileURLToPath(url))] : []))
    rmSync(folder, { recursive: true })
    expect(ran).toContain('scripts/host/start.ts')
    expect(
      ran.filter(
        (path) => !/^(scripts|node_modules\/(tsx|esbuild|get-tsconfig|resolve-pkg-maps))\//.test(path),
      ),
    ).toEqual([])
  })
})

interface Coverage {
  result: { url: string }[]
}
