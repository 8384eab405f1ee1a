import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterBatch,
  afterComparison,
  afterHeartbeat,
  neverWhole,
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
  closedUntil: null,
}

/** A scope after a heartbeat of a source of which these numbers were processed. */
function heard(known: ScopeState, minute: number, last: number | undefined, processed: readonly number[]) {
  const heartbeat = { at: at(minute), lastSequence: last }
  return afterHeartbeat(known, heartbeat, numbered(statedNumbers(known, heartbeat).lastSequence, processed))
}

function numbered(last: number | null, processed: readonly number[]) {
  if (last === null) return { complete: null }
  let complete = 0
  while (complete < last && processed.includes(complete + 1)) complete += 1
  return { complete, ...(complete < last && { missingFrom: complete + 1 }) }
}

const equal = (known: ScopeState, minute: number, isEqual = true) =>
  afterComparison(known, { at: at(minute), equal: new Map([['thing', isEqual]]), sent: ['thing'] }).state

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
    expect(afterBatch(both, numbered(2, [1, 2]))).toMatchObject({ gap: true, gapSince: at(6) })
    expect(equal(both, 7)).toMatchObject({ gap: false, reconciledAt: at(7) })
  })
})
