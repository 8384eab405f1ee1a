/**
 * What a source sent and the hub could not read or has not applied yet: a gap for those it is about. Whom that is stands
 * beside the entry as tokens: in the journal until a batch is processed, in `feed_unread` for what is in quarantine.
 */
import { randomUUID } from 'node:crypto'
import { and, asc, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Clock } from '../../clock.ts'
import { type Database, type Orm, rowsOf } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { isIdentifier } from '../../identifier.ts'
import type { AnyMessage, FeedSource, MergePlan, RecordIdentity, RecordSubject } from '../message.ts'
import { readable } from '../read/identify.ts'
import { rawDigestOf } from '../read/judge.ts'
import { type AdministratorWord, reasoned } from './administrator-word.ts'
import { arrayText } from './array-text.ts'
import { keyText, standingKeys } from './key-text.ts'
import {
  type Correctable,
  closeOlder,
  closeRepeats,
  closeStale,
  isOfGap,
  listCorrectable,
  type TakenVersion,
} from './made-up-for.ts'
import { namedFor, subjectToken } from './subject-token.ts'
import type { FeedTables } from './tables.ts'
import type { TellUnread } from './unread-news.ts'

/**
 * Tokens of a record that cannot be used: of each subject it names, else of all its sender vouches for: one company or
 * station where it may speak for one only, everything of its own otherwise. What it names by number is beside it; its own
 * key only where it does not say whose the record is.
 */
export function tokensOfRecord(
  message: Pick<AnyMessage, 'name'> & { plan?: MergePlan | undefined },
  identity: RecordIdentity,
  source: Pick<FeedSource, 'allowed'>,
): string[] {
  // Taken apart: the instant of a record is read where it is asked for, and here it is not.
  const { subjects, numbers, key } = identity
  if (subjects.length > 0) return tokensOf(message, { subjects, numbers, key })
  const [only] = source.allowed
  const scope = source.allowed.length === 1 && only !== undefined ? only : '*'
  return tokensOf(message, { subjects: [{ kind: 'SCOPE', value: scope }], numbers, key })
}

/** Tokens of what can be read of a record: of its subjects, of the numbers it names, of its key where that alone tells whose it is. */
export function tokensOf(
  { name, plan }: Pick<AnyMessage, 'name'> & { plan?: MergePlan | undefined },
  { subjects, numbers = [], key }: Pick<RecordIdentity, 'subjects' | 'numbers' | 'key'>,
): string[] {
  const tokens = new Set<string>()
  for (const subject of subjects) tokens.add(subjectToken(name, subject))
  for (const value of numbers) tokens.add(subjectToken(name, { kind: 'NUMBER', value }))
  if (plan?.about !== undefined && key !== undefined && namedFor(plan, subjects) === undefined)
    tokens.add(subjectToken(name, { kind: 'KEY', value: keyText(key) }))
  return [...tokens]
}

/**
 * The tokens that concern a fact, as a text[] expression: of each message that feeds it, about each of the subjects. A
 * subject whose value is null concerns nothing.
 */
export function tokensFor(
  messages: readonly string[],
  subjects: readonly (readonly [kind: RecordSubject['kind'], value: SQL])[],
): SQL {
  const tokens = messages.flatMap((message) =>
    subjects.map(([kind, value]) => sql`${sql.raw(`'${message} ${kind} '`)} || ${value}`),
  )
  return sql`array_remove(array[${sql.join(tokens, sql.raw(', '))}]::text[], null)`
}

/**
 * Since when a source has sent something about these tokens that is not read or not applied, as an expression of a
 * statement; null where nothing is. Without `source`: any sender.
 */
export function unreadSince(
  { feedUnread, feedJournal }: Pick<FeedTables, 'feedUnread' | 'feedJournal'>,
  tokens: SQL,
  source?: SQL,
): SQL<Date | null> {
  const of = (column: SQL) => (source === undefined ? sql`true` : sql`${column} = ${source}`)
  return sql<Date | null>`least(
    (select min(u.received_at) from ${feedUnread} u
      where u.closed_at is null and u.subjects && ${tokens} and ${of(sql`u.source`)}),
    (select min(j.received_at) from ${feedJournal} j
      where j.processed_at is null and j.subjects && ${tokens} and ${of(sql`j.source`)}))`.mapWith(
    feedUnread.receivedAt,
  )
}

/** A record that was kept and could not be used. */
export interface UnreadRecord {
  id: string
  source: string
  message: string
  receiptId: string
  index: number
  receivedAt: Date
  /** Whom it blocks, as tokens; nobody where none could be read of a record of before tokens were kept. */
  subjects: readonly string[]
  /** Its own key as one text, where that could be read. */
  key: string | null
  /** When its source says it was so, where that could be read. */
  sourceAt: Date | null
  closedAt: Date | null
  /** Receipt of the record that made up for it, or the administrator. */
  closedBy: string | null
  /** Why an administrator closed it. */
  closedBecause: string | null
}

/** What opens a gap: an unusable record, with the number it has in quarantine. */
export interface UnreadDraft {
  id: string
  /** Without a plan where the room knows the message no more. */
  message: { name: string; plan: MergePlan | undefined }
  index: number
  /** The record as it came. */
  value: unknown
  identity: RecordIdentity
  subjects: readonly string[]
}

interface Origin {
  source: Pick<FeedSource, 'id'>
  receivedAt: Date
  receiptId: string
}

/**
 * Gaps about single subjects: how they open, and the three ways they close; of each whom it concerns is told. What is closed
 * stays as it is: by whom, when and why an administrator closed it is what auditors read.
 */
export interface Unread {
  /**
   * Opens a gap for each record, unless one of its key that is known to be newer, and not to be about somebody else, is
   * there already, or the same one was closed before. Answers those that are open.
   */
  open(tx: Orm, drafts: readonly UnreadDraft[], origin: Origin): Promise<readonly UnreadDraft[]>
  /**
   * Looks once more, after gaps were opened and committed, whether something newer stands: batches that were on their way at
   * the same time saw nothing of these gaps, and these nothing of them.
   */
  lookAgain(drafts: readonly UnreadDraft[], origin: Origin): Promise<void>
  /** Opens one gap for a batch that cannot be processed, with whom it blocks, unless it has one. */
  openBatch(tx: Orm, entry: { receiptId: string; source: string; receivedAt: Date }): Promise<void>
  /** Closes the gap of a batch that was processed after all. */
  closeBatch(tx: Orm, receiptId: string): Promise<void>
  /** Closes what records that are new make up for: of the same key, about nobody else, and known to be newer. */
  closeOlder(tx: Orm, message: AnyMessage, taken: readonly TakenVersion[], origin: Origin): Promise<void>
  /**
   * A page of open records of the same sender of which nobody knows whether they are older than what was taken in, each with
   * the places of what may be its correction.
   */
  listCorrectable(
    tx: Orm,
    message: AnyMessage,
    taken: readonly TakenVersion[],
    origin: Origin,
    after?: string,
  ): Promise<readonly Correctable[]>
  /** Closes records that were corrected and sent again. */
  closeByReceipt(tx: Orm, ids: readonly string[], receiptId: string): Promise<void>
  /** Closes a record by an administrator's word. @throws HubError BAD_USER_INPUT, NOT_FOUND, CONFLICT when it is closed */
  closeByHand(id: string, word: AdministratorWord): Promise<UnreadRecord>
  find(id: string): Promise<UnreadRecord | undefined>
  /** Open ones or those administrators closed, in order of their numbers; a page of them. */
  list(page: {
    first: number
    after?: string | undefined
    closedByHand?: boolean
  }): Promise<readonly UnreadRecord[]>
  /** How many subjects each source blocks. */
  countSubjects(): Promise<ReadonlyMap<string, number>>
}

/** Gaps kept in the room's table. Long as a list is: each question stands by itself. */
export function createUnread(
  db: Database,
  tables: FeedTables,
  { clock, tell }: { clock: Clock; tell: TellUnread },
): Unread {
  const { feedUnread, feedJournal } = tables
  const fields = {
    id: feedUnread.id,
    source: feedUnread.source,
    message: feedUnread.message,
    receiptId: feedUnread.receiptId,
    index: feedUnread.index,
    receivedAt: feedUnread.receivedAt,
    subjects: feedUnread.subjects,
    key: feedUnread.key,
    sourceAt: feedUnread.sourceAt,
    closedAt: feedUnread.closedAt,
    closedBy: feedUnread.closedBy,
    closedBecause: feedUnread.closedBecause,
  }
  const isOpen = isNull(feedUnread.closedAt)
  const isOfBatch = (receiptId: string) =>
    and(eq(feedUnread.receiptId, receiptId), eq(feedUnread.message, wholeBatch), isOpen)

  /** Closes those that something known to be newer stands for already; answers their numbers. */
  const closeIfOlder = async (
    tx: Orm,
    drafts: readonly UnreadDraft[],
    receivedAt: Date,
  ): Promise<Set<string>> => {
    const staleIds = new Set<string>()
    for (const message of new Set(drafts.map((draft) => draft.message))) {
      const { plan } = message
      if (plan === undefined) continue
      const asked = drafts.flatMap(({ id, message: { name }, identity }) => {
        const { key, sourceAt, sequence } = identity
        return name === message.name && key !== undefined
          ? [
              {
                id,
                key,
                sourceAt,
                sequence,
                at: sourceAt ?? receivedAt,
                named: namedFor(plan, identity.subjects),
              },
            ]
          : []
      })
      const timed = asked.filter(({ sourceAt }) => sourceAt !== undefined)
      const timeless = asked.filter(({ sourceAt }) => sourceAt === undefined)
      const stale = new Map([
        ...(await standingKeys(tx, plan, timed, 'newer')),
        // A clock may run fast: what came before a record is not known to be newer, whatever it is dated.
        ...(await standingKeys(tx, plan, timeless, 'saidAfter')),
      ])
      await closeStale(tx, tables, stale, clock())
      for (const id of stale.keys()) staleIds.add(id)
    }
    return staleIds
  }

  return {
    open: async (tx, drafts, { source, receivedAt, receiptId }) => {
      if (drafts.length === 0) return []
      const rows = drafts.map(({ id, message, index, value, identity, subjects }) => ({
        id,
        source: source.id,
        message: message.name,
        receiptId,
        index,
        subjects: [...subjects],
        key: identity.key === undefined ? null : keyText(identity.key),
        sourceAt: identity.sourceAt ?? null,
        sourceSequence: identity.sequence ?? null,
        // Of one nested too deep for the stack there is none: it is never the same.
        rawDigest: readable(() => rawDigestOf(value)) ?? null,
        receivedAt,
      }))
      for (let start = 0; start < rows.length; start += rowsAtOnce)
        // One of before the index may be indexed by two at once.
        await tx
          .insert(feedUnread)
          .values(rows.slice(start, start + rowsAtOnce))
          .onConflictDoNothing()
      const staleIds = await closeIfOlder(tx, drafts, receivedAt)
      for (const id of await closeRepeats(
        tx,
        tables,
        drafts.map(({ id }) => id),
      ))
        staleIds.add(id)
      const opened = drafts.filter(({ id }) => !staleIds.has(id))
      await tell(
        tx,
        opened.flatMap(({ subjects }) => subjects),
        'BEGAN',
      )
      return opened
    },
    lookAgain: async (drafts, { receivedAt, receiptId }) => {
      const tokens = [...new Set(drafts.flatMap(({ subjects }) => subjects))]
      // Whoever is at work on a batch holds its entry: this waits until they are done.
      await db.transaction((tx) =>
        tx.execute(sql`select from ${feedJournal} where ${feedJournal.processedAt} is null
          and ${feedJournal.receiptId} <> ${receiptId} and ${feedJournal.subjects} && ${arrayText(tokens)}::text[]
          order by ${feedJournal.receiptId} for share`),
      )
      await db.transaction(async (tx) => {
        const ids = await closeIfOlder(tx, drafts, receivedAt)
        await tell(
          tx,
          drafts.flatMap(({ id, subjects }) => (ids.has(id) ? subjects : [])),
          'ENDED',
        )
      })
    },
    openBatch: async (tx, { receiptId, source, receivedAt }) => {
      const [open] = await tx.select({ id: feedUnread.id }).from(feedUnread).where(isOfBatch(receiptId))
      if (open !== undefined) return
      const [entry] = await tx
        .select({ subjects: feedJournal.subjects })
        .from(feedJournal)
        .where(eq(feedJournal.receiptId, receiptId))
      await tx.insert(feedUnread).values({
        id: randomUUID(),
        source,
        message: wholeBatch,
        receiptId,
        index: 0,
        subjects: entry?.subjects ?? [],
        receivedAt,
      })
    },
    closeBatch: async (tx, receiptId) => {
      const closed = await tx
        .update(feedUnread)
        .set({ closedAt: clock(), closedBy: receiptId })
        .where(isOfBatch(receiptId))
        .returning({ subjects: feedUnread.subjects })
      await tell(
        tx,
        closed.flatMap(({ subjects }) => subjects),
        'ENDED',
      )
    },
    closeOlder: async (tx, { name }, taken, origin) =>
      tell(tx, await closeOlder(tx, tables, taken, { ...origin, message: name }, clock()), 'ENDED'),
    listCorrectable: (tx, { name }, taken, origin, after) =>
      listCorrectable(tx, tables, taken, { ...origin, message: name }, after),
    closeByReceipt: async (tx, ids, receiptId) => {
      if (ids.length === 0) return
      const closed = await tx
        .update(feedUnread)
        .set({ closedAt: clock(), closedBy: receiptId })
        .where(and(isOfGap(tables, ids), isOpen))
        .returning({ subjects: feedUnread.subjects })
      await tell(
        tx,
        closed.flatMap(({ subjects }) => subjects),
        'ENDED',
      )
    },
    closeByHand: (id, word) =>
      db.transaction(async (tx) => {
        const { by, because } = reasoned(word)
        const [row] = isIdentifier(id)
          ? await tx.select(fields).from(feedUnread).where(eq(feedUnread.id, id)).for('update')
          : []
        if (row === undefined) throw new HubError('NOT_FOUND', 'Nothing unread has this number.')
        if (row.closedAt !== null)
          throw new HubError('CONFLICT', 'The record was made up for or closed before.', {
            field: 'id',
            fault: 'RECORD_CLOSED',
            id,
          })
        const closed = { closedAt: clock(), closedBy: by, closedBecause: because }
        await tx
          .update(feedUnread)
          .set(closed)
          .where(and(isOfGap(tables, [id]), isOpen))
        await tell(tx, row.subjects, 'ENDED')
        return { ...row, ...closed }
      }),
    find: async (id) => {
      const [row] = isIdentifier(id)
        ? await db.orm.select(fields).from(feedUnread).where(eq(feedUnread.id, id))
        : []
      return row
    },
    list: ({ first, after, closedByHand = false }) =>
      db.orm
        .select(fields)
        .from(feedUnread)
        .where(
          and(
            closedByHand ? isNotNull(feedUnread.closedBecause) : isOpen,
            after === undefined ? undefined : gt(feedUnread.id, after),
          ),
        )
        .orderBy(asc(feedUnread.id))
        .limit(first)
        .execute(),
    countSubjects: async () => {
      const rows = rowsOf<{ source: string; count: string }>(
        await db.orm.execute(sql`
          select source, count(distinct subject) as count
          from ${feedUnread}, unnest(subjects) as subject
          where closed_at is null and split_part(subject, ' ', 2) not in ('NUMBER', 'KEY') group by source`),
      )
      return new Map(rows.map(({ source, count }) => [source, Number(count)]))
    },
  }
}

/** Stands for the message of a gap that is a batch as a whole. */
const wholeBatch = '*'

/** Rows written in one statement: it takes at most 65,535 values, and others wait while it is put together. */
const rowsAtOnce = 200
