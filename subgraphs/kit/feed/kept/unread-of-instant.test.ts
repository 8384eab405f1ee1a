import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { buildThings } from '../fixtures/things.ts'
import { bad, good, minute, openUnreadThings } from '../fixtures/things-unread.ts'

const { db, room, clock, journalKey, post, quarantined, sinceOf, clear, close } = await openUnreadThings()
beforeEach(clear)
afterAll(close)

/** A record of the one instant these tests are about, of some number in it. */
const sound = (n: number, size = 1) => ({ ...good('a', 5), n, size })
const broken = (n: unknown, rest: object = {}) => ({ ...bad('a', 5), n, ...rest })
const later = { ...good('a', 6), size: 9 }

describe('an unread record of the instant of what stands', () => {
  it.each([
    ['newer by its sequence', sound(0), broken(1), true],
    ['of the same sequence', sound(1), broken(1), true],
    [
      'the very record but for the field at fault, as what came before makes up for nothing',
      sound(1),
      broken(1),
      true,
    ],
    ['of a sequence nobody can read', sound(1), broken('x', { size: 2 }), true],
    ['older by its sequence', sound(2), broken(1), false],
    ['older by its time, whatever its sequence', later, broken(7), false],
    ['older by its time, of a sequence nobody can read', later, broken('x'), false],
  ])('blocks, or not, where it is %s', async (_, standing, unread, isBlocked) => {
    await post('thing', [standing])
    await post('thing', [unread])
    expect((await sinceOf('a')) !== null).toBe(isBlocked)
    expect(await room.feeds.rebuild()).toMatchObject({ same: true })
  })
})

describe('an unread record is closed, or not, by what is applied after it of the same instant', () => {
  it.each([
    ['a lower sequence', broken(2), sound(1), false],
    ['the same sequence with other content', broken(1, { gone: true }), sound(1), false],
    ['the same sequence without the field at fault', broken(1), { ...good('a', 5), n: 1 }, false],
    ['the same but for the field at fault', broken(1), sound(1), true],
    ['the same but for the field at fault, its sequence', { ...sound(1), n: 'x' }, sound(1), true],
    ['another content where its sequence cannot be read', broken('x', { gone: true }), sound(9), false],
    ['a higher sequence', broken(1, { gone: true }), sound(2), true],
    ['a later time', broken('x', { gone: true }), later, true],
    ['an older time of a higher sequence', broken(1), { ...good('a', 4), n: 9 }, false],
  ])('%s', async (_, unread, record, isClosed) => {
    await post('thing', [unread])
    expect((await post('thing', [record])).body.counts.APPLIED).toBe(1)
    expect((await sinceOf('a')) === null).toBe(isClosed)
  })

  it.each([
    ['the good one first', [sound(1), broken(1)]],
    ['the bad one first', [broken(1), sound(1)]],
    ['of a sequence nobody can read', [broken('x'), sound(9)]],
    ['without a time', [{ ...sound(1), at: 'yesterday' }, sound(1)]],
  ])('nothing that came in the same batch, which contradicts it: %s', async (_, batch) => {
    await post('thing', batch)
    expect(await sinceOf('a')).not.toBeNull()
    // Nor that batch sent again, or the good one of it: it was said before the bad one was corrected.
    await post('thing', batch)
    await post('thing', [
      batch.find(
        (record) =>
          record.at === minute(5) && record.n !== 'x' && !('size' in record && record.size === 'large'),
      ),
    ])
    expect(await sinceOf('a')).not.toBeNull()
    expect(await room.feeds.rebuild()).toMatchObject({ same: true })
    await post('thing', [later])
    expect((await sinceOf('a')) === null).toBe(batch.every(({ at }) => at === minute(5)))
  })

  it.each([
    ['a later time', [broken(1), later], true],
    ['a later time, first', [later, broken(1)], true],
    ['a higher sequence', [sound(2), broken(1)], true],
    ['a lower sequence', [broken(3), sound(2)], false],
  ])('%s in the same batch', async (_, batch, isClosed) => {
    await post('thing', batch)
    expect((await sinceOf('a')) === null).toBe(isClosed)
  })

  it('nobody else saying the same', async () => {
    await post('thing', [broken(1)], 'token-small')
    await post('thing', [sound(1)])
    expect(await sinceOf('a', 'small', 's1')).not.toBeNull()
  })

  it('what was said before it came, said once more', async () => {
    await post('thing', [sound(1)])
    const id = await quarantined(broken(1))
    const again = await post('thing', [sound(1)])
    expect(again.body.counts.DUPLICATE).toBe(1)
    expect(await sinceOf('a')).not.toBeNull()
    // By its number the sender says itself what it corrects.
    const corrected = await post(`quarantine/${id}/resubmit`, { route: 'thing', body: sound(1) })
    expect(corrected.body.counts.DUPLICATE).toBe(1)
    expect(await sinceOf('a')).toBeNull()
  })

  it('what came before it and was processed after it', async () => {
    let isCut = true
    const crash = (point: string) => {
      if (isCut && point === 'before-merge') throw new Error('cut off')
    }
    const cut = await buildThings({ db, clock, journalKey, crash })
    expect((await post('thing', [sound(1)], 'token-one', cut)).status).toBe(500)
    isCut = false
    clock.set('2026-01-02T00:01:00Z')
    await post('thing', [broken(1)])
    clock.set('2026-01-02T00:02:00Z')
    expect(await cut.feeds.resume(clock())).toBe(1)
    expect((await sinceOf('a'))?.toISOString()).toBe('2026-01-02T00:01:00.000Z')
    await cut.close()
  })

  it('the very record that is new, though a newer one stands', async () => {
    await post('thing', [broken(1), { ...broken(1), id: 'b', n: 'x' }])
    await post('thing', [
      { ...later, vin: 'c' },
      { ...later, id: 'b', vin: 'c' },
    ])
    expect((await post('thing', [sound(1), { ...sound(1), id: 'b' }])).body.counts.SUPERSEDED).toBe(2)
    expect(await sinceOf('a')).toBeNull()
    // Of a sequence nobody can read nobody knows whether it was said before another one of its instant.
    expect(await sinceOf('b')).not.toBeNull()
  })

  it('each of more than are looked at in one step', async () => {
    const ids = Array.from({ length: 450 }, (_, at) => `many-${at}`)
    await post(
      'thing',
      ids.map((id) => ({ ...broken(1), id })),
    )
    await post(
      'thing',
      ids.map((id) => ({ ...sound(1), id, ...(id === 'many-440' && { gone: true }) })),
    )
    const open = await room.feeds.unread.list({ first: 500 })
    expect(open.map(({ key }) => key)).toEqual(['many-440'])
  })
})

describe('the same broken record again is one gap', () => {
  it('that stays closed once it was made up for', async () => {
    await post('thing', [broken(1)])
    await post('thing', [sound(1)])
    await post('thing', [broken(1)])
    expect(await sinceOf('a')).toBeNull()
    await post('thing', [broken(1, { gone: true })])
    expect(await sinceOf('a')).not.toBeNull()
  })

  it('that is closed with it, by its number or by an administrator', async () => {
    const two = { ...broken(1), id: 'b' }
    const [id, byHand] = [await quarantined(broken(1)), await quarantined(two)]
    for (const record of [broken(1), two]) await quarantined(record)
    const body = { ...sound(1), gone: true }
    expect((await post(`quarantine/${id}/resubmit`, { route: 'thing', body })).body.counts.APPLIED).toBe(1)
    expect(await sinceOf('a')).toBeNull()
    const word = { by: 'user:auditor', because: 'the vehicle was seen' }
    expect(await room.feeds.unread.closeByHand(byHand, word)).toMatchObject({ id: byHand, closedBy: word.by })
    expect(await sinceOf('b')).toBeNull()
    await quarantined(two)
    expect(await sinceOf('b')).toBeNull()
  })

  it('and another sender saying the same is another', async () => {
    await post('thing', [broken(1)])
    await post('thing', [sound(1)])
    await post('thing', [broken(1)], 'token-small')
    expect(await sinceOf('a', 'small', 's1')).not.toBeNull()
  })
})

it('is corrected by its number where what stood before is of the same time and another sequence', async () => {
  await post('thing', [sound(0)])
  const id = await quarantined(broken(1, { gone: 'yes' }))
  const body = { ...sound(1), gone: true, at: minute(5) }
  expect((await post(`quarantine/${id}/resubmit`, { route: 'thing', body })).body.counts.APPLIED).toBe(1)
  expect(await sinceOf('a')).toBeNull()
})
