/** The addresses that take records: a request is let in, its sender found out, its batch taken in, its receipt answered. */
import type { Readable } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { HubError, hubErrorOf, invariant } from '../../errors.ts'
import type { Logger } from '../../log.ts'
import { answerError } from '../../room/server.ts'
import { jsonOfReceipt } from '../kept/receipts.ts'
import type { Sources } from '../kept/sources.ts'
import type { Intake } from '../merge/intake.ts'
import type { FeedSource } from '../message.ts'
import {
  type Admission,
  type Admitted,
  countBytes,
  decompress,
  type FeedLimits,
  type Quota,
} from './limits.ts'
import {
  addressOf,
  bodyOf,
  callerAddressOf,
  type FeedRoute,
  headerOf,
  idempotencyKeyOf,
  mediaTypeOf,
  sequenceOf,
} from './route.ts'

/** What these routes are made of. */
export interface RecordRouteParts {
  room: string
  clock: Clock
  log: Logger
  /** Routes that take records, those for plain JSON among them. */
  openRoutes: readonly FeedRoute[]
  limits: FeedLimits
  admission: Admission
  quota: Quota
  sources: Sources
  take: Intake['take']
}

/** The senders of requests that were known by headers and address, before the body was read. */
const senders = new WeakMap<FastifyRequest, FeedSource>()

/** The places that requests hold while they are worked on. */
const places = new WeakMap<FastifyRequest, Admitted>()

/** Mounts the routes. */
export function recordRoutes(scope: FastifyInstance, prefix: string, parts: RecordRouteParts): void {
  const { openRoutes, limits, log } = parts
  countBodies(scope)
  for (const route of openRoutes)
    scope.post(
      `${prefix}/${route.path}`,
      {
        bodyLimit: limits.bodyBytesMax,
        onRequest: (request, reply) => letIn(parts, route, request, reply),
        errorHandler: (error, request, reply) => refuse(log, route, error, request, reply),
      },
      (request, reply) => answer(parts, route, request, reply),
    )
}

/** Lets every request of a scope in before its body is read, whoever sends it, and out when it is answered. */
export function countRequests(
  scope: FastifyInstance,
  { sources, admission }: Pick<RecordRouteParts, 'sources' | 'admission'>,
): void {
  countBodies(scope)
  scope.addHook('onRequest', async (request, reply) =>
    takePlace(admission, await sources.holder(request.headers), request, reply),
  )
}

/** Counts bodies whose length nobody told as they come. */
function countBodies(scope: FastifyInstance): void {
  scope.addHook('preParsing', async (request, _, payload) => {
    const place = places.get(request)
    const isCounted = headerOf(request, 'content-length') !== undefined || place === undefined
    return isCounted ? payload : countBytes(payload as Readable, place)
  })
}

function takePlace(
  admission: Admission,
  sender: FeedSource | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const length = Number(headerOf(request, 'content-length') ?? 0)
  const place = admission.enter(
    Number.isFinite(length) ? length : 0,
    sender === undefined ? { address: callerAddressOf(request) } : { sender: sender.id },
  )
  places.set(request, place)
  reply.raw.once('close', place.leave)
}

/** Lets a request in, or refuses what can be refused before its body is read. */
async function letIn(
  { sources, quota, admission, clock }: RecordRouteParts,
  route: FeedRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const source = await (route.authenticate?.(request, sources) ?? sources.precheck(request.headers, clock()))
  takePlace(admission, source, request, reply)
  if (source !== undefined) {
    quota.spend(source)
    senders.set(request, source)
  }
  const type = mediaTypeOf(request)
  if (type === undefined || !route.mediaTypes.includes(type))
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', `This address reads ${route.mediaTypes.join(', ')}.`)
}

/** Takes a batch in and answers its receipt, in the form of its route. */
async function answer(
  parts: RecordRouteParts,
  route: FeedRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const raw = bodyOf(request)
  const source = senders.get(request) ?? (await signerOf(parts, request, raw))
  const place = places.get(request)
  invariant(place !== undefined, 'a request that is answered was let in')
  const body = await decompress(raw, headerOf(request, 'content-encoding'), place)
  const contentType = headerOf(request, 'content-type') ?? ''
  const receipt = await parts.take({
    source,
    route: route.path,
    address: addressOf(request),
    idempotencyKey: idempotencyKeyOf(request, route, body),
    sequence: sequenceOf(request),
    contentType,
    body,
  })
  void reply.header('feed-receipt', receipt.receiptId)
  const own = route.reply?.(receipt, { body, contentType })
  return own === undefined
    ? reply
        .status(201)
        .type('application/json; charset=utf-8')
        .send(await jsonOfReceipt(receipt))
    : reply.status(own.status).type(own.type).send(own.body)
}

/** The sender whose key a body is signed by; its quota is spent now that it is known. */
async function signerOf(
  { sources, quota, clock }: RecordRouteParts,
  request: FastifyRequest,
  body: Buffer,
): Promise<FeedSource> {
  const source = await sources.authenticate({ headers: request.headers, body }, clock())
  quota.spend(source)
  return source
}

/** Answers what was refused before or while a batch was read, in the form of its route. */
export function refuse(
  log: Logger,
  route: FeedRoute | undefined,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
) {
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
