/**
 * Whom unread records concern that name no VIN: vehicles the register has, or ever had, on their plate, or with a permit of
 * the number or certificate they name.
 */
import { rowsOf } from '@one-visit/kit/database/database.ts'
import type { Concerned } from '@one-visit/kit/feed/message.ts'
import { sql } from 'drizzle-orm'
import { permits, registrationHistory } from './tables.ts'

/** Whom unread records concern that events do not name by themselves. */
export const concernedByUnread: Concerned = async (tx, subjects) => {
  const valuesOf = (wanted: string) =>
    sql`any(${sql.param([...new Set(subjects.flatMap(({ kind, value }) => (kind === wanted ? [value] : [])))])}::text[])`
  if (!subjects.some(({ kind }) => kind === 'PLATE' || kind === 'NUMBER')) return []
  const [plates, numbers] = [valuesOf('PLATE'), valuesOf('NUMBER')]
  return rowsOf<{ vin: string }>(
    await tx.execute(sql`
      select h.vin from ${registrationHistory} h where h.plate_number = ${plates}
      union select p.vin from ${permits} p where p.number = ${numbers}
      union select p.vin from ${permits} p where p.certificate_id = ${numbers}`),
  ).map(({ vin }) => ({ vin }))
}
