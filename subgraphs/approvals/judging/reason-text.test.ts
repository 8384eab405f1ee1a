import { describe, expect, it } from 'vitest'
import type { Fact, UnknownReason } from '../catalogue/fact.ts'
import { unknownFact } from '../testing/facts.ts'
import { reasonText } from './reason-text.ts'

const vin = 'LGXC16DF6H0123456'
const since = '2026-05-30T16:05:59.999Z'

function told(unknown: UnknownReason, more: Partial<Fact> = {}) {
  return reasonText({ ...unknownFact(unknown), subject: vin, unreadSince: null, behind: null, ...more })
}

describe('why nothing can be said of a fact', () => {
  it('is that the source sent something about the vehicle that could not be read, and since when', () => {
    expect(told('STALE', { unreadSince: since, silentSince: '2026-05-01 00:00' })).toEqual([
      '来源自2026-05-31 00:05起有关于该对象的来文未能读取',
      'the source sent something about this vehicle that could not be read, since 2026-05-31 00:05 (UTC+8)',
    ])
    expect(told('STALE', { unreadSince: since, subject: '330399001/RHL-02' })[1]).toContain(
      'about this subject',
    )
  })

  it.each(['STALE', 'TOO_OLD'] as const)(
    'is which of several senders is behind, and since when: %s',
    (reason) => {
      const silentSince = '2026-05-01 00:00'
      expect(told(reason, { behind: { name: '一站', since }, silentSince })).toEqual([
        '中一站自2026-05-31 00:05起未再确认',
        '一站 has confirmed nothing since 2026-05-31 00:05 (UTC+8)',
      ])
      expect(told(reason, { behind: { name: '一站', since: null }, silentSince })).toEqual([
        '中一站从未确认',
        '一站 has never confirmed anything',
      ])
    },
  )

  it('is what is unread, before who is behind', () => {
    expect(told('STALE', { unreadSince: since, behind: { name: '一站', since } })[0]).toContain('未能读取')
  })

  it('is since when a source is silent, where nothing is unread and nobody behind', () => {
    expect(told('STALE', { silentSince: '2026-05-01 00:00' })[0]).toBe('来源自2026-05-01 00:00起未再确认')
  })

  it('is that a list may lack records', () => {
    expect(told('INCOMPLETE')).toEqual([
      '来源尚未确认记录齐全',
      'the source has not confirmed that these are all its records',
    ])
  })

  it.each<[UnknownReason, string]>([
    ['ERROR', '来源应答出错'],
    ['NO_ANSWER', '来源未应答'],
    ['NO_ENVELOPE', '来源未应答'],
    ['STALE', '来源数据滞后'],
    ['UNAVAILABLE', '来源数据暂缺'],
    ['CONFLICTING', '来源记录相互矛盾'],
    ['OTHER_SUBJECT', '来源应答的对象不符'],
    ['INCOMPLETE', '来源应答不完整'],
    ['TOO_OLD', '来源确认时间过久'],
    ['AHEAD', '来源时间超前'],
  ])('is told of a snapshot of before as it was told then: %s', (reason, zh) => {
    expect(reasonText(unknownFact(reason))[0]).toBe(zh)
  })

  it.each<UnknownReason>(['ERROR', 'UNAVAILABLE', 'CONFLICTING', 'OTHER_SUBJECT', 'AHEAD'])(
    'is the reason itself where another than silence: %s',
    (reason) => {
      expect(told(reason, { unreadSince: since, behind: { name: '一站', since } })).toEqual(
        reasonText(unknownFact(reason)),
      )
    },
  )

  it('is the reason itself where an instant cannot be read', () => {
    expect(told('STALE', { unreadSince: 'yesterday' })[0]).toBe('来源数据滞后')
  })

  it('is that the record does not say enough, where the fact may be relied on or is not there', () => {
    for (const fact of [null, undefined, { ...unknownFact(), unknown: null }])
      expect(reasonText(fact)).toEqual(['记录内容不足以判断', 'the record does not say enough'])
  })
})
