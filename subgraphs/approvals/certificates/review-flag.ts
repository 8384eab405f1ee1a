/** The review by which a clerk closes a flag of a certificate. */
import type { Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { eq } from 'drizzle-orm'
import { requireClerkOf, requireFound } from '../cases/authority.ts'
import { readText } from '../cases/input.ts'
import type { Frame } from '../context.ts'
import { appendAudit } from '../store/audit.ts'
import { isIdentifier } from '../store/identifier.ts'
import { findApplication } from '../store/questions.ts'
import type { FlagRow } from '../store/rows.ts'
import { certificateFlags } from '../store/tables/certificates.ts'
import { flagStateOf } from './flags.ts'

/**
 * Closes an open flag with the clerk's reason; it is not raised again while the source says the same.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT for one that is closed
 */
export async function reviewFlag(
  frame: Frame,
  clerk: { readonly principal: Principal; readonly tenant: Tenant },
  id: string,
  why: string,
): Promise<FlagRow> {
  const reason = readText('reason', why, 2000)
  const missing = () => new HubError('NOT_FOUND', `There is no flag ${id}.`, { id })
  if (!isIdentifier(id)) throw missing()
  const at = frame.clock()
  return frame.db.write(clerk.tenant, async (tx) => {
    const [flag] = await tx.select().from(certificateFlags).where(eq(certificateFlags.id, id)).for('update')
    if (flag === undefined) throw missing()
    const { applicationId, certificateId, field } = flag
    requireClerkOf(clerk.principal, requireFound(await findApplication(tx, applicationId), applicationId))
    const state = flagStateOf(flag)
    if (state !== 'OPEN') throw new HubError('CONFLICT', `The flag is ${state}.`, { id, state })
    const reviewed = { reviewedAt: at, reviewedBy: clerk.principal.caller, reason }
    await tx.update(certificateFlags).set(reviewed).where(eq(certificateFlags.id, id))
    await appendAudit(tx, [
      {
        at,
        actor: clerk.principal.caller,
        action: 'CERTIFICATE_FLAG_REVIEWED',
        applicationId,
        detail: { certificateId, flagId: id, field },
      },
    ])
    return { ...flag, ...reviewed }
  })
}
