import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { scrappingDateAhead } from './scrapping-date-ahead.ts'

describe('NOT_TO_BE_SCRAPPED, as it is corrected', () => {
  it.each([
    ['2026-06-02', false, 'PASS'],
    ['2026-06-01', false, 'FAIL'],
    ['2026-05-31', false, 'FAIL'],
    ['1970-01-01', false, 'UNKNOWN'],
    ['0001-01-01', false, 'UNKNOWN'],
    [null, true, 'PASS'],
    [null, false, 'UNKNOWN'],
    ['', false, 'UNKNOWN'],
    [undefined, undefined, 'UNKNOWN'],
    ['2026-06-01', true, 'FAIL'],
  ])('a date of %s, said to be none: %s, seen on 1 June 2026: %s', (scrapOn, scrapOnUnlimited, verdict) => {
    const policeStatus = recordFact({ scrapOn, scrapOnUnlimited })
    expect(scrappingDateAhead.run({ policeStatus }, contextOn('2026-06-01')).verdict).toBe(verdict)
  })

  it.each([
    [absent(), 'FAIL'],
    [unknownFact(), 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('without a record', (policeStatus, verdict) => {
    expect(scrappingDateAhead.run({ policeStatus }, contextOn('2026-06-01'))).toEqual({
      verdict,
      fact: policeStatus,
    })
  })
})
