import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { buildWorld } from '../world.ts'
import { badBodies } from './bad-bodies.ts'
import { badRecord, badRecordFiles, goodRecord } from './messages.ts'
import { openSender } from './sender.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const mebibyte = 1024 * 1024

it('keeps the heap as it was, however often all the broken messages come', async () => {
  const world = await buildWorld()
  const sender = openSender(world)
  const files = badRecordFiles()
  let minutes = 0
  const heapAfter = async (rounds: number): Promise<number> => {
    for (let round = 0; round < rounds; round += 1) {
      for (const file of files) {
        minutes += 1
        const bad = file.cases.map((broken) => badRecord(file, broken))
        await sender.send(file, [...bad, goodRecord(file, minutes)])
      }
      for (const bad of badBodies) expect((await sender.sendBody(bad)).status, bad.name).toBe(bad.status)
    }
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = await heapAfter(2)
  const grown = ((await heapAfter(4)) - before) / mebibyte
  console.log(`heap ${(before / mebibyte).toFixed(1)} MiB, grown by ${grown.toFixed(1)} MiB in four rounds`)
  await world.close()
  expect(grown).toBeLessThan(4)
})
