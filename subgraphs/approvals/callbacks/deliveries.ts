/** What a partner does with the messages to its callbacks: look at them, and have one sent again. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import { and, desc, eq, sql } from 'drizzle-orm'
import { auditingDenials } from '../store/denials.ts'
import { refused } from '../store/refused.ts'
import type { DeliveryRow } from '../store/rows.ts'
import { callbackDeliveries, callbacks } from '../store/tables/callbacks.ts'
import type { Callbacks } from './context.ts'
import { disabled, missing, type Partner } from './partner.ts'

/**
 * One page of a callback's deliveries, newest first, and one row more where more follows.
 * @throws NOT_FOUND, BAD_USER_INPUT for a cursor that is not one of ours
 */
export async function listDeliveries(tx: Orm, callbackId: string, page: Page): Promise<DeliveryRow[]> {
  const [callback] = isIdentifier(callbackId)
    ? await tx.select({ id: callbacks.id }).from(callbacks).where(eq(callbacks.id, callbackId))
    : []
  if (callback === undefined) throw missing(callbackId)
  const [at, id] = page.after ?? []
  const following = page.after && sql`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`
  return tx
    .select()
    .from(callbackDeliveries)
    .where(and(eq(callbackDeliveries.callbackId, callbackId), following))
    .orderBy(desc(callbackDeliveries.createdAt), desc(callbackDeliveries.id))
    .limit(page.first + 1)
}

/** Where a delivery stands in the list. */
export function deliveryPositionOf({ createdAt, id }: DeliveryRow): readonly string[] {
  return [createdAt.toISOString(), id]
}

/**
 * Sends a delivery that is over again, from its first attempt and under the same webhook-id.
 * @throws NOT_FOUND, CONFLICT while it is still tried or its callback is disabled
 */
export async function resendDelivery(
  { frame }: Callbacks,
  partner: Partner,
  id: string,
): Promise<DeliveryRow> {
  if (!isIdentifier(id)) throw missing(id)
  const now = frame.clock()
  const { caller: actor, organisation } = partner.principal
  const attempt = { act: 'RESEND_DELIVERY', actor, organisation, detail: { deliveryId: id } } as const
  return auditingDenials(frame, attempt, () =>
    frame.db.write(partner.tenant, async (tx) => {
      const row = await lockResendable(tx, id)
      const changes = { state: 'PENDING', attempts: 0, nextAttemptAt: now }
      await tx.update(callbackDeliveries).set(changes).where(eq(callbackDeliveries.id, id))
      await frame.jobs.send(tx, 'deliver-callback', { deliveryId: id })
      return { ...row, ...changes }
    }),
  )
}

async function lockResendable(tx: Orm, id: string): Promise<DeliveryRow> {
  const [row] = await tx.select().from(callbackDeliveries).where(eq(callbackDeliveries.id, id)).for('update')
  if (row === undefined) throw missing(id)
  const [callback] = await tx.select().from(callbacks).where(eq(callbacks.id, row.callbackId))
  if (callback?.disabledAt !== null) throw disabled(id)
  if (row.state === 'PENDING')
    throw refused(
      'CONFLICT',
      { field: 'id', fault: 'DELIVERY_UNDER_WAY', id },
      'The delivery is still tried.',
    )
  return row
}
