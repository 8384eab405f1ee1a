/**
 * Release vectors: what the rules of a released version said when it was released, one situation a line. The first line
 * holds the good case whole and every other line what differs from it, so that all can be asked again of the code at
 * hand, years later, byte by byte.
 */

import type { Item } from '../catalogue/items/index.ts'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import { type CertificateContent, certificateContentBy } from '../judging/certificate-content.ts'
import type { Finding, Verdict } from '../judging/decide.ts'
import { type Drift, findDrift } from '../judging/drift.ts'
import { type EvidenceTable, evidencePlaces } from '../judging/evidence.ts'
import { groundOf } from '../judging/ground.ts'
import { issueContext } from '../judging/issue-context.ts'
import { type Lapse, lapsesOf } from '../judging/lapse.ts'
import { contextOf } from '../judging/snapshot.ts'
import type { ItemCase } from './item-case.ts'
import {
  goodTrial,
  groundOfTrials,
  type Judged,
  judgeTrial,
  type Trial,
  type TrialGround,
  trialsOf,
} from './trial.ts'

/** First line of a file: what all its lines share and are told against. */
export interface ReleaseHeader extends TrialGround {
  readonly item: string
  readonly version: number
  /** Source and greatest age of each field the item asks for, as they were at the release. */
  readonly evidence: EvidenceTable
  /** What was found of the good answer; every check passes. */
  readonly findings: readonly Finding[]
  /** What a certificate is given beside the rules. */
  readonly issue: {
    readonly certificateId: string
    readonly serial: number
    readonly holder: string
    readonly authority: string
  }
}

/** Every line after the first. What a line does not have is none, or as in the good case. */
export interface ReleaseLine extends Trial {
  readonly variables: Readonly<Record<string, unknown>>
  readonly snapshotDigest: string
  readonly verdict: Verdict
  /** What differs from what was found of the good answer, by check. */
  readonly findings: Readonly<Record<string, Partial<Finding>>>
  readonly certificate?: CertificateContent
  readonly lapses?: readonly Lapse[]
  /** What the later look at the certificate finds. */
  readonly drifts?: readonly Drift[]
}

/** The first line for a version released now. */
export function releaseHeader(itemCase: ItemCase, item: Item, table: EvidenceTable): ReleaseHeader {
  const ground = groundOfTrials(itemCase, evidenceOf(itemCase, item, table))
  return {
    ...ground,
    item: item.code,
    version: item.version,
    findings: judgeTrial(item, ground, goodTrial(itemCase)).findings,
    issue: {
      certificateId: 'c1b2c3d4-0000-4000-8000-000000000001',
      serial: 7,
      holder: '张*',
      authority: '温州市交通运输局',
    },
  }
}

/** Source and greatest age of the fields a version asks for. */
export function evidenceOf({ subjects }: Pick<ItemCase, 'subjects'>, item: Item, table: EvidenceTable) {
  return Object.fromEntries(
    evidencePlaces(item.evidence, item.variables(subjects), table).map(({ coordinate }) => {
      const { source = '', maxAge = '' } = table[coordinate] ?? {}
      return [coordinate, { source, maxAge }]
    }),
  )
}

/** The lines of a version by the rules at hand, in canonical JSON. */
export function releaseLines(itemCase: ItemCase, item: Item, header: ReleaseHeader): string[] {
  return trialsOf(itemCase, item, header.evidence).map((trial) => canonicalJson(lineOf(item, header, trial)))
}

/** What the rules given say today of the situation a recorded line holds, in canonical JSON. */
export function replayLine(item: Item, header: ReleaseHeader, line: ReleaseLine): string {
  const { title, asOf, subjects, parties, heard, paper, review } = line
  const trial = {
    title,
    asOf,
    heard,
    ...(subjects && { subjects }),
    ...(parties && { parties }),
    ...(paper && { paper }),
  }
  return canonicalJson(lineOf(item, header, { ...trial, ...(review && { review }) }))
}

function lineOf(item: Item, header: ReleaseHeader, trial: Trial): ReleaseLine {
  const judged = judgeTrial(item, header, trial)
  const { snapshot, verdict, findings } = judged
  const { evidence } = snapshot
  const snapshotDigest = digestOf(canonicalJson(snapshot))
  const line = {
    ...trial,
    variables: item.variables(snapshot.subjects),
    snapshotDigest,
    verdict,
    findings: differencesOf(header.findings, findings),
  }
  if (verdict !== 'PASS' && verdict !== 'PASS_ON_PAPER') return line
  const onPaper = verdict === 'PASS_ON_PAPER'
  const certificate = certificateContentBy(item, { ...header.issue, snapshot, snapshotDigest, onPaper })
  const lapses = lapsesOf(item, evidence, issueContext(item, snapshot).context, certificate.validUntil)
  if (trial.review === undefined) return { ...line, certificate, lapses }
  return { ...line, certificate, lapses, drifts: driftsOf(item, header, trial, judged, lapses) }
}

/** Members of findings that are not as they were, by check. */
function differencesOf(good: readonly Finding[], found: readonly Finding[]): ReleaseLine['findings'] {
  const before = new Map(good.map((finding) => [finding.code, new Map(Object.entries(finding))]))
  return Object.fromEntries(
    found.flatMap((finding) => {
      const members = Object.entries(finding).filter(
        ([name, value]) => before.get(finding.code)?.get(name) !== value,
      )
      return members.length === 0 ? [] : [[finding.code, Object.fromEntries(members)]]
    }),
  )
}

function driftsOf(
  item: Item,
  header: ReleaseHeader,
  trial: Trial,
  { snapshot }: Judged,
  lapses: readonly Lapse[],
): readonly Drift[] {
  const { paper = [], review, ...rest } = trial
  const now = judgeTrial(item, header, { ...rest, ...review }).snapshot
  const past = lapses.filter(({ lapsesOn }) => lapsesOn <= now.day)
  return findDrift({
    item,
    ground: groundOf(item, snapshot.evidence),
    evidence: now.evidence,
    context: contextOf(now),
    lapsed: new Set(past.map(({ checkCode }) => checkCode)),
    paperChecks: paper.map(({ check }) => check),
  }).drifts
}
