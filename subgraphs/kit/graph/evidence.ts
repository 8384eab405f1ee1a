/** What a source says about a fact; as the schema names it. */
export type EvidenceStatus = 'PRESENT' | 'CONFIRMED_ABSENT' | 'STALE' | 'UNAVAILABLE' | 'CONFLICTING'

/** The system an envelope's fact comes from. */
export interface EvidenceSource {
  id: string
  name: string
  authority: string
}

/** How far a source's feed vouches for what is not there. */
export interface Coverage {
  /** When the source declared its first full load complete; absence means nothing before. */
  initialLoadCompletedAt?: Date | undefined
  /** Last heartbeat. */
  heartbeatAt?: Date | undefined
  /** How often the source promised to send one, seconds. */
  heartbeatEverySeconds?: number | undefined
  /** Last reconciliation that found both sides equal. */
  reconciledAt?: Date | undefined
  /** Whether the source is known to have sent more than was received. */
  gap: boolean
}

/** A stored row, as far as the envelope speaks of it. */
export interface EvidenceRow<Content> {
  /** The key found inside the row. */
  subject: string
  /** When the source says the record was so. */
  sourceAt: Date
  /** When the hub received it. */
  receivedAt: Date
  revision: string
  /** Whether the newest message of the source deleted it. */
  deleted: boolean
  /** Whether the source says two things of it at one instant, and nothing newer. */
  contradicted?: boolean
  content: Content
}

/** Of senders that stand behind one answer, the one that vouches for least. */
export interface EvidenceBehind {
  name: string
  since: Date | null
}

/** The fields all envelopes have, whatever fact they carry. */
export interface EvidenceEnvelope {
  status: EvidenceStatus
  source: EvidenceSource
  subject: string
  confirmedAt: Date | null
  observedAt: Date | null
  revision: string | null
  unreadSince: Date | null
  behind: EvidenceBehind | null
}

/** What an envelope is made of, apart from its rows. */
export interface EvidenceQuestion {
  source: EvidenceSource
  /** Echoed as subject only where there is no row. */
  asked: string
  coverage?: Coverage | undefined
  /** Since when the source has sent something about the subject that is not read or not applied. */
  unreadSince?: Date | null | undefined
  /** Whether something besides the rows themselves contradicts them. */
  conflicting?: boolean | undefined
  /** Whether only the record's own time confirms it: `@evidence(ageing: true)`. */
  ageing?: boolean | undefined
  behind?: EvidenceBehind | undefined
  now: Date
}

/** How many missed heartbeats make a source silent. */
export const heartbeatsMissedMax = 3

/** The envelope around a fact: what the source says, about which subject, vouched for up to when. */
export function envelopeOf<Content>(
  question: EvidenceQuestion & { row?: EvidenceRow<Content> | undefined },
): EvidenceEnvelope {
  const { source, asked, row, coverage, unreadSince = null, ageing = false, behind = null } = question
  const status = statusOf(question)
  const vouched = ageing && row !== undefined ? undefined : vouchedAt(coverage)
  return {
    status,
    source,
    subject: row?.subject ?? asked,
    confirmedAt: status === 'UNAVAILABLE' ? null : latest(row?.sourceAt, vouched),
    observedAt: row?.receivedAt ?? null,
    revision: row?.revision ?? null,
    unreadSince,
    behind,
  }
}

function statusOf<Content>(
  question: EvidenceQuestion & { row?: EvidenceRow<Content> | undefined },
): EvidenceStatus {
  const { row, coverage, conflicting = false } = question
  if (conflicting || row?.contradicted) return 'CONFLICTING'
  if (isDoubtful(question)) return 'STALE'
  if (row !== undefined && !row.deleted) return 'PRESENT'
  // A delete is the source's own word for absence; without one, only a complete and living feed proves it.
  return row?.deleted || isVouched(coverage) ? 'CONFIRMED_ABSENT' : 'UNAVAILABLE'
}

/** Whether the source is known to have said more than the hub has read, or has fallen silent. */
export function isDoubtful({
  coverage,
  unreadSince = null,
  now,
}: Pick<EvidenceQuestion, 'coverage' | 'unreadSince' | 'now'>): boolean {
  return unreadSince !== null || (coverage !== undefined && (coverage.gap || isSilent(coverage, now)))
}

/** Whether the source vouches for what it has not sent: it loaded everything once, and spoke since. */
export function isVouched(coverage: Coverage | undefined): boolean {
  return coverage?.initialLoadCompletedAt !== undefined && vouchedAt(coverage) !== undefined
}

function isSilent({ heartbeatAt, heartbeatEverySeconds }: Coverage, now: Date): boolean {
  if (heartbeatAt === undefined || heartbeatEverySeconds === undefined) return false
  return now.getTime() - heartbeatAt.getTime() > heartbeatsMissedMax * heartbeatEverySeconds * 1000
}

/** The instant up to which the source vouches for what it holds, apart from any one record. */
export function vouchedAt(coverage: Coverage | undefined): Date | undefined {
  return latest(coverage?.reconciledAt, coverage?.gap ? undefined : coverage?.heartbeatAt) ?? undefined
}

/** The latest of some instants; null without any. */
export function latest(...instants: (Date | undefined)[]): Date | null {
  return instants.reduce<Date | null>(
    (newest, instant) => (instant !== undefined && (newest === null || instant > newest) ? instant : newest),
    null,
  )
}
