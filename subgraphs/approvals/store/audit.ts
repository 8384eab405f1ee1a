/** The audit chain: every act on an application is a row whose digest covers the row before it. */
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { invariant } from '@one-visit/kit/errors.ts'
import { and, asc, eq, gt } from 'drizzle-orm'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import type { AuditRow } from './rows.ts'
import { audit, auditHead } from './tables/audit.ts'

/** What can be done to an application, as the chain names it; permanent. */
export type AuditAction =
  | 'SUBMITTED'
  | 'ITEM_VERSION_CHANGED'
  | 'EVALUATED'
  | 'PAPER_ENTERED'
  | 'PAPER_CONFIRMED'
  | 'WITHDRAWN'
  | 'DECIDED'
  | 'CERTIFICATE_ISSUED'
  | 'CERTIFICATE_ACCEPTED'
  | 'CERTIFICATE_REJECTED'
  | 'CERTIFICATE_FLAGGED'
  | 'CERTIFICATE_FLAG_ENDED'
  | 'CERTIFICATE_FLAG_REVIEWED'
  | 'CALLBACK_CHANGED'

/** An act to record; detail holds ids, digests and codes, never personal data. */
export interface AuditDraft {
  readonly at: Date
  readonly actor: string
  readonly action: AuditAction
  readonly applicationId: string | null
  readonly detail: Record<string, unknown>
}

/** Digest of a row over its content and the digest of the row before, sha-256 in hex of canonical JSON. */
function auditDigest(row: Omit<AuditRow, 'digest'>): string {
  return digestOf(
    canonicalJson({
      sequence: row.sequence,
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      applicationId: row.applicationId,
      detail: row.detail,
      previousDigest: row.previousDigest,
    }),
  )
}

/**
 * Appends acts to the chain inside the caller's transaction. Locks the head of the chain until the transaction ends,
 * so call it last: whoever appends next waits for this commit.
 */
export async function appendAudit(tx: Orm, drafts: readonly AuditDraft[]): Promise<void> {
  const [head] = await tx.select().from(auditHead).where(eq(auditHead.id, 1)).for('update')
  invariant(head !== undefined, 'the audit chain has a head')
  let { sequence, digest } = head
  const rows = drafts.map((draft): AuditRow => {
    const detail = canonicalJson(draft.detail)
    sequence += 1
    const row = { ...draft, detail, sequence, previousDigest: digest }
    digest = auditDigest(row)
    return { ...row, digest }
  })
  if (rows.length === 0) return
  await tx.insert(audit).values(rows)
  await tx.update(auditHead).set({ sequence, digest }).where(eq(auditHead.id, 1))
}

/** What walking the chain found. */
export type AuditVerification =
  | { readonly intact: true; readonly rows: number; readonly digest: string }
  | { readonly intact: false; readonly rows: number; readonly sequence: number; readonly why: string }

const genesis = '0'.repeat(64)

/** Walks the whole chain in pages and says where it first breaks: a gap, a changed row, a cut tail. */
export async function verifyAuditChain(db: Database, pageSize = 1000): Promise<AuditVerification> {
  let digest = genesis
  let rows = 0
  for (;;) {
    const page = await db.transaction((tx) =>
      tx.select().from(audit).where(gt(audit.sequence, rows)).orderBy(asc(audit.sequence)).limit(pageSize),
    )
    for (const row of page) {
      const why = faultOf(row, rows + 1, digest)
      if (why !== undefined) return { intact: false, rows, sequence: row.sequence, why }
      digest = row.digest
      rows += 1
    }
    if (page.length < pageSize) break
  }
  const [head] = await db.transaction((tx) => tx.select().from(auditHead).where(eq(auditHead.id, 1)))
  if (head === undefined || head.sequence < rows) {
    return { intact: false, rows, sequence: rows, why: 'the head is behind the chain' }
  }
  // Rows appended while we walked are not a fault; a head that points past the last row is.
  const [last] = await db.transaction((tx) =>
    tx.select().from(audit).where(eq(audit.sequence, head.sequence)).limit(1),
  )
  if (head.sequence > 0 && last?.digest !== head.digest) {
    return { intact: false, rows, sequence: head.sequence, why: 'the end of the chain is missing' }
  }
  if (head.sequence === 0 && head.digest !== genesis) {
    return { intact: false, rows, sequence: 0, why: 'the end of the chain is missing' }
  }
  return { intact: true, rows, digest }
}

function faultOf(row: AuditRow, expected: number, previous: string): string | undefined {
  if (row.sequence !== expected) return `row ${expected} is missing`
  if (row.previousDigest !== previous) return 'it does not follow the row before'
  if (auditDigest(row) !== row.digest) return 'its content does not give its digest'
  return undefined
}

/** A page of the audit rows of one application, oldest first, after a sequence. */
export function listAudit(
  tx: Orm,
  applicationId: string,
  { first, after }: { first: number; after: number },
): Promise<AuditRow[]> {
  return tx
    .select()
    .from(audit)
    .where(and(eq(audit.applicationId, applicationId), gt(audit.sequence, after)))
    .orderBy(asc(audit.sequence))
    .limit(first)
}
