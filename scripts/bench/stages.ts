import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { systemClock } from '@one-visit/kit/clock.ts'
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { createFeeds } from '@one-visit/kit/feed/feeds.ts'
import { createQuarantine } from '@one-visit/kit/feed/kept/quarantine.ts'
import { createReceipts, receiptOf } from '@one-visit/kit/feed/kept/receipts.ts'
import { createBodyKeys } from '@one-visit/kit/feed/kept/seal.ts'
import { createUnread } from '@one-visit/kit/feed/kept/unread.ts'
import { mergeRows } from '@one-visit/kit/feed/merge/merge.ts'
import { chunkRows, createProcessor } from '@one-visit/kit/feed/merge/process.ts'
import { createAdviseOn } from '@one-visit/kit/feed/read/advice.ts'
import type { VersionedRow } from '@one-visit/kit/feed/read/judge.ts'
import { readRecords } from '@one-visit/kit/feed/read/records.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { vehicleRoutes } from '@one-visit/vehicles/ingest/index.ts'
import { registrationMessage } from '@one-visit/vehicles/ingest/registration.ts'
import { feedTablesOfRoom as tables } from '@one-visit/vehicles/tables.ts'
import { benchSource } from './vehicles.ts'

/** The stages of the feed that are measured. */
export interface Stages {
  /** Validated rows to state and history. */
  merge(rows: readonly VersionedRow[]): Promise<void>
  /** Bytes to receipt: signature, journal, judge, merge, receipts. */
  endToEnd(body: Buffer): Promise<void>
  /** Records to receipt: judge, merge, receipts, of a body nobody signed and nothing keeps. */
  unjournaled(body: Buffer): Promise<void>
  close(): void
}

const secret = randomBytes(32)

/** Opens the stages over a migrated database. What the outbox sends is another stage: here it tells nobody. */
export async function openStages(db: Database): Promise<Stages> {
  const journalKey = createSecretKey(randomBytes(32))
  const outbox = { emit: async () => undefined }
  const crash = () => undefined
  const log = silentLog()
  const common = { db, outbox, clock: systemClock, log, crash }
  const feeds = createFeeds({ ...common, room: 'vehicles', tables, journalKey, routes: vehicleRoutes })
  await db.transaction((tx) =>
    feeds.sources.register(tx, [
      {
        ...benchSource,
        requestsPerMinute: 1_000_000,
        webhookSecrets: [`whsec_${secret.toString('base64')}`],
      },
    ]),
  )
  const receipts = createReceipts(db, tables)
  const processor = createProcessor({
    ...common,
    receipts,
    quarantine: createQuarantine(db, tables, createBodyKeys(tables, journalKey), systemClock),
    unread: createUnread(db, tables, { clock: systemClock, tell: async () => undefined }),
    tellUnread: async () => undefined,
    noteSequence: async () => undefined,
    // Nothing is remembered: what is left is the work on the records.
    journal: {
      lockUnprocessed: async () => ({ recordsDone: 0, hasUnread: false }),
      noteProgress: async () => undefined,
      blockedBy: async () => [],
      markProcessed: async () => ({ source: benchSource.id, sequence: null }),
      find: async () => undefined,
    },
  })
  return {
    merge: async (rows) => {
      const origin = { source: benchSource.id, receivedAt: systemClock(), receiptId: randomUUID() }
      const size = chunkRows[db.kind]
      for (let start = 0; start < rows.length; start += size) {
        const chunk = rows.slice(start, start + size)
        await db.write(ownWork, (tx) => mergeRows(tx, registrationMessage.plan, chunk, origin))
      }
    },
    endToEnd: async (body) => {
      const headers = signed(body)
      const source = await feeds.sources.authenticate({ headers, body }, systemClock())
      const receipt = await feeds.take({
        source,
        route: 'registrations',
        idempotencyKey: headers['webhook-id'] ?? '',
        contentType: 'application/json',
        body,
      })
      JSON.stringify(receipt)
    },
    unjournaled: async (body) => {
      const entry = { receiptId: randomUUID(), receivedAt: systemClock() }
      const records = [...readRecords(body, registrationMessage)]
      const made = await processor.process(entry, { source: benchSource, records, wait: true })
      JSON.stringify(
        await receiptOf({ ...entry, processed: true }, made ?? [], createAdviseOn([registrationMessage])),
      )
    },
    close: () => feeds.close(),
  }
}

function signed(body: Buffer): Record<string, string> {
  const id = randomUUID()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
