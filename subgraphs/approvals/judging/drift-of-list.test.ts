/** Drift of a certificate that stands on one record of a list which its source does not vouch for as a whole. */
import { describe, expect, it } from 'vitest'
import { check } from '../catalogue/check.ts'
import type { ListFact, OwnMarks, UnknownReason } from '../catalogue/fact.ts'
import { judgeSome } from '../catalogue/members.ts'
import { contextOn, listFact, unknownFact } from '../testing/facts.ts'
import { findDrift, hasEnded } from './drift.ts'
import { type Evidence, groundOf } from './ground.ts'

interface Policy extends OwnMarks {
  number: string
  validUntil: string
}

const texts = { about: ['保险', 'insurance'], pass: ['有', 'yes'], fail: ['无', 'no'], advice: '。' } as const
const item = {
  ownEffects: [],
  checks: [
    check<{ insurance: ListFact<Policy> }>('INSURANCE_IN_FORCE', texts, ({ insurance }, { day }) =>
      judgeSome(insurance, ({ validUntil }) => day <= validUntil),
    ),
  ] as never,
  factsOf: (evidence: unknown) => (evidence as { vehicle: unknown }).vehicle,
}
const field = 'vehicle.insurance.records'
const content = (number: string, validUntil: string) => ({ number, validUntil })
const policy = (number: string, validUntil: string, marks: OwnMarks = {}): Policy => ({
  ...content(number, validUntil),
  confirmedAt: '2026-06-01T00:00:00.000Z',
  contradicted: false,
  unknown: null,
  ...marks,
})

/** A list the platform does not vouch for as a whole, unless another reason or none is given. */
function policies(records: Policy[], unknown: UnknownReason | null = 'INCOMPLETE'): Evidence {
  return { vehicle: { insurance: { ...listFact(records, unknown === null), unknown } } }
}

const before = policies([policy('P1', '2026-12-31')])

function look(now: Evidence, day: string) {
  const question = { item, ground: groundOf(item, before), evidence: now, paperChecks: [] }
  return findDrift({ ...question, context: contextOn(day), lapsed: new Set<string>() })
}

const ranOut = {
  field,
  source: 'source',
  oldValue: JSON.stringify([content('P1', '2026-12-31')]),
  newValue: '"LAPSED"',
}

describe('a certificate that stands on one policy of a list that may lack others', () => {
  it('stands while the policy does, whenever it was confirmed', () => {
    const later = policies([policy('P1', '2026-12-31', { confirmedAt: '2026-07-01T00:00:00.000Z' })])
    expect(look(before, '2026-12-31').drifts).toEqual([])
    expect(look(later, '2026-07-01').drifts).toEqual([])
  })

  it('drifts on the day after the last of the policy', () => {
    expect(look(before, '2027-01-01').drifts).toEqual([ranOut])
  })

  it('drifts where the end of the policy was moved, and names both', () => {
    const newValue = JSON.stringify([content('P1', '2026-06-30')])
    expect(look(policies([policy('P1', '2026-06-30')]), '2026-07-01').drifts).toEqual([
      { ...ranOut, newValue },
    ])
  })

  it.each([
    ['is silent', { vehicle: { insurance: unknownFact('STALE') } }],
    [
      'vouches for nothing that is young enough',
      policies([policy('P1', '2026-12-31', { unknown: 'TOO_OLD' })]),
    ],
  ])('does not drift where the platform %s', (_, now) => {
    expect(look(now, '2026-07-01').drifts).toEqual([])
  })

  it.each([
    [
      'says two things of the policy',
      policies([policy('P1', '2026-06-30', { unknown: 'CONFLICTING', contradicted: true })]),
      '"CONFLICTING"',
    ],
    [
      'says two things, and not of what',
      policies([policy('P1', '2026-12-31')], 'CONFLICTING'),
      '"CONFLICTING"',
    ],
    ['has taken the policy back, and vouches for no other', policies([], 'UNAVAILABLE'), '"WITHDRAWN"'],
    [
      'has taken the policy back and tells of another that cannot be relied on',
      policies([policy('P2', '2026-12-31', { unknown: 'TOO_OLD' })]),
      '"WITHDRAWN"',
    ],
  ])('drifts where the platform %s, until it stands again', (_, now, newValue) => {
    const found = look(now, '2026-07-01')
    expect(found.drifts).toEqual([{ ...ranOut, newValue }])
    expect(hasEnded({ field, newValue }, found)).toBe(false)
    expect(hasEnded({ field, newValue }, look(before, '2026-07-01'))).toBe(true)
    const unheard = look({ vehicle: { insurance: unknownFact('STALE') } }, '2026-07-01')
    expect([unheard.drifts, hasEnded({ field, newValue }, unheard)]).toEqual([[], false])
  })

  it('is flagged no more once the policy was renewed, though the list may still lack others', () => {
    const renewed = policies([policy('P1', '2026-12-31'), policy('P2', '2027-12-31')])
    expect(hasEnded(ranOut, look(renewed, '2027-01-01'))).toBe(true)
    expect(hasEnded(ranOut, look(before, '2027-01-02'))).toBe(false)
    expect(hasEnded(ranOut, look({ vehicle: { insurance: unknownFact('STALE') } }, '2027-01-02'))).toBe(false)
  })
})
