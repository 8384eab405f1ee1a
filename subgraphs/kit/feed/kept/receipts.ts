import type { Advice } from '@one-visit/schema/advice.ts'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Database, Orm } from '../../database/database.ts'
import { mapInTurns } from '../../turns.ts'
import type { AdviseOn } from '../read/advice.ts'
import { arrayText } from './array-text.ts'
import type { FeedTables } from './tables.ts'

/** What became of one record, as the sender is told. */
export interface RecordReceipt {
  index: number
  message: string
  outcome: 'APPLIED' | 'DUPLICATE' | 'SUPERSEDED' | 'QUARANTINED'
  code?: string
  pointer?: string
  text?: string
  /** What would be right; made where the receipt is answered, never kept. */
  advice?: Advice
  notes?: readonly string[]
  quarantineId?: string
}

/** A receipt as the sender reads it. */
export interface Receipt {
  receiptId: string
  receivedAt: string
  /** RECEIVED until every record has its outcome. */
  status: 'RECEIVED' | 'PROCESSED'
  counts: Record<RecordReceipt['outcome'], number>
  records: readonly RecordReceipt[]
}

/** The receipt of a batch as it is answered, with advice on what could not be used. */
export async function receiptOf(
  { receiptId, receivedAt, processed }: { receiptId: string; receivedAt: Date; processed: boolean },
  records: readonly RecordReceipt[],
  adviseOn: AdviseOn,
): Promise<Receipt> {
  const counts = { APPLIED: 0, DUPLICATE: 0, SUPERSEDED: 0, QUARANTINED: 0 }
  const advised = await mapInTurns(records, (record) => {
    counts[record.outcome] += 1
    const advice = adviseOn(record)
    return advice === undefined ? record : { ...record, advice }
  })
  return {
    receiptId,
    receivedAt: receivedAt.toISOString(),
    status: processed ? 'PROCESSED' : 'RECEIVED',
    counts,
    records: advised,
  }
}

/** Records of a receipt written at once. */
const writtenAtOnce = 1_000

/** A receipt as JSON; of one of many records others have their turns while it is written. */
export async function jsonOfReceipt({ records, ...head }: Receipt): Promise<string> {
  const starts = Array.from(
    { length: Math.ceil(records.length / writtenAtOnce) },
    (_, part) => part * writtenAtOnce,
  )
  const lists = await mapInTurns(starts, (start) =>
    JSON.stringify(records.slice(start, start + writtenAtOnce)).slice(1, -1),
  )
  return `${JSON.stringify(head).slice(0, -1)},"records":[${lists.join()}]}`
}

/** Records of a receipt asked for at once. */
const listedAtOnce = 2_000

function recordReceiptOf(row: FeedTables['feedReceiptRecords']['$inferSelect']): RecordReceipt {
  return {
    index: row.index,
    message: row.message,
    outcome: row.outcome as RecordReceipt['outcome'],
    ...(row.code !== null && { code: row.code }),
    ...(row.pointer !== null && { pointer: row.pointer }),
    ...(row.text !== null && { text: row.text }),
    ...(row.notes.length > 0 && { notes: row.notes }),
    ...(row.quarantineId !== null && { quarantineId: row.quarantineId }),
  }
}

/** What became of every record, in the room's table. */
export interface Receipts {
  /** Keeps the outcomes of some records in one statement. */
  keep(
    tx: Orm,
    receiptId: string,
    records: readonly (RecordReceipt & { mappingVersion: number })[],
  ): Promise<void>
  list(receiptId: string): Promise<readonly RecordReceipt[]>
  /** Outcomes with the mapping each record was read with, for a rebuild. */
  listMappings(
    tx: Orm,
    receiptId: string,
  ): Promise<readonly { index: number; outcome: string; mappingVersion: number }[]>
}

/** Receipts kept in the room's table. */
export function createReceipts(db: Database, { feedReceiptRecords }: FeedTables): Receipts {
  return {
    keep: async (tx, receiptId, records) => {
      if (records.length === 0) return
      const column = (value: (record: (typeof records)[number]) => unknown) => arrayText(records.map(value))
      await tx.execute(sql`
      insert into ${feedReceiptRecords}
        (receipt_id, index, message, outcome, mapping_version, code, pointer, text, notes, quarantine_id)
      select ${receiptId}::text::uuid, index::int, message, outcome, version::int, code, pointer, text,
        case when notes is null then '{}' else array(select jsonb_array_elements_text(notes::jsonb)) end,
        quarantine_id::uuid
      from unnest(${column(({ index }) => index)}, ${column(({ message }) => message)},
        ${column(({ outcome }) => outcome)}, ${column(({ mappingVersion }) => mappingVersion)},
        ${column(({ code }) => code)}, ${column(({ pointer }) => pointer)}, ${column(({ text }) => text)},
        ${column(({ notes = [] }) => (notes.length === 0 ? null : JSON.stringify(notes)))},
        ${column(({ quarantineId }) => quarantineId)})
        as t(index, message, outcome, version, code, pointer, text, notes, quarantine_id)`)
    },
    list: async (receiptId) => {
      const listed: RecordReceipt[] = []
      for (let after = -1, isLast = false; !isLast; after = listed.at(-1)?.index ?? after) {
        const rows = await db.orm
          .select()
          .from(feedReceiptRecords)
          .where(and(eq(feedReceiptRecords.receiptId, receiptId), gt(feedReceiptRecords.index, after)))
          .orderBy(asc(feedReceiptRecords.index))
          .limit(listedAtOnce)
        listed.push(...rows.map(recordReceiptOf))
        isLast = rows.length < listedAtOnce
      }
      return listed
    },
    listMappings: (tx, receiptId) =>
      tx
        .select({
          index: feedReceiptRecords.index,
          outcome: feedReceiptRecords.outcome,
          mappingVersion: feedReceiptRecords.mappingVersion,
        })
        .from(feedReceiptRecords)
        .where(eq(feedReceiptRecords.receiptId, receiptId))
        .orderBy(asc(feedReceiptRecords.index))
        .execute(),
  }
}
