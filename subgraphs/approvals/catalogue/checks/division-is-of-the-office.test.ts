import { expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { divisionIsOfTheOffice } from './division-is-of-the-office.ts'

const run = (entry: Parameters<typeof divisionIsOfTheOffice.run>[0]['entry'], division: string) =>
  divisionIsOfTheOffice.run({ entry }, contextOn('2026-06-01', { division })).verdict

it.each([
  ['330302', '330302', 'PASS'],
  ['330300', '330302', 'PASS'],
  ['330300', '330300', 'PASS'],
  ['330302', '330300', 'FAIL'],
  ['330302', '330303', 'FAIL'],
  ['330300', '110101', 'FAIL'],
])('DIVISION_OF_OFFICE: an office of %s, a permit for %s: %s', (office, asked, verdict) => {
  expect(run(recordFact({ division: office }), asked)).toBe(verdict)
})

it('DIVISION_OF_OFFICE fails for an office that is not in the directory, and is unknown where that is silent', () => {
  expect([run(absent(), '330302'), run(unknownFact(), '330302')]).toEqual(['FAIL', 'UNKNOWN'])
})
