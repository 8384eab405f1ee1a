/** Tables of the drivers room. Persons are known by reference only; names are kept masked. */

import { day } from '@one-visit/kit/database/columns.ts'
import { recordIdOf } from '@one-visit/kit/feed/kept/moved-record.ts'
import { feedTables, recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import { sql } from 'drizzle-orm'
import { boolean, index, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'

/** The room's own PostgreSQL schema. */
export const driversSchema = pgSchema('drivers')

/** What comes in, and what became of it. */
export const feedTablesOfRoom = feedTables(driversSchema)
export const {
  feedSources,
  feedScopes,
  feedJournal,
  feedReceiptRecords,
  feedQuarantine,
  feedUnread,
  feedKeys,
} = feedTablesOfRoom

const qualification = {
  /** Pseudonym of the resident ID number. */
  ref: text('ref').notNull(),
  category: text('category').notNull(),
  nameMasked: text('name_masked').notNull(),
  valid: boolean('valid').notNull(),
  firstIssuedOn: day('first_issued_on').notNull(),
  validUntil: day('valid_until'),
  authority: text('authority').notNull(),
  ...recordColumns(),
}

const registration = {
  /** The register's number of the registration; for one the hub issued, its certificate. */
  number: text('number').notNull(),
  ref: text('ref').notNull(),
  uscc: text('uscc').notNull(),
  active: boolean('active').notNull(),
  validFrom: day('valid_from').notNull(),
  validUntil: day('valid_until').notNull(),
  ...recordColumns(),
}

/** Qualifications as the register has them now. */
export const qualifications = driversSchema.table('qualifications', qualification, (table) => [
  primaryKey({ columns: [table.ref, table.category] }),
])

/** Qualifications as the register ever had them. */
export const qualificationHistory = driversSchema.table('qualification_history', qualification, (table) => [
  primaryKey({ columns: [table.ref, table.category, table.sourceAt, table.sourceSequence, table.digest] }),
  index('qualification_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** Registrations to companies as the register has them now. */
export const registrations = driversSchema.table('registrations', registration, (table) => [
  primaryKey({ columns: [table.number] }),
  index('registrations_by_ref').on(table.ref),
  index('registrations_by_uscc')
    .on(table.uscc, table.ref)
    .where(sql`${table.active} and not ${table.deleted}`),
])

/** Registrations as the register ever had them. */
export const registrationHistory = driversSchema.table('registration_history', registration, (table) => [
  primaryKey({ columns: [table.number, table.sourceAt, table.sourceSequence, table.digest] }),
  index('registration_history_by_ref').on(table.ref),
  index('registration_history_by_record').using('hash', recordIdOf(table.revision)),
])
