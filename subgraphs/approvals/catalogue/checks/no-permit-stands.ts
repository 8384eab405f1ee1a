import { inForceOn, type Validity } from '@one-visit/schema/in-force.ts'
import { type Check, corrected } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'
import { judgeNone } from '../members.ts'
import { noPermitInForce } from './no-permit-in-force.ts'

interface Facts {
  permits: Maybe<ListFact<Validity & { kind: string }>>
}

/**
 * No permit of the kind is in force on the day: what is suspended stands in the way, what has run out does not, and what
 * names no last day may. That there is none, only a complete list shows.
 * @see for ride-hailing: 暂行办法 art. 13; for freight: 道路运输条例, the act FRT-01 stands on
 */
export function noPermitStands(kind: string): Check<Facts> {
  return corrected<Facts>(noPermitInForce(kind), ({ permits }, { day }) =>
    judgeNone(permits, (permit) => permit.kind === kind && inForceOn(permit, day)),
  )
}
