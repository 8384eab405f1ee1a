/** Tables of the inspections room: verdicts and confirmations as they stand, and as they ever stood. */
import { feedTables, recordColumns } from '@one-visit/kit/feed/tables.ts'
import { boolean, date, index, integer, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { InspectionKind, InspectionVerdict, TechnicalGrade } from './generated/resolvers.ts'

/** The room's own PostgreSQL schema. */
export const inspectionsSchema = pgSchema('inspections')

/** What comes in, and what became of it. */
export const feedTablesOfRoom = feedTables(inspectionsSchema)
export const { feedSources, feedScopes, feedJournal, feedReceiptRecords, feedQuarantine, feedKeys } =
  feedTablesOfRoom

const day = (name: string) => date(name, { mode: 'string' })
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

const inspection = {
  serial: text('serial').notNull(),
  vin: text('vin').notNull(),
  kind: text('kind').$type<InspectionKind>().notNull(),
  stationId: text('station_id').notNull(),
  plateNumber: text('plate_number'),
  inspectedAt: instant('inspected_at').notNull(),
  attempt: integer('attempt').notNull(),
  verdict: text('verdict').$type<InspectionVerdict>().notNull(),
  grade: text('grade').$type<TechnicalGrade>(),
  validUntil: day('valid_until'),
  failedItems: text('failed_items').array().notNull(),
  odometerKm: integer('odometer_km'),
  ...recordColumns(),
}

const cancellation = {
  stationId: text('station_id').notNull(),
  serial: text('serial').notNull(),
  vin: text('vin').notNull(),
  cancelledAt: instant('cancelled_at').notNull(),
  ...recordColumns(),
}

const confirmation = {
  vin: text('vin').notNull(),
  stationId: text('station_id').notNull(),
  positioning: boolean('positioning').notNull(),
  alarm: boolean('alarm').notNull(),
  confirmedOn: day('confirmed_on').notNull(),
  signedBy: text('signed_by').notNull(),
  ...recordColumns(),
}

/**
 * Visits with their newest verdict: a later attempt on a serial number stands in the place of the earlier one. Serial
 * numbers are a station's own, so that no station can take the place of another's report.
 */
export const inspections = inspectionsSchema.table('inspections', inspection, (table) => [
  primaryKey({ name: 'inspections_pk', columns: [table.stationId, table.serial, table.kind] }),
  index('inspections_by_vin').on(table.vin, table.kind, table.inspectedAt),
  index('inspections_by_serial').on(table.serial),
])

/** Every verdict. */
export const inspectionHistory = inspectionsSchema.table('inspection_history', inspection, (table) => [
  primaryKey({
    name: 'inspection_history_pk',
    columns: [table.stationId, table.serial, table.kind, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Cancelled visits 退办. They stand apart from the verdicts, so that they void all of them, whichever comes first. */
export const cancellations = inspectionsSchema.table('cancellations', cancellation, (table) => [
  primaryKey({ name: 'cancellations_pk', columns: [table.stationId, table.serial] }),
])

/** Every cancellation. */
export const cancellationHistory = inspectionsSchema.table('cancellation_history', cancellation, (table) => [
  primaryKey({
    name: 'cancellation_history_pk',
    columns: [table.stationId, table.serial, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Newest confirmation of positioning unit and alarm, by vehicle. */
export const confirmations = inspectionsSchema.table('confirmations', confirmation, (table) => [
  primaryKey({ columns: [table.vin] }),
])

/** Every confirmation. */
export const confirmationHistory = inspectionsSchema.table('confirmation_history', confirmation, (table) => [
  primaryKey({
    name: 'confirmation_history_pk',
    columns: [table.vin, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Inspection stations the hub knows. */
export const stations = inspectionsSchema.table('stations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  division: text('division').notNull(),
  licenceValidUntil: day('licence_valid_until'),
})
