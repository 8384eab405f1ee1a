/**
 * Tables of what platforms say of drivers. A person is a reference here: no number of a document that names a person,
 * no name, telephone or address is kept.
 */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import type { CommercialType } from '@one-visit/schema/codes.ts'
import { boolean, doublePrecision, index, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import { platformsSchema } from './tables.ts'

/** Columns of every record of a driver: the person it is about and the company that says it. */
const person = {
  companyId: text('company_id').notNull(),
  /** Pseudonym of the resident ID number the message has as LicenseId. */
  ref: text('ref').notNull(),
}

const engagement = {
  ...person,
  division: text('division'),
  inService: boolean('in_service'),
  /** Starred out before it is stored: it may be the resident ID number. */
  certificateMasked: text('certificate_masked'),
  certificateAuthority: text('certificate_authority'),
  certificateIssuedOn: day('certificate_issued_on'),
  certificateFirstIssuedOn: day('certificate_first_issued_on'),
  certificateFrom: day('certificate_from'),
  certificateUntil: day('certificate_until'),
  licenceClasses: text('licence_classes'),
  licenceFirstIssuedOn: day('licence_first_issued_on'),
  licenceFrom: day('licence_from'),
  licenceUntil: day('licence_until'),
  reportedOn: day('reported_on'),
  serviceKind: text('service_kind').$type<CommercialType>(),
  alsoTaxiDriver: boolean('also_taxi_driver'),
  fullTime: boolean('full_time'),
  blacklisted: boolean('blacklisted'),
  contractCompany: text('contract_company'),
  contractFrom: day('contract_from'),
  contractUntil: day('contract_until'),
  ...recordColumns(),
}

const terminal = {
  ...person,
  appVersion: text('app_version'),
  active: boolean('active'),
  ...recordColumns(),
}

const training = {
  ...person,
  course: text('course').notNull(),
  heldOn: day('held_on').notNull(),
  /** HH:MM; part of the key, because a course may be held twice a day. */
  startsAt: text('starts_at').notNull(),
  endsAt: text('ends_at'),
  /** As sent: the interface names no unit. */
  duration: integer('duration'),
  ...recordColumns(),
}

const month = {
  ...person,
  /** YYYY-MM. */
  month: text('month').notNull(),
  orders: integer('orders'),
  trafficViolations: integer('traffic_violations'),
  complaints: integer('complaints'),
  ...recordColumns(),
}

const punishment = {
  ...person,
  punishedAt: instant('punished_at').notNull(),
  reason: text('reason'),
  result: text('result').notNull(),
  ...recordColumns(),
}

const credit = {
  ...person,
  /** Five is best. */
  level: integer('level').notNull(),
  /** With its decimals; null in rows of before they were kept. */
  score: doublePrecision('score'),
  assessedOn: day('assessed_on').notNull(),
  department: text('department').notNull(),
  ...recordColumns(),
}

/** Drivers as platforms report them now: one row a platform and person. */
export const engagements = platformsSchema.table('engagements', engagement, (table) => [
  primaryKey({ columns: [table.companyId, table.ref] }),
  index('engagements_by_ref').on(table.ref),
])

/** Drivers as platforms ever reported them. */
export const engagementHistory = platformsSchema.table('engagement_history', engagement, (table) => [
  primaryKey({
    name: 'engagement_history_pk',
    columns: [table.companyId, table.ref, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Apps of drivers now. */
export const terminals = platformsSchema.table('terminals', terminal, (table) => [
  primaryKey({ columns: [table.companyId, table.ref] }),
])

/** Apps of drivers as ever reported. */
export const terminalHistory = platformsSchema.table('terminal_history', terminal, (table) => [
  primaryKey({
    name: 'terminal_history_pk',
    columns: [table.companyId, table.ref, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Courses drivers took. */
export const trainings = platformsSchema.table('trainings', training, (table) => [
  primaryKey({ columns: [table.companyId, table.ref, table.course, table.heldOn, table.startsAt] }),
  index('trainings_by_ref').on(table.ref),
])

/** Courses as ever reported. */
export const trainingHistory = platformsSchema.table('training_history', training, (table) => [
  primaryKey({
    name: 'training_history_pk',
    columns: [
      table.companyId,
      table.ref,
      table.course,
      table.heldOn,
      table.startsAt,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])

/** Monthly figures of drivers. */
export const months = platformsSchema.table('months', month, (table) => [
  primaryKey({ columns: [table.companyId, table.ref, table.month] }),
  index('months_by_ref').on(table.ref),
])

/** Monthly figures as ever reported. */
export const monthHistory = platformsSchema.table('month_history', month, (table) => [
  primaryKey({
    name: 'month_history_pk',
    columns: [table.companyId, table.ref, table.month, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Punishments of drivers. */
export const punishments = platformsSchema.table('punishments', punishment, (table) => [
  primaryKey({ columns: [table.companyId, table.ref, table.punishedAt] }),
  index('punishments_by_ref').on(table.ref),
])

/** Punishments as ever reported. */
export const punishmentHistory = platformsSchema.table('punishment_history', punishment, (table) => [
  primaryKey({
    name: 'punishment_history_pk',
    columns: [
      table.companyId,
      table.ref,
      table.punishedAt,
      table.sourceAt,
      table.sourceSequence,
      table.digest,
    ],
  }),
])

/** The newest credit assessment of drivers. */
export const credits = platformsSchema.table('credits', credit, (table) => [
  primaryKey({ columns: [table.companyId, table.ref] }),
  index('credits_by_ref').on(table.ref),
])

/** Every credit assessment of drivers. */
export const creditHistory = platformsSchema.table('credit_history', credit, (table) => [
  primaryKey({
    name: 'credit_history_pk',
    columns: [table.companyId, table.ref, table.sourceAt, table.sourceSequence, table.digest],
  }),
])
