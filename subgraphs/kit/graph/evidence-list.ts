import {
  type Coverage,
  type EvidenceEnvelope,
  type EvidenceRow,
  type EvidenceSource,
  envelopeOf,
} from './evidence.ts'

/** The most records in one envelope. */
export const recordsMax = 20

/**
 * The envelope around all records of a subject, in the order of `rows`; deleted ones only prove absence.
 * `rows` should hold one more than recordsMax where there are more.
 */
export function envelopeOfMany<Content>(question: {
  source: EvidenceSource
  asked: string
  rows: readonly EvidenceRow<Content>[]
  coverage?: Coverage | undefined
  conflicting?: boolean
  now: Date
}): EvidenceEnvelope & { records: Content[]; complete: boolean } {
  const { rows, ...rest } = question
  const live = rows.filter(({ deleted }) => !deleted)
  const spoken = live.slice(0, recordsMax)
  return {
    ...envelopeOf({ ...rest, row: summary(rows, spoken) }),
    records: spoken.map(({ content }) => content),
    complete: live.length <= recordsMax,
  }
}

/** Several rows as the envelope speaks of them: one subject, the newest instants, every revision. */
function summary<Content>(
  rows: readonly EvidenceRow<Content>[],
  live: readonly EvidenceRow<Content>[],
): EvidenceRow<readonly Content[]> | undefined {
  const spoken = live.length > 0 ? live : rows
  const [first] = spoken
  if (first === undefined) return undefined
  // A row of another subject among them must show: approvals compares subjects, so the odd one is the one to name.
  const odd = rows.find(({ subject }) => subject !== first.subject)
  return {
    subject: (odd ?? first).subject,
    sourceAt: latest(spoken.map(({ sourceAt }) => sourceAt)),
    receivedAt: latest(spoken.map(({ receivedAt }) => receivedAt)),
    revision: spoken.map(({ revision }) => revision).join(','),
    deleted: live.length === 0,
    content: spoken.map(({ content }) => content),
  }
}

function latest(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant.getTime())))
}
