import { describe, expect, it } from 'vitest'
import { check, judge } from '../catalogue/check.ts'
import type { Maybe, RecordFact } from '../catalogue/fact.ts'
import { contextOn, recordFact, unknownFact } from '../testing/facts.ts'
import { type DriftAnswer, findDrift, hasEnded } from './drift.ts'
import { type Evidence, groundOf } from './ground.ts'
import { lapsesOf } from './lapse.ts'

interface Licence {
  normal: boolean
  validUntil: string
}

interface Facts {
  licence: Maybe<RecordFact<Licence>>
  points?: Maybe<RecordFact<{ points: number }>>
}

const texts = {
  about: ['驾驶证', 'licence'],
  pass: ['有效', 'valid'],
  fail: ['无效', 'no'],
  advice: '。',
} as const

/** An item that stands on a driver; the catalogue has none yet. */
const licenceIsValid = check<Facts>('DRIVING_LICENCE_VALID', texts, ({ licence }, { day }) =>
  judge(licence, ({ normal, validUntil }) => normal && day <= validUntil),
)
const licenceIsNormal = check<Facts>('DRIVING_LICENCE_NORMAL', texts, ({ licence }) =>
  judge(licence, ({ normal }) => normal),
)
const pointsAreFew = check<Facts>('POINTS_BELOW', texts, ({ points }) =>
  judge(points, (record) => record.points < 12),
)

function itemOf(checks: readonly unknown[]) {
  return {
    ownEffects: [],
    checks: checks as never,
    factsOf: (evidence: unknown) => (evidence as { driver: Facts }).driver,
  }
}

const item = itemOf([licenceIsValid])

function licence(record: Partial<Licence> & Record<string, unknown> = {}): Evidence {
  const fact = recordFact({ normal: true, validUntil: '2025-08-31', ...record })
  return { driver: { licence: { ...fact, source: { id: 'traffic-police', name: '', authority: '' } } } }
}

const silent: Evidence = { driver: { licence: unknownFact('STALE') } }

interface Asked {
  day?: string
  before?: Evidence
  lapsed?: string[]
  paperChecks?: string[]
  checks?: readonly unknown[]
  item?: typeof item
}

function answerTo(evidence: Evidence, asked: Asked = {}): DriftAnswer {
  return findDrift({
    item: asked.item ?? itemOf(asked.checks ?? [licenceIsValid]),
    ground: groundOf({}, asked.before ?? licence()),
    evidence,
    context: contextOn(asked.day ?? '2025-06-02'),
    lapsed: new Set(asked.lapsed ?? []),
    paperChecks: asked.paperChecks ?? [],
  })
}

const driftTo = (evidence: Evidence, asked: Asked = {}) => answerTo(evidence, asked).drifts

const blocked = {
  field: 'driver.licence.normal',
  source: 'traffic-police',
  oldValue: 'true',
  newValue: 'false',
}
const ranOut = {
  field: 'driver.licence.validUntil',
  source: 'traffic-police',
  oldValue: '"2025-08-31"',
  newValue: '"LAPSED"',
}

describe('a permit that stands on a driver', () => {
  it('drifts when the driving licence is blocked', () => {
    expect(driftTo(licence({ normal: false }))).toEqual([blocked])
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
    expect(driftTo(licence({ normal: false }), { item: copying })).toEqual([blocked])
  })

  it('drifts once, by the value that makes it doubtful, unless it stood on that already', () => {
    const isSeen = check<Facts>('DRIVING_LICENCE_VALID', texts, ({ licence: fact }) => ({
      verdict: 'UNKNOWN',
      fact,
      doubt: 'duringClosure',
    }))
    const doubtful = licence({ duringClosure: true, validUntil: '2030-01-01' })
    const doubt = {
      field: 'driver.licence.duringClosure',
      source: 'traffic-police',
      oldValue: 'false',
      newValue: 'true',
    }
    const before = licence({ duringClosure: false })
    expect(driftTo(doubtful, { checks: [isSeen], before })).toEqual([doubt])
    expect(driftTo(doubtful, { checks: [isSeen], before: licence() })).toEqual([
      { ...doubt, oldValue: 'null' },
    ])
    expect(driftTo(doubtful, { checks: [isSeen], before: doubtful })).toEqual([])
    expect(hasEnded(doubt, answerTo(doubtful, { checks: [isSeen], before }))).toBe(false)
    expect(hasEnded(doubt, answerTo(silent, { before }))).toBe(false)
    expect(hasEnded(doubt, answerTo(licence({ duringClosure: false }), { before }))).toBe(true)
  })

  it('drifts when the licence runs out, on the day after its last', () => {
    const context = contextOn('2025-06-02')
    expect(lapsesOf(item, licence(), context, '2028-06-01')).toEqual([
      { checkCode: 'DRIVING_LICENCE_VALID', lapsesOn: '2025-09-01' },
    ])
    expect(lapsesOf(item, licence(), context, '2025-08-31')).toEqual([])
    expect(driftTo(licence(), { day: '2025-08-31' })).toEqual([])
    expect(driftTo(licence(), { day: '2025-09-01' })).toEqual([ranOut])
  })

  it('does not drift when a value changes and the check still passes', () => {
    expect(driftTo(licence({ validUntil: '2031-08-31' }))).toEqual([])
  })

  it('drifts in every value that says something else where the check fails', () => {
    expect(driftTo(licence({ normal: false, validUntil: '2025-01-01' }))).toEqual([
      blocked,
      { ...ranOut, newValue: '"2025-01-01"' },
    ])
  })

  it('drifts in the status when the source has no such licence any more', () => {
    const gone = { ...recordFact(null), status: 'CONFIRMED_ABSENT' }
    expect(driftTo({ driver: { licence: gone } })).toEqual([
      {
        field: 'driver.licence.status',
        source: 'traffic-police',
        oldValue: '"PRESENT"',
        newValue: '"CONFIRMED_ABSENT"',
      },
    ])
  })

  it('does not drift in a value it did not stand on', () => {
    expect(driftTo(licence({ normal: false, restriction: 'glasses' }))).toEqual([blocked])
  })

  it('does not drift in a value of another fact, nor of one whose name begins alike', () => {
    const other = recordFact({ normal: true })
    const more = (normal: boolean): Evidence => ({
      driver: {
        ...licence({ normal }).driver,
        licenceHistory: { ...other, record: { normal } },
        points: other,
      },
    })
    expect(driftTo(more(false), { before: more(true) })).toEqual([blocked])
  })

  it('names a drift once, though two checks rest on it', () => {
    expect(driftTo(licence({ normal: false }), { checks: [licenceIsValid, licenceIsNormal] })).toEqual([
      blocked,
    ])
  })

  it('tells drifts of several checks, in the order of the item', () => {
    const both = (normal: boolean, points: number): Evidence => ({
      driver: { ...licence({ normal }).driver, points: recordFact({ points }) },
    })
    const found = driftTo(both(false, 12), { before: both(true, 3), checks: [pointsAreFew, licenceIsNormal] })
    expect(found).toEqual([
      { field: 'driver.points.points', source: 'source', oldValue: '3', newValue: '12' },
      blocked,
    ])
  })

  it('drifts when its source says two things of it, until it says one', () => {
    const said = (licence().driver as unknown as Facts).licence
    const contradicted = { driver: { licence: { ...said, status: 'CONFLICTING', unknown: 'CONFLICTING' } } }
    const drift = {
      field: 'driver.licence.status',
      source: 'traffic-police',
      oldValue: '"PRESENT"',
      newValue: '"CONFLICTING"',
    }
    expect(driftTo(contradicted)).toEqual([drift])
    expect(driftTo(contradicted, { before: {} })).toEqual([])
    expect(hasEnded(drift, answerTo(contradicted))).toBe(false)
    expect(hasEnded(drift, answerTo(silent))).toBe(false)
    expect(hasEnded(drift, answerTo(licence()))).toBe(true)
    expect(hasEnded(drift, answerTo(licence({ normal: false })))).toBe(true)
  })

  it('does not drift while the source is silent and no date has passed', () => {
    expect(driftTo(silent)).toEqual([])
    expect(driftTo(silent, { day: '2025-09-01' })).toEqual([])
  })

  it('drifts though the source is silent when its last known ground has run out', () => {
    expect(driftTo(silent, { day: '2025-09-01', lapsed: ['DRIVING_LICENCE_VALID'] })).toEqual([ranOut])
    expect(driftTo(silent, { day: '2025-09-01', lapsed: ['DRIVING_LICENCE_NORMAL'] })).toEqual([])
  })

  it('does not drift in a ground that ran out when the source has renewed it', () => {
    const renewed = licence({ validUntil: '2031-08-31' })
    expect(driftTo(renewed, { day: '2025-09-01', lapsed: ['DRIVING_LICENCE_VALID'] })).toEqual([])
  })

  it.each([
    [
      'the latest of the days that have passed',
      { first: '2019-01-01', validUntil: '2025-08-31' },
      'validUntil',
    ],
    [
      'the latest wherever it stands',
      { validUntil: '2019-01-01', reviewedUntil: '2025-08-31' },
      'reviewedUntil',
    ],
    ['not a day to come', { validUntil: '2025-08-31', next: '2030-01-01' }, 'validUntil'],
    ['the day itself', { validUntil: '2025-01-01', until: '2025-09-01' }, 'until'],
    [
      'the latest of several in one value',
      {
        validUntil: '2025-03-01',
        stays: [{ until: '2025-05-01' }, { until: '2025-01-01' }, { until: '2030-01-01' }],
      },
      'stays',
    ],
    ['not an instant', { validUntil: '2025-03-01', seenAt: '2025-05-01T00:00:00.000Z' }, 'validUntil'],
  ])('names %s as what ran out', (_, record, field) => {
    const before = licence(record)
    const found = driftTo(silent, { before, day: '2025-09-01', lapsed: ['DRIVING_LICENCE_VALID'] })
    expect(found.map((drift) => drift.field)).toEqual([`driver.licence.${field}`])
  })

  it('always names the same of two grounds that ran out on one day, the later in the record', () => {
    const before = licence({ other: '2025-08-31' })
    const found = driftTo(silent, { before, day: '2025-09-01', lapsed: ['DRIVING_LICENCE_VALID'] })
    expect(found.map(({ field }) => field)).toEqual(['driver.licence.other'])
  })

  it('names nothing where no ground has a day that passed', () => {
    const before = licence({ validUntil: '' })
    expect(driftTo(silent, { before, day: '2025-09-01', lapsed: ['DRIVING_LICENCE_VALID'] })).toEqual([])
  })

  it('does not drift where the check failed on nothing that was its ground', () => {
    expect(driftTo(licence({ normal: false }), { before: {} })).toEqual([])
    const rule = check<Facts>('FROM_NOWHERE', texts, () => ({ verdict: 'FAIL' }))
    expect(driftTo(licence(), { checks: [rule], day: '2025-09-01' })).toEqual([])
    const copied = check<Facts>('FROM_ELSEWHERE', texts, () => ({ verdict: 'FAIL', fact: recordFact({}) }))
    expect(driftTo(licence({ normal: false }), { checks: [copied], day: '2025-09-01' })).toEqual([])
  })

  it('does not drift in a check of the day of the decision only, on paper or not', () => {
    const checks = [{ ...licenceIsValid, lasting: false }]
    expect(driftTo(licence({ normal: false }), { checks })).toEqual([])
    expect(driftTo(licence({ normal: false }), { checks, paperChecks: [licenceIsValid.code] })).toEqual([])
  })
})

describe('a permit that stands on paper', () => {
  const paperChecks = ['DRIVING_LICENCE_VALID']
  const contradicted = {
    field: 'DRIVING_LICENCE_VALID',
    source: 'traffic-police',
    oldValue: '"PASS_ON_PAPER"',
    newValue: '"FAIL"',
  }

  it('drifts when the source returns and says otherwise, whatever else was its ground', () => {
    expect(driftTo(licence({ normal: false }), { before: {}, paperChecks })).toEqual([contradicted])
    expect(driftTo(licence({ normal: false }), { paperChecks })).toEqual([contradicted])
  })

  it('drifts in every check that stood on it and fails now, one of two or both', () => {
    const checks = [licenceIsValid, pointsAreFew]
    const asked = { checks, before: {}, paperChecks: checks.map(({ code }) => code) }
    const both = (points: number): Evidence => ({
      driver: { ...licence({ normal: false }).driver, points: recordFact({ points }) },
    })
    expect(driftTo(both(3), asked)).toEqual([contradicted])
    expect(driftTo(both(12), asked)).toEqual([
      contradicted,
      { ...contradicted, field: 'POINTS_BELOW', source: 'source' },
    ])
  })

  it('says so also where the check names no source', () => {
    const rule = { ...check<Facts>('DRIVING_LICENCE_VALID', texts, () => ({ verdict: 'FAIL' })) }
    expect(driftTo(licence(), { checks: [rule], paperChecks })).toEqual([{ ...contradicted, source: '' }])
  })

  it.each([
    ['the source agrees', licence()],
    ['the source is silent', silent],
  ])('does not drift where %s', (_, evidence) => {
    expect(driftTo(evidence, { before: {}, paperChecks })).toEqual([])
  })

  it('drifts as any other in a check that did not stand on it', () => {
    expect(driftTo(licence({ normal: false }), { paperChecks: ['POINTS_BELOW'] })).toEqual([blocked])
  })
})

describe('what is found beside drifts', () => {
  it('is how each check stands', () => {
    const checks = [licenceIsValid, pointsAreFew]
    const evidence = { driver: { ...licence({ normal: false }).driver, points: unknownFact() } }
    expect([...answerTo(evidence, { checks }).verdicts]).toEqual([
      ['DRIVING_LICENCE_VALID', 'FAIL'],
      ['POINTS_BELOW', 'UNKNOWN'],
    ])
  })

  it('is which facts a source vouches for now', () => {
    const { unknown: _, ...unmarked } = recordFact({})
    const evidence = {
      driver: { ...licence().driver, points: unknownFact() },
      office: { delegation: unmarked },
    }
    expect([...answerTo(evidence).known]).toEqual(['driver.licence', 'office.delegation'])
  })
})

describe('what a flag says', () => {
  const paperFlag = { field: 'DRIVING_LICENCE_VALID', newValue: '"FAIL"' }

  it.each([
    ['has not ended while it is found again', blocked, licence({ normal: false }), false],
    ['has ended when the source says what it said', blocked, licence(), true],
    ['has not ended while the source is silent', blocked, silent, false],
    [
      'has ended when another value of the source stands against it',
      ranOut,
      licence({ normal: false }),
      true,
    ],
    [
      'has ended when another value of the source came to say the same',
      { ...blocked, field: 'driver.licence.restricted' },
      licence({ normal: false }),
      true,
    ],
    [
      'has ended when the same value came to say something else',
      { ...ranOut, newValue: '"2025-01-01"' },
      licence({ validUntil: '2025-02-02' }),
      true,
    ],
    ['has not ended where the fact is not asked for any more', blocked, { driver: {} }, false],
    ['of paper has ended when the check passes', paperFlag, licence(), true],
    ['of paper has not ended while the check fails', paperFlag, licence({ normal: false }), false],
    ['of paper has not ended while the source is silent', paperFlag, silent, false],
  ])('%s', (_, flag, evidence, ended) => {
    expect(hasEnded(flag, answerTo(evidence))).toBe(ended)
  })

  it('of paper has not ended while it is found again', () => {
    const found = answerTo(licence({ normal: false }), { paperChecks: ['DRIVING_LICENCE_VALID'] })
    expect(hasEnded(paperFlag, found)).toBe(false)
  })
})
