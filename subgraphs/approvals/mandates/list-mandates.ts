/** The caller's mandates, newest first. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { MandateRow } from '../store/rows.ts'
import { mandates } from '../store/tables/mandates.ts'
import { isRegistrar, partiesOf } from './party.ts'

/**
 * One page, and one row more where more follows: what the caller granted or was granted, what a clerk's office registered,
 * and for auditors all. Each view is read through its own index range.
 * @throws BAD_USER_INPUT for a cursor that is not one of ours
 */
export async function listMandates(tx: Orm, principal: Principal, page: Page): Promise<MandateRow[]> {
  const views = viewsOf(principal)
  if (views.length === 0) return []
  const [at, id] = page.after ?? []
  const limit = page.first + 1
  const following = page.after && sql`(granted_at, id) < (${at}::timestamptz, ${id}::uuid)`
  const ranges = views.map(
    (view) => sql`(select id, granted_at from ${mandates} where ${and(view, following)}
      order by granted_at desc, id desc limit ${limit})`,
  )
  return tx
    .select()
    .from(mandates)
    .where(
      inArray(
        mandates.id,
        sql`(select id from (${sql.join(ranges, sql` union `)}) found order by granted_at desc, id desc limit ${limit})`,
      ),
    )
    .orderBy(desc(mandates.grantedAt), desc(mandates.id))
}

function viewsOf(principal: Principal): SQL[] {
  if (principal.roles.includes('AUDITOR')) return [sql`true`]
  const views = [...partiesOf(principal)].flatMap((party) => [
    eq(mandates.grantedBy, party),
    eq(mandates.grantedTo, party),
  ])
  if (isRegistrar(principal) && principal.organisation !== undefined)
    views.push(eq(mandates.registeredOffice, principal.organisation))
  return views
}

/** Where a mandate stands in the list. */
export function mandatePositionOf({ grantedAt, id }: MandateRow): readonly string[] {
  return [grantedAt.toISOString(), id]
}
