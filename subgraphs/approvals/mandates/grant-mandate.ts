/** Grants a mandate: by the grantor's own login, or on paper that a clerk registers. */
import type { Orm, Tenant } from '@one-visit/kit/database/database.ts'
import { HubError, invariant } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { and, eq } from 'drizzle-orm'
import type { Frame } from '../context.ts'
import type { GrantMandateInput } from '../generated/resolvers.ts'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import { appendAudit, rowDigest } from '../store/audit.ts'
import { auditingDenials } from '../store/denials.ts'
import { badInput, refused } from '../store/refused.ts'
import type { MandateRow } from '../store/rows.ts'
import { mandates } from '../store/tables/mandates.ts'
import { type Grant, readGrant } from './read-grant.ts'

/** Who grants or registers, and by what. */
export interface Granting {
  readonly principal: Principal
  readonly tenant: Tenant
  readonly pseudonymKey: PseudonymKey
  readonly idempotencyKey: string
  /** Whether the caller's office has uploaded a file. */
  readonly hasUpload: (tx: Orm, fileDigest: string) => Promise<boolean>
}

/**
 * Grants a mandate. The same key with the same input answers the same mandate.
 * @throws BAD_USER_INPUT, FORBIDDEN for somebody who grants for another, IDEMPOTENCY_KEY_REUSED
 */
export function grantMandate(
  frame: Frame,
  granting: Granting,
  input: GrantMandateInput,
): Promise<MandateRow> {
  const { principal, tenant } = granting
  const attempt = { act: 'GRANT_MANDATE', actor: principal.caller, detail: { kind: input.kind } } as const
  return auditingDenials(frame, attempt, async () => {
    const at = frame.clock()
    const grant = readGrant(input, principal, granting.pseudonymKey, shanghaiDay(at))
    return frame.db.write(tenant, (tx) => store(tx, granting, grant, at))
  })
}

async function store(tx: Orm, granting: Granting, grant: Grant, at: Date): Promise<MandateRow> {
  const { principal, idempotencyKey, hasUpload } = granting
  const { fileDigest } = grant
  if (fileDigest !== null && !(await hasUpload(tx, fileDigest)))
    throw badInput(
      'input.fileDigest',
      'FILE_NOT_UPLOADED',
      'No file with this digest was uploaded by your office.',
    )
  const inputDigest = digestOf(canonicalJson(grant))
  const [made] = await tx
    .insert(mandates)
    .values({
      ...grant,
      items: [...grant.items],
      id: crypto.randomUUID(),
      grantedAt: at,
      registeredBy: principal.caller,
      registeredOffice: fileDigest === null ? null : officeOf(principal),
      idempotencyKey,
      inputDigest,
    })
    .onConflictDoNothing()
    .returning()
  if (made === undefined) return findGranted(tx, principal.caller, idempotencyKey, inputDigest)
  const { id: mandateId, grantedBy, grantedTo, kind, items, evidence } = made
  await appendAudit(tx, [
    {
      at,
      actor: principal.caller,
      action: 'MANDATE_GRANTED',
      applicationId: null,
      detail: {
        mandateId,
        // Beside the actor, for whom: of consent he is the grantor, of paper a clerk.
        subject: grantedBy,
        grantedTo,
        kind,
        items,
        evidence,
        fileDigest,
        mandateDigest: rowDigest(made),
      },
    },
  ])
  return made
}

function officeOf({ organisation }: Principal): string {
  if (organisation === undefined)
    throw refused(
      'FORBIDDEN',
      { field: 'input.evidence', fault: 'REGISTRAR_OFFICE' },
      'A mandate on paper is registered by a clerk of an office.',
    )
  return organisation
}

async function findGranted(
  tx: Orm,
  registeredBy: string,
  idempotencyKey: string,
  inputDigest: string,
): Promise<MandateRow> {
  const [known] = await tx
    .select()
    .from(mandates)
    .where(and(eq(mandates.registeredBy, registeredBy), eq(mandates.idempotencyKey, idempotencyKey)))
  invariant(known !== undefined, 'a mandate whose key is taken is there')
  if (known.inputDigest !== inputDigest)
    throw new HubError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used for another mandate.', {
      field: 'idempotencyKey',
    })
  return known
}
