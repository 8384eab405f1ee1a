/** Writes down who was refused what: a denial is an act of its own, in a transaction of its own. */
import { ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import type { Frame } from '../context.ts'
import { appendAudit } from '../store/audit.ts'
import { isIdentifier } from '../store/identifier.ts'
import { findApplication } from '../store/questions.ts'

/** What somebody tried to do with an application. */
export interface Attempt {
  readonly act: 'DECIDE' | 'WITHDRAW' | 'ENTER_PAPER' | 'CONFIRM_PAPER' | 'REVIEW_FLAG'
  readonly actor: string
  readonly organisation: string | undefined
  readonly applicationId: string
}

/** What a caller tries to do with an application. */
export function attemptOf(
  act: Attempt['act'],
  { caller: actor, organisation }: Principal,
  applicationId: string,
): Attempt {
  return { act, actor, organisation, applicationId }
}

/** Does the work; where it is refused to whoever asks, for an application that is there, the audit is told, and the refusal goes on. */
export async function auditingDenials<Done>(
  frame: Frame,
  attempt: Attempt,
  work: () => Promise<Done>,
): Promise<Done> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HubError && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND'))
      await writeDenial(frame, attempt, error)
    throw error
  }
}

function writeDenial(
  frame: Frame,
  { act, actor, organisation, applicationId }: Attempt,
  { code, details }: HubError,
): Promise<void> {
  return frame.db.write(ownWork, async (tx) => {
    if (!isIdentifier(applicationId) || (await findApplication(tx, applicationId)) === undefined) return
    const { reason } = details
    const detail = {
      act,
      code,
      ...(typeof reason === 'string' && { reason }),
      ...(organisation !== undefined && { organisation }),
    }
    await appendAudit(tx, [{ at: frame.clock(), actor, action: 'DENIED', applicationId, detail }])
  })
}
