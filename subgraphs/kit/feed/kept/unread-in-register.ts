import { type SQL, sql } from 'drizzle-orm'
import type { RecordSubject } from '../message.ts'
import type { FeedTables } from './tables.ts'
import { tokensFor, unreadSince } from './unread.ts'

/** What of a register concerns a fact of one of its subjects. */
export interface RegisterFact {
  /** Name of the message that feeds the fact. */
  message: string
  /** Whom it is about; a subject whose value is null concerns nothing. */
  subjects: readonly (readonly [kind: RecordSubject['kind'], value: SQL])[]
  /** Number of the register. */
  register: string
  /** Who sent what stands, where that may be somebody else. */
  sender?: SQL
  /** What such a sender vouches for where that is less than everything: a company, an office. */
  scope?: SQL
  /** Whose messages about the subjects count, as the right side of `source =`; everybody's when left out. */
  heeded?: SQL
}

/**
 * Since when something about a subject is not read or not applied, as an expression of a statement; null where nothing is:
 * what names the subject, and of the register, or of who sent what stands, what names nobody. Nobody else's batch can be
 * about all that a register holds.
 */
export function unreadInRegister(
  tables: Pick<FeedTables, 'feedUnread' | 'feedJournal'>,
  { message, subjects, register, sender, scope, heeded }: RegisterFact,
): SQL<Date | null> {
  const named = subjects.length > 0 ? unreadSince(tables, tokensFor([message], subjects), heeded) : sql`null`
  const quoted = sql.raw(`'${register}'`)
  const vouching = sender === undefined ? quoted : sql`any(array[${quoted}, ${sender}])`
  const scopes = [sql.raw("'*'"), ...(scope === undefined ? [] : [scope])]
  const nameless = unreadSince(
    tables,
    tokensFor(
      [message],
      scopes.map((value) => ['SCOPE', value]),
    ),
    vouching,
  )
  return sql<Date | null>`least(${named}, ${nameless})`.mapWith(tables.feedUnread.receivedAt)
}
