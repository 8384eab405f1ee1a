/** Tables of the operators room: what the transport register says now, and what it said before. */

import { day } from '@one-visit/kit/database/columns.ts'
import { recordIdOf } from '@one-visit/kit/feed/kept/moved-record.ts'
import { feedTables, recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import { boolean, index, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import type { OperatorKind, OperatorState } from './generated/resolvers.ts'

/** The room's own PostgreSQL schema. */
export const operatorsSchema = pgSchema('operators')

/** What comes in, and what became of it. */
export const feedTablesOfRoom = feedTables(operatorsSchema)
export const {
  feedSources,
  feedScopes,
  feedJournal,
  feedReceiptRecords,
  feedQuarantine,
  feedUnread,
  feedKeys,
} = feedTablesOfRoom

const registration = {
  uscc: text('uscc').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<OperatorKind>().notNull(),
  state: text('state').$type<OperatorState>().notNull(),
  division: text('division').notNull(),
  ...recordColumns(),
}

const licence = {
  uscc: text('uscc').notNull(),
  number: text('number').notNull(),
  scope: text('scope').array().$type<OperatorKind[]>().notNull(),
  valid: boolean('valid').notNull(),
  validFrom: day('valid_from').notNull(),
  validUntil: day('valid_until'),
  authority: text('authority').notNull(),
  ...recordColumns(),
}

/** Businesses as the register has them now. */
export const registrations = operatorsSchema.table('registrations', registration, (table) => [
  primaryKey({ columns: [table.uscc] }),
  index('registrations_by_name').on(table.name, table.uscc),
])

/** Businesses as the register ever had them. */
export const registrationHistory = operatorsSchema.table('registration_history', registration, (table) => [
  primaryKey({ columns: [table.uscc, table.sourceAt, table.sourceSequence, table.digest] }),
  index('registration_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** Licences as the register has them now. */
export const licences = operatorsSchema.table('licences', licence, (table) => [
  primaryKey({ columns: [table.uscc, table.number] }),
])

/** Licences as the register ever had them. */
export const licenceHistory = operatorsSchema.table('licence_history', licence, (table) => [
  primaryKey({ columns: [table.uscc, table.number, table.sourceAt, table.sourceSequence, table.digest] }),
  index('licence_history_by_record').using('hash', recordIdOf(table.revision)),
])
