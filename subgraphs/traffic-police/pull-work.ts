import { createHmac, type KeyObject } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import type { Feeds, Receipt } from '@one-visit/kit/feed/feeds.ts'
import type { AnyMessage, FeedSource } from '@one-visit/kit/feed/message.ts'
import { judge } from '@one-visit/kit/feed/read/judge.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Jobs } from '@one-visit/kit/work/jobs.ts'
import type { HubEvent, Outbox } from '@one-visit/kit/work/outbox.ts'
import type { Exchange } from './exchange.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { type PulledAnswer, recordsOfAnswer } from './ingest/pulled-answer.ts'
import type { TmriQuestion } from './ingest/tmri-query.ts'
import type { TmriRecord } from './ingest/tmri-soap.ts'
import {
  beginPull,
  endPull,
  findKnownAnswer,
  type PullEnd,
  type PullKind,
  type PullOutcome,
} from './pull-store.ts'
import type { Rate } from './rate.ts'

/** What all pulls share. */
export interface PullParts {
  db: Database
  jobs: Jobs
  outbox: Outbox
  feeds: Feeds
  clock: Clock
  log: Logger
  exchange: Exchange
  rate: Rate
  /** The source answers are journaled under. */
  source: FeedSource
  /** Keys the digests of answers: of what is about a person no plain digest is kept. */
  digestKey: KeyObject
}

/** A question on its way through the queue. */
export interface PullJob {
  id: string
  /** VIN or pseudonym the question is about. */
  subject: string
  /** Its turn at the exchange was taken already, and is now. */
  hasTurn?: boolean
}

/** One kind of pull: how to ask, and where the answer goes. */
export interface PullWork<Job extends PullJob> {
  queue: string
  kind: PullKind
  /** Route the answer is taken in by. */
  route: string
  message: AnyMessage
  question(job: Job): TmriQuestion | undefined
  /** What of an answer is journaled; the records about somebody else only where there is no other. */
  asked(job: Job): object
  pick(job: Job, records: readonly TmriRecord[]): readonly TmriRecord[]
  event(job: Job, outcome: PullOutcome): HubEvent
}

/** A turn that comes sooner than this is waited for; a later one is given back to the queue, ms. */
const waitHereMaxMs = 2_000
const retryLimit = 8
const reasonMax = 200

/** Sends a pull through its queue; it exists if and only if the transaction commits. */
export function sendPull(
  { jobs }: Pick<PullParts, 'jobs'>,
  tx: Orm,
  queue: string,
  job: PullJob,
  startAfterSeconds = 0,
): Promise<void> {
  return jobs.send(tx, queue, job, { retryLimit, ...(startAfterSeconds > 0 && { startAfterSeconds }) })
}

/**
 * Does the pulls of one queue: waits for its turn, asks, hands the answer to the one way in, notes what came of it and
 * tells the other rooms. What fails is tried again with growing pauses.
 */
export async function workPulls<Job extends PullJob>(parts: PullParts, work: PullWork<Job>): Promise<void> {
  const { db, jobs, outbox, feeds, clock, log, exchange, rate, source, digestKey } = parts

  const end = (job: Job, came: PullEnd): Promise<void> =>
    db.transaction(async (tx) => {
      // An outage has each application looked at once, not at every attempt.
      if (await endPull(tx, work.kind, job, came, clock()))
        await outbox.emit(tx, [work.event(job, came.outcome)])
    })

  /** Whether it is this job's turn now; a turn that is far away is waited for in the queue. */
  const hasTurn = async (job: Job): Promise<boolean> => {
    if (job.hasTurn || exchange.isLeftAlone()) return true
    const waitMs = await rate.takeTurn()
    if (waitMs > waitHereMaxMs) {
      await db.transaction((tx) =>
        sendPull({ jobs }, tx, work.queue, { ...job, hasTurn: true }, Math.ceil(waitMs / 1000)),
      )
      return false
    }
    if (waitMs > 0) await sleep(waitMs)
    return true
  }

  /** Why no record of an answer can be used; undefined where one can. */
  const refused = (answer: PulledAnswer): PullOutcome | undefined => {
    const faults = recordsOfAnswer(answer, work.message).map((record, index) => {
      const judged = judge(record, index, { source, receivedAt: clock() }, log)
      return 'fault' in judged ? judged.fault : undefined
    })
    return faults.includes(undefined) ? undefined : refusal(faults[0]?.code)
  }

  /**
   * Asks, and takes the answer in where it is another than the one before. What the police only say again leaves no
   * body, no row of history and no second quarantine: nightly questions about what does not change cost nothing. Only
   * where an answer in between could not be read it is taken in again, and makes up for that one.
   */
  const ask = async (job: Job): Promise<PullEnd> => {
    const question = work.question(job)
    if (question === undefined)
      throw new ExchangeFault('NOT_CONFIGURED', 'no interface that is configured can be asked this')
    const found = await exchange.ask(question)
    if (found.kind === 'nothing-found') return { outcome: 'NOTHING_FOUND' }
    const known = await findKnownAnswer(db.orm, work.kind, job.subject)
    const records = work.pick(job, found.records)
    const digest = digestOf(digestKey, work.message.mappingVersion, records)
    if (digest === known.standing && !known.hasUnread) return { outcome: 'FOUND' }
    const answeredAt = clock().toISOString()
    const previousUntil = known.repeatedAt?.toISOString()
    const answer: PulledAnswer = { asked: work.asked(job), answeredAt, previousUntil, records }
    const again = digest === known.refused ? refused(answer) : undefined
    if (again !== undefined) return { outcome: again, digest }
    const receipt = await feeds.take({
      source,
      route: work.route,
      idempotencyKey: `pull:${job.id}:${clock().getTime()}`,
      body: Buffer.from(JSON.stringify(answer)),
    })
    return { outcome: outcomeOf(receipt), digest, receiptId: receipt.receiptId }
  }

  await jobs.work<Job>(
    work.queue,
    async (job) => {
      if (!(await hasTurn(job))) return
      const { subject, id } = job
      if (!(await db.transaction((tx) => beginPull(tx, work.kind, { subject, id, now: clock() })))) return
      let came: PullEnd
      try {
        came = await ask(job)
      } catch (error) {
        const fault = error instanceof ExchangeFault ? error : undefined
        // That nobody is set to be asked was said at the start, and is not said again for each vehicle.
        if (fault?.kind === 'NOT_CONFIGURED') log.debug({ pullId: id }, fault.message)
        else log.warn({ err: error, pullId: id, fault: fault?.kind }, 'the police could not be asked')
        const reason = fault?.message.slice(0, reasonMax) ?? 'a fault of ours'
        await end(job, { outcome: 'FAILED', reason })
        // Nobody sets an address by waiting.
        if (fault?.kind === 'NOT_CONFIGURED') return
        throw error
      }
      await end(job, came)
    },
    { concurrency: 4 },
  )
}

function refusal(code: string | undefined): PullOutcome {
  return code === 'OTHER_VEHICLE' || code === 'OTHER_PERSON' ? code : 'UNREADABLE'
}

/** Digest of records as they came, whatever the order of their fields, and of the mapping that reads them. */
function digestOf(key: KeyObject, version: number, records: readonly TmriRecord[]): string {
  const sorted = records.map((record) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHmac('sha256', key)
    .update(JSON.stringify([version, sorted]))
    .digest('base64url')
}

function outcomeOf({ records }: Receipt): PullOutcome {
  return records.some(({ outcome }) => outcome !== 'QUARANTINED') ? 'FOUND' : refusal(records[0]?.code)
}
