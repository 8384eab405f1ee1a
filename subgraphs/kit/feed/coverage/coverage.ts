import { vouchedAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Orm } from '../../database/database.ts'
import { rowsOf } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import type { Coverage } from '../../graph/evidence.ts'
import { groupByKey } from '../../graph/loader.ts'
import { compared, differsSince, earliest, latest } from '../kept/comparisons.ts'
import type { FeedTables } from '../kept/tables.ts'

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

/** An instant a source states. @throws HubError BAD_USER_INPUT for one that lies ahead */
export function statedInstant(text: string, now: Date): Date {
  const at = new Date(text)
  if (at.getTime() - now.getTime() > vouchedAheadMaxMs)
    throw new HubError('BAD_USER_INPUT', 'The instant at lies in the future.')
  return at
}

/**
 * Takes in a heartbeat. A batch that the source numbered and the hub never saw is a gap, until it comes.
 * @throws HubError BAD_USER_INPUT
 */
export async function takeHeartbeat(
  tx: Orm,
  tables: FeedTables,
  source: string,
  heartbeat: z.input<typeof heartbeatShape>,
  now: Date,
): Promise<{ gap: boolean }> {
  const { feedScopes } = tables
  const { scope = wholeScope, lastSequence } = heartbeat
  const at = statedInstant(heartbeat.at, now)
  const known = await lockScope(tx, tables, source, scope)
  const complete =
    lastSequence === undefined
      ? undefined
      : await completeUpTo(tx, tables, { source, known: known.completeSequence, last: lastSequence })
  const isMissing = lastSequence !== undefined && (complete === undefined || complete < lastSequence)
  // An older word than one the hub has heard says nothing of what was sent after it.
  const isNewest = known.heartbeatAt === null || at >= known.heartbeatAt
  const isFound = lastSequence !== undefined && !isMissing && isNewest
  const sequenceGapSince = isMissing
    ? (known.sequenceGapSince ?? at)
    : isFound
      ? null
      : known.sequenceGapSince
  const gapSince = earliest([sequenceGapSince, differsSince(known.comparisons)])
  await tx
    .update(feedScopes)
    .set({
      heartbeatAt: isNewest ? at : known.heartbeatAt,
      initialLoadCompletedAt: known.initialLoadCompletedAt ?? (heartbeat.initialLoadCompleted ? at : null),
      completeSequence: complete ?? known.completeSequence,
      sequenceGapSince,
      gapSince,
      gap: gapSince !== null,
    })
    .where(scopeOf(tables, source, scope))
  return { gap: gapSince !== null }
}

/** What is known of a scope, nothing of a new one; nobody else changes it while the transaction lasts. */
async function lockScope(tx: Orm, tables: FeedTables, source: string, scope: string) {
  const { feedScopes } = tables
  await tx.insert(feedScopes).values({ source, scope }).onConflictDoNothing()
  const [known] = await tx
    .select()
    .from(feedScopes)
    .where(scopeOf(tables, source, scope))
    .for('update')
  if (known === undefined) throw new Error('A scope that was made is not there.')
  return known
}

function scopeOf({ feedScopes }: FeedTables, source: string, scope: string) {
  return and(eq(feedScopes.source, source), eq(feedScopes.scope, scope))
}

/**
 * Up to which number every numbered batch of a source was received, from a number known to be complete on; of the numbers
 * up to the one in question those before the first that came count as received. None came: nothing is known.
 */
async function completeUpTo(
  tx: Orm,
  { feedJournal }: FeedTables,
  question: { source: string; known: number | null; last: number },
): Promise<number | undefined> {
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
 * Notes how a comparison as of an instant came out, message by message. The scope counts as reconciled up to the oldest
 * of its messages' comparisons, so with one that was `sent` and never compared not at all; and a batch that is missing
 * is made up for when all were found equal since. Answers which messages were never found equal.
 */
export async function noteComparison(
  tx: Orm,
  tables: FeedTables,
  where: { source: string; scope: string; sent: readonly string[] },
  found: { at: Date; equal: ReadonlyMap<string, boolean> },
): Promise<{ missing: readonly string[] }> {
  const { source, scope, sent } = where
  const known = await lockScope(tx, tables, source, scope)
  const comparisons = { ...known.comparisons }
  for (const [message, equal] of found.equal)
    comparisons[message] = compared(comparisons[message], equal, found.at)
  const messages = [...new Set([...sent, ...Object.keys(comparisons)])]
  const missing = messages.filter((message) => comparisons[message]?.equalAt === undefined)
  const equalAt = Object.values(comparisons).map((one) =>
    one.equalAt === undefined ? null : new Date(one.equalAt),
  )
  const allEqualAt = missing.length > 0 ? null : earliest(equalAt)
  const isMadeUpFor =
    known.sequenceGapSince !== null && allEqualAt !== null && allEqualAt >= known.sequenceGapSince
  const sequenceGapSince = isMadeUpFor ? null : known.sequenceGapSince
  const gapSince = earliest([sequenceGapSince, differsSince(comparisons)])
  await tx
    .update(tables.feedScopes)
    .set({
      comparisons,
      reconciledAt: latest([known.reconciledAt, allEqualAt]),
      sequenceGapSince,
      gapSince,
      gap: gapSince !== null,
    })
    .where(scopeOf(tables, source, scope))
  return { missing }
}

/** How far a source vouches for a scope, and since when it does not. */
export type ScopeCoverage = Coverage & { source: string; scope: string; gapSince?: Date | undefined }

/** Coverage of some sources, a row for each scope, in one statement. */
async function coverageOf(
  db: Database,
  { feedScopes, feedSources }: FeedTables,
  sources: readonly string[],
): Promise<ScopeCoverage[]> {
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
export function coverageLoader(db: Database, tables: FeedTables) {
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
