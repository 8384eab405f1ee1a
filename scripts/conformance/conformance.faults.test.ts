import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

function run(...args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/conformance/conformance.ts', ...args],
      { cwd: root },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), output: out + err }),
    )
  })
}

describe('npm run conformance', () => {
  it('ends with 1 where no hub answers, every row a FAIL that says so', async () => {
    const { code, output } = await run(
      ...['--as', 'police', '--exchange', 'http://127.0.0.1:9/x', '--plate', '浙CD12345'],
      ...['--kind', '52', '--vin', 'LSVAA2BR9HN012345'],
    )
    expect(code).toBe(1)
    expect(output).toContain('0 passed, 7 failed, 0 left out')
    expect(output).toMatch(/why not: fetch failed/)
  })
})
