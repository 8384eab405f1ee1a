import { describe, expect, it } from 'vitest'
import type { UnknownReason } from '../catalogue/fact.ts'
import type { StatedPermit } from '../catalogue/permit-question.ts'
import { listFact } from '../testing/facts.ts'
import {
  type IssuedPermit,
  isUnconfirmed,
  type PermitFacts,
  wordOn as readWord,
  registerDrifts,
} from './permit-standing.ts'

const issued = { id: 'c-1', number: 'n-1', validFrom: '2025-06-02', validUntil: '2028-06-01' }
const today = '2026-06-01'
const wordOn = (facts: PermitFacts, permit: IssuedPermit, day = today) => readWord(facts, permit, day)
const permit: StatedPermit = {
  number: 'n-1',
  state: 'VALID',
  stateSince: null,
  stateReason: null,
  stateReasonEn: null,
  validFrom: '2025-06-02',
  validUntil: '2028-06-01',
  certificateId: 'c-1',
  confirmedAt: null,
  contradicted: false,
}
const nothing = { stateSince: null, stateReason: null, stateReasonEn: null, endsOn: null }

function heard(
  records: readonly StatedPermit[],
  unknown: UnknownReason | null = null,
  unreadSince: string | null = null,
): PermitFacts {
  return { vehicle: { permits: { ...listFact([...records], true), unknown, unreadSince } } }
}

describe('what the register says of a certificate', () => {
  it.each([
    ['VALID', 'VALID'],
    ['SUSPENDED', 'SUSPENDED'],
    ['REVOKED', 'REVOKED'],
    ['REPLACED', 'REPLACED'],
    ['INVALID', 'ENDED'],
  ] as const)('is %s as %s', (state, ours) => {
    expect(wordOn(heard([{ ...permit, state }]), issued)).toMatchObject({
      kind: 'SAID',
      standing: { ...nothing, state: ours },
    })
  })

  it.each(['STALE', 'TOO_OLD', 'INCOMPLETE', 'CONFLICTING', 'UNAVAILABLE'] as const)(
    'counts though the answer is %s: a revocation that is known is known',
    (unknown) => {
      expect(wordOn(heard([{ ...permit, state: 'REVOKED' }], unknown), issued).kind).toBe('SAID')
    },
  )

  it('is found by the certificate, else by the number, and another permit says nothing of it', () => {
    const other = { ...permit, certificateId: null, number: 'n-2', state: 'REVOKED' as const }
    const byNumber = { ...permit, certificateId: null, state: 'SUSPENDED' as const }
    expect(wordOn(heard([other, permit]), issued)).toMatchObject({ standing: { state: 'VALID' } })
    expect(wordOn(heard([other, byNumber]), issued)).toMatchObject({ standing: { state: 'SUSPENDED' } })
    expect(wordOn(heard([other]), issued)).toMatchObject({ kind: 'SILENT' })
    expect(wordOn(heard([]), issued)).toMatchObject({ kind: 'SILENT' })
    expect(wordOn(heard([{ ...permit, state: 'REVOKED' }], 'OTHER_SUBJECT'), issued).kind).toBe('SILENT')
  })

  it.each(['VALID', 'SUSPENDED'] as const)(
    'contradicts the hub where it lets the permit begin on a day to come, %s, until that day',
    (state) => {
      const word = heard([{ ...permit, state, validFrom: '2026-06-21' }])
      expect(wordOn(word, issued)).toMatchObject({ kind: 'CONTRADICTED', askAgainOn: '2026-06-21' })
      expect(wordOn(word, issued, '2026-06-20')).toMatchObject({ kind: 'CONTRADICTED' })
      expect(wordOn(word, issued, '2026-06-21')).toMatchObject({ kind: 'SAID', standing: { state } })
      // What was issued to begin then is no contradiction, and what is over is over from any day on.
      expect(wordOn(word, { ...issued, validFrom: '2026-06-21' }).kind).toBe('SAID')
      const over = heard([{ ...permit, state: 'REVOKED', validFrom: '2026-06-21' }])
      expect(wordOn(over, issued)).toMatchObject({ standing: { state: 'REVOKED' } })
    },
  )

  it('is not known where nobody could be asked, or where it says two things', () => {
    for (const unknown of ['ERROR', 'NO_ANSWER'] as const)
      expect(wordOn(heard([], unknown), issued)).toEqual({ kind: 'UNASKED' })
    expect(wordOn(heard([{ ...permit, contradicted: true }], 'CONFLICTING'), issued)).toMatchObject({
      kind: 'CONTRADICTED',
    })
  })

  it('is what was read last where more was said, and is not confirmed while that is not read', () => {
    const since = '2026-06-01T00:00:00.000Z'
    const said = wordOn(heard([{ ...permit, state: 'REVOKED' }], 'STALE', since), issued)
    expect(said).toMatchObject({ kind: 'SAID', standing: { state: 'REVOKED' } })
    const unread = [said, wordOn(heard([], 'STALE', since), issued)]
    expect(unread.map(isUnconfirmed)).toEqual([true, true])
    const ofAnother = wordOn(heard([permit], 'OTHER_SUBJECT', since), issued)
    const isOld = wordOn(heard([permit], 'STALE'), issued)
    expect([ofAnother, isOld, wordOn(heard([permit]), issued)].map(isUnconfirmed)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('may shorten what was issued, and never lengthen it', () => {
    const until = (validUntil: string | null) => wordOn(heard([{ ...permit, validUntil }]), issued)
    expect(until('2026-01-31')).toMatchObject({ standing: { endsOn: '2026-01-31' } })
    for (const day of ['2028-06-01', '2030-01-01', null])
      expect(until(day)).toMatchObject({ standing: { endsOn: null } })
  })
})

describe('what a certificate is flagged for', () => {
  const driftsTo = (changes: Partial<StatedPermit>) =>
    registerDrifts(wordOn(heard([{ ...permit, ...changes }]), issued), issued)?.map(
      ({ field, oldValue, newValue }) => [field, oldValue, newValue],
    )

  it('is a state that is not VALID, an earlier end, and a word that contradicts itself', () => {
    expect(driftsTo({})).toEqual([])
    expect(driftsTo({ state: 'REVOKED' })).toEqual([['certificate.state', '"VALID"', '"REVOKED"']])
    expect(driftsTo({ validUntil: '2026-01-31' })).toEqual([
      ['certificate.validUntil', '"2028-06-01"', '"2026-01-31"'],
    ])
    expect(driftsTo({ contradicted: true })).toEqual([['certificate.state', '"VALID"', '"CONFLICTING"']])
  })

  it('is not touched by a register that is silent or could not be asked', () => {
    expect(registerDrifts({ kind: 'SILENT' }, issued)).toBeUndefined()
    expect(registerDrifts({ kind: 'UNASKED' }, issued)).toBeUndefined()
  })
})
