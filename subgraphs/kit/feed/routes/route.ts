import { createHash } from 'node:crypto'
import { residentIdsIn } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import type { FastifyRequest } from 'fastify'
import { systemClock } from '../../clock.ts'
import { HubError } from '../../errors.ts'
import { clientHeader } from '../../room/principal.ts'
import type { Receipt } from '../kept/receipts.ts'
import type { Sources } from '../kept/sources.ts'
import type { AnyMessage, FeedSource, IncomingRecord } from '../message.ts'
import { bytesKey } from '../read/digest.ts'

/** An answer in a format of its own. */
export interface FeedAnswer {
  status: number
  type: string
  body: string
}

/** The call an answer is for; the body is empty where it was refused unread. */
export interface AnsweredCall {
  body: Buffer
  contentType: string
}

/**
 * Takes a body apart: its bytes, the address without query and matrix parameters, its content type. Of a large body the
 * records may be read as they are gone through, once.
 */
export type ReadRoute = (body: Buffer, path: string, contentType: string) => Iterable<IncomingRecord>

/** One address of a room's feed, under /feeds/<room>/. */
export interface FeedRoute {
  /** Path below /feeds/<room>/, as fastify writes it; `put_data;token=:token` for a matrix parameter. */
  path: string
  /** Media types read here, without parameters. */
  mediaTypes: readonly string[]
  /** What is sent here, one line for the partners' documentation. */
  summary?: string
  /** Whether a body is plain records of the one message, so that its shape is the record's. */
  plain?: boolean
  /** Messages that come here: they can also be sent as plain JSON, are described, and can be reconciled. */
  messages?: readonly AnyMessage[]
  /**
   * Finds the sender by headers and address, where a token or signature of a registered sender is not the way.
   * @throws HubError UNAUTHENTICATED
   */
  authenticate?: (request: FastifyRequest, sources: Sources) => Promise<FeedSource>
  /** Whether a batch must come with an idempotency key of its own. */
  idempotencyKeyRequired?: boolean
  /** The idempotency key, where it is not in the header of that name or the webhook-id; else the body's digest. */
  keyOf?: (body: Buffer) => string | undefined
  /**
   * Called again for the stored body after a crash and in a rebuild, so it rests on its arguments alone.
   * @throws HubError for a body that is no batch of this route
   */
  read: ReadRoute
  /**
   * Raised whenever `read` would take other records out of the same bytes, or refuse them; 1 when left out. The journal
   * keeps the version with each body; the old reader then moves to `earlierReaders`.
   */
  readerVersion?: number
  earlierReaders?: readonly { readerVersion: number; read: ReadRoute }[]
  /** The answer, where the format has one of its own; 201 with the receipt otherwise, or where it is undefined. */
  reply?: (receipt: Receipt, call: AnsweredCall) => FeedAnswer | undefined
  /** The answer to a refusal, where the format has one of its own; undefined for a caller who speaks another one. */
  refuse?: (error: HubError, call: AnsweredCall) => FeedAnswer | undefined
}

/** The bytes of a request; none where it has no body. */
export function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

/** A header of a request that is there and says something. */
export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Media type of a request without its parameters. */
export function mediaTypeOf(request: FastifyRequest): string | undefined {
  return headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase()
}

/** The internet address a request came from: as the gateway says, or of the connection. */
export function callerAddressOf(request: FastifyRequest): string {
  return headerOf(request, clientHeader) ?? request.raw.socket?.remoteAddress ?? ''
}

/** The address of a request without parameters and without a slash at its end: what readers of a route are told. */
export function addressOf({ url }: FastifyRequest): string {
  return (url.split('?')[0]?.split(';')[0] ?? '').replace(/\/$/, '')
}

/** A matrix parameter of an address, e.g. the token in `/put_data;token=abc`. */
export function matrixParameterOf(url: string, name: string): string | undefined {
  const [path = ''] = url.split('?')
  const found = path
    .replace(/\/$/, '')
    .split(';')
    .find((part) => part.toLowerCase().startsWith(`${name.toLowerCase()}=`))
  try {
    return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1))
  } catch {
    return undefined
  }
}

/**
 * Checks a key repeats of a batch are known by. It is kept as it is, so it is no number of a person.
 * @throws HubError BAD_USER_INPUT
 */
export function readIdempotencyKey(key: string): string {
  if (!/^[^\p{Cc}\p{Cs}]{1,200}$/u.test(key))
    throw new HubError(
      'BAD_USER_INPUT',
      'An idempotency key has 1 to 200 characters, none of them a control character.',
      { fault: 'IDEMPOTENCY_KEY_FORM' },
    )
  if (residentIdsIn(key, shanghaiDay(systemClock())).length > 0)
    throw new HubError('BAD_USER_INPUT', 'An idempotency key holds no resident ID number.', {
      fault: 'PERSONAL_NUMBER',
    })
  return key
}

/**
 * The key repeats of a batch are known by: the id of a signed message, what the sender says, else the digest of what it
 * sends to this address, and of its number where it has one. Nothing unsigned makes a signed message another one: replayed, it is the same batch.
 * @throws HubError BAD_USER_INPUT
 */
export function idempotencyKeyOf(request: FastifyRequest, route: FeedRoute, body: Buffer): string {
  const key =
    signedIdOf(request, route) ??
    headerOf(request, 'idempotency-key') ??
    headerOf(request, 'webhook-id') ??
    route.keyOf?.(body)
  if (key === undefined) {
    if (route.idempotencyKeyRequired)
      throw new HubError('BAD_USER_INPUT', 'This address needs the header Idempotency-Key.', {
        fault: 'IDEMPOTENCY_KEY_MISSING',
      })
    // The same bytes under another number are another batch: its sender counts it.
    const sequence = sequenceOf(request)
    const address = sequence === undefined ? route.path : `${route.path} ${sequence}`
    return `${bytesKey}${createHash('sha256').update(`${address}\n`).update(body).digest('hex')}`
  }
  return readIdempotencyKey(key)
}

/** The webhook-id of a request that is known by its signature; the signature vouches for it as for the body. */
function signedIdOf(request: FastifyRequest, route: FeedRoute): string | undefined {
  const isSigned = route.authenticate === undefined && headerOf(request, 'webhook-signature') !== undefined
  return isSigned ? headerOf(request, 'webhook-id') : undefined
}

/** The sender's own number of a batch. @throws HubError BAD_USER_INPUT */
export function sequenceOf(request: FastifyRequest): number | undefined {
  const text = headerOf(request, 'feed-sequence')
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text))
    throw new HubError('BAD_USER_INPUT', 'The header feed-sequence is not a whole number.', {
      fault: 'NUMBER_FORM',
    })
  return Number(text)
}
