/** Walks the chain from its first row and says where it breaks. */
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { asc, eq, gt, inArray } from 'drizzle-orm'
import type { ActRow } from '../store/rows.ts'
import { audit, auditHead } from '../store/tables/audit.ts'
import { applications } from '../store/tables/cases.ts'
import { auditDigest, genesis } from './chain.ts'

/** What walking the chain found. */
export type ChainVerification =
  | { readonly intact: true; readonly rows: number; readonly digest: string }
  | { readonly intact: false; readonly rows: number; readonly sequence: number; readonly why: string }

/** Walks the whole chain in pages and says where it first breaks: a gap, a changed row, a cut tail. */
export async function verifyAuditChain(db: Database, pageSize = 1000): Promise<ChainVerification> {
  let digest = genesis
  let rows = 0
  for await (const page of listChain(db, pageSize)) {
    for (const row of page) {
      const why = faultOf(row, rows + 1, digest)
      if (why !== undefined) return { intact: false, rows, sequence: row.sequence ?? 0, why }
      digest = row.digest ?? ''
      rows += 1
    }
  }
  const why = await faultOfEnd(db, rows)
  return why === undefined ? { intact: true, rows, digest } : { intact: false, rows, sequence: rows, why }
}

function faultOf(row: ActRow, expected: number, previous: string): string | undefined {
  const { sequence, previousDigest } = row
  if (sequence !== expected || previousDigest === null) return `row ${expected} is missing`
  if (previousDigest !== previous) return 'it does not follow the row before'
  if (auditDigest({ ...row, sequence, previousDigest }) !== row.digest)
    return 'its content does not give its digest'
  return undefined
}

/** Rows chained while we walked are no fault; a head that is behind, or points past the last row, is one. */
async function faultOfEnd(db: Database, rows: number): Promise<string | undefined> {
  const [head, last] = await db.read(ownWork, async (tx) => {
    const [end] = await tx.select().from(auditHead).where(eq(auditHead.id, 1))
    const [row] = await tx
      .select()
      .from(audit)
      .where(eq(audit.sequence, end?.sequence ?? 0))
    return [end, row]
  })
  if (head === undefined || head.sequence < rows) return 'the head is behind the chain'
  const digest = head.sequence === 0 ? genesis : last?.digest
  return digest === head.digest ? undefined : 'the end of the chain is missing'
}

/** The rows of the chain in pages, from the first on, and after a gap too. */
async function* listChain(db: Database, pageSize: number): AsyncGenerator<ActRow[]> {
  let after = 0
  for (;;) {
    const page = await db.read(ownWork, (tx) =>
      tx.select().from(audit).where(gt(audit.sequence, after)).orderBy(asc(audit.sequence)).limit(pageSize),
    )
    yield page
    after = page.at(-1)?.sequence ?? after
    if (page.length < pageSize) return
  }
}

/** Applications the chain tells of that are gone, each with the first row that tells of it. */
export async function* listGoneApplications(
  db: Database,
  pageSize = 1000,
): AsyncGenerator<{ readonly applicationId: string; readonly sequence: number }> {
  const told = new Set<string>()
  for await (const page of listChain(db, pageSize)) {
    const named = new Map<string, number>()
    for (const { applicationId, sequence } of page)
      if (applicationId !== null && !named.has(applicationId)) named.set(applicationId, sequence ?? 0)
    const ids = [...named.keys()]
    const there = await db.read(ownWork, (tx) =>
      tx.select({ id: applications.id }).from(applications).where(inArray(applications.id, ids)),
    )
    for (const { id } of there) named.delete(id)
    for (const [applicationId, sequence] of named) {
      if (told.has(applicationId)) continue
      told.add(applicationId)
      yield { applicationId, sequence }
    }
  }
}
