/** The partner who registers callbacks, and what is not his or not there. */
import type { Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import type { Party } from '../catalogue/subjects.ts'
import { refused } from '../store/refused.ts'

/** Who asks, and whose rows they may see. */
export interface Partner {
  readonly principal: Principal
  readonly tenant: Tenant
}

const parties: Readonly<Record<string, Party>> = {
  PLATFORM: 'PLATFORM',
  COMPANY_AGENT: 'COMPANY',
  STATION: 'STATION',
}

/** What a partner is told whose callback or delivery is another's or is not there. */
export function missing(id: string): HubError {
  return new HubError('NOT_FOUND', `There is no callback or delivery ${id}.`, { field: 'id', id })
}

/** What a partner is told who asks something of a callback that is disabled. */
export function disabled(id: string): HubError {
  return refused('CONFLICT', { field: 'id', fault: 'CALLBACK_DISABLED', id }, 'The callback is disabled.')
}

/** As what the caller is told, and for whom. @throws FORBIDDEN for a caller without an organisation */
export function partyOf({ principal: { roles, organisation } }: Partner): {
  party: Party
  organisation: string
} {
  const party = roles.flatMap((role) => parties[role] ?? [])[0]
  if (party === undefined || organisation === undefined)
    throw refused(
      'FORBIDDEN',
      { field: 'authorization', fault: 'CALLBACK_PARTNER' },
      'Callbacks are for platforms, companies and stations.',
    )
  return { party, organisation }
}
