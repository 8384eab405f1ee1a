import { describe, expect, it } from 'vitest'
import { rhl02CaseV3 } from '../catalogue/items/RHL-02.v3.case.ts'
import { changed, paperFor } from '../testing/item-case.ts'
import { itemHarness } from '../testing/item-harness.ts'
import { canonicalJson, digestOf } from './canonical.ts'
import { certificateContentBy } from './certificate-content.ts'
import { decide } from './decide.ts'
import { findDrift } from './drift.ts'
import { factsOf } from './evidence.ts'
import { groundOf } from './ground.ts'
import { issueContext } from './issue-context.ts'
import { lapsesOf } from './lapse.ts'
import { replay } from './replay.ts'
import type { ConfirmedPaper, Snapshot } from './snapshot.ts'

const { item, judge } = itemHarness(rhl02CaseV3)
const good = () => rhl02CaseV3.good()
const silent = (path: string) => changed(good(), { [`${path}.status`]: 'UNAVAILABLE' })
const paper = (...codes: string[]) => paperFor(rhl02CaseV3, codes, good())
const contentOf = (snapshot: Snapshot) =>
  certificateContentBy(item, {
    snapshot,
    snapshotDigest: '',
    certificateId: '',
    serial: 1,
    holder: '申请人所填',
    authority: '',
    onPaper: true,
  })
/** All paper for a police force that says nothing. */
const ofPolice = (registeredOn: string): ConfirmedPaper[] =>
  paper(...item.paperAllowed).map((each) =>
    each.check === 'AGE_BELOW' ? { ...each, day: registeredOn } : each,
  )
const withoutPolice = () =>
  ['policeStatus', 'usage', 'owner'].reduce(
    (tree, field) => changed(tree, { [`vehicle.${field}.status`]: 'UNAVAILABLE' }),
    good(),
  )

describe('a certificate on paper', () => {
  it('ends when the paper says it does: eight years are not removed by it', () => {
    // Only what states no day makes it short; a policy states its own.
    const { verdict, snapshot } = judge(silent('vehicle.insurance'), { paper: paper('INSURANCE_IN_FORCE') })
    expect(verdict).toBe('PASS_ON_PAPER')
    expect(contentOf(snapshot).validUntil).toBe('2029-05-31')
    const { snapshot: onPaper, verdict: whole } = judge(withoutPolice(), { paper: ofPolice('2018-07-01') })
    expect(whole).toBe('PASS_ON_PAPER')
    expect(contentOf(onPaper).validUntil).toBe('2026-06-30')
    const { context } = issueContext(item, onPaper)
    expect(context.paperDays).toMatchObject({ AGE_BELOW: '2018-07-01' })
  })

  it('lasts three months where an original states no day', () => {
    const { verdict, snapshot } = judge(silent('vehicle.equipment'), { paper: paper('EQUIPMENT_FITTED') })
    expect(verdict).toBe('PASS_ON_PAPER')
    expect(contentOf(snapshot).validUntil).toBe('2026-08-31')
  })

  it('is not to be had where the original states a vehicle that is too old', () => {
    const { verdict, findings } = judge(withoutPolice(), { paper: ofPolice('2018-06-01') })
    expect(verdict).toBe('FAIL')
    expect(findings.find(({ code }) => code === 'AGE_BELOW')).toMatchObject({
      verdict: 'FAIL',
      text: '使用年限已满8年，应退出网约车经营。',
    })
  })

  it('is for its holder by the source, and by the applicant only where paper stands for the name', () => {
    const { snapshot } = judge(silent('vehicle.equipment'), { paper: paper('EQUIPMENT_FITTED') })
    expect(contentOf(snapshot).holder).toBe('张虚构')
    const { snapshot: onPaper, verdict } = judge(withoutPolice(), { paper: ofPolice('2024-06-01') })
    expect(verdict).toBe('PASS_ON_PAPER')
    expect(contentOf(onPaper).holder).toBe('申请人所填')
  })

  it('lapses the day after the day its paper states, and is flagged then by the check', () => {
    const { snapshot } = judge(silent('vehicle.safety'), { paper: paper('SAFETY_INSPECTION_VALID') })
    const { context } = issueContext(item, snapshot)
    const lapses = lapsesOf(item, snapshot.evidence, context, '2029-05-31')
    expect(lapses.find(({ checkCode }) => checkCode === 'SAFETY_INSPECTION_VALID')).toEqual({
      checkCode: 'SAFETY_INSPECTION_VALID',
      lapsesOn: '2026-12-01',
    })
    const later = judge(silent('vehicle.safety')).snapshot
    const drift = (day: string, lapsed: string[]) =>
      findDrift({
        item,
        ground: groundOf(item, snapshot.evidence),
        evidence: later.evidence,
        context: { ...context, day },
        lapsed: new Set(lapsed),
        paperChecks: ['SAFETY_INSPECTION_VALID'],
      }).drifts.filter(({ field }) => field === 'SAFETY_INSPECTION_VALID')
    expect(drift('2026-07-01', [])).toEqual([])
    expect(drift('2026-07-01', ['SAFETY_INSPECTION_VALID'])).toEqual([
      {
        field: 'SAFETY_INSPECTION_VALID',
        source: 'inspection-station',
        oldValue: '"PASS_ON_PAPER"',
        newValue: '"LAPSED"',
      },
    ])
  })
})

describe('what a case is between', () => {
  const company = '91330300MA2CTERT7Y'
  const applicant = rhl02CaseV3.parties?.applicant ?? {}
  const mandate = {
    kind: 'LEASE',
    grantedBy: company,
    grantedTo: applicant.ref ?? '',
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
  } as const
  const leased = changed(good(), {
    'vehicle.owner.record.ownerRef': null,
    'vehicle.owner.record.ownerUscc': company,
  })

  it('is part of the snapshot: decided again years later, it is decided alike', () => {
    const { snapshot, verdict, findings } = judge(leased, { parties: { applicant, mandate } })
    expect(verdict).toBe('PASS')
    expect(snapshot).toMatchObject({ applicant, mandate })
    const text = canonicalJson(snapshot)
    const stored = {
      id: 'd',
      applicationId: 'a',
      verdict,
      snapshot: text,
      snapshotDigest: digestOf(text),
      factsDigest: digestOf(canonicalJson(factsOf(snapshot.evidence))),
      findings: canonicalJson(findings),
    }
    expect(replay(stored).differences).toEqual([])
    const { mandate: _, ...without } = snapshot
    expect(decide(without).verdict).toBe('FAIL')
  })

  it('lapses with the mandate, and a mandate that was ended is flagged', () => {
    const { snapshot } = judge(leased, { parties: { applicant, mandate } })
    const { context } = issueContext(item, snapshot)
    expect(lapsesOf(item, snapshot.evidence, context, '2029-05-31')).toContainEqual({
      checkCode: 'OWNER_AGREES',
      lapsesOn: '2027-01-01',
    })
    const ended = { ...context, day: '2026-07-01', mandate: { ...mandate, validUntil: '2026-06-15' } }
    const question = {
      item,
      ground: groundOf(item, snapshot.evidence),
      evidence: snapshot.evidence,
      lapsed: new Set<string>(),
      paperChecks: [],
    }
    expect(findDrift({ ...question, context: ended }).drifts).toContainEqual({
      field: 'OWNER_AGREES',
      source: 'traffic-police',
      oldValue: '"PASS"',
      newValue: '"FAIL"',
    })
    expect(findDrift({ ...question, context }).drifts).toEqual([])
  })

  it('leaves no name in the ground of a certificate, and the key of the owner in it', () => {
    const { snapshot } = judge(good())
    const fields = groundOf(item, snapshot.evidence).map(({ field }) => field)
    expect(fields).toContain('vehicle.owner.ownerRef')
    expect(fields).not.toContain('vehicle.owner.name')
    expect(JSON.stringify(groundOf(item, snapshot.evidence))).not.toContain('张虚构')
  })
})
