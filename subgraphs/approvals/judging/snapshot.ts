/** What a decision rests on, and what rules are told of it. */
import type { CheckContext, Subjects } from '../catalogue/check.ts'
import type { Parties } from '../catalogue/parties.ts'

/** Paper a second officer confirmed for a check. */
export interface ConfirmedPaper {
  check: string
  fileDigest: string
  /** The day it states, where it states one. */
  day?: string
}

/**
 * Everything a decision rests on. It holds no code: replaying it takes the item version it names, which is frozen.
 */
export interface Snapshot extends Parties {
  applicationId: string
  round: number
  itemVersion: number
  /** The instant it is judged as of, RFC 3339. */
  asOf: string
  /** Its calendar day in Asia/Shanghai. */
  day: string
  subjects: Subjects
  /** Envelopes, in the shape of the item's document. */
  evidence: Readonly<Record<string, Record<string, unknown>>>
  paper: readonly ConfirmedPaper[]
}

/** What rules are told beside the facts: of a snapshot, or of what was judged alike on another day. */
export function contextOf({
  day,
  subjects,
  applicant,
  mandate,
}: Pick<Snapshot, 'day' | 'subjects' | 'applicant' | 'mandate'>): CheckContext {
  return { day, subjects, ...(applicant && { applicant }), ...(mandate && { mandate }) }
}
