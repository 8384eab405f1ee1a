import { isWithin, type Validity } from '@one-visit/schema/in-force.ts'
import { type Check, corrected } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'
import { judgeSome } from '../members.ts'
import { operatorLicenceCovers } from './operator-licence-covers.ts'

interface Facts {
  licences: Maybe<ListFact<Omit<Validity, 'state'> & { scope: readonly string[]; valid: boolean }>>
}

/**
 * The business holds a licence for the trade that grants its right on the day. One such licence is enough, whether its
 * list is complete or not; that it has none, only a complete list shows.
 * @see for freight: 道路运输条例 art. 24, the basis of FRT-01
 */
export function operatorLicenceGrants(scope: string, zh: string): Check<Facts> {
  return corrected<Facts>(operatorLicenceCovers(scope, zh), ({ licences }, { day }) =>
    judgeSome(
      licences,
      (licence) => licence.valid && licence.scope.includes(scope) && isWithin(licence, day),
    ),
  )
}
