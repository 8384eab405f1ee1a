import type { Clock } from '../../clock.ts'
import type { CrashPoint } from '../../crash.ts'
import { HubError } from '../../errors.ts'
import type { Logger } from '../../log.ts'
import type { Journal, JournalEntry, ReadBody } from '../kept/journal.ts'
import { type Receipt, type Receipts, receiptOf } from '../kept/receipts.ts'
import type { FeedSource, IncomingRecord } from '../message.ts'
import type { AdviseOn } from '../read/advice.ts'
import { bytesKey } from '../read/digest.ts'
import { gatherRecords } from './gather.ts'
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
  /** Finishes what was journaled before an instant and never processed; answers how many batches. */
  resume(before: Date): Promise<number>
}

/** `sourceOf` finds a sender that is still registered, `bodyOf` a body whose key was not erased; undefined otherwise. */
export interface IntakeParts {
  read: ReadBody
  journal: Journal
  receipts: Receipts
  processor: Processor
  saysAnew: SaysAnew
  adviseOn: AdviseOn
  sourceOf: (id: string) => Promise<FeedSource | undefined>
  bodyOf: (receiptId: string) => Promise<Buffer | undefined>
  /** Leaves an entry whose body was erased to the administrators: it stays a gap, and is tried no more. */
  giveUp: (entry: JournalEntry) => Promise<void>
  clock: Clock
  log: Logger
  crash: CrashPoint
}

/** Journal first, then process, then answer: what is acknowledged is never lost, and never applied twice. */
export function createIntake(parts: IntakeParts): Intake {
  const { read, journal, receipts, processor, saysAnew, adviseOn } = parts
  const { sourceOf, bodyOf, giveUp, clock, log, crash } = parts
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

  /** The records of a body as they were read when it came. */
  const readAgain = async (
    entry: JournalEntry,
    source: FeedSource,
    body: Buffer,
  ): Promise<readonly IncomingRecord[]> => {
    const { receivedAt } = entry
    return (await gatherRecords(read(entry, body).records, { source, receivedAt }, log)).records
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

  const resumeOne = async (entry: JournalEntry): Promise<boolean> => {
    const source = await sourceOf(entry.source)
    const body = await bodyOf(entry.receiptId)
    if (body === undefined) await giveUp(entry)
    if (source === undefined || body === undefined) return false
    const records = await readAgain(entry, source, body)
    return (await processor.process(entry, { source, records, wait: false })) !== undefined
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
    resume: async (before) => {
      let done = 0
      for (let after = -1; ; ) {
        const page = await journal.unfinished(before, after)
        const last = page.at(-1)
        if (last === undefined) break
        after = last.id
        for (const entry of page) {
          try {
            if (await resumeOne(entry)) done += 1
          } catch (error) {
            // One batch that cannot be finished keeps none of the others back, nor the room from starting.
            log.error({ err: error, receiptId: entry.receiptId }, 'a journaled batch could not be processed')
          }
        }
      }
      if (done > 0) log.info({ batches: done }, 'batches left by a crash are processed')
      return done
    },
  }
}
