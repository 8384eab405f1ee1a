/** A room's feeds: where journal, quarantine, routes and upkeep are put together. */
import type { KeyObject } from 'node:crypto'
import type { EvidenceRule } from '@one-visit/schema/load.ts'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock.ts'
import type { CrashPoint } from '../crash.ts'
import type { Database, Orm } from '../database/database.ts'
import { isIdentifier } from '../identifier.ts'
import type { Logger } from '../log.ts'
import type { Outbox } from '../work/outbox.ts'
import { closeSequenceGaps, type Heard } from './coverage/coverage.ts'
import { createCoverageNews } from './coverage/coverage-news.ts'
import { createJournal, type Journal } from './kept/journal.ts'
import { createQuarantine, type Quarantine } from './kept/quarantine.ts'
import { createQuarantineAlert, type QuarantineAlert } from './kept/quarantine-alert.ts'
import { createReceipts, type Receipt, type Receipts, receiptOf } from './kept/receipts.ts'
import { type ListedRetirement, listRetirements } from './kept/retirement-list.ts'
import { createBodyKeys } from './kept/seal.ts'
import { createSources, type Sources } from './kept/sources.ts'
import type { FeedTables } from './kept/tables.ts'
import { createUnread, type Unread, type UnreadRecord } from './kept/unread.ts'
import { createUnreadIndex } from './kept/unread-index.ts'
import { createTellUnread } from './kept/unread-news.ts'
import { createIntake, type IncomingBatch } from './merge/intake.ts'
import { createLeftovers } from './merge/leftovers.ts'
import { createProcessor } from './merge/process.ts'
import { type RebuildReport, rebuild } from './merge/rebuild.ts'
import { createRepeats } from './merge/repeats.ts'
import { createResubmit } from './merge/resubmit.ts'
import type { AnyMessage, Concerned, CoverageNews } from './message.ts'
import { type AdviseOn, createAdviseOn } from './read/advice.ts'
import { createBodyReader } from './routes/body-reader.ts'
import { registerFeedRoutes } from './routes/feed-routes.ts'
import { createAdmission, createQuota, defaultLimits, type FeedLimits } from './routes/limits.ts'
import { messagesOf, openRoutesOf } from './routes/plain-route.ts'
import type { FeedRoute } from './routes/route.ts'
import { createSubmit, type Submission } from './routes/submission.ts'
import { forgetBodies, startUpkeep } from './upkeep.ts'

export type { Receipt, RecordReceipt } from './kept/receipts.ts'
export type { FeedRoute } from './routes/route.ts'

/** What a room's feeds are made of. Without `principalKey` only senders see receipts and quarantine over HTTP. */
export interface FeedsOptions {
  room: string
  db: Database
  tables: FeedTables
  outbox: Outbox
  clock: Clock
  log: Logger
  /** Wraps the keys of journal and quarantine; 32 bytes. */
  journalKey: KeyObject
  crash: CrashPoint
  routes: readonly FeedRoute[]
  /** What the room makes of heartbeats, beside how far their sender vouches. */
  heard?: Heard | undefined
  /** Whom what is unread concerns, where its subjects do not say so themselves. */
  concerned?: Concerned | undefined
  /** Rules of the fields that rest on these feeds: whoever waits for their sources is told that they vouch for more. */
  evidence?: readonly EvidenceRule[] | undefined
  /** Public key of the gateway's principal tokens; administrators are known by it. */
  principalKey?: KeyObject
  limits?: Partial<FeedLimits>
}

/** A room's feeds, as the room and its tools use them. */
export interface Feeds {
  sources: Sources
  quarantine: Quarantine
  /** Gaps about single subjects, for administrators. */
  unread: Pick<Unread, 'list' | 'closeByHand'>
  /** Times senders were declared out, for auditors; a page of them. */
  retirements(page: Parameters<typeof listRetirements>[2]): Promise<readonly ListedRetirement[]>
  /** Registers the routes with the room's server. */
  register(app: FastifyInstance): Promise<void>
  /** Finishes what a crash left journaled and unprocessed; answers how many batches. */
  resume(before?: Date, when?: { isStart: boolean }): Promise<number>
  /** Tries a batch again that was set aside; answers its gap. @throws HubError NOT_FOUND, CONFLICT */
  retry(unreadId: string): Promise<UnreadRecord>
  /**
   * Takes in a batch from inside the room, by the same way as one from outside.
   * @throws HubError NOT_FOUND for a route that is not there, IN_FLIGHT, IDEMPOTENCY_KEY_REUSED
   */
  take(batch: IncomingBatch): Promise<Receipt>
  /**
   * Takes in plain records from somebody the gateway knows, under the limits and quota of its sender.
   * @throws HubError FORBIDDEN, BAD_USER_INPUT, OVERLOADED, IN_FLIGHT, IDEMPOTENCY_KEY_REUSED
   */
  submit(submission: Submission): Promise<Receipt>
  /** Addresses under /feeds/<room>/ that take records, those for plain JSON among them. */
  routes: readonly FeedRoute[]
  /** Messages that come by them. */
  messages: readonly AnyMessage[]
  /** Counts what each sender has in quarantine, for metrics and the log. */
  alert: QuarantineAlert
  /** Tells whoever waits for the room's sources that they vouch for more than before. */
  news: CoverageNews
  /** The receipt of a batch and who sent it; undefined when there is none of this number. */
  findReceipt(receiptId: string): Promise<(Receipt & { source: string }) | undefined>
  /** Recomputes state and history from the journal, to compare with what stands or to replace it. */
  rebuild(options?: { replace?: boolean }): Promise<RebuildReport>
  /** Erases the keys of bodies older than their source's rule says; answers how many months. */
  forget(): Promise<number>
  close(): void
}

/** Builds a room's feeds: one way in for every format. Their upkeep goes on until they are closed. */
export function createFeeds(options: FeedsOptions): Feeds {
  const { room, db, tables, outbox, clock, log, journalKey, crash, principalKey, heard, concerned } = options
  const openRoutes = openRoutesOf(options.routes)
  const routes = [...openRoutes, ...options.routes.filter((route) => !openRoutes.includes(route))]
  const limits = { ...defaultLimits, ...options.limits }
  const keys = createBodyKeys(tables, journalKey)
  const news = createCoverageNews(outbox, options.evidence ?? [])
  const sources = createSources(db, tables, journalKey, clock, news)
  const journal = createJournal(db, tables, keys)
  const receipts = createReceipts(db, tables)
  const quarantine = createQuarantine(db, tables, keys, clock)
  const everyMessage = messagesOf(routes)
  const tellUnread = createTellUnread(outbox, { concerned, messages: everyMessage, news })
  const unread = createUnread(db, tables, { clock, tell: tellUnread })
  const alert = createQuarantineAlert({ room, quarantine, unread, log })
  const noteSequence = (tx: Orm, source: string): Promise<void> => closeSequenceGaps(tx, tables, source, news)
  const kept = { journal, receipts, quarantine, unread }
  const processor = createProcessor({ db, ...kept, noteSequence, tellUnread, outbox, clock, crash, log })
  const read = createBodyReader(routes)
  const adviseOn = createAdviseOn(everyMessage)
  const intake = createIntake({
    read,
    journal,
    receipts,
    processor,
    saysAnew: createRepeats({ db, receipts, clock, log }),
    adviseOn,
    clock,
    log,
    crash,
  })
  const { take, readAgain } = intake
  const leftovers = createLeftovers({
    db,
    journal,
    unread,
    processor,
    readAgain,
    sourceOf: sources.find,
    bodyOf: (receiptId) => db.transaction((tx) => journal.bodyOf(tx, receiptId)),
    clock,
    log,
  })
  const index = createUnreadIndex({ db, tables, ...kept, sources, read, messages: everyMessage, log })
  const resubmit = createResubmit({
    // A route for the room's own jobs takes nothing from outside, corrections neither.
    read: createBodyReader(openRoutes),
    take,
    quarantine,
    unread,
    index,
    db,
    clock,
  })
  const forget = (): Promise<number> => forgetBodies({ db, sources, keys, clock })
  const upkeep = startUpkeep({ leftovers, alert, forget, clock, log })
  const admission = createAdmission(limits)
  const quota = createQuota(clock)
  const messages = messagesOf(openRoutes)
  const submit = createSubmit({ room, messages, sources, quota, admission, take })

  const findReceipt = receiptFinder(journal, receipts, adviseOn)
  const asked = {
    db,
    tables,
    clock,
    log,
    sources,
    quarantine,
    alert,
    findReceipt,
    resubmit,
    heard,
    news,
    adviseOn,
  }
  const taken = { room, openRoutes, messages, limits, admission, quota, take }
  return {
    routes: openRoutes,
    messages,
    sources,
    quarantine,
    unread,
    alert,
    news,
    submit,
    take,
    findReceipt,
    retirements: (page) => listRetirements(db, tables, page),
    forget,
    resume: async (before = clock(), when) => {
      await index.indexAll()
      return leftovers.resume(before, when)
    },
    retry: leftovers.retry,
    rebuild: ({ replace = false } = {}) =>
      rebuild({ db, tables, journal, receipts, sources, read, messages: everyMessage }, replace),
    close: upkeep.stop,
    register: async (app) => {
      await app.register(async (scope) => registerFeedRoutes(scope, { ...asked, ...taken, principalKey }))
    },
  }
}

function receiptFinder(journal: Journal, receipts: Receipts, adviseOn: AdviseOn): Feeds['findReceipt'] {
  return async (receiptId) => {
    const entry = isIdentifier(receiptId) ? await journal.find(receiptId) : undefined
    if (entry === undefined) return undefined
    return { source: entry.source, ...(await receiptOf(entry, await receipts.list(receiptId), adviseOn)) }
  }
}
