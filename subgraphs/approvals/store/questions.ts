/** Questions this room asks of its own tables. Every function takes the frame it runs in; row-level security decides what it sees. */
import { type Database, type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import { and, asc, desc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import {
  applications,
  certificates,
  decisions,
  evaluations,
  paperEvidence,
  rounds,
  watches,
} from './tables.ts'

/** An application as stored. */
export type ApplicationRow = typeof applications.$inferSelect
/** An evaluation as stored. */
export type EvaluationRow = typeof evaluations.$inferSelect
/** A decision as stored. */
export type DecisionRow = typeof decisions.$inferSelect
/** A certificate as stored. */
export type CertificateRow = typeof certificates.$inferSelect
/** Paper evidence as stored. */
export type PaperRow = typeof paperEvidence.$inferSelect

/** The application where the frame may see it; not there and not yours look the same. */
export async function findApplication(tx: Orm, id: string): Promise<ApplicationRow | undefined> {
  const [row] = await tx.select().from(applications).where(eq(applications.id, id))
  return row
}

/** The same, locked until the transaction ends. */
export async function lockApplication(tx: Orm, id: string): Promise<ApplicationRow | undefined> {
  const [row] = await tx.select().from(applications).where(eq(applications.id, id)).for('update')
  return row
}

/** Applications by id, in no order. */
export function findApplications(tx: Orm, ids: readonly string[]): Promise<ApplicationRow[]> {
  return tx
    .select()
    .from(applications)
    .where(inArray(applications.id, [...ids]))
}

/** Opens a round: 1 on submission, one more after each return. */
export async function openRound(
  tx: Orm,
  round: { applicationId: string; round: number; openedAt: Date; reason: string | null },
): Promise<void> {
  await tx.insert(rounds).values(round)
}

/** Evaluations by their own id. */
export function findEvaluations(tx: Orm, ids: readonly string[]): Promise<EvaluationRow[]> {
  return tx
    .select()
    .from(evaluations)
    .where(inArray(evaluations.id, [...ids]))
}

/** Decisions of applications, newest round first. */
export function findDecisionsOf(tx: Orm, applicationIds: readonly string[]): Promise<DecisionRow[]> {
  return tx
    .select()
    .from(decisions)
    .where(inArray(decisions.applicationId, [...applicationIds]))
    .orderBy(desc(decisions.round))
}

/** The certificate of the newest round of each application that has one. */
export function findCertificatesOf(tx: Orm, applicationIds: readonly string[]): Promise<CertificateRow[]> {
  return tx
    .selectDistinctOn([certificates.applicationId])
    .from(certificates)
    .where(inArray(certificates.applicationId, [...applicationIds]))
    .orderBy(certificates.applicationId, desc(certificates.round))
}

/** Certificates by their own id. */
export function findCertificates(tx: Orm, ids: readonly string[]): Promise<CertificateRow[]> {
  return tx
    .select()
    .from(certificates)
    .where(inArray(certificates.id, [...ids]))
}

/** Paper entered for applications, oldest first. */
export function findPaperOf(tx: Orm, applicationIds: readonly string[]): Promise<PaperRow[]> {
  return tx
    .select()
    .from(paperEvidence)
    .where(inArray(paperEvidence.applicationId, [...applicationIds]))
    .orderBy(asc(paperEvidence.enteredAt), asc(paperEvidence.id))
}

/** Whom an event or an application is about; kinds as in event payloads. */
export type Subjects = Readonly<Record<string, string | undefined>>

/** One of them, as subject tables have it. */
export interface Subject {
  readonly subjectKind: string
  readonly subject: string
}

/** The kinds and values that are there. */
export function subjectList(subjects: Subjects): Subject[] {
  return Object.entries(subjects).flatMap(([subjectKind, subject]) =>
    subject === undefined ? [] : [{ subjectKind, subject }],
  )
}

/** Condition that a row of a subject table names one of these subjects. */
export function namesSubject(
  table: { subjectKind: AnyPgColumn; subject: AnyPgColumn },
  subjects: readonly Subject[],
): SQL {
  const kinds = new Set(subjects.map(({ subjectKind }) => subjectKind))
  const ofKind = (kind: string): string[] =>
    subjects.flatMap(({ subjectKind, subject }) => (subjectKind === kind ? [subject] : []))
  const conditions = [...kinds].map((kind) =>
    and(eq(table.subjectKind, kind), inArray(table.subject, ofKind(kind))),
  )
  return or(...conditions) ?? sql`false`
}

/** A decision with everything needed to compute it again. */
export interface StoredDecision {
  readonly id: string
  readonly applicationId: string
  readonly round: number
  readonly item: string
  readonly itemVersion: number
  readonly asOf: Date
  readonly outcome: string
  readonly verdict: string
  /** Canonical JSON, as stored. */
  readonly snapshot: string
  readonly snapshotDigest: string
  readonly factsDigest: string
  /** Canonical JSON list, as stored. */
  readonly findings: string
  /** Canonical JSON list of the confirmed paper. */
  readonly paper: string
}

/** Every stored decision, in the order they were made, read in pages: for replay. */
export async function* listDecisions(db: Database, pageSize = 500): AsyncGenerator<StoredDecision> {
  let after: { decidedAt: Date; id: string } | undefined
  for (;;) {
    const page = await db.read(ownWork, (tx) => readDecisionPage(tx, after, pageSize))
    yield* page
    after = page.at(-1)
    if (page.length < pageSize) return
  }
}

function readDecisionPage(
  tx: Orm,
  after: { decidedAt: Date; id: string } | undefined,
  pageSize: number,
): Promise<DecisionRow[]> {
  return tx
    .select()
    .from(decisions)
    .where(
      after &&
        or(
          gt(decisions.decidedAt, after.decidedAt),
          and(eq(decisions.decidedAt, after.decidedAt), gt(decisions.id, after.id)),
        ),
    )
    .orderBy(asc(decisions.decidedAt), asc(decisions.id))
    .limit(pageSize)
}

/** What events call a person. */
const personKind = 'driverRef'

/** Whom an application is about, in the words of events. */
export function subjectsOf(row: ApplicationRow): Subjects {
  return {
    vin: row.vin ?? undefined,
    companyId: row.platformCompanyId ?? undefined,
    driverRef: row.applicantRef ?? undefined,
    uscc: row.operatorUscc ?? row.applicantUscc ?? undefined,
    officeId: row.officeId,
  }
}

/**
 * Watches the subjects of an open application, so that an event about one of them finds it. The person's number is kept,
 * sealed, for as long as the application waits and only where a source has to be asked by it.
 */
export async function watchSubjects(tx: Orm, row: ApplicationRow, sealedNumber?: Buffer): Promise<void> {
  const watched = subjectList(subjectsOf(row)).map((each) => ({
    applicationId: row.id,
    ...each,
    sealedNumber: each.subjectKind === personKind ? sealedNumber : undefined,
  }))
  await tx.insert(watches).values(watched).onConflictDoNothing()
}

/** The person's number of a waiting application, sealed; undefined where none is kept. */
export async function findSealedNumber(tx: Orm, applicationId: string): Promise<Buffer | undefined> {
  const [row] = await tx
    .select({ sealedNumber: watches.sealedNumber })
    .from(watches)
    .where(and(eq(watches.applicationId, applicationId), eq(watches.subjectKind, personKind)))
  return row?.sealedNumber ?? undefined
}
