/** Vehicles whose permits bear the number of another vehicle's: what becomes of that one decides whether theirs is vouched for. */

import { type Orm, rowsOf } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import { permitHistory, permitNumberKeySql, permits } from '../tables.ts'

/** Most other vehicles of one permit number that are looked at: of more, some hold it. */
export const sharersMax = 20

/**
 * Other vehicles with a permit of a number that some vehicles have or had. Of a number that more have than are looked at,
 * before and after, nothing changes, so that no more are named.
 */
export async function sharersOf(tx: Orm, vins: readonly string[]): Promise<string[]> {
  if (vins.length === 0) return []
  const theirs = sql`${sql.param([...vins])}::text[]`
  const found = await tx.execute(sql`
    select distinct sharer.vin
    from (select distinct ${permitNumberKeySql(permitHistory.number)} as key from ${permitHistory}
      where vin = any(${theirs})) named,
      lateral (
        select distinct vin from ${permits}
        where ${permitNumberKeySql(permits.number)} = named.key and vin <> all(${theirs}) limit ${sql.raw(String(sharersMax + 2))}) sharer`)
  return rowsOf<{ vin: string }>(found).map(({ vin }) => vin)
}
