import { describe, expect, it } from 'vitest'
import { check, judge } from '../catalogue/check.ts'
import type { Maybe, RecordFact } from '../catalogue/fact.ts'
import { findDrift } from './drift.ts'
import { type Evidence, groundOf } from './ground.ts'
import { lapsesOf } from './lapse.ts'

interface Facts {
  licence: Maybe<RecordFact<{ normal: boolean; validUntil: string }>>
}

/** An item that stands on a driver; the catalogue has none yet. */
const licenceIsValid = check<Facts>(
  'DRIVING_LICENCE_VALID',
  {
    about: ['驾驶证', 'licence'],
    pass: ['有效', 'valid'],
    fail: ['无效', 'not valid'],
    advice: '请更换驾驶证。',
  },
  ({ licence }, { day }) => judge(licence, ({ normal, validUntil }) => normal && day <= validUntil),
)
const item = {
  ownEffects: [],
  checks: [licenceIsValid] as never,
  factsOf: (evidence: unknown) => (evidence as { driver: Facts }).driver,
}
const subjects = { item: 'DRV', officeId: 'o', division: '330399' }

function licence(record: Record<string, unknown> = {}): Evidence {
  return {
    driver: {
      licence: {
        status: 'PRESENT',
        source: { id: 'traffic-police', name: '', authority: '' },
        subject: 'v1.x',
        record: { normal: true, validUntil: '2025-08-31', ...record },
      },
    },
  }
}

function driftTo(evidence: Evidence, day = '2025-06-02', lapsed: string[] = []) {
  return findDrift({
    item,
    ground: groundOf(item, licence()),
    evidence,
    context: { day, subjects },
    lapsed: new Set(lapsed),
    paperChecks: [],
  }).drifts
}

describe('a permit that stands on a driver', () => {
  it('drifts when the driving licence is blocked', () => {
    expect(driftTo(licence({ normal: false }))).toEqual([
      { field: 'driver.licence.normal', source: 'traffic-police', oldValue: 'true', newValue: 'false' },
    ])
    expect(driftTo(licence())).toEqual([])
  })

  it('drifts too when the facts of the item are copies of the envelopes', () => {
    const copying = {
      ...item,
      factsOf: (evidence: unknown) => {
        const { licence: fact } = (evidence as { driver: Facts }).driver
        return { licence: fact && { ...fact, record: fact.record && { ...fact.record } } }
      },
    }
    const found = findDrift({
      item: copying,
      ground: groundOf(copying, licence()),
      evidence: licence({ normal: false }),
      context: { day: '2025-06-02', subjects },
      lapsed: new Set(),
      paperChecks: [],
    })
    expect(found.drifts).toEqual([
      { field: 'driver.licence.normal', source: 'traffic-police', oldValue: 'true', newValue: 'false' },
    ])
  })

  it('drifts when the licence runs out, on the day after its last', () => {
    const context = { day: '2025-06-02', subjects }
    expect(lapsesOf(item, licence(), context, '2028-06-01')).toEqual([
      { checkCode: 'DRIVING_LICENCE_VALID', lapsesOn: '2025-09-01' },
    ])
    expect(lapsesOf(item, licence(), context, '2025-08-31')).toEqual([])
    expect(driftTo(licence(), '2025-08-31')).toEqual([])
    expect(driftTo(licence(), '2025-09-01')).toMatchObject([
      { field: 'driver.licence.validUntil', oldValue: '"2025-08-31"', newValue: '"LAPSED"' },
    ])
  })
})
