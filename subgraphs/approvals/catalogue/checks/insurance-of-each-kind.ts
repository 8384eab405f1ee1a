import { isWithin } from '@one-visit/schema/in-force.ts'
import { type Check, corrected, worst } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'
import { judgeSome } from '../members.ts'
import { insuranceIsInForce } from './insurance-is-in-force.ts'

interface Facts {
  insurance: Maybe<ListFact<{ kind: string; validFrom: string; validUntil: string }>>
}

/**
 * For each kind named a policy is in force on the day. One policy of the kind is enough, whether the platform vouches for
 * having sent them all or not; that there is none, only a complete list shows.
 * @see 暂行办法, the act RHL-02 stands on; no article of it is known to name the kinds
 */
export function insuranceOfEachKind(kinds: readonly (readonly string[])[]): Check<Facts> {
  return corrected<Facts>(insuranceIsInForce(kinds), ({ insurance }, { day }) =>
    worst(
      kinds.map((names) =>
        judgeSome(
          insurance,
          (policy) => names.some((name) => policy.kind.includes(name)) && isWithin(policy, day),
        ),
      ),
    ),
  )
}
