import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownerSocket } from './data-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'data-lock-'))
const starters: ChildProcess[] = []

beforeAll(async () => {
  for (let count = 0; count < 6; count += 1)
    starters.push(
      fork(new URL('./fixtures/lock-process.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] }),
    )
  await Promise.all(starters.map((starter) => once(starter, 'message')))
})
afterAll(() => {
  for (const starter of starters) starter.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Told {
  owns?: boolean
  fault?: string
}

async function tell(starter: ChildProcess, order: object): Promise<Told> {
  const answer = once(starter, 'message')
  starter.send(order)
  const [told] = (await answer) as [Told]
  return told
}

describe('a data directory whose owner was killed', () => {
  it('is taken over by exactly one of those who start at once, however they meet', async () => {
    const owners: number[] = []
    for (let round = 0; round < 150; round += 1) {
      const dataDir = join(folder, `round-${round}`)
      mkdirSync(dataDir)
      // Nobody listens here: what a killed owner leaves.
      writeFileSync(ownerSocket(dataDir), '')
      const told = await Promise.all(starters.map((starter) => tell(starter, { take: dataDir })))
      expect(told.flatMap(({ fault }) => fault ?? [])).toEqual([])
      owners.push(told.filter(({ owns }) => owns).length)
      await Promise.all(starters.map((starter) => tell(starter, { release: true })))
    }
    expect(owners.filter((count) => count !== 1)).toEqual([])
  })
})
