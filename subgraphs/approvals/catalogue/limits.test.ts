import { describe, expect, it } from 'vitest'
import { decideBy } from '../judging/decide.ts'
import type { Snapshot } from '../judging/snapshot.ts'
import { ageBelow } from './checks/age-below.ts'
import { type Figure, figures, valueOn } from './limits.ts'

/** A figure that becomes ten years on the first day of 2028. */
const years: Figure = {
  unit: 'years',
  values: [
    { from: '2016-11-01', value: 8, basis: 'an act', mark: 'rule' },
    { from: '2028-01-01', value: 10, basis: 'a later act', mark: 'rule' },
  ],
}

describe('a figure of the law', () => {
  it.each([
    ['2000-01-01', 8],
    ['2016-11-01', 8],
    ['2027-12-31', 8],
    ['2028-01-01', 10],
    ['2028-01-02', 10],
  ])('is on %s the value of that day, or the first', (day, value) => {
    expect(valueOn(years, day)).toBe(value)
  })

  it.each(Object.entries(figures))(
    '%s says unit and basis, and has its values in the order of their days',
    (_, figure) => {
      const days = figure.values.map(({ from }) => from)
      expect(days.toSorted()).toEqual(days)
      for (const text of [figure.unit, ...figure.values.map(({ basis }) => basis)])
        expect(text.trim()).not.toBe('')
    },
  )
})

describe('a rule that names a figure', () => {
  const rule = ageBelow(years)
  const policeStatus = {
    status: 'PRESENT',
    source: { id: 'traffic-police', name: '', authority: '' },
    subject: 'x',
    record: { registeredOn: '2019-06-01' },
  }
  const findingOn = (day: string) => {
    const snapshot = { day, evidence: {}, paper: [], subjects: {} } as unknown as Snapshot
    const item = { checks: [rule] as never, factsOf: () => ({ policeStatus }), paperAllowed: [] }
    return decideBy(item, snapshot).findings[0]
  }

  it('judges by the figure of the day, and says that figure', () => {
    expect(findingOn('2027-06-01')).toMatchObject({ verdict: 'FAIL', text: expect.stringContaining('8年') })
    expect(findingOn('2028-01-01')).toMatchObject({ verdict: 'PASS', text: expect.stringContaining('10年') })
  })

  it('is written down with the texts of the first figure', () => {
    expect(rule.texts.pass[0]).toBe('使用年限未满8年。')
  })
})
