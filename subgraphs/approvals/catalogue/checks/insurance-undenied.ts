import type { CheckVerdict } from '../check.ts'
import {
  type InsuranceKind,
  insuranceByWholeName,
  kindByWholeName,
  wordsOf,
} from './insurance-by-whole-name.ts'

/** What denies kinds in its word, and perhaps in those after it. */
const deniesOn = /不含|不包|除|无/

/** What denies kinds in its word, and perhaps in those before it. */
const deniesBack = /除外|以外|之外|不在内/

/**
 * Kinds by whole words, but how far a denial reaches in a list nobody knows: of 不含交强险、承运人责任险 the second may be denied
 * with the first. What may be is for a person to read.
 */
export function insuranceUndenied(kinds: readonly InsuranceKind[]): ReturnType<typeof insuranceByWholeName> {
  return insuranceByWholeName(kinds, kindUndenied)
}

function kindUndenied(said: string, kind: InsuranceKind): CheckVerdict {
  const named = kindByWholeName(said, kind)
  if (named !== 'PASS') return named
  const words = wordsOf(said).map(outsideBrackets)
  const until = words.findIndex((word) => deniesOn.test(word))
  const after = words.findLastIndex((word) => deniesBack.test(word))
  const clear = words.slice(after + 1, until === -1 ? undefined : until)
  return clear.some((word) => kind.names.includes(word)) ? 'PASS' : 'UNKNOWN'
}

/** A word without its remarks in brackets: what they deny ends with them. One that bears a remark is no whole word. */
function outsideBrackets(word: string): string {
  return word.replaceAll(/\([^()]*\)/g, '()')
}
