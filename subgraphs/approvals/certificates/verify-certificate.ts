/** Public verification of a certificate by its token: what it is and whether it stands, never whose it is. */
import type { KeyObject } from 'node:crypto'
import type { Database } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { eq } from 'drizzle-orm'
import { findItem } from '../catalogue/items/index.ts'
import type { CertificateRow } from '../store/rows.ts'
import { certificates } from '../store/tables/certificates.ts'
import { readCertificateToken } from './certificate-token.ts'

/** What verification answers. */
export interface Verification {
  readonly result: 'VALID' | 'EXPIRED' | 'NOT_YET_VALID' | 'SUSPENDED' | 'REVOKED' | 'REPLACED' | 'UNKNOWN'
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
 * Verifies a token. Junk, a foreign signature, an unknown certificate and one the owning room has not accepted are
 * answered alike.
 */
export async function verifyCertificate(
  options: { readonly db: Database; readonly key: KeyObject },
  token: string,
  now: Date,
): Promise<Verification> {
  const content = token.length > tokenMax ? undefined : readCertificateToken(token, options.key)
  const certificate =
    content === undefined
      ? undefined
      : await options.db.read(ownWork, async (tx) => {
          const [row] = await tx.select().from(certificates).where(eq(certificates.id, content.certificateId))
          return row
        })
  if (certificate === undefined || certificate.token !== token) return unknown(now)
  const result = resultOf(certificate, shanghaiDay(now))
  if (result === 'UNKNOWN') return unknown(now)
  return {
    result,
    number: certificate.number,
    itemName: findItem(certificate.item)?.name ?? null,
    plateNumber: certificate.plateNumber,
    validFrom: certificate.validFrom,
    validUntil: certificate.validUntil,
    checkedAt: now,
  }
}

function resultOf(certificate: CertificateRow, today: string): Verification['result'] {
  const { state } = certificate
  if (state === 'SUSPENDED' || state === 'REVOKED' || state === 'REPLACED') return state
  if (state !== 'VALID') return 'UNKNOWN'
  if (today < certificate.validFrom) return 'NOT_YET_VALID'
  return today > certificate.validUntil ? 'EXPIRED' : 'VALID'
}

function unknown(checkedAt: Date): Verification {
  return {
    result: 'UNKNOWN',
    number: null,
    itemName: null,
    plateNumber: null,
    validFrom: null,
    validUntil: null,
    checkedAt,
  }
}
