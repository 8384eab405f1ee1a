/**
 * The writer of the chain: every hub has one, and of all of them one works at a time. It is woken by the commit of an act,
 * looks by itself where no word came, and sends the checkpoints to the sink.
 */
import type { KeyObject } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { CrashPoint } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { asc, count, inArray, isNull } from 'drizzle-orm'
import { Gauge, Registry } from 'prom-client'
import { auditChannel } from '../store/audit.ts'
import { audit, auditCheckpoints } from '../store/tables/audit.ts'
import { chainNext, isElected, rowsAtOnce } from './chain.ts'
import { lineOf } from './checkpoint.ts'
import type { AuditSink } from './sink.ts'

/** What the writer works with. */
export interface WriterParts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Logger
  /** Private half of the key of checkpoints. */
  readonly key: KeyObject
  readonly sink: AuditSink
  readonly crash: CrashPoint
}

/** The writer while the room runs. */
export interface AuditWriter {
  /** What is not chained and not sent yet, as metrics; text format of Prometheus. */
  metrics(): Promise<string>
  /** Ends it after the round at hand: what is committed is chained, covered by a checkpoint and sent, where that can be done. */
  stop(): Promise<void>
}

/** How long acts are gathered before a round, ms: one transaction chains them all. */
const gatherMs = 100

/** How often it looks where nobody woke it, ms: a writer elsewhere may have ended. */
const lookEveryMs = 30_000

/** How often it looks while chain or sink cannot be written, ms. */
const lookAgainMs = 5_000

/** Starts the writer. */
export async function startAuditWriter(parts: WriterParts): Promise<AuditWriter> {
  const { db, log, sink } = parts
  // Where a writer ended in between, or the sink failed, nothing is new and something is unsent.
  let maySend = true
  const chain = watched(
    async () => {
      if (await chainAll(parts)) maySend = true
    },
    (err) => log.error({ err }, 'the audit chain cannot be written; acts wait and are chained later'),
  )
  const send = watched(
    async () => {
      await sendCheckpoints(parts)
      maySend = false
    },
    (err) =>
      log.error(
        { err, sink: sink.name },
        'the audit sink cannot be written: checkpoints are kept and sent again',
      ),
  )
  let isStopping = false
  let isWanted = false
  let running: Promise<void> | undefined
  const run = async (): Promise<void> => {
    while (isWanted && !isStopping) {
      await sleep(gatherMs, undefined, { ref: false })
      isWanted = false
      await chain.run()
      if (maySend) await send.run()
    }
  }
  const wake = (): void => {
    isWanted = true
    running ??= run().finally(() => {
      running = undefined
      if (isWanted && !isStopping) wake()
    })
  }
  const unlisten = await db.listen(auditChannel, wake)
  let lookedAt = performance.now()
  const timer = setInterval(() => {
    const isFailing = chain.isFailing() || send.isFailing()
    if (!isFailing && performance.now() - lookedAt < lookEveryMs) return
    lookedAt = performance.now()
    maySend = true
    wake()
  }, lookAgainMs)
  timer.unref()
  wake()
  return {
    metrics: () => metricsOf(db, send),
    stop: async () => {
      isStopping = true
      clearInterval(timer)
      await unlisten()
      await running
      if (chain.isFailing()) return
      await chainAll(parts, true).catch((err: unknown) =>
        log.warn({ err }, 'the audit chain waits for the next start'),
      )
      await send.run()
    },
  }
}

/** Work that comes again when it failed: the first failure of a row of them is told. */
function watched(work: () => Promise<void>, tell: (error: unknown) => void) {
  let isFailing = false
  return {
    isFailing: () => isFailing,
    run: async (): Promise<void> => {
      try {
        await work()
        isFailing = false
      } catch (error) {
        if (!isFailing) tell(error)
        isFailing = true
      }
    },
  }
}

/** Chains what is committed, batch by batch. Answers whether there is a new checkpoint. */
export async function chainAll({ db, clock, key, crash }: WriterParts, isLast = false): Promise<boolean> {
  let isNew = false
  for (;;) {
    const { rows, hasCheckpoint } = await db.transaction(async (tx) => {
      const chained = await chainNext(tx, { key, now: clock(), isLast })
      if (chained.rows > 0) crash('audit-chained')
      return chained
    })
    isNew ||= hasCheckpoint
    if (rows < rowsAtOnce) return isNew
  }
}

/** Sends what was not sent. A hub that ends between sink and commit sends again: the sink then holds a line twice. */
export async function sendCheckpoints({ db, clock, sink, crash }: WriterParts): Promise<void> {
  if ((await countUnsent(db)) === 0) return
  await db.transaction(async (tx) => {
    if (!(await isElected(tx, 'sink'))) return
    const unsent = await tx
      .select()
      .from(auditCheckpoints)
      .where(isNull(auditCheckpoints.sentAt))
      .orderBy(asc(auditCheckpoints.sequence))
    if (unsent.length === 0) return
    await sink.append(unsent.map(lineOf))
    crash('audit-sent')
    const sent = unsent.map(({ sequence }) => sequence)
    await tx.update(auditCheckpoints).set({ sentAt: clock() }).where(inArray(auditCheckpoints.sequence, sent))
  })
}

function countUnsent(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ unsent: count() })
      .from(auditCheckpoints)
      .where(isNull(auditCheckpoints.sentAt))
    return row?.unsent ?? 0
  })
}

/** How many committed acts have no place in the chain yet. */
export function countUnchained(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select({ unchained: count() }).from(audit).where(isNull(audit.sequence))
    return row?.unchained ?? 0
  })
}

async function metricsOf(db: Database, send: { isFailing(): boolean }): Promise<string> {
  const registry = new Registry()
  const values = [
    ['audit_rows_unchained', 'Acts that have no place in the audit chain yet.', await countUnchained(db)],
    ['audit_checkpoints_unsent', 'Checkpoints that are not in the audit sink yet.', await countUnsent(db)],
    ['audit_sink_failing', '1 while the audit sink cannot be written.', send.isFailing() ? 1 : 0],
  ] as const
  for (const [name, help, value] of values) new Gauge({ name, help, registers: [registry] }).set(value)
  return registry.metrics()
}
