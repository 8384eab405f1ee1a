/** Tables of cases: what was handed in, how far it has come, what was found, decided and put on paper. */
import { day, instant } from '@one-visit/kit/database/columns.ts'
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OfficeKind } from '../../catalogue/authority-question.ts'
import type { MandateKind } from '../../catalogue/parties.ts'
import { mandates } from './mandates.ts'
import { approvalsSchema, bytea } from './room.ts'

/** Every state an application can be in. */
export const applicationStates = [
  'WAITING_FOR_EVIDENCE',
  'READY',
  'APPROVED',
  'ISSUED',
  'REFUSED',
  'WITHDRAWN',
  'RETURNED',
] as const

export type ApplicationState = (typeof applicationStates)[number]

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
    state: text('state').$type<ApplicationState>().notNull(),
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
    /** The mandate it was handed in under with its facts, all null where there is none; `mandatedParty` may act by it. */
    mandateId: uuid('mandate_id').references(() => mandates.id),
    mandateKind: text('mandate_kind').$type<MandateKind>(),
    mandatedBy: text('mandated_by'),
    mandatedParty: text('mandated_party'),
    mandatedFrom: day('mandated_from'),
    mandatedUntil: day('mandated_until'),
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
    index('applications_by_mandated_party')
      .on(table.mandatedParty, table.state, table.submittedAt, table.id)
      .where(sql`mandated_party is not null`),
    // The same ranges for one item: of an item that is rare, the ranges above hold none but others.
    ...(
      [
        ['office', table.officeId],
        ['division', table.division],
        ['applicant', table.applicantRef],
        ['applicant_uscc', table.applicantUscc],
        ['submitter', table.submittedOrganisation],
        ['mandated_party', table.mandatedParty],
      ] as const
    ).map(([name, column]) =>
      index(`applications_by_item_and_${name}`)
        .on(table.item, column, table.state, table.submittedAt, table.id)
        .where(sql`${sql.identifier(column.name)} is not null`),
    ),
    index('applications_by_item').on(table.item, table.state, table.submittedAt, table.id),
    index('applications_by_mandate').on(table.mandateId).where(sql`mandate_id is not null`),
    check(
      'applications_mandate_whole',
      sql`num_nonnulls(${table.mandateId}, ${table.mandateKind}, ${table.mandatedBy}, ${table.mandatedParty}, ${table.mandatedFrom}, ${table.mandatedUntil}) in (0, 6)`,
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
    /** What a refusal rests on, and the check where it is one; null for approvals, and in rows of before grounds were kept. */
    refusalGround: text('refusal_ground'),
    refusalCheck: text('refusal_check'),
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
    /** The authority in whose name it was decided, and its name then; null from before they were kept. */
    authority: text('authority'),
    authorityName: text('authority_name'),
    /** The window of the officer and its kind; null for the rule of an item. */
    windowOffice: text('window_office'),
    windowKind: text('window_kind').$type<OfficeKind>(),
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
    check('decisions_company_never_decides', sql`${table.windowKind} in ('BUREAU', 'COUNTY', 'STATION')`),
    check(
      'decisions_in_a_name',
      sql`(${table.authority} is null) = (${table.authorityName} is null)
        and (${table.windowOffice} is null) = (${table.windowKind} is null)
        and (${table.authority} is null or ${table.windowOffice} is not null or ${table.decidedBy} like 'machine:%')`,
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
    /** The day it states, where the item asks for one. */
    statesDay: day('states_day'),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull(),
    confirmedBy: text('confirmed_by'),
    confirmedAt: instant('confirmed_at'),
    /** The paper that was entered in its place before it was confirmed. */
    replacedBy: uuid('replaced_by'),
  },
  (table) => [
    uniqueIndex('paper_once_a_check')
      .on(table.applicationId, table.round, table.checkCode)
      .where(sql`${table.replacedBy} is null`),
    index('paper_by_application').on(table.applicationId),
    check('paper_replaced_unconfirmed', sql`${table.replacedBy} is null or ${table.confirmedBy} is null`),
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
