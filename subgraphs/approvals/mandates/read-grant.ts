/** A mandate as somebody sends it, read: who grants what to whom, and on what it stands. */
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { readCompanyId } from '@one-visit/schema/identifiers.ts'
import { itemInForce } from '../catalogue/items/index.ts'
import type { MandateKind } from '../catalogue/parties.ts'
import type { GrantMandateInput, MandatePartyInput } from '../generated/resolvers.ts'
import { badInput, mustHoldNoNumber, readIdentifier, refused } from '../store/refused.ts'
import type { MandateEvidence } from '../store/tables/mandates.ts'
import { isRegistrar, partiesOf } from './party.ts'

/** A mandate as read. Its digest is stored with the idempotency key; of a resident ID number only the pseudonym is left. */
export interface Grant {
  readonly kind: MandateKind
  readonly grantedBy: string
  readonly grantedTo: string
  readonly items: readonly string[]
  readonly validFrom: string
  readonly validUntil: string
  readonly evidence: MandateEvidence
  readonly fileDigest: string | null
}

const itemsMax = 100

/**
 * Reads a mandate that is granted on a day. Whoever names himself or herself, or nobody, as the grantor consents; a clerk
 * registers paper.
 * @throws BAD_USER_INPUT naming the field, FORBIDDEN for somebody who grants for another
 */
export function readGrant(
  input: GrantMandateInput,
  principal: Principal,
  key: PseudonymKey,
  day: string,
): Grant {
  const own = partiesOf(principal)
  const grantedTo = readParty('input.grantedTo', input.grantedTo, key)
  const named = input.grantedBy ? readParty('input.grantedBy', input.grantedBy, key) : own[0]
  const isOwn = named !== undefined && own.includes(named)
  if (!isOwn) requireRegistrar(principal, [...own, principal.organisation, principal.subjectRef], grantedTo)
  if (named === undefined)
    throw badInput(
      'input.grantedBy',
      'GRANTOR_MISSING',
      'A clerk who registers a mandate says who granted it.',
    )
  if (named === grantedTo)
    throw badInput('input.grantedTo', 'GRANTEE_IS_GRANTOR', 'A mandate is granted to somebody else.')
  return {
    kind: input.kind,
    grantedBy: named,
    grantedTo,
    items: readItems(input.items, day),
    ...readDays(input, day),
    ...(isOwn ? readConsent(input) : readPaper(input)),
  }
}

function requireRegistrar(
  principal: Principal,
  own: readonly (string | undefined)[],
  grantedTo: string,
): void {
  // A window in a company's house grants that company nothing.
  if (isRegistrar(principal) && !own.includes(grantedTo)) return
  throw refused(
    'FORBIDDEN',
    { field: 'input.grantedBy', fault: 'MANDATE_NOT_GRANTORS' },
    'A mandate is granted by the one who gives it, or registered by a clerk who gains nothing by it.',
  )
}

function readParty(field: string, party: MandatePartyInput, key: PseudonymKey): string {
  const { residentId, uscc, companyId } = party
  const given = [residentId && pseudonymOf(residentId, key), uscc, companyId].filter(
    (each) => typeof each === 'string',
  )
  const [only] = given
  if (only === undefined || given.length > 1)
    throw badInput(
      field,
      'PARTY_FORM',
      `The value of ${field} names a residentId, a uscc or a companyId, and one of them only.`,
    )
  // The register holds old codes with wrong check characters; a number of a person may have their form.
  if (typeof uscc === 'string') mustHoldNoNumber(`${field}.uscc`, uscc)
  return typeof companyId === 'string' ? readIdentifier(`${field}.companyId`, companyId, readCompanyId) : only
}

function readItems(items: readonly string[], day: string): readonly string[] {
  const field = 'input.items'
  if (items.length === 0 || items.length > itemsMax)
    throw badInput(field, 'MANDATE_ITEMS', `A mandate names 1 to ${itemsMax} items, not ${items.length}.`)
  for (const code of items)
    if (itemInForce(code, day) === undefined)
      throw badInput(field, 'ITEM_UNKNOWN', `There is no item ${JSON.stringify(code)} in force.`)
  return [...new Set(items)].sort()
}

function readDays({ validFrom, validUntil }: GrantMandateInput, day: string) {
  const field = 'input.validUntil'
  if (validUntil < validFrom)
    throw badInput(field, 'DATE_ORDER', `The last day ${validUntil} is before the first, ${validFrom}.`)
  if (validUntil < day)
    throw badInput(
      field,
      'MANDATE_OVER',
      `The last day ${validUntil} is past: the mandate would never be in force.`,
    )
  return { validFrom, validUntil }
}

function readConsent({ evidence, fileDigest }: GrantMandateInput) {
  if ((evidence ?? 'CONSENT') !== 'CONSENT')
    throw badInput(
      'input.evidence',
      'MANDATE_CONSENT',
      'Whoever grants in the own login consents by it; leave evidence out.',
    )
  if ((fileDigest ?? undefined) !== undefined)
    throw badInput(
      'input.fileDigest',
      'MANDATE_CONSENT',
      'Consent in the own login needs no file; leave fileDigest out.',
    )
  return { evidence: 'CONSENT', fileDigest: null } as const
}

function readPaper({ evidence, fileDigest }: GrantMandateInput) {
  if (evidence !== 'SIGNED_FORM' && evidence !== 'CONTRACT')
    throw badInput(
      'input.evidence',
      'MANDATE_PAPER',
      'A clerk registers a mandate by a SIGNED_FORM or a CONTRACT.',
    )
  if (!/^[0-9a-f]{64}$/.test(fileDigest ?? ''))
    throw badInput(
      'input.fileDigest',
      'DIGEST_FORM',
      'The fileDigest is the sha-256 of the uploaded form or contract in hex: 64 characters of 0 to 9 and a to f.',
    )
  return { evidence, fileDigest: fileDigest ?? null }
}
