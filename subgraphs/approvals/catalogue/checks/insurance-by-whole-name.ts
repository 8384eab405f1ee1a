import { isWithin } from '@one-visit/schema/in-force.ts'
import { type Check, type CheckVerdict, corrected, worst } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'
import { judgeSome } from '../members.ts'
import { insuranceIsInForce } from './insurance-is-in-force.ts'

interface Facts {
  insurance: Maybe<ListFact<{ kind: string; validFrom: string; validUntil: string }>>
}

/** A kind of insurance: the whole words platforms write it with, its usual one first, and what such words have in common. */
export interface InsuranceKind {
  readonly names: readonly [string, ...string[]]
  readonly stems: readonly string[]
}

/** What stands between two kinds that one policy names. */
const between = /[、,+/;&和及与]/

/** What says that a policy is not of the kind it names. */
const denied = /不含|不包|除外|非|无/

/** How a policy's own words stand to a kind: it is of it, is not, or only resembles it. */
type KindReader = (said: string, kind: InsuranceKind) => CheckVerdict

/**
 * For each kind a policy is in force on the day. Kinds are free text on the wire (InsurType), of which no list of codes is
 * known: a policy is of a kind that it names with a whole word, alone or among others. One that only resembles the word is
 * for a person to read; one that denies it is not of the kind.
 * @see 暂行办法, the act RHL-02 stands on; no article of it is known to name the kinds
 */
export function insuranceByWholeName(
  kinds: readonly InsuranceKind[],
  readKind: KindReader = kindByWholeName,
): Check<Facts> {
  return corrected<Facts>(insuranceIsInForce(kinds.map(({ names }) => names)), ({ insurance }, { day }) =>
    worst(
      kinds.map((kind) =>
        judgeSome(insurance, (policy) => {
          const named = readKind(policy.kind, kind)
          return named === 'FAIL' ? 'FAIL' : and(named, isWithin(policy, day))
        }),
      ),
    ),
  )
}

/** The words of a policy's kind, in one width and without blanks. */
export function wordsOf(said: string): string[] {
  return said.normalize('NFKC').replaceAll(/\s/g, '').split(between)
}

/** Whether a policy is of a kind, by what it says of itself. */
export function kindByWholeName(said: string, { names, stems }: InsuranceKind): CheckVerdict {
  const words = wordsOf(said)
  if (words.some((word) => names.includes(word))) return 'PASS'
  const isLike = words.some((word) => stems.some((stem) => word.includes(stem)) && !denied.test(word))
  return isLike ? 'UNKNOWN' : 'FAIL'
}

function and(named: CheckVerdict, inForce: boolean | 'UNKNOWN'): CheckVerdict {
  if (inForce === false) return 'FAIL'
  return inForce === true ? named : 'UNKNOWN'
}
