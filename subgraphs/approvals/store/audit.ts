/** Acts on applications, as they are written down and shown. `audit/` chains them and holds them against what is stored. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import type { ActRow, ApplicationRow, AuditRow } from './rows.ts'
import { audit } from './tables/audit.ts'
import { applications } from './tables/cases.ts'

/** What can be done to an application, as the chain names it; permanent. */
export type AuditAction =
  | 'SUBMITTED'
  | 'ITEM_VERSION_CHANGED'
  | 'EVALUATED'
  | 'PAPER_ENTERED'
  | 'PAPER_CONFIRMED'
  | 'PAPER_READ'
  | 'WITHDRAWN'
  | 'DECIDED'
  | 'CERTIFICATE_ISSUED'
  | 'CERTIFICATE_ACCEPTED'
  | 'CERTIFICATE_REJECTED'
  /** The register says something else of a certificate than before. */
  | 'CERTIFICATE_STATED'
  | 'CERTIFICATE_FLAGGED'
  | 'CERTIFICATE_FLAG_ENDED'
  | 'CERTIFICATE_FLAG_REVIEWED'
  | 'CALLBACK_CHANGED'
  | 'DENIED'
  | 'MANDATE_GRANTED'
  | 'MANDATE_ENDED'

/** An act to record; detail holds ids, digests and codes, no personal data but what the reason of a refusal says. */
export interface AuditDraft {
  readonly at: Date
  readonly actor: string
  readonly action: AuditAction
  readonly applicationId: string | null
  readonly detail: Record<string, unknown>
}

/** For whom an act is: stands in the detail beside the actor. */
export interface ActSubject {
  /** The applicant, as credit code or pseudonym. */
  readonly subject: string
  /** The mandate the application was handed in under, where there is one. */
  readonly mandateId?: string
}

type Concerned = Pick<ApplicationRow, 'applicantRef' | 'applicantUscc' | 'mandateId'>

/** For whom acts on an application are. */
export function subjectOfActs({ applicantRef, applicantUscc, mandateId }: Concerned): ActSubject {
  // The table has one of the two.
  const subject = applicantRef ?? applicantUscc ?? ''
  return { subject, ...(mandateId !== null && { mandateId }) }
}

/** Told at the commit of every act: the writer of the chain listens. */
export const auditChannel = 'approvals_audit'

/** Writes acts down in the caller's transaction. They get their place in the chain soon after its commit, and wait for nobody. */
export async function appendAudit(tx: Orm, drafts: readonly AuditDraft[]): Promise<void> {
  if (drafts.length === 0) return
  const subjects = await findSubjects(tx, drafts)
  await tx
    .insert(audit)
    .values(
      drafts.map((draft) => {
        const subject = subjects.get(draft.applicationId ?? '')
        return { ...draft, detail: canonicalJson({ ...subject, ...draft.detail }) }
      }),
    )
    // By the same statement: every act is written down, and a round trip is most of what that takes.
    .returning({ told: sql`pg_notify(${auditChannel}, '')` })
}

/** For whom acts are, by application, of those that do not say it themselves. */
async function findSubjects(
  tx: Orm,
  drafts: readonly AuditDraft[],
): Promise<ReadonlyMap<string, ActSubject>> {
  const ids = drafts.flatMap(({ applicationId, detail }) =>
    applicationId === null || detail.subject !== undefined ? [] : [applicationId],
  )
  if (ids.length === 0) return new Map()
  const { id, applicantRef, applicantUscc, mandateId } = applications
  const rows = await tx
    .select({ id, applicantRef, applicantUscc, mandateId })
    .from(applications)
    .where(inArray(id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, subjectOfActs(row)]))
}

/** For whom an act was, as it was written down; null for both in rows from before mandates. */
export function readActSubject({ detail }: Pick<ActRow, 'detail'>): {
  subject: string | null
  mandateId: string | null
} {
  const { subject, mandateId } = readDetail(detail)
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
  return { subject: textOf(subject), mandateId: textOf(mandateId) }
}

/** The detail of an act; empty for one that was changed into no JSON, of which the audit tells. */
export function readDetail(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch {
    return {}
  }
}

/**
 * Digest of a row as an act binds it to the chain. Columns without value are left out, so that one which comes later and
 * is null in rows from before changes no digest.
 */
export function rowDigest(row: Readonly<Record<string, unknown>>): string {
  const filled = Object.entries(row).filter(([, value]) => value !== null)
  return digestOf(
    canonicalJson(
      Object.fromEntries(
        filled.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
      ),
    ),
  )
}

/** Digests of rows by their identifiers, as acts on several rows bind them to the chain. */
export function digestsOf(
  rows: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map((row) => [row.id, rowDigest(row)]))
}

/** A page of the chain's rows of one application, oldest first, after a place in the chain. */
export async function listAudit(
  tx: Orm,
  applicationId: string,
  { first, after }: { first: number; after: number },
): Promise<AuditRow[]> {
  // Whatever has a place has its digests, the table sees to that.
  return (await tx
    .select()
    .from(audit)
    .where(and(eq(audit.applicationId, applicationId), gt(audit.sequence, after)))
    .orderBy(asc(audit.sequence))
    .limit(first)) as AuditRow[]
}

/** Every act on some applications in the order of the chain; those that have no place in it yet come last, as they were written. */
export function findActsOf(tx: Orm, applicationIds: readonly string[]): Promise<ActRow[]> {
  return tx
    .select()
    .from(audit)
    .where(sql`${audit.applicationId} = any(${sql.param([...applicationIds])}::uuid[])`)
    .orderBy(sql`${audit.sequence} asc nulls last`, asc(audit.id))
}
