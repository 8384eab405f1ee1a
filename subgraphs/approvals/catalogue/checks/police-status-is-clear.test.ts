import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { policeStatusIsClear } from './police-status-is-clear.ts'

const normal = { letter: 'A', effect: 'NONE' as const }
const violation = { letter: 'G', effect: 'WARN' as const }
const seized = { letter: 'K', effect: 'BLOCK' as const }

describe('POLICE_STATUS_CLEAR', () => {
  it.each([
    ['a normal vehicle', recordFact({ letters: [normal] }), 'PASS'],
    ['a vehicle with a warning', recordFact({ letters: [normal, violation] }), 'PASS'],
    ['a blocked vehicle', recordFact({ letters: [seized] }), 'FAIL'],
    ['a letter that blocks behind others', recordFact({ letters: [normal, violation, seized] }), 'FAIL'],
    ['a status without a letter', recordFact({ letters: [] }), 'FAIL'],
    ['a vehicle the police do not know', absent(), 'FAIL'],
    ['silent police', unknownFact(), 'UNKNOWN'],
    ['an answer without the envelope', null, 'UNKNOWN'],
  ])('%s', (_, policeStatus, verdict) => {
    expect(policeStatusIsClear.run({ policeStatus }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: policeStatus,
    })
  })
})
