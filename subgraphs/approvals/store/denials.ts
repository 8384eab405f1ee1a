/** Writes down who was refused what: a denial is an act of its own, in a transaction of its own. */

import type { Clock } from '@one-visit/kit/clock.ts'
import { type Database, type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { appendAudit } from './audit.ts'
import { findApplication } from './questions.ts'

/** What somebody tried to do; ids and codes, no personal data. */
export interface Attempt {
  readonly act:
    | 'SUBMIT'
    | 'REFRESH'
    | 'DECIDE'
    | 'WITHDRAW'
    | 'ENTER_PAPER'
    | 'CONFIRM_PAPER'
    | 'READ_PAPER'
    | 'REVIEW_FLAG'
    | 'GRANT_MANDATE'
    | 'END_MANDATE'
    | 'CHANGE_CALLBACK'
    | 'RESEND_DELIVERY'
  readonly actor: string
  readonly organisation?: string | undefined
  /** The application it is about; left out of what is about none yet. */
  readonly applicationId?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** What a caller tries to do with an application. */
export function attemptOf(
  act: Attempt['act'],
  { caller: actor, organisation }: Principal,
  applicationId: string,
): Attempt & { applicationId: string } {
  return { act, actor, organisation, applicationId }
}

/**
 * Does the work; where it is refused because the caller may not do it, or because nothing of his or hers is there, the audit
 * is told, and the refusal goes on as it was. Of an application that is not there nobody was denied anything.
 */
export async function auditingDenials<Done>(
  frame: { readonly db: Database; readonly clock: Clock },
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

/** Writes down that somebody was refused something; of an application that is not there, nothing. */
export function writeDenial(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  { act, actor, organisation, applicationId, detail: about }: Attempt,
  { code, details: { reason, fault } }: Pick<HubError, 'code' | 'details'>,
): Promise<void> {
  return db.write(ownWork, async (tx) => {
    if (applicationId !== undefined && !(await isThere(tx, applicationId))) return
    const detail = {
      ...about,
      act,
      code,
      // Where there is a reason, its word is the fault's too.
      ...(typeof reason === 'string' ? { reason } : typeof fault === 'string' && { fault }),
      ...(organisation !== undefined && { organisation }),
    }
    await appendAudit(tx, [
      { at: clock(), actor, action: 'DENIED', applicationId: applicationId ?? null, detail },
    ])
  })
}

const isThere = async (tx: Orm, applicationId: string): Promise<boolean> =>
  isIdentifier(applicationId) && (await findApplication(tx, applicationId)) !== undefined
