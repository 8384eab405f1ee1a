import { createHash, randomUUID } from 'node:crypto'
import { and, asc, eq, gt, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Database, Orm } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import type { FeedSource, IncomingRecord } from '../message.ts'
import { arrayText } from './array-text.ts'
import { type BodyKeys, monthOf, sealInTurns, unseal } from './seal.ts'
import type { FeedTables } from './tables.ts'

/** How a batch came: with its body all that is needed to take it apart, again after a crash and in a rebuild. */
export interface BatchForm {
  /** Path of its route below /feeds/<room>/. */
  route: string
  /** The address it was sent to, without query and matrix parameters; the route for what no request brought. */
  address: string
  contentType: string
}

/** The records of a body, to be gone through once, and which reader takes them out of it. */
export interface ReadBatch {
  records: Iterable<IncomingRecord>
  readerVersion: number
}

/** Takes a body apart as the route it came by does: today's reader, or the one the journal says it was read with. */
export type ReadBody = (form: BatchForm & { readerVersion?: number }, body: Buffer) => ReadBatch

/** A batch as the journal keeps it, without its body. */
export interface JournalEntry extends BatchForm {
  /** Version of the reader that took the body apart. */
  readerVersion: number
  receiptId: string
  source: string
  receivedAt: Date
  processed: boolean
}

/** An entry nobody has finished, in the order it came, and how often it was begun again without getting further. */
export type UnfinishedEntry = JournalEntry & { id: number; attempts: number }

/** Every body that was received, kept before anything is answered. */
export interface Journal {
  /**
   * Keeps a body. A repeat, of the same key, route, body and number, answers the entry of the first time.
   * @throws HubError IDEMPOTENCY_KEY_REUSED for another body, or another number
   */
  keep(
    batch: BatchForm & {
      readerVersion: number
      source: FeedSource
      idempotencyKey: string
      sequence: number | undefined
      /** Whom its records are about, as tokens. */
      subjects: readonly string[]
      body: Buffer
      receivedAt: Date
    },
  ): Promise<JournalEntry & { repeated: boolean }>
  /** The body of an entry; undefined once its key was erased. */
  bodyOf(tx: Orm, receiptId: string): Promise<Buffer | undefined>
  /**
   * Locks an entry that is still to be processed and says how many of its records have their outcome; undefined when it
   * is done or, without `wait`, when somebody else holds it.
   */
  lockUnprocessed(
    tx: Orm,
    receiptId: string,
    options: { wait: boolean },
  ): Promise<{ recordsDone: number; hasUnread: boolean } | undefined>
  /** Whom an entry blocks until it is processed, as tokens. */
  blockedBy(tx: Orm, receiptId: string): Promise<readonly string[]>
  /** Answers the sender of an entry and the number it gave it. */
  markProcessed(tx: Orm, receiptId: string, at: Date): Promise<{ source: string; sequence: number | null }>
  find(receiptId: string): Promise<JournalEntry | undefined>
  /** The entry a sender's key stands for. */
  findByKey(source: string, idempotencyKey: string): Promise<JournalEntry | undefined>
  /** Lets a key stand for a batch to come; the entry it stood for keeps its receipt. */
  releaseKey(receiptId: string): Promise<void>
  /** Counts that somebody begins an entry again, before it is begun; answers how often that was without getting further. */
  begin(receiptId: string): Promise<number>
  /** Notes that an entry got further since it was begun again. */
  noteProgress(tx: Orm, receiptId: string): Promise<void>
  /** Leaves an entry that nobody can finish to the administrators; it blocks nobody by itself any more. */
  setAside(tx: Orm, receiptId: string, at: Date): Promise<void>
  /** Brings an entry back that was set aside, with whom it blocks; false where it was not. */
  bringBack(tx: Orm, receiptId: string, subjects: readonly string[]): Promise<boolean>
  /** Entries received before an instant that nobody has finished or set aside, in order of arrival, after some entry. */
  unfinished(before: Date, after: number): Promise<UnfinishedEntry[]>
  /** All entries in order of arrival, after some entry; a page of them. */
  list(tx: Orm, after: number): Promise<(JournalEntry & { id: number })[]>
}

/** Most entries of one page. */
const pageMax = 200

/** A journal in the room's table. Long as a list is: each question stands by itself. */
export function createJournal(
  db: Database,
  { feedJournal, feedReceiptRecords, feedUnread }: FeedTables,
  keys: BodyKeys,
): Journal {
  const fields = {
    receiptId: feedJournal.receiptId,
    source: feedJournal.source,
    route: feedJournal.route,
    receivedAt: feedJournal.receivedAt,
    processedAt: feedJournal.processedAt,
    contentType: feedJournal.contentType,
    readerVersion: feedJournal.readerVersion,
  }
  const entryOf = <Row extends { processedAt: Date | null; route: string }>({
    processedAt,
    route,
    ...rest
  }: Row) => ({ ...rest, ...readKeptRoute(route), processed: processedAt !== null })

  return {
    keep: ({ source, route, address, body, receivedAt, ...batch }) =>
      db.transaction(async (tx) => {
        const { idempotencyKey, sequence, subjects, contentType, readerVersion } = batch
        const keptRoute = keptRouteOf({ route, address })
        const bodyDigest = createHash('sha256').update(body).digest('hex')
        const keyMonth = monthOf(receivedAt)
        const key = await keys.forSealing(tx, source.id, keyMonth)
        const [made] = await tx
          .insert(feedJournal)
          .values({
            receiptId: randomUUID(),
            source: source.id,
            route: keptRoute,
            idempotencyKey,
            bodyDigest,
            sequence: sequence ?? null,
            contentType,
            readerVersion,
            subjects: sql`${arrayText(subjects)}`,
            body: bytesFor(db, await sealInTurns(key, body)),
            keyMonth,
            receivedAt,
          })
          .onConflictDoNothing({ target: [feedJournal.source, feedJournal.idempotencyKey] })
          .returning(fields)
        if (made !== undefined) return { ...entryOf(made), repeated: false }
        const [known] = await tx
          .select({ ...fields, bodyDigest: feedJournal.bodyDigest, knownSequence: feedJournal.sequence })
          .from(feedJournal)
          .where(and(eq(feedJournal.source, source.id), eq(feedJournal.idempotencyKey, idempotencyKey)))
        if (known === undefined) throw new Error('A journal entry that conflicts is not there.')
        const { bodyDigest: knownDigest, knownSequence, ...entry } = known
        if (knownDigest !== bodyDigest || !isSamePlace(readKeptRoute(known.route), { route, address }))
          throw new HubError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used with another body.', {
            receiptId: known.receiptId,
          })
        // Taken for a repeat, the number would be lost: it would be missing for ever.
        if (sequence !== undefined && sequence !== knownSequence)
          throw new HubError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used with another number.', {
            receiptId: known.receiptId,
          })
        return { ...entryOf(entry), repeated: true }
      }),
    bodyOf: async (tx, receiptId) => {
      const [row] = await tx
        .select({ body: feedJournal.body, source: feedJournal.source, month: feedJournal.keyMonth })
        .from(feedJournal)
        .where(eq(feedJournal.receiptId, receiptId))
      if (row === undefined) return undefined
      const key = await keys.forReading(tx, row.source, row.month)
      return key && unseal(key, row.body)
    },
    lockUnprocessed: async (tx, receiptId, { wait }) => {
      // Records get their outcome in order, a chunk at a time: the largest index says how far it went.
      const [row] = await tx
        .select({
          // Whether any record is open at all: only then is it asked which of them an applied row makes up for.
          hasUnread: sql<boolean>`exists (select from ${feedUnread} u where u.closed_at is null)`,
          recordsDone: sql<number>`(select coalesce(max(r.index) + 1, 0) from ${feedReceiptRecords} r where r.receipt_id = ${receiptId}::text::uuid)::int`,
        })
        .from(feedJournal)
        .where(and(eq(feedJournal.receiptId, receiptId), isNull(feedJournal.processedAt)))
        .for('update', wait ? {} : { skipLocked: true })
      return row
    },
    blockedBy: async (tx, receiptId) => {
      const [row] = await tx
        // Thousands of texts, which JSON brings faster than an array does.
        .select({ subjects: sql<string[] | null>`to_json(${feedJournal.subjects})` })
        .from(feedJournal)
        .where(eq(feedJournal.receiptId, receiptId))
      return row?.subjects ?? []
    },
    markProcessed: async (tx, receiptId, at) => {
      const [marked] = await tx
        .update(feedJournal)
        .set({ processedAt: at, subjects: null })
        .where(eq(feedJournal.receiptId, receiptId))
        .returning({ source: feedJournal.source, sequence: feedJournal.sequence })
      if (marked === undefined) throw new Error('A journal entry that was processed is not there.')
      return marked
    },
    find: async (receiptId) => {
      const [row] = await db.orm.select(fields).from(feedJournal).where(eq(feedJournal.receiptId, receiptId))
      return row && entryOf(row)
    },
    findByKey: async (source, idempotencyKey) => {
      const [row] = await db.orm
        .select(fields)
        .from(feedJournal)
        .where(and(eq(feedJournal.source, source), eq(feedJournal.idempotencyKey, idempotencyKey)))
      return row && entryOf(row)
    },
    releaseKey: async (receiptId) => {
      await db.orm
        .update(feedJournal)
        .set({ idempotencyKey: sql`${feedJournal.idempotencyKey} || ':' || ${feedJournal.receiptId}` })
        .where(eq(feedJournal.receiptId, receiptId))
    },
    begin: async (receiptId) => {
      const [row] = await db.orm
        .update(feedJournal)
        .set({ attempts: sql`${feedJournal.attempts} + 1` })
        .where(eq(feedJournal.receiptId, receiptId))
        .returning({ attempts: feedJournal.attempts })
      return row?.attempts ?? 0
    },
    noteProgress: async (tx, receiptId) => {
      await tx
        .update(feedJournal)
        .set({ attempts: 0 })
        .where(and(eq(feedJournal.receiptId, receiptId), gt(feedJournal.attempts, 0)))
    },
    setAside: async (tx, receiptId, at) => {
      await tx
        .update(feedJournal)
        .set({ setAsideAt: at, attempts: 0, subjects: null })
        .where(eq(feedJournal.receiptId, receiptId))
    },
    bringBack: async (tx, receiptId, subjects) => {
      const back = await tx
        .update(feedJournal)
        .set({ setAsideAt: null, subjects: sql`${arrayText(subjects)}` })
        .where(and(eq(feedJournal.receiptId, receiptId), isNotNull(feedJournal.setAsideAt)))
        .returning({ receiptId: feedJournal.receiptId })
      return back.length > 0
    },
    unfinished: async (before, after) => {
      const rows = await db.orm
        .select({ ...fields, id: feedJournal.id, attempts: feedJournal.attempts })
        .from(feedJournal)
        .where(
          and(
            isNull(feedJournal.processedAt),
            isNull(feedJournal.setAsideAt),
            lt(feedJournal.receivedAt, before),
            gt(feedJournal.id, after),
          ),
        )
        .orderBy(asc(feedJournal.id))
        .limit(pageMax)
      return rows.map(entryOf)
    },
    list: async (tx, after) => {
      const rows = await tx
        .select({ ...fields, id: feedJournal.id })
        .from(feedJournal)
        .where(gt(feedJournal.id, after))
        .orderBy(asc(feedJournal.id))
        .limit(pageMax)
      return rows.map(entryOf)
    },
  }
}

/** Route and address as the journal's one column holds them: the address after a blank, where it is another. */
function keptRouteOf({ route, address }: Pick<BatchForm, 'route' | 'address'>): string {
  return address === route ? route : `${route} ${address}`
}

/** Route and address out of the journal's one column. */
export function readKeptRoute(kept: string): Pick<BatchForm, 'route' | 'address'> {
  const [route = '', address = route] = kept.split(' ')
  return { route, address }
}

/** Whether a batch came to the same route at the same address: addresses are found in any case but for their parameters. */
function isSamePlace(one: BatchPlace, other: BatchPlace): boolean {
  const [named, ...names] = [one.route, one.address, other.address].map((path) => path.split('/').reverse())
  const [these = [], those = []] = names
  return (
    one.route === other.route &&
    these.length === those.length &&
    these.every((part, index) => {
      const isParameter = named?.[index]?.startsWith(':') === true
      const same = those[index] ?? ''
      return isParameter ? part === same : part.toLowerCase() === same.toLowerCase()
    })
  )
}

type BatchPlace = Pick<BatchForm, 'route' | 'address'>

/** Bytes as a value of a statement. The embedded database takes ten times as long for bytes as for text. */
function bytesFor({ kind }: Database, bytes: Buffer): Buffer | SQL {
  return kind === 'postgres' ? bytes : sql`decode(${bytes.toString('base64')}::text, 'base64')`
}
