/** Whom a case is between, as it is judged: part of the snapshot, so that a decision made again years later gives the same. */

/** Who applies: a person by pseudonym, or a company by its credit code. */
export interface Applicant {
  readonly ref?: string
  readonly uscc?: string
}

/** Kinds of mandate 委托: lease 租赁, consignment 挂靠, employment 聘用, agency 代办. */
export type MandateKind = 'LEASE' | 'CONSIGNMENT' | 'EMPLOYMENT' | 'AGENCY'

/** The mandate an application was handed in with, as it stood when it was judged. */
export interface Mandate {
  readonly kind: MandateKind
  /** Who gave it: a pseudonym or a credit code. */
  readonly grantedBy: string
  /** Who acts by it: a pseudonym or a credit code. */
  readonly grantedTo: string
  /** First day. */
  readonly validFrom: string
  /** Last day; null where it stands until it is ended. */
  readonly validUntil: string | null
}

/** Both, where they are known; snapshots of before 2026-11-30 have neither. */
export interface Parties {
  readonly applicant?: Applicant
  readonly mandate?: Mandate
}
