/**
 * What a correction is tried with, made of what the version before is tried with: the same situations, with the fields it
 * asks for besides, but for those of which it says something else.
 */
import type { Parties } from '../catalogue/parties.ts'
import type { AnswerTree, Changes, ItemCase, Limit, Variation } from './item-case.ts'

/** What a correction asks for besides, and where it differs. */
export interface Correction {
  readonly version: number
  /** Fields that every record at a path has besides, where it does not have them already. */
  readonly added: Readonly<Record<string, object>>
  /** Envelopes the answer has besides, by path. */
  readonly envelopes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /**
   * Where it asks in another envelope for what the version before asked for, by the path of the record there; the envelope
   * of before is asked for no more.
   */
  readonly moved?: Readonly<Record<string, string>>
  readonly parties?: Parties
  readonly paperDays?: NonNullable<ItemCase['paperDays']>
  /** Situations that are not taken over, as `CHECK: what`. */
  readonly without: readonly string[]
  readonly failing: readonly Variation[]
  readonly undecided: readonly Variation[]
  readonly passing: readonly Variation[]
  readonly limits: readonly Limit[]
}

/**
 * The case data of a correction.
 * @throws Error where `without` names a situation that is not there
 */
export function correctedCase(before: ItemCase, correction: Correction): ItemCase {
  const { version, added, without, envelopes = {}, moved = {}, parties, paperDays } = correction
  const gone = new Set(without)
  const titles = [
    ...[...before.failing, ...before.undecided, ...before.passing].map(titleOf),
    ...before.limits.map((limit) => titleOf({ ...limit, check: limit.of })),
  ]
  const unknown = without.filter((title) => !titles.includes(title))
  if (unknown.length > 0) throw new Error(`There is no situation ${unknown.join(', ')} to leave out.`)
  const givenNow = (given: Changes): Changes => addedTo(movedIn(given, moved), added)
  const variations = (kept: readonly Variation[], more: readonly Variation[]): Variation[] => [
    ...kept
      .filter((each) => !gone.has(titleOf(each)))
      .map((each) => ({ ...each, given: givenNow(each.given) })),
    ...more,
  ]
  return {
    ...before,
    version,
    ...(parties && { parties }),
    ...(paperDays && { paperDays }),
    good: () => grown(withEnvelopes(withoutMoved(before.good(), moved), envelopes), added),
    failing: variations(before.failing, correction.failing),
    undecided: variations(before.undecided, correction.undecided),
    passing: variations(before.passing, correction.passing),
    limits: [
      ...before.limits
        .filter((limit) => !gone.has(titleOf({ ...limit, check: limit.of })))
        .map((limit) => (limit.given ? { ...limit, given: givenNow(limit.given) } : limit)),
      ...correction.limits,
    ],
    reviews: before.reviews.map((review) => ({ ...review, given: givenNow(review.given) })),
  }
}

function withoutMoved(tree: AnswerTree, moved: Readonly<Record<string, string>>): AnswerTree {
  const left = { ...tree }
  for (const path of Object.keys(moved)) {
    const [root = '', field = ''] = path.split('.')
    const { [field]: _, ...others } = left[root] ?? {}
    left[root] = others
  }
  return left
}

/** Changes, with the values of a record that is elsewhere now put there. */
function movedIn(given: Changes, moved: Readonly<Record<string, string>>): Changes {
  return Object.fromEntries(
    Object.entries(given).map(([path, value]) => {
      const before = Object.keys(moved).find((each) => path.startsWith(`${each}.`))
      return before === undefined ? [path, value] : [`${moved[before]}${path.slice(before.length)}`, value]
    }),
  )
}

function withEnvelopes(
  tree: AnswerTree,
  envelopes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): AnswerTree {
  const grownTree = { ...tree }
  for (const [path, envelope] of Object.entries(envelopes)) {
    const [root = '', field = ''] = path.split('.')
    grownTree[root] = { ...grownTree[root], [field]: structuredClone(envelope) }
  }
  return grownTree
}

function titleOf({ check, what }: Pick<Variation, 'check' | 'what'>): string {
  return `${check}: ${what}`
}

/** An answer in which every envelope says that nothing is unread and nobody behind, and records have their new fields. */
function grown(tree: AnswerTree, added: Correction['added']): AnswerTree {
  return Object.fromEntries(
    Object.entries(tree).map(([root, fields]) => [
      root,
      Object.fromEntries(
        Object.entries(fields).map(([field, fact]) => [field, grownValue(`${root}.${field}`, fact, added)]),
      ),
    ]),
  )
}

function addedTo(given: Changes, added: Correction['added']): Changes {
  return Object.fromEntries(
    Object.entries(given).map(([path, value]) => [path, grownValue(path, value, added)]),
  )
}

/** A whole envelope, or the records of one, as the correction would be answered; anything else as it is. */
function grownValue(path: string, value: unknown, added: Correction['added']): unknown {
  const more = (at: string, record: unknown): unknown =>
    typeof record === 'object' && record !== null ? { ...added[at], ...record } : record
  if (Array.isArray(value))
    return path.endsWith('.records')
      ? value.map((record) => more(path.slice(0, -'.records'.length), record))
      : value
  if (typeof value !== 'object' || value === null || !('status' in value)) return value
  const fact = value as { record?: unknown; records?: readonly unknown[] }
  return {
    ...fact,
    unreadSince: null,
    behind: null,
    ...('record' in fact && { record: more(path, fact.record) }),
    ...(fact.records && { records: fact.records.map((record) => more(path, record)) }),
  }
}
