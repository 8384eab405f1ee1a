/** Tables of what a platform company says of itself beside its permits: scale, payment, offices, fares. */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import { boolean, integer, numeric, primaryKey, text } from 'drizzle-orm/pg-core'
import { platformsSchema } from './tables.ts'

/** Money and distances with the decimals the interface allows. */
const amount = (name: string) => numeric(name, { precision: 13, scale: 4, mode: 'number' })

const scale = {
  companyId: text('company_id').notNull(),
  vehicles: integer('vehicles'),
  drivers: integer('drivers'),
  ...recordColumns(),
}

const payment = {
  companyId: text('company_id').notNull(),
  institution: text('institution').notNull(),
  licenceNumber: text('licence_number'),
  kind: text('kind'),
  scope: text('scope'),
  reserveBank: text('reserve_bank'),
  settlementDays: integer('settlement_days'),
  active: boolean('active'),
  ...recordColumns(),
}

const office = {
  companyId: text('company_id').notNull(),
  division: text('division').notNull(),
  officeNumber: text('office_number').notNull(),
  name: text('name'),
  /** Address of the office. Persons and telephone numbers of the message are not kept. */
  address: text('address'),
  mailAddress: text('mail_address'),
  foundedOn: day('founded_on'),
  active: boolean('active'),
  ...recordColumns(),
}

const fare = {
  companyId: text('company_id').notNull(),
  division: text('division').notNull(),
  fareType: text('fare_type').notNull(),
  note: text('note'),
  validFrom: instant('valid_from'),
  validUntil: instant('valid_until'),
  startYuan: amount('start_yuan'),
  startKm: amount('start_km'),
  yuanPerKm: amount('yuan_per_km'),
  yuanPerMinute: amount('yuan_per_minute'),
  surchargeYuanPerKm: amount('surcharge_yuan_per_km'),
  surchargeFromKm: amount('surcharge_from_km'),
  morningPeakFrom: text('morning_peak_from'),
  morningPeakUntil: text('morning_peak_until'),
  eveningPeakFrom: text('evening_peak_from'),
  eveningPeakUntil: text('evening_peak_until'),
  otherPeakFrom: text('other_peak_from'),
  otherPeakUntil: text('other_peak_until'),
  peakSurchargeYuan: amount('peak_surcharge_yuan'),
  peakSurchargeFromKm: amount('peak_surcharge_from_km'),
  lowSpeedYuanPerMinute: amount('low_speed_yuan_per_minute'),
  nightYuanPerKm: amount('night_yuan_per_km'),
  nightYuanPerMinute: amount('night_yuan_per_minute'),
  otherYuan: amount('other_yuan'),
  active: boolean('active'),
  ...recordColumns(),
}

/** How many vehicles and drivers companies have now. */
export const scales = platformsSchema.table('scales', scale, (table) => [
  primaryKey({ columns: [table.companyId] }),
])

/** How many they ever had. */
export const scaleHistory = platformsSchema.table('scale_history', scale, (table) => [
  primaryKey({
    name: 'scale_history_pk',
    columns: [table.companyId, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Banks and payment institutions companies settle through now. */
export const payments = platformsSchema.table('payments', payment, (table) => [
  primaryKey({ columns: [table.companyId, table.institution] }),
])

/** Those they ever settled through. */
export const paymentHistory = platformsSchema.table('payment_history', payment, (table) => [
  primaryKey({
    name: 'payment_history_pk',
    columns: [table.companyId, table.institution, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Service offices of companies now. */
export const serviceOffices = platformsSchema.table('service_offices', office, (table) => [
  primaryKey({ columns: [table.companyId, table.division, table.officeNumber] }),
])

/** Service offices as ever reported. */
export const serviceOfficeHistory = platformsSchema.table('service_office_history', office, (table) => [
  primaryKey({
    name: 'service_office_history_pk',
    columns: [
      table.companyId,
      table.division,
      table.officeNumber,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])

/** Fares of companies now, by city and fare code. */
export const fares = platformsSchema.table('fares', fare, (table) => [
  primaryKey({ columns: [table.companyId, table.division, table.fareType] }),
])

/** Fares as ever reported. */
export const fareHistory = platformsSchema.table('fare_history', fare, (table) => [
  primaryKey({
    name: 'fare_history_pk',
    columns: [
      table.companyId,
      table.division,
      table.fareType,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])
