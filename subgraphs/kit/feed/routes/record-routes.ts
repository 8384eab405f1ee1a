/** The addresses that take records: a request is let in, its sender found out, its batch taken in, its receipt answered. */
import type { Readable } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { HubError, hubErrorOf } from '../../errors.ts'
import type { Logger } from '../../log.ts'
import { answerError } from '../../room/server.ts'
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

/** Mounts the routes; every request of the scope is counted among what the room works on. */
export function recordRoutes(scope: FastifyInstance, prefix: string, parts: RecordRouteParts): void {
  const { openRoutes, limits, log } = parts
  countRequests(scope, parts)
  /** Requests whose sender was known by its headers, so that its quota was spent before the body was read. */
  const counted = new WeakSet<FastifyRequest>()
  for (const route of openRoutes)
    scope.post(
      `${prefix}/${route.path}`,
      {
        bodyLimit: limits.bodyBytesMax,
        onRequest: (request) => checkHeaders(parts, counted, route, request),
        errorHandler: (error, request, reply) => refuse(log, route, error, request, reply),
      },
      (request, reply) => answer(parts, counted, route, request, reply),
    )
}

/** Lets a request in before its body is read, and out when it is answered. */
function countRequests(scope: FastifyInstance, { admission }: RecordRouteParts): void {
  const admitted = new WeakMap<FastifyRequest, Admitted>()
  scope.addHook('onRequest', async (request, reply) => {
    const length = Number(headerOf(request, 'content-length') ?? 0)
    const place = admission.enter(Number.isFinite(length) ? length : 0)
    admitted.set(request, place)
    reply.raw.once('close', place.leave)
  })
  scope.addHook('preParsing', async (request, _, payload) => {
    const place = admitted.get(request)
    const isCounted = headerOf(request, 'content-length') !== undefined || place === undefined
    return isCounted ? payload : countBytes(payload as Readable, place)
  })
}

/** Refuses what can be refused by the headers alone. */
async function checkHeaders(
  { sources, quota }: RecordRouteParts,
  counted: WeakSet<FastifyRequest>,
  route: FeedRoute,
  request: FastifyRequest,
): Promise<void> {
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
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', `This address reads ${route.mediaTypes.join(', ')}.`)
}

/** Takes a batch in and answers its receipt, in the form of its route. */
async function answer(
  parts: RecordRouteParts,
  counted: WeakSet<FastifyRequest>,
  route: FeedRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const raw = bodyOf(request)
  const source = await senderOf(parts, route, request, raw)
  if (!counted.has(request)) parts.quota.spend(source)
  const body = await decompress(raw, headerOf(request, 'content-encoding'), parts.limits.bodyBytesMax)
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

function senderOf(
  { sources, clock }: RecordRouteParts,
  route: FeedRoute,
  request: FastifyRequest,
  body: Buffer,
): Promise<FeedSource> {
  return route.authenticate === undefined
    ? sources.authenticate({ headers: request.headers, body, token: route.tokenOf?.(request) }, clock())
    : route.authenticate(request, body, sources)
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
