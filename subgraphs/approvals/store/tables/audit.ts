/** The audit chain, which can only be appended to. */
import { instant } from '@one-visit/kit/database/columns.ts'
import { bigint, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { approvalsSchema } from './room.ts'

/** The audit chain: each row's digest covers the row and the digest before it. */
export const audit = approvalsSchema.table(
  'audit',
  {
    sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    applicationId: uuid('application_id'),
    /** Canonical JSON; ids, digests and codes, never personal data. */
    detail: text('detail').notNull(),
    previousDigest: text('previous_digest').notNull(),
    digest: text('digest').notNull(),
  },
  (table) => [index('audit_by_application').on(table.applicationId, table.sequence)],
)

/** The one row that says where the chain ends; locking it serialises appends. */
export const auditHead = approvalsSchema.table('audit_head', {
  id: integer('id').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  digest: text('digest').notNull(),
})
