import type { KeyObject } from 'node:crypto'
import { eq, isNotNull } from 'drizzle-orm'
import type { Clock } from '../../clock.ts'
import type { Database, Orm } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { readWebhookPublicKey, readWebhookSecret, type WebhookKey } from '../../work/webhook.ts'
import type { CoverageNews, FeedSource } from '../message.ts'
import { type AdministratorWord, reasoned } from './administrator-word.ts'
import {
  bearerOf,
  type Credentials,
  findHolder,
  holderOf,
  type KnownSource,
  requireSignature,
  senderFor,
  signerOf,
  tokenDigest,
} from './known-sources.ts'
import { afterReturn, openRetirement, type Retirement } from './retirement.ts'
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

/** The senders of a room. */
export interface Sources {
  /**
   * Registers senders, or says anew what is known of them. One that was declared out comes back by it: what the hub was not
   * sent in between is not known, so it vouches for nothing until it declares its initial load again.
   */
  register(tx: Orm, registrations: readonly SourceRegistration[]): Promise<void>
  /**
   * Gives a sender a new token and a new shared secret, and takes its new public keys; the old ones are accepted beside
   * them unless they are dropped. False when there is no such sender. @throws HubError BAD_USER_INPUT for what is no key,
   * CONFLICT where it was declared out
   */
  renew(
    tx: Orm,
    id: string,
    made: NewCredentials,
    options: { dropOld: boolean; webhookKeys?: readonly string[] },
  ): Promise<boolean>
  /**
   * Declares a sender out, by an administrator: it has no credentials any more and speaks for nobody, so that nobody waits
   * for its word. What it sent stays. False when there is no such sender. @throws HubError BAD_USER_INPUT, CONFLICT when it
   * is out
   */
  retire(tx: Orm, id: string, word: AdministratorWord): Promise<boolean>
  /** The word by which a sender is out now; undefined where it is not. */
  findRetirement(id: string): Promise<Retirement | undefined>
  /** Finds the sender that holds a bearer token. @throws HubError UNAUTHENTICATED */
  byToken(token: string): Promise<FeedSource>
  /** Finds the sender of a request by its token or else its signature. @throws HubError UNAUTHENTICATED */
  authenticate(credentials: Credentials, now: Date): Promise<FeedSource>
  /**
   * Turns a request away whose headers show already that nobody known sends it, before its body is read; answers the
   * sender where a token names it, undefined where only the signature of the body will.
   * @throws HubError UNAUTHENTICATED
   */
  precheck(headers: Credentials['headers'], now: Date): Promise<FeedSource | undefined>
  /** The sender whose token the headers hold, if they hold one. */
  holder(headers: Credentials['headers']): Promise<FeedSource | undefined>
  /**
   * The sender somebody known to the gateway acts for: of those registered for the organisation the one of the
   * caller's own name, else the only one.
   * @throws HubError FORBIDDEN
   */
  byOrganisation(caller: { caller: string; organisation?: string | undefined }): Promise<FeedSource>
  find(id: string): Promise<FeedSource | undefined>
  list(): Promise<readonly FeedSource[]>
  /** Sources whose bodies are kept for a time only, with that time in months. */
  listRetention(): Promise<readonly { id: string; retentionMonths: number }[]>
}

/** How long the list of senders is remembered, ms. */
const rememberMs = 5_000

type SourceTable = FeedTables['feedSources']
type Row = SourceTable['$inferSelect']

/** The list of all senders, and how to have it read again. */
interface KnownSources {
  all(): Promise<readonly KnownSource[]>
  forget(): void
}

/** Senders kept in the room's table. `news` is told of one that is declared out: what waited for it waits no more. */
export function createSources(
  db: Database,
  { feedSources, feedScopes }: Pick<FeedTables, 'feedSources' | 'feedScopes'>,
  journalKey: KeyObject,
  clock: Clock,
  news?: Pick<CoverageNews, 'tell'>,
): Sources {
  const known = rememberSources(db, feedSources, journalKey)
  const lock = async (tx: Orm, id: string): Promise<Row | undefined> => {
    const [row] = await tx.select().from(feedSources).where(eq(feedSources.id, id)).for('update')
    return row
  }
  const comeBack = async (tx: Orm, { id, retirements }: Row): Promise<void> => {
    if (openRetirement(retirements) === undefined) return
    await tx
      .update(feedSources)
      .set({ retirements: afterReturn(retirements, clock()) })
      .where(eq(feedSources.id, id))
    await tx.update(feedScopes).set({ initialLoadCompletedAt: null }).where(eq(feedScopes.source, id))
  }
  return {
    register: async (tx, registrations) => {
      for (const registration of registrations) {
        const row = rowOf(registration, journalKey)
        const [kept] = await tx
          .insert(feedSources)
          .values(row)
          .onConflictDoUpdate({ target: feedSources.id, set: row })
          .returning()
        if (kept !== undefined) await comeBack(tx, kept)
      }
      known.forget()
    },
    renew: async (tx, id, { token, webhookSecret }, { dropOld, webhookKeys = [] }) => {
      const row = await lock(tx, id)
      if (row === undefined) return false
      if (openRetirement(row.retirements) !== undefined)
        throw senderOut(id, `${id} was declared out: it comes back by being registered again.`)
      await tx
        .update(feedSources)
        .set({
          tokenDigests: [...(dropOld ? [] : row.tokenDigests), tokenDigest(token)],
          webhookSecrets: [...(dropOld ? [] : row.webhookSecrets), sealSecret(webhookSecret, journalKey)],
          webhookKeys: [...(dropOld ? [] : row.webhookKeys), ...webhookKeys.map(keptKey)],
        })
        .where(eq(feedSources.id, id))
      known.forget()
      return true
    },
    retire: async (tx, id, word) => {
      const { by, because } = reasoned(word)
      const row = await lock(tx, id)
      if (row === undefined) return false
      if (openRetirement(row.retirements) !== undefined) throw senderOut(id, `${id} was declared out before.`)
      const retirements = [...row.retirements, { by, because, retiredAt: clock().toISOString() }]
      const nothing = { allowed: [], tokenDigests: [], webhookSecrets: [], webhookKeys: [] }
      await tx
        .update(feedSources)
        .set({ ...nothing, retirements })
        .where(eq(feedSources.id, id))
      await news?.tell(tx)
      known.forget()
      return true
    },
    findRetirement: async (id) => {
      const [row] = await db.orm
        .select({ retirements: feedSources.retirements })
        .from(feedSources)
        .where(eq(feedSources.id, id))
      return row && openRetirement(row.retirements)
    },
    byToken: async (token) => holderOf(await known.all(), token),
    authenticate: async ({ headers, body }, now) => {
      const bearer = bearerOf(headers)
      if (bearer !== undefined) return holderOf(await known.all(), bearer)
      requireSignature(headers, now)
      return signerOf(await known.all(), headers, body, now)
    },
    precheck: async (headers, now) => {
      const bearer = bearerOf(headers)
      if (bearer !== undefined) return holderOf(await known.all(), bearer)
      requireSignature(headers, now)
      return undefined
    },
    holder: async (headers) => {
      const bearer = bearerOf(headers)
      return bearer === undefined ? undefined : findHolder(await known.all(), bearer)
    },
    byOrganisation: async (caller) => senderFor(await known.all(), caller),
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
  }
}

/** Reads the list of senders once in a while: another process may have changed it. */
function rememberSources(db: Database, feedSources: SourceTable, journalKey: KeyObject): KnownSources {
  let remembered: { known: Promise<KnownSource[]>; at: number } | undefined
  const read = async (): Promise<KnownSource[]> => {
    const rows = await db.transaction((tx) => tx.select().from(feedSources).orderBy(feedSources.id).execute())
    return rows.map((row) => ({
      source: sourceOf(row),
      tokens: row.tokenDigests.map((digest) => Buffer.from(digest, 'hex')),
      keys: keysOf(row, journalKey),
    }))
  }
  return {
    all: () => {
      if (remembered === undefined || Date.now() - remembered.at > rememberMs) {
        const known = read()
        remembered = { known, at: Date.now() }
        known.catch(() => {
          remembered = undefined
        })
      }
      return remembered.known
    },
    forget: () => {
      remembered = undefined
    },
  }
}

function sourceOf({ id, name, authority, organisation, allowed, requestsPerMinute }: Row): FeedSource {
  return {
    id,
    name,
    authority,
    organisation,
    allowed,
    ...(requestsPerMinute !== null && { requestsPerMinute }),
  }
}

function keysOf(row: Row, journalKey: KeyObject): WebhookKey[] {
  return [
    ...row.webhookSecrets.map(
      (sealed): WebhookKey => ({ kind: 'hmac', secret: unseal(journalKey, Buffer.from(sealed, 'base64')) }),
    ),
    ...row.webhookKeys.map((key): WebhookKey => ({ kind: 'ed25519', key: readWebhookPublicKey(key) })),
  ]
}

/** The refusal of what a sender that was declared out has no more: no repeat brings it back. */
const senderOut = (id: string, message: string): HubError =>
  new HubError('CONFLICT', message, { field: 'id', fault: 'SENDER_OUT', id })

function rowOf(registration: SourceRegistration, journalKey: KeyObject): SourceTable['$inferInsert'] {
  const { id, name, authority, organisation } = registration
  return {
    id,
    name,
    authority,
    organisation,
    tokenDigests: (registration.tokens ?? []).map(tokenDigest),
    webhookSecrets: (registration.webhookSecrets ?? []).map((secret) => sealSecret(secret, journalKey)),
    webhookKeys: (registration.webhookKeys ?? []).map(keptKey),
    allowed: [...(registration.allowed ?? [])],
    heartbeatEverySeconds: registration.heartbeatEverySeconds ?? null,
    requestsPerMinute: registration.requestsPerMinute ?? null,
    retentionMonths: registration.retentionMonths ?? null,
  }
}

function sealSecret(secret: string, journalKey: KeyObject): string {
  return seal(journalKey, readWebhookSecret(secret)).toString('base64')
}

/** A public key as it is kept: SPKI DER in base64. */
function keptKey(key: string): string {
  return readWebhookPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
}
