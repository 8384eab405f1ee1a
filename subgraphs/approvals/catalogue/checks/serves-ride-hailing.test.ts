import { expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { servesRideHailing } from './serves-ride-hailing.ts'

it.each([
  ['for ride-hailing', recordFact({ serviceKind: 'RIDE_HAILING' as const }), 'PASS'],
  ['for car pooling', recordFact({ serviceKind: 'CAR_POOLING' as const }), 'FAIL'],
  ['as a cruising taxi', recordFact({ serviceKind: 'CRUISING_TAXI' as const }), 'FAIL'],
  ['before its kind of service was kept', recordFact({ serviceKind: null }), 'UNKNOWN'],
  ['by nobody', absent(), 'FAIL'],
  ['by a silent platform', unknownFact(), 'UNKNOWN'],
  ['without the envelope', null, 'UNKNOWN'],
])('a vehicle that is reported %s', (_, platformRecord, verdict) => {
  expect(servesRideHailing.run({ platformRecord }, contextOn('2026-06-01'))).toEqual({
    verdict,
    fact: platformRecord,
  })
})
