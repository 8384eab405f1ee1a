/**
 * What a correction of an item's version says of a certificate that was decided by the version it corrects. The
 * certificate stands under its own version; that its correction would fail is one drift besides. Pure.
 */
import { type CheckContext, type CheckVerdict, isLasting } from '../catalogue/check.ts'
import type { Item } from '../catalogue/items/index.ts'
import { canonicalJson } from './canonical.ts'
import type { Drift } from './drift.ts'
import type { Evidence } from './ground.ts'

/** The field such a drift is told under, beside the paths of values. */
export const versionField = 'item.version'

/** A correction, and how each of its lasting checks stands on evidence read as its document asks. */
export interface CorrectionFound {
  readonly version: number
  readonly verdicts: ReadonlyMap<string, CheckVerdict>
}

/** Judges evidence by the lasting checks of a correction. */
export function judgeByCorrection(
  { version, checks, factsOf }: Pick<Item, 'version' | 'checks' | 'factsOf'>,
  evidence: Evidence,
  context: CheckContext,
): CorrectionFound {
  const facts = factsOf(evidence)
  const verdicts = checks.filter(isLasting).map(({ code, run }): [string, CheckVerdict] => {
    const { verdict, doubt } = run(facts, context)
    // What is known and doubtful is for a clerk to see, as what fails is.
    return [code, doubt === undefined ? verdict : 'FAIL']
  })
  return { version, verdicts: new Map(verdicts) }
}

/** What a certificate's own version says now, and the drifts of this kind it is flagged for already. */
export interface OwnStanding {
  readonly version: number
  readonly verdicts: ReadonlyMap<string, CheckVerdict>
  readonly standing: readonly Pick<Drift, 'field' | 'newValue'>[]
}

/**
 * The drift of a certificate whose correction fails where its own version does not: it names the correction and its
 * failing checks. A check of it that is flagged already goes on failing until its sources say otherwise. Undefined where
 * none fails.
 */
export function correctionDrift(found: CorrectionFound, own: OwnStanding): Drift | undefined {
  const flagged = new Set(own.standing.flatMap((flag) => codesOf(flag, found.version)))
  const codes = [...found.verdicts].flatMap(([code, verdict]) => {
    const fails = verdict === 'FAIL' || (verdict === 'UNKNOWN' && flagged.has(code))
    return fails && own.verdicts.get(code) !== 'FAIL' ? [code] : []
  })
  if (codes.length === 0) return undefined
  return {
    field: versionField,
    source: 'hub-approvals',
    oldValue: canonicalJson(String(own.version)),
    newValue: canonicalJson(`${found.version}: ${codes.join(', ')}`),
  }
}

/** The failing checks a flag names, where it is of this correction. */
function codesOf({ field, newValue }: Pick<Drift, 'field' | 'newValue'>, version: number): string[] {
  if (field !== versionField) return []
  const [named, codes = ''] = String(JSON.parse(newValue)).split(': ')
  return named === String(version) ? codes.split(', ') : []
}
