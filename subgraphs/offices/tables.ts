/** Tables of the offices room: the directory, what is delegated to whom and since when, and appointments. */

import { day, instant } from '@one-visit/kit/database/columns.ts'
import { recordIdOf } from '@one-visit/kit/feed/kept/moved-record.ts'
import { feedTables, recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { OfficeKind } from './generated/resolvers.ts'
import { everyPower, type StatedPower } from './powers.ts'

/** The room's own PostgreSQL schema. */
export const officesSchema = pgSchema('offices')

/** What comes in, and what became of it. */
export const feedTablesOfRoom = feedTables(officesSchema)
export const {
  feedSources,
  feedScopes,
  feedJournal,
  feedReceiptRecords,
  feedQuarantine,
  feedUnread,
  feedKeys,
} = feedTablesOfRoom

const office = {
  id: text('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<OfficeKind>().notNull(),
  division: text('division').notNull(),
  address: text('address').notNull(),
  phone: text('phone').notNull(),
  hours: text('hours').notNull(),
  windows: integer('windows').notNull(),
  ...recordColumns(),
}

const affiliation = {
  officeId: text('office_id').notNull(),
  authority: text('authority').notNull(),
  validFrom: day('valid_from').notNull(),
  basis: text('basis').notNull(),
  ...recordColumns(),
}

const delegation = {
  officeId: text('office_id').notNull(),
  item: text('item').notNull(),
  validFrom: day('valid_from').notNull(),
  validUntil: day('valid_until'),
  basis: text('basis').notNull(),
  ...recordColumns(),
  /** Which power, or every one that the kind of office may have. */
  power: text('power').$type<StatedPower>().notNull().default(everyPower),
  /** Whether earlier delegations of the power end on the day before this one begins. */
  endsEarlier: boolean('ends_earlier').notNull().default(false),
}

/** Offices as the directory has them now. */
export const offices = officesSchema.table('offices', office, (table) => [
  primaryKey({ columns: [table.id] }),
  index('offices_by_division').on(table.division, table.id),
])

/** Offices as the directory ever had them. */
export const officeHistory = officesSchema.table('office_history', office, (table) => [
  primaryKey({ columns: [table.id, table.sourceAt, table.sourceSequence, table.digest] }),
  index('office_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** To which authority offices belong, as the directory has it now; each by its first day. */
export const affiliations = officesSchema.table('affiliations', affiliation, (table) => [
  primaryKey({ columns: [table.officeId, table.validFrom] }),
])

/** To which authority offices belong, as the directory ever had it. */
export const affiliationHistory = officesSchema.table('affiliation_history', affiliation, (table) => [
  primaryKey({
    name: 'affiliation_history_pk',
    columns: [table.officeId, table.validFrom, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('affiliation_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** Delegations as the directory has them now. A company's window, known by its credit code, never decides. */
export const delegations = officesSchema.table('delegations', delegation, (table) => [
  primaryKey({ name: 'delegations_pk', columns: [table.officeId, table.item, table.power, table.validFrom] }),
  check('delegations_power', sql`${table.power} in ('EVERY', 'ACCEPT', 'DECIDE', 'ISSUE')`),
  check(
    'delegations_company_never_decides',
    sql`${table.power} <> 'DECIDE' or ${table.officeId} !~* '^[0-9A-Z]{18}$'`,
  ),
])

/** Delegations as the directory ever had them. */
export const delegationHistory = officesSchema.table('delegation_history', delegation, (table) => [
  primaryKey({
    name: 'delegation_history_pk',
    columns: [
      table.officeId,
      table.item,
      table.power,
      table.validFrom,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
  index('delegation_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** Appointments; whose they are, row-level security decides. */
export const appointments = officesSchema.table('appointments', {
  id: uuid('id').primaryKey(),
  officeId: text('office_id').notNull(),
  item: text('item').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  /** Pseudonym of the person it is for; null for an organisation's. */
  subject: text('subject'),
  organisation: text('organisation'),
})
