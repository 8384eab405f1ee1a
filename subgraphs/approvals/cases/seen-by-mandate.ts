/** What somebody sees by a mandate alone, he or she sees while it is in force; row-level security reads the row only. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { findInForce } from '../mandates/in-force.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { groundOf } from './authority.ts'

/** Whether it is by the application's mandate alone that the caller has to do with it. */
export function isByMandate(principal: Principal, row: ApplicationRow): boolean {
  if (row.mandateId === null || principal.roles.includes('AUDITOR')) return false
  return groundOf(principal, row) === 'MANDATE'
}

/** Of rows that row-level security shows, those the caller may see on a day: one statement however many there are. */
export async function keepSeen(
  tx: Orm,
  principal: Principal,
  rows: readonly ApplicationRow[],
  day: string,
): Promise<ApplicationRow[]> {
  const mandateIds = rows.flatMap((row) =>
    isByMandate(principal, row) && row.mandateId !== null ? [row.mandateId] : [],
  )
  const inForce = await findInForce(tx, [...new Set(mandateIds)], day)
  return rows.filter((row) => !isByMandate(principal, row) || inForce.has(row.mandateId ?? ''))
}
