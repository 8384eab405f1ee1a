import { sql } from 'drizzle-orm'
import { type Database, rowsOf } from '../../database/database.ts'
import type { AdministratorWord } from './administrator-word.ts'
import type { FeedTables } from './tables.ts'

/** One time a sender was out, by an administrator's word; instants are RFC 3339 texts. */
export interface Retirement extends AdministratorWord {
  retiredAt: string
  /** When it was registered again. */
  returnedAt?: string
}

/** The time a sender is out now; undefined where it is not. */
export function openRetirement(retirements: readonly Retirement[]): Retirement | undefined {
  const last = retirements.at(-1)
  return last?.returnedAt === undefined ? last : undefined
}

/** The times a sender was out, once it has come back at an instant. */
export function afterReturn(retirements: readonly Retirement[], at: Date): readonly Retirement[] {
  return retirements.map((one) => ({ returnedAt: at.toISOString(), ...one }))
}

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
