import { eq, sql } from 'drizzle-orm'
import { type Database, ownWork, rowsOf } from '../../database/database.ts'
import type { Logger } from '../../log.ts'
import type { AnyMessage, FeedSource, RecordContext } from '../message.ts'
import { identityOf } from '../read/identity-of.ts'
import { gatherRecords } from './gather.ts'
import type { Journal, ReadBody } from './journal.ts'
import type { Quarantine } from './quarantine.ts'
import type { Sources } from './sources.ts'
import { isOfSubject } from './subject-token.ts'
import type { FeedTables } from './tables.ts'
import { tokensOf, type Unread } from './unread.ts'

/** Entries looked at in one transaction. */
const pageMax = 200

/** Makes the index of what cannot be read whole, of what is from before it was kept. */
export interface UnreadIndex {
  /** Indexes all there is, and does nothing once that is done; answers how many there were. */
  indexAll(): Promise<number>
  /** Indexes one record in quarantine that is not indexed yet. */
  indexOne(id: string): Promise<void>
}

/**
 * The index of records in quarantine and of batches nobody finished from before it was kept. One that names nobody is listed
 * for the administrators and blocks nothing: what it held counted as known until then.
 */
export function createUnreadIndex(parts: {
  db: Database
  tables: FeedTables
  journal: Pick<Journal, 'bodyOf' | 'find'>
  quarantine: Pick<Quarantine, 'get'>
  unread: Pick<Unread, 'open'>
  sources: Pick<Sources, 'find'>
  read: ReadBody
  messages: readonly AnyMessage[]
  log: Logger
}): UnreadIndex {
  const { db, tables, journal, quarantine, unread, sources, read, messages, log } = parts
  const { feedJournal, feedQuarantine, feedUnread } = tables
  const byName = new Map(messages.map((message) => [message.name, message]))

  const contextOf = async (source: string, receivedAt: Date): Promise<RecordContext> => ({
    source: (await sources.find(source)) ?? unknownSource(source),
    receivedAt,
  })

  const indexRecord = async (id: string): Promise<void> => {
    const record = await quarantine.get(ownWork, id)
    const { message: name, receiptId, index, source, payload } = record
    const receivedAt = (await journal.find(receiptId))?.receivedAt ?? record.quarantinedAt
    const known = byName.get(name)
    const identity =
      known === undefined || payload === null
        ? { subjects: [] }
        : identityOf(known, payload, await contextOf(source, receivedAt))
    const subjects = tokensOf({ name, plan: known?.plan }, identity)
    const draft = { id, message: { name, plan: known?.plan }, index, value: payload, identity, subjects }
    await db.transaction((tx) => unread.open(tx, [draft], { source: { id: source }, receivedAt, receiptId }))
  }

  const indexRecords = async (): Promise<number> => {
    // A sender that dropped its record closed no gap by it.
    const found = rowsOf<{ id: string }>(
      await db.read(ownWork, (tx) =>
        tx.execute(sql`
          select q.id from ${feedQuarantine} q left join ${feedUnread} u on u.id = q.id
          where u.id is null and q.state in ('OPEN', 'DISCARDED') order by q.id limit ${pageMax}`),
      ),
    )
    for (const { id } of found) await indexRecord(id)
    return found.length
  }

  const subjectsOf = async (receiptId: string, source: string): Promise<readonly string[]> => {
    const entry = await journal.find(receiptId)
    const body = await db.transaction((tx) => journal.bodyOf(tx, receiptId))
    if (entry === undefined || body === undefined) return []
    try {
      const context = await contextOf(source, entry.receivedAt)
      return (await gatherRecords(read(entry, body).records, context, log)).subjects.filter(isOfSubject)
    } catch (error) {
      // A body that no reader takes any more keeps none of the others back, nor the room from starting.
      log.error({ err: error, receiptId }, 'a journaled batch cannot be read any more')
      return []
    }
  }

  const indexBatches = async (): Promise<number> => {
    const found = await db.orm
      .select({ receiptId: feedJournal.receiptId, source: feedJournal.source })
      .from(feedJournal)
      .where(
        sql`${feedJournal.processedAt} is null and ${feedJournal.subjects} is null and ${feedJournal.setAsideAt} is null`,
      )
      .limit(pageMax)
    for (const { receiptId, source } of found) {
      const subjects = await subjectsOf(receiptId, source)
      await db.orm
        .update(feedJournal)
        .set({ subjects: [...subjects] })
        .where(eq(feedJournal.receiptId, receiptId))
    }
    return found.length
  }

  return {
    indexAll: async () => {
      let indexed = 0
      for (let page = -1; page !== 0; indexed += page) page = (await indexRecords()) + (await indexBatches())
      if (indexed > 0) log.info({ entries: indexed }, 'what could not be read is known by whom it is about')
      return indexed
    },
    indexOne: indexRecord,
  }
}

function unknownSource(id: string): FeedSource {
  return { id, name: id, authority: '', organisation: '', allowed: ['*'] }
}
