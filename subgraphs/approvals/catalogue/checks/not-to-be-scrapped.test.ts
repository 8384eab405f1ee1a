import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { notToBeScrapped } from './not-to-be-scrapped.ts'

const scrapped = (scrapOn: string | null) => recordFact({ scrapOn })

describe('NOT_TO_BE_SCRAPPED', () => {
  it.each([
    ['on the day before the date', scrapped('2026-06-02'), 'PASS'],
    ['on the date', scrapped('2026-06-01'), 'FAIL'],
    ['on the day after the date', scrapped('2026-05-31'), 'FAIL'],
    ['without a date, as the vehicle has no limit', scrapped(null), 'PASS'],
    ['with an empty date', scrapped(''), 'PASS'],
    ['where the police know no such vehicle', absent(), 'FAIL'],
    ['where the police are silent', unknownFact(), 'UNKNOWN'],
    ['where the answer has no envelope', null, 'UNKNOWN'],
  ])('%s', (_, policeStatus, verdict) => {
    expect(notToBeScrapped.run({ policeStatus }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: policeStatus,
    })
  })
})
