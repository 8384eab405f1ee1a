import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lockDataDir, ownerSocket } from './data-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'data-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a data directory whose owner was killed', () => {
  it('is taken over though another starter was killed on its way in, twice', async () => {
    const dataDir = join(folder, 'left')
    mkdirSync(dataDir)
    writeFileSync(ownerSocket(dataDir), '')
    const dead = spawnSync(process.execPath, ['--version'])
    for (const guard of ['owner.clearing', 'owner.clearing+']) {
      mkdirSync(join(dataDir, guard))
      writeFileSync(join(dataDir, guard, 'pid'), String(dead.pid))
    }
    const lock = await lockDataDir(dataDir)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('owner.clearing'))).toEqual([])
    await expect(lockDataDir(dataDir)).rejects.toThrow(`in use by process ${process.pid}`)
    await lock.release()
    await (await lockDataDir(dataDir)).release()
  })
})
