import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Comparison, compared, differsSince, neverWhole } from './comparisons.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 10, minute))

/** What is known after comparisons that came one after the other: as of which minute, and whether both sides were equal. */
const compareAll = (...found: readonly (readonly [minute: number, equal: boolean])[]): Comparison =>
  found.reduce<Comparison>((known, [minute, equal]) => compared(known, equal, at(minute)), {})

const since = (known: Comparison): Date | null => differsSince({ thing: known })

/** Comparisons as of different instants. */
const comparisons = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 59 }), fc.boolean()), {
  selector: ([minute]) => minute,
  maxLength: 8,
})

describe('what a comparison found different', () => {
  it('may differ since both sides were last equal, not since that showed', () => {
    expect(since(compareAll([3, true], [9, false]))).toEqual(at(3))
    expect(since(compareAll([3, true], [9, false], [12, false]))).toEqual(at(3))
    expect(since(compareAll([9, false], [3, true]))).toEqual(at(3))
    expect(since(compareAll([3, true], [9, false], [9, true]))).toBeNull()
  })

  it('was never whole where nothing was equal before: no first load vouches for it', () => {
    expect(since(compareAll([9, false]))).toEqual(neverWhole)
    expect(since(compareAll([9, false], [12, false]))).toEqual(neverWhole)
  })

  it('differs as of an instant of which equality was stated before: that was no equality', () => {
    expect(since(compareAll([9, true], [9, false]))).toEqual(neverWhole)
    expect(compareAll([9, true], [9, false]).equalAt).toBeUndefined()
  })

  it('is the same in whatever order the comparisons come', () => {
    fc.assert(
      fc.property(comparisons, fc.infiniteStream(fc.nat()), (found, keys) => {
        const turned = found
          .map((one) => [Number(keys.next().value), one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one)
        expect(compareAll(...turned)).toEqual(compareAll(...found))
      }),
    )
  })

  it('differs where the newest comparison did, since the newest that was equal', () => {
    fc.assert(
      fc.property(comparisons, (found) => {
        const newest = Math.max(...found.map(([minute]) => minute))
        const equal = found.filter(([, isEqual]) => isEqual).map(([minute]) => minute)
        const differs = found.some(([minute, isEqual]) => minute === newest && !isEqual)
        const begins = equal.length === 0 ? neverWhole : at(Math.max(...equal))
        expect(since(compareAll(...found))).toEqual(differs ? begins : null)
      }),
    )
  })
})
