import { rowDigest } from './audit.ts'
import type { CertificateRow } from './rows.ts'

/** Digest of what never changes of a certificate once it is issued. */
export function certificateDigest(certificate: CertificateRow): string {
  const { state: _, receiptId: __, rejection: ___, reviewedUnder: ____, ...issued } = certificate
  return rowDigest(issued)
}
