/** The audit chain: acts as they were done, where the chain ends, and the signed words on how far it had come. */
import { instant } from '@one-visit/kit/database/columns.ts'
import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { approvalsSchema } from './room.ts'

/**
 * Acts, written in their own transactions. The writer of the chain gives each a place once it is committed, together with
 * a digest over the row and the digest before it; nothing else of a row ever changes.
 */
export const audit = approvalsSchema.table(
  'audit',
  {
    /** In the order of writing; acts that were done at the same time may be chained in another. */
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    applicationId: uuid('application_id'),
    /** Canonical JSON; ids, digests and codes, no personal data but what the reason of a refusal says. */
    detail: text('detail').notNull(),
    /** Place in the chain, from 1 without a gap; null until it has one. */
    sequence: bigint('sequence', { mode: 'number' }).unique(),
    previousDigest: text('previous_digest'),
    digest: text('digest'),
  },
  (table) => [
    index('audit_by_application').on(table.applicationId, table.sequence),
    index('audit_unchained').on(table.id).where(sql`sequence is null`),
    check(
      'audit_chained_whole',
      sql`(${table.sequence} is null) = (${table.previousDigest} is null) and (${table.sequence} is null) = (${table.digest} is null)`,
    ),
  ],
)

/** The one row that says where the chain ends. */
export const auditHead = approvalsSchema.table('audit_head', {
  id: integer('id').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  digest: text('digest').notNull(),
})

/** Signed words on how far the chain had come; each is sent to the sink, and kept until then and after. */
export const auditCheckpoints = approvalsSchema.table(
  'audit_checkpoints',
  {
    /** The last row it covers. */
    sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
    digest: text('digest').notNull(),
    at: instant('at').notNull(),
    /** Which key signed it, and the signature, as the sink has them. */
    key: text('key').notNull(),
    signature: text('signature').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [index('audit_checkpoints_unsent').on(table.sequence).where(sql`sent_at is null`)],
)
