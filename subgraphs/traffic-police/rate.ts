import type { Clock } from '@one-visit/kit/clock.ts'
import { type Database, instantOf, rowsOf } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import { exchangeTurns } from './tables.ts'

/** How often a partner may be asked. */
export interface RateOptions {
  perSecond: number
  /** Questions that may go out at once after a pause. */
  burst: number
}

/** Gives out turns. */
export interface Rate {
  /** Takes the next turn for good; answers in how many ms it comes, 0 for now. */
  takeTurn(): Promise<number>
}

/**
 * A token bucket for one partner, kept in one row so that any number of processes share it. Turns are given in order
 * and never twice: one statement moves the row on.
 */
export function createRate(
  { db, clock }: { db: Database; clock: Clock },
  partner: string,
  { perSecond, burst }: RateOptions,
): Rate {
  const intervalMs = 1000 / perSecond
  return {
    takeTurn: async () => {
      const now = clock()
      const interval = sql`make_interval(secs => ${intervalMs / 1000}::float8)`
      const [row] = rowsOf<{ next_at: string | Date }>(
        await db.orm.execute(sql`
          insert into ${exchangeTurns} as turns (partner, next_at)
          values (${partner}, ${now.toISOString()}::timestamptz + ${interval})
          on conflict (partner) do update
          set next_at = greatest(turns.next_at, ${now.toISOString()}::timestamptz) + ${interval}
          returning next_at`),
      )
      if (row === undefined) throw new Error('No turn was given.')
      return Math.max(0, Math.ceil(instantOf(row.next_at).getTime() - burst * intervalMs - now.getTime()))
    },
  }
}
