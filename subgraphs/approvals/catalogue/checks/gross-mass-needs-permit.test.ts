import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { textsOf } from '../check.ts'
import { grossMassNeedsPermit } from './gross-mass-needs-permit.ts'

const weighing = (grossMassKg: number | null) => recordFact({ grossMassKg })

describe('GROSS_MASS_NEEDS_PERMIT', () => {
  it.each([
    ['2018-12-31', 4_500, 'PASS'],
    ['2019-01-01', 4_500, 'FAIL'],
    ['2019-01-02', 4_500, 'FAIL'],
    ['2019-01-01', 4_499, 'FAIL'],
    ['2019-01-01', 4_501, 'PASS'],
  ])('on %s a vehicle of %i kg: %s', (day, kg, verdict) => {
    expect(grossMassNeedsPermit.run({ policeStatus: weighing(kg) }, contextOn(day)).verdict).toBe(verdict)
  })

  it.each([null, 0])('a mass of %s does not say enough, and was not asked for before 2019', (kg) => {
    const facts = { policeStatus: weighing(kg) }
    expect(grossMassNeedsPermit.run(facts, contextOn('2019-01-01')).verdict).toBe('UNKNOWN')
    expect(grossMassNeedsPermit.run(facts, contextOn('2018-12-31')).verdict).toBe('PASS')
  })

  it.each(['2018-12-31', '2019-01-01'])('tells the exempt mass, on %s too', (day) => {
    expect(textsOf(grossMassNeedsPermit, day).fail).toEqual([
      '总质量4.5吨及以下普通货运车辆无需办理道路运输证。',
      'A general freight vehicle of up to 4.5 t needs no permit.',
    ])
  })

  it.each([
    ['the police know no such vehicle', absent(), 'FAIL'],
    ['the police are silent', unknownFact(), 'UNKNOWN'],
    ['the answer has no envelope', null, 'UNKNOWN'],
  ])('%s, whatever the day: %s', (_, policeStatus, verdict) => {
    for (const day of ['2018-12-31', '2019-01-01'])
      expect(grossMassNeedsPermit.run({ policeStatus }, contextOn(day)).verdict).toBe(verdict)
  })
})
