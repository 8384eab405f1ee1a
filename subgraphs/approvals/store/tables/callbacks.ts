/** Tables of callbacks: where partners want to be told, and what they are told. */
import { instant } from '@one-visit/kit/database/columns.ts'
import { sql } from 'drizzle-orm'
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { approvalsSchema, bytea } from './room.ts'

/** Kinds of event a callback can ask for; permanent. */
export const callbackTypes = [
  'application.state.changed',
  'certificate.issued',
  'certificate.valid',
  'certificate.flagged',
] as const

/** Kind of event a callback is told. */
export type CallbackType = (typeof callbackTypes)[number]

/** How messages are signed: `v1` with a shared secret, or `v1a` with a key of ours. */
export type CallbackSignature = 'HMAC' | 'ED25519'

/** Where partners want to be told what became of their applications and certificates. */
export const callbacks = approvalsSchema.table(
  'callbacks',
  {
    id: uuid('id').primaryKey(),
    organisation: text('organisation').notNull(),
    /** As what the organisation is told: which column of an application must name it. */
    party: text('party').notNull(),
    url: text('url').notNull(),
    types: text('types').array().$type<CallbackType[]>().notNull(),
    signature: text('signature').$type<CallbackSignature>().notNull(),
    /** Signing key, sealed. */
    secret: bytea('secret').notNull(),
    /** The key before the last rotation, sealed, and until when it signs too. */
    previousSecret: bytea('previous_secret'),
    previousUntil: instant('previous_until'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** Since when no delivery has succeeded although some were tried. */
    failingSince: instant('failing_since'),
    disabledAt: instant('disabled_at'),
    disabledWhy: text('disabled_why'),
  },
  (table) => [
    index('callbacks_by_organisation').on(table.organisation, table.createdAt, table.id),
    check('callbacks_party', sql`${table.party} in ('PLATFORM', 'COMPANY', 'STATION')`),
    check('callbacks_signature', sql`${table.signature} in ('HMAC', 'ED25519')`),
    check('callbacks_disabled', sql`${table.disabledWhy} in ('BY_PARTNER', 'FAILING')`),
  ],
)

/** Messages to partners, byte for byte as they are posted, and how far each has come. */
export const callbackDeliveries = approvalsSchema.table(
  'callback_deliveries',
  {
    /** Also the webhook-id, the same at every attempt. */
    id: uuid('id').primaryKey(),
    callbackId: uuid('callback_id')
      .notNull()
      .references(() => callbacks.id),
    /** Of the callback, so that row-level security asks no other table. */
    organisation: text('organisation').notNull(),
    /** What happened, so that it is told each callback once. */
    eventId: uuid('event_id').notNull(),
    type: text('type').$type<CallbackType>().notNull(),
    body: text('body').notNull(),
    state: text('state').notNull().default('PENDING'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    lastAttemptAt: instant('last_attempt_at'),
    nextAttemptAt: instant('next_attempt_at'),
    /** HTTP status of the last answer; null where there was none. */
    lastStatus: integer('last_status'),
    /** Why there was no answer. */
    lastFault: text('last_fault'),
  },
  (table) => [
    unique('callback_deliveries_once').on(table.callbackId, table.eventId),
    index('callback_deliveries_by_time').on(table.callbackId, table.createdAt, table.id),
    index('callback_deliveries_by_age').on(table.createdAt),
    check('callback_deliveries_state', sql`${table.state} in ('PENDING', 'DELIVERED', 'DEAD')`),
  ],
)
