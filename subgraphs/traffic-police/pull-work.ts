import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database, Orm } from '@one-visit/kit/database.ts'
import type { Feeds, Receipt } from '@one-visit/kit/feed/feeds.ts'
import type { FeedSource } from '@one-visit/kit/feed/message.ts'
import type { Jobs } from '@one-visit/kit/jobs.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { HubEvent, Outbox } from '@one-visit/kit/outbox.ts'
import type { Exchange } from './exchange.ts'
import { ExchangeFault } from './exchange-fault.ts'
import type { TmriQuestion } from './ingest/tmri-query.ts'
import type { TmriRecord } from './ingest/tmri-soap.ts'
import { beginPull, endPull, type PullKind, type PullOutcome } from './pull-store.ts'
import type { Rate } from './rate.ts'

/** What pulls work with. */
export interface PullParts {
  db: Database
  jobs: Jobs
  outbox: Outbox
  feeds: () => Feeds
  clock: Clock
  log: Logger
  exchange: Exchange
  rate: Rate
  /** The source answers are journaled under. */
  source: FeedSource
}

/** A question on its way through the queue. */
export interface PullJob {
  id: string
  /** Whom or what it is about: VIN or pseudonym. */
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

const outcomeOf = ({ records }: Receipt): PullOutcome => {
  if (records.some(({ outcome }) => outcome !== 'QUARANTINED')) return 'FOUND'
  const [code] = records.map((record) => record.code)
  return code === 'OTHER_VEHICLE' || code === 'OTHER_PERSON' ? code : 'UNREADABLE'
}

/** Sends a pull through its queue; it exists if and only if the transaction commits. */
export const sendPull = (
  { jobs }: Pick<PullParts, 'jobs'>,
  tx: Orm,
  queue: string,
  job: PullJob,
  startAfterSeconds = 0,
): Promise<void> =>
  jobs.send(tx, queue, job, { retryLimit, ...(startAfterSeconds > 0 && { startAfterSeconds }) })

/**
 * Does the pulls of one queue: waits for its turn, asks, hands the answer to the one way in, notes what came of it and
 * tells the other rooms. What fails is tried again with growing pauses.
 */
export const workPulls = async <Job extends PullJob>(
  parts: PullParts,
  work: PullWork<Job>,
): Promise<void> => {
  const { db, jobs, outbox, feeds, clock, log, exchange, rate, source } = parts

  const end = (job: Job, outcome: PullOutcome, reason: string | null = null): Promise<void> =>
    db.transaction(async (tx) => {
      const { subject, id } = job
      await endPull(tx, work.kind, { subject, id, now: clock(), outcome, reason })
      await outbox.emit(tx, [work.event(job, outcome)])
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

  const ask = async (job: Job): Promise<PullOutcome> => {
    const question = work.question(job)
    if (question === undefined)
      throw new ExchangeFault('NOT_CONFIGURED', 'no interface that is configured can be asked this')
    const answer = await exchange.ask(question)
    if (answer.kind === 'nothing-found') return 'NOTHING_FOUND'
    const receipt = await feeds().take({
      source,
      route: work.route,
      idempotencyKey: `pull:${job.id}:${clock().getTime()}`,
      body: Buffer.from(
        JSON.stringify({
          asked: work.asked(job),
          answeredAt: clock().toISOString(),
          records: work.pick(job, answer.records),
        }),
      ),
    })
    return outcomeOf(receipt)
  }

  await jobs.work<Job>(
    work.queue,
    async (job) => {
      if (!(await hasTurn(job))) return
      const { subject, id } = job
      if (!(await db.transaction((tx) => beginPull(tx, work.kind, { subject, id, now: clock() })))) return
      let outcome: PullOutcome
      try {
        outcome = await ask(job)
      } catch (error) {
        const fault = error instanceof ExchangeFault ? error : undefined
        log.warn({ err: error, pullId: id, fault: fault?.kind }, 'the police could not be asked')
        await end(job, 'FAILED', fault?.message.slice(0, reasonMax) ?? 'a fault of ours')
        // Nobody sets an address by waiting.
        if (fault?.kind === 'NOT_CONFIGURED') return
        throw error
      }
      await end(job, outcome)
    },
    { concurrency: 4 },
  )
}
