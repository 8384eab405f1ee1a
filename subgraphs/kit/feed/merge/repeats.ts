import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/database.ts'
import type { Logger } from '../../log.ts'
import { mapInTurns } from '../../turns.ts'
import type { JournalEntry } from '../kept/journal.ts'
import { standingKeys } from '../kept/key-text.ts'
import type { Receipts } from '../kept/receipts.ts'
import type { AnyMessage, FeedSource, IncomingRecord } from '../message.ts'
import { type GoodRecord, judge } from '../read/judge.ts'

/** How long equal bytes without a key are taken for a retry, ms. */
const retryMs = 10 * 60_000

/** Whether a body that came before, without a key of its own, says something new when it comes again. */
export type SaysAnew = (
  known: JournalEntry,
  batch: { source: FeedSource; records: readonly IncomingRecord[] },
) => Promise<boolean>

/**
 * Senders that give no key repeat their bytes for two reasons: nobody answered, or it is so again. Within ten minutes it
 * is the first, unless something else of the same keys was taken in between, or what was refused would be taken now:
 * its time has come, its sender may speak for it by now, or what stood in its way has ended.
 */
export function createRepeats(parts: {
  db: Pick<Database, 'orm'>
  receipts: Pick<Receipts, 'list'>
  clock: Clock
  log: Logger
}): SaysAnew {
  const { db, receipts, clock, log } = parts
  return async (known, { source, records }) => {
    const now = clock()
    if (now.getTime() - known.receivedAt.getTime() > retryMs) return true
    const context = { source, receivedAt: now }
    const judged = await mapInTurns(records, (record, index) => judge(record, index, context, log))
    const wereRefused = new Set(
      // What the database refuses of a value it refuses whenever it comes.
      (await receipts.list(known.receiptId)).flatMap(({ index, outcome, code }) =>
        outcome === 'QUARANTINED' && code !== 'VALUE_REFUSED' ? [index] : [],
      ),
    )
    const good = judged.filter((one): one is GoodRecord => 'row' in one)
    for (const [message, own] of byMessage(good)) {
      const rejected = await message.reject?.(
        db.orm,
        own.map(({ row }) => row),
        { source, receivedAt: now },
      )
      if (own.some(({ index }, position) => wereRefused.has(index) && !rejected?.has(position))) return true
      const asked = own.map(({ index, row }) => ({
        id: String(index),
        key: message.plan.key.map((field) => (row as unknown as Record<string, unknown>)[field]),
        at: known.receivedAt,
      }))
      if ((await standingKeys(db.orm, message.plan, asked, 'receivedAfter')).size > 0) return true
    }
    return false
  }
}

function byMessage(good: readonly GoodRecord[]): ReadonlyMap<AnyMessage, readonly GoodRecord[]> {
  const found = new Map<AnyMessage, GoodRecord[]>()
  for (const one of good) {
    const known = found.get(one.record.message)
    if (known === undefined) found.set(one.record.message, [one])
    else known.push(one)
  }
  return found
}
