import type { Orm } from '@one-visit/kit/database/database.ts'
import { type Param, type Placeholder, sql } from 'drizzle-orm'
import { permitHistory, permits } from '../tables.ts'

/**
 * What the register last said of some vehicles in records of permits that it has stated of others since: the row is with the
 * other one, what it said of the hub's permit stands.
 */
export function leftWords(orm: Orm, vins: Param | Placeholder) {
  const h = permitHistory
  return orm
    .select()
    .from(h)
    .where(
      sql`${h.vin} = any(${vins}::text[]) and ${h.permitId} is distinct from ${h.certificateId}
        and exists (select from ${permits} p where p.permit_id = ${h.permitId} and p.vin <> ${h.vin} offset 0)
        and not exists (select from ${h} n where n.permit_id = ${h.permitId} and n.vin = ${h.vin}
          and (n.source_at, n.source_sequence) > (${h.sourceAt}, ${h.sourceSequence}) offset 0)`,
    )
}
