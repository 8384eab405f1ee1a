import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { platformListsVehicle } from './platform-lists-vehicle.ts'

const listed = {
  inService: true,
  positioningBrand: 'BD' as string | null,
  positioningModel: 'B1' as string | null,
}

describe('PLATFORM_LISTS_VEHICLE', () => {
  it.each([
    ['in service with a positioning unit', recordFact(listed), 'PASS'],
    ['not in service', recordFact({ ...listed, inService: false }), 'FAIL'],
    ['without a brand of the unit', recordFact({ ...listed, positioningBrand: null }), 'FAIL'],
    ['with an empty brand', recordFact({ ...listed, positioningBrand: '' }), 'FAIL'],
    [
      'with a brand of blanks, which counts as named',
      recordFact({ ...listed, positioningBrand: ' ' }),
      'PASS',
    ],
    ['without a model of the unit', recordFact({ ...listed, positioningModel: null }), 'FAIL'],
    ['with an empty model', recordFact({ ...listed, positioningModel: '' }), 'FAIL'],
    [
      'with a model of blanks, which counts as named',
      recordFact({ ...listed, positioningModel: ' ' }),
      'PASS',
    ],
    ['where the platform reports no such vehicle', absent(), 'FAIL'],
    ['where the platform is silent', unknownFact(), 'UNKNOWN'],
    ['where the answer has no envelope', null, 'UNKNOWN'],
  ])('%s', (_, platformRecord, verdict) => {
    expect(platformListsVehicle.run({ platformRecord }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: platformRecord,
    })
  })
})
