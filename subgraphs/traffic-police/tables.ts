/** Tables of the traffic-police room: what the police say now, and what they said before. */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { feedTables, recordColumns } from '@one-visit/kit/feed/kept/tables.ts'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { UsageChangeState, UsageType } from './generated/resolvers.ts'

/** The room's own PostgreSQL schema. */
export const policeSchema = pgSchema('traffic_police')

/** What comes in, and what became of it. */
export const feedTablesOfRoom = feedTables(policeSchema)
export const {
  feedSources,
  feedScopes,
  feedJournal,
  feedReceiptRecords,
  feedQuarantine,
  feedUnread,
  feedKeys,
} = feedTablesOfRoom

const vehicle = {
  vin: text('vin').notNull(),
  plateNumber: text('plate_number').notNull(),
  plateKind: text('plate_kind').notNull(),
  usage: text('usage').$type<UsageType>().notNull(),
  statusLetters: text('status_letters').notNull(),
  vehicleType: text('vehicle_type'),
  seats: integer('seats'),
  grossMassKg: integer('gross_mass_kg'),
  wheelbaseMm: integer('wheelbase_mm'),
  /** As the police have it; others see it masked where it is a person's. */
  ownerName: text('owner_name').notNull(),
  /** The owner's key, at most one of the two; null in rows of before they were kept, and where the police give none. */
  ownerRef: text('owner_ref'),
  ownerUscc: text('owner_uscc'),
  registeredOn: day('registered_on'),
  inspectionValidUntil: day('inspection_valid_until'),
  scrapOn: day('scrap_on'),
  /** Until when the police gave the answer before this one again; null where they gave it once. */
  previousUntil: instant('previous_until'),
  ...recordColumns(),
}

const usageChange = {
  changeId: text('change_id').notNull(),
  vin: text('vin').notNull(),
  plateNumber: text('plate_number').notNull(),
  plateKind: text('plate_kind').notNull(),
  fromUse: text('from_use').$type<UsageType>().notNull(),
  toUse: text('to_use').$type<UsageType>().notNull(),
  acceptedAt: instant('accepted_at').notNull(),
  completedOn: day('completed_on'),
  authority: text('authority').notNull(),
  division: text('division').notNull(),
  state: text('state').$type<UsageChangeState>().notNull(),
  scrapOn: day('scrap_on'),
  plateNumberAfter: text('plate_number_after'),
  plateKindAfter: text('plate_kind_after'),
  ...recordColumns(),
}

const licence = {
  ref: text('ref').notNull(),
  classes: text('classes').array().notNull(),
  normal: boolean('normal').notNull(),
  firstIssuedOn: day('first_issued_on').notNull(),
  validUntil: day('valid_until'),
  /** As the police write them; null in rows of before they were kept. */
  statusLetters: text('status_letters'),
  validFrom: day('valid_from'),
  points: integer('points'),
  pointsClearedOn: day('points_cleared_on'),
  ...recordColumns(),
}

/** Vehicles as the newest answer of the police has them. */
export const policeVehicles = policeSchema.table('vehicles', vehicle, (table) => [
  primaryKey({ columns: [table.vin] }),
])

/** Vehicles as the police ever had them: the usage before the present one is found here. */
export const policeVehicleHistory = policeSchema.table('vehicle_history', vehicle, (table) => [
  primaryKey({
    name: 'vehicle_history_pk',
    columns: [table.vin, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** Usage-type changes in their newest state. */
export const usageChanges = policeSchema.table('usage_changes', usageChange, (table) => [
  primaryKey({ columns: [table.changeId] }),
  index('usage_changes_by_vin').on(table.vin),
])

/** Every state of every usage-type change. */
export const usageChangeHistory = policeSchema.table('usage_change_history', usageChange, (table) => [
  primaryKey({
    name: 'usage_change_history_pk',
    columns: [table.changeId, table.sourceAt, table.sourceSequence, table.digest],
  }),
  index('usage_change_history_by_vin').on(table.vin),
])

/** Driving licences now. */
export const licences = policeSchema.table('licences', licence, (table) => [
  primaryKey({ columns: [table.ref] }),
])

/** Driving licences as they ever were. */
export const licenceHistory = policeSchema.table('licence_history', licence, (table) => [
  primaryKey({
    name: 'licence_history_pk',
    columns: [table.ref, table.sourceAt, table.sourceSequence, table.digest],
  }),
])

/** What is known of the newest pull about one subject: the cursor of all pulling. */
const pull = {
  id: uuid('id').notNull(),
  /** KNOWN (never asked), REQUESTED, ASKING, FOUND, NOTHING_FOUND, OTHER_VEHICLE, OTHER_PERSON, UNREADABLE, FAILED. */
  outcome: text('outcome').notNull(),
  requestedAt: instant('requested_at'),
  /** When the police were last asked. */
  askedAt: instant('asked_at'),
  /** When the police last gave an answer that says something about the subject; a failure after it does not unsay it. */
  answeredAt: instant('answered_at'),
  /** When that answer was "nothing found", the source's own word for absence. */
  absentAt: instant('absent_at'),
  reason: text('reason'),
  /** Keyed digest of the newest answer that was taken in, and its receipt. */
  answerDigest: text('answer_digest'),
  receiptId: uuid('receipt_id'),
  /** When the police last gave that very answer again; it is not taken in twice. */
  repeatedAt: instant('repeated_at'),
  /** Keyed digest of the newest answer that could not be used; the same one is not quarantined twice. */
  refusedDigest: text('refused_digest'),
}

/** Vehicles the police are asked about, and what became of the newest pull of each. */
export const pulls = policeSchema.table(
  'pulls',
  {
    vin: text('vin').primaryKey(),
    /** The plate the police find it by; null in rows of before it was kept. */
    plateNumber: text('plate_number'),
    plateKind: text('plate_kind'),
    /** When that plate was stated; an older statement does not replace a newer one. */
    plateAt: instant('plate_at'),
    ...pull,
  },
  (table) => [
    // The sweep takes the oldest answers first, and counts what is under way.
    index('pulls_by_answer').on(table.answeredAt.asc().nullsFirst(), table.vin),
    index('pulls_under_way').on(table.requestedAt).where(sql`${table.outcome} in ('REQUESTED', 'ASKING')`),
  ],
)

/** Drivers the police were asked about, by pseudonym. */
export const licencePulls = policeSchema.table('licence_pulls', { ref: text('ref').primaryKey(), ...pull })

/** When the next question may go out to each partner: a token bucket all processes of the room share. */
export const exchangeTurns = policeSchema.table('exchange_turns', {
  partner: text('partner').primaryKey(),
  nextAt: instant('next_at').notNull(),
})
