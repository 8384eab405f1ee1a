/** Questions about cases. Every function runs in the caller's transaction; row-level security decides what it sees. */
import { type Database, type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import { and, asc, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { ApplicationRow, CertificateRow, DecisionRow, EvaluationRow, PaperRow } from './rows.ts'
import { applications, decisions, evaluations, paperEvidence, rounds } from './tables/cases.ts'
import { certificates } from './tables/certificates.ts'

/** An application, where the transaction's tenant may see it; undefined for one that is not there or is another's. */
export async function findApplication(tx: Orm, id: string): Promise<ApplicationRow | undefined> {
  const [row] = await tx.select().from(applications).where(eq(applications.id, id))
  return row
}

/** An application the tenant may see, locked until the transaction ends: others who want to change it wait. */
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

/** Paper entered for applications, oldest first; without what other paper has replaced. */
export function findPaperOf(tx: Orm, applicationIds: readonly string[]): Promise<PaperRow[]> {
  return tx
    .select()
    .from(paperEvidence)
    .where(and(inArray(paperEvidence.applicationId, [...applicationIds]), isNull(paperEvidence.replacedBy)))
    .orderBy(asc(paperEvidence.enteredAt), asc(paperEvidence.id))
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
