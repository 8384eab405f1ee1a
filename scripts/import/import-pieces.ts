import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Receipt } from '@one-visit/kit/feed/feeds.ts'
import { chunkRows } from '@one-visit/kit/feed/merge/process.ts'
import type { FeedSource } from '@one-visit/kit/feed/message.ts'
import { pieceType } from '@one-visit/kit/feed/read/file-records.ts'
import { type FilePiece, piecesOf } from './file-pieces.ts'
import { digestOfFile } from './file-text.ts'
import type { ImportOptions, ImportTarget } from './import-options.ts'
import { type ImportProgress, progressLine } from './import-progress.ts'

/** An import that can begin. */
export interface ImportWork {
  db: Database
  options: ImportOptions
  source: FeedSource
  target: ImportTarget
}

/** Looks on as pieces are taken in. What it answers is awaited while no piece is being worked on. */
export type ImportWatch = (progress: ImportProgress) => (() => Promise<void>) | undefined

interface TakenPiece {
  piece: FilePiece
  body: Buffer
  contentType: string
  receipt: Receipt
}

/** Quarantined rows that are printed; the rest is in quarantine like them. */
const printedMax = 20

/** A count as it is printed. */
export const counted = (count: number): string => count.toLocaleString('en')

/** How often a piece is asked for again that another import of the same file, or a killed one's connection, holds. */
const asksMax = 60

/** Begins the keys of pieces; another one where pieces of a file became others, so that no key names two. */
const keyOfImports = 'import-2'

/**
 * Rows of a piece: what a server merges in one statement, so that each piece is one commit beside its journal's. The
 * embedded database merges fewer at a time, and progress is told after each piece.
 */
const pieceRows = { pglite: 2_000, postgres: chunkRows.postgres } as const

/** Takes a file in, piece by piece. Yields what to print; `onTaken` is told the piece and how it was read. */
export async function* takePieces(
  work: ImportWork,
  onTaken: (taken: TakenPiece) => void,
  watch?: ImportWatch,
): AsyncGenerator<string, { rows: number; quarantined: number }> {
  const { db, options, source, target } = work
  const { form, kind } = options
  const rowsMax = pieceRows[db.kind]
  const digest = await digestOfFile(form.path)
  const bytesTotal = statSync(form.path).size
  const [startedAt, clockStart] = [systemClock(), performance.now()]
  const counts = { APPLIED: 0, DUPLICATE: 0, SUPERSEDED: 0, QUARANTINED: 0 }
  let [rows, again, printed, rssMax] = [0, 0, 0, 0]
  const take = async (piece: FilePiece): Promise<TakenPiece> => {
    const body = Buffer.from(piece.text)
    const contentType = pieceType(
      form.format === 'csv' ? 'text/csv' : 'application/x-ndjson',
      piece.firstLine,
    )
    const idempotencyKey = `${keyOfImports}:${digest}:${kind.path}:${form.encoding}:${rowsMax}:${piece.position}`
    const batch = { source, route: kind.path, idempotencyKey, contentType, body }
    const receipt = await whenFree(() => target.feeds.take(batch))
    return { piece, body, contentType, receipt }
  }
  for await (const { result, others } of inTurn(piecesOf(form, rowsMax), piecesAtOnce(work), take)) {
    const { piece, receipt } = result
    for (const outcome of Object.keys(counts) as (keyof typeof counts)[])
      counts[outcome] += receipt.counts[outcome]
    rows += receipt.records.length
    if (new Date(receipt.receivedAt) < startedAt) again += receipt.records.length
    for (const line of refusedLines(receipt)) {
      if (printed < printedMax) yield line
      printed += 1
    }
    onTaken(result)
    const seconds = (performance.now() - clockStart) / 1000
    rssMax = Math.max(rssMax, process.memoryUsage().rss)
    const progress = { rows, quarantined: counts.QUARANTINED, bytes: piece.bytes, bytesTotal, seconds }
    yield progressLine(progress)
    const pause = watch?.(progress)
    if (pause !== undefined) {
      await Promise.allSettled(others)
      await pause()
    }
  }
  const seconds = (performance.now() - clockStart) / 1000
  if (printed > printedMax) yield `and ${counted(printed - printedMax)} more in quarantine`
  if (again > 0) yield `${counted(again)} rows had been taken in before this run`
  yield `${counted(rows)} rows in ${seconds.toFixed(1)} s (${counted(Math.round(rows / Math.max(seconds, 0.001)))} rows/s): ` +
    `${counted(counts.APPLIED)} applied, ${counted(counts.DUPLICATE)} duplicate, ${counted(counts.SUPERSEDED)} superseded, ` +
    `${counted(counts.QUARANTINED)} quarantined; at most ${Math.round(rssMax / 1e6)} MB`
  return { rows, quarantined: counts.QUARANTINED }
}

/** Waits for whoever holds a piece. @throws HubError IN_FLIGHT where nobody lets go of it */
async function whenFree(take: () => Promise<Receipt>, asks = 1): Promise<Receipt> {
  try {
    return await take()
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'IN_FLIGHT') || asks >= asksMax) throw error
    await sleep(500)
    return whenFree(take, asks + 1)
  }
}

/** Results of work in the order it was asked for, with at most so many at work at a time. Ends when all of it has. */
async function* inTurn<In, Out>(
  all: AsyncIterable<In>,
  atOnce: number,
  work: (one: In) => Promise<Out>,
): AsyncGenerator<{ result: Out; others: readonly Promise<Out>[] }> {
  const waiting: Promise<Out>[] = []
  const first = async () => {
    const result = await (waiting[0] as Promise<Out>)
    waiting.shift()
    return { result, others: waiting }
  }
  try {
    for await (const one of all) {
      const result = work(one)
      // Its failure is met when its turn comes.
      result.catch(() => undefined)
      waiting.push(result)
      if (waiting.length >= atOnce) yield await first()
    }
    while (waiting.length > 0) yield await first()
  } finally {
    await Promise.allSettled(waiting)
  }
}

/**
 * Pieces at work at a time. A server merges one while the next is read; where a rule asks what stands already, pieces
 * keep their order, so that the same file always ends in the same rows. The embedded database does one thing at a time.
 */
function piecesAtOnce({ db, target }: ImportWork): number {
  return db.kind === 'postgres' && target.message.reject === undefined ? 2 : 1
}

/** A column per line of a refused row: what is wrong with which field, and on which line it stands. */
function refusedLines({ records }: Receipt): string[] {
  return records
    .filter(({ outcome }) => outcome === 'QUARANTINED')
    .map(({ code, pointer, text }) => `QUARANTINED  ${code} ${pointer || '/'}  ${text}`)
}
