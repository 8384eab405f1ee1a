/** Whom unread records concern that name a vehicle by its plate alone: vehicles the register has, or ever had, on it. */
import { rowsOf } from '@one-visit/kit/database/database.ts'
import type { Concerned } from '@one-visit/kit/feed/message.ts'
import { sql } from 'drizzle-orm'
import { registrationHistory } from './tables.ts'

/** Whom unread records concern that events do not name by themselves. */
export const concernedByUnread: Concerned = async (tx, subjects) => {
  const plates = subjects.flatMap(({ kind, value }) => (kind === 'PLATE' ? [value] : []))
  if (plates.length === 0) return []
  return rowsOf<{ vin: string }>(
    await tx.execute(sql`
      select distinct h.vin from ${registrationHistory} h
      where h.plate_number = any(${sql.param([...new Set(plates)])}::text[])`),
  ).map(({ vin }) => ({ vin }))
}
