import { sql } from 'drizzle-orm'
import { type Database, rowsOf } from '../../database/database.ts'
import type { Retirement } from './retirement.ts'
import type { FeedTables } from './tables.ts'

/** One time a sender was out, as auditors read it; `place` is its place among those of its sender, from 1. */
export interface ListedRetirement extends Retirement {
  source: string
  name: string
  place: number
}

/** Times senders were declared out, by sender and time; a page of them. */
export async function listRetirements(
  db: Database,
  { feedSources }: Pick<FeedTables, 'feedSources'>,
  { first, after }: { first: number; after?: { source: string; place: number } | undefined },
): Promise<readonly ListedRetirement[]> {
  return rowsOf<ListedRetirement>(
    await db.orm.execute(sql`
      select s.id as source, s.name, r.place::integer as place, r.word->>'by' as by, r.word->>'because' as because,
        r.word->>'retiredAt' as "retiredAt", r.word->>'returnedAt' as "returnedAt"
      from ${feedSources} s, jsonb_array_elements(s.retirements) with ordinality as r(word, place)
      where ${after === undefined ? sql`true` : sql`(s.id, r.place) > (${after.source}::text, ${after.place}::integer)`}
      order by s.id, r.place limit ${first}`),
  )
}
