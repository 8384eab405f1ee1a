/** The review by which a clerk closes a flag of a certificate. */
import { type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import { eq } from 'drizzle-orm'
import { requireOfficer } from '../cases/acting-authority.ts'
import { requireFound } from '../cases/authority.ts'
import { readText } from '../cases/input.ts'
import type { Officer } from '../cases/paper-evidence.ts'
import type { Frame } from '../context.ts'
import { appendAudit, digestsOf } from '../store/audit.ts'
import { attemptOf, auditingDenials } from '../store/denials.ts'
import { findApplication } from '../store/questions.ts'
import { refused } from '../store/refused.ts'
import type { ApplicationRow, FlagRow } from '../store/rows.ts'
import { certificateFlags } from '../store/tables/certificates.ts'
import { flagStateOf } from './flags.ts'

/**
 * Closes an open flag with the clerk's reason; it is not raised again while the source says the same.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT for one that is closed
 */
export async function reviewFlag(frame: Frame, clerk: Officer, id: string, why: string): Promise<FlagRow> {
  const reason = readText('reason', why, 2000)
  const missing = () => new HubError('NOT_FOUND', `There is no flag ${id}.`, { field: 'id', id })
  if (!isIdentifier(id)) throw missing()
  const concerned = await frame.db.read(ownWork, (tx) => findApplicationOfFlag(tx, id))
  if (concerned === undefined) throw missing()
  return auditingDenials(frame, attemptOf('REVIEW_FLAG', clerk.principal, concerned.id), async () => {
    const seen = await frame.db.read(clerk.tenant, (tx) => findApplicationOfFlag(tx, id))
    if (seen === undefined) throw missing()
    await requireOfficer(frame, clerk.principal, seen, { deadline: clerk.deadline, decides: false })
    return storeReview(frame, clerk, id, reason)
  })
}

/** The application whose certificate bears a flag; undefined where there is no such flag. */
export async function findApplicationOfFlag(tx: Orm, id: string): Promise<ApplicationRow | undefined> {
  const [flag] = await tx.select().from(certificateFlags).where(eq(certificateFlags.id, id))
  return flag && requireFound(await findApplication(tx, flag.applicationId), flag.applicationId)
}

function storeReview(frame: Frame, clerk: Officer, id: string, reason: string): Promise<FlagRow> {
  const at = frame.clock()
  return frame.db.write(clerk.tenant, async (tx) => {
    const [flag] = await tx.select().from(certificateFlags).where(eq(certificateFlags.id, id)).for('update')
    if (flag === undefined) throw new HubError('NOT_FOUND', `There is no flag ${id}.`, { field: 'id', id })
    const { applicationId, certificateId, field } = flag
    const state = flagStateOf(flag)
    if (state !== 'OPEN')
      throw refused('CONFLICT', { field: 'id', fault: 'FLAG_CLOSED', id, state }, `The flag is ${state}.`)
    const reviewed = { reviewedAt: at, reviewedBy: clerk.principal.caller, reason }
    await tx.update(certificateFlags).set(reviewed).where(eq(certificateFlags.id, id))
    await appendAudit(tx, [
      {
        at,
        actor: clerk.principal.caller,
        action: 'CERTIFICATE_FLAG_REVIEWED',
        applicationId,
        detail: { certificateId, flagId: id, field, flags: digestsOf([{ ...flag, ...reviewed }]) },
      },
    ])
    return { ...flag, ...reviewed }
  })
}
