/** What makes up for an unread record: said again here is what is SQL at the hub (`made-up-for.ts`). */
import type { VersionedRow } from '@one-visit/kit/feed/read/judge.ts'

/** Something that could not be read. */
export interface Unread {
  id: string
  /** The batch it came in. */
  receiptId: string
  source: string
  message: string
  tokens: readonly string[]
  key: string | undefined
  /** Undefined where it could not be read. */
  at: Date | undefined
  /** Undefined where it could not be read. */
  sequence: number | undefined
  receivedAt: Date
  /** What it says, without the field that was at fault. */
  sound: string
  pointer: string
  /** The receipt that made up for it, or an administrator; undefined while it is open. */
  closedBy: string | undefined
}

/** A row that was taken in. */
export interface Taken {
  row: VersionedRow & { source: string; receiptId: string }
  /** Kind and name of whom it is about, where its key may be stated of another. */
  about: string | undefined
  /** Whether it was not there before. */
  isNew: boolean
  /** Whether it became the newest of its key. */
  isApplied: boolean
}

/**
 * What is new and newer makes up for what is older; where nobody knows which is, only the very record of another batch does.
 * What is about somebody else makes up for nothing.
 */
export function isMadeUpForBy(entry: Unread, value: unknown, taken: Taken): boolean {
  const { row, about, isNew, isApplied } = taken
  if (!isNew || isAboutAnother(entry, about)) return false
  const isOfOtherBatch = entry.receiptId !== row.receiptId
  const isOfVersion = isOfTime(entry, row) && entry.sequence === row.sourceSequence
  const isUndecided = entry.at === undefined || (isOfTime(entry, row) && entry.sequence === undefined)
  const isTheRecord =
    isOfOtherBatch &&
    (isOfVersion || (isApplied && isUndecided)) &&
    entry.source === row.source &&
    Object.hasOwn(value as object, entry.pointer.slice(1)) &&
    entry.sound === textWithout(value, entry.pointer)
  const isOlder =
    entry.at === undefined ? isOfOtherBatch && row.sourceAt > entry.receivedAt : isOlderThan(entry, row)
  return isTheRecord || isOlder
}

/** Whether a record is known to be about somebody else than an unread one: that names somebody of the kind, and not this one. */
export function isAboutAnother(
  { message, tokens }: Pick<Unread, 'message' | 'tokens'>,
  about: string | undefined,
): boolean {
  if (about === undefined) return false
  const [kind] = about.split(' ')
  const isNamed = tokens.some((token) => token.startsWith(`${message} ${kind} `))
  return isNamed && !tokens.includes(`${message} ${about}`)
}

type Place = Pick<Unread, 'at' | 'sequence'>

const isOfTime = ({ at }: Place, row: VersionedRow): boolean => at?.getTime() === row.sourceAt.getTime()

/** Whether an unread record is known to be older than a row, by time and sequence. */
export function isOlderThan({ at, sequence }: Place, row: VersionedRow): boolean {
  if (at === undefined) return false
  return (
    row.sourceAt > at ||
    (isOfTime({ at, sequence }, row) && sequence !== undefined && row.sourceSequence > sequence)
  )
}

/** What a record says, but for one of its fields. */
export function textWithout(value: unknown, pointer: string): string {
  const fields = Object.entries(value as object).filter(([name]) => `/${name}` !== pointer)
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}
