import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { comprehensiveInspectionIsValid, safetyInspectionIsValid } from './inspection-is-valid.ts'

const good = { verdict: 'PASS', grade: null, validUntil: '2026-06-01', annulled: false }
const graded = { ...good, grade: 'GRADE_2' }

/** What both inspections have in common. */
const both = [
  { name: 'SAFETY_INSPECTION_VALID', good, verdictOf: verdictOfSafety },
  { name: 'COMPREHENSIVE_INSPECTION_VALID', good: graded, verdictOf: verdictOfComprehensive },
]

function verdictOfSafety(safety: Parameters<typeof safetyInspectionIsValid.run>[0]['safety'], day: string) {
  return safetyInspectionIsValid.run({ safety }, contextOn(day)).verdict
}

function verdictOfComprehensive(
  comprehensive: Parameters<typeof comprehensiveInspectionIsValid.run>[0]['comprehensive'],
  day: string,
) {
  return comprehensiveInspectionIsValid.run({ comprehensive }, contextOn(day)).verdict
}

describe.each(both)('$name', ({ good, verdictOf }) => {
  it.each([
    ['on the day before its last', '2026-05-31', 'PASS'],
    ['on its last day', '2026-06-01', 'PASS'],
    ['on the day after its last', '2026-06-02', 'FAIL'],
  ])('%s: %s', (_, day, verdict) => {
    expect(verdictOf(recordFact(good), day)).toBe(verdict)
  })

  it.each([
    ['one that failed', { verdict: 'FAIL' }, 'FAIL'],
    ['one that was not tested', { verdict: 'NOT_TESTED' }, 'FAIL'],
    ['one that was annulled', { annulled: true }, 'FAIL'],
    ['one without a last day', { validUntil: null }, 'UNKNOWN'],
    ['one with an empty last day', { validUntil: '' }, 'UNKNOWN'],
    ['one that failed and has no last day', { verdict: 'FAIL', validUntil: null }, 'FAIL'],
  ])('%s', (_, change, verdict) => {
    expect(verdictOf(recordFact({ ...good, ...change }), '2026-05-01')).toBe(verdict)
  })

  it.each([
    ['the vehicle was never inspected', absent(), 'FAIL'],
    ['the stations are silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', undefined, 'UNKNOWN'],
  ])('%s: %s', (_, fact, verdict) => {
    expect(verdictOf(fact, '2026-05-01')).toBe(verdict)
  })
})

describe('technical grade', () => {
  it.each([
    ['GRADE_1', 'PASS'],
    ['GRADE_2', 'PASS'],
    ['GRADE_3', 'FAIL'],
    ['FAIL', 'FAIL'],
    [null, 'FAIL'],
  ])('%s: %s in the comprehensive test, and of no account in the safety inspection', (grade, verdict) => {
    const fact = recordFact({ ...good, grade })
    expect(verdictOfComprehensive(fact, '2026-05-01')).toBe(verdict)
    expect(verdictOfSafety(fact, '2026-05-01')).toBe('PASS')
  })

  it('does not stand where the test has no last day', () => {
    expect(verdictOfComprehensive(recordFact({ ...graded, validUntil: null }), '2026-05-01')).toBe('UNKNOWN')
    expect(
      verdictOfComprehensive(recordFact({ ...good, grade: 'GRADE_3', validUntil: null }), '2026-05-01'),
    ).toBe('FAIL')
  })
})
