import { type CheckResult, corrected } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'
import { judgeSome } from '../members.ts'
import { officeIsDelegated } from './office-is-delegated.ts'

/** What an office may do with an item. */
type Power = 'ACCEPT' | 'DECIDE' | 'ISSUE'

/** Powers from one day to another; a delegation whose last day is not known stands until it is revoked. */
interface Delegation {
  powers: readonly Power[]
  validFrom: string
  validUntil?: string | null | undefined
}

interface Facts {
  delegations: Maybe<ListFact<Delegation>>
}

/**
 * Whether an office holds a power on a day: by one delegation that stands, whatever is announced beside it. Delegations are a
 * list with days, so that one which begins later neither gives the power today nor takes it.
 */
export function mayOn(delegations: Facts['delegations'], power: Power, day: string): CheckResult {
  return judgeSome(
    delegations,
    ({ powers, validFrom, validUntil }) =>
      powers.includes(power) && validFrom <= day && (!validUntil || day <= validUntil),
  )
}

/**
 * The office where the application lies may accept the item on the day. Who decides, and by which power, is judged when it is
 * decided, of the one who does (`judging/acting-authority.ts`): a company's window may accept and never decides.
 */
export const officeMayAccept = corrected<Facts>(officeIsDelegated, ({ delegations }, { day }) =>
  mayOn(delegations, 'ACCEPT', day),
)
