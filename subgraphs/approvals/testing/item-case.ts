/** What one released version of an item is tried with. Item tests and release vectors are made from it, and nothing else. */
import type { Subjects } from '../catalogue/check.ts'
import type { Parties } from '../catalogue/parties.ts'

/** An answer of the graph as a plain tree: root field, field, envelope. */
export type AnswerTree = Record<string, Record<string, unknown>>

/** Values to put into an answer, by path: `vehicle.policeStatus.record.seats`. A number in a path counts in a list. */
export type Changes = Readonly<Record<string, unknown>>

/** A case that differs from the good one, and what one check must say of it. */
export interface Variation {
  readonly check: string
  /** What is different, in a few words; said once only for a check. */
  readonly what: string
  readonly given: Changes
  readonly subjects?: Partial<Subjects>
  /** Whom the case is between, in place of those of the good case. */
  readonly parties?: Parties
}

/** Name under which a limit speaks of the last day of the certificate instead of a check. */
export const lastDay = 'VALID_UNTIL'

interface LimitBase {
  /** Code of the check that turns, or `lastDay`. */
  readonly of: string
  /** What sets the limit, e.g. `eight years after the first registration`. */
  readonly what: string
  /** What else differs from the good answer. For a limit by days: what sets the day. */
  readonly given?: Changes
  readonly subjects?: Partial<Subjects>
  /** Verdicts of the check, or last days of the certificate: before, on and after the limit. */
  readonly expect: readonly [before: string, on: string, after: string]
}

/** A limit of time: judged the day before, on the day and the day after, on what sources confirmed that morning. */
export interface DayLimit extends LimitBase {
  readonly day: string
}

/** A limit of a value: judged with the value below, at and above it. */
export interface ValueLimit extends LimitBase {
  readonly path: string
  readonly values: readonly [below: unknown, at: unknown, above: unknown]
}

/** Where a check turns, or what ends the certificate. */
export type Limit = DayLimit | ValueLimit

/** A later look at the certificate of the good case. */
export interface Review {
  readonly what: string
  readonly day: string
  readonly given: Changes
}

/** Everything a released version is tried with. */
export interface ItemCase {
  readonly item: string
  readonly version: number
  readonly subjects: Subjects
  /** Whom the case is between; nobody where a version does not ask. */
  readonly parties?: Parties
  /** Where the answer has the day that paper for a check states, and which day where the good answer has none. */
  readonly paperDays?: Readonly<Record<string, readonly [path: string, day: string]>>
  /** The instant at which the good answer is judged, RFC 3339. */
  readonly asOf: string
  /** The whole answer, in which every check passes; made anew on each call. */
  readonly good: () => AnswerTree
  /** At least one for each check. */
  readonly failing: readonly Variation[]
  /** What leaves a check without a verdict although its source is heard. */
  readonly undecided: readonly Variation[]
  /** What looks like a failure and is none. */
  readonly passing: readonly Variation[]
  /** One for every date and number the item asks for, and for everything that can end the certificate. */
  readonly limits: readonly Limit[]
  /** Dates and numbers the item asks for on which nothing turns, by path, with the reason. */
  readonly withoutLimit: Readonly<Record<string, string>>
  /** At least one in which a source says something else, and one in which only time has passed. */
  readonly reviews: readonly Review[]
}

/** Names of the three sides of a limit, in the order of `expect`. */
export function sidesOf(limit: Limit): readonly [string, string, string] {
  return 'day' in limit ? ['the day before', 'the day itself', 'the day after'] : ['below', 'at', 'above']
}

/** An envelope around a record or records, vouched for at an instant. */
export function envelope(
  source: string,
  subject: string,
  content: { record: object } | { records: readonly object[] },
  confirmedAt = '2026-06-01T00:00:00.000Z',
): Record<string, unknown> {
  return {
    status: 'PRESENT',
    source: { id: source, name: source, authority: '机关' },
    subject,
    confirmedAt,
    observedAt: confirmedAt,
    revision: `${source}-1`,
    ...('records' in content ? { records: content.records, complete: true } : content),
  }
}

/** The envelope of a source that knows of no record; `content` is what the field gives then, e.g. `{ record: null }`. */
export function confirmedAbsence(source: string, subject: string, content: object): Record<string, unknown> {
  const { record: _, ...rest } = envelope(source, subject, { record: {} })
  return { ...rest, status: 'CONFIRMED_ABSENT', revision: null, ...content }
}

/** Paper for some checks of a version: each with the day it states, where the answer has one or the case data does. */
export function paperFor(
  { paperDays = {} }: Pick<ItemCase, 'paperDays'>,
  codes: readonly string[],
  tree: AnswerTree,
): { check: string; fileDigest: string; day?: string }[] {
  return codes.map((check, index) => {
    const [path, otherwise] = paperDays[check] ?? []
    const found = path
      ?.split('.')
      .reduce<unknown>((node, part) => (node as Record<string, unknown> | null | undefined)?.[part], tree)
    const day = typeof found === 'string' ? found : otherwise
    return { check, fileDigest: String(index + 1).padStart(64, '0'), ...(day !== undefined && { day }) }
  })
}

/** A copy of an answer in which some things are different. */
export function changed(tree: AnswerTree, changes: Changes): AnswerTree {
  const copy = structuredClone(tree)
  for (const [path, value] of Object.entries(changes)) {
    const parts = path.split('.')
    const last = parts.pop() ?? ''
    const parent = parts.reduce<Record<string, unknown>>((node, part) => {
      const next = node[part]
      if (typeof next !== 'object' || next === null)
        throw new Error(`The answer has nothing at ${path}: ${part} is missing.`)
      return next as Record<string, unknown>
    }, copy)
    parent[last] = structuredClone(value)
  }
  return copy
}

/** A copy of an answer that every source confirmed at an instant. */
export function confirmedAll(tree: AnswerTree, instant: string): AnswerTree {
  const copy = structuredClone(tree)
  for (const fields of Object.values(copy))
    for (const fact of Object.values(fields))
      if (typeof fact === 'object' && fact !== null) {
        Object.assign(fact, { confirmedAt: instant, observedAt: instant })
        for (const record of recordsThatSay(fact)) Object.assign(record, { confirmedAt: instant })
      }
  return copy
}

/** Changes by which a fact was confirmed at an instant: its envelope, and each of its records that says when it was. */
export function confirmationOf(tree: AnswerTree, path: string, instant: unknown): Changes {
  const [root = '', field = ''] = path.split('.')
  const records = recordsThatSay(tree[root]?.[field]).map(
    (_, index) => `${path}.records.${index}.confirmedAt`,
  )
  return Object.fromEntries([`${path}.confirmedAt`, ...records].map((each) => [each, instant]))
}

/** The records of a list, where each says itself when it was confirmed. */
function recordsThatSay(fact: unknown): object[] {
  const { records } = (fact ?? {}) as { records?: unknown }
  if (!Array.isArray(records)) return []
  return records.every((record) => typeof record === 'object' && record !== null && 'confirmedAt' in record)
    ? records
    : []
}
