/**
 * Drift: a live certificate remembers the fields it stood on. One of them has drifted when a check that rests on it no
 * longer passes, because the source says something else or because a date has passed. Pure.
 */
import { type CheckContext, type CheckVerdict, isLasting } from '../catalogue/check.ts'
import type { Fact, Maybe, OwnMarks, UnknownReason } from '../catalogue/fact.ts'
import type { Item } from '../catalogue/items/index.ts'
import { canonicalJson } from './canonical.ts'
import { pathOf, withPaths } from './envelope-path.ts'
import { contentOf, type Evidence, type Ground, groundOf } from './ground.ts'

/** A field a certificate stood on that no longer holds. */
export interface Drift {
  readonly field: string
  readonly source: string
  /** Canonical JSON of what was decided on. */
  readonly oldValue: string
  /**
   * Canonical JSON of what the source says now; `"LAPSED"` where only time has passed, `"CONFLICTING"` where it says two
   * things, `"WITHDRAWN"` where it took back what it said.
   */
  readonly newValue: string
}

/** What a certificate stood on, and what is found now, without the paper that was entered for it. */
export interface DriftQuestion {
  readonly item: Pick<Item, 'checks' | 'factsOf' | 'ownEffects' | 'personal'>
  /** As stored with the certificate. */
  readonly ground: readonly Ground[]
  readonly evidence: Evidence
  readonly context: CheckContext
  /** Checks whose last known ground has run out by today. */
  readonly lapsed: ReadonlySet<string>
  /** Checks that stood on paper. */
  readonly paperChecks: readonly string[]
}

/** What was found: drifts, and how each check and each envelope stands, for seeing which flags have ended. */
export interface DriftAnswer {
  readonly drifts: readonly Drift[]
  readonly verdicts: ReadonlyMap<string, CheckVerdict>
  /** Paths of envelopes that a source vouches for now, or for as much of them as a check needs. */
  readonly known: ReadonlySet<string>
}

const lapsedValue = '"LAPSED"'
const conflictingValue = '"CONFLICTING"'
const withdrawnValue = '"WITHDRAWN"'

/** Compares what a certificate stood on with what is so now. A source that is silent changes nothing; one that takes back what it said does. */
export function findDrift(question: DriftQuestion): DriftAnswer {
  const { item, evidence, context, lapsed, paperChecks } = question
  const facts = item.factsOf(withPaths(evidence))
  const now = new Map(groundOf(item, evidence).map((ground) => [ground.field, ground]))
  const verdicts = new Map<string, CheckVerdict>()
  // A list that is not known as a whole is known where a check passes on one of its records.
  const passing: string[] = []
  const drifts = item.checks.flatMap((check): Drift[] => {
    const { code } = check
    const { verdict, fact, ranOut, doubt } = check.run(facts, context)
    verdicts.set(code, verdict)
    if (!isLasting(check)) return []
    if (verdict === 'FAIL' && paperChecks.includes(code)) return [driftOfPaper(code, fact, '"FAIL"')]
    const path = pathOf(fact)
    if (path === undefined) return []
    if (verdict === 'PASS') passing.push(path)
    const before = question.ground.filter(({ field }) => field.startsWith(`${path}.`))
    if (doubt !== undefined) return doubtOf(`${path}.${doubt}`, before, now)
    if (verdict === 'FAIL' || ranOut === true) {
      const changed = changesBetween(before, now)
      if (changed.length > 0) return changed
      const lapse = lapseOf(before, context.day)
      // Every source says what it said, and no day of theirs has passed: the mandate of the case stands no more.
      const isOfMandate = lapse.length === 0 && context.mandate !== undefined
      return isOfMandate
        ? [{ field: code, source: fact?.source.id ?? '', oldValue: '"PASS"', newValue: '"FAIL"' }]
        : lapse
    }
    if (verdict !== 'UNKNOWN') return []
    const taken = takenBack(fact, path, before)
    if (taken.length > 0) return taken
    if (!lapsed.has(code)) return []
    // What stood on the day that paper stated has no ground of a source.
    const isOfPaper = before.length === 0 && paperChecks.includes(code)
    return isOfPaper ? [driftOfPaper(code, fact, lapsedValue)] : lapseOf(before, context.day)
  })
  const vouchedFor = Object.entries(evidence).flatMap(([root, fields]) =>
    Object.entries(fields).flatMap(([name, envelope]) =>
      ((envelope as Fact).unknown ?? null) === null ? [`${root}.${name}`] : [],
    ),
  )
  const unique = new Map(drifts.map((drift) => [`${drift.field} ${drift.newValue}`, drift]))
  return { drifts: [...unique.values()], verdicts, known: new Set([...vouchedFor, ...passing]) }
}

function driftOfPaper(code: string, fact: Fact | null | undefined, newValue: string): Drift {
  return {
    field: code,
    source: fact?.source.id ?? '',
    oldValue: '"PASS_ON_PAPER"',
    newValue,
  }
}

/** The value that makes a record doubtful; none where the certificate stood on it already. */
function doubtOf(field: string, before: readonly Ground[], now: ReadonlyMap<string, Ground>): Drift[] {
  const found = now.get(field)
  const oldValue = before.find((ground) => ground.field === field)?.value ?? 'null'
  return found === undefined || found.value === oldValue
    ? []
    : [{ field, source: found.source, oldValue, newValue: found.value }]
}

/**
 * A ground its source has taken back without another in its place: it says two things at one instant, or a record it stood on
 * is no more among what it says. That is no silence; a source that is silent goes on showing what it said.
 */
function takenBack(fact: Maybe<Fact>, path: string, before: readonly Ground[]): Drift[] {
  const stood =
    before.find(({ field }) => field === `${path}.status`) ??
    before.find(({ field }) => field === `${path}.records`)
  if (!fact || stood === undefined) return []
  const { field, source, value } = stood
  const drift = (newValue: string): Drift[] => [{ field, source, oldValue: value, newValue }]
  if (isContradicted(fact)) return drift(conflictingValue)
  return isWithdrawn(fact, path, before) ? drift(withdrawnValue) : []
}

function isContradicted(fact: Fact): boolean {
  const records = recordsOf(fact) ?? []
  return fact.unknown === 'CONFLICTING' || records.some(({ unknown }) => unknown === 'CONFLICTING')
}

/** What is said of a list in which a record was deleted: that proves nothing of others, so that nobody knows the whole. */
const showsWhatIsLeft: readonly unknown[] = ['INCOMPLETE', 'UNAVAILABLE'] satisfies UnknownReason[]

/** Whether a record of the list the certificate stood on is no more. Of a fact with one record its source says so itself. */
function isWithdrawn(fact: Fact, path: string, before: readonly Ground[]): boolean {
  const stood = before.find(({ field }) => field === `${path}.records`)
  const records = recordsOf(fact)
  if (stood === undefined || records === undefined || !showsWhatIsLeft.includes(fact.unknown)) return false
  const left = new Set(records.map((record) => canonicalJson(contentOf(record))))
  return (JSON.parse(stood.value) as unknown[]).some((record) => !left.has(canonicalJson(record)))
}

function recordsOf(fact: Fact): readonly OwnMarks[] | undefined {
  return 'records' in fact && Array.isArray(fact.records) ? fact.records : undefined
}

/** Values that both say and say differently. */
function changesBetween(before: readonly Ground[], now: ReadonlyMap<string, Ground>): Drift[] {
  return before.flatMap(({ field, source, value }) => {
    const found = now.get(field)
    return found === undefined || found.value === value
      ? []
      : [{ field, source, oldValue: value, newValue: found.value }]
  })
}

/** The value whose day has passed: the latest of the past days the ground names. */
function lapseOf(before: readonly Ground[], day: string): Drift[] {
  const dated = before.flatMap((ground) => {
    const past = (ground.value.match(/(?<=")\d{4}-\d{2}-\d{2}(?=")/g) ?? []).filter((each) => each <= day)
    const latest = past.sort().at(-1)
    return latest === undefined ? [] : [{ ground, latest }]
  })
  const [found] = dated.sort((a, b) => (a.latest < b.latest ? 1 : -1))
  if (found === undefined) return []
  const { field, source, value } = found.ground
  return [{ field, source, oldValue: value, newValue: lapsedValue }]
}

/** Whether what a flag says has ended: its source speaks, and the check that failed on it does not fail on it now. */
export function hasEnded(flag: Pick<Drift, 'field' | 'newValue'>, found: DriftAnswer): boolean {
  if (found.drifts.some(({ field, newValue }) => field === flag.field && newValue === flag.newValue))
    return false
  const verdict = found.verdicts.get(flag.field)
  if (verdict !== undefined) return verdict === 'PASS'
  return found.known.has(flag.field.split('.').slice(0, 2).join('.'))
}
