/** What a refusal rests on: a check that fails, or a ground of its own kind. */
import type { RefusalGround } from '../generated/resolvers.ts'
import type { Finding } from '../judging/decide.ts'
import { badInput } from '../store/refused.ts'

/** The ground of a refusal; the check where it is one. */
export interface Refusal {
  readonly ground: RefusalGround
  readonly check?: string | undefined
}

/**
 * The ground of a refusal on what was found. Where the caller names none, it is the first check that fails.
 * @throws BAD_USER_INPUT where none fails and no other ground is named, where the check that is named does not fail, and
 * where a check stands beside another ground
 */
export function refusalOn(findings: readonly Finding[], named: Refusal | undefined): Refusal {
  const failing = findings.flatMap(({ code, verdict }) => (verdict === 'FAIL' ? [code] : []))
  if (named !== undefined && named.ground !== 'CHECK_FAILS') {
    if (named.check !== undefined)
      throw badInput(
        'refusal.check',
        'REFUSAL_CHECK_BESIDE',
        'Only a refusal on the ground CHECK_FAILS names a check.',
      )
    return named
  }
  const check = named === undefined ? failing[0] : named.check
  if (check === undefined || !failing.includes(check))
    throw badInput(
      named === undefined ? 'refusal' : 'refusal.check',
      'REFUSAL_CHECK',
      check === undefined
        ? 'A refusal names a check that fails, or a ground of another kind.'
        : `The check ${check} does not fail; it is no ground of a refusal.`,
    )
  return { ground: 'CHECK_FAILS', check }
}
