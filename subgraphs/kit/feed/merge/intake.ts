import type { Clock } from '../../clock.ts'
import type { CrashPoint } from '../../crash.ts'
import { HubError } from '../../errors.ts'
import type { Logger } from '../../log.ts'
import { gatherRecords } from '../kept/gather.ts'
import type { Journal, JournalEntry, ReadBody } from '../kept/journal.ts'
import { type Receipt, type Receipts, receiptOf } from '../kept/receipts.ts'
import type { FeedSource, IncomingRecord } from '../message.ts'
import type { AdviseOn } from '../read/advice.ts'
import { bytesKey } from '../read/digest.ts'
import type { Processor } from './process.ts'
import type { SaysAnew } from './repeats.ts'

/** A body as it came, from a sender that is known: nothing of it is read yet. */
export interface IncomingBatch {
  source: FeedSource
  /** Path of the route below /feeds/<room>/. */
  route: string
  /** The address it was sent to, without query and matrix parameters; the route when left out. */
  address?: string
  idempotencyKey: string
  body: Buffer
  contentType?: string
  sequence?: number | undefined
}

/** The way from a body to its receipt. */
export interface Intake {
  /** @throws HubError IN_FLIGHT, IDEMPOTENCY_KEY_REUSED, and what the route's read throws */
  take(batch: IncomingBatch): Promise<Receipt>
  /** Reads the records of a body again, as they were read when it came. @throws what the route's read throws */
  readAgain: ReadAgain
}

/** Reads the records of an entry's body; `signal` ends it. */
export type ReadAgain = (
  entry: JournalEntry,
  source: FeedSource,
  body: Buffer,
  signal?: AbortSignal,
) => Promise<readonly IncomingRecord[]>

/** What the way in is made of. */
export interface IntakeParts {
  read: ReadBody
  journal: Journal
  receipts: Receipts
  processor: Processor
  saysAnew: SaysAnew
  adviseOn: AdviseOn
  clock: Clock
  log: Logger
  crash: CrashPoint
}

/** Journal first, then process, then answer: what is acknowledged is never lost, and never applied twice. */
export function createIntake(parts: IntakeParts): Intake {
  const { read, journal, receipts, processor, saysAnew, adviseOn } = parts
  const { clock, log, crash } = parts
  const inFlight = new Set<string>()

  const inFlightError = (): HubError =>
    new HubError('IN_FLIGHT', 'This batch is being worked on; ask again in a second.', {
      retryAfterSeconds: 1,
    })

  /** Bytes that came without a key are a batch of their own where they say something anew. */
  const releaseStale = async (
    { source, idempotencyKey }: IncomingBatch,
    records: readonly IncomingRecord[],
  ): Promise<void> => {
    const known = await journal.findByKey(source.id, idempotencyKey)
    if (known?.processed && (await saysAnew(known, { source, records })))
      await journal.releaseKey(known.receiptId)
  }

  const readAgain: ReadAgain = async (entry, source, body, signal) => {
    const { receivedAt } = entry
    return (await gatherRecords(read(entry, body).records, { source, receivedAt }, log, signal)).records
  }

  const takeOnce = async (batch: IncomingBatch): Promise<Receipt> => {
    const { source, route, address = route, contentType = 'application/json', body } = batch
    const { idempotencyKey, sequence } = batch
    const form = { route, address, contentType }
    const receivedAt = clock()
    const { records: unread, readerVersion } = read(form, body)
    const { records, subjects } = await gatherRecords(unread, { source, receivedAt }, log)
    if (idempotencyKey.startsWith(bytesKey)) await releaseStale(batch, records)
    crash('before-journal')
    const entry = await journal.keep({
      ...form,
      readerVersion,
      source,
      idempotencyKey,
      sequence,
      subjects,
      body,
      receivedAt,
    })
    crash('after-journal')
    if (entry.processed) return await receiptOf(entry, await receipts.list(entry.receiptId), adviseOn)
    // A repeat that finds the first one unfinished goes on where a crash cut it off, unless somebody is at it.
    const left = entry.readerVersion === readerVersion ? records : await readAgain(entry, source, body)
    const made = await processor.process(entry, { source, records: left, wait: !entry.repeated })
    if (made === undefined) throw inFlightError()
    return await receiptOf({ ...entry, processed: true }, made, adviseOn)
  }

  return {
    take: async (batch) => {
      const flight = `${batch.source.id} ${batch.idempotencyKey}`
      if (inFlight.has(flight)) throw inFlightError()
      inFlight.add(flight)
      try {
        return await takeOnce(batch)
      } finally {
        inFlight.delete(flight)
      }
    },
    readAgain,
  }
}
