/** Mandates: who may act for whom. */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { sql } from 'drizzle-orm'
import { check, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { MandateKind } from '../../catalogue/parties.ts'
import { approvalsSchema } from './room.ts'

/** What a mandate stands on: paper a clerk registered it by, or the grantor's own login. */
export const mandateEvidence = ['SIGNED_FORM', 'CONTRACT', 'CONSENT'] as const

export type MandateEvidence = (typeof mandateEvidence)[number]

/**
 * Mandates as they were granted. A party is a credit code, the identifier of a platform company, or the pseudonym of a
 * person. Nothing of a row changes but how it was ended.
 */
export const mandates = approvalsSchema.table(
  'mandates',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<MandateKind>().notNull(),
    grantedBy: text('granted_by').notNull(),
    grantedTo: text('granted_to').notNull(),
    /** Codes of items. */
    items: text('items').array().notNull(),
    validFrom: day('valid_from').notNull(),
    /** The last day as it was granted; `endedOn` comes before it where somebody ended it. */
    validUntil: day('valid_until').notNull(),
    evidence: text('evidence').$type<MandateEvidence>().notNull(),
    fileDigest: text('file_digest'),
    grantedAt: instant('granted_at').notNull(),
    /** Caller who granted or registered it, with the key and the digest of what was sent. */
    registeredBy: text('registered_by').notNull(),
    /** Office whose clerk registered it; null for consent. */
    registeredOffice: text('registered_office'),
    idempotencyKey: text('idempotency_key').notNull(),
    inputDigest: text('input_digest').notNull(),
    /** The last day in force, once somebody ended it. */
    endedOn: day('ended_on'),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
    endReason: text('end_reason'),
  },
  (table) => [
    unique('mandates_once_a_key').on(table.registeredBy, table.idempotencyKey),
    index('mandates_by_grantor').on(table.grantedBy, table.grantedAt, table.id),
    index('mandates_by_grantee').on(table.grantedTo, table.grantedAt, table.id),
    index('mandates_by_time').on(table.grantedAt, table.id),
    index('mandates_by_office')
      .on(table.registeredOffice, table.grantedAt, table.id)
      .where(sql`registered_office is not null`),
    check('mandates_kind', sql`${table.kind} in ('LEASE', 'CONSIGNMENT', 'EMPLOYMENT', 'AGENCY')`),
    check('mandates_evidence', sql`${table.evidence} in ('SIGNED_FORM', 'CONTRACT', 'CONSENT')`),
    check(
      'mandates_paper_by_clerk',
      sql`(${table.evidence} = 'CONSENT') = (${table.registeredOffice} is null) and (${table.evidence} = 'CONSENT') = (${table.fileDigest} is null)`,
    ),
    check('mandates_two_parties', sql`${table.grantedBy} <> ${table.grantedTo}`),
    check('mandates_names_items', sql`cardinality(${table.items}) > 0`),
    check('mandates_days', sql`${table.validFrom} <= ${table.validUntil}`),
    check(
      'mandates_ended_whole',
      sql`num_nonnulls(${table.endedOn}, ${table.endedAt}, ${table.endedBy}) in (0, 3) and ${table.endedOn} <= ${table.validUntil}`,
    ),
  ],
)
