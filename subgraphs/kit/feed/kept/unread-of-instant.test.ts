import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { bad, good, minute, openUnreadThings } from '../fixtures/things-unread.ts'

const { room, post, quarantined, sinceOf, clear, close } = await openUnreadThings()
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

  it('in one batch as in two', async () => {
    await post('thing', [broken(1), sound(1)])
    expect(await sinceOf('a')).toBeNull()
    await post('thing', [
      { ...broken(3), id: 'b' },
      { ...sound(2), id: 'b' },
    ])
    expect(await sinceOf('b')).not.toBeNull()
  })

  it('nobody else saying the same', async () => {
    await post('thing', [broken(1)], 'token-small')
    await post('thing', [sound(1)])
    expect(await sinceOf('a', 'small', 's1')).not.toBeNull()
  })

  it('the very record said again that stands already, and nothing else that does', async () => {
    await post('thing', [sound(1), { ...sound(1), id: 'b' }])
    await post('thing', [broken(1), { ...broken(1), id: 'b', gone: true }])
    const again = await post('thing', [sound(1), { ...sound(1), id: 'b' }])
    expect(again.body.counts.DUPLICATE).toBe(2)
    expect(await sinceOf('a')).toBeNull()
    expect(await sinceOf('b')).not.toBeNull()
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
