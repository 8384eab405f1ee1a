/** Whom unread records concern that name no VIN: vehicles that ever bore the plate, or may have; and the company they name. */
import { type Orm, rowsOf } from '@one-visit/kit/database/database.ts'
import type { Concerned } from '@one-visit/kit/feed/message.ts'
import { sql } from 'drizzle-orm'
import { feedUnread, vehicleHistory } from './tables.ts'

/**
 * Vehicles that only unread records name on some plates: they may have borne them. What an administrator closed he answers
 * for. Rows of vin and plate; a vehicle may be there twice.
 */
export const namedUnread = (plates: readonly string[]) => {
  const named = (which: string) => sql`
    select split_part(v, ' ', 3) as vin, split_part(p, ' ', 3) as plate_number
    from ${feedUnread} u, unnest(u.subjects) v, unnest(u.subjects) p
    where u.subjects && ${sql.param(plates.map((plate) => `baseInfoVehicle PLATE ${plate}`))}::text[]
      and v like 'baseInfoVehicle VIN %' and p like 'baseInfoVehicle PLATE %' and ${sql.raw(which)}`
  // Each by its own index.
  return sql`(${named('u.closed_at is null')} union all ${named('u.closed_at is not null and u.closed_because is null')})`
}

/** Vehicles that ever bore some plates on any platform, or may have. */
async function bearersOf(tx: Orm, plates: readonly string[]): Promise<string[]> {
  if (plates.length === 0) return []
  const found = rowsOf<{ vin: string }>(
    await tx.execute(sql`
      select v.vin from ${vehicleHistory} v
      where v.plate_number is not null and v.plate_number = any(${sql.param(plates)}::text[])
      union select n.vin from ${namedUnread(plates)} n`),
  )
  return found.map(({ vin }) => vin)
}

/** Whom unread records concern that events do not name by themselves. */
export const concernedByUnread: Concerned = async (tx, subjects) => {
  const plates = subjects.flatMap(({ kind, value }) => (kind === 'PLATE' ? [value] : []))
  const companies = subjects.flatMap(({ kind, value }) => (kind === 'SCOPE' && value !== '*' ? [value] : []))
  return [
    ...(await bearersOf(tx, [...new Set(plates)])).map((vin) => ({ vin })),
    ...companies.map((companyId) => ({ companyId })),
  ]
}
