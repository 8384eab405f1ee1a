import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Orm } from '../database.ts'
import { rowsOf } from '../database.ts'
import { HubError } from '../errors.ts'
import type { Coverage } from '../evidence.ts'
import { groupByKey } from '../loader.ts'
import type { FeedTables } from './tables.ts'

/** The scope of everything a source may speak for. */
export const wholeScope = '*'

const scopeShape = z.string().min(1).max(100).default(wholeScope)
const instant = z.iso.datetime({ offset: true })

/** A heartbeat of ours beside the wire format: the source is alive, and this is all it has sent. */
export const heartbeatShape = z.strictObject({
  /** What the source vouches for: a company, a station, a division; everything when left out. */
  scope: scopeShape,
  /** Up to when the source vouches that it has sent everything, RFC 3339. */
  at: instant,
  /** Number of the newest batch it sent, where it numbers them (header `feed-sequence`). */
  lastSequence: z.int().min(0).optional(),
  /** Set once its first full load was sent and acknowledged. */
  initialLoadCompleted: z.literal(true).optional(),
})

/** How far ahead a source's clock may be, ms. */
const aheadMaxMs = 120_000

/** An instant a source states. @throws HubError BAD_USER_INPUT for one that lies ahead */
export const statedInstant = (text: string, now: Date): Date => {
  const at = new Date(text)
  if (at.getTime() - now.getTime() > aheadMaxMs) throw new HubError('BAD_USER_INPUT', 'at lies in the future')
  return at
}

/**
 * Up to which number every numbered batch of a source was received, from a number known to be complete on; of the numbers
 * up to the one in question those before the first that came count as received. None came: nothing is known.
 */
const completeUpTo = async (
  tx: Orm,
  { feedJournal }: FeedTables,
  question: { source: string; known: number | null; last: number },
): Promise<number | undefined> => {
  const { source, known, last } = question
  const [row] = rowsOf<{ complete: string | null }>(
    await tx.execute(sql`
      with first as (
        select coalesce(${known}::bigint, (select min(sequence) - 1 from ${feedJournal} where source = ${source} and sequence <= ${last})) as n
      ), numbered as (
        select sequence, dense_rank() over (order by sequence) as place from ${feedJournal}, first
        where source = ${source} and sequence > first.n and sequence <= ${last}
      )
      select coalesce(max(numbered.sequence), (select n from first)) as complete
      from numbered, first where numbered.sequence = first.n + numbered.place`),
  )
  return row?.complete === null || row?.complete === undefined ? undefined : Number(row.complete)
}

/**
 * Takes in a heartbeat. A batch that the source numbered and the hub never saw is a gap, until it comes.
 * @throws HubError BAD_USER_INPUT
 */
export const takeHeartbeat = async (
  tx: Orm,
  tables: FeedTables,
  source: string,
  heartbeat: z.input<typeof heartbeatShape>,
  now: Date,
): Promise<{ gap: boolean }> => {
  const { feedScopes } = tables
  const { scope = wholeScope, lastSequence } = heartbeat
  const at = statedInstant(heartbeat.at, now)
  const [known] = await tx
    .select()
    .from(feedScopes)
    .where(sql`${feedScopes.source} = ${source} and ${feedScopes.scope} = ${scope}`)
    .for('update')
  const complete =
    lastSequence === undefined
      ? undefined
      : await completeUpTo(tx, tables, { source, known: known?.completeSequence ?? null, last: lastSequence })
  const gap =
    lastSequence === undefined ? (known?.gap ?? false) : complete === undefined || complete < lastSequence
  const gapSince = gap ? (known?.gapSince ?? at) : null
  const completeSequence = complete ?? known?.completeSequence ?? null
  await tx
    .insert(feedScopes)
    .values({
      source,
      scope,
      heartbeatAt: at,
      gap,
      gapSince,
      completeSequence,
      initialLoadCompletedAt: heartbeat.initialLoadCompleted ? at : null,
    })
    .onConflictDoUpdate({
      target: [feedScopes.source, feedScopes.scope],
      set: {
        heartbeatAt: sql`greatest(${feedScopes.heartbeatAt}, excluded.heartbeat_at)`,
        initialLoadCompletedAt: sql`coalesce(${feedScopes.initialLoadCompletedAt}, excluded.initial_load_completed_at)`,
        gap,
        gapSince,
        completeSequence,
      },
    })
  return { gap }
}

/** Notes that both sides were compared and found equal as of an instant. */
export const markReconciled = async (
  tx: Orm,
  { feedScopes }: FeedTables,
  source: string,
  at: Date,
  scope: string = wholeScope,
): Promise<void> => {
  await tx
    .insert(feedScopes)
    .values({ source, scope, reconciledAt: at })
    .onConflictDoUpdate({
      target: [feedScopes.source, feedScopes.scope],
      set: {
        reconciledAt: sql`greatest(${feedScopes.reconciledAt}, excluded.reconciled_at)`,
        gap: false,
        gapSince: null,
      },
    })
}

/** Notes that both sides were compared as of an instant and differ: what the source vouches for is doubtful. */
export const markDiffering = async (
  tx: Orm,
  { feedScopes }: FeedTables,
  source: string,
  at: Date,
  scope: string = wholeScope,
): Promise<void> => {
  await tx
    .insert(feedScopes)
    .values({ source, scope, gap: true, gapSince: at })
    .onConflictDoUpdate({
      target: [feedScopes.source, feedScopes.scope],
      set: { gap: true, gapSince: sql`coalesce(${feedScopes.gapSince}, excluded.gap_since)` },
    })
}

/** How far a source vouches for a scope, and since when it does not. */
export type ScopeCoverage = Coverage & { source: string; scope: string; gapSince?: Date | undefined }

/** Coverage of some sources, a row for each scope, in one statement. */
export const coverageOf = async (
  db: Database,
  { feedScopes, feedSources }: FeedTables,
  sources: readonly string[],
): Promise<ScopeCoverage[]> => {
  const rows = await db.orm
    .select({
      source: feedScopes.source,
      scope: feedScopes.scope,
      initialLoadCompletedAt: feedScopes.initialLoadCompletedAt,
      heartbeatAt: feedScopes.heartbeatAt,
      reconciledAt: feedScopes.reconciledAt,
      gap: feedScopes.gap,
      gapSince: feedScopes.gapSince,
      heartbeatEverySeconds: feedSources.heartbeatEverySeconds,
    })
    .from(feedScopes)
    .leftJoin(feedSources, eq(feedSources.id, feedScopes.source))
    .where(sql`${feedScopes.source} = any(${sql.param([...sources])}::text[])`)
  return rows.map((row) => ({
    source: row.source,
    scope: row.scope,
    gap: row.gap,
    gapSince: row.gapSince ?? undefined,
    initialLoadCompletedAt: row.initialLoadCompletedAt ?? undefined,
    heartbeatAt: row.heartbeatAt ?? undefined,
    reconciledAt: row.reconciledAt ?? undefined,
    heartbeatEverySeconds: row.heartbeatEverySeconds ?? undefined,
  }))
}

/**
 * Loader of coverage by source, for one request. A scope the source said nothing of is covered by what it said of
 * everything.
 */
export const coverageLoader = (db: Database, tables: FeedTables) => {
  const rows = groupByKey(
    (sources: readonly string[]) => coverageOf(db, tables, sources),
    ({ source }) => source,
  )
  return {
    load: async (source: string, scope: string = wholeScope): Promise<ScopeCoverage | undefined> => {
      const known = await rows.load(source)
      return known.find((row) => row.scope === scope) ?? known.find((row) => row.scope === wholeScope)
    },
  }
}
