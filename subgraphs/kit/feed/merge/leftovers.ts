/** Batches that were journaled and never processed: finished, or set aside where nobody can finish them. */
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/database.ts'
import { isTransient } from '../../database/sql-state.ts'
import { HubError, hubErrorOf } from '../../errors.ts'
import type { Logger } from '../../log.ts'
import type { Journal, JournalEntry, UnfinishedEntry } from '../kept/journal.ts'
import type { Unread, UnreadRecord } from '../kept/unread.ts'
import type { FeedSource } from '../message.ts'
import type { ReadAgain } from './intake.ts'
import type { Processor } from './process.ts'

/** How often a batch is begun again without getting one part further before it is set aside. */
const attemptsMax = 3

/** How long one batch may take until it is left for the next round, ms; what it got done by then stays done. */
const batchMs = 60_000

/** How long a start takes for all of them, ms. */
const startMs = 10_000

/** What a crash left, and what cannot be finished. */
export interface Leftovers {
  /**
   * Finishes what was journaled before an instant and never processed; answers how many batches. At a start only what was
   * not begun again before, and for a short time: no message stops a start.
   */
  resume(before: Date, when?: { isStart: boolean }): Promise<number>
  /**
   * Tries a batch again that was set aside; answers its gap, closed if it is finished.
   * @throws HubError NOT_FOUND, CONFLICT where it is no batch, or closed
   */
  retry(unreadId: string): Promise<UnreadRecord>
}

/** What leftovers are finished with. `sourceOf` and `bodyOf` answer undefined for what is there no more. */
export interface LeftoversParts {
  db: Pick<Database, 'transaction' | 'orm'>
  journal: Journal
  unread: Pick<Unread, 'openBatch' | 'closeBatch' | 'find'>
  processor: Processor
  readAgain: ReadAgain
  sourceOf: (id: string) => Promise<FeedSource | undefined>
  bodyOf: (receiptId: string) => Promise<Buffer | undefined>
  clock: Clock
  log: Logger
}

/** The leftovers of a room's journal. */
export function createLeftovers(parts: LeftoversParts): Leftovers {
  return {
    resume: (before, when) => resume(parts, before, when),
    retry: (unreadId) => retry(parts, unreadId),
  }
}

async function resume(
  parts: LeftoversParts,
  before: Date,
  { isStart }: { isStart: boolean } = { isStart: false },
): Promise<number> {
  const { journal, log } = parts
  const round = isStart ? AbortSignal.timeout(startMs) : undefined
  let done = 0
  for (let after = -1; ; ) {
    const page = await journal.unfinished(before, after)
    const last = page.at(-1)
    if (last === undefined) break
    after = last.id
    for (const entry of page) {
      if (isStart && (entry.attempts > 0 || round?.aborted === true)) continue
      if (await finishOrSetAside(parts, entry, round)) done += 1
    }
  }
  if (done > 0) log.info({ batches: done }, 'batches left by a crash are processed')
  return done
}

/** Finishes an entry; one that was begun too often in vain is set aside. One that fails keeps none of the others back. */
async function finishOrSetAside(
  parts: LeftoversParts,
  entry: UnfinishedEntry,
  round: AbortSignal | undefined,
): Promise<boolean> {
  const { db, journal, clock, log } = parts
  const { receiptId, source } = entry
  if (entry.attempts >= attemptsMax) {
    await db.transaction((tx) => setAside(parts, tx, entry, clock()))
    log.error(
      { receiptId, source, attempts: entry.attempts },
      'a journaled batch cannot be finished and is set aside; see the unread records of its room',
    )
    return false
  }
  // Before anything of it is read: whatever it does to this process, it is counted.
  await journal.begin(receiptId)
  const budget = AbortSignal.timeout(batchMs)
  try {
    const isDone = await finish(parts, entry, round === undefined ? budget : AbortSignal.any([budget, round]))
    // Of somebody else's work nothing is known here.
    if (!isDone) await journal.noteProgress(db.orm, receiptId)
    return isDone
  } catch (error) {
    if (isTransient(error) || hubErrorOf(error)?.code === 'STORE_UNAVAILABLE')
      await journal.noteProgress(db.orm, receiptId)
    log.error({ err: error, receiptId }, 'a journaled batch could not be processed')
    return false
  }
}

/** Finishes an entry; false where somebody else is at it, or its sender is not registered. */
async function finish(parts: LeftoversParts, entry: JournalEntry, signal: AbortSignal): Promise<boolean> {
  const { db, journal, unread, processor, readAgain, sourceOf, bodyOf, clock } = parts
  const { receiptId } = entry
  const source = await sourceOf(entry.source)
  const body = await bodyOf(receiptId)
  if (body === undefined)
    await db.transaction(async (tx) => {
      // Its key was erased: it stays a gap, and is tried no more.
      await unread.openBatch(tx, entry)
      await journal.markProcessed(tx, receiptId, clock())
    })
  if (source === undefined || body === undefined) return false
  const records = await readAgain(entry, source, body, signal)
  const made = await processor.process(entry, { source, records, wait: false, signal })
  if (made === undefined) return false
  await db.transaction((tx) => unread.closeBatch(tx, receiptId))
  return true
}

async function retry(parts: LeftoversParts, unreadId: string): Promise<UnreadRecord> {
  const { db, journal, unread, clock, log } = parts
  const gap = await unread.find(unreadId)
  if (gap === undefined) throw new HubError('NOT_FOUND', 'Nothing unread has this number.')
  const { receiptId } = gap
  const entry = await journal.find(receiptId)
  const isBack =
    entry !== undefined &&
    gap.closedAt === null &&
    (await db.transaction((tx) => journal.bringBack(tx, receiptId, gap.subjects)))
  if (!isBack)
    throw new HubError(
      'CONFLICT',
      'Only a batch that was set aside, and whose gap is open, can be tried again.',
      {
        field: 'id',
        fault: 'NOT_SET_ASIDE',
        id: unreadId,
      },
    )
  try {
    await finish(parts, entry, AbortSignal.timeout(batchMs))
  } catch (error) {
    log.error({ err: error, receiptId }, 'a batch that was set aside could not be processed')
    await db.transaction((tx) => setAside(parts, tx, entry, clock()))
  }
  return (await unread.find(unreadId)) ?? gap
}

/** Leaves an entry to the administrators: whom it is about stands with its gap from now on. */
async function setAside(
  { journal, unread }: Pick<LeftoversParts, 'journal' | 'unread'>,
  tx: Parameters<Journal['setAside']>[0],
  entry: JournalEntry,
  at: Date,
): Promise<void> {
  await unread.openBatch(tx, entry)
  await journal.setAside(tx, entry.receiptId, at)
}
