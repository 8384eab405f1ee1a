import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { heavyVehicleIsPositioned } from './heavy-vehicle-is-positioned.ts'

const seen = recordFact({ positioning: true })
const missing = recordFact({ positioning: false })
const truck = (grossMassKg: number | null, vehicleType: string | null = 'H11') =>
  recordFact({ grossMassKg, vehicleType })
const on = contextOn('2026-06-01')

describe('HEAVY_VEHICLE_POSITIONED', () => {
  it.each([
    ['11,999 kg', truck(11_999), 'PASS', 'PASS'],
    ['12,000 kg', truck(12_000), 'PASS', 'FAIL'],
    ['12,001 kg', truck(12_001), 'PASS', 'FAIL'],
    ['a light tractor', truck(8_000, 'Q11'), 'PASS', 'FAIL'],
    ['a light tractor of another class', truck(8_000, 'Q31'), 'PASS', 'FAIL'],
    ['a light tractor of the last class', truck(8_000, 'Q41'), 'PASS', 'FAIL'],
    ['a tractor that was not weighed', truck(null, 'Q11'), 'PASS', 'FAIL'],
    ['a Q that is not the class letter', truck(8_000, 'HQ1'), 'PASS', 'PASS'],
    ['a type that is not told', truck(12_000, null), 'PASS', 'FAIL'],
  ])('%s, with and without a unit', (_, policeStatus, fitted, bare) => {
    expect(heavyVehicleIsPositioned.run({ policeStatus, equipment: seen }, on).verdict).toBe(fitted)
    expect(heavyVehicleIsPositioned.run({ policeStatus, equipment: missing }, on).verdict).toBe(bare)
  })

  it('rests on the station where a unit is needed and on the police where none is', () => {
    const light = truck(8_000)
    expect(heavyVehicleIsPositioned.run({ policeStatus: light, equipment: missing }, on).fact).toBe(light)
    const heavy = truck(18_000)
    expect(heavyVehicleIsPositioned.run({ policeStatus: heavy, equipment: missing }, on).fact).toBe(missing)
  })

  it.each([
    ['a mass of nothing', truck(null), seen, 'UNKNOWN'],
    ['a mass of zero', truck(0), seen, 'UNKNOWN'],
    ['silent police', unknownFact(), seen, 'UNKNOWN'],
    ['no envelope of the police', null, seen, 'UNKNOWN'],
    ['police that know no such vehicle, unit seen', absent(), seen, 'PASS'],
    ['police that know no such vehicle, unit missing', absent(), missing, 'FAIL'],
    ['a heavy vehicle the station never saw', truck(18_000), absent(), 'FAIL'],
    ['a heavy vehicle and a silent station', truck(18_000), unknownFact(), 'UNKNOWN'],
    ['a light vehicle and a silent station', truck(8_000), unknownFact(), 'PASS'],
  ])('%s', (_, policeStatus, equipment, verdict) => {
    expect(heavyVehicleIsPositioned.run({ policeStatus, equipment }, on).verdict).toBe(verdict)
  })
})
