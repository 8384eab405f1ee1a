/** Evaluates an application: evidence and findings outside any transaction, then one transaction that stores them. */

import type { Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Frame } from '../context.ts'
import { GraphUnasked } from '../graph/unasked.ts'
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

/** When a first evaluation that could not ask the graph is made again, seconds. */
const firstRepeatSeconds = 2

/**
 * Evaluates an open application and answers it as it then stands; a closed one is answered untouched. Whoever calls has
 * made sure that the actor may see it. Where the graph cannot be asked what was found before stays; an application of which
 * nothing was found yet shows what it waits for, and is evaluated again.
 * @throws GraphUnasked (SOURCE_UNAVAILABLE) where the graph cannot be asked and there are findings
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
    if (!judgement.wasAsked) {
      if (locked.evaluationId !== null) throw new GraphUnasked(applicationId)
      await evaluateAgain(frame, tx, applicationId)
    }
    return storeEvaluation(frame, tx, locked, judgement, purpose.actor)
  })
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

function evaluateAgain(frame: Frame, tx: Orm, applicationId: string): Promise<void> {
  return frame.jobs.send(
    tx,
    'evaluate',
    { applicationId },
    { singletonKey: `again ${applicationId}`, startAfterSeconds: firstRepeatSeconds },
  )
}
