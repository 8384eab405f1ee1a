import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import {
  comprehensiveInspectionOutsideClosure as comprehensive,
  safetyInspectionOutsideClosure as safety,
} from './inspection-outside-closure.ts'

const good = {
  verdict: 'PASS',
  grade: 'GRADE_2',
  validUntil: '2026-06-01',
  annulled: false,
  duringClosure: false,
}
type Given = Parameters<typeof safety.run>[0]['safety']

describe.each([
  [
    'SAFETY_INSPECTION_VALID',
    safety.code,
    (fact: Given, day: string) => safety.run({ safety: fact }, contextOn(day)),
  ],
  [
    'COMPREHENSIVE_INSPECTION_VALID',
    comprehensive.code,
    (fact: Given, day: string) => comprehensive.run({ comprehensive: fact }, contextOn(day)),
  ],
])('%s', (released, code, run) => {
  it.each([
    ['made while the station was open', {}, 'PASS', undefined],
    ['made while it was closed', { duringClosure: true }, 'UNKNOWN', 'duringClosure'],
    ['made nobody says when', { duringClosure: undefined }, 'UNKNOWN', 'duringClosure'],
    ['that failed, made while it was closed', { verdict: 'FAIL', duringClosure: true }, 'FAIL', undefined],
  ])('is told of a test %s', (_, change, verdict, doubt) => {
    const result = run(recordFact({ ...good, ...change } as typeof good), '2026-06-01')
    expect([result.verdict, result.doubt]).toEqual([verdict, doubt])
    expect(result.fact?.source.id).toBeDefined()
  })

  it('is otherwise what was released', () => {
    expect(code).toBe(released)
    expect(run(recordFact({ ...good, duringClosure: true }), '2026-06-02')).toMatchObject({ verdict: 'FAIL' })
    expect(run(absent(), '2026-06-01')).toMatchObject({ verdict: 'FAIL' })
    expect(run(unknownFact('STALE'), '2026-06-01')).toMatchObject({ verdict: 'UNKNOWN' })
    expect(run(unknownFact('STALE'), '2026-06-01')).not.toHaveProperty('doubt')
  })
})
