import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neverWhole } from '../kept/comparisons.ts'
import {
  afterBatch,
  afterComparison,
  afterHeartbeat,
  gapUntil,
  type ScopeState,
  statedNumbers,
} from './scope-state.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 10, minute))

const unknown: ScopeState = {
  initialLoadCompletedAt: null,
  heartbeatAt: null,
  reconciledAt: null,
  gap: false,
  gapSince: null,
  sequenceGapSince: null,
  comparisons: {},
  completeSequence: null,
  firstSequence: null,
  lastSequence: null,
  lastSequenceAt: null,
  wholeAt: null,
  closedUntil: null,
}

/** A scope after a heartbeat of a source of which these numbers were processed, the newest at that minute. */
function heard(known: ScopeState, minute: number, last: number | undefined, processed: readonly number[]) {
  const heartbeat = { at: at(minute), lastSequence: last }
  const newest = { sequence: Math.max(...processed), receivedAt: at(minute) }
  const numbers = {
    ...known,
    ...statedNumbers(known, heartbeat, processed.length === 0 ? undefined : newest),
  }
  return afterHeartbeat(numbers, heartbeat, numbered(numbers.lastSequence, processed))
}

function numbered(last: number | null, processed: readonly number[]) {
  if (last === null) return { complete: null }
  let complete = 0
  while (complete < last && processed.includes(complete + 1)) complete += 1
  return { complete, ...(complete < last && { missingFrom: complete + 1 }) }
}

/** A scope after a comparison of things, by a source that may send these messages and has sent things alone. */
const equal = (known: ScopeState, minute: number, isEqual = true, every: readonly string[] = ['thing']) =>
  afterComparison(known, { at: at(minute), equal: new Map([['thing', isEqual]]) }, { sent: ['thing'], every })
    .state

describe('a missing batch', () => {
  it('may be of any instant since the last word by which none was missing', () => {
    const whole = heard(heard(unknown, 1, 1, [1]), 3, 1, [1])
    expect(heard(whole, 9, 2, [1])).toMatchObject({ gap: true, gapSince: at(3) })
    expect(heard(heard(whole, 9, 2, [1]), 12, 3, [1, 3])).toMatchObject({ gap: true, gapSince: at(3) })
  })

  it('of a source that never spoke before leaves no instant up to which it was whole', () => {
    expect(heard(unknown, 5, 2, [2])).toMatchObject({ gap: true, gapSince: neverWhole })
  })

  it('is made up for by its coming, and by everything equal since its number was stated, and by nothing else', () => {
    const missing = heard(heard(unknown, 1, 1, [1]), 5, 2, [1])
    expect(afterBatch(missing, numbered(2, [1, 2]))).toMatchObject({ gap: false, gapSince: null })
    expect(afterBatch(missing, numbered(2, [1]))).toMatchObject({ gap: true })
    expect(equal(missing, 5)).toMatchObject({ gap: false, completeSequence: 2 })
    expect(equal(missing, 4)).toMatchObject({ gap: true })
    expect(heard(missing, 6, 1, [1])).toMatchObject({ gap: true, lastSequence: 2 })
    expect(heard(missing, 6, undefined, [1])).toMatchObject({ gap: true })
  })

  it('shows by a higher number that came as by one that was stated', () => {
    const whole = heard(unknown, 3, 2, [1, 2])
    const missing = heard(whole, 9, undefined, [1, 2, 4])
    expect(missing).toMatchObject({ gap: true, gapSince: at(3), lastSequence: 4, lastSequenceAt: at(9) })
    expect(heard(missing, 10, 3, [1, 2, 4])).toMatchObject({ gap: true, lastSequence: 4 })
  })

  it('that shows in an older word than the batch after it was sent before that one, not before that word', () => {
    const heartbeat = { at: at(5) }
    const numbers = statedNumbers(unknown, heartbeat, { sequence: 2, receivedAt: at(8) })
    expect(numbers).toMatchObject({ lastSequence: 2, lastSequenceAt: at(8) })
  })

  it('may have been sent before a word that stated no number, or a lower one', () => {
    const whole = heard(heard(unknown, 1, 1, [1]), 3, 1, [1])
    const silent = heard(heard(whole, 5, undefined, [1]), 6, 0, [1])
    expect(silent).toMatchObject({ gap: false, heartbeatAt: at(6) })
    expect(heard(silent, 9, 2, [1])).toMatchObject({ gap: true, gapSince: at(3) })
    const unstated = heard(unknown, 3, undefined, [1])
    expect(heard(unstated, 9, 2, [1])).toMatchObject({ gap: true, gapSince: neverWhole })
  })

  it('may hold the first of a message that was never sent: only all that may be sent makes up for it', () => {
    const missing = heard(heard(unknown, 1, 1, [1]), 5, 2, [1])
    const found = (messages: readonly string[], minute: number) => ({
      at: at(minute),
      equal: new Map(messages.map((message) => [message, true])),
    })
    const messages = { sent: ['thing'], every: ['thing', 'other'] }
    const one = afterComparison(missing, found(['thing'], 6), messages)
    expect(one).toMatchObject({ state: { gap: true, reconciledAt: null }, missing: ['other'] })
    const older = afterComparison(one.state, found(['other'], 4), messages)
    expect(older).toMatchObject({ state: { gap: true }, missing: ['other'] })
    const both = afterComparison(one.state, found(['other'], 5), messages)
    expect(both).toMatchObject({ state: { gap: false, reconciledAt: at(5) }, missing: [] })
  })

  it('of one part is made up for by a comparison of everything its sender holds', () => {
    const part = { ...heard(heard(unknown, 1, 1, [1]), 5, 2, [1]), scope: 'part' }
    const later = { ...heard(heard(unknown, 1, 1, [1]), 9, 2, [1]), scope: 'later' }
    const found = { at: at(6), equal: new Map([['thing', true]]) }
    const messages = { sent: ['thing'], every: ['thing'] }
    const { madeUp, missing } = afterComparison(unknown, found, messages, [part, later])
    expect(madeUp).toMatchObject([{ scope: 'part', gap: false, gapSince: null, completeSequence: 2 }])
    expect(missing).toEqual(['thing'])
  })

  it('was sent by the word that told of the newest number, and what differs by the comparison that showed it', () => {
    const missing = heard(heard(unknown, 1, 1, [1]), 5, 2, [1])
    expect(gapUntil(missing)).toEqual(at(5))
    expect(gapUntil(heard(missing, 9, 3, [1, 3]))).toEqual(at(9))
    expect(gapUntil(equal(missing, 7, false))).toEqual(at(7))
    expect(gapUntil(equal(missing, 4, false))).toEqual(at(5))
    expect(gapUntil(afterBatch(missing, numbered(2, [1, 2])))).toBeNull()
  })

  it('stays missing, with the same instant, whatever heartbeats follow', () => {
    const later = fc.array(fc.option(fc.nat(6), { nil: undefined }), { maxLength: 6 })
    fc.assert(
      fc.property(later, (numbers) => {
        const missing = heard(heard(unknown, 1, 1, [1]), 5, 3, [1, 3])
        const after = numbers.reduce(
          (known, last, index) => heard(known, 6 + index, last, [1, 3, 4, 5, 6]),
          missing,
        )
        expect(after).toMatchObject({ gap: true, gapSince: at(1) })
      }),
    )
  })
})

describe('a comparison that differed', () => {
  it('stands beside a batch that came, until the same is equal', () => {
    const both = equal(heard(heard(unknown, 1, 1, [1]), 5, 2, [1]), 6, false)
    expect(afterBatch(both, numbered(2, [1, 2]))).toMatchObject({ gap: true, gapSince: neverWhole })
    expect(equal(both, 7)).toMatchObject({ gap: false, reconciledAt: at(7) })
  })
})
