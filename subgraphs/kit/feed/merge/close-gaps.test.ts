import { expect, it } from 'vitest'
import { thing } from '../fixtures/things.ts'
import type { FaultyRecord } from '../kept/quarantine.ts'
import { closeGaps, type TakenRecord } from './close-gaps.ts'

/** Unread records of one key and instant and as many that correct them all, each of which counts how often it is read. */
async function correctMany(count: number) {
  let reads = 0
  const counting = (content: object) => ({
    toJSON: () => {
      reads += 1
      return content
    },
  })
  const each = Array.from({ length: count }, (_, at) => at)
  const content = (at: number) => ({ id: 'a', note: `note ${at}` })
  const faulty = new Map(
    each.map((at): [string, FaultyRecord] => [
      String(at),
      { pointer: '/size', payload: counting({ ...content(at), size: 'large' }) },
    ]),
  )
  const taken = each.map(
    (at) =>
      ({
        index: at,
        record: { message: thing, value: counting({ size: 1, ...content(at) }) },
        row: { id: 'a', sourceAt: new Date(0), sourceSequence: 0 },
        notes: [],
        isNew: true,
        isApplied: at === 0,
      }) as unknown as TakenRecord,
  )
  const closed: string[] = []
  await closeGaps(
    {
      unread: {
        closeOlder: async () => undefined,
        listCorrectable: async (...[, , , , after]) =>
          after === undefined ? [...faulty.keys()].map((id) => ({ id, versions: [each] })) : [],
        closeByReceipt: async (_, ids) => void closed.push(...ids),
      },
      quarantine: { findFaulty: async () => faulty },
    },
    undefined as never,
    { message: thing, records: taken },
    { source: { id: 'one' } as never, receivedAt: new Date(0), receiptId: 'r' },
  )
  return { closed: closed.length, reads }
}

it('reads unread records and what may correct them a few times each, however many they are of one key and instant', async () => {
  const [few, many] = [await correctMany(5), await correctMany(50)]
  expect([few.closed, many.closed]).toEqual([5, 50])
  expect(many.reads).toBe(10 * few.reads)
})
