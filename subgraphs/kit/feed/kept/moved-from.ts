import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Orm } from '../../database/database.ts'
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
  return tx
    .selectDistinct({ key: sql<string>`${key}`, subject: sql<string>`${subject}` })
    .from(subject.table)
    .innerJoin(
      sql`${stated} as stated(key, subject)`,
      sql`${key} = stated.key and ${subject} <> stated.subject`,
    )
}
