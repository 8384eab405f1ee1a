import { statSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { systemClock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database.ts'
import { takeHeartbeat } from '@one-visit/kit/feed/coverage.ts'
import { headerFaults } from '@one-visit/kit/feed/csv.ts'
import type { Receipt } from '@one-visit/kit/feed/feeds.ts'
import { pieceType } from '@one-visit/kit/feed/file-records.ts'
import { readRecord } from '@one-visit/kit/feed/judge.ts'
import { type AnyMessage, type FeedSource, RecordFault } from '@one-visit/kit/feed/message.ts'
import { reconcile } from '@one-visit/kit/feed/reconcile.ts'
import type { FeedTables } from '@one-visit/kit/feed/tables.ts'
import { digestOfFile, type FileForm, piecesOf, readHeader } from './file-pieces.ts'
import { type ImportOptions, type ImportTarget, readImportArguments } from './import-options.ts'
import { progressLine } from './import-progress.ts'
import { createKeysSeen, type KeysSeen } from './keys-seen.ts'
import { type FeedKeys, findTellingFeeds } from './room-feeds.ts'

/** Quarantined rows that are printed; the rest is in quarantine like them. */
const printedMax = 20
const counted = (count: number): string => count.toLocaleString('en')

interface Work {
  db: Database
  options: ImportOptions
  form: FileForm
  source: FeedSource
  message: AnyMessage
  /** All messages of the room. */
  messages: readonly AnyMessage[]
  tables: FeedTables
}

/** Compares what the file holds with what stands, and says so to the source's scope: only then can absence be stated. */
async function* stateFull(work: Work, seen: KeysSeen, quarantined: number): AsyncGenerator<string, boolean> {
  const { db, options, source, message, tables } = work
  const surplus = await seen.surplus(db, source.id, printedMax)
  for (const key of surplus.first) yield `NOT IN THE FILE  ${message.name} ${key.replaceAll('\t', ' ')}`
  const [at, now] = [systemClock().toISOString(), systemClock()]
  const known = new Map([[message.name, message]])
  const parts = { tables, messages: known, taken: work.messages, source: source.id, now }
  const records = [{ message: message.name, count: seen.count() }]
  const { equal } = await db.transaction((tx) => reconcile(tx, parts, { scope: '*', at, records }))
  const isFull = equal && surplus.count === 0 && quarantined === 0
  yield `${counted(surplus.count)} records stand here and are not in the file; ${equal ? 'both sides hold' : 'the sides differ, the file holds'} ${counted(seen.count())}`
  if (isFull && options.completesInitialLoad) {
    const heartbeat = { at, initialLoadCompleted: true } as const
    await db.transaction((tx) => takeHeartbeat(tx, tables, source.id, heartbeat, now))
    yield 'the initial load is complete: what the register does not hold is stated absent'
  }
  return isFull
}

const countKeys = (
  { message, source }: Work,
  seen: KeysSeen,
  records: readonly { value: unknown; fault?: RecordFault }[],
): void => {
  const context = { source, receivedAt: systemClock() }
  for (const { value, fault } of records) {
    if (fault !== undefined) continue
    try {
      seen.add(readRecord(value, message, context).row)
    } catch (error) {
      // Quarantined: it stands in no table.
      if (!(error instanceof RecordFault)) throw error
    }
  }
}

/** A column per line of a refused row: where it stands, what is wrong with which field. */
const refusedLines = ({ records }: Receipt): string[] =>
  records
    .filter(({ outcome }) => outcome === 'QUARANTINED')
    .map(({ code, pointer, text }) => `QUARANTINED  ${code} ${pointer || '/'}  ${text}`)

async function* takePieces(
  work: Work,
  target: ImportTarget,
): AsyncGenerator<string, { quarantined: number; seen: KeysSeen }> {
  const { options, form, source, message } = work
  const digest = await digestOfFile(form.path)
  const bytesTotal = statSync(form.path).size
  const seen = createKeysSeen(message.plan)
  const [startedAt, clockStart] = [systemClock(), performance.now()]
  const counts = { APPLIED: 0, DUPLICATE: 0, SUPERSEDED: 0, QUARANTINED: 0 }
  let [rows, again, printed, rssMax] = [0, 0, 0, 0]
  const type = form.format === 'csv' ? 'text/csv' : 'application/x-ndjson'
  for await (const piece of piecesOf(form)) {
    const body = Buffer.from(piece.text)
    const contentType = pieceType(type, piece.firstLine)
    const receipt = await target.feeds.take({
      source,
      route: options.kind.path,
      idempotencyKey: `import:${digest}:${form.encoding}:${piece.position}`,
      contentType,
      body,
    })
    for (const outcome of Object.keys(counts) as (keyof typeof counts)[])
      counts[outcome] += receipt.counts[outcome]
    rows += receipt.records.length
    if (new Date(receipt.receivedAt) < startedAt) again += receipt.records.length
    for (const line of refusedLines(receipt)) {
      if (printed < printedMax) yield line
      printed += 1
    }
    if (options.full) countKeys(work, seen, target.route.read(body, options.kind.path, contentType))
    const seconds = (performance.now() - clockStart) / 1000
    rssMax = Math.max(rssMax, process.memoryUsage().rss)
    yield progressLine({ rows, quarantined: counts.QUARANTINED, bytes: piece.bytes, bytesTotal, seconds })
    await nextTurn()
  }
  const seconds = (performance.now() - clockStart) / 1000
  if (printed > printedMax) yield `and ${counted(printed - printedMax)} more in quarantine`
  if (again > 0) yield `${counted(again)} rows had been taken in before this run`
  yield `${counted(rows)} rows in ${seconds.toFixed(1)} s (${counted(Math.round(rows / Math.max(seconds, 0.001)))} rows/s): ` +
    `${counted(counts.APPLIED)} applied, ${counted(counts.DUPLICATE)} duplicate, ${counted(counts.SUPERSEDED)} superseded, ` +
    `${counted(counts.QUARANTINED)} quarantined; at most ${Math.round(rssMax / 1e6)} MB`
  return { quarantined: counts.QUARANTINED, seen }
}

const withoutHeaderFaults = async (form: FileForm, message: AnyMessage): Promise<string[]> => {
  if (form.format !== 'csv') return []
  const header = await readHeader(form)
  return header === undefined ? ['the file is empty'] : headerFaults(header, message)
}

/**
 * Imports a file of the transport register through its room's ordinary feed. Yields lines (those that begin with a
 * carriage return pass); returns 0 when every row is in, 1 where rows were quarantined or, of a full file, sides
 * differ, 2 where nothing was read.
 */
export async function* importFile(
  db: Database,
  keys: FeedKeys,
  args: readonly string[],
): AsyncGenerator<string, number> {
  const options = readImportArguments(args)
  if (typeof options === 'string') {
    yield options
    return 2
  }
  const { kind, form, allowQuarantined } = options
  const target = findTellingFeeds(kind, db, keys)
  const source = await target.feeds.sources.find(options.source)
  if (source === undefined) {
    const known = (await target.feeds.sources.list()).map(({ id }) => id)
    yield `${kind.room} knows no sender ${options.source}; it knows ${known.join(', ') || 'none'}`
    return 2
  }
  try {
    const faults = await withoutHeaderFaults(form, target.message)
    if (faults.length > 0) {
      yield `nothing was read of ${form.path}:`
      for (const fault of faults) yield `  ${fault}`
      return 2
    }
    const { message, tables } = target
    const work: Work = { db, options, form, source, message, tables, messages: target.feeds.messages }
    const { quarantined, seen } = yield* takePieces(work, target)
    const isFull = options.full ? yield* stateFull(work, seen, quarantined) : true
    return isFull && (quarantined === 0 || allowQuarantined) ? 0 : 1
  } catch (error) {
    if (
      !(
        error instanceof TypeError &&
        (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
      )
    )
      throw error
    yield `${form.path} is not ${form.encoding}; say --encoding ${form.encoding === 'gbk' ? 'utf-8' : 'gbk'} where it is that`
    return 2
  }
}
