import { anonymous } from '@one-visit/kit/room/access.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'

/** The hub itself, where it asks itself. */
const service = 'hub-approvals'

/**
 * How this room knows its callers: by a pseudonym of their account, which is all that is kept of who did what. An account
 * may be called by a person's name or number; the same account has the same pseudonym, and nobody can go back.
 */
export function pseudonymous(key: PseudonymKey): (principal: Principal) => Principal {
  return (principal) => {
    const { caller } = principal
    if (caller === anonymous || caller === service) return principal
    return { ...principal, caller: pseudonymOf(`account ${caller}`, key), account: caller }
  }
}

/** Whether a name that is kept is the caller's: rows of before hold the account itself. */
export function isCaller(kept: string | null, { caller, account }: Principal): boolean {
  return kept === caller || (account !== undefined && kept === account)
}
