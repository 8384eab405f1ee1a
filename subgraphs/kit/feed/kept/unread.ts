/**
 * What a source sent and the hub could not read or has not applied yet: a gap for those it is about. Whom that is stands
 * beside the entry as tokens: in the journal until a batch is processed, in `feed_unread` for what is in quarantine.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { FeedSource, RecordIdentity, RecordSubject } from '../message.ts'
import type { FeedTables } from './tables.ts'

/** A subject as a token: facts of one message about one subject. */
export const subjectToken = (message: string, { kind, value }: RecordSubject): string =>
  `${message} ${kind} ${value}`

/**
 * Tokens of a record that cannot be used: of each subject it names, else of all its sender vouches for: one company or
 * station where it may speak for one only, everything of its own otherwise.
 */
export function tokensOfRecord(
  message: string,
  { subjects }: RecordIdentity,
  source: Pick<FeedSource, 'allowed'>,
): string[] {
  if (subjects.length > 0) return [...new Set(subjects.map((subject) => subjectToken(message, subject)))]
  const [only] = source.allowed
  const scope = source.allowed.length === 1 && only !== undefined ? only : '*'
  return [subjectToken(message, { kind: 'SCOPE', value: scope })]
}

/**
 * The tokens that concern a fact, as a text[] expression: of each message that feeds it, about each of the subjects. A
 * subject whose value is null concerns nothing.
 */
export function tokensFor(
  messages: readonly string[],
  subjects: readonly (readonly [kind: RecordSubject['kind'], value: SQL])[],
): SQL {
  const tokens = messages.flatMap((message) =>
    subjects.map(([kind, value]) => sql`${sql.raw(`'${message} ${kind} '`)} || ${value}`),
  )
  return sql`array_remove(array[${sql.join(tokens, sql.raw(', '))}]::text[], null)`
}

/**
 * Since when a source has sent something about these tokens that is not read or not applied, as an expression of a
 * statement; null where nothing is. Without `source`: any sender.
 */
export function unreadSince(
  { feedUnread, feedJournal }: Pick<FeedTables, 'feedUnread' | 'feedJournal'>,
  tokens: SQL,
  source?: SQL,
): SQL<Date | null> {
  const of = (column: SQL) => (source === undefined ? sql`true` : sql`${column} = ${source}`)
  return sql<Date | null>`least(
    (select min(u.received_at) from ${feedUnread} u
      where u.closed_at is null and u.subjects && ${tokens} and ${of(sql`u.source`)}),
    (select min(j.received_at) from ${feedJournal} j
      where j.processed_at is null and j.subjects && ${tokens} and ${of(sql`j.source`)}))`.mapWith(
    feedUnread.receivedAt,
  )
}
