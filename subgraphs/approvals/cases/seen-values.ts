/**
 * Who is shown the values a case was judged on. Handing in about a vehicle is no right to what police, stations and
 * platforms say of it: whoever has not shown to have to do with it is told outcome and advice.
 */
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { isKnown } from '../catalogue/check.ts'
import type { RecordFact } from '../catalogue/fact.ts'
import type { Snapshot } from '../judging/snapshot.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { groundOf } from './authority.ts'

/** Whether the caller handles the case or audits it, and sees all of it. */
export function isOverseer(principal: Principal, row: ApplicationRow): boolean {
  const { roles, division } = principal
  if (roles.includes('AUDITOR') || groundOf(principal, row) === 'CLERK') return true
  return roles.includes('COUNTY_CLERK') && division !== undefined && row.division === division
}

/**
 * Whether the applicant owns the vehicle by the police's word, or has a mandate of its owner; `inForce` says whether that of
 * the application is. Where the police have not said whose the vehicle is, nobody has shown to have to do with it. A case
 * about no vehicle is about the applicant.
 */
export function hasStanding(row: ApplicationRow, snapshot: Snapshot, inForce: boolean): boolean {
  if (row.vin === null) return true
  const owner = ownerIn(snapshot)
  if (owner === undefined) return false
  const own = [row.applicantRef, row.applicantUscc]
  if (own.includes(owner)) return true
  return inForce && row.mandatedBy === owner && own.includes(row.mandatedParty)
}

interface Owner {
  readonly ownerRef?: string | null
  readonly ownerUscc?: string | null
}

/** The key of the vehicle's owner; undefined where the police did not say it, or nobody may rely on what they said. */
function ownerIn({ evidence }: Snapshot): string | undefined {
  const fact = evidence.vehicle?.owner as RecordFact<Owner> | null | undefined
  if (!isKnown(fact) || fact.status !== 'PRESENT') return undefined
  return fact.record?.ownerUscc ?? fact.record?.ownerRef ?? undefined
}
