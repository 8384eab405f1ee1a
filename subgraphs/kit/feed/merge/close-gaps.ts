import type { Orm } from '../../database/database.ts'
import { keyOfRow } from '../kept/key-text.ts'
import type { Quarantine } from '../kept/quarantine.ts'
import type { Unread } from '../kept/unread.ts'
import type { AnyMessage, FeedSource } from '../message.ts'
import type { GoodRecord } from '../read/judge.ts'
import { hasField, isSameBut } from '../read/without-field.ts'

/**
 * Closes what records that were applied make up for: unread ones of their keys that are known not to be newer. Of one whose
 * own time could not be read nobody knows what is older, and records may come in any order: what came later makes up for it
 * where it is the very record, the same but for the field at fault, which it states, or dated after it came. One that leaves
 * the field out may be another: a report before it was corrected.
 */
export async function closeGaps(
  {
    unread,
    quarantine,
  }: { unread: Pick<Unread, 'closeByRows' | 'listTimeless' | 'closeByReceipt'>; quarantine: Quarantine },
  tx: Orm,
  { message, records }: { message: AnyMessage; records: readonly GoodRecord[] },
  origin: { source: FeedSource; receivedAt: Date; receiptId: string },
): Promise<void> {
  await unread.closeByRows(
    tx,
    message,
    records.map(({ row }) => row),
    origin,
  )
  const byKey = new Map(records.map((one) => [keyOfRow(message.plan, one.row), one.record.value]))
  for (const { id, key } of await unread.listTimeless(tx, message, [...byKey.keys()], origin.source.id)) {
    const faulty = await quarantine.findFaulty(tx, id)
    const value = byKey.get(key)
    if (
      faulty !== undefined &&
      isSameBut(faulty.pointer, faulty.payload, value) &&
      hasField(faulty.pointer, value)
    )
      await unread.closeByReceipt(tx, id, origin.receiptId)
  }
}
