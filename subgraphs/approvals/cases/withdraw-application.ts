/** Withdraws an application that is not decided yet. */
import type { Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { eq } from 'drizzle-orm'
import { tellPartners } from '../callbacks/tell-partners.ts'
import type { Frame } from '../context.ts'
import { appendAudit } from '../store/audit.ts'
import { type ApplicationRow, lockApplication } from '../store/questions.ts'
import { applications, watches } from '../store/tables.ts'
import { isIdentifier, requireFound, requireSubmitter } from './authority.ts'
import { readOptionalText } from './input.ts'
import { isOpen, requireVersion } from './states.ts'

/** Who withdraws what. */
export interface Withdrawal {
  readonly principal: Principal
  readonly tenant: Tenant
  readonly applicationId: string
  readonly expectedVersion: number
  readonly reason: string | null | undefined
}

/**
 * Withdraws.
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT when it changed since or is decided
 */
export async function withdrawApplication(
  frame: Frame,
  withdrawal: Withdrawal,
  now: Date,
): Promise<ApplicationRow> {
  const { principal, tenant, applicationId, expectedVersion } = withdrawal
  const reason = readOptionalText('reason', withdrawal.reason, 2000)
  if (!isIdentifier(applicationId)) return requireFound<ApplicationRow>(undefined, applicationId)
  return frame.db.write(tenant, async (tx) => {
    const row = requireFound(await lockApplication(tx, applicationId), applicationId)
    requireSubmitter(principal, {
      officeId: row.officeId,
      division: row.division,
      applicantRef: row.applicantRef ?? undefined,
      applicantUscc: row.applicantUscc ?? undefined,
    })
    requireVersion(row, expectedVersion)
    if (!isOpen(row))
      throw new HubError('CONFLICT', `The application is ${row.state} and cannot be withdrawn.`, {
        state: row.state,
      })
    const [withdrawn] = await tx
      .update(applications)
      .set({ state: 'WITHDRAWN', version: row.version + 1, waitingFor: [], withdrawalReason: reason ?? null })
      .where(eq(applications.id, row.id))
      .returning()
    await tx.delete(watches).where(eq(watches.applicationId, row.id))
    await tellPartners(frame, tx, {
      type: 'application.state.changed',
      at: now,
      applicationId: row.id,
      state: 'WITHDRAWN',
    })
    await appendAudit(tx, [
      {
        at: now,
        actor: principal.caller,
        action: 'WITHDRAWN',
        applicationId: row.id,
        detail: { round: row.round },
      },
    ])
    return requireFound(withdrawn, applicationId)
  })
}
