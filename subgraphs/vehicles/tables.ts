/** Tables of the vehicles room: the transport register, and which plate was seen on which vehicle. */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { recordIdOf } from '@one-visit/kit/feed/kept/moved-record.ts'
import { feedTables, recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import { leftOutOfPermitNumbers } from '@one-visit/schema/permit-number.ts'
import { type SQL, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  type PgColumn,
  pgSchema,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import type {
  FuelType,
  OperatingState,
  PlateColour,
  VehiclePermitKind,
  VehiclePermitState,
} from './generated/resolvers.ts'

/** The room's own PostgreSQL schema. */
export const vehiclesSchema = pgSchema('vehicles')

/** Tables of the feeds, as the kit's functions take them. */
export const feedTablesOfRoom = feedTables(vehiclesSchema)
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
  vin: text('vin').notNull(),
  plateNumber: text('plate_number'),
  plateColour: text('plate_colour').$type<PlateColour>(),
  plateKind: text('plate_kind'),
  /** As sent; others see it masked where it is a person's. */
  ownerName: text('owner_name'),
  ownerUscc: text('owner_uscc'),
  vehicleType: text('vehicle_type'),
  seats: integer('seats'),
  grossMassKg: integer('gross_mass_kg'),
  wheelbaseMm: integer('wheelbase_mm'),
  fuel: text('fuel').$type<FuelType>(),
  registeredOn: day('registered_on'),
  operatingState: text('operating_state').$type<OperatingState>(),
  ...recordColumns(),
}

const permit = {
  /** The hub's certificate where the hub sent it, else the register's own number of the record. */
  permitId: text('permit_id').notNull(),
  vin: text('vin').notNull(),
  number: text('number').notNull(),
  kind: text('kind').$type<VehiclePermitKind>().notNull(),
  state: text('state').$type<VehiclePermitState>().notNull(),
  validFrom: day('valid_from').notNull(),
  validUntil: day('valid_until'),
  authority: text('authority').notNull(),
  /** The hub's own; of a word of the register the permit of the hub's it names. */
  certificateId: text('certificate_id'),
  /** Since when and why it is in its state, as far as that is stated. */
  stateSince: day('state_since'),
  stateReason: text('state_reason'),
  stateReasonEn: text('state_reason_en'),
  ...recordColumns(),
}

const identity = {
  vin: text('vin').notNull(),
  /** The observer: traffic-police, platform:<company>, ... */
  observer: text('observer').notNull(),
  plateNumber: text('plate_number').notNull(),
  plateColour: text('plate_colour').$type<PlateColour>(),
  plateKind: text('plate_kind'),
  ...recordColumns(),
}

/** Vehicles as the register has them now. */
export const registrations = vehiclesSchema.table('registrations', registration, (table) => [
  primaryKey({ columns: [table.vin] }),
])

/** Vehicles as the register ever had them. */
export const registrationHistory = vehiclesSchema.table('registration_history', registration, (table) => [
  primaryKey({
    name: 'registration_history_pk',
    columns: [table.vin, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('registration_history_by_plate').on(table.plateNumber, table.sourceAt),
  index('registration_history_by_record').using('hash', recordIdOf(table.revision)),
])

/** What numbers of permits are compared by, in statements: `permitNumberKey`, which says what is left out. */
export function permitNumberKeySql(number: PgColumn | SQL): SQL<string> {
  const leftOut = sql.raw(`'[${leftOutOfPermitNumbers.replaceAll("'", "''")}]'`)
  return sql<string>`upper(regexp_replace(normalize(${number}, NFKC), ${leftOut}, '', 'g') collate "C")`
}

/** Permits as the register has them now. */
export const permits = vehiclesSchema.table('permits', permit, (table) => [
  primaryKey({ columns: [table.permitId] }),
  index('permits_by_vin').on(table.vin),
  index('permits_by_number').on(permitNumberKeySql(table.number)),
  index('permits_by_certificate').on(table.certificateId),
])

/** Permits as the register ever had them. */
export const permitHistory = vehiclesSchema.table('permit_history', permit, (table) => [
  primaryKey({
    name: 'permit_history_pk',
    columns: [table.permitId, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('permit_history_by_vin').on(table.vin),
])

/** What each observer said last of the plate of each vehicle. */
export const identities = vehiclesSchema.table('identities', identity, (table) => [
  primaryKey({ columns: [table.vin, table.observer] }),
])

/** What each observer ever said of the plate of each vehicle. */
export const identityHistory = vehiclesSchema.table('identity_history', identity, (table) => [
  primaryKey({
    name: 'identity_history_pk',
    columns: [table.vin, table.observer, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('identity_history_by_plate').on(table.plateNumber, table.sourceAt),
])

/**
 * The identity index: what observers said of plates, and what the register's entries say of them. A sighting that is
 * `ended` says that the vehicle carries no plate any more.
 */
export const sightings = vehiclesSchema
  .view('sightings', {
    vin: text('vin').notNull(),
    observer: text('observer').notNull(),
    plateNumber: text('plate_number'),
    plateColour: text('plate_colour').$type<PlateColour>(),
    plateKind: text('plate_kind'),
    ended: boolean('ended').notNull(),
    sourceAt: instant('source_at').notNull(),
    sourceSequence: bigint('source_sequence', { mode: 'number' }).notNull(),
    digest: text('digest').notNull(),
  })
  .existing()
