import type { Orm } from '../../database/database.ts'
import { keyOfRow } from '../kept/key-text.ts'
import type { Quarantine } from '../kept/quarantine.ts'
import type { Unread } from '../kept/unread.ts'
import type { AnyMessage, FeedSource } from '../message.ts'
import type { GoodRecord } from '../read/judge.ts'
import { hasField, isSameBut } from '../read/without-field.ts'

/** A record that was taken in, and whether its row became the newest of its key. */
export interface TakenRecord extends GoodRecord {
  isApplied: boolean
}

/**
 * Closes what records that were taken in make up for: unread ones of their keys that are known to be older, by time and
 * sequence. Of one whose own time could not be read nobody knows what is older, and records may come in any order; of one of
 * the same instant nobody knows whether it says the same. What came later makes up for such a one where it is the very
 * record, the same but for the field at fault, which it states; for a timeless one also what is dated after it came. One that
 * leaves the field out may be another: a report before it was corrected.
 */
export async function closeGaps(
  {
    unread,
    quarantine,
  }: { unread: Pick<Unread, 'closeOlder' | 'listCorrectable' | 'closeByReceipt'>; quarantine: Quarantine },
  tx: Orm,
  { message, records }: { message: AnyMessage; records: readonly TakenRecord[] },
  origin: { source: FeedSource; receivedAt: Date; receiptId: string },
): Promise<void> {
  const versions = records.map(({ row, isApplied }) => ({
    key: keyOfRow(message.plan, row),
    sourceAt: row.sourceAt,
    sourceSequence: row.sourceSequence,
    isApplied,
  }))
  await unread.closeOlder(tx, message, versions, origin)
  for (const { id, position } of await unread.listCorrectable(tx, message, versions, origin)) {
    const faulty = await quarantine.findFaulty(tx, id)
    const value = records[position]?.record.value
    if (
      faulty !== undefined &&
      isSameBut(faulty.pointer, faulty.payload, value) &&
      hasField(faulty.pointer, value)
    )
      await unread.closeByReceipt(tx, id, origin.receiptId)
  }
}
