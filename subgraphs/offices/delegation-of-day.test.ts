import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delegationOfDay } from './delegation-of-day.ts'

const today = '2026-11-29'

function delegation(recordId: string, validFrom: string, day: number, deleted = false) {
  const sourceAt = new Date(Date.UTC(2026, 0, day))
  return {
    validFrom,
    deleted,
    sourceAt,
    sourceSequence: 0,
    revision: `${recordId}@${sourceAt.toISOString()}/0`,
  }
}

const firstDayOf = (versions: ReturnType<typeof delegation>[]) => delegationOfDay(versions, today)?.validFrom

describe('the delegation of a day', () => {
  it('is the present one beside one that is announced', () => {
    expect(firstDayOf([delegation('a', '2017-08-22', 1), delegation('b', '2027-03-01', 2)])).toBe(
      '2017-08-22',
    )
    expect(
      delegationOfDay([delegation('b', '2027-03-01', 2), delegation('a', '2017-08-22', 1)], '2027-03-01')
        ?.validFrom,
    ).toBe('2027-03-01')
  })

  it('is the announced one where there is no other', () => {
    expect(firstDayOf([delegation('a', '2028-01-01', 1), delegation('b', '2027-03-01', 2)])).toBe(
      '2027-03-01',
    )
  })

  it('is the last to have begun, of several', () => {
    expect(firstDayOf([delegation('a', '2017-08-22', 3), delegation('b', '2020-01-01', 1)])).toBe(
      '2020-01-01',
    )
  })

  it('counts nothing that was withdrawn, and nothing its own record has corrected', () => {
    const old = delegation('a', '2017-08-22', 1)
    expect(firstDayOf([old, delegation('b', '2020-01-01', 2, true)])).toBe('2017-08-22')
    expect(firstDayOf([old, delegation('a', '2027-03-01', 2)])).toBe('2027-03-01')
    expect(firstDayOf([old, delegation('a', '2018-08-22', 2, true)])).toBeUndefined()
    expect(firstDayOf([])).toBeUndefined()
  })

  it('may have an at-sign in the number of its record', () => {
    expect(firstDayOf([delegation('a@1', '2017-08-22', 1), delegation('a@2', '2027-03-01', 2)])).toBe(
      '2017-08-22',
    )
  })

  it('is changed by no announcement of another record, in whatever order they came', () => {
    const days = fc.constantFrom('2017-08-22', '2020-01-01', today)
    const versions = fc.array(
      fc.tuple(fc.constantFrom('a', 'b'), days, fc.integer({ min: 1, max: 28 }), fc.boolean()),
    )
    fc.assert(
      fc.property(versions, fc.integer({ min: 1, max: 28 }), (stated, day) => {
        const known = stated.map((one) => delegation(...one))
        const announced = delegation('c', '2026-11-30', day)
        const before = delegationOfDay(known, today)
        for (const all of [
          [...known, announced],
          [announced, ...known],
        ])
          expect(delegationOfDay(all, today)).toBe(before ?? announced)
      }),
    )
  })
})
