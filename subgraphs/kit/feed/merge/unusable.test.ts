import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { buildThings } from '../fixtures/things.ts'
import { bad, good, openUnreadThings } from '../fixtures/things-unread.ts'

const { db, room, clock, journalKey, post, sinceOf, clear, close } = await openUnreadThings()
beforeEach(clear)
afterAll(close)

/** As many records that cannot be used as may come in a row. */
const tooMany = Array.from({ length: 1_000 }, () => null)

interface Told {
  index: number
  outcome: string
  code?: string
}

describe('a batch whose records cannot be used', () => {
  it('is refused from the record on that follows a thousand of them in a row, in one', async () => {
    const { status, body } = await post('thing', [good('a', 1), ...tooMany, good('b', 1), good('c', 1)])
    expect(status).toBe(201)
    const told = body.records as Told[]
    expect(told).toHaveLength(1_002)
    expect(told[0]).toMatchObject({ outcome: 'APPLIED' })
    expect(told[1_001]).toMatchObject({
      index: 1_001,
      outcome: 'QUARANTINED',
      code: 'BATCH_UNREADABLE',
      advice: { en: expect.stringContaining('send the whole batch again') },
    })
    expect(body.counts).toMatchObject({ APPLIED: 1, QUARANTINED: 1_001 })
    expect(await room.feeds.findReceipt(body.receiptId)).toMatchObject({ status: 'PROCESSED', records: told })
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
  })

  it('is refused so whatever is wrong with them', async () => {
    const wrong = Array.from({ length: 1_000 }, (_, index) => bad(`w${index}`, 1))
    const { body } = await post('thing', [...wrong, good('b', 1)])
    expect((body.records as Told[]).at(-1)?.code).toBe('BATCH_UNREADABLE')
  })

  it('is read to its end where one among them can be used, and where nothing follows', async () => {
    const most = tooMany.slice(1)
    const { body } = await post('thing', [...most, good('a', 1), ...most, good('b', 1)])
    expect(body.counts).toMatchObject({ APPLIED: 2, QUARANTINED: 1_998 })
    expect((await post('thing', tooMany)).body.counts).toMatchObject({ QUARANTINED: 1_000 })
  })

  it('leaves a gap for all its sender vouches for, which an administrator closes', async () => {
    await post('thing', [...Array.from({ length: 1_000 }, () => bad('x', 1)), good('b', 1)])
    expect(await sinceOf('x')).not.toBeNull()
    expect(await sinceOf('b')).not.toBeNull()
    await post('thing', [good('x', 2), good('b', 2)])
    expect(await sinceOf('b')).not.toBeNull()
    const open = await room.feeds.unread.list({ first: 10 })
    expect(open).toHaveLength(1)
    await room.feeds.unread.closeByHand(open[0]?.id ?? '', { by: 'admin', because: 'the batch came again' })
    expect(await sinceOf('b')).toBeNull()
  })

  it('is refused in the same place when a crash cut it off', async () => {
    let chunks = 0
    const crash = (point: string) => {
      if (point === 'before-receipt') chunks += 1
      if (chunks === 2) throw new Error('cut off')
    }
    const cut = await buildThings({ db, clock, journalKey, crash })
    const records = [...Array.from({ length: 4_700 }, (_, index) => good(`r${index}`, 1)), ...tooMany, 1, 2]
    expect((await post('thing', records, 'token-one', cut)).status).toBe(500)
    chunks = 3
    clock.set('2026-01-02T00:01:00Z')
    expect(await cut.feeds.resume(clock())).toBe(1)
    const [{ id = '' } = {}] = (await room.feeds.unread.list({ first: 200 })).slice(-1)
    expect(id).not.toBe('')
    const again = await room.app.inject({
      method: 'GET',
      url: `/feeds/things/receipts/${(await room.feeds.unread.list({ first: 1 }))[0]?.receiptId}`,
      headers: { authorization: 'Bearer token-one' },
    })
    expect(again.json()).toMatchObject({ counts: { APPLIED: 4_700, QUARANTINED: 1_001 } })
    await cut.close()
  })

  it('of a million values is answered, and others have their turns meanwhile', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    const { status, body } = await post('thing', new Array(1_000_000).fill(null))
    clearInterval(timer)
    expect(status).toBe(201)
    expect(body.records).toHaveLength(1_001)
    expect(turns).toBeGreaterThan(3)
  })
})
