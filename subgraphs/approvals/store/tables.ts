/**
 * Tables of the approval step. Applications and what hangs on them belong to tenants and are under row-level security
 * (migrations/0001); the audit chain can only be appended to.
 */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

/** The room's own PostgreSQL schema. */
export const approvalsSchema = pgSchema('approvals')

const bytea = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
})

/** Last serial given to an application number; gaps are harmless. */
export const applicationNumbers = approvalsSchema.sequence('application_numbers')

/** What somebody handed in, and how far it has come. */
export const applications = approvalsSchema.table(
  'applications',
  {
    id: uuid('id').primaryKey(),
    number: text('number').notNull().unique(),
    item: text('item').notNull(),
    itemVersion: integer('item_version').notNull(),
    /** Organisation whose clerks handle it. */
    officeId: text('office_id').notNull(),
    division: text('division').notNull(),
    state: text('state').notNull(),
    version: integer('version').notNull().default(1),
    round: integer('round').notNull().default(1),
    submittedAt: instant('submitted_at').notNull(),
    submittedBy: text('submitted_by').notNull(),
    submittedOrganisation: text('submitted_organisation'),
    /** Pseudonym of a person; the resident ID number itself is never stored. */
    applicantRef: text('applicant_ref'),
    applicantUscc: text('applicant_uscc'),
    applicantName: text('applicant_name').notNull(),
    applicantPhone: text('applicant_phone').notNull(),
    vin: text('vin'),
    plateNumber: text('plate_number'),
    plateColour: text('plate_colour'),
    plateKind: text('plate_kind'),
    platformCompanyId: text('platform_company_id'),
    operatorUscc: text('operator_uscc'),
    /** The newest evaluation; null before the first. */
    evaluationId: uuid('evaluation_id'),
    withdrawalReason: text('withdrawal_reason'),
    /** Sources some check waits for. */
    waitingFor: text('waiting_for').array().notNull().default(sql`'{}'::text[]`),
  },
  (table) => [
    index('applications_by_office').on(table.officeId, table.state, table.submittedAt, table.id),
    index('applications_by_division').on(table.division, table.state, table.submittedAt, table.id),
    index('applications_by_state').on(table.state, table.submittedAt, table.id),
    index('applications_by_applicant').on(table.applicantRef, table.state, table.submittedAt, table.id),
    index('applications_by_applicant_uscc').on(table.applicantUscc, table.state, table.submittedAt, table.id),
    index('applications_by_submitter').on(
      table.submittedOrganisation,
      table.state,
      table.submittedAt,
      table.id,
    ),
    check(
      'applications_state',
      sql`${table.state} in ('WAITING_FOR_EVIDENCE', 'READY', 'APPROVED', 'ISSUED', 'REFUSED', 'WITHDRAWN', 'RETURNED')`,
    ),
    check(
      'applications_applicant',
      sql`${table.applicantRef} is not null or ${table.applicantUscc} is not null`,
    ),
  ],
)

/** Rounds of an application: 1, and one more after each return, with the reason of the return. */
export const rounds = approvalsSchema.table(
  'rounds',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    round: integer('round').notNull(),
    openedAt: instant('opened_at').notNull(),
    reason: text('reason'),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.round] })],
)

/** Idempotency keys of submissions: whose key, digest of the input, and the application it made. */
export const submissionKeys = approvalsSchema.table(
  'submission_keys',
  {
    sender: text('sender').notNull(),
    key: text('key').notNull(),
    inputDigest: text('input_digest').notNull(),
    applicationId: uuid('application_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sender, table.key] })],
)

/** Every evaluation, with the snapshot it stood on as canonical JSON. */
export const evaluations = approvalsSchema.table(
  'evaluations',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    round: integer('round').notNull(),
    itemVersion: integer('item_version').notNull(),
    evaluatedAt: instant('evaluated_at').notNull(),
    verdict: text('verdict').notNull(),
    snapshot: text('snapshot').notNull(),
    snapshotDigest: text('snapshot_digest').notNull(),
    factsDigest: text('facts_digest').notNull(),
    /** Canonical JSON list. */
    findings: text('findings').notNull(),
  },
  (table) => [index('evaluations_by_application').on(table.applicationId, table.evaluatedAt)],
)

/** Decisions, one a round, with everything needed to compute them again. */
export const decisions = approvalsSchema.table(
  'decisions',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    round: integer('round').notNull(),
    outcome: text('outcome').notNull(),
    reason: text('reason'),
    decidedAt: instant('decided_at').notNull(),
    decidedBy: text('decided_by').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    item: text('item').notNull(),
    itemVersion: integer('item_version').notNull(),
    asOf: instant('as_of').notNull(),
    verdict: text('verdict').notNull(),
    snapshot: text('snapshot').notNull(),
    snapshotDigest: text('snapshot_digest').notNull(),
    factsDigest: text('facts_digest').notNull(),
    /** Canonical JSON list. */
    findings: text('findings').notNull(),
    /** Canonical JSON list of the confirmed paper it stood on. */
    paper: text('paper').notNull(),
  },
  (table) => [
    unique('decisions_once_a_round').on(table.applicationId, table.round),
    unique('decisions_once_a_key').on(table.decidedBy, table.idempotencyKey),
    index('decisions_by_time').on(table.decidedAt, table.id),
    check('decisions_outcome', sql`${table.outcome} in ('APPROVE', 'REFUSE')`),
    check('decisions_refusal_has_reason', sql`${table.outcome} = 'APPROVE' or ${table.reason} is not null`),
    check(
      'decisions_refusal_by_person',
      sql`${table.outcome} = 'APPROVE' or ${table.decidedBy} not like 'machine:%'`,
    ),
    check(
      'decisions_approve_on_pass',
      sql`${table.outcome} = 'REFUSE' or ${table.verdict} in ('PASS', 'PASS_ON_PAPER')`,
    ),
  ],
)

/** Originals entered where a source is silent; counts only once a second officer confirmed it. */
export const paperEvidence = approvalsSchema.table(
  'paper_evidence',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    round: integer('round').notNull(),
    checkCode: text('check_code').notNull(),
    fileDigest: text('file_digest').notNull(),
    reason: text('reason').notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull(),
    confirmedBy: text('confirmed_by'),
    confirmedAt: instant('confirmed_at'),
  },
  (table) => [
    unique('paper_once_a_check').on(table.applicationId, table.round, table.checkCode),
    check(
      'paper_two_officers',
      sql`${table.confirmedBy} is null or ${table.confirmedBy} <> ${table.enteredBy}`,
    ),
  ],
)

/** Uploaded files by digest, per organisation that uploaded them. */
export const uploads = approvalsSchema.table(
  'uploads',
  {
    digest: text('digest').notNull(),
    organisation: text('organisation').notNull(),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    body: bytea('body').notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.digest, table.organisation] })],
)

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
  },
  (table) => [
    unique('certificates_once_a_round').on(table.applicationId, table.round),
    check(
      'certificates_state',
      sql`${table.state} in ('PENDING', 'VALID', 'SUSPENDED', 'REVOKED', 'REPLACED', 'REJECTED')`,
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

/** Whom an open application is about: an event on one of these subjects evaluates it again. */
export const watches = approvalsSchema.table(
  'watches',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    subjectKind: text('subject_kind').notNull(),
    subject: text('subject').notNull(),
    /** The resident ID number behind a pseudonym, sealed, where the item's evidence is pulled by it; gone once decided. */
    sealedNumber: bytea('sealed_number'),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.subjectKind] }),
    index('watches_by_subject').on(table.subjectKind, table.subject),
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

/** As of when a live certificate was last reviewed; a review on older evidence changes nothing. */
export const certificateReviews = approvalsSchema.table('certificate_reviews', {
  certificateId: uuid('certificate_id')
    .primaryKey()
    .references(() => certificates.id),
  asOf: instant('as_of').notNull(),
})

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

/** Where partners want to be told what became of their applications and certificates. */
export const callbacks = approvalsSchema.table(
  'callbacks',
  {
    id: uuid('id').primaryKey(),
    organisation: text('organisation').notNull(),
    /** As what the organisation is told: which column of an application must name it. */
    party: text('party').notNull(),
    url: text('url').notNull(),
    types: text('types').array().notNull(),
    signature: text('signature').notNull(),
    /** Signing key, sealed. */
    secret: bytea('secret').notNull(),
    /** The key before the last rotation, sealed, and until when it signs too. */
    previousSecret: bytea('previous_secret'),
    previousUntil: instant('previous_until'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** Since when no delivery has succeeded although some were tried. */
    failingSince: instant('failing_since'),
    disabledAt: instant('disabled_at'),
    disabledWhy: text('disabled_why'),
  },
  (table) => [
    index('callbacks_by_organisation').on(table.organisation, table.createdAt),
    check('callbacks_party', sql`${table.party} in ('PLATFORM', 'COMPANY', 'STATION')`),
    check('callbacks_signature', sql`${table.signature} in ('HMAC', 'ED25519')`),
    check('callbacks_disabled', sql`${table.disabledWhy} in ('BY_PARTNER', 'FAILING')`),
  ],
)

/** Messages to partners, byte for byte as they are posted, and how far each has come. */
export const callbackDeliveries = approvalsSchema.table(
  'callback_deliveries',
  {
    /** Also the webhook-id, the same at every attempt. */
    id: uuid('id').primaryKey(),
    callbackId: uuid('callback_id')
      .notNull()
      .references(() => callbacks.id),
    /** What happened, so that it is told each callback once. */
    eventId: uuid('event_id').notNull(),
    type: text('type').notNull(),
    body: text('body').notNull(),
    state: text('state').notNull().default('PENDING'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    lastAttemptAt: instant('last_attempt_at'),
    nextAttemptAt: instant('next_attempt_at'),
    /** HTTP status of the last answer; null where there was none. */
    lastStatus: integer('last_status'),
    /** Why there was no answer. */
    lastFault: text('last_fault'),
  },
  (table) => [
    unique('callback_deliveries_once').on(table.callbackId, table.eventId),
    index('callback_deliveries_by_time').on(table.callbackId, table.createdAt, table.id),
    index('callback_deliveries_by_age').on(table.createdAt),
    check('callback_deliveries_state', sql`${table.state} in ('PENDING', 'DELIVERED', 'DEAD')`),
  ],
)

/** Events already taken, by webhook id. */
export const receivedEvents = approvalsSchema.table(
  'received_events',
  {
    eventId: text('webhook_id').primaryKey(),
    type: text('type').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [index('received_events_by_time').on(table.receivedAt)],
)

/** The audit chain: each row's digest covers the row and the digest before it. */
export const audit = approvalsSchema.table(
  'audit',
  {
    sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    applicationId: uuid('application_id'),
    /** Canonical JSON; ids, digests and codes, never personal data. */
    detail: text('detail').notNull(),
    previousDigest: text('previous_digest').notNull(),
    digest: text('digest').notNull(),
  },
  (table) => [index('audit_by_application').on(table.applicationId, table.sequence)],
)

/** The one row that says where the chain ends; locking it serialises appends. */
export const auditHead = approvalsSchema.table('audit_head', {
  id: integer('id').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  digest: text('digest').notNull(),
})
