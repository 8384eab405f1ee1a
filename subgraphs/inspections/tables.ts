/** Tables of the inspections room: verdicts and confirmations as they stand, and as they ever stood. */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { recordIdOf } from '@one-visit/kit/feed/kept/moved-record.ts'
import { feedTables, recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import type { PlateColour } from '@one-visit/schema/codes.ts'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type {
  InspectionKind,
  InspectionPurpose,
  InspectionVerdict,
  ReportFilePurpose,
  TechnicalGrade,
} from './generated/resolvers.ts'

/** The room's own PostgreSQL schema. */
export const inspectionsSchema = pgSchema('inspections')

/** What comes in, and what became of it. */
export const feedTablesOfRoom = feedTables(inspectionsSchema)
export const {
  feedSources,
  feedScopes,
  feedJournal,
  feedReceiptRecords,
  feedQuarantine,
  feedUnread,
  feedKeys,
} = feedTablesOfRoom

const inspection = {
  serial: text('serial').notNull(),
  vin: text('vin').notNull(),
  kind: text('kind').$type<InspectionKind>().notNull(),
  stationId: text('station_id').notNull(),
  /** Test line as the report names it. */
  line: text('line'),
  /** What the test was for, where it was not the periodic one. */
  purpose: text('purpose').$type<Exclude<InspectionPurpose, 'PERIODIC'>>(),
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

const licence = {
  stationId: text('station_id').notNull(),
  /** The test line it is for; empty for the station as a whole. */
  line: text('line').notNull(),
  validFrom: day('valid_from').notNull(),
  /** Last day; null where the authority names none, so that nobody knows it; `unlimitedDay` where it states that there is none. */
  validUntil: day('valid_until'),
  number: text('number').notNull(),
  /** First and last day on which the authority has it closed; it stays licensed. Without a last day until it says more. */
  closedFrom: day('closed_from'),
  closedUntil: day('closed_until'),
  ...recordColumns(),
}

const description = {
  stationId: text('station_id').notNull(),
  name: text('name').notNull(),
  ...recordColumns(),
}

const described = {
  stationId: text('station_id').notNull(),
  vin: text('vin').notNull(),
  plateNumber: text('plate_number'),
  plateColour: text('plate_colour').$type<PlateColour>(),
  brandModel: text('brand_model'),
  registeredOn: day('registered_on'),
  producedOn: day('produced_on'),
  seats: integer('seats'),
  ...recordColumns(),
}

const file = {
  stationId: text('station_id').notNull(),
  serial: text('serial').notNull(),
  purpose: text('purpose').$type<ReportFilePurpose>().notNull(),
  /** SHA-256 of the bytes, hex. The bytes themselves stay in the journal, under its keys. */
  fileDigest: text('file_digest').notNull(),
  mediaType: text('media_type').notNull(),
  size: integer('size').notNull(),
  ...recordColumns(),
}

/**
 * Attempts of visits, each as it was last reported: a correction stands in the place of what it corrects, whenever it
 * comes, and never in the place of another attempt. Which attempt counts is found when it is read. Serial numbers are a
 * station's own, so that no station can take the place of another's report.
 */
export const inspections = inspectionsSchema.table('inspections', inspection, (table) => [
  primaryKey({ name: 'inspections_pk', columns: [table.stationId, table.serial, table.kind, table.attempt] }),
  index('inspections_by_vin').on(table.vin, table.kind, table.inspectedAt),
  index('inspections_by_serial').on(table.serial),
  index('inspections_by_plate').on(table.plateNumber).where(sql`${table.plateNumber} is not null`),
])

/** Every report of every attempt. */
export const inspectionHistory = inspectionsSchema.table('inspection_history', inspection, (table) => [
  primaryKey({
    name: 'inspection_history_pk',
    columns: [
      table.stationId,
      table.serial,
      table.kind,
      table.attempt,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
  index('inspection_history_by_vin').on(table.vin, table.kind),
])

/** Cancelled visits 退办 and annulled ones. They stand apart from the verdicts, so that they void all of them, whichever comes first. */
export const cancellations = inspectionsSchema.table('cancellations', cancellation, (table) => [
  primaryKey({ name: 'cancellations_pk', columns: [table.stationId, table.serial] }),
])

export const cancellationHistory = inspectionsSchema.table('cancellation_history', cancellation, (table) => [
  primaryKey({
    name: 'cancellation_history_pk',
    columns: [table.stationId, table.serial, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('cancellation_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** Newest confirmation of positioning unit and alarm, by vehicle. */
export const confirmations = inspectionsSchema.table('confirmations', confirmation, (table) => [
  primaryKey({ columns: [table.vin] }),
])

export const confirmationHistory = inspectionsSchema.table('confirmation_history', confirmation, (table) => [
  primaryKey({
    name: 'confirmation_history_pk',
    columns: [table.vin, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('confirmation_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** Inspection stations the hub knows. */
export const stations = inspectionsSchema.table('stations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  division: text('division').notNull(),
  /** Last day; null where nobody knows it, one of 2099 or 9999 where there is none. */
  licenceValidUntil: day('licence_valid_until'),
})

/** Licences of stations and of their test lines, by the day they begin. Which stood on a day is judged when it is read. */
export const stationLicences = inspectionsSchema.table('station_licences', licence, (table) => [
  primaryKey({ name: 'station_licences_pk', columns: [table.stationId, table.line, table.validFrom] }),
])

export const stationLicenceHistory = inspectionsSchema.table('station_licence_history', licence, (table) => [
  primaryKey({
    name: 'station_licence_history_pk',
    columns: [
      table.stationId,
      table.line,
      table.validFrom,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
  index('station_licence_history_by_record').using('hash', recordIdOf(table.revision)),
  index('station_licence_history_by_source').on(table.source),
])

/** What a station says of itself in the exchange; what it may do is in stationLicences. */
export const stationDescriptions = inspectionsSchema.table('station_descriptions', description, (table) => [
  primaryKey({ columns: [table.stationId] }),
])

export const stationDescriptionHistory = inspectionsSchema.table(
  'station_description_history',
  description,
  (table) => [
    primaryKey({
      name: 'station_description_history_pk',
      columns: [table.stationId, table.sourceAt, table.sourceSequence, table.digest],
    }),
  ],
)

/** Vehicles as stations described them. */
export const describedVehicles = inspectionsSchema.table('described_vehicles', described, (table) => [
  primaryKey({ name: 'described_vehicles_pk', columns: [table.vin, table.stationId] }),
  index('described_vehicles_by_plate').on(table.plateNumber),
])

export const describedVehicleHistory = inspectionsSchema.table(
  'described_vehicle_history',
  described,
  (table) => [
    primaryKey({
      name: 'described_vehicle_history_pk',
      columns: [table.vin, table.stationId, table.sourceAt, table.sourceSequence, table.digest],
    }),
  ],
)

/** Files of reports: documents, photographs, signatures. */
export const reportFiles = inspectionsSchema.table('report_files', file, (table) => [
  primaryKey({
    name: 'report_files_pk',
    columns: [table.stationId, table.serial, table.purpose, table.fileDigest],
  }),
  index('report_files_by_digest').on(table.fileDigest),
])

/** Every version of a file's entry. */
export const reportFileHistory = inspectionsSchema.table('report_file_history', file, (table) => [
  primaryKey({
    name: 'report_file_history_pk',
    columns: [
      table.stationId,
      table.serial,
      table.purpose,
      table.fileDigest,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])

/** Times an administrator has declared a station closed: it makes no tests then. Never deleted; lifted ones say by whom. */
export const declaredClosures = inspectionsSchema.table(
  'declared_closures',
  {
    id: uuid('id').primaryKey(),
    stationId: text('station_id').notNull(),
    closedFrom: instant('closed_from').notNull(),
    /** Null until somebody lifts it. */
    closedUntil: instant('closed_until'),
    reason: text('reason').notNull(),
    declaredBy: text('declared_by').notNull(),
    declaredAt: instant('declared_at').notNull(),
    liftedBy: text('lifted_by'),
  },
  (table) => [index('declared_closures_by_station').on(table.stationId, table.closedFrom)],
)

/**
 * What stations say by their heartbeats of being closed, where it is not what they said before: from then on closed until
 * an instant, or open where that is null. A word counts until the next one.
 */
export const statedClosures = inspectionsSchema.table(
  'stated_closures',
  {
    source: text('source').notNull(),
    scope: text('scope').notNull(),
    closedFrom: instant('closed_from').notNull(),
    closedUntil: instant('closed_until'),
  },
  (table) => [
    primaryKey({ name: 'stated_closures_pk', columns: [table.source, table.scope, table.closedFrom] }),
  ],
)

/** Serial numbers as they were given, and for which vehicle: a test is to be expected under each. */
export const issuedSerials = inspectionsSchema.table(
  'issued_serials',
  {
    stationId: text('station_id').notNull(),
    serial: text('serial').notNull(),
    vin: text('vin'),
    plateNumber: text('plate_number'),
    issuedAt: instant('issued_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'issued_serials_pk', columns: [table.stationId, table.serial] }),
    index('issued_serials_by_vin').on(table.vin, table.issuedAt),
    index('issued_serials_by_plate').on(table.plateNumber, table.issuedAt),
    index('issued_serials_without_vin').on(table.issuedAt).where(sql`${table.vin} is null`),
  ],
)

/** The last serial number given to a station on a day. */
export const serialNumbers = inspectionsSchema.table(
  'serial_numbers',
  { stationId: text('station_id').notNull(), day: day('day').notNull(), last: integer('last').notNull() },
  (table) => [primaryKey({ name: 'serial_numbers_pk', columns: [table.stationId, table.day] })],
)
