/** The caller's mandates, newest first. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { and, desc, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { MandateRow } from '../store/rows.ts'
import { mandates } from '../store/tables/mandates.ts'
import { isRegistrar, partiesOf } from './party.ts'

/**
 * One page, and one row more where more follows: what the caller granted or was granted, what a clerk's office registered,
 * and for auditors all.
 * @throws BAD_USER_INPUT for a cursor that is not one of ours
 */
export async function listMandates(tx: Orm, principal: Principal, page: Page): Promise<MandateRow[]> {
  const view = viewOf(principal)
  if (view === undefined) return []
  const [at, id] = page.after ?? []
  const following = page.after && sql`(granted_at, id) < (${at}::timestamptz, ${id}::uuid)`
  return tx
    .select()
    .from(mandates)
    .where(and(view, following))
    .orderBy(desc(mandates.grantedAt), desc(mandates.id))
    .limit(page.first + 1)
}

function viewOf(principal: Principal): SQL | undefined {
  if (principal.roles.includes('AUDITOR')) return sql`true`
  const parties = [...partiesOf(principal)]
  const views: SQL[] =
    parties.length === 0 ? [] : [inArray(mandates.grantedBy, parties), inArray(mandates.grantedTo, parties)]
  if (isRegistrar(principal) && principal.organisation !== undefined)
    views.push(sql`${mandates.registeredOffice} = ${principal.organisation}`)
  return or(...views)
}

/** Where a mandate stands in the list. */
export function mandatePositionOf({ grantedAt, id }: MandateRow): readonly string[] {
  return [grantedAt.toISOString(), id]
}
