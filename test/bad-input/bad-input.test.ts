import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../world.ts'
import { badBodies, hugeRecords } from './bad-bodies.ts'
import { type BadRecordFile, badRecord, badRecordFiles, goodRecord } from './messages.ts'
import { openSender, type Sender, type Told } from './sender.ts'

const files = badRecordFiles()
let world: World
let sender: Sender
/** Each good record is newer than all before it. */
let minutes = 0

beforeAll(async () => {
  world = await buildWorld()
  sender = openSender(world)
})
afterAll(() => world.close())

describe.each(files.map((file) => [file.feed, file] as const))('%s', (_, file) => {
  let told: Told[] = []
  beforeAll(async () => {
    const records = file.cases.flatMap((broken, index) => [
      badRecord(file, broken),
      goodRecord(file, minutes + index + 1),
    ])
    minutes += file.cases.length
    told = await sender.send(file, records)
  })

  it.each(file.cases.map((broken, index) => [broken.name, index, broken] as const))(
    'quarantines %s, alone',
    (_, index, { code, pointer }) => {
      const [bad, good] = told.slice(2 * index)
      expect(bad).toMatchObject({ outcome: 'QUARANTINED', code, pointer })
      // What is told never repeats a person's number.
      expect(bad?.text).not.toMatch(/330399\d{9}/)
      expect(good?.outcome).toBe(index === file.cases.length - 1 ? 'APPLIED' : 'SUPERSEDED')
    },
  )
})

function fileOf(feed: string): BadRecordFile {
  const file = files.find((one) => one.feed === feed)
  if (file === undefined) throw new Error(`no file of ${feed}`)
  return file
}

describe('a body that is no batch', () => {
  it.each(badBodies.map((bad) => [bad.name, bad] as const))('is refused when it is %s', async (_, bad) => {
    expect(await sender.sendBody(bad)).toEqual({ status: bad.status, code: bad.code })
    minutes += 1
    expect((await sender.send(fileOf(bad.feed), [goodRecord(fileOf(bad.feed), minutes)]))[0]?.outcome).toBe(
      'APPLIED',
    )
  })
})

describe('a record beyond measure', () => {
  it.each(hugeRecords.map((huge) => [huge.name, huge] as const))(
    'is quarantined alone when it is %s',
    async (_, huge) => {
      const file = fileOf('operators/registrations')
      minutes += 1
      const told = await sender.send(file, [huge.record(), goodRecord(file, minutes)])
      expect(told[0]).toMatchObject({ outcome: 'QUARANTINED', code: huge.code })
      expect(told[1]?.outcome).toBe('APPLIED')
    },
  )
})
