/** Holds the paper and the flags of a case against the acts on them. Every act binds the rows it made or changed, by digest. */
import { rowDigest } from '../store/audit.ts'
import type { FlagRow, PaperRow } from '../store/rows.ts'
import { type Act, placeOf } from './act.ts'

/** What differs between the paper of a case and the chain, a sentence each. */
export function* comparePaper(rows: readonly PaperRow[], acts: readonly Act[]): Generator<string> {
  yield* compareBound('paper', rows, acts, { bound: 'papers', isAsBefore: isPaperAsBefore })
  for (const act of acts.filter(({ action, detail }) => action === 'PAPER_ENTERED' && !detail.papers))
    if (!rows.some(({ id }) => id === act.detail.paperId))
      yield goneOf('paper', String(act.detail.paperId), act)
}

/** What differs between the flags of a case's certificates and the chain, a sentence each. */
export function* compareFlags(rows: readonly FlagRow[], acts: readonly Act[]): Generator<string> {
  yield* compareBound('flag', rows, acts, { bound: 'flags', isAsBefore: isFlagAsBefore })
  for (const act of acts.filter(isFlaggedBefore))
    for (const field of fieldsOf(act))
      if (!rows.some((row) => row.field === field && isOfAct(row, act)))
        yield goneOf('flag', `on ${field} of certificate ${String(act.detail.certificateId)}`, act)
}

/** Rows against the digest the last act on each says of it; of rows no act binds, whether they are as acts of before say. */
function* compareBound<Row extends Readonly<Record<string, unknown>> & { id: string; applicationId: string }>(
  kind: string,
  rows: readonly Row[],
  acts: readonly Act[],
  of: { readonly bound: string; readonly isAsBefore: (row: Row, acts: readonly Act[]) => boolean },
): Generator<string> {
  const last = new Map<string, { digest: unknown; act: Act }>()
  for (const act of acts)
    for (const [id, digest] of Object.entries(Object(act.detail[of.bound]) as object))
      last.set(id, { digest, act })
  for (const row of rows) {
    const name = `${kind} ${row.id} of application ${row.applicationId}`
    const bound = last.get(row.id)
    if (bound !== undefined && bound.digest !== rowDigest(row))
      yield `${name}: it is not as the chain last says (${placeOf(bound.act)})`
    if (bound === undefined && !of.isAsBefore(row, acts))
      yield `${name}: it is there as no act of the chain made it`
  }
  for (const [id, { act }] of last) if (!rows.some((row) => row.id === id)) yield goneOf(kind, id, act)
}

function goneOf(kind: string, name: string, act: Act): string {
  return `${kind} ${name} of application ${act.applicationId}: the chain knows it, and it is gone (${placeOf(act)})`
}

/** Whether paper is what acts of before 2026-11-30 say, which do not bind it: check, file, and who entered and confirmed it. */
function isPaperAsBefore(row: PaperRow, acts: readonly Act[]): boolean {
  const isBy = (action: string, actor: string): boolean =>
    acts.some(
      (act) =>
        act.action === action &&
        act.actor === actor &&
        act.detail.paperId === row.id &&
        act.detail.check === row.checkCode &&
        act.detail.fileDigest === row.fileDigest,
    )
  return (
    isBy('PAPER_ENTERED', row.enteredBy) &&
    (row.confirmedBy === null || isBy('PAPER_CONFIRMED', row.confirmedBy))
  )
}

/** Whether a flag is what acts of before 2026-11-30 say, which name fields alone: when it was raised, who reviewed it, when it ended. */
function isFlagAsBefore(row: FlagRow, acts: readonly Act[]): boolean {
  const isReviewed = acts.some(
    ({ action, actor, detail }) =>
      action === 'CERTIFICATE_FLAG_REVIEWED' && actor === row.reviewedBy && detail.flagId === row.id,
  )
  const isEnded = acts.some(
    (act) =>
      act.action === 'CERTIFICATE_FLAG_ENDED' &&
      act.at.getTime() === row.endedAt?.getTime() &&
      fieldsOf(act).includes(row.field),
  )
  return (
    acts.some((act) => isFlaggedBefore(act) && isOfAct(row, act)) &&
    (row.reviewedBy === null || isReviewed) &&
    // The end of a flag that a clerk had closed was not written down.
    (row.endedAt === null || row.reviewedBy !== null || isEnded)
  )
}

const isFlaggedBefore = ({ action, detail }: Act): boolean =>
  action === 'CERTIFICATE_FLAGGED' && detail.flags === undefined

const fieldsOf = ({ detail }: Act): readonly unknown[] => (Array.isArray(detail.fields) ? detail.fields : [])

const isOfAct = (row: FlagRow, act: Act): boolean =>
  row.certificateId === act.detail.certificateId &&
  row.raisedAt.getTime() === act.at.getTime() &&
  fieldsOf(act).includes(row.field)
