import type { KeyObject } from 'node:crypto'
import type { Readable } from 'node:stream'
import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RouteShorthandOptions,
} from 'fastify'
import type { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { CrashPoint } from '../crash.ts'
import type { Database } from '../database/database.ts'
import { HubError, hubErrorOf } from '../errors.ts'
import type { Logger } from '../log.ts'
import { createPrincipalVerifier, principalHeader } from '../room/principal.ts'
import { answerError } from '../room/server.ts'
import type { Outbox } from '../work/outbox.ts'
import { heartbeatShape, takeHeartbeat } from './coverage/coverage.ts'
import { reconcile, reconciliationShape } from './coverage/reconcile.ts'
import { createJournal } from './kept/journal.ts'
import { createQuarantine, type Quarantine } from './kept/quarantine.ts'
import { createQuarantineAlert, type QuarantineAlert } from './kept/quarantine-alert.ts'
import { createReceipts, type Receipt, receiptOf } from './kept/receipts.ts'
import { createBodyKeys, monthsBefore } from './kept/seal.ts'
import { createSources, type Sources } from './kept/sources.ts'
import type { FeedTables } from './kept/tables.ts'
import { createIntake, type IncomingBatch } from './merge/intake.ts'
import { createProcessor } from './merge/process.ts'
import { type RebuildReport, rebuild } from './merge/rebuild.ts'
import type { AnyMessage, FeedSource, IncomingRecord } from './message.ts'
import { readJson } from './read/text.ts'
import {
  type Admitted,
  countBytes,
  createAdmission,
  createQuota,
  decompress,
  defaultLimits,
  type FeedLimits,
} from './routes/limits.ts'
import { messagesOf, openRoutesOf, plainPath } from './routes/plain-route.ts'
import { type Asker, quarantineRoutes } from './routes/quarantine-routes.ts'
import {
  type FeedRoute,
  headerOf,
  idempotencyKeyOf,
  mediaTypeOf,
  readIdempotencyKey,
  sequenceOf,
} from './routes/route.ts'

export type { Receipt, RecordReceipt } from './kept/receipts.ts'
export type { FeedAnswer, FeedRoute } from './routes/route.ts'

/** What a room's feeds are made of. */
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
  /** Public key of the gateway's principal tokens; administrators are known by it. */
  principalKey?: KeyObject
  limits?: Partial<FeedLimits>
}

/** Plain records of one message, from somebody the gateway knows. */
export interface Submission {
  caller: { caller: string; organisation?: string | undefined }
  message: string
  records: readonly unknown[]
  idempotencyKey: string
  /** The sender's own number of the batch. */
  sequence?: number | undefined
}

/** A room's feeds. */
export interface Feeds {
  sources: Sources
  quarantine: Quarantine
  /** Registers the routes with the room's server. */
  register(app: FastifyInstance): Promise<void>
  /** Finishes what a crash left journaled and unprocessed; answers how many batches. */
  resume(before?: Date): Promise<number>
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
  /** The alert of what is in quarantine. */
  alert: QuarantineAlert
  /** The receipt of a batch and who sent it; undefined when there is none of this number. */
  findReceipt(receiptId: string): Promise<(Receipt & { source: string }) | undefined>
  /** Recomputes state and history from the journal, to compare with what stands or to replace it. */
  rebuild(options?: { replace?: boolean }): Promise<RebuildReport>
  /** Erases the keys of bodies older than their source's rule says; answers how many months. */
  forget(): Promise<number>
  close(): void
}

/** A batch older than this and unprocessed was left by a crash, ms. */
const abandonedMs = 60_000
const resumeEveryMs = 30_000

/** Builds a room's feeds: one way in for every format. */
export function createFeeds(options: FeedsOptions): Feeds {
  const { room, db, tables, outbox, clock, log, journalKey, crash } = options
  const openRoutes = openRoutesOf(options.routes)
  const routes = [...openRoutes, ...options.routes.filter((route) => !openRoutes.includes(route))]
  const limits = { ...defaultLimits, ...options.limits }
  const keys = createBodyKeys(tables, journalKey)
  const sources = createSources(db, tables, journalKey)
  const journal = createJournal(db, tables, keys)
  const receipts = createReceipts(db, tables)
  const quarantine = createQuarantine(db, tables, keys, clock)
  const processor = createProcessor({ db, journal, receipts, quarantine, outbox, clock, crash, log })
  const admission = createAdmission(limits)
  const quota = createQuota(clock)
  const routeOf = new Map(routes.map((route) => [route.path, route]))
  const messages = new Map<string, AnyMessage>(messagesOf(routes).map((message) => [message.name, message]))
  const plainMessages = new Set(messages.keys())
  const alert = createQuarantineAlert({ room, quarantine, log })

  const read = (route: string, body: Buffer, contentType: string): readonly IncomingRecord[] => {
    const [path = '', address = path] = route.split(' ')
    const known = routeOf.get(path)
    if (known === undefined)
      throw new HubError('NOT_FOUND', 'there is no such route', { route: path.slice(0, 200) })
    const records = known.read(body, address, contentType)
    for (const { message } of records) if (!messages.has(message.name)) messages.set(message.name, message)
    return records
  }

  const intake = createIntake({
    read,
    journal,
    receipts,
    processor,
    sourceOf: sources.find,
    bodyOf: (receiptId) => db.transaction((tx) => journal.bodyOf(tx, receiptId)),
    clock,
    log,
    crash,
  })

  const forget: Feeds['forget'] = async () => {
    let months = 0
    for (const { id, retentionMonths } of await sources.listRetention())
      months += await db.transaction((tx) => keys.erase(tx, id, monthsBefore(clock(), retentionMonths)))
    return months
  }

  let forgottenMonth = ''
  const maintain = async (): Promise<void> => {
    await intake.resume(new Date(clock().getTime() - abandonedMs))
    await alert.check()
    const month = monthsBefore(clock(), 0)
    if (month !== forgottenMonth) await forget()
    forgottenMonth = month
  }
  const timer = setInterval(() => {
    maintain().catch((error: unknown) =>
      log.warn({ err: error }, 'upkeep of the feeds failed; it comes again'),
    )
  }, resumeEveryMs)
  timer.unref()

  const findReceipt: Feeds['findReceipt'] = async (receiptId) => {
    const entry = /^[0-9a-f-]{36}$/.test(receiptId) ? await journal.find(receiptId) : undefined
    if (entry === undefined) return undefined
    return { source: entry.source, ...receiptOf(entry, await receipts.list(receiptId), entry.processed) }
  }

  const principalOf = options.principalKey && createPrincipalVerifier(options.principalKey, clock)
  const askerOf = async (request: FastifyRequest, body: Buffer): Promise<Asker> => {
    const token = headerOf(request, principalHeader)
    if (principalOf === undefined || token === undefined)
      return { source: await sources.authenticate({ headers: request.headers, body }, clock()) }
    if (!principalOf(token).roles.includes('ADMINISTRATOR'))
      throw new HubError('FORBIDDEN', 'only senders and administrators may see this')
    return 'administrator'
  }

  const answer = async (
    route: FeedRoute,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const raw = bodyOf(request)
    const source =
      route.authenticate === undefined
        ? await sources.authenticate(
            { headers: request.headers, body: raw, token: route.tokenOf?.(request) },
            clock(),
          )
        : await route.authenticate(request, raw, sources)
    if (!counted.has(request)) quota.spend(source)
    const body = await decompress(raw, headerOf(request, 'content-encoding'), limits.bodyBytesMax)
    const contentType = headerOf(request, 'content-type') ?? ''
    const receipt = await intake.take({
      source,
      route: `${route.path} ${request.url.split('?')[0]?.split(';')[0] ?? ''}`,
      idempotencyKey: idempotencyKeyOf(request, route, body),
      sequence: sequenceOf(request),
      contentType,
      body,
    })
    const answered = route.reply?.(receipt, { body, contentType }) ?? {
      status: 201,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(receipt),
    }
    return reply
      .status(answered.status)
      .header('feed-receipt', receipt.receiptId)
      .type(answered.type)
      .send(answered.body)
  }

  /** Answers what was refused before or while a batch was read, in the form of its route. */
  const refuse = (
    route: FeedRoute | undefined,
    error: FastifyError,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const told = answerError(error, log, request.id)
    const known = hubErrorOf(error)
    void reply.headers(told.headers)
    const { code, message } = JSON.parse(told.body) as { code: HubError['code']; message: string }
    const refused = route?.refuse?.(known ?? new HubError(code, message), {
      body: bodyOf(request),
      contentType: headerOf(request, 'content-type') ?? '',
    })
    if (refused === undefined)
      return reply.status(known?.details.quota === undefined ? told.status : 429).send(told.body)
    return reply.status(refused.status).type(refused.type).send(refused.body)
  }

  const admitted = new WeakMap<FastifyRequest, Admitted>()
  /** Requests whose sender was known by its headers, so that its quota was spent before the body was read. */
  const counted = new WeakSet<FastifyRequest>()
  /** Lets a request in before its body is read, and out when it is answered. */
  const admit = (request: FastifyRequest, reply: FastifyReply): void => {
    const length = Number(headerOf(request, 'content-length') ?? 0)
    const place = admission.enter(Number.isFinite(length) ? length : 0)
    admitted.set(request, place)
    reply.raw.once('close', place.leave)
  }

  /** What the headers alone can be refused for. */
  const checkHeaders = async (route: FeedRoute, request: FastifyRequest): Promise<void> => {
    const source =
      route.authenticate === undefined
        ? await sources.precheck({ headers: request.headers, token: route.tokenOf?.(request) })
        : undefined
    if (source !== undefined) {
      quota.spend(source)
      counted.add(request)
    }
    const type = mediaTypeOf(request)
    if (type === undefined || !route.mediaTypes.includes(type))
      throw new HubError('UNSUPPORTED_MEDIA_TYPE', `this address reads ${route.mediaTypes.join(', ')}`)
  }

  const routeOptions = (route: FeedRoute): RouteShorthandOptions => ({
    bodyLimit: limits.bodyBytesMax,
    onRequest: (request) => checkHeaders(route, request),
    errorHandler: (error, request, reply) => refuse(route, error, request, reply),
  })

  const prefix = `/feeds/${room}`
  const registerRoutes = (scope: FastifyInstance): void => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.bodyBytesMax }, (_, body, done) =>
      done(null, body),
    )
    scope.setErrorHandler((error: FastifyError, request, reply) => refuse(undefined, error, request, reply))
    scope.addHook('onRequest', async (request, reply) => admit(request, reply))
    scope.addHook('preParsing', async (request, _, payload) => {
      const place = admitted.get(request)
      const isCounted = headerOf(request, 'content-length') !== undefined || place === undefined
      return isCounted ? payload : countBytes(payload as Readable, place)
    })
    for (const route of openRoutes)
      scope.post(`${prefix}/${route.path}`, routeOptions(route), (request, reply) =>
        answer(route, request, reply),
      )
    scope.get(`${prefix}/receipts/:receiptId`, async (request) => {
      const asker = await askerOf(request, Buffer.alloc(0))
      const { receiptId } = request.params as { receiptId: string }
      const found = await findReceipt(receiptId)
      if (found === undefined || (asker !== 'administrator' && found.source !== asker.source.id))
        throw new HubError('NOT_FOUND', 'no receipt of yours has this number')
      const { source: _, ...receipt } = found
      return receipt
    })
    scope.post(`${prefix}/heartbeat`, async (request) => {
      const body = bodyOf(request)
      const source = await sources.authenticate({ headers: request.headers, body }, clock())
      const heartbeat = readShape(heartbeatShape, readJson(body))
      return db.transaction((tx) => takeHeartbeat(tx, tables, source.id, heartbeat, clock()))
    })
    scope.post(`${prefix}/reconciliation`, async (request) => {
      const body = bodyOf(request)
      const source = await sources.authenticate({ headers: request.headers, body }, clock())
      const stated = readShape(reconciliationShape, readJson(body))
      const parts = { tables, messages, taken: messagesOf(openRoutes), source: source.id, now: clock() }
      return db.transaction((tx) => reconcile(tx, parts, stated))
    })
    // For the operators of the room: the gateway passes on what lies below /feeds/<room>/ only.
    scope.get('/metrics', async (_, reply) =>
      reply.type('text/plain; version=0.0.4; charset=utf-8').send(await alert.metrics()),
    )
    quarantineRoutes(scope, { prefix, quarantine, askerOf, take: intake.take })
  }

  /** A batch of plain records holds its place among all others while it is worked on. */
  const takeCounted = async (source: FeedSource, submission: Submission): Promise<Receipt> => {
    const { message, records, sequence } = submission
    const idempotencyKey = readIdempotencyKey(submission.idempotencyKey)
    const body = Buffer.from(JSON.stringify(records))
    const place = admission.enter(body.length)
    try {
      const route = plainPath(message)
      return await intake.take({
        source,
        route: `${route} ${prefix}/${route}`,
        idempotencyKey,
        sequence,
        body,
      })
    } finally {
      place.leave()
    }
  }

  const submit: Feeds['submit'] = async (submission) => {
    if (!plainMessages.has(submission.message))
      throw new HubError('BAD_USER_INPUT', `message: this room takes ${[...plainMessages].join(', ')}`, {
        argument: 'message',
      })
    const { sequence } = submission
    if (sequence !== undefined && sequence < 0)
      throw new HubError('BAD_USER_INPUT', 'sequence: a whole number from 0 on', { argument: 'sequence' })
    const source = await sources.byOrganisation(submission.caller)
    quota.spend(source)
    return takeCounted(source, submission)
  }

  return {
    routes: openRoutes,
    messages: messagesOf(openRoutes),
    sources,
    quarantine,
    alert,
    submit,
    take: intake.take,
    resume: (before = clock()) => intake.resume(before),
    findReceipt,
    rebuild: ({ replace = false } = {}) =>
      rebuild({ db, tables, journal, receipts, sources, read, messages }, replace),
    forget,
    close: () => clearInterval(timer),
    register: async (app) => {
      await app.register(async (scope) => registerRoutes(scope))
    },
  }
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

function readShape<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new HubError(
    'BAD_USER_INPUT',
    `${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'not of the form'}`,
  )
}
