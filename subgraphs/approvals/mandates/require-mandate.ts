/** The one check whether somebody may ask, or use something, for another. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { HubError } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { eq } from 'drizzle-orm'
import { refused } from '../store/refused.ts'
import type { ApplicationRow, MandateRow } from '../store/rows.ts'
import { mandates } from '../store/tables/mandates.ts'
import { findInForce, isInForce } from './in-force.ts'
import { type Applicant, applicantParty, partiesOf } from './party.ts'

/** On what ground somebody hands in: as a clerk of the office, as the applicant, or as neither, by a mandate alone. */
export type Ground = 'CLERK' | 'APPLICANT' | 'MANDATE'

/** What is handed in, as far as a mandate must fit it. */
export interface Mandated extends Applicant {
  readonly item: string
  readonly operatorUscc?: string | undefined
  readonly mandateId: string | undefined
}

/**
 * The mandate something is handed in under, held until the transaction ends so that nobody ends it meanwhile; undefined
 * where none is named and none is needed. Whoever is neither applicant nor clerk needs one of the applicant for himself or
 * herself; an applicant may name one of another (an owner) for himself or herself, a clerk whatever ties the applicant or
 * the operator. The operator whose licence is used is the applicant or hands in itself, or has given the applicant one to
 * apply, unless a clerk hands in, who has seen the papers.
 * @throws FORBIDDEN with a fault of its own for none, one that is not there or of others, for other items, not in force
 */
export async function requireMandate(
  tx: Orm,
  principal: Principal,
  ground: Ground,
  mandated: Mandated,
  day: string,
): Promise<MandateRow | undefined> {
  const mandate = await findNamed(tx, principal, ground, mandated, day)
  if (ground !== 'CLERK') mustBeOperators(principal, mandated, mandate)
  return mandate
}

async function findNamed(
  tx: Orm,
  principal: Principal,
  ground: Ground,
  mandated: Mandated,
  day: string,
): Promise<MandateRow | undefined> {
  const { item, mandateId } = mandated
  if (mandateId === undefined) {
    if (ground === 'MANDATE') throw mandateNeeded(item)
    return undefined
  }
  const mandate = await holdMandate(tx, mandateId)
  // Not yours and not there look the same.
  if (mandate === undefined || !binds(mandate, principal, ground, mandated))
    throw unmandated('MANDATE_UNKNOWN', 'There is no such mandate between you and the applicant.')
  if (!mandate.items.includes(item))
    throw unmandated(
      'MANDATE_OTHER_ITEM',
      `The mandate is for ${mandate.items.join(', ')}, and not for ${item}.`,
    )
  if (!isInForce(mandate, day)) throw mandateNotInForce('input.mandateId')
  return mandate
}

/** Whether a mandate is between those who have to do with what is handed in. */
function binds(
  { grantedBy, grantedTo }: MandateRow,
  principal: Principal,
  ground: Ground,
  mandated: Mandated,
): boolean {
  const applicant = applicantParty(mandated)
  if (ground === 'MANDATE') return grantedBy === applicant && partiesOf(principal).includes(grantedTo)
  if (ground === 'APPLICANT') return grantedTo === applicant
  return grantedBy === applicant || grantedTo === applicant || grantedTo === mandated.operatorUscc
}

/** Kinds of mandate by which somebody applies with another's licence; a lease and a consignment are of a vehicle. */
const toApply: readonly string[] = ['AGENCY', 'EMPLOYMENT'] satisfies readonly MandateRow['kind'][]

/** Refuses who only names another as the operator: a licence is not for everybody to use who knows its holder. */
function mustBeOperators(principal: Principal, mandated: Mandated, mandate: MandateRow | undefined): void {
  const { item, operatorUscc } = mandated
  const applicant = applicantParty(mandated)
  if (operatorUscc === undefined || [applicant, ...partiesOf(principal)].includes(operatorUscc)) return
  const isGiven =
    mandate?.grantedBy === operatorUscc && mandate.grantedTo === applicant && toApply.includes(mandate.kind)
  if (isGiven) return
  throw unmandated(
    'MANDATE_NEEDED',
    `An application with the licence of ${operatorUscc} needs a mandate of that operator for ${item} to the applicant (AGENCY or EMPLOYMENT), named as mandateId; or let a clerk hand it in.`,
    'input.operatorUscc',
  )
}

async function holdMandate(tx: Orm, id: string): Promise<MandateRow | undefined> {
  if (!isIdentifier(id)) return undefined
  const [row] = await tx.select().from(mandates).where(eq(mandates.id, id)).for('share')
  return row
}

/**
 * Passes where the mandate of an application is the caller's and in force: at each act that is done by it.
 * @throws FORBIDDEN
 */
export async function requireStanding(
  tx: Orm,
  principal: Principal,
  { mandateId, mandatedParty }: Pick<ApplicationRow, 'mandateId' | 'mandatedParty'>,
  day: string,
): Promise<void> {
  if (mandateId === null || mandatedParty === null || !partiesOf(principal).includes(mandatedParty))
    throw unmandated(
      'MANDATE_UNKNOWN',
      'The application was not handed in under a mandate of yours.',
      'applicationId',
    )
  if (!(await findInForce(tx, [mandateId], day)).has(mandateId)) throw mandateNotInForce('applicationId')
}

/** What somebody is told who applies for another without a mandate: what to file. */
export function mandateNeeded(item: string): HubError {
  return unmandated(
    'MANDATE_NEEDED',
    `An application for somebody else needs a mandate of the applicant for ${item}: let the applicant call grantMandate in the own login, or a clerk register the signed form or contract, and name it as mandateId.`,
  )
}

function mandateNotInForce(field: string): HubError {
  return unmandated(
    'MANDATE_NOT_IN_FORCE',
    'The mandate is not in force today; have another one granted.',
    field,
  )
}

function unmandated(
  fault: 'MANDATE_NEEDED' | 'MANDATE_UNKNOWN' | 'MANDATE_OTHER_ITEM' | 'MANDATE_NOT_IN_FORCE',
  message: string,
  field = 'input.mandateId',
): HubError {
  return refused('FORBIDDEN', { field, fault }, message)
}
