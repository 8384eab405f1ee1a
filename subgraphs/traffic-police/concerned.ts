/** Whom unread records concern that name a vehicle by its plates alone: vehicles the police ever gave them, or were asked about. */
import { rowsOf } from '@one-visit/kit/database/database.ts'
import type { Concerned } from '@one-visit/kit/feed/message.ts'
import { sql } from 'drizzle-orm'
import { policeVehicles, pulls, usageChanges } from './tables.ts'

/** Whom unread records concern that events do not name by themselves. */
export const concernedByUnread: Concerned = async (tx, subjects) => {
  const named = subjects.flatMap(({ kind, value }) => (kind === 'PLATE' ? [value] : []))
  if (named.length === 0) return []
  const plates = sql`${sql.param([...new Set(named)])}::text[]`
  return rowsOf<{ vin: string }>(
    await tx.execute(sql`
      select p.vin from ${policeVehicles} p where p.plate_number = any(${plates})
      union select p.vin from ${usageChanges} p where ${plates} && array[p.plate_number, p.plate_number_after]
      union select p.vin from ${pulls} p where p.plate_number = any(${plates})`),
  ).map(({ vin }) => ({ vin }))
}
