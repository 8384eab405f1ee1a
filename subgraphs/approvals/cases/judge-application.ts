/** Judges an application: asks the graph for its evidence, outside any transaction, and lets the rules decide. */

import { ownWork } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { print } from 'graphql'
import type { Fact } from '../catalogue/fact.ts'
import type { Item } from '../catalogue/items/index.ts'
import type { Parties } from '../catalogue/parties.ts'
import { ruleSubjectsOf, type Subjects } from '../catalogue/subjects.ts'
import type { Frame } from '../context.ts'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import { decide, type Finding, machineMayApprove, type Verdict } from '../judging/decide.ts'
import { factsOf, readEvidence } from '../judging/evidence.ts'
import type { ConfirmedPaper, Snapshot } from '../judging/snapshot.ts'
import { readSnapshot } from '../judging/stored.ts'
import { findPaperOf } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { itemOf } from './item-of.ts'
import { partiesOf } from './parties-of.ts'

/** For whom evidence is read, and until when. */
export interface JudgePurpose {
  /** Caller of a clerk or applicant, or `machine:<why>`. */
  readonly actor: string
  /** When the answer must be there, epoch ms. */
  readonly deadline: number
  /** Judges as if no paper had been entered, to see whether it holds. */
  readonly withoutPaper?: boolean
  /** The version to judge by, where it is another than that of `itemOf`. */
  readonly item?: Item
  /** What was found last, asked for where a room does not answer: it stands as answered then, where it was asked the same. */
  readonly before?: () => Promise<Snapshot | undefined>
}

/** What was found; nothing of it is stored yet. */
export interface Judgement {
  readonly asOf: Date
  readonly round: number
  /** The version of the item it was judged by. */
  readonly itemVersion: number
  readonly subjects: Subjects
  readonly parties: Parties
  readonly evidence: Snapshot['evidence']
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  /** Canonical JSON. */
  readonly snapshot: string
  readonly snapshotDigest: string
  readonly factsDigest: string
  readonly paper: readonly ConfirmedPaper[]
  /** Checks for which confirmed paper is there, whether it was used or not. */
  readonly paperChecks: readonly string[]
  /** Whether the item lets its rule approve what was found. */
  readonly machineMayApprove: boolean
  /** False where the graph gave no answer at all: then everything is UNKNOWN, and nothing was found. */
  readonly wasAsked: boolean
  /** Whether every room of the graph was asked and answered: what one did not answer is no word of its source. */
  readonly isWhole: boolean
}

/** Longest the graph is asked for evidence, ms. */
const askMaxMs = 4_000
/** What is kept of the caller's time for storing the result, ms. */
const reserveMs = 1_000

/** Judges an application on evidence read now. Never inside a transaction. */
export async function judgeApplication(
  frame: Frame,
  row: ApplicationRow,
  purpose: JudgePurpose,
): Promise<Judgement> {
  const { item = itemOf(row) } = purpose
  const subjects = ruleSubjectsOf(row, item.needs)
  const parties = partiesOf(row)
  const variables = item.variables(subjects)
  const confirmed = await findConfirmedPaper(frame, row)
  const answer = await frame.gateway.run({
    query: print(item.evidence),
    variables,
    purpose: { actor: purpose.actor, item: row.item, applicationId: row.id },
    deadlineMs: Math.min(askMaxMs, purpose.deadline - frame.clock().getTime() - reserveMs),
  })
  if (answer.kind === 'failed') {
    frame.log.warn({ why: answer.why, applicationId: row.id }, 'the graph gave no evidence')
  }
  const asOf = frame.clock()
  const reading = { table: frame.evidenceTable, asOf }
  const heard = readEvidence(item.evidence, variables, answer, reading)
  const isWhole = answer.kind === 'answered' && factsIn(heard).every(({ unknown }) => unknown !== 'ERROR')
  const last = isWhole ? undefined : await purpose.before?.()
  const before = last && askedAlike(last, { row, item, subjects })
  const evidence =
    before === undefined ? heard : readEvidence(item.evidence, variables, answer, { ...reading, before })
  const snapshot: Snapshot = {
    applicationId: row.id,
    round: row.round,
    itemVersion: item.version,
    asOf: asOf.toISOString(),
    day: shanghaiDay(asOf),
    subjects,
    ...parties,
    evidence,
    paper: purpose.withoutPaper === true ? [] : confirmed,
  }
  // Judged as it will be read again: what is decided now and what is replayed in years stand on the same bytes.
  const text = canonicalJson(snapshot)
  const kept = readSnapshot(text)
  const { verdict, findings } = decide(kept)
  return {
    asOf,
    round: row.round,
    itemVersion: item.version,
    subjects,
    parties,
    evidence: kept.evidence,
    verdict,
    findings,
    snapshot: text,
    snapshotDigest: digestOf(text),
    factsDigest: digestOf(canonicalJson(factsOf(kept.evidence))),
    paper: snapshot.paper,
    paperChecks: confirmed.map(({ check }) => check),
    machineMayApprove: machineMayApprove(item, { verdict, findings }),
    wasAsked: answer.kind !== 'failed',
    isWhole,
  }
}

function factsIn(evidence: Snapshot['evidence']): Fact[] {
  return Object.values(evidence).flatMap((fields) => Object.values(fields) as Fact[])
}

/** The evidence of a snapshot that asked of the same subjects, by the same version, in the same round. */
function askedAlike(
  { round, itemVersion, subjects, evidence }: Snapshot,
  now: { row: ApplicationRow; item: Item; subjects: Subjects },
): Snapshot['evidence'] | undefined {
  const isAlike =
    round === now.row.round &&
    itemVersion === now.item.version &&
    canonicalJson(subjects) === canonicalJson(now.subjects)
  return isAlike ? evidence : undefined
}

async function findConfirmedPaper(frame: Frame, row: ApplicationRow): Promise<ConfirmedPaper[]> {
  const entered = await frame.db.read(ownWork, (tx) => findPaperOf(tx, [row.id]))
  return entered
    .filter(({ confirmedBy, round }) => confirmedBy !== null && round === row.round)
    .map(({ checkCode, fileDigest, statesDay }) => ({
      check: checkCode,
      fileDigest,
      ...(statesDay !== null && { day: statesDay }),
    }))
}
