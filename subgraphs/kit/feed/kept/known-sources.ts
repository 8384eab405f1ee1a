/** Finding out who sends, among the registered senders of a room. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { HubError } from '../../errors.ts'
import { readSignedHead, verifyWebhook, type WebhookKey } from '../../work/webhook.ts'
import type { FeedSource } from '../message.ts'

/** What a request is authenticated by. */
export interface Credentials {
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
}

/** A sender with what it is known by. */
export interface KnownSource {
  source: FeedSource
  /** SHA-256 of each bearer token. */
  tokens: readonly Buffer[]
  keys: readonly WebhookKey[]
}

/** Digest a bearer token is known by. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The bearer token of a request; of a signed one none, since its signature decides, whatever else stands beside it. */
export function bearerOf(headers: Credentials['headers']): string | undefined {
  if (headers['webhook-signature'] !== undefined) return undefined
  return /^Bearer (\S+)$/i.exec(String(headers.authorization ?? ''))?.[1]
}

/** Turns away what shows neither token nor what a signature is checked with. @throws HubError UNAUTHENTICATED */
export function requireSignature(headers: Credentials['headers'], now: Date): void {
  if (headers['webhook-signature'] === undefined)
    throw new HubError(
      'UNAUTHENTICATED',
      'Neither a bearer token nor a webhook signature came with the message.',
    )
  readSignedHead(headers, now)
}

/** Finds the sender that holds a bearer token. @throws HubError UNAUTHENTICATED */
export function holderOf(known: readonly KnownSource[], token: string): FeedSource {
  const holder = findHolder(known, token)
  if (holder === undefined)
    throw new HubError('UNAUTHENTICATED', 'The token is not one of a registered sender.')
  return holder
}

/** The sender that holds a bearer token; undefined where nobody does. */
export function findHolder(known: readonly KnownSource[], token: string): FeedSource | undefined {
  const digest = Buffer.from(tokenDigest(token), 'hex')
  // Every digest is compared, each in constant time: how long it takes tells nothing about any token.
  const [holder] = known.filter(({ tokens }) =>
    tokens.some((one) => one.length === digest.length && timingSafeEqual(one, digest)),
  )
  return holder?.source
}

/** Finds the sender by whose key a message is signed. @throws HubError UNAUTHENTICATED */
export function signerOf(
  known: readonly KnownSource[],
  headers: Credentials['headers'],
  body: Buffer,
  now: Date,
): FeedSource {
  // A sender that names itself is not looked for among all the others.
  const named = headers['feed-source']
  for (const { source, keys } of known) {
    if (keys.length === 0 || (named !== undefined && named !== source.id)) continue
    try {
      verifyWebhook(headers, body, keys, now)
      return source
    } catch (error) {
      if (!(error instanceof HubError)) throw error
    }
  }
  verifyWebhook(headers, body, [], now)
  throw new HubError('UNAUTHENTICATED', 'No signature of the message is by a key of a registered sender.')
}

/**
 * The sender somebody acts for: of those registered for the organisation the one of the caller's own name, else the only
 * one. @throws HubError FORBIDDEN
 */
export function senderFor(
  known: readonly KnownSource[],
  { caller, organisation }: { caller: string; organisation?: string | undefined },
): FeedSource {
  const registered = known.filter(({ source }) => source.organisation === organisation)
  const own = registered.find(({ source }) => source.id === caller)
  const found = own ?? (registered.length === 1 ? registered[0] : undefined)
  if (organisation === undefined || found === undefined)
    throw new HubError(
      'FORBIDDEN',
      'No sender of this room is registered for the organisation of the caller.',
    )
  return found.source
}
