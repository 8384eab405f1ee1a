import { rowDigest } from './audit.ts'
import type { CertificateRow } from './rows.ts'

/** Columns the register's word is kept in. */
export const registerColumns = ['stateSince', 'stateReason', 'stateReasonEn', 'endsOn'] as const

/** Columns that change after a certificate was issued. */
const changing: readonly string[] = [
  'state',
  ...registerColumns,
  'unconfirmedSince',
  'receiptId',
  'rejection',
  'reviewedUnder',
]

/** Digest of what never changes of a certificate once it is issued. */
export function certificateDigest(certificate: CertificateRow): string {
  return rowDigest(
    Object.fromEntries(Object.entries(certificate).filter(([name]) => !changing.includes(name))),
  )
}
