/**
 * Whom unread messages concern that name a vehicle by its plate alone: vehicles of reports and descriptions under the plate,
 * or of numbers that were given for it. What names a station alone, or nobody, tells no vehicle: it would be all of them.
 */
import { rowsOf } from '@one-visit/kit/database/database.ts'
import type { Concerned } from '@one-visit/kit/feed/message.ts'
import { sql } from 'drizzle-orm'
import { describedVehicles, inspections, issuedSerials } from './tables.ts'

/** Whom unread messages concern that events do not name by themselves. */
export const concernedByUnread: Concerned = async (tx, subjects) => {
  const named = subjects.flatMap(({ kind, value }) => (kind === 'PLATE' ? [value] : []))
  if (named.length === 0) return []
  const plates = sql`${sql.param([...new Set(named)])}::text[]`
  return rowsOf<{ vin: string }>(
    await tx.execute(sql`
      select p.vin from ${inspections} p where p.plate_number is not null and p.plate_number = any(${plates})
      union select p.vin from ${describedVehicles} p where p.plate_number = any(${plates})
      union select n.vin from ${issuedSerials} n where n.plate_number = any(${plates}) and n.vin is not null
      union select p.vin from ${issuedSerials} n join ${inspections} p on p.station_id = n.station_id and p.serial = n.serial
        where n.plate_number = any(${plates})`),
  ).map(({ vin }) => ({ vin }))
}
