/** Attempts of one delivery: signed, posted outside any transaction, tried again over days, dead after the last. */

import { ownWork } from '@one-visit/kit/database/database.ts'
import { signWebhook, type WebhookKey } from '@one-visit/kit/work/webhook.ts'
import { eq, sql } from 'drizzle-orm'
import type { CallbackRow, DeliveryRow } from '../store/rows.ts'
import { callbackDeliveries, callbacks } from '../store/tables/callbacks.ts'
import { AddressRefused } from './address.ts'
import type { Callbacks } from './context.ts'
import { readCallbackKey } from './keys.ts'
import type { CallbackPost } from './post.ts'

/** What a `deliver-callback` job carries. */
export interface Delivery {
  readonly deliveryId: string
}

/** Pauses after each failed attempt, seconds: ten attempts over three days; after the last the delivery is dead. */
export const pausesSeconds: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]

/** How long nothing may have succeeded before a dead delivery disables its callback, ms. */
const patienceMs = 5 * 86_400_000

/** What came of one attempt: the partner's HTTP status, or why there was none. */
interface Attempt {
  readonly status: number | null
  readonly fault: string | null
}

/** Makes the next attempt of a delivery that is due. */
export async function deliverCallback(
  own: Callbacks,
  post: CallbackPost,
  { deliveryId }: Delivery,
): Promise<void> {
  const { frame } = own
  const found = await frame.db.read(ownWork, async (tx) => {
    const [row] = await tx
      .select()
      .from(callbackDeliveries)
      .innerJoin(callbacks, eq(callbacks.id, callbackDeliveries.callbackId))
      .where(eq(callbackDeliveries.id, deliveryId))
    return row && { delivery: row.callback_deliveries, callback: row.callbacks }
  })
  if (found === undefined || found.delivery.state !== 'PENDING') return
  const { delivery, callback } = found
  const attempt: Attempt =
    callback.disabledAt === null
      ? await attemptOf(post, callback, delivery, keysOf(callback, own), frame.clock())
      : { status: null, fault: 'the callback is disabled' }
  await storeAttempt(own, callback, delivery, attempt)
}

/** The keys that sign now: the newest, and the one before for the time of a rotation. */
function keysOf(callback: CallbackRow, { key, frame }: Callbacks): WebhookKey[] {
  const isOverlap = callback.previousUntil !== null && frame.clock() < callback.previousUntil
  const sealed = [callback.secret, ...(isOverlap && callback.previousSecret ? [callback.previousSecret] : [])]
  return sealed.map((each) => readCallbackKey(callback.signature, each, key))
}

async function attemptOf(
  post: CallbackPost,
  { url }: CallbackRow,
  { id, body }: DeliveryRow,
  keys: readonly WebhookKey[],
  at: Date,
): Promise<Attempt> {
  try {
    const headers = { 'content-type': 'application/json', ...signWebhook({ id, body, at }, keys) }
    const status = await post(url, headers, body)
    const fault = status >= 200 && status < 300 ? null : `the callback answered ${status}`
    return { status, fault }
  } catch (error) {
    // What a resolver or socket says may name addresses of our network: only that it failed is told.
    return {
      status: null,
      fault: error instanceof AddressRefused ? error.message : 'the callback was out of reach',
    }
  }
}

async function storeAttempt(
  { frame }: Callbacks,
  callback: CallbackRow,
  delivery: DeliveryRow,
  { status, fault }: Attempt,
): Promise<void> {
  const now = frame.clock()
  const attempts = delivery.attempts + 1
  const pause = callback.disabledAt === null ? pausesSeconds[attempts - 1] : undefined
  const state = fault === null ? 'DELIVERED' : pause === undefined ? 'DEAD' : 'PENDING'
  await frame.db.write(ownWork, async (tx) => {
    await tx
      .update(callbackDeliveries)
      .set({
        state,
        attempts,
        lastAttemptAt: now,
        lastStatus: status,
        lastFault: fault,
        nextAttemptAt: state === 'PENDING' && pause ? new Date(now.getTime() + pause * 1000) : null,
      })
      .where(eq(callbackDeliveries.id, delivery.id))
    if (state === 'PENDING' && pause !== undefined)
      await frame.jobs.send(tx, 'deliver-callback', { deliveryId: delivery.id }, { startAfterSeconds: pause })
    if (callback.disabledAt !== null) return
    const isHopeless =
      state === 'DEAD' &&
      callback.failingSince !== null &&
      now.getTime() - callback.failingSince.getTime() >= patienceMs
    await tx
      .update(callbacks)
      .set({
        failingSince: fault === null ? null : sql`coalesce(failing_since, ${now.toISOString()}::timestamptz)`,
        ...(isHopeless && { disabledAt: now, disabledWhy: 'FAILING' }),
      })
      .where(eq(callbacks.id, callback.id))
    if (isHopeless) frame.log.warn({ callbackId: callback.id }, 'a callback failed for days and is disabled')
  })
}
