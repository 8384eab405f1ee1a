/** Denials are written down: who wanted to do what by a mandate, and could not. */
import { ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Frame } from '../context.ts'
import { appendAudit } from '../store/audit.ts'

/** An act as it is written down should it be denied; ids and codes, no personal data. */
export interface Attempt {
  readonly act: 'SUBMIT' | 'WITHDRAW' | 'REFRESH' | 'GRANT' | 'END'
  readonly actor: string
  readonly applicationId?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Does an act, and writes a denial into the audit, in a transaction of its own, where the act is refused because the
 * caller may not do it or nothing of his or hers is there. The refusal goes on to the caller as it was.
 */
export async function auditDenial<T>(frame: Frame, attempt: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HubError && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND'))
      await writeDenial(frame, attempt, error)
    throw error
  }
}

function writeDenial(
  { db, clock }: Frame,
  { act, actor, applicationId, detail }: Attempt,
  { code, details }: HubError,
): Promise<void> {
  const why = { act, code, ...(details.fault && { fault: details.fault }) }
  // Of what was not found nobody knows whether it is there: the chain must not say that an application is.
  const isKnown = code === 'FORBIDDEN' && applicationId !== undefined
  const named = isKnown || applicationId === undefined ? {} : { applicationId }
  return db.write(ownWork, (tx) =>
    appendAudit(tx, [
      {
        at: clock(),
        actor,
        action: 'MANDATE_DENIED',
        applicationId: isKnown ? applicationId : null,
        detail: { ...detail, ...named, ...why },
      },
    ]),
  )
}
