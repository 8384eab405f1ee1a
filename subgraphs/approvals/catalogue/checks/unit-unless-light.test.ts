import { describe, expect, it } from 'vitest'
import { contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { unitUnlessLight } from './unit-unless-light.ts'

function verdictOf(grossMassKg: number | null, vehicleType: string | null | undefined, positioning: boolean) {
  return unitUnlessLight.run(
    { policeStatus: recordFact({ grossMassKg, vehicleType }), equipment: recordFact({ positioning }) },
    contextOn('2026-06-01'),
  ).verdict
}

describe('HEAVY_VEHICLE_POSITIONED, as it is corrected', () => {
  it.each([
    [11_999, 'H21', 'PASS', 'PASS'],
    [12_000, 'H11', 'FAIL', 'PASS'],
    [12_001, 'H11', 'FAIL', 'PASS'],
    [8_000, 'Q11', 'FAIL', 'PASS'],
    [null, 'Q11', 'FAIL', 'PASS'],
    [null, 'H11', 'UNKNOWN', 'UNKNOWN'],
    [0, 'H11', 'UNKNOWN', 'UNKNOWN'],
    [18_000, null, 'FAIL', 'PASS'],
    [8_000, null, 'UNKNOWN', 'UNKNOWN'],
    [8_000, '', 'UNKNOWN', 'UNKNOWN'],
    [8_000, undefined, 'UNKNOWN', 'UNKNOWN'],
  ])('%s kg, type %s: without a unit %s, with one %s', (grossMassKg, vehicleType, without, fitted) => {
    expect(verdictOf(grossMassKg, vehicleType, false)).toBe(without)
    expect(verdictOf(grossMassKg, vehicleType, true)).toBe(fitted)
  })

  it('cannot say of a heavy vehicle while the station is silent', () => {
    const policeStatus = recordFact({ grossMassKg: 18_000, vehicleType: 'H11' })
    const equipment = unknownFact()
    expect(unitUnlessLight.run({ policeStatus, equipment }, contextOn('2026-06-01'))).toEqual({
      verdict: 'UNKNOWN',
      fact: equipment,
    })
  })
})
