/** What a partner does with its callbacks: register, look at them, rotate their key, disable them. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { HubError, invariant } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { appendAudit } from '../store/audit.ts'
import { auditingDenials } from '../store/denials.ts'
import { badInput, mustHoldNoNumber, refused } from '../store/refused.ts'
import type { CallbackRow } from '../store/rows.ts'
import { type CallbackSignature, type CallbackType, callbacks } from '../store/tables/callbacks.ts'
import { AddressRefused, findAddress, readCallbackUrl } from './address.ts'
import type { Callbacks } from './context.ts'
import { newCallbackKey } from './keys.ts'
import { disabled, missing, type Partner, partyOf } from './partner.ts'

/** Callbacks in use that one organisation may have. */
const callbacksMax = 10
/** How long the key before a rotation signs too, ms. */
const overlapMs = 24 * 3_600_000

/** A callback as the caller gave it: `url` is not looked at yet. */
export interface Registration {
  readonly url: string
  readonly types: readonly CallbackType[]
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
    throw badInput(
      'input.types',
      'CALLBACK_TYPES',
      'The value of types names no type; a callback is told of one at least.',
    )
  const url = readCallbackUrl(text, loopback)
  mustHoldNoNumber('input.url', text)
  await findAddress(url, resolve, loopback).catch((cause: unknown) => {
    const why = cause instanceof AddressRefused ? cause.message : 'the host cannot be resolved'
    throw refused(
      'BAD_USER_INPUT',
      { field: 'input.url', fault: 'CALLBACK_URL' },
      `The url of a callback is refused: ${why}.`,
      { cause },
    )
  })
  const { sealed, shown } = newCallbackKey(signature, key)
  const values = {
    ...who,
    id: crypto.randomUUID(),
    url: url.href,
    types: [...new Set(types)],
    signature,
    secret: sealed,
    createdAt: frame.clock(),
    createdBy: partner.principal.caller,
  }
  const callback = await frame.db.write(partner.tenant, (tx) => insertCallback(tx, partner, values))
  return { callback, secret: shown }
}

async function insertCallback(
  tx: Orm,
  partner: Partner,
  values: typeof callbacks.$inferInsert,
): Promise<CallbackRow> {
  const { organisation } = values
  // One at a time for each organisation, or two at once would both find room.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`callbacks ${organisation}`}, 0))`)
  const [held] = await tx
    .select({ used: count() })
    .from(callbacks)
    .where(and(eq(callbacks.organisation, organisation), isNull(callbacks.disabledAt)))
  if ((held?.used ?? 0) >= callbacksMax)
    throw refused(
      'CONFLICT',
      { field: 'input', fault: 'CALLBACKS_TOO_MANY' },
      `There are ${callbacksMax} callbacks already; disable one first.`,
    )
  const [row] = await tx.insert(callbacks).values(values).returning()
  invariant(row !== undefined, 'a callback that was inserted is there')
  await audit(tx, partner, values.createdAt, row.id, 'REGISTERED')
  return row
}

/** The caller's callbacks, newest first, at most 100. */
export async function listCallbacks(
  tx: Orm,
  { organisation = '' }: Principal,
  { first, after }: { first: number; after: string | undefined },
): Promise<CallbackRow[]> {
  const [last] =
    after !== undefined && isIdentifier(after)
      ? await tx.select().from(callbacks).where(eq(callbacks.id, after))
      : []
  if (after !== undefined && last === undefined)
    throw new HubError('BAD_USER_INPUT', 'The value of after is no callback of yours.', { argument: 'after' })
  const following =
    last && sql`(created_at, id) < (${last.createdAt.toISOString()}::timestamptz, ${last.id}::uuid)`
  return tx
    .select()
    .from(callbacks)
    .where(and(eq(callbacks.organisation, organisation), following))
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
      const made = newCallbackKey(row.signature, own.key)
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
  const { caller: actor, organisation } = partner.principal
  const attempt = { act: 'CHANGE_CALLBACK', actor, organisation, detail: { callbackId: id } } as const
  return auditingDenials(frame, attempt, () =>
    frame.db.write(partner.tenant, async (tx) => {
      const [row] = await tx.select().from(callbacks).where(eq(callbacks.id, id)).for('update')
      if (row === undefined) throw missing(id)
      if (row.disabledAt !== null) throw disabled(id)
      const changes = change.of(row, now)
      await tx.update(callbacks).set(changes).where(eq(callbacks.id, id))
      await audit(tx, partner, now, id, change.name)
      return { ...row, ...changes }
    }),
  )
}

/** Ends a callback; what waits for it dies at its next attempt. @throws NOT_FOUND, CONFLICT when disabled */
export function disableCallback(own: Callbacks, partner: Partner, id: string): Promise<CallbackRow> {
  return changeCallback(own, partner, id, {
    name: 'DISABLED',
    of: (_, now) => ({ disabledAt: now, disabledWhy: 'BY_PARTNER' }),
  })
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
