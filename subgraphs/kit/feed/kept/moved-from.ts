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
  const isOther = sql`${key} = stated.key and ${subject} <> stated.subject`
  // Each row looks into the index by itself: a join may read the whole history for the few that moved, or for none. Most did
  // not, which is asked of the first row that says so: of all of them it costs three times as much where nothing is analysed.
  return rowsOf<{ key: string; subject: string }>(
    await tx.execute(sql`
      select distinct stated.key, before.subject
      from (
        select * from ${stated} as stated(key, subject)
        where (select true from ${subject.table} where ${isOther} limit 1) offset 0
      ) as stated, lateral (
        select ${subject} as subject from ${subject.table} where ${isOther} offset 0) as before`),
  )
}
