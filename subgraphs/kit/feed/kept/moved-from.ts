import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { type Orm, rowsOf } from '../../database/database.ts'
import { arrayText } from './array-text.ts'

/** Columns of a history: what a record is known by, and whom it is about. */
export interface MovableRecord {
  key: PgColumn | SQL<string>
  subject: PgColumn
}

/**
 * Whom records were ever about that are about somebody else in the rows just applied: whoever rests on one of them is told
 * too. One statement for all rows.
 */
export async function movedFrom(
  tx: Orm,
  { key, subject }: MovableRecord,
  applied: readonly { key: string; subject: string }[],
): Promise<{ key: string; subject: string }[]> {
  const stated = sql`unnest(${arrayText(applied.map((row) => row.key))}, ${arrayText(applied.map((row) => row.subject))})`
  // Each row looks into the index by itself: a join may read the whole history for the few that moved, or for none.
  return rowsOf<{ key: string; subject: string }>(
    await tx.execute(sql`
      select distinct stated.key, before.subject from ${stated} as stated(key, subject), lateral (
        select ${subject} as subject from ${subject.table}
        where ${key} = stated.key and ${subject} <> stated.subject offset 0) as before`),
  )
}
