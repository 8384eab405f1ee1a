import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptanceOfDay, type DelegationVersion, delegatedPowers } from './delegated-powers.ts'
import type { OfficeKind } from './generated/resolvers.ts'

const today = '2026-11-29'

function delegation(
  recordId: string,
  validFrom: string,
  day: number,
  more: Partial<DelegationVersion> = {},
): DelegationVersion {
  const sourceAt = new Date(Date.UTC(2026, 0, day))
  return {
    officeId: '330303001',
    power: 'EVERY',
    validFrom,
    validUntil: null,
    endsEarlier: false,
    deleted: false,
    sourceAt,
    sourceSequence: 0,
    revision: `${recordId}@${sourceAt.toISOString()}/0`,
    ...more,
  }
}

const gone = { deleted: true }

/** Days of each power, as `POWER first..last`. */
function daysOf(versions: readonly DelegationVersion[], kind: OfficeKind | undefined = 'STATION'): string[] {
  return delegatedPowers(versions, kind).flatMap(({ version, powers, validUntil }) =>
    powers.map((power) => `${power} ${version.validFrom}..${validUntil ?? ''}`),
  )
}

/** First day of what lets the office accept on a day. */
function firstDayOf(versions: readonly DelegationVersion[], day = today): string | undefined {
  return acceptanceOfDay(delegatedPowers(versions, 'STATION'), day)?.version.validFrom
}

describe('the powers of an office', () => {
  it.each([
    ['BUREAU', ['ACCEPT', 'DECIDE', 'ISSUE']],
    ['COUNTY', ['ACCEPT', 'DECIDE', 'ISSUE']],
    ['STATION', ['ACCEPT', 'DECIDE', 'ISSUE']],
    ['COMPANY', ['ACCEPT', 'ISSUE']],
    [undefined, ['ACCEPT', 'ISSUE']],
  ] as const)('are, of a delegation that names none, all that a %s may have', (kind, powers) => {
    expect(delegatedPowers([delegation('a', '2017-08-22', 1)], kind).map((one) => one.powers)).toEqual([
      powers,
    ])
  })

  it('are never DECIDE at the window of a company, whatever the directory calls it', () => {
    const officeId = '91330399MA20000017'
    for (const kind of ['COMPANY', 'STATION', 'BUREAU', undefined] as const)
      for (const power of ['EVERY', 'DECIDE'] as const)
        expect(daysOf([delegation('a', '2017-08-22', 1, { officeId, power })], kind)).not.toContain(
          'DECIDE 2017-08-22..',
        )
  })

  it('stand beside one another: a later one that is short leaves the earlier one as it was', () => {
    const short = delegation('b', '2027-03-01', 2, { validUntil: '2027-05-31' })
    expect(daysOf([delegation('a', '2017-08-22', 1), short])).toEqual([
      'ACCEPT 2017-08-22..',
      'DECIDE 2017-08-22..',
      'ISSUE 2017-08-22..',
      'ACCEPT 2027-03-01..2027-05-31',
      'DECIDE 2027-03-01..2027-05-31',
      'ISSUE 2027-03-01..2027-05-31',
    ])
    expect(firstDayOf([delegation('a', '2017-08-22', 1), short], '2027-06-01')).toBe('2017-08-22')
  })

  it('end where a later one says so, the day before it and for its own power only', () => {
    const ending = delegation('b', '2027-03-01', 2, { power: 'DECIDE', endsEarlier: true })
    expect(daysOf([delegation('a', '2017-08-22', 1), ending])).toEqual(
      [
        'ACCEPT 2017-08-22..',
        'ISSUE 2017-08-22..',
        'DECIDE 2017-08-22..2027-02-28',
        'DECIDE 2027-03-01..',
      ].sort((a, b) => Number(a.includes('2027-03')) - Number(b.includes('2027-03'))),
    )
    const whole = { ...ending, power: 'EVERY' as const }
    expect(daysOf([delegation('a', '2017-08-22', 1), whole]).slice(0, 3)).toEqual([
      'ACCEPT 2017-08-22..2027-02-28',
      'DECIDE 2017-08-22..2027-02-28',
      'ISSUE 2017-08-22..2027-02-28',
    ])
    const early = delegation('a', '2017-08-22', 1, { validUntil: '2020-01-01' })
    expect(daysOf([early, whole])[0]).toBe('ACCEPT 2017-08-22..2020-01-01')
  })

  it('are not ended by one that was withdrawn', () => {
    const withdrawn = delegation('b', '2027-03-01', 2, { endsEarlier: true, ...gone })
    expect(daysOf([delegation('a', '2017-08-22', 1), withdrawn])[0]).toBe('ACCEPT 2017-08-22..')
  })

  it('are not known from the first day on of one of which the directory says two things', () => {
    const doubted = delegation('b', '2020-01-01', 2, { contradicted: true, validUntil: '2021-12-31' })
    const delegated = delegatedPowers([delegation('a', '2017-08-22', 1), doubted], 'STATION')
    expect(delegated).toMatchObject([
      { validUntil: '2019-12-31', contradicted: false },
      { validUntil: '2021-12-31', contradicted: true },
    ])
    expect(acceptanceOfDay(delegated, today)).toMatchObject({ contradicted: true })
    expect(acceptanceOfDay(delegated, '2019-12-31')).toMatchObject({ contradicted: false })
  })

  it('are those of the newest word of a record whose power was corrected', () => {
    const corrected = delegation('a', '2017-08-22', 2, { power: 'ACCEPT' })
    expect(daysOf([delegation('a', '2017-08-22', 1, { power: 'DECIDE' }), corrected])).toEqual([
      'ACCEPT 2017-08-22..',
    ])
  })
})

describe('what lets an office accept on a day', () => {
  it('is the present one beside one that is announced', () => {
    const both = [delegation('b', '2027-03-01', 2), delegation('a', '2017-08-22', 1)]
    expect(firstDayOf(both)).toBe('2017-08-22')
    expect(firstDayOf(both, '2027-03-01')).toBe('2027-03-01')
  })

  it('is the announced one where there is no other, and one that has ended before it', () => {
    const announced = delegation('b', '2027-03-01', 1)
    expect(firstDayOf([delegation('a', '2028-01-01', 1), announced])).toBe('2027-03-01')
    const ended = delegation('a', '2017-08-22', 1, { validUntil: '2020-01-01' })
    expect(firstDayOf([ended, announced])).toBe('2017-08-22')
  })

  it('is the last to have begun, of several, and none of another power', () => {
    const several = [delegation('a', '2017-08-22', 3), delegation('b', '2020-01-01', 1)]
    expect(firstDayOf(several)).toBe('2020-01-01')
    expect(firstDayOf([...several, delegation('c', '2021-01-01', 1, { power: 'ISSUE' })])).toBe('2020-01-01')
  })

  it('counts nothing that was withdrawn, and nothing its own record has corrected', () => {
    const old = delegation('a', '2017-08-22', 1)
    expect(firstDayOf([old, delegation('b', '2020-01-01', 2, gone)])).toBe('2017-08-22')
    expect(firstDayOf([old, delegation('a', '2027-03-01', 2)])).toBe('2027-03-01')
    expect(firstDayOf([old, delegation('a', '2018-08-22', 2, gone)])).toBeUndefined()
    expect(firstDayOf([])).toBeUndefined()
  })

  it('may have an at-sign in the number of its record', () => {
    expect(firstDayOf([delegation('a@1', '2017-08-22', 1), delegation('a@2', '2027-03-01', 2)])).toBe(
      '2017-08-22',
    )
  })

  it('is changed by no announcement of another record, whether it ends the earlier one or not', () => {
    const days = fc.constantFrom('2017-08-22', '2020-01-01', today)
    const versions = fc.array(
      fc.tuple(fc.constantFrom('a', 'b'), days, fc.integer({ min: 1, max: 28 }), fc.boolean()),
    )
    fc.assert(
      fc.property(versions, fc.integer({ min: 1, max: 28 }), fc.boolean(), (stated, day, endsEarlier) => {
        const known = stated.map(([id, from, at, deleted]) => delegation(id, from, at, { deleted }))
        const announced = delegation('c', '2026-11-30', day, { endsEarlier })
        const before = firstDayOf(known)
        for (const all of [
          [...known, announced],
          [announced, ...known],
        ])
          expect(firstDayOf(all)).toBe(before ?? '2026-11-30')
      }),
    )
  })
})
