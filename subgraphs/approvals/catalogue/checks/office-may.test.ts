import { describe, expect, it } from 'vitest'
import { absent, contextOn, listFact, unknownFact } from '../../testing/facts.ts'
import { officeIsDelegated } from './office-is-delegated.ts'
import { mayOn, officeMayAccept } from './office-may.ts'

type Power = 'ACCEPT' | 'DECIDE' | 'ISSUE'

const delegation = (powers: readonly Power[], validFrom: string, validUntil: string | null = null) => ({
  powers,
  validFrom,
  validUntil,
})
const all: readonly Power[] = ['ACCEPT', 'DECIDE', 'ISSUE']
const verdictOn = (day: string, records: readonly ReturnType<typeof delegation>[], complete = true) =>
  officeMayAccept.run({ delegations: listFact(records, complete) }, contextOn(day)).verdict

describe('OFFICE_DELEGATED by the powers of a day', () => {
  it.each([
    ['2017-08-21', 'FAIL'],
    ['2017-08-22', 'PASS'],
    ['2017-08-23', 'PASS'],
    ['2026-05-31', 'PASS'],
    ['2026-06-01', 'PASS'],
    ['2026-06-02', 'FAIL'],
  ])('on %s, delegated from 2017-08-22 to 2026-06-01: %s', (day, verdict) => {
    expect(verdictOn(day, [delegation(all, '2017-08-22', '2026-06-01')])).toBe(verdict)
  })

  it('is not shut today by a delegation that is announced, nor opened by it', () => {
    const announced = delegation(all, '2027-03-01', '2027-05-31')
    expect(verdictOn('2026-11-29', [delegation(all, '2017-08-22'), announced])).toBe('PASS')
    expect(verdictOn('2027-06-01', [delegation(all, '2017-08-22'), announced])).toBe('PASS')
    expect(verdictOn('2026-11-29', [announced])).toBe('FAIL')
    expect(verdictOn('2027-03-01', [announced])).toBe('PASS')
  })

  it('asks for the power to accept, which a company’s window has, and for no other', () => {
    expect(verdictOn('2026-11-29', [delegation(['ACCEPT', 'ISSUE'], '2017-08-22')])).toBe('PASS')
    expect(verdictOn('2026-11-29', [delegation(['DECIDE', 'ISSUE'], '2017-08-22')])).toBe('FAIL')
    const powers = listFact([delegation(['ACCEPT', 'ISSUE'], '2017-08-22')])
    expect(mayOn(powers, 'ISSUE', '2026-11-29').verdict).toBe('PASS')
    expect(mayOn(powers, 'DECIDE', '2026-11-29').verdict).toBe('FAIL')
  })

  it('passes on a delegation of a list that is not whole, and fails on a whole one only', () => {
    expect(verdictOn('2026-11-29', [delegation(all, '2017-08-22')], false)).toBe('PASS')
    expect(verdictOn('2026-11-29', [delegation(all, '2027-08-22')], false)).toBe('UNKNOWN')
  })

  it.each([
    ['the office was never given the item', absent(), 'FAIL'],
    ['the directory is silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s: %s', (_, delegations, verdict) => {
    expect(officeMayAccept.run({ delegations }, contextOn('2026-06-01')).verdict).toBe(verdict)
  })

  it('keeps the code and the words of the released check', () => {
    const { run: _, ...said } = officeMayAccept
    const { run: __, ...released } = officeIsDelegated
    expect(said).toEqual(released)
  })
})
