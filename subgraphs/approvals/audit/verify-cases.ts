/** Holds every stored case against the chain, page by page, and finds what belongs to no case. */
import { type Database, type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import { asc, getTableName, gt, sql } from 'drizzle-orm'
import { findActsOf } from '../store/audit.ts'
import { applications, decisions, paperEvidence } from '../store/tables/cases.ts'
import { certificateFlags, certificates } from '../store/tables/certificates.ts'
import { compareCase, type StoredCase } from './compare-case.ts'
import { listGoneApplications } from './verify-chain.ts'

/** Tables of what belongs to cases. */
const ofCases = [decisions, certificates, paperEvidence, certificateFlags] as const

const kindOf = (table: (typeof ofCases)[number]): string =>
  ({
    decisions: 'decision',
    certificates: 'certificate',
    paper_evidence: 'paper',
    certificate_flags: 'flag',
  })[getTableName(table)]

/** Cases held in memory at once; a decision carries its whole snapshot. */
const casesAtOnce = 100

/** What differs, a sentence each, and at the end how many cases there are. */
export async function* verifyCases(db: Database): AsyncGenerator<string, number> {
  let cases = 0
  for await (const page of listCases(db)) {
    cases += page.length
    for (const each of page) yield* compareCase(each)
  }
  for await (const { applicationId, sequence } of listGoneApplications(db))
    yield `application ${applicationId}: the chain knows it, and it is gone (row ${sequence})`
  for (const table of ofCases) {
    const strays = await db.read(ownWork, (tx) =>
      tx
        .select({ id: table.id, applicationId: table.applicationId })
        .from(table)
        .where(
          sql`not exists (select from ${applications} where ${applications.id} = ${table.applicationId})`,
        ),
    )
    for (const { id, applicationId } of strays)
      yield `${kindOf(table)} ${id} of application ${applicationId}: it is there, and the application is not`
  }
  return cases
}

async function* listCases(db: Database): AsyncGenerator<StoredCase[]> {
  let after: string | undefined
  for (;;) {
    // Case and acts as of one instant: what is done while we look is in both or in neither.
    const page = await db.read(ownWork, (tx) => readCases(tx, after))
    yield page
    after = page.at(-1)?.application.id
    if (page.length < casesAtOnce) return
  }
}

async function readCases(tx: Orm, after: string | undefined): Promise<StoredCase[]> {
  const found = await tx
    .select()
    .from(applications)
    .where(after === undefined ? undefined : gt(applications.id, after))
    .orderBy(asc(applications.id))
    .limit(casesAtOnce)
  const ids = found.map(({ id }) => id)
  const of = (column: (typeof ofCases)[number]['applicationId']) =>
    sql`${column} = any(${sql.param(ids)}::uuid[])`
  const decided = await tx.select().from(decisions).where(of(decisions.applicationId))
  const issued = await tx.select().from(certificates).where(of(certificates.applicationId))
  const entered = await tx.select().from(paperEvidence).where(of(paperEvidence.applicationId))
  const flagged = await tx.select().from(certificateFlags).where(of(certificateFlags.applicationId))
  const acts = await findActsOf(tx, ids)
  const ofCase = <Row extends { applicationId: string | null }>(rows: readonly Row[], id: string): Row[] =>
    rows.filter(({ applicationId }) => applicationId === id)
  return found.map((application) => ({
    application,
    decisions: ofCase(decided, application.id),
    certificates: ofCase(issued, application.id),
    papers: ofCase(entered, application.id),
    flags: ofCase(flagged, application.id),
    acts: ofCase(acts, application.id),
  }))
}
