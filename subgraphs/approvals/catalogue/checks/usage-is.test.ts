import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { usageIsFreight, usageIsRideHailing } from './usage-is.ts'

const on = contextOn('2026-06-01')

function usage(current: string, previous: string | null | undefined, changeCompleted: boolean) {
  return recordFact({ current, previous, changeCompleted })
}

describe.each([
  { rule: usageIsRideHailing, code: 'USAGE_RIDE_HAILING', wanted: 'RIDE_HAILING', other: 'FREIGHT' },
  { rule: usageIsFreight, code: 'USAGE_FREIGHT', wanted: 'FREIGHT', other: 'RIDE_HAILING' },
])('$code', ({ rule, code, wanted, other }) => {
  it('has its own code', () => {
    expect(rule.code).toBe(code)
  })

  it.each([
    ['it always was what it is', usage(wanted, null, false), 'PASS'],
    ['the police never stated another', usage(wanted, undefined, false), 'PASS'],
    ['the police stated the same before', usage(wanted, wanted, false), 'PASS'],
    ['it was changed and the change is complete', usage(wanted, 'NON_COMMERCIAL', true), 'PASS'],
    ['it was changed and the change is not complete', usage(wanted, 'NON_COMMERCIAL', false), 'UNKNOWN'],
    ['it is another', usage(other, null, false), 'FAIL'],
    ['it was changed away', usage(other, wanted, true), 'FAIL'],
    ['the change away is not complete', usage(other, wanted, false), 'FAIL'],
    ['the police know no such vehicle', absent(), 'FAIL'],
    ['the police are silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s', (_, fact, verdict) => {
    expect(rule.run({ usage: fact }, on)).toEqual({ verdict, fact })
  })
})

it('does not take a car turned private for one that may be hailed', () => {
  const turned = usage('RIDE_HAILING_TURNED_PRIVATE', 'RIDE_HAILING', true)
  expect(usageIsRideHailing.run({ usage: turned }, on).verdict).toBe('FAIL')
})
