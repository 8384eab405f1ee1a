import { vouchedAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { and, desc, eq, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Orm } from '../../database/database.ts'
import { rowsOf } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { combineCoverage, coveragePartOf } from '../../graph/combine-coverage.ts'
import { groupByKey } from '../../graph/loader.ts'
import type { FeedTables } from '../kept/tables.ts'
import type { CoverageNews } from '../message.ts'
import { isWorthMore } from './coverage-news.ts'
import {
  afterBatch,
  afterComparison,
  afterHeartbeat,
  type ComparedMessages,
  gapUntil,
  type NewestBatch,
  type Numbering,
  statedNumbers,
} from './scope-state.ts'

/** The scope of everything a source may speak for. */
export const wholeScope = '*'

const scopeShape = z.string().min(1).max(100).default(wholeScope)
/** Numbers from here on are for trying out: they count in a scope whose sender states them, and nowhere else. */
const trialSequenceMin = 800_000_000_000_000

const instant = z.iso.datetime({ offset: true })
const sequence = z.int().min(0)

/** A heartbeat of ours beside the wire format: the source is alive, and this is all it has sent. */
export const heartbeatShape = z.strictObject({
  /** What the source vouches for: a company, a station, a division; everything when left out. */
  scope: scopeShape,
  /** Up to when the source vouches that it has sent everything, RFC 3339. */
  at: instant,
  /** Number of the newest batch it sent, where it numbers them (header `feed-sequence`). */
  lastSequence: sequence.optional(),
  /** Number of the first batch it ever sent, stated with the first word of numbers or before; 1 when left out. */
  firstSequence: sequence.optional(),
  /** Set once its first full load was sent and acknowledged. */
  initialLoadCompleted: z.literal(true).optional(),
  /** Until when it is closed and sends nothing, RFC 3339: nobody waits for it meanwhile. Left out: it is open, or open again. */
  closedUntil: instant.optional(),
})

/** How far ahead of its own time a source may say that it is closed, days: longer is for who licenses it to declare. */
const closedDaysMax = 31

/** A heartbeat that was taken in, and what it said of being closed. */
export interface HeardHeartbeat {
  source: string
  scope: string
  at: Date
  closedUntil: Date | undefined
}

/** What a room makes of a heartbeat, in its transaction. */
export type Heard = (tx: Orm, heartbeat: HeardHeartbeat) => Promise<void>

/** What the hub answers to a heartbeat: whether anything is missing, and the number of the first batch that is. */
export interface HeartbeatAnswer {
  gap: boolean
  missingFrom?: number
}

/** An instant a source states. @throws HubError BAD_USER_INPUT for one that lies ahead */
export function statedInstant(text: string, now: Date): Date {
  const at = new Date(text)
  if (at.getTime() - now.getTime() > vouchedAheadMaxMs)
    throw new HubError('BAD_USER_INPUT', 'The instant at lies in the future.', {
      fault: 'TIME_AHEAD',
      pointer: '/at',
    })
  return at
}

/**
 * Takes in a heartbeat. A batch that the source numbered and the hub did not process is a gap, until it is processed or a
 * comparison of everything makes up for it; no later number hides it, and no lower one.
 * @throws HubError BAD_USER_INPUT for an instant ahead, for a closing of more than `closedDaysMax` days, and for a first
 * number that contradicts what is known
 */
export async function takeHeartbeat(
  tx: Orm,
  {
    tables,
    source,
    heard,
    news,
  }: {
    tables: FeedTables
    source: string
    heard?: Heard | undefined
    /** Told where the source vouches for more than before. */
    news?: CoverageNews | undefined
  },
  heartbeat: z.input<typeof heartbeatShape>,
  now: Date,
): Promise<HeartbeatAnswer> {
  const { scope = wholeScope, firstSequence } = heartbeat
  const at = statedInstant(heartbeat.at, now)
  // A first number holds for all scopes of a source.
  const { own: known, others } = await lockScopes(tx, tables, source, scope, firstSequence !== undefined)
  const stated = { ...heartbeat, at, closedUntil: closingOf(heartbeat.closedUntil, at) }
  const numbers = { ...known, ...statedNumbers(known, stated, await newestBatch(tx, tables, source)) }
  if (firstSequence !== undefined) {
    const isTrial = firstSequence >= trialSequenceMin
    const concerned = isTrial ? [known] : [known, ...others.filter((other) => !isOfTrial(other))]
    await mustBeFirst(tx, tables, concerned, { first: firstSequence, last: numbers.lastSequence })
  }
  const numbered = await numbering(tx, tables, numbers)
  const state = afterHeartbeat(numbers, stated, numbered)
  await tx
    .update(tables.feedScopes)
    .set(state)
    .where(scopeOf(tables, source, scope))
  await heard?.(tx, { source, scope, at, closedUntil: stated.closedUntil })
  if (news !== undefined) {
    const everySeconds = await promisedSeconds(tx, tables, source)
    if (isWorthMore(known, state, { now, everySeconds, maxAgeMs: news.maxAgeMs })) await news.tell(tx)
  }
  return {
    gap: state.gap,
    ...(numbered.missingFrom !== undefined && { missingFrom: numbered.missingFrom }),
  }
}

/** How often a source promised to send a heartbeat, seconds; null where it promised nothing. */
async function promisedSeconds(tx: Orm, { feedSources }: FeedTables, source: string): Promise<number | null> {
  const [row] = await tx
    .select({ everySeconds: feedSources.heartbeatEverySeconds })
    .from(feedSources)
    .where(eq(feedSources.id, source))
  return row?.everySeconds ?? null
}

/** Until when a source says, as of an instant, that it is closed; undefined where it is open then. @throws HubError BAD_USER_INPUT */
function closingOf(text: string | undefined, at: Date): Date | undefined {
  if (text === undefined) return undefined
  const until = new Date(text)
  if (until.getTime() - at.getTime() > closedDaysMax * 86_400_000)
    throw new HubError(
      'BAD_USER_INPUT',
      `A sender says for at most ${closedDaysMax} days ahead that it is closed; longer is declared by an administrator.`,
      { fault: 'CLOSED_TOO_LONG', pointer: '/closedUntil', argument: 'closedUntil' },
    )
  return until > at ? until : undefined
}

/** The batch of the highest number that came of a source; numbers for trying out aside. */
async function newestBatch(
  tx: Orm,
  { feedJournal }: FeedTables,
  source: string,
): Promise<NewestBatch | undefined> {
  const { sequence, receivedAt } = feedJournal
  const [newest] = await tx
    .select({ sequence, receivedAt })
    .from(feedJournal)
    .where(and(eq(feedJournal.source, source), lt(sequence, trialSequenceMin)))
    .orderBy(desc(sequence), desc(receivedAt))
    .limit(1)
  return newest && { ...newest, sequence: Number(newest.sequence) }
}

/** Whether a scope counts numbers for trying out, which concern no other scope. */
const isOfTrial = ({ firstSequence, lastSequence }: Pick<Scope, 'firstSequence' | 'lastSequence'>): boolean =>
  (firstSequence ?? lastSequence ?? 0) >= trialSequenceMin

/** Whether anything of a source is known to be missing that may be about any of its records: a gap of any scope but of a trial. */
export function gapOfAny({ feedScopes }: FeedTables, source: string): SQL<boolean | null> {
  return sql<
    boolean | null
  >`(select bool_or(g.gap) from ${feedScopes} g where g.source = ${sql.raw(`'${source}'`)}
    and coalesce(g.first_sequence, g.last_sequence, 0) < ${sql.raw(String(trialSequenceMin))})`
}

/**
 * Refuses a first number that would hide what is missing: other than the one stated before, above a batch that came, above
 * the first that is known to be missing, and beyond the one after the newest its source ever said there is. So it is stated
 * with the first word of numbers or before; later only one that changes nothing is taken.
 * @throws HubError BAD_USER_INPUT
 */
async function mustBeFirst(
  tx: Orm,
  tables: FeedTables,
  scopes: readonly Scope[],
  { first, last }: { first: number; last: number | null },
): Promise<void> {
  const { feedJournal } = tables
  const refusal = (message: string) =>
    new HubError('BAD_USER_INPUT', message, {
      fault: 'FIRST_SEQUENCE_CONFLICT',
      pointer: '/firstSequence',
      argument: 'firstSequence',
    })
  for (const known of scopes) {
    const { firstSequence: stated, lastSequence } = known
    if (stated !== null && stated !== first)
      throw refusal(`The first batch was said to have the number ${stated}.`)
    if (stated !== null || lastSequence === null) continue
    const { missingFrom } = await numbering(tx, tables, known)
    if (missingFrom !== undefined && first > missingFrom)
      throw refusal(
        `Batch ${missingFrom} is known to be missing: send what it holds under that number, or compare everything.`,
      )
    if (first > lastSequence + 1)
      throw refusal(`The newest batch was said to have the number ${lastSequence}.`)
  }
  const [own] = scopes
  if (own === undefined || own.firstSequence !== null) return
  if (last !== null && first > last + 1)
    throw refusal(`The newest batch was said to have the number ${last}.`)
  const [lower] = await tx
    .select({ sequence: feedJournal.sequence })
    .from(feedJournal)
    .where(and(eq(feedJournal.source, own.source), lt(feedJournal.sequence, first)))
    .orderBy(feedJournal.sequence)
    .limit(1)
  if (lower !== undefined) throw refusal(`A batch came with the number ${lower.sequence}.`)
}

/** Closes the gaps of a source whose missing batches have been processed by now. `news` is told where one is closed. */
export async function closeSequenceGaps(
  tx: Orm,
  tables: FeedTables,
  source: string,
  news?: CoverageNews,
): Promise<void> {
  const { feedScopes } = tables
  const open = await tx
    .select()
    .from(feedScopes)
    .where(
      and(
        eq(feedScopes.source, source),
        isNotNull(feedScopes.sequenceGapSince),
        isNotNull(feedScopes.lastSequence),
      ),
    )
    .orderBy(feedScopes.scope)
    .for('update')
  let isClosed = false
  for (const known of open) {
    const state = afterBatch(known, await numbering(tx, tables, known))
    isClosed ||= known.gap && !state.gap
    await tx
      .update(tables.feedScopes)
      .set(state)
      .where(scopeOf(tables, source, known.scope))
  }
  if (isClosed) await news?.tell(tx)
}

/**
 * What is known of a scope, nothing of a new one, and of the other scopes of its source where those are asked for; nobody
 * else changes them while the transaction lasts.
 */
async function lockScopes(
  tx: Orm,
  tables: FeedTables,
  source: string,
  scope: string,
  withOthers = scope === wholeScope,
) {
  const { feedScopes } = tables
  await tx.insert(feedScopes).values({ source, scope }).onConflictDoNothing()
  const known = await tx
    .select()
    .from(feedScopes)
    .where(withOthers ? eq(feedScopes.source, source) : scopeOf(tables, source, scope))
    .orderBy(feedScopes.scope)
    .for('update')
  const own = known.find((row) => row.scope === scope)
  if (own === undefined) throw new Error('A scope that was made is not there.')
  return { own, others: known.filter((row) => row !== own) }
}

function scopeOf({ feedScopes }: FeedTables, source: string, scope: string) {
  return and(eq(feedScopes.source, source), eq(feedScopes.scope, scope))
}

type Scope = FeedTables['feedScopes']['$inferSelect']

/**
 * Up to which number every batch of a source was processed, and the first number that was not, of those it stated or sent.
 * They begin with the first number the source stated, in this scope or else in another; with 1, or the 0 that came, where it
 * stated none.
 */
async function numbering(
  tx: Orm,
  { feedJournal, feedScopes }: FeedTables,
  known: Pick<Scope, 'source' | 'completeSequence' | 'firstSequence' | 'lastSequence'>,
): Promise<Numbering> {
  const { source, completeSequence, firstSequence, lastSequence: last } = known
  if (last === null) return { complete: completeSequence }
  const [row] = rowsOf<{ complete: string }>(
    await tx.execute(sql`
      with first as (
        select coalesce(
          greatest(${completeSequence}::bigint, coalesce(${firstSequence}::bigint, (
            select min(first_sequence) from ${feedScopes} where source = ${source} and first_sequence < ${trialSequenceMin}
          )) - 1),
          (select least(0, min(sequence) - 1) from ${feedJournal} where source = ${source}), 0) as n
      ), numbered as (
        select sequence, dense_rank() over (order by sequence) as place from ${feedJournal}, first
        where source = ${source} and sequence > first.n and sequence <= ${last} and processed_at is not null
      )
      select coalesce(max(numbered.sequence), (select n from first)) as complete
      from numbered, first where numbered.sequence = first.n + numbered.place`),
  )
  const complete = Number(row?.complete)
  return { complete, ...(complete < last && { missingFrom: complete + 1 }) }
}

/**
 * Notes how a comparison as of an instant came out, message by message; answers which are still to be found equal. `news` is
 * told where the source vouches for more by it.
 */
export async function noteComparison(
  tx: Orm,
  tables: FeedTables,
  where: { source: string; scope: string; messages: ComparedMessages },
  found: { at: Date; equal: ReadonlyMap<string, boolean> },
  news?: CoverageNews,
): Promise<{ missing: readonly string[] }> {
  const { source, scope, messages } = where
  const { own, others } = await lockScopes(tx, tables, source, scope)
  const { state, madeUp, missing } = afterComparison(own, found, messages, others)
  for (const changed of [{ ...own, ...state }, ...madeUp])
    await tx
      .update(tables.feedScopes)
      .set(changed)
      .where(scopeOf(tables, source, changed.scope))
  const isNews =
    madeUp.length > 0 ||
    (own.gap && !state.gap) ||
    state.reconciledAt?.getTime() !== own.reconciledAt?.getTime()
  if (isNews) await news?.tell(tx)
  return { missing }
}

/** How far a source vouches for a scope, and from when to when it does not. */
type ScopeCoverage = ReturnType<typeof coveragePartOf> & { scope: string; isTrial: boolean }

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
      sequenceGapSince: feedScopes.sequenceGapSince,
      lastSequenceAt: feedScopes.lastSequenceAt,
      comparisons: feedScopes.comparisons,
      firstSequence: feedScopes.firstSequence,
      lastSequence: feedScopes.lastSequence,
      heartbeatEverySeconds: feedSources.heartbeatEverySeconds,
    })
    .from(feedScopes)
    .leftJoin(feedSources, eq(feedSources.id, feedScopes.source))
    .where(sql`${feedScopes.source} = any(${sql.param([...sources])}::text[])`)
  return rows.map((row) => ({
    ...coveragePartOf(row),
    gapUntil: gapUntil(row) ?? undefined,
    scope: row.scope,
    isTrial: isOfTrial(row),
  }))
}

/**
 * Loader of coverage by source, for one request: what it said of the scope and of everything together, so that a gap of
 * either is a gap. `loadUndivided` is for records that belong to no scope: what is missing of any may
 * be about them, but for one in which its sender tries things out.
 */
export function coverageLoader(db: Database, tables: FeedTables) {
  const rows = groupByKey(
    (sources: readonly string[]) => coverageOf(db, tables, sources),
    ({ source }) => source,
  )
  return {
    /**
     * Has rows read once it is known how far a source vouches for them. The other way round, what came in between would be vouched
     * for and not among them.
     */
    readFirst:
      (source: string) =>
      <Keys, Row>(read: (keys: Keys) => Promise<Row[]>) =>
      async (keys: Keys): Promise<Row[]> => {
        await rows.load(source)
        return read(keys)
      },
    load: async (source: string, scope: string = wholeScope) => {
      const known = await rows.load(source)
      return combineCoverage(known.filter((row) => row.scope === scope || row.scope === wholeScope))
    },
    loadUndivided: async (source: string) => {
      const known = await rows.load(source)
      const gaps = known
        .filter(({ gap, isTrial }) => gap && !isTrial)
        .map(({ gap, gapSince, gapUntil }) => ({ source, gap, gapSince, gapUntil }))
      return combineCoverage([...known.filter((row) => row.scope === wholeScope), ...gaps])
    },
  }
}
