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
  content: Content
}

/** The fields all envelopes have, whatever fact they carry. */
export interface EvidenceEnvelope {
  status: EvidenceStatus
  source: EvidenceSource
  subject: string
  confirmedAt: Date | null
  observedAt: Date | null
  revision: string | null
}

/** How many missed heartbeats make a source silent. */
const heartbeatsMissedMax = 3

/**
 * The envelope around a fact: what the source says, about which subject, vouched for up to when.
 * `asked` is echoed as subject only where there is no row.
 */
export function envelopeOf<Content>(question: {
  source: EvidenceSource
  asked: string
  row?: EvidenceRow<Content> | undefined
  coverage?: Coverage | undefined
  conflicting?: boolean
  now: Date
}): EvidenceEnvelope {
  const { source, asked, row, coverage, conflicting = false, now } = question
  const status = statusOf({ row, coverage, conflicting, now })
  return {
    status,
    source,
    subject: row?.subject ?? asked,
    confirmedAt: status === 'UNAVAILABLE' ? null : latest(row?.sourceAt, vouchedAt(coverage)),
    observedAt: row?.receivedAt ?? null,
    revision: row?.revision ?? null,
  }
}

function statusOf<Content>(question: {
  row: EvidenceRow<Content> | undefined
  coverage: Coverage | undefined
  conflicting: boolean
  now: Date
}): EvidenceStatus {
  const { row, coverage, conflicting, now } = question
  if (conflicting) return 'CONFLICTING'
  const doubtful = coverage !== undefined && (coverage.gap || isSilent(coverage, now))
  if (row !== undefined && !row.deleted) return doubtful ? 'STALE' : 'PRESENT'
  if (doubtful) return 'STALE'
  // A delete is the source's own word for absence; without one, only a complete and living feed proves it.
  if (row?.deleted) return 'CONFIRMED_ABSENT'
  const live = coverage?.initialLoadCompletedAt !== undefined && vouchedAt(coverage) !== undefined
  return live ? 'CONFIRMED_ABSENT' : 'UNAVAILABLE'
}

function isSilent(coverage: Coverage, now: Date): boolean {
  const { heartbeatAt, heartbeatEverySeconds } = coverage
  if (heartbeatAt === undefined || heartbeatEverySeconds === undefined) return false
  return now.getTime() - heartbeatAt.getTime() > heartbeatsMissedMax * heartbeatEverySeconds * 1000
}

/** The instant up to which the source vouches for what it holds, apart from any one record. */
function vouchedAt(coverage: Coverage | undefined): Date | undefined {
  return latest(coverage?.reconciledAt, coverage?.gap ? undefined : coverage?.heartbeatAt) ?? undefined
}

function latest(...instants: (Date | undefined)[]): Date | null {
  return instants.reduce<Date | null>(
    (newest, instant) => (instant !== undefined && (newest === null || instant > newest) ? instant : newest),
    null,
  )
}
