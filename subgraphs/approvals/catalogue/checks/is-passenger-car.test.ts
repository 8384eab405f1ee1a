import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { isPassengerCar } from './is-passenger-car.ts'

const verdictOf = (vehicleType: string | null) =>
  isPassengerCar.run({ policeStatus: recordFact({ vehicleType }) }, contextOn('2026-06-01')).verdict

describe('PASSENGER_CAR', () => {
  it.each([
    ...['K31', 'K32', 'K33', 'K39', 'K41', 'K42', 'K43', 'K49', ' k33 '].map(
      (type) => [type, 'PASS'] as const,
    ),
    ...['K11', 'K21', 'K14', 'H31', 'Q11', 'M11', 'Z11', 'X99'].map((type) => [type, 'FAIL'] as const),
    ...['K34', 'K38', 'K3A', 'K44', '', '小型轿车', 'K3', 'K333', null].map(
      (type) => [type, 'UNKNOWN'] as const,
    ),
  ])('%j: %s', (type, expected) => {
    expect(verdictOf(type)).toBe(expected)
  })

  it('fails where the police know of no vehicle, and is unknown where they are silent', () => {
    const run = (policeStatus: Parameters<typeof isPassengerCar.run>[0]['policeStatus']) =>
      isPassengerCar.run({ policeStatus }, contextOn('2026-06-01')).verdict
    expect([run(absent()), run(unknownFact())]).toEqual(['FAIL', 'UNKNOWN'])
  })
})
