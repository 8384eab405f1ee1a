/** Tables of certificates: what was issued, the ground it stands on, and what became of that ground. */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { applications } from './cases.ts'
import { approvalsSchema } from './room.ts'

/** Certificates, one for each (application, round), with the issued content byte for byte. */
export const certificates = approvalsSchema.table(
  'certificates',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    round: integer('round').notNull(),
    item: text('item').notNull(),
    number: text('number').notNull().unique(),
    state: text('state').notNull(),
    validFrom: day('valid_from').notNull(),
    validUntil: day('valid_until').notNull(),
    issuedAt: instant('issued_at').notNull(),
    onPaper: boolean('on_paper').notNull(),
    vin: text('vin'),
    plateNumber: text('plate_number'),
    plateColour: text('plate_colour'),
    /** Canonical JSON of what was issued. */
    content: text('content').notNull(),
    contentDigest: text('content_digest').notNull(),
    token: text('token').notNull(),
    /** What the owning room answered: receipt id, and why it did not accept. */
    receiptId: text('receipt_id'),
    rejection: text('rejection'),
    /** What the register says of it beside its state: since when, why, and an earlier last day. */
    stateSince: day('state_since'),
    stateReason: text('state_reason'),
    stateReasonEn: text('state_reason_en'),
    endsOn: day('ends_on'),
    /** Since when nobody could say whether it still stands, although something was told of it; null while it is known. */
    unconfirmedSince: instant('unconfirmed_since'),
    /** Newest version of its item it was sent for review under: the one it was decided by, or a later correction. */
    reviewedUnder: integer('reviewed_under').notNull().default(1),
  },
  (table) => [
    unique('certificates_once_a_round').on(table.applicationId, table.round),
    index('certificates_to_review')
      .on(table.item, table.reviewedUnder, table.id)
      .where(sql`state in ('PENDING', 'VALID', 'SUSPENDED')`),
    index('certificates_unconfirmed').on(table.id).where(sql`unconfirmed_since is not null`),
    check(
      'certificates_state',
      sql`${table.state} in ('PENDING', 'VALID', 'SUSPENDED', 'REVOKED', 'REPLACED', 'ENDED', 'REJECTED')`,
    ),
  ],
)

/** Last serial of certificate numbers by division and kind of number. */
export const certificateSerials = approvalsSchema.table(
  'certificate_serials',
  {
    division: text('division').notNull(),
    series: text('series').notNull(),
    last: bigint('last', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.division, table.series] })],
)

/** Whom a live certificate is about, for finding it by an event. */
export const certificateSubjects = approvalsSchema.table(
  'certificate_subjects',
  {
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    subjectKind: text('subject_kind').notNull(),
    subject: text('subject').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.certificateId, table.subjectKind] }),
    index('certificate_subjects_by_subject').on(table.subjectKind, table.subject),
  ],
)

/** The fields a certificate stood on, with the value each had. */
export const dependencies = approvalsSchema.table(
  'dependencies',
  {
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    /** Path of the envelope, e.g. `vehicle.usage`. */
    field: text('field').notNull(),
    source: text('source').notNull(),
    /** Canonical JSON of status and record fields as decided on. */
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.certificateId, table.field] })],
)

/** When a check that a live certificate stood on will fail by the passing of time alone, if its source says nothing new. */
export const certificateLapses = approvalsSchema.table(
  'certificate_lapses',
  {
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    checkCode: text('check_code').notNull(),
    /** First day on which the check fails. */
    lapsesOn: day('lapses_on').notNull(),
    /** Set once the day has come and the certificate was sent for review. */
    noticed: boolean('noticed').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.certificateId, table.checkCode] }),
    index('certificate_lapses_to_notice').on(table.lapsesOn, table.certificateId).where(sql`not noticed`),
  ],
)

/** As of when a live certificate was last reviewed; a review on older evidence changes nothing. */
export const certificateReviews = approvalsSchema.table('certificate_reviews', {
  certificateId: uuid('certificate_id')
    .primaryKey()
    .references(() => certificates.id),
  asOf: instant('as_of').notNull(),
})

/** What a live certificate stood on and stands on no more: one row for each field and new value until that value ends. */
export const certificateFlags = approvalsSchema.table(
  'certificate_flags',
  {
    id: uuid('id').primaryKey(),
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    /** Of the application, so that a work list is one index range. */
    officeId: text('office_id').notNull(),
    division: text('division').notNull(),
    /** Path of the value, e.g. `vehicle.usage.current`; the code of the check for paper that does not hold. */
    field: text('field').notNull(),
    source: text('source').notNull(),
    /** Canonical JSON. */
    oldValue: text('old_value').notNull(),
    /** Canonical JSON. */
    newValue: text('new_value').notNull(),
    raisedAt: instant('raised_at').notNull(),
    reviewedAt: instant('reviewed_at'),
    reviewedBy: text('reviewed_by'),
    reason: text('reason'),
    /** When the source stopped saying the new value. */
    endedAt: instant('ended_at'),
  },
  (table) => [
    uniqueIndex('certificate_flags_standing')
      .on(table.certificateId, table.field, sql`md5(${table.newValue})`)
      .where(sql`ended_at is null`),
    index('certificate_flags_by_application').on(table.applicationId),
    index('certificate_flags_by_certificate').on(table.certificateId, table.raisedAt),
    index('certificate_flags_open')
      .on(table.raisedAt, table.id)
      .where(sql`reviewed_at is null and ended_at is null`),
    index('certificate_flags_open_by_office')
      .on(table.officeId, table.raisedAt, table.id)
      .where(sql`reviewed_at is null and ended_at is null`),
    index('certificate_flags_open_by_division')
      .on(table.division, table.raisedAt, table.id)
      .where(sql`reviewed_at is null and ended_at is null`),
    check(
      'certificate_flags_review',
      sql`(${table.reviewedAt} is null) = (${table.reviewedBy} is null) and (${table.reviewedAt} is null) = (${table.reason} is null)`,
    ),
  ],
)
