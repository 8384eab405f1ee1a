/** Evaluates an application: evidence and findings outside any transaction, then one transaction that stores them. */

import type { Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Frame } from '../context.ts'
import { GraphUnasked } from '../graph/unasked.ts'
import type { Snapshot } from '../judging/snapshot.ts'
import { readSnapshot } from '../judging/stored.ts'
import { findApplication, findEvaluations, lockApplication } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { requireFound } from './authority.ts'
import { judgeApplication } from './judge-application.ts'
import { isOpen } from './states.ts'
import { evaluateAgain, storeEvaluation } from './store-evaluation.ts'

/** On whose behalf evidence is read, and until when. */
export interface EvaluationPurpose {
  /** Caller of a clerk or applicant, or `machine:<why>`. */
  readonly actor: string
  /** When the answer must be there, epoch ms. */
  readonly deadline: number
  /** Whether somebody asked how the evidence is now: what a room does not answer is then shown as such. */
  readonly isAsked?: boolean
}

/**
 * Evaluates an open application and answers it as it then stands; a closed one is answered untouched. Whoever calls has
 * made sure that the actor may see it. Where the graph, or a room of it, cannot be asked what was found before stays as long as
 * it is not too old; an application of which nothing was found yet shows what it waits for, as does one whose evidence somebody
 * asked for. Either is evaluated again.
 * @throws GraphUnasked (SOURCE_UNAVAILABLE) where the graph cannot be asked and there are findings
 */
export async function evaluateApplication(
  frame: Frame,
  applicationId: string,
  purpose: EvaluationPurpose,
): Promise<ApplicationRow> {
  const { row } = await evaluateOnce(frame, applicationId, purpose, (tx) =>
    evaluateAgain(frame, tx, applicationId),
  )
  return row
}

/**
 * Evaluates as a job does, which is done again by whoever runs it.
 * @throws GraphUnasked where the graph, or a room of it, gave no answer: what was found is stored, what was found before stays
 */
export async function evaluateByJob(
  frame: Frame,
  applicationId: string,
  purpose: EvaluationPurpose,
): Promise<void> {
  const { isWhole } = await evaluateOnce(frame, applicationId, purpose)
  if (!isWhole) throw new GraphUnasked(applicationId)
}

/** Evaluates after an act that is done already: where the graph cannot be asked now, that follows as soon as it can. */
export async function evaluateAfterAct(
  frame: Frame,
  applicationId: string,
  purpose: EvaluationPurpose,
): Promise<ApplicationRow> {
  try {
    return await evaluateApplication(frame, applicationId, purpose)
  } catch (error) {
    if (!(error instanceof GraphUnasked)) throw error
    return frame.db.write(ownWork, async (tx) => {
      await evaluateAgain(frame, tx, applicationId)
      return requireFound(await findApplication(tx, applicationId), applicationId)
    })
  }
}

/** @param repeat has it made again where it is not whole, in the transaction that stores it: nothing comes between */
async function evaluateOnce(
  frame: Frame,
  applicationId: string,
  purpose: EvaluationPurpose,
  repeat?: (tx: Orm) => Promise<void>,
): Promise<{ row: ApplicationRow; isWhole: boolean }> {
  const row = requireFound(
    await frame.db.read(ownWork, (tx) => findApplication(tx, applicationId)),
    applicationId,
  )
  if (!isOpen(row.state)) return { row, isWhole: true }
  const before = () => frame.db.read(ownWork, (tx) => findLastSnapshot(tx, row))
  const judgement = await judgeApplication(frame, row, { ...purpose, ...(!purpose.isAsked && { before }) })
  const stored = await frame.db.write(ownWork, async (tx) => {
    const locked = requireFound(await lockApplication(tx, applicationId), applicationId)
    if (!judgement.wasAsked && locked.evaluationId !== null) throw new GraphUnasked(applicationId)
    if (!judgement.isWhole) await repeat?.(tx)
    return storeEvaluation(frame, tx, locked, judgement, purpose.actor)
  })
  return { row: stored, isWhole: judgement.isWhole }
}

async function findLastSnapshot(tx: Orm, { evaluationId }: ApplicationRow): Promise<Snapshot | undefined> {
  const [evaluation] = evaluationId === null ? [] : await findEvaluations(tx, [evaluationId])
  return evaluation && readSnapshot(evaluation.snapshot)
}
