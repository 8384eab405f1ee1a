import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DataLock, lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import { statementOf } from '@one-visit/kit/database/database.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { runTool } from '@one-visit/scripts/tools/run-tool.ts'
import { serveTools } from '@one-visit/scripts/tools/tools.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carOf, tellOf } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'rebuild-'))
const car = carOf(1)
let world: World
let lock: DataLock

beforeAll(async () => {
  world = await buildWorld()
  for (const { room, path, partner, records } of sampleBatches())
    if (['vehicles', 'operators', 'drivers'].includes(room))
      await world.feed(`${room}/${path}`, partner, records)
  await tellOf(world, car)
  lock = await lockDataDir(dataDir)
  serveTools(lock, world.db, world.keys)
})
afterAll(async () => {
  await lock.release()
  await world.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** `npm run rebuild -- ...` beside a hub that runs: the owner of the data does the work. */
async function rebuild(...args: string[]): Promise<{ exit: number; lines: string[] }> {
  const lines: string[] = []
  const work = { name: 'rebuild', args, keys: () => world.keys }
  const exit = await runTool(work, { dataDir }, (line) => lines.push(line))
  return { exit, lines }
}

const last = ({ lines }: { lines: string[] }): string | undefined => lines.at(-1)

describe('npm run rebuild', () => {
  it.each(['drivers', 'vehicles', 'operators', 'inspections', 'traffic-police', 'platforms', 'offices'])(
    'finds the rows of %s as its journal makes them',
    async (room) => {
      const found = await rebuild(room)
      expect(found.lines[0]).toMatch(/: [1-9]\d* batches, [1-9]\d* records read again/)
      expect(found).toMatchObject({ exit: 0 })
      expect(last(found)).toBe('the journal makes the rows that stand, byte for byte')
    },
  )

  it('finds a row somebody changed beside the feed, and fails', async () => {
    await world.db.orm.execute(
      statementOf('update platforms.vehicles set seats = 9 where vin = $1', [car.vin]),
    )
    const found = await rebuild('platforms')
    expect(found.exit).toBe(1)
    expect(found.lines).toContain(
      '  DIFFERENT  platforms.vehicles: 1 rows, 1 of them not as they stand, 1 that stand are not made again',
    )
  })

  it('puts the row right when asked to', async () => {
    const found = await rebuild('platforms', '--replace')
    expect(found.exit).toBe(0)
    expect(last(found)).toBe('the recomputed rows are in place')
    expect((await rebuild('platforms')).exit).toBe(0)
  })

  it('says which month cannot be read any more, and replaces nothing then', async () => {
    await world.db.orm.execute(statementOf('delete from drivers.feed_keys'))
    const found = await rebuild('drivers', '--replace')
    expect(found.exit).toBe(1)
    expect(found.lines.join('\n')).toMatch(/the key is erased of \d+ batches: transport-register \d{4}-\d{2}/)
    expect(last(found)).toBe('nothing was replaced: what cannot be read would be lost')
  })

  it('names the rooms when it is asked for another', async () => {
    const found = await rebuild('approvals')
    expect(found.exit).toBe(2)
    expect(last(found)).toContain('drivers, vehicles')
  })
})
