/** Evaluates an application: evidence and findings outside any transaction, then one transaction that stores them. */

import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Frame } from '../context.ts'
import { findApplication, lockApplication } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { requireFound } from './authority.ts'
import { judgeApplication } from './judge-application.ts'
import { isOpen } from './states.ts'
import { storeEvaluation } from './store-evaluation.ts'

/** On whose behalf evidence is read, and until when. */
export interface EvaluationPurpose {
  /** Caller of a clerk or applicant, or `machine:<why>`. */
  readonly actor: string
  /** When the answer must be there, epoch ms. */
  readonly deadline: number
}

/**
 * Evaluates an open application and answers it as it then stands; a closed one is answered untouched. Whoever calls has
 * made sure that the actor may see it.
 */
export async function evaluateApplication(
  frame: Frame,
  applicationId: string,
  purpose: EvaluationPurpose,
): Promise<ApplicationRow> {
  const row = requireFound(
    await frame.db.read(ownWork, (tx) => findApplication(tx, applicationId)),
    applicationId,
  )
  if (!isOpen(row.state)) return row
  const judgement = await judgeApplication(frame, row, purpose)
  return frame.db.write(ownWork, async (tx) => {
    const locked = requireFound(await lockApplication(tx, applicationId), applicationId)
    return storeEvaluation(frame, tx, locked, judgement, purpose.actor)
  })
}
