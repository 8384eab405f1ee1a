import {
  type EvidenceEnvelope,
  type EvidenceQuestion,
  type EvidenceRow,
  envelopeOf,
  isDoubtful,
  isVouched,
  latest,
  vouchedAt,
} from './evidence.ts'

/** The most records in one envelope. */
export const recordsMax = 20

/** A record of a list, and how far it stands by itself. */
export interface EvidenceMember<Content> {
  content: Content
  /** The instant up to which the source vouches for this record. */
  confirmedAt: Date
  /** Whether the source says two things of it at one instant. */
  contradicted: boolean
}

/** The envelope around a list, and its records. */
export interface EvidenceList<Content> extends EvidenceEnvelope {
  records: Content[]
  members: EvidenceMember<Content>[]
  /** Whether these are all there are: the scope of the subject is vouched for, and none was left out. */
  complete: boolean
}

/**
 * The envelope around all records of a subject, in the order of `rows`. A deleted row proves that its own record is gone
 * and nothing of any other; that there is none at all, or no other, only a scope proves that is vouched for. Else the list
 * is as old as its oldest record. `rows` should hold one more than recordsMax where there are more.
 */
export function envelopeOfMany<Content>(
  question: EvidenceQuestion & { rows: readonly EvidenceRow<Content>[] },
): EvidenceList<Content> {
  const { rows, ...rest } = question
  const isInDoubt = isDoubtful(rest)
  const live = rows.filter(({ deleted }) => !deleted)
  const spoken = live.slice(0, recordsMax)
  const isSure = isVouched(rest.coverage) && !isInDoubt
  const vouched = rest.ageing ? undefined : vouchedAt(rest.coverage)
  const conflicting = rest.conflicting || rows.some(({ contradicted }) => contradicted)
  const envelope = envelopeOf({ ...rest, conflicting, row: summary(rows, spoken) })
  const oldest = earliest(spoken.map(({ sourceAt }) => sourceAt))
  return {
    ...envelope,
    // Which records contradict themselves is told one by one; what else is missing no record tells.
    ...(isInDoubt && { status: 'STALE' as const }),
    ...(spoken.length > 0 && { confirmedAt: latest(oldest, isSure ? vouched : undefined) }),
    records: spoken.map(({ content }) => content),
    members: spoken.map(({ content, sourceAt, contradicted = false }) => ({
      content,
      confirmedAt: latest(sourceAt, vouched) ?? sourceAt,
      contradicted,
    })),
    complete: isSure && live.length <= recordsMax,
  }
}

/** Several rows as the envelope speaks of them: one subject, the newest receipt, every revision. */
function summary<Content>(
  rows: readonly EvidenceRow<Content>[],
  spoken: readonly EvidenceRow<Content>[],
): EvidenceRow<readonly Content[]> | undefined {
  const [first] = spoken
  // Rows that were all deleted are no row: each proves its own absence, none of them that of a record not sent yet.
  if (first === undefined) return undefined
  // A row of another subject among them must show: approvals compares subjects, so the odd one is the one to name.
  const odd = rows.find(({ subject }) => subject !== first.subject)
  const newest = (instants: readonly Date[]) => latest(...instants) ?? first.receivedAt
  return {
    subject: (odd ?? first).subject,
    sourceAt: newest(spoken.map(({ sourceAt }) => sourceAt)),
    receivedAt: newest(spoken.map(({ receivedAt }) => receivedAt)),
    revision: spoken.map(({ revision }) => revision).join(','),
    deleted: false,
    content: spoken.map(({ content }) => content),
  }
}

function earliest(instants: readonly Date[]): Date | undefined {
  return instants.reduce<Date | undefined>(
    (first, instant) => (first === undefined || instant < first ? instant : first),
    undefined,
  )
}
