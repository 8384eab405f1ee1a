/** Stores what was judged, with the state that follows from it. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { Frame } from '../context.ts'
import { canonicalJson } from '../judging/canonical.ts'
import type { Finding } from '../judging/decide.ts'
import { readFindings } from '../judging/stored.ts'
import { findEvaluations } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { type ApplicationState, evaluations } from '../store/tables/cases.ts'
import { itemOf } from './item-of.ts'
import type { Judgement } from './judge-application.ts'
import { moveApplication } from './move-application.ts'
import { isOpen } from './states.ts'

/**
 * Writes an evaluation of a locked application: the row's version rises only when there is something new to see, so
 * that a clerk's decision is not turned away by an evaluation that found the same. An evaluation by a correction of the
 * row's version moves the row to it. Answers the row as it now stands; a decided application, another round, a version
 * that is corrected meanwhile or an evaluation older than the stored one leaves it as it was.
 */
export async function storeEvaluation(
  frame: Frame,
  tx: Orm,
  row: ApplicationRow,
  judgement: Judgement,
  actor: string,
): Promise<ApplicationRow> {
  if (!isOpen(row.state) || row.round !== judgement.round) return row
  if (itemOf(row).version !== judgement.itemVersion) return row
  const [before] = row.evaluationId === null ? [] : await findEvaluations(tx, [row.evaluationId])
  if (before !== undefined && before.evaluatedAt > judgement.asOf) return row
  const state = stateAfter(row, judgement)
  const isCorrected = judgement.itemVersion !== row.itemVersion
  const isSame =
    !isCorrected &&
    state === row.state &&
    before?.factsDigest === judgement.factsDigest &&
    verdictsOf(readFindings(before.findings)) === verdictsOf(judgement.findings)
  const id = crypto.randomUUID()
  await tx.insert(evaluations).values({
    id,
    applicationId: row.id,
    round: row.round,
    itemVersion: judgement.itemVersion,
    evaluatedAt: judgement.asOf,
    verdict: judgement.verdict,
    snapshot: judgement.snapshot,
    snapshotDigest: judgement.snapshotDigest,
    factsDigest: judgement.factsDigest,
    findings: canonicalJson(judgement.findings),
  })
  const waitingFor = judgement.findings.flatMap((finding) =>
    finding.verdict === 'UNKNOWN' && finding.source !== null ? [finding.source] : [],
  )
  return moveApplication(tx, frame, row, {
    action: 'EVALUATE',
    to: state,
    who: 'HUB',
    actor,
    at: judgement.asOf,
    changes: {
      evaluationId: id,
      itemVersion: judgement.itemVersion,
      waitingFor: [...new Set(waitingFor)],
    },
    isNews: !isSame,
    also: async () => {
      // A second round is back with the clerk: the machine has had its turn.
      if (judgement.machineMayApprove && judgement.isWhole && row.round === 1)
        await frame.jobs.send(tx, 'machine-decision', { applicationId: row.id }, { singletonKey: row.id })
    },
    auditBefore: isCorrected
      ? [
          {
            action: 'ITEM_VERSION_CHANGED',
            detail: { item: row.item, from: row.itemVersion, to: judgement.itemVersion },
          },
        ]
      : [],
    audit: {
      action: 'EVALUATED',
      detail: {
        round: row.round,
        verdict: judgement.verdict,
        snapshotDigest: judgement.snapshotDigest,
        factsDigest: judgement.factsDigest,
      },
    },
  })
}

/**
 * State of an open application whose checks found this: it waits as long as one of them cannot say. What came back
 * from the owning room stays marked until a clerk decides it.
 */
function stateAfter(row: ApplicationRow, judgement: Judgement): ApplicationState {
  if (row.state === 'RETURNED') return 'RETURNED'
  return judgement.findings.some((finding) => finding.verdict === 'UNKNOWN')
    ? 'WAITING_FOR_EVIDENCE'
    : 'READY'
}

/** When an evaluation that could not ask the graph, or a room of it, is made again, seconds. */
const firstRepeatSeconds = 2

/** Has an application evaluated again soon, by a job that exists if and only if the transaction commits. */
export function evaluateAgain(frame: Frame, tx: Orm, applicationId: string): Promise<void> {
  return frame.jobs.send(
    tx,
    'evaluate',
    { applicationId },
    { singletonKey: `again ${applicationId}`, startAfterSeconds: firstRepeatSeconds },
  )
}

/** What a clerk sees of findings at a glance. */
function verdictsOf(findings: readonly Finding[]): string {
  return findings.map(({ code, verdict }) => `${code} ${verdict}`).join()
}
