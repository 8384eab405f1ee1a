/** Times an administrator declares a station closed: it makes no tests then, so that nobody waits for its word. */
import { randomUUID } from 'node:crypto'
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { CoverageNews } from '@one-visit/kit/feed/message.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { holdsResidentId } from '@one-visit/schema/resident-id-in-text.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { desc, sql } from 'drizzle-orm'
import { declaredClosures } from './tables.ts'

export type Closure = typeof declaredClosures.$inferSelect

/** Where a closure stands in the list: when it was declared, and its number. */
export const closurePositionOf = ({ declaredAt, id }: Closure): readonly string[] => [
  declaredAt.toISOString(),
  id,
]

/** Declared closures, the newest declaration first; a page of them. */
export function listClosures({ orm }: Database, { first, after }: Page): Promise<readonly Closure[]> {
  const { declaredAt, id } = declaredClosures
  return orm
    .select()
    .from(declaredClosures)
    .where(
      after === undefined
        ? undefined
        : sql`(${declaredAt}, ${id}) < (${after[0] ?? ''}::text::timestamptz, ${after[1] ?? ''}::text::uuid)`,
    )
    .orderBy(desc(declaredAt), desc(id))
    .limit(first)
    .execute()
}

/**
 * Declares a station closed from now on; whoever waits for its word waits no more, and is told.
 * @throws HubError BAD_USER_INPUT
 */
export async function declareClosed(
  { station, until, reason }: { station: string; until?: Date | null | undefined; reason: string },
  context: RoomContext,
  news: Pick<CoverageNews, 'tell'>,
): Promise<Closure> {
  const { now, principal } = context
  if (!/^\d{9}$/.test(station))
    throw new HubError('BAD_USER_INPUT', 'The number of a station has nine digits.', { argument: 'station' })
  if (until && until <= now)
    throw new HubError('BAD_USER_INPUT', 'A station is closed until an instant that lies ahead.', {
      argument: 'until',
    })
  const told = reason.trim()
  if (told.length < 5 || told.length > 500)
    throw new HubError('BAD_USER_INPUT', 'A reason has 5 to 500 characters.', { argument: 'reason' })
  if (holdsResidentId(told, shanghaiDay(now)))
    throw new HubError('BAD_USER_INPUT', 'A reason holds no resident ID number; name the person otherwise.', {
      fault: 'PERSONAL_NUMBER',
      argument: 'reason',
    })
  return context.db.transaction(async (tx) => {
    await news.tell(tx)
    return one(
      tx
        .insert(declaredClosures)
        .values({
          id: randomUUID(),
          stationId: station,
          closedFrom: now,
          closedUntil: until ?? null,
          reason: told,
          declaredBy: principal.caller,
          declaredAt: now,
        })
        .returning(),
    )
  })
}

/** Ends a declared closure now; one that has ended stays as it is. @throws HubError NOT_FOUND */
export async function liftClosure(id: string, context: RoomContext): Promise<Closure> {
  return context.db.transaction(async (tx) => {
    if (isIdentifier(id)) await endNow(tx, id, context.principal.caller, context.now)
    const [found] = isIdentifier(id)
      ? await tx.select().from(declaredClosures).where(sql`${declaredClosures.id} = ${id}`)
      : []
    if (found === undefined)
      throw new HubError('NOT_FOUND', 'No closure has this number.', { argument: 'id' })
    return found
  })
}

function endNow(tx: Orm, id: string, liftedBy: string, now: Date) {
  return tx
    .update(declaredClosures)
    .set({ closedUntil: now, liftedBy })
    .where(
      sql`${declaredClosures.id} = ${id} and (${declaredClosures.closedUntil} is null
        or ${declaredClosures.closedUntil} > ${now.toISOString()}::text::timestamptz)`,
    )
}

async function one<Row>(rows: Promise<readonly Row[]>): Promise<Row> {
  const [row] = await rows
  if (row === undefined) throw new Error('A row that was written is not there.')
  return row
}
