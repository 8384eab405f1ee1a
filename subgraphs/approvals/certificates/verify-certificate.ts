/**
 * Public verification of a certificate by its token: what it is and whether it stands, never whose it is. What it says
 * comes from the issued content, which the token signs, never from columns that repeat it; whether it stands, from what the
 * register was last heard to say. The register is not asked here: anybody could make the hub ask.
 */
import type { KeyObject } from 'node:crypto'
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { eq } from 'drizzle-orm'
import { findItem } from '../catalogue/items/index.ts'
import { digestOf } from '../judging/canonical.ts'
import type { CertificateContent } from '../judging/certificate-content.ts'
import type { StandingState } from '../judging/permit-standing.ts'
import { findActsOf } from '../store/audit.ts'
import type { CertificateRow } from '../store/rows.ts'
import { certificates } from '../store/tables/certificates.ts'
import { readCertificateToken, type TokenContent } from './certificate-token.ts'
import { isFollowed } from './follow-register.ts'

/** What verification answers. */
export interface Verification extends Pick<CertificateRow, 'stateSince' | 'stateReason' | 'stateReasonEn'> {
  readonly result: StandingState | 'EXPIRED' | 'NOT_YET_VALID' | 'UNCONFIRMED' | 'UNKNOWN'
  readonly number: string | null
  readonly itemName: string | null
  readonly plateNumber: string | null
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly checkedAt: Date
}

/** Longest token worth reading, characters. */
const tokenMax = 500

/**
 * Verifies a token. Junk, a foreign signature, an unknown certificate, one whose content is not what was issued and one
 * the owning room has not accepted are answered alike.
 */
export async function verifyCertificate(
  options: { readonly db: Database; readonly key: KeyObject },
  token: string,
  now: Date,
): Promise<Verification> {
  const signed = token.length > tokenMax ? undefined : readCertificateToken(token, options.key)
  if (signed === undefined) return unknown(now)
  const found = await options.db.read(ownWork, (tx) => findIssued(tx, signed))
  if (found === undefined || found.certificate.token !== token) return unknown(now)
  const { certificate, content } = found
  const { stateSince, stateReason, stateReasonEn, endsOn } = certificate
  const { number, item, plateNumber, validFrom } = content
  // The register may only shorten what was issued.
  const validUntil = endsOn !== null && endsOn < content.validUntil ? endsOn : content.validUntil
  const result = resultOf(certificate, { validFrom, validUntil }, shanghaiDay(now))
  if (result === 'UNKNOWN') return unknown(now)
  const itemName = findItem(item)?.name ?? null
  const standing = { stateSince, stateReason, stateReasonEn }
  return { result, number, itemName, plateNumber, validFrom, validUntil, ...standing, checkedAt: now }
}

/** The certificate of a token with its content, where that is what was issued: the token says so, or the chain for one from before. */
async function findIssued(
  tx: Orm,
  { certificateId, contentDigest }: TokenContent,
): Promise<{ certificate: CertificateRow; content: CertificateContent } | undefined> {
  const [certificate] = await tx.select().from(certificates).where(eq(certificates.id, certificateId))
  if (certificate === undefined) return undefined
  const issuedDigest = contentDigest ?? (await findIssuedDigest(tx, certificate))
  if (digestOf(certificate.content) !== issuedDigest) return undefined
  return { certificate, content: JSON.parse(certificate.content) as CertificateContent }
}

async function findIssuedDigest(tx: Orm, { id, applicationId }: CertificateRow): Promise<unknown> {
  const acts = await findActsOf(tx, [applicationId])
  const details = acts
    .filter(({ action }) => action === 'CERTIFICATE_ISSUED')
    .map(({ detail }) => JSON.parse(detail) as Record<string, unknown>)
  return details.find(({ certificateId }) => certificateId === id)?.contentDigest
}

function resultOf(
  { state, unconfirmedSince }: CertificateRow,
  { validFrom, validUntil }: Pick<CertificateContent, 'validFrom' | 'validUntil'>,
  today: string,
): Verification['result'] {
  if (state !== 'VALID') return isFollowed({ state }) ? (state as Verification['result']) : 'UNKNOWN'
  if (today < validFrom) return 'NOT_YET_VALID'
  if (today > validUntil) return 'EXPIRED'
  return unconfirmedSince === null ? 'VALID' : 'UNCONFIRMED'
}

function unknown(checkedAt: Date): Verification {
  return {
    result: 'UNKNOWN',
    number: null,
    itemName: null,
    plateNumber: null,
    validFrom: null,
    validUntil: null,
    stateSince: null,
    stateReason: null,
    stateReasonEn: null,
    checkedAt,
  }
}
