import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { eq, isNotNull } from 'drizzle-orm'
import type { Database, Orm } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import {
  readWebhookPublicKey,
  readWebhookSecret,
  verifyWebhook,
  type WebhookKey,
} from '../../work/webhook.ts'
import type { FeedSource } from '../message.ts'
import { seal, unseal } from './seal.ts'
import type { FeedTables } from './tables.ts'

/** A sender as it is registered: who it is and by what it is known. */
export interface SourceRegistration {
  id: string
  name: string
  authority: string
  organisation: string
  /** Bearer tokens in clear; only their digests are kept. */
  tokens?: readonly string[]
  /** Shared webhook secrets (`whsec_` and base64). */
  webhookSecrets?: readonly string[]
  /** Ed25519 public keys: `whpk_` and base64, or SPKI DER in base64. */
  webhookKeys?: readonly string[]
  allowed?: readonly string[]
  heartbeatEverySeconds?: number
  requestsPerMinute?: number
  retentionMonths?: number
}

/** Credentials as a sender is told them, once. */
export interface NewCredentials {
  token: string
  webhookSecret: string
}

/** What a request is authenticated by. */
export interface Credentials {
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
  /** A bearer token found elsewhere than in the Authorization header. */
  token?: string | undefined
}

/** The senders of a room. */
export interface Sources {
  register(tx: Orm, registrations: readonly SourceRegistration[]): Promise<void>
  /**
   * Gives a sender a new token and a new shared secret, and takes its new public keys; the old ones are accepted beside
   * them unless they are dropped. False when there is no such sender. @throws HubError BAD_USER_INPUT for what is no key
   */
  renew(
    tx: Orm,
    id: string,
    made: NewCredentials,
    options: { dropOld: boolean; webhookKeys?: readonly string[] },
  ): Promise<boolean>
  /** Who holds a bearer token. @throws HubError UNAUTHENTICATED */
  byToken(token: string): Promise<FeedSource>
  /** Who signed or sent a request. @throws HubError UNAUTHENTICATED */
  authenticate(credentials: Credentials, now: Date): Promise<FeedSource>
  /**
   * Turns a request away whose headers show already that nobody known sends it, before its body is read; answers the
   * sender where a token names it, undefined where only the signature of the body will.
   * @throws HubError UNAUTHENTICATED
   */
  precheck(credentials: Omit<Credentials, 'body'>): Promise<FeedSource | undefined>
  /**
   * The sender somebody known to the gateway acts for: of those registered for the organisation the one of the
   * caller's own name, else the only one.
   * @throws HubError FORBIDDEN
   */
  byOrganisation(caller: { caller: string; organisation?: string | undefined }): Promise<FeedSource>
  find(id: string): Promise<FeedSource | undefined>
  list(): Promise<FeedSource[]>
  /** Sources whose bodies are kept for a time only, with that time in months. */
  listRetention(): Promise<{ id: string; retentionMonths: number }[]>
}

/** Digest a bearer token is known by. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex')

/** How long the list of senders is remembered, ms. */
const rememberMs = 5_000

/** Senders kept in the room's table. */
export function createSources(db: Database, { feedSources }: FeedTables, journalKey: KeyObject): Sources {
  type Row = typeof feedSources.$inferSelect
  type Known = { source: FeedSource; tokens: readonly Buffer[]; keys: readonly WebhookKey[] }
  let remembered: { known: Promise<Known[]>; at: number } | undefined

  const sourceOf = ({ id, name, authority, organisation, allowed, requestsPerMinute }: Row): FeedSource => ({
    id,
    name,
    authority,
    organisation,
    allowed,
    ...(requestsPerMinute !== null && { requestsPerMinute }),
  })
  const keysOf = (row: Row): WebhookKey[] => [
    ...row.webhookSecrets.map(
      (sealed): WebhookKey => ({ kind: 'hmac', secret: unseal(journalKey, Buffer.from(sealed, 'base64')) }),
    ),
    ...row.webhookKeys.map((key): WebhookKey => ({ kind: 'ed25519', key: readWebhookPublicKey(key) })),
  ]

  const all = (): Promise<Known[]> => {
    if (remembered === undefined || Date.now() - remembered.at > rememberMs) {
      const known = db
        .transaction((tx) => tx.select().from(feedSources).orderBy(feedSources.id).execute())
        .then((rows) =>
          rows.map((row) => ({
            source: sourceOf(row),
            tokens: row.tokenDigests.map((digest) => Buffer.from(digest, 'hex')),
            keys: keysOf(row),
          })),
        )
      remembered = { known, at: Date.now() }
      known.catch(() => {
        remembered = undefined
      })
    }
    return remembered.known
  }

  const bearerOf = ({ headers, token }: Omit<Credentials, 'body'>): string | undefined =>
    token ?? /^Bearer (\S+)$/i.exec(String(headers.authorization ?? ''))?.[1]

  const byToken = async (token: string): Promise<FeedSource> => {
    const digest = Buffer.from(tokenDigest(token), 'hex')
    // Every digest is compared, each in constant time: how long it takes tells nothing about any token.
    const holders = (await all()).filter(({ tokens }) =>
      tokens.some((known) => known.length === digest.length && timingSafeEqual(known, digest)),
    )
    const [holder] = holders
    if (holder === undefined)
      throw new HubError('UNAUTHENTICATED', 'the token is not one of a registered sender')
    return holder.source
  }

  const requireSignature = ({ headers }: Omit<Credentials, 'body'>): void => {
    if (headers['webhook-signature'] === undefined)
      throw new HubError(
        'UNAUTHENTICATED',
        'neither a bearer token nor a webhook signature came with the message',
      )
  }

  const sealSecret = (secret: string): string =>
    seal(journalKey, readWebhookSecret(secret)).toString('base64')

  /** A public key as it is kept: SPKI DER in base64. */
  const keptKey = (key: string): string =>
    readWebhookPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')

  return {
    byToken,
    renew: async (tx, id, { token, webhookSecret }, { dropOld, webhookKeys = [] }) => {
      const [row] = await tx.select().from(feedSources).where(eq(feedSources.id, id)).for('update')
      if (row === undefined) return false
      await tx
        .update(feedSources)
        .set({
          tokenDigests: [...(dropOld ? [] : row.tokenDigests), tokenDigest(token)],
          webhookSecrets: [...(dropOld ? [] : row.webhookSecrets), sealSecret(webhookSecret)],
          webhookKeys: [...(dropOld ? [] : row.webhookKeys), ...webhookKeys.map(keptKey)],
        })
        .where(eq(feedSources.id, id))
      remembered = undefined
      return true
    },
    register: async (tx, registrations) => {
      for (const registration of registrations) {
        const row = {
          id: registration.id,
          name: registration.name,
          authority: registration.authority,
          organisation: registration.organisation,
          tokenDigests: (registration.tokens ?? []).map(tokenDigest),
          webhookSecrets: (registration.webhookSecrets ?? []).map(sealSecret),
          webhookKeys: (registration.webhookKeys ?? []).map(keptKey),
          allowed: [...(registration.allowed ?? [])],
          heartbeatEverySeconds: registration.heartbeatEverySeconds ?? null,
          requestsPerMinute: registration.requestsPerMinute ?? null,
          retentionMonths: registration.retentionMonths ?? null,
        }
        await tx.insert(feedSources).values(row).onConflictDoUpdate({ target: feedSources.id, set: row })
      }
      remembered = undefined
    },
    find: async (id) => {
      const [row] = await db.orm.select().from(feedSources).where(eq(feedSources.id, id)).limit(1)
      return row && sourceOf(row)
    },
    list: async () => (await db.orm.select().from(feedSources).orderBy(feedSources.id)).map(sourceOf),
    listRetention: async () => {
      const rows = await db.orm
        .select({ id: feedSources.id, retentionMonths: feedSources.retentionMonths })
        .from(feedSources)
        .where(isNotNull(feedSources.retentionMonths))
      return rows.map(({ id, retentionMonths }) => ({ id, retentionMonths: Number(retentionMonths) }))
    },
    precheck: async (credentials) => {
      const bearer = bearerOf(credentials)
      if (bearer !== undefined) return byToken(bearer)
      requireSignature(credentials)
      return undefined
    },
    byOrganisation: async ({ caller, organisation }) => {
      const registered = (await all()).filter(({ source }) => source.organisation === organisation)
      const own = registered.find(({ source }) => source.id === caller)
      const found = own ?? (registered.length === 1 ? registered[0] : undefined)
      if (organisation === undefined || found === undefined)
        throw new HubError(
          'FORBIDDEN',
          'no sender of this room is registered for the organisation of the caller',
        )
      return found.source
    },
    authenticate: async ({ headers, body, token }, now) => {
      const bearer = bearerOf({ headers, token })
      if (bearer !== undefined) return byToken(bearer)
      requireSignature({ headers })
      // A sender that names itself is not looked for among all the others.
      const named = headers['feed-source']
      for (const { source, keys } of await all()) {
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
    },
  }
}
