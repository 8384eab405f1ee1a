/** Finding out who sends, among the registered senders of a room. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { HubError } from '../../errors.ts'
import { verifyWebhook, type WebhookKey } from '../../work/webhook.ts'
import type { FeedSource } from '../message.ts'

/** What a request is authenticated by. */
export interface Credentials {
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
  /** A bearer token found elsewhere than in the Authorization header. */
  token?: string | undefined
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

/** The bearer token of a request, from where its route found it or from the header. */
export function bearerOf({ headers, token }: Omit<Credentials, 'body'>): string | undefined {
  return token ?? /^Bearer (\S+)$/i.exec(String(headers.authorization ?? ''))?.[1]
}

/** Turns away what shows neither token nor signature. @throws HubError UNAUTHENTICATED */
export function requireSignature(headers: Credentials['headers']): void {
  if (headers['webhook-signature'] === undefined)
    throw new HubError(
      'UNAUTHENTICATED',
      'neither a bearer token nor a webhook signature came with the message',
    )
}

/** Who holds a bearer token. @throws HubError UNAUTHENTICATED */
export function holderOf(known: readonly KnownSource[], token: string): FeedSource {
  const digest = Buffer.from(tokenDigest(token), 'hex')
  // Every digest is compared, each in constant time: how long it takes tells nothing about any token.
  const [holder] = known.filter(({ tokens }) =>
    tokens.some((one) => one.length === digest.length && timingSafeEqual(one, digest)),
  )
  if (holder === undefined)
    throw new HubError('UNAUTHENTICATED', 'the token is not one of a registered sender')
  return holder.source
}

/** Who signed a message. @throws HubError UNAUTHENTICATED */
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
  throw new HubError('UNAUTHENTICATED', 'no signature of the message is by a key of a registered sender')
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
    throw new HubError('FORBIDDEN', 'no sender of this room is registered for the organisation of the caller')
  return found.source
}
