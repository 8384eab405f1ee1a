/** Tables of the platforms room: what each platform says now, and what it said before. */
import { day } from '@one-visit/kit/database/columns.ts'
import { feedTables, recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import type { CommercialType } from '@one-visit/schema/codes.ts'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import type { PlateColour } from './generated/resolvers.ts'

/** The room's own PostgreSQL schema. */
export const platformsSchema = pgSchema('platforms')

const company = {
  companyId: text('company_id').notNull(),
  name: text('name'),
  uscc: text('uscc'),
  division: text('division'),
  active: boolean('active'),
  ...recordColumns(),
}

const permit = {
  companyId: text('company_id').notNull(),
  division: text('division').notNull(),
  permitNumber: text('permit_number').notNull(),
  authority: text('authority'),
  operatingArea: text('operating_area'),
  ownerName: text('owner_name'),
  validFrom: day('valid_from'),
  validUntil: day('valid_until'),
  firstIssuedOn: day('first_issued_on'),
  inForce: boolean('in_force'),
  ...recordColumns(),
}

const vehicle = {
  companyId: text('company_id').notNull(),
  vin: text('vin').notNull(),
  /** A wrong check digit does not keep a vehicle out: old and imported ones carry such numbers. */
  vinCheckDigitOk: boolean('vin_check_digit_ok').notNull(),
  plateNumber: text('plate_number'),
  plateColour: text('plate_colour').$type<PlateColour>(),
  seats: integer('seats'),
  /** As sent; others see it masked where it is a person's. */
  ownerName: text('owner_name'),
  inService: boolean('in_service'),
  division: text('division'),
  brand: text('brand'),
  model: text('model'),
  vehicleType: text('vehicle_type'),
  registeredOn: day('registered_on'),
  rideHailingSince: day('ride_hailing_since'),
  permitNumber: text('permit_number'),
  permitFrom: day('permit_from'),
  permitUntil: day('permit_until'),
  positioningBrand: text('positioning_brand'),
  positioningModel: text('positioning_model'),
  positioningInstalledOn: day('positioning_installed_on'),
  /** CommercialType; null in rows of before it was kept. */
  serviceKind: text('service_kind').$type<CommercialType>(),
  ...recordColumns(),
}

const policy = {
  companyId: text('company_id').notNull(),
  policyNumber: text('policy_number').notNull(),
  plateNumber: text('plate_number').notNull(),
  plateColour: text('plate_colour').$type<PlateColour>(),
  insurer: text('insurer'),
  kind: text('kind'),
  sumYuan: integer('sum_yuan'),
  validFrom: day('valid_from'),
  validUntil: day('valid_until'),
  ...recordColumns(),
}

const mileage = {
  companyId: text('company_id').notNull(),
  plateNumber: text('plate_number').notNull(),
  /** Empty where the message carries no colour. */
  plateColour: text('plate_colour').$type<PlateColour | ''>().notNull(),
  division: text('division'),
  totalKm: integer('total_km'),
  ...recordColumns(),
}

/** Companies as they state themselves now. */
export const companies = platformsSchema.table('companies', company, (table) => [
  primaryKey({ columns: [table.companyId] }),
])

/** Companies as they ever stated themselves. */
export const companyHistory = platformsSchema.table('company_history', company, (table) => [
  primaryKey({
    name: 'company_history_pk',
    columns: [table.companyId, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Operating permits of companies now, one or more a city. */
export const permits = platformsSchema.table('permits', permit, (table) => [
  primaryKey({ columns: [table.companyId, table.division, table.permitNumber] }),
])

/** Operating permits as ever reported. */
export const permitHistory = platformsSchema.table('permit_history', permit, (table) => [
  primaryKey({
    name: 'permit_history_pk',
    columns: [
      table.companyId,
      table.division,
      table.permitNumber,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])

/** Vehicles as platforms report them now. */
export const vehicles = platformsSchema.table('vehicles', vehicle, (table) => [
  primaryKey({ columns: [table.companyId, table.vin] }),
  index('vehicles_by_vin').on(table.vin),
  index('vehicles_by_permit')
    .on(table.companyId, table.permitNumber)
    .where(sql`${table.permitNumber} is not null and not ${table.deleted}`),
])

/** Vehicles as platforms ever reported them. */
export const vehicleHistory = platformsSchema.table('vehicle_history', vehicle, (table) => [
  primaryKey({
    name: 'vehicle_history_pk',
    columns: [table.companyId, table.vin, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('vehicle_history_by_plate')
    .on(table.companyId, table.plateNumber, table.vin)
    .where(sql`${table.plateNumber} is not null`),
])

/** Insurance policies now, by plate text: the message names no VIN. One number may insure a fleet. */
export const policies = platformsSchema.table('policies', policy, (table) => [
  primaryKey({ name: 'policies_pk', columns: [table.companyId, table.policyNumber, table.plateNumber] }),
  index('policies_by_plate').on(table.companyId, table.plateNumber),
])

/** Insurance policies as ever reported. */
export const policyHistory = platformsSchema.table('policy_history', policy, (table) => [
  primaryKey({
    name: 'policy_history_pk',
    columns: [
      table.companyId,
      table.policyNumber,
      table.plateNumber,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])

/** Odometer totals now, by plate text. */
export const mileages = platformsSchema.table('mileages', mileage, (table) => [
  primaryKey({ columns: [table.companyId, table.plateNumber, table.plateColour] }),
])

/** Odometer totals as ever reported. */
export const mileageHistory = platformsSchema.table('mileage_history', mileage, (table) => [
  primaryKey({
    name: 'mileage_history_pk',
    columns: [
      table.companyId,
      table.plateNumber,
      table.plateColour,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])

/** Tables of the feeds, as the kit's functions take them. */
export const feedTablesOfRoom = feedTables(platformsSchema, { asksMadeUpFor: true })
export const {
  feedSources,
  feedScopes,
  feedJournal,
  feedReceiptRecords,
  feedQuarantine,
  feedUnread,
  feedKeys,
} = feedTablesOfRoom
