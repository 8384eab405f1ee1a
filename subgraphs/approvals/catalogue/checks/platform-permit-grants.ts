import { isWithin, type Validity } from '@one-visit/schema/in-force.ts'
import { corrected, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { platformPermitIsValid } from './platform-permit-is-valid.ts'

interface Facts {
  platformPermit: Maybe<RecordFact<Omit<Validity, 'state'> & { inForce: boolean }>>
}

/**
 * The platform holds an operating permit for this division, or for one it lies in, that grants its right on the day. One
 * that names no last day, and does not say that it has none, may have run out.
 * @see 暂行办法, the act RHL-02 stands on; no article is known
 */
export const platformPermitGrants = corrected<Facts>(platformPermitIsValid, ({ platformPermit }, { day }) =>
  judge(platformPermit, (permit) => permit.inForce && isWithin(permit, day)),
)
