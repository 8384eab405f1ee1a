import { describe, expect, it } from 'vitest'
import type { UnknownReason } from '../catalogue/fact.ts'
import { getItemVersion } from '../catalogue/items/index.ts'
import { recordFact, unknownFact } from '../testing/facts.ts'
import { freightEvidence, freightSnapshot } from '../testing/freight.ts'
import { decide, type Finding, overall, type Verdict } from './decide.ts'
import type { Snapshot } from './snapshot.ts'

const code = 'POLICE_STATUS_CLEAR'

/** Good evidence in which the police say something else, or nothing. */
function policeSaying(policeStatus: unknown): Snapshot['evidence'] {
  const { vehicle, ...rest } = freightEvidence()
  return { ...rest, vehicle: { ...vehicle, policeStatus } }
}

function findingOf(snapshot: Snapshot, wanted = code): Finding | undefined {
  return decide(snapshot).findings.find((finding) => finding.code === wanted)
}

const letters = (effect: string) => ({
  ...freightEvidence().vehicle.policeStatus.record,
  letters: [{ letter: 'A', effect }],
})

describe('the verdict over all findings', () => {
  it.each<[string, Verdict[], Verdict]>([
    ['all pass', ['PASS', 'PASS'], 'PASS'],
    ['one is unknown', ['PASS', 'UNKNOWN', 'PASS'], 'UNKNOWN'],
    ['one fails', ['PASS', 'UNKNOWN', 'FAIL', 'PASS_ON_PAPER'], 'FAIL'],
    ['one stands on paper', ['PASS', 'PASS_ON_PAPER', 'PASS'], 'PASS_ON_PAPER'],
    ['one stands on paper and one is unknown', ['PASS_ON_PAPER', 'UNKNOWN'], 'UNKNOWN'],
    ['there are none', [], 'UNKNOWN'],
  ])('%s', (_, verdicts, verdict) => {
    expect(overall(verdicts.map((each) => ({ verdict: each })))).toBe(verdict)
  })
})

describe('a decision', () => {
  it('has a finding for every check, in the order of the item', () => {
    const { verdict, findings } = decide(freightSnapshot())
    expect(verdict).toBe('PASS')
    expect(findings.map((finding) => finding.code)).toEqual(
      getItemVersion('FRT-01', 1).checks.map((check) => check.code),
    )
  })

  it('is refused where the catalogue never had the version', () => {
    expect(() => decide({ ...freightSnapshot(), itemVersion: 99 })).toThrow('version 99 of FRT-01')
  })

  it('is made on the day of the snapshot', () => {
    const later = { ...freightSnapshot(), day: '2027-01-01' }
    expect(findingOf(later, 'COMPREHENSIVE_INSPECTION_VALID')?.verdict).toBe('FAIL')
  })

  it('is made for the subjects of the snapshot', () => {
    const snapshot = freightSnapshot()
    const subjects = { ...snapshot.subjects, plateNumber: '浙C99999' }
    expect(findingOf({ ...snapshot, subjects }, 'PLATE_AGREES')?.verdict).toBe('FAIL')
  })

  it.each([
    [
      'passes',
      recordFact(letters('NONE')),
      {
        verdict: 'PASS',
        text: '机动车状态无限制办理的情形。',
        textEn: 'No police status stands against it.',
        advice: null,
      },
    ],
    [
      'fails',
      recordFact(letters('BLOCK')),
      {
        verdict: 'FAIL',
        text: '机动车状态有限制办理的情形。',
        textEn: 'The police status of the vehicle stands against it.',
        advice: '请到公安交管部门处理机动车状态（如逾期未检验、查封、注销）后再办。',
      },
    ],
    [
      'is unknown',
      unknownFact('UNAVAILABLE'),
      {
        verdict: 'UNKNOWN',
        text: '机动车状态待核：来源来源数据暂缺。',
        textEn: 'police status of the vehicle cannot be judged: the source has not spoken yet.',
        advice: '无需提交材料；来源数据到达后系统自动复核。',
      },
    ],
  ])('tells of a check that %s, with source, record and instant', (_, fact, told) => {
    expect(findingOf(freightSnapshot(policeSaying(fact)))).toEqual({
      code,
      ...told,
      source: 'source',
      record: 'source-1',
      confirmedAt: '2026-06-01T00:00:00.000Z',
    })
  })

  it('says null where a fact has no record number and was never confirmed', () => {
    const fact = { ...recordFact(letters('NONE')), revision: null, confirmedAt: undefined }
    expect(findingOf(freightSnapshot(policeSaying(fact)))).toMatchObject({
      source: 'source',
      record: null,
      confirmedAt: null,
    })
  })

  it('says null where there is no fact, and that the record does not say enough', () => {
    expect(findingOf(freightSnapshot(policeSaying(null)))).toEqual({
      code,
      verdict: 'UNKNOWN',
      text: '机动车状态待核：记录内容不足以判断。',
      textEn: 'police status of the vehicle cannot be judged: the record does not say enough.',
      advice: '无需提交材料；来源数据到达后系统自动复核。',
      source: null,
      record: null,
      confirmedAt: null,
    })
  })

  it('names the source whose record does not say enough', () => {
    const unweighed = { ...freightEvidence().vehicle.policeStatus.record, grossMassKg: null }
    expect(
      findingOf(freightSnapshot(policeSaying(recordFact(unweighed))), 'GROSS_MASS_NEEDS_PERMIT'),
    ).toMatchObject({ verdict: 'UNKNOWN', text: '总质量待核：来源记录内容不足以判断。' })
  })

  it('leaves the name of a source empty where it has none', () => {
    const nameless = { ...unknownFact(), source: { id: 'traffic-police', name: '', authority: '' } }
    expect(findingOf(freightSnapshot(policeSaying(nameless)))?.text).toBe('机动车状态待核：来源数据暂缺。')
  })

  it.each<[UnknownReason, string, string]>([
    ['ERROR', '来源应答出错', 'the source answered with an error'],
    ['NO_ANSWER', '来源未应答', 'the source did not answer'],
    ['NO_ENVELOPE', '来源未应答', 'the source did not answer'],
    ['STALE', '来源数据滞后', 'what the source sent is not complete'],
    ['UNAVAILABLE', '来源数据暂缺', 'the source has not spoken yet'],
    ['CONFLICTING', '来源记录相互矛盾', 'records of the source contradict one another'],
    ['OTHER_SUBJECT', '来源应答的对象不符', 'the source spoke of another subject'],
    ['INCOMPLETE', '来源应答不完整', 'the answer of the source is cut off'],
    ['TOO_OLD', '来源确认时间过久', 'the source confirmed it too long ago'],
    ['AHEAD', '来源时间超前', 'the source confirmed it in the future'],
  ])('gives the reason why nothing can be said: %s', (reason, zh, en) => {
    expect(findingOf(freightSnapshot(policeSaying(unknownFact(reason))))).toMatchObject({
      text: `机动车状态待核：来源${zh}。`,
      textEn: `police status of the vehicle cannot be judged: ${en}.`,
    })
  })

  it('says since when a source is silent, where the snapshot does', () => {
    const silent = { ...unknownFact('TOO_OLD'), silentSince: '2026-05-30 08:00' }
    expect(findingOf(freightSnapshot(policeSaying(silent)))).toMatchObject({
      text: '机动车状态待核：来源来源自2026-05-30 08:00起未再确认。',
      textEn:
        'police status of the vehicle cannot be judged: the source has confirmed nothing since 2026-05-30 08:00 (UTC+8).',
    })
  })
})

describe('paper', () => {
  const entered = (check: string) => [{ check, fileDigest: 'x' }]

  it('stands for a source that is silent', () => {
    const snapshot = { ...freightSnapshot(policeSaying(unknownFact())), paper: entered(code) }
    expect(findingOf(snapshot)).toEqual({
      code,
      verdict: 'PASS_ON_PAPER',
      text: '机动车状态凭纸质材料核定，待来源恢复后复核。',
      textEn: 'police status of the vehicle: accepted on paper, to be verified when the source returns.',
      advice: null,
      source: 'source',
      record: 'source-1',
      confirmedAt: '2026-06-01T00:00:00.000Z',
    })
  })

  it('stands for the check it was entered for and for no other', () => {
    const evidence = policeSaying(unknownFact())
    const silent = { ...evidence, vehicle: { ...evidence.vehicle, usage: unknownFact() } }
    const snapshot = { ...freightSnapshot(silent), paper: entered(code) }
    expect(findingOf(snapshot)?.verdict).toBe('PASS_ON_PAPER')
    expect(findingOf(snapshot, 'USAGE_FREIGHT')?.verdict).toBe('UNKNOWN')
  })

  it('is found among other paper', () => {
    const paper = [...entered('USAGE_FREIGHT'), ...entered(code)]
    expect(findingOf({ ...freightSnapshot(policeSaying(unknownFact())), paper })?.verdict).toBe(
      'PASS_ON_PAPER',
    )
  })

  it.each([
    ['PASS', 'NONE'],
    ['FAIL', 'BLOCK'],
  ])('does not change a %s', (verdict, effect) => {
    const snapshot = { ...freightSnapshot(policeSaying(recordFact(letters(effect)))), paper: entered(code) }
    expect(findingOf(snapshot)?.verdict).toBe(verdict)
  })

  it('counts only where the item allows it', () => {
    const evidence = { ...freightEvidence(), office: { delegation: unknownFact() } }
    const snapshot = { ...freightSnapshot(evidence), paper: entered('OFFICE_DELEGATED') }
    expect(findingOf(snapshot, 'OFFICE_DELEGATED')?.verdict).toBe('UNKNOWN')
  })
})
