/** What senders ask and tell besides records: receipts, heartbeats, comparisons of both sides. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { type Heard, heartbeatShape, takeHeartbeat } from '../coverage/coverage.ts'
import { reconcile, reconciliationShape } from '../coverage/reconcile.ts'
import { jsonOfReceipt, type Receipt } from '../kept/receipts.ts'
import type { Sources } from '../kept/sources.ts'
import type { FeedTables } from '../kept/tables.ts'
import type { AnyMessage, CoverageNews } from '../message.ts'
import { readJsonSaidOnce } from '../read/said-once.ts'
import { readBody } from '../read/shape.ts'
import type { Asker } from './quarantine-routes.ts'
import { bodyOf } from './route.ts'

/** The receipt of a batch and who sent it; undefined when there is none of this number. */
export type FindReceipt = (receiptId: string) => Promise<(Receipt & { source: string }) | undefined>

/** What these routes are made of. */
export interface SenderRouteParts {
  db: Database
  tables: FeedTables
  clock: Clock
  sources: Sources
  /** Messages the room takes in from outside: those a sender can compare. */
  messages: readonly AnyMessage[]
  askerOf: (request: FastifyRequest, body: Buffer) => Promise<Asker>
  findReceipt: FindReceipt
  /** What the room makes of heartbeats, beside how far their sender vouches. */
  heard?: Heard | undefined
  /** Told where a sender vouches for more than before. */
  news?: CoverageNews | undefined
}

/** Mounts the routes. Of a receipt that is not there and of one that is not theirs, callers learn the same. */
export function senderRoutes(scope: FastifyInstance, prefix: string, parts: SenderRouteParts): void {
  const { db, tables, clock, sources, messages, askerOf, findReceipt, heard, news } = parts
  const byName = new Map(messages.map((message) => [message.name, message]))

  scope.get(`${prefix}/receipts/:receiptId`, async (request, reply) => {
    const asker = await askerOf(request, Buffer.alloc(0))
    const { receiptId } = request.params as { receiptId: string }
    const found = await findReceipt(receiptId)
    if (found === undefined || (asker !== 'administrator' && found.source !== asker.source.id))
      throw new HubError('NOT_FOUND', 'No receipt of yours has this number.')
    const { source: _, ...receipt } = found
    return reply.type('application/json; charset=utf-8').send(await jsonOfReceipt(receipt))
  })

  scope.post(`${prefix}/heartbeat`, async (request) => {
    const body = bodyOf(request)
    const source = await sources.authenticate({ headers: request.headers, body }, clock())
    const heartbeat = readBody(heartbeatShape, readJsonSaidOnce(body), whyNot)
    const heartbeatOf = { tables, source: source.id, heard, news }
    return db.transaction((tx) => takeHeartbeat(tx, heartbeatOf, heartbeat, clock()))
  })

  scope.post(`${prefix}/reconciliation`, async (request) => {
    const body = bodyOf(request)
    const source = await sources.authenticate({ headers: request.headers, body }, clock())
    const stated = readBody(reconciliationShape, readJsonSaidOnce(body), whyNot)
    const compared = { tables, messages: byName, taken: messages, source: source.id, now: clock(), news }
    return db.transaction((tx) => reconcile(tx, compared, stated))
  })
}

const whyNot = (pointer: string, what: string): string =>
  `The body cannot be used at "${pointer.slice(1)}": ${what}.`
