/** What the register says of a certificate of the hub: whether it stands, since when and why not. Pure. */
import type { ListFact, Maybe, UnknownReason } from '../catalogue/fact.ts'
import type { StatedPermit } from '../catalogue/permit-question.ts'
import { canonicalJson } from './canonical.ts'
import type { Drift } from './drift.ts'

/** The answer to the question, read fail-closed. */
export interface PermitFacts {
  readonly vehicle: { readonly permits: Maybe<ListFact<StatedPermit>> }
}

/** States of a certificate that the owning room accepted; ENDED is INVALID in the words of the register. */
export type StandingState = 'VALID' | 'SUSPENDED' | 'REVOKED' | 'REPLACED' | 'ENDED'

/** How a certificate stands by the register. */
export interface PermitStanding {
  readonly state: StandingState
  /** First day of the state, and why it is so, as far as the register states it. */
  readonly stateSince: string | null
  readonly stateReason: string | null
  readonly stateReasonEn: string | null
  /** Last day where the register states an earlier one than was issued. */
  readonly endsOn: string | null
}

/** What the register was heard to say, and whether it said more of the vehicle's permits that the hub has not read. */
export type RegisterWord = Heard & { readonly isUnread?: boolean }

type Heard =
  | { readonly kind: 'SAID'; readonly standing: PermitStanding; readonly revision: string | null }
  /** It says two things of it at one instant, or that it begins on a day to come, on which it is asked again. */
  | { readonly kind: 'CONTRADICTED'; readonly askAgainOn?: string }
  /** It was asked, and does not speak of it. */
  | { readonly kind: 'SILENT' }
  /** It could not be asked. */
  | { readonly kind: 'UNASKED' }

/** What identifies a certificate in the register, and its days as issued. */
export interface IssuedPermit {
  readonly id: string
  readonly number: string
  readonly validFrom: string
  readonly validUntil: string
}

/** States in which a permit is in force on its days. */
const inForceStates: readonly StatedPermit['state'][] = ['VALID', 'SUSPENDED']

const notAsked: readonly UnknownReason[] = ['ERROR', 'NO_ANSWER']

const stateOf: Readonly<Record<StatedPermit['state'], StandingState>> = {
  VALID: 'VALID',
  INVALID: 'ENDED',
  SUSPENDED: 'SUSPENDED',
  REVOKED: 'REVOKED',
  REPLACED: 'REPLACED',
}

/**
 * Finds the register's word on a certificate as of a day: by the certificate it came from, else by its number, which the room
 * of the permits gives as it was issued however the register spells it. How old the answer is or
 * whether the list is complete does not matter: a revocation that is known is known. What was said and is not read does: it
 * may be the word that ends it.
 */
export function wordOn({ vehicle }: PermitFacts, issued: IssuedPermit, day: string): RegisterWord {
  const { permits } = vehicle
  const reason = permits?.unknown ?? null
  if (reason !== null && notAsked.includes(reason)) return { kind: 'UNASKED' }
  if (reason === 'OTHER_SUBJECT') return { kind: 'SILENT' }
  return { ...heardIn(permits, issued, day), isUnread: (permits?.unreadSince ?? null) !== null }
}

/** Whether nobody can say that a certificate stands: it was not asked, says two things, or said more than is read. */
export function isUnconfirmed({ kind, isUnread = false }: RegisterWord): boolean {
  return isUnread || kind === 'UNASKED' || kind === 'CONTRADICTED'
}

function heardIn(permits: PermitFacts['vehicle']['permits'], issued: IssuedPermit, day: string): Heard {
  const records = permits?.records ?? []
  const permit =
    records.find(({ certificateId }) => certificateId === issued.id) ??
    records.find(({ number }) => number === issued.number)
  if (permit === undefined) return { kind: 'SILENT' }
  if (permit.contradicted) return { kind: 'CONTRADICTED' }
  const { state, stateSince = null, stateReason = null, stateReasonEn = null, validUntil = null } = permit
  const { validFrom } = permit
  if (inForceStates.includes(state) && validFrom > day && validFrom > issued.validFrom)
    return { kind: 'CONTRADICTED', askAgainOn: validFrom }
  const endsOn = validUntil !== null && validUntil < issued.validUntil ? validUntil : null
  return {
    kind: 'SAID',
    standing: { state: stateOf[state], stateSince, stateReason, stateReasonEn, endsOn },
    revision: permits?.revision ?? null,
  }
}

/** Fields under which what the register says is flagged, beside the paths of values. */
export const registerFields = { state: 'certificate.state', validUntil: 'certificate.validUntil' } as const

const source = 'transport-register'

/** What a certificate is flagged for by the register's word; undefined where the word changes nothing. */
export function registerDrifts(word: RegisterWord, { validUntil }: IssuedPermit): Drift[] | undefined {
  if (word.kind === 'SILENT' || word.kind === 'UNASKED') return undefined
  const ofState = (state: string): Drift => ({
    field: registerFields.state,
    source,
    oldValue: canonicalJson('VALID'),
    newValue: canonicalJson(state),
  })
  if (word.kind === 'CONTRADICTED') return [ofState('CONFLICTING')]
  const { state, endsOn } = word.standing
  const ofEnd = {
    field: registerFields.validUntil,
    source,
    oldValue: canonicalJson(validUntil),
    newValue: canonicalJson(endsOn),
  }
  return [...(state === 'VALID' ? [] : [ofState(state)]), ...(endsOn === null ? [] : [ofEnd])]
}
