import { describe, expect, it } from 'vitest'
import { type CheckVerdict, check } from '../catalogue/check.ts'
import { contextOn } from '../testing/facts.ts'
import { correctionDrift, judgeByCorrection, versionField } from './correction.ts'

const texts = { about: ['日', 'day'], pass: ['好', 'ok'], fail: ['否', 'no'], advice: '。' } as const

function found(verdicts: Record<string, CheckVerdict>, version = 2) {
  return { version, verdicts: new Map(Object.entries(verdicts)) }
}

function own(verdicts: Record<string, CheckVerdict>, ...standing: string[]) {
  return {
    version: 1,
    verdicts: new Map(Object.entries(verdicts)),
    standing: standing.map((newValue) => ({ field: versionField, newValue: JSON.stringify(newValue) })),
  }
}

const drift = (newValue: string) => ({
  field: 'item.version',
  source: 'hub-approvals',
  oldValue: '"1"',
  newValue: JSON.stringify(newValue),
})

describe('a certificate of a version that is corrected', () => {
  it.each<[string, Record<string, CheckVerdict>, Record<string, CheckVerdict>, string | undefined]>([
    [
      'has no drift where its correction passes',
      { A: 'PASS', B: 'PASS' },
      { A: 'PASS', B: 'PASS' },
      undefined,
    ],
    ['has no drift where its correction cannot say', { A: 'UNKNOWN' }, { A: 'PASS' }, undefined],
    [
      'has one that names all that fails',
      { A: 'FAIL', B: 'PASS', C: 'FAIL' },
      { A: 'PASS', C: 'UNKNOWN' },
      '2: A, C',
    ],
    [
      'has none for what fails by its own version too',
      { A: 'FAIL', B: 'FAIL' },
      { A: 'FAIL', B: 'PASS' },
      '2: B',
    ],
    ['has one for a check its own version does not have', { NEW: 'FAIL' }, {}, '2: NEW'],
  ])('%s', (_, corrected, before, newValue) => {
    expect(correctionDrift(found(corrected), own(before))).toEqual(newValue && drift(newValue))
  })

  it('keeps what it is flagged for while a source is silent, and loses it when it passes', () => {
    const flagged = own({}, '2: A, B')
    expect(correctionDrift(found({ A: 'UNKNOWN', B: 'FAIL' }), flagged)).toEqual(drift('2: A, B'))
    expect(correctionDrift(found({ A: 'PASS', B: 'UNKNOWN' }), flagged)).toEqual(drift('2: B'))
    expect(correctionDrift(found({ A: 'PASS', B: 'PASS' }), flagged)).toBeUndefined()
  })

  it('is told of the newest correction, whatever an earlier one found', () => {
    expect(correctionDrift(found({ A: 'UNKNOWN' }, 3), own({}, '2: A'))).toBeUndefined()
    expect(correctionDrift(found({ A: 'FAIL' }, 3), own({}, '2: A'))).toEqual(drift('3: A'))
  })

  it('is not told of flags of other fields', () => {
    const standing = [{ field: 'vehicle.usage.current', newValue: '"2: A"' }]
    expect(correctionDrift(found({ A: 'UNKNOWN' }), { ...own({}), standing })).toBeUndefined()
  })
})

it('judges by the checks a certificate goes on resting on, and by no others', () => {
  const item = {
    version: 2,
    factsOf: (evidence: unknown) => evidence,
    checks: [
      check('LASTING', texts, (_: unknown, { day }) => ({ verdict: day < '2026-06-02' ? 'PASS' : 'FAIL' })),
      check('AT_ENTRY', texts, () => ({ verdict: 'FAIL' }), { lasting: false }),
    ],
  }
  expect(judgeByCorrection(item, {}, contextOn('2026-06-02'))).toEqual(found({ LASTING: 'FAIL' }))
})
