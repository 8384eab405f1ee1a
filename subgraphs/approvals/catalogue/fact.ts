/** What a source says about a fact, as the schema names it. */
export type EvidenceStatus = 'PRESENT' | 'CONFIRMED_ABSENT' | 'STALE' | 'UNAVAILABLE' | 'CONFLICTING'

/** Why nothing can be said although, or because, a source was asked. */
export type UnknownReason =
  /** The answer carried an error that touches the fact. */
  | 'ERROR'
  /** There was no answer at all, or none that could be read. */
  | 'NO_ANSWER'
  /** The envelope is null or not there. */
  | 'NO_ENVELOPE'
  | 'STALE'
  | 'UNAVAILABLE'
  | 'CONFLICTING'
  /** The source speaks of somebody or something else. */
  | 'OTHER_SUBJECT'
  /** A list is cut off, or has another number of entries than asked for. */
  | 'INCOMPLETE'
  /** What the source vouches for lies too far back. */
  | 'TOO_OLD'
  /** What the source vouches for lies ahead of our clock. */
  | 'AHEAD'

/** The envelope of a fact, as a snapshot holds it. */
export interface Fact {
  status: EvidenceStatus
  source: { id: string; name: string; authority: string }
  subject: string
  confirmedAt?: string | null | undefined
  observedAt?: string | null | undefined
  revision?: string | null | undefined
  /** Set by the hub where the fact must not be relied on. */
  unknown?: UnknownReason | null | undefined
  /** Set by the hub where its source has fallen silent: the last it vouched for, day and minute in Asia/Shanghai. */
  silentSince?: string | undefined
  /** Since when the source sent something about the subject that is not read or not applied; an instant, RFC 3339. */
  unreadSince?: string | null | undefined
  /** Of senders behind one answer, the one that vouches for least, and up to when; null where it never did. */
  behind?: { name: string; since?: string | null | undefined } | null | undefined
}

/** What a record of a list says of itself, beside its content. A record without these is judged by its list. */
export interface OwnMarks {
  confirmedAt?: string | null | undefined
  contradicted?: boolean | undefined
  /** Set by the hub: why this record must not be relied on; null where it may be. */
  unknown?: UnknownReason | null | undefined
}

/** A fact with one record. */
export interface RecordFact<Content> extends Fact {
  record?: Content | null | undefined
}

/** A fact with a list of records. */
export interface ListFact<Content> extends Fact {
  records: readonly Content[]
  complete: boolean
}

/** A fact as a check receives it. Null happens only where the document and the check do not fit. */
export type Maybe<Content> = Content | null | undefined
