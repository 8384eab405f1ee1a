/** Withdraws an application that is not decided yet. */
import type { Tenant } from '@one-visit/kit/database/database.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import type { Frame } from '../context.ts'
import { lockApplication } from '../store/questions.ts'
import { applicationClosed } from '../store/refused.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { requireActor, requireFound, requireVersion } from './authority.ts'
import { readOptionalText } from './input.ts'
import { moveApplication } from './move-application.ts'
import { isOpen } from './states.ts'

/** `expectedVersion` is the application's as the caller saw it; `reason` has at most 2,000 characters. */
export interface Withdrawal {
  readonly principal: Principal
  readonly tenant: Tenant
  readonly applicationId: string
  readonly expectedVersion: number
  readonly reason: string | null | undefined
}

/**
 * Withdraws an open application for whoever may submit for it.
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
    await requireActor(tx, principal, row, shanghaiDay(now))
    requireVersion(row, expectedVersion)
    if (!isOpen(row.state))
      throw applicationClosed(row.id, row.state, `The application is ${row.state} and cannot be withdrawn.`)
    return moveApplication(tx, frame, row, {
      action: 'WITHDRAW',
      to: 'WITHDRAWN',
      who: 'SUBMITTER',
      actor: principal.caller,
      at: now,
      changes: { withdrawalReason: reason ?? null },
      audit: { action: 'WITHDRAWN', detail: { round: row.round } },
    })
  })
}
