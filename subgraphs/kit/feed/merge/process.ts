import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../clock.ts'
import type { CrashPoint } from '../../crash.ts'
import { type Database, type Orm, ownWork } from '../../database/database.ts'
import { isDataFault, isTransient, sqlStateOf } from '../../database/sql-state.ts'
import type { Logger } from '../../log.ts'
import { createTurns } from '../../turns.ts'
import type { Outbox } from '../../work/outbox.ts'
import { refusedRest, unusableMax } from '../kept/gather.ts'
import type { Journal } from '../kept/journal.ts'
import type { Quarantine } from '../kept/quarantine.ts'
import type { Receipts, RecordReceipt } from '../kept/receipts.ts'
import { tokensOfRecord, type Unread, type UnreadDraft } from '../kept/unread.ts'
import type { TellUnread } from '../kept/unread-news.ts'
import { type AnyMessage, type FeedSource, type IncomingRecord, RecordFault } from '../message.ts'
import { identityOf } from '../read/identity-of.ts'
import { type BadRecord, type GoodRecord, judge } from '../read/judge.ts'
import { closeGaps, type TakenRecord } from './close-gaps.ts'
import { MergeRace, mergeRows } from './merge.ts'

/** Rows merged in one statement and transaction. PGlite blocks the event loop while it works, so it gets fewer. */
export const chunkRows = { pglite: 500, postgres: 5_000 } as const

/** How often a chunk is tried when another transaction stood in its way. */
const attemptsMax = 10

/** Takes journaled batches to rows, receipts, quarantine and events. */
export interface Processor {
  /**
   * Processes what is left of a batch and answers the receipts of all its records.
   * Without `wait` answers undefined where another process is at work on it. `signal` ends it after the part that is at work.
   */
  process(
    entry: { receiptId: string; receivedAt: Date },
    batch: BatchToProcess,
  ): Promise<readonly RecordReceipt[] | undefined>
}

interface BatchToProcess {
  source: FeedSource
  records: readonly IncomingRecord[]
  wait: boolean
  signal?: AbortSignal
}

export interface ProcessorParts {
  db: Database
  journal: Pick<Journal, 'lockUnprocessed' | 'noteProgress' | 'blockedBy' | 'markProcessed' | 'find'>
  receipts: Receipts
  quarantine: Quarantine
  unread: Pick<Unread, 'open' | 'lookAgain' | 'closeOlder' | 'listCorrectable' | 'closeByReceipt'>
  /** Closes the gaps that a numbered batch of a sender was missing for. */
  noteSequence: (tx: Orm, source: string) => Promise<void>
  /** Tells whom a batch blocked that was not done at once that it does so no more. */
  tellUnread: TellUnread
  outbox: Outbox
  clock: Clock
  crash: CrashPoint
  log: Logger
}

interface Origin {
  source: FeedSource
  receivedAt: Date
  receiptId: string
}

type Judged = GoodRecord | BadRecord

interface MergedRecords {
  receipts: readonly RecordReceipt[]
  refused: readonly BadRecord[]
  /** Records that were taken in, whatever became of their rows. */
  taken: readonly { message: AnyMessage; records: readonly TakenRecord[] }[]
}

const contradiction = 'another record of the same instant says something else'

/** A processor over the room's tables. */
export function createProcessor(parts: ProcessorParts): Processor {
  return { process: (entry, batch) => processBatch(parts, entry, batch) }
}

/** Goes through a batch chunk by chunk, each in a transaction of its own. */
async function processBatch(
  parts: ProcessorParts,
  entry: { receiptId: string; receivedAt: Date },
  { source, records, wait, signal }: BatchToProcess,
): Promise<readonly RecordReceipt[] | undefined> {
  const { db, journal, receipts, log } = parts
  const origin = { source, receivedAt: entry.receivedAt, receiptId: entry.receiptId }
  const made: RecordReceipt[] = []
  const judgeNext = createJudging(records, chunkRows[db.kind], { origin, log, signal })
  for (let judged = await judgeNext(); ; ) {
    const { isLast } = judged
    // While the database writes one chunk, the next is read.
    const [chunk, next] = await Promise.all([
      processChunk(parts, judged.records, { origin, isLast, wait }),
      isLast ? undefined : judgeNext(),
    ])
    made.push(...(chunk ?? []))
    if (chunk !== undefined && next !== undefined) {
      judged = next
      continue
    }
    const end = (judged.records.at(-1)?.index ?? -1) + 1
    if (isLast && end > 0 && made.length === end) return made
    const now = await journal.find(entry.receiptId)
    return now?.processed ? receipts.list(entry.receiptId) : undefined
  }
}

/** Some records of a batch, judged, and whether there are no more to come. */
interface JudgedPart {
  records: readonly Judged[]
  isLast: boolean
}

/**
 * Judges a batch a part at a time, and lets others have their turns meanwhile. After too many in a row that cannot be used
 * the rest is one refusal, and the last there is.
 */
function createJudging(
  records: readonly IncomingRecord[],
  size: number,
  { origin, log, signal }: { origin: Origin; log: Logger; signal: AbortSignal | undefined },
): () => Promise<JudgedPart> {
  let next = 0
  let unusable = 0
  return async () => {
    signal?.throwIfAborted()
    const turns = createTurns(signal)
    const judged: Judged[] = []
    while (next < records.length && judged.length < size) {
      const record = records[next]
      if (record === undefined) break
      const isRefused = unusable === unusableMax
      const one = judge(isRefused ? refusedRest(record.message) : record, next, origin, log)
      judged.push(one)
      unusable = 'row' in one ? 0 : unusable + 1
      next = isRefused ? records.length : next + 1
      const turn = turns.take()
      if (turn !== undefined) await turn
    }
    return { records: judged, isLast: next >= records.length }
  }
}

/** One chunk in one transaction; undefined when the batch is done or somebody else is at it. */
async function processChunk(
  parts: ProcessorParts,
  judged: readonly Judged[],
  work: { origin: Origin; isLast: boolean; wait: boolean },
  careful = false,
  attempt = 1,
): Promise<RecordReceipt[] | undefined> {
  const { db, journal, unread, clock, crash } = parts
  const { origin, isLast, wait } = work
  try {
    const opened: UnreadDraft[] = []
    const made = await db.write(ownWork, async (tx) => {
      const found = await journal.lockUnprocessed(tx, origin.receiptId, { wait })
      if (found === undefined) return undefined
      if (!wait) await journal.noteProgress(tx, origin.receiptId)
      const left = judged.filter(({ index }) => index >= found.recordsDone)
      const merge = careful ? mergeCarefully : mergeMessage
      const settled = await settle(parts, tx, left, { origin, merge, hasUnread: found.hasUnread, opened })
      if (isLast) {
        // Whoever asked again by an event of an earlier part, or while it lay, still found the batch unread.
        if (found.recordsDone > 0 || !wait)
          await parts.tellUnread(tx, await journal.blockedBy(tx, origin.receiptId), 'ENDED')
        const { source, sequence } = await journal.markProcessed(tx, origin.receiptId, clock())
        if (sequence !== null) await parts.noteSequence(tx, source)
      }
      crash('after-receipt')
      return settled
    })
    crash('after-commit')
    // The embedded database does one thing after the other.
    if (db.kind === 'postgres' && opened.length > 0) await unread.lookAgain(opened, origin)
    return made
  } catch (error) {
    if ((isTransient(error) || error instanceof MergeRace) && attempt < attemptsMax) {
      await sleep(10 * attempt + Math.random() * 50)
      return processChunk(parts, judged, work, careful, attempt + 1)
    }
    if (isDataFault(error) && !careful) return processChunk(parts, judged, work, true, attempt)
    throw error
  }
}

/** Writes all that one chunk changes: rows, quarantine and receipts; answers the receipts in order of their index. */
async function settle(
  parts: ProcessorParts,
  tx: Orm,
  judged: readonly Judged[],
  {
    origin,
    merge,
    hasUnread,
    opened,
  }: { origin: Origin; merge: typeof mergeCarefully; hasUnread: boolean; opened: UnreadDraft[] },
): Promise<RecordReceipt[]> {
  const { quarantine, receipts, unread, crash } = parts
  const good = judged.filter((one) => 'row' in one)
  const bad = judged.filter((one) => 'fault' in one)
  crash('before-merge')
  const merged: MergedRecords[] = []
  // In order of names: two batches that hold the same messages never wait for one another.
  const messages = [...new Set(good.map(({ record }) => record.message))].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  for (const message of messages) {
    const rows = good.filter(({ record }) => record.message === message)
    merged.push(await merge(parts, tx, message, rows, origin))
  }
  const { receipts: made, refused, taken } = join(merged)
  crash('after-merge')
  const unusable = [...bad, ...refused]
  const kept = await quarantine.keep(tx, unusable.map(atLine), origin)
  opened.push(...(await unread.open(tx, draftsOf(unusable, kept, origin), origin)))
  if (hasUnread || unusable.length > 0) for (const one of taken) await closeGaps(parts, tx, one, origin)
  const all = [...made, ...kept].sort((a, b) => a.index - b.index)
  crash('before-receipt')
  const versions = new Map(judged.map(({ index, record }) => [index, record.message.mappingVersion]))
  await receipts.keep(
    tx,
    origin.receiptId,
    all.map((receipt) => ({ ...receipt, mappingVersion: versions.get(receipt.index) ?? 1 })),
  )
  return all.map(({ notes = [], ...receipt }) => (notes.length > 0 ? { ...receipt, notes } : receipt))
}

/**
 * Merges rows among which the database refuses some value, or which others write too: halves the batch until the refused
 * records stand alone. Each part runs under a savepoint, so that what a part did is undone where it fails.
 */
async function mergeCarefully(
  parts: ProcessorParts,
  tx: Orm,
  message: AnyMessage,
  good: readonly GoodRecord[],
  origin: Origin,
): Promise<MergedRecords> {
  try {
    return await tx.transaction((savepoint) =>
      mergeMessage(parts, savepoint as unknown as Orm, message, good, origin, true),
    )
  } catch (error) {
    if (!isDataFault(error)) throw error
    const [first] = good
    if (first === undefined) throw error
    if (good.length === 1) {
      const text = `the database refuses a value of the record (SQLSTATE ${sqlStateOf(error)})`
      return {
        receipts: [],
        taken: [],
        refused: [{ ...first, fault: new RecordFault('VALUE_REFUSED', '', text) }],
      }
    }
    const middle = good.length >> 1
    const left = await mergeCarefully(parts, tx, message, good.slice(0, middle), origin)
    return join([left, await mergeCarefully(parts, tx, message, good.slice(middle), origin)])
  }
}

/** Merges the good rows of one message; answers receipts of applied and refused ones alike. */
async function mergeMessage(
  { outbox }: ProcessorParts,
  tx: Orm,
  message: AnyMessage,
  good: readonly GoodRecord[],
  origin: Origin,
  amongOthers = false,
): Promise<MergedRecords> {
  const rows = good.map(({ row }) => row)
  const rejected: ReadonlyMap<number, RecordFault> =
    (await message.reject?.(tx, rows, { source: origin.source, receivedAt: origin.receivedAt })) ?? new Map()
  const accepted = good.filter((_, position) => !rejected.has(position))
  const refused = good.flatMap(({ index, record, notes }, position) => {
    const fault = rejected.get(position)
    return fault === undefined ? [] : [{ index, record, notes, fault }]
  })
  const merged = await mergeRows(
    tx,
    message.plan,
    accepted.map(({ row }) => row),
    { source: origin.source.id, receivedAt: origin.receivedAt, receiptId: origin.receiptId },
    { amongOthers },
  )
  const taken = accepted.map((one, position) => ({
    ...one,
    isNew: merged[position]?.outcome !== 'DUPLICATE',
    isApplied: merged[position]?.outcome === 'APPLIED',
  }))
  const applied = taken.filter(({ isApplied }) => isApplied)
  if (applied.length > 0) {
    const newest = applied.map(({ row }) => row)
    await message.effects?.(tx, newest, { source: origin.source, receivedAt: origin.receivedAt })
    await outbox.emit(tx, (await message.events?.(newest, tx)) ?? [])
  }
  return {
    refused,
    taken: taken.length > 0 ? [{ message, records: taken }] : [],
    receipts: accepted.map(({ index, notes }, position) => ({
      index,
      message: message.name,
      outcome: merged[position]?.outcome ?? 'DUPLICATE',
      notes: merged[position]?.contradicts ? [...notes, contradiction] : notes,
    })),
  }
}

function join(parts: readonly MergedRecords[]): MergedRecords {
  return {
    receipts: parts.flatMap(({ receipts }) => receipts),
    refused: parts.flatMap(({ refused }) => refused),
    taken: parts.flatMap(({ taken }) => taken),
  }
}

/** What can be read of records that were put in quarantine, under the numbers they have there. */
function draftsOf(
  unusable: readonly BadRecord[],
  kept: readonly RecordReceipt[],
  origin: Origin,
): UnreadDraft[] {
  const numbers = new Map(kept.map(({ index, quarantineId }) => [index, quarantineId]))
  return unusable.flatMap(({ index, record: { message, value } }) => {
    const id = numbers.get(index)
    if (id === undefined) return []
    const identity = identityOf(message, value, origin)
    const subjects = message.statesNothing ? [] : tokensOfRecord(message, identity, origin.source)
    return [{ id, message, index, value, identity, subjects }]
  })
}

/** A refused record of a file says on which line it stands. */
function atLine(bad: BadRecord): BadRecord {
  const { record, fault } = bad
  if (record.line === undefined) return bad
  return {
    ...bad,
    fault: new RecordFault(fault.code, fault.pointer, `line ${record.line}: ${fault.message}`),
  }
}
