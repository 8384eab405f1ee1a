/** What a partner does with its callbacks: register, rotate, disable, look at deliveries, send one again. */
import type { KeyObject } from 'node:crypto'
import type { Orm, Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { isIdentifier } from '../cases/authority.ts'
import type { Frame } from '../context.ts'
import { appendAudit } from '../store/audit.ts'
import { callbackDeliveries, callbacks } from '../store/tables.ts'
import { AddressRefused, findAddress, type Resolve, readCallbackUrl } from './address.ts'
import { type CallbackSignature, newCallbackKey } from './keys.ts'
import type { callbackTypes } from './tell-partners.ts'

/** A callback as stored. */
export type CallbackRow = typeof callbacks.$inferSelect
/** A delivery as stored. */
export type DeliveryRow = typeof callbackDeliveries.$inferSelect

/** What callbacks need. */
export interface Callbacks {
  readonly frame: Frame
  /** Seals signing keys. */
  readonly key: KeyObject
  readonly resolve: Resolve
  /** Whether callbacks may lead to this machine; in development only. */
  readonly loopback: boolean
}

/** The partner who asks. */
export interface Partner {
  readonly principal: Principal
  readonly tenant: Tenant
}

/** Callbacks in use that one organisation may have. */
const callbacksMax = 10
/** How long the key before a rotation signs too, ms. */
const overlapMs = 24 * 3_600_000

const parties: Readonly<Record<string, string>> = {
  PLATFORM: 'PLATFORM',
  COMPANY_AGENT: 'COMPANY',
  STATION: 'STATION',
}

const missing = (id: string) => new HubError('NOT_FOUND', `There is no callback or delivery ${id}.`, { id })

/** What is registered. */
export interface Registration {
  readonly url: string
  readonly types: readonly (typeof callbackTypes)[number][]
  readonly signature: CallbackSignature
}

/**
 * Registers a callback and answers its key, which is shown this once.
 * @throws FORBIDDEN, BAD_USER_INPUT for an address that is not public, CONFLICT beyond ten
 */
export async function registerCallback(
  { frame, key, resolve, loopback }: Callbacks,
  partner: Partner,
  { url: text, types, signature }: Registration,
): Promise<{ callback: CallbackRow; secret: string }> {
  const who = partyOf(partner)
  if (types.length === 0)
    throw new HubError('BAD_USER_INPUT', 'types names no type.', { field: 'input.types' })
  const url = readCallbackUrl(text, loopback)
  await findAddress(url, resolve, loopback).catch((cause: unknown) => {
    const why = cause instanceof AddressRefused ? cause.message : 'the host cannot be resolved'
    throw new HubError('BAD_USER_INPUT', `url: ${why}`, { field: 'url' }, { cause })
  })
  const { sealed, shown } = newCallbackKey(signature, key)
  const now = frame.clock()
  const callback = await frame.db.write(partner.tenant, async (tx) => {
    // One at a time for each organisation, or two at once would both find room.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`callbacks ${who.organisation}`}, 0))`,
    )
    const [held] = await tx
      .select({ used: count() })
      .from(callbacks)
      .where(and(eq(callbacks.organisation, who.organisation), isNull(callbacks.disabledAt)))
    if ((held?.used ?? 0) >= callbacksMax)
      throw new HubError('CONFLICT', `There are ${callbacksMax} callbacks already; disable one first.`)
    const [row] = await tx
      .insert(callbacks)
      .values({
        ...who,
        id: crypto.randomUUID(),
        url: url.href,
        types: [...new Set(types)],
        signature,
        secret: sealed,
        createdAt: now,
        createdBy: partner.principal.caller,
      })
      .returning()
    if (row === undefined) throw new Error('a callback that was inserted is there')
    await audit(tx, partner, now, row.id, 'REGISTERED')
    return row
  })
  return { callback, secret: shown }
}

/** As what the caller is told, and for whom. @throws FORBIDDEN for a caller without an organisation */
function partyOf({ principal: { roles, organisation } }: Partner): { party: string; organisation: string } {
  const party = roles.flatMap((role) => parties[role] ?? [])[0]
  if (party === undefined || organisation === undefined)
    throw new HubError('FORBIDDEN', 'Callbacks are for platforms, companies and stations.')
  return { party, organisation }
}

function audit(tx: Orm, partner: Partner, at: Date, callbackId: string, change: string): Promise<void> {
  return appendAudit(tx, [
    {
      at,
      actor: partner.principal.caller,
      action: 'CALLBACK_CHANGED',
      applicationId: null,
      detail: { callbackId, change },
    },
  ])
}

/** The caller's callbacks, newest first, at most 100. */
export async function listCallbacks(
  tx: Orm,
  { first, after }: { first: number; after: string | undefined },
): Promise<CallbackRow[]> {
  const [last] =
    after !== undefined && isIdentifier(after)
      ? await tx.select().from(callbacks).where(eq(callbacks.id, after))
      : []
  if (after !== undefined && last === undefined)
    throw new HubError('BAD_USER_INPUT', 'after: no callback of yours', { argument: 'after' })
  const following =
    last && sql`(created_at, id) < (${last.createdAt.toISOString()}::timestamptz, ${last.id}::uuid)`
  return tx
    .select()
    .from(callbacks)
    .where(following)
    .orderBy(desc(callbacks.createdAt), desc(callbacks.id))
    .limit(first)
}

/** Gives a callback a new key; the one before signs beside it for a day. @throws NOT_FOUND, CONFLICT when disabled */
export async function rotateCallbackSecret(
  own: Callbacks,
  partner: Partner,
  id: string,
): Promise<{ callback: CallbackRow; secret: string }> {
  let shown = ''
  const callback = await changeCallback(own, partner, id, {
    name: 'ROTATED',
    of: (row, now) => {
      const made = newCallbackKey(row.signature as CallbackSignature, own.key)
      shown = made.shown
      return {
        secret: made.sealed,
        previousSecret: row.secret,
        previousUntil: new Date(now.getTime() + overlapMs),
      }
    },
  })
  return { callback, secret: shown }
}

async function changeCallback(
  { frame }: Callbacks,
  partner: Partner,
  id: string,
  change: { name: string; of: (row: CallbackRow, now: Date) => Partial<CallbackRow> },
): Promise<CallbackRow> {
  if (!isIdentifier(id)) throw missing(id)
  const now = frame.clock()
  return frame.db.write(partner.tenant, async (tx) => {
    const [row] = await tx.select().from(callbacks).where(eq(callbacks.id, id)).for('update')
    if (row === undefined) throw missing(id)
    if (row.disabledAt !== null) throw new HubError('CONFLICT', 'The callback is disabled.', { id })
    const changes = change.of(row, now)
    await tx.update(callbacks).set(changes).where(eq(callbacks.id, id))
    await audit(tx, partner, now, id, change.name)
    return { ...row, ...changes }
  })
}

/** Ends a callback; what waits for it dies at its next attempt. @throws NOT_FOUND, CONFLICT when disabled */
export function disableCallback(own: Callbacks, partner: Partner, id: string): Promise<CallbackRow> {
  return changeCallback(own, partner, id, {
    name: 'DISABLED',
    of: (_, now) => ({ disabledAt: now, disabledWhy: 'BY_PARTNER' }),
  })
}

/**
 * One page of a callback's deliveries, newest first, and one row more where more follows.
 * @throws NOT_FOUND, BAD_USER_INPUT for a cursor that is not one of ours
 */
export async function listDeliveries(tx: Orm, callbackId: string, page: Page): Promise<DeliveryRow[]> {
  const [callback] = isIdentifier(callbackId)
    ? await tx.select({ id: callbacks.id }).from(callbacks).where(eq(callbacks.id, callbackId))
    : []
  if (callback === undefined) throw missing(callbackId)
  const [at = '', id = ''] = page.after ?? []
  if (page.after !== undefined && (Number.isNaN(Date.parse(at)) || !isIdentifier(id)))
    throw new HubError('BAD_USER_INPUT', 'after: not a cursor this list gave', { argument: 'after' })
  const following =
    page.after && sql`(created_at, id) < (${new Date(at).toISOString()}::timestamptz, ${id}::uuid)`
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
  return frame.db.write(partner.tenant, async (tx) => {
    const [row] = await tx
      .select()
      .from(callbackDeliveries)
      .where(eq(callbackDeliveries.id, id))
      .for('update')
    if (row === undefined) throw missing(id)
    const [callback] = await tx.select().from(callbacks).where(eq(callbacks.id, row.callbackId))
    if (callback?.disabledAt !== null) throw new HubError('CONFLICT', 'The callback is disabled.', { id })
    if (row.state === 'PENDING') throw new HubError('CONFLICT', 'The delivery is still tried.', { id })
    const changes = { state: 'PENDING', attempts: 0, nextAttemptAt: now }
    await tx.update(callbackDeliveries).set(changes).where(eq(callbackDeliveries.id, id))
    await frame.jobs.send(tx, 'deliver-callback', { deliveryId: id })
    return { ...row, ...changes }
  })
}
