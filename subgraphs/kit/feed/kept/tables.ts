import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  type PgSchema,
  pgPolicy,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../database/columns.ts'
import type { Comparisons } from './comparisons.ts'
import type { Retirement } from './retirement.ts'

const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
})

/** Rows of the tenant's organisation; all of them for the feed itself. */
const ownQuarantine = sql.raw(
  `current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), '')`,
)

/**
 * The tables every room that is fed has in its own schema. A room exports each of them from its tables.ts, so that
 * its migrations make them. `asksMadeUpFor`: it asks for unread records too that are closed, by whom they are about.
 */
export function feedTables(schema: PgSchema<string>, { asksMadeUpFor = false } = {}) {
  return {
    /** Registered senders, and the credentials each is known by. */
    feedSources: schema.table('feed_sources', {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      authority: text('authority').notNull(),
      organisation: text('organisation').notNull(),
      /** SHA-256 of each bearer token, hex; several during a rotation. */
      tokenDigests: text('token_digests').array().notNull().default([]),
      /** Shared webhook secrets, sealed. */
      webhookSecrets: text('webhook_secrets').array().notNull().default([]),
      /** Ed25519 public keys, SPKI DER in base64. */
      webhookKeys: text('webhook_keys').array().notNull().default([]),
      /** Whom it may speak for: company identifiers, station numbers; `*` for everybody. */
      allowed: text('allowed').array().notNull().default([]),
      heartbeatEverySeconds: integer('heartbeat_every_seconds'),
      /** Requests it may make in a minute; no quota when null. */
      requestsPerMinute: integer('requests_per_minute'),
      /** Months its bodies are kept; for good when null. */
      retentionMonths: integer('retention_months'),
      /** When and why it was declared out, the last one at the end, and when it came back. */
      retirements: jsonb('retirements').$type<readonly Retirement[]>().notNull().default([]),
    }),
    /** How far each source vouches for what is not there, by scope; `*` is all it may speak for. */
    feedScopes: schema.table(
      'feed_scopes',
      {
        source: text('source').notNull(),
        scope: text('scope').notNull().default('*'),
        initialLoadCompletedAt: instant('initial_load_completed_at'),
        heartbeatAt: instant('heartbeat_at'),
        reconciledAt: instant('reconciled_at'),
        /** Whether anything is known to be missing: a numbered batch, or what a comparison found different. */
        gap: boolean('gap').notNull().default(false),
        /** Up to when nothing of the source was known to be missing, while something is. */
        gapSince: instant('gap_since'),
        /** Up to when no numbered batch was missing, while one is. */
        sequenceGapSince: instant('sequence_gap_since'),
        /** How the comparisons of each message came out. */
        comparisons: jsonb('comparisons').$type<Comparisons>().notNull().default({}),
        /** Every numbered batch up to this one was received and processed. */
        completeSequence: bigint('complete_sequence', { mode: 'number' }),
        /** Number of the first batch, as the source stated it. */
        firstSequence: bigint('first_sequence', { mode: 'number' }),
        /** The largest number the source ever stated or sent. */
        lastSequence: bigint('last_sequence', { mode: 'number' }),
        /** As of when it is known to have. */
        lastSequenceAt: instant('last_sequence_at'),
        /** As of when it last stated the number of its newest batch while none was missing. */
        wholeAt: instant('whole_at'),
        /** Until when the source said that it is closed. */
        closedUntil: instant('closed_until'),
      },
      (table) => [primaryKey({ columns: [table.source, table.scope] })],
    ),
    /** What was received, before it was acknowledged. */
    feedJournal: schema.table(
      'feed_journal',
      {
        id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
        receiptId: uuid('receipt_id').notNull().unique(),
        source: text('source').notNull(),
        route: text('route').notNull(),
        idempotencyKey: text('idempotency_key').notNull(),
        bodyDigest: text('body_digest').notNull(),
        /** The source's own number of the batch, for finding gaps. */
        sequence: bigint('sequence', { mode: 'number' }),
        contentType: text('content_type').notNull().default(''),
        /** Version of the reader that took the body apart; a rebuild reads it with the same. */
        readerVersion: integer('reader_version').notNull().default(1),
        /** Whom its records are about (unread.ts), until they are processed; null of entries nobody looked at. */
        subjects: text('subjects').array(),
        body: bytes('body').notNull(),
        keyMonth: text('key_month').notNull(),
        receivedAt: instant('received_at').notNull(),
        processedAt: instant('processed_at'),
        /** How often it was begun again and did not come one part further. */
        attempts: integer('attempts').notNull().default(0),
        /** Since when it is left to the administrators: nobody could finish it. */
        setAsideAt: instant('set_aside_at'),
      },
      (table) => [
        unique('feed_journal_key').on(table.source, table.idempotencyKey),
        index('feed_journal_sequence').on(table.source, table.sequence),
        index('feed_journal_unprocessed').on(table.processedAt, table.receivedAt),
      ],
    ),
    /** What became of each record of a batch. */
    feedReceiptRecords: schema.table(
      'feed_receipt_records',
      {
        receiptId: uuid('receipt_id').notNull(),
        index: integer('index').notNull(),
        message: text('message').notNull(),
        outcome: text('outcome').notNull(),
        /** Version of the mapping the record was read with; a rebuild reads it with the same. */
        mappingVersion: integer('mapping_version').notNull().default(1),
        code: text('code'),
        pointer: text('pointer'),
        text: text('text'),
        notes: text('notes').array().notNull().default([]),
        quarantineId: uuid('quarantine_id'),
      },
      (table) => [primaryKey({ columns: [table.receiptId, table.index] })],
    ),
    /** Records that could not be used, with their payload; each organisation sees its own. */
    feedQuarantine: schema.table(
      'feed_quarantine',
      {
        id: uuid('id').primaryKey(),
        receiptId: uuid('receipt_id').notNull(),
        index: integer('index').notNull(),
        source: text('source').notNull(),
        organisation: text('organisation').notNull().default(''),
        message: text('message').notNull(),
        code: text('code').notNull(),
        pointer: text('pointer').notNull(),
        text: text('text').notNull(),
        payload: bytes('payload').notNull(),
        keyMonth: text('key_month').notNull(),
        quarantinedAt: instant('quarantined_at').notNull(),
        state: text('state').notNull().default('OPEN'),
        resolvedAt: instant('resolved_at'),
        /** Receipt of the corrected record, or why it was discarded. */
        resolution: text('resolution'),
      },
      (table) => [
        // Few records stay here beside all that were: lists and counts read these alone.
        index('feed_quarantine_open_by_source').on(table.source, table.id).where(sql`state = 'OPEN'`),
        index('feed_quarantine_open_by_organisation')
          .on(table.organisation, table.id)
          .where(sql`state = 'OPEN'`),
        index('feed_quarantine_unresolved')
          .on(table.state, table.id)
          .where(sql`state in ('OPEN', 'DISCARDED')`),
        pgPolicy('feed_quarantine_of_organisation', {
          for: 'all',
          using: ownQuarantine,
          withCheck: ownQuarantine,
        }),
      ],
    ),
    /**
     * What was kept and could not be used: a gap for those it is about, until something closes it. Not under the policy
     * of quarantine: evidence is judged by it whoever asks.
     */
    feedUnread: schema.table(
      'feed_unread',
      {
        id: uuid('id').primaryKey(),
        source: text('source').notNull(),
        message: text('message').notNull(),
        receiptId: uuid('receipt_id').notNull(),
        index: integer('index').notNull(),
        /** Whom it is about, as `subjectToken` writes them. */
        subjects: text('subjects').array().notNull(),
        /** Its own key, where that could be read: the key's fields joined by tab. */
        key: text('key'),
        /** When the source says the record was so, where that could be read. */
        sourceAt: instant('source_at'),
        /** Order among records of one instant, where that could be read. */
        sourceSequence: bigint('source_sequence', { mode: 'number' }),
        /** Digest of the record as it came, by which the same one again is known; of records of before there is none. */
        rawDigest: text('raw_digest'),
        receivedAt: instant('received_at').notNull(),
        closedAt: instant('closed_at'),
        /** Receipt of the record that made up for it, or the administrator. */
        closedBy: text('closed_by'),
        /** Why an administrator closed it. */
        closedBecause: text('closed_because'),
      },
      (table) => [
        // Every question of evidence asks these: what is new is put in its place at once, not read with each of them.
        index('feed_unread_subjects')
          .using('gin', table.subjects)
          .with({ fastupdate: false })
          .where(sql`${table.closedAt} is null`),
        ...(asksMadeUpFor
          ? [
              index('feed_unread_made_up_for')
                .using('gin', table.subjects)
                .with({ fastupdate: false })
                .where(sql`${table.closedAt} is not null and ${table.closedBecause} is null`),
            ]
          : []),
        index('feed_unread_key').on(table.message, table.key).where(sql`${table.closedAt} is null`),
        index('feed_unread_open').on(table.id).where(sql`${table.closedAt} is null`),
        index('feed_unread_closed_by_hand').on(table.id).where(sql`${table.closedBecause} is not null`),
        index('feed_unread_receipt').on(table.receiptId, table.index),
        index('feed_unread_same').on(table.rawDigest),
      ],
    ),
    /** Keys of journal and quarantine bodies, one a source and month, wrapped with the room's key. */
    feedKeys: schema.table(
      'feed_keys',
      {
        source: text('source').notNull(),
        month: text('month').notNull(),
        wrapped: bytes('wrapped').notNull(),
      },
      (table) => [primaryKey({ columns: [table.source, table.month] })],
    ),
  }
}

export type FeedTables = ReturnType<typeof feedTables>

/** Columns every record table has, current and history: where a row comes from and which version it is. */
export function recordColumns() {
  return {
    source: text('source').notNull(),
    /** When the source says the record was so. */
    sourceAt: instant('source_at').notNull(),
    /** Order among records of one instant. */
    sourceSequence: bigint('source_sequence', { mode: 'number' }).notNull(),
    /** The source's own record id and version. */
    revision: text('revision').notNull(),
    deleted: boolean('deleted').notNull(),
    /** Whether the source says something else at the same instant; of a row of history never. */
    contradicted: boolean('contradicted').notNull().default(false),
    /** Digest of the content, to tell a repeat from a contradiction. */
    digest: text('digest').notNull(),
    /** Version of the mapping that made the row. */
    mappingVersion: integer('mapping_version').notNull().default(1),
    /** Digest of the record as it came. */
    rawDigest: text('raw_digest').notNull().default(''),
    receivedAt: instant('received_at').notNull(),
    receiptId: uuid('receipt_id').notNull(),
  }
}
