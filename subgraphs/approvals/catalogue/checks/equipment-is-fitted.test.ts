import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { equipmentIsFitted } from './equipment-is-fitted.ts'

describe('EQUIPMENT_FITTED', () => {
  it.each([
    ['both were seen', recordFact({ positioning: true, alarm: true }), 'PASS'],
    ['there is no positioning unit', recordFact({ positioning: false, alarm: true }), 'FAIL'],
    ['there is no alarm', recordFact({ positioning: true, alarm: false }), 'FAIL'],
    ['there is neither', recordFact({ positioning: false, alarm: false }), 'FAIL'],
    ['the station never saw the vehicle', absent(), 'FAIL'],
    ['the station is silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s', (_, equipment, verdict) => {
    expect(equipmentIsFitted.run({ equipment }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: equipment,
    })
  })
})
