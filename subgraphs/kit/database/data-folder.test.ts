import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ConfigError } from '../config.ts'
import { makeDataFolder } from './data-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'data-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

it('is made with all above it, closed to others, and may be there already', () => {
  const folder = join(root, 'a', 'b')
  makeDataFolder(folder)
  makeDataFolder(folder)
  expect(statSync(folder).mode & 0o077).toBe(0)
})

it.runIf(process.platform === 'linux')('is refused where there can be none', () => {
  writeFileSync(join(root, 'file'), '')
  for (const folder of [
    '/proc/nowhere',
    '/proc/nowhere/deeper',
    join(root, 'file'),
    join(root, 'file', 'in'),
  ])
    expect(() => makeDataFolder(folder), folder).toThrow(ConfigError)
})
