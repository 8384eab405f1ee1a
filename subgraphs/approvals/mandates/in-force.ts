/** When a mandate is in force: on every day from its first to its last, both among them. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import type { MandateRow } from '../store/rows.ts'
import { mandates } from '../store/tables/mandates.ts'

/** The days of a mandate; `endedOn` is null where nobody ended it. */
export type MandateDays = Pick<MandateRow, 'validFrom' | 'validUntil' | 'endedOn'>

/** Last day on which a mandate is in force. */
export function lastDayOf({ validUntil, endedOn }: Omit<MandateDays, 'validFrom'>): string {
  return endedOn ?? validUntil
}

/** Whether a mandate is in force on a day, YYYY-MM-DD. */
export function isInForce(mandate: MandateDays, day: string): boolean {
  return mandate.validFrom <= day && day <= lastDayOf(mandate)
}

/** Which of these mandates are in force on a day; one the transaction's tenant may not see is not among them. */
export async function findInForce(
  tx: Orm,
  ids: readonly string[],
  day: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const found = await tx
    .select()
    .from(mandates)
    .where(sql`${mandates.id} = any(${sql.param([...ids])}::uuid[])`)
  return new Set(found.filter((mandate) => isInForce(mandate, day)).map(({ id }) => id))
}
