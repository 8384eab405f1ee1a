/**
 * What makes up for unread records, as statements over their table. Records of a key are ordered by (time, sequence): what
 * is newer makes up for what is older. Where the order is not known, only the very record does.
 */
import { type SQL, sql } from 'drizzle-orm'
import { type Orm, rowsOf } from '../../database/database.ts'
import type { FeedSource } from '../message.ts'
import { arrayText } from './array-text.ts'
import type { FeedTables } from './tables.ts'

type Table = Pick<FeedTables, 'feedUnread'>

/** A record that was taken in: its key as one text, and where it stands in time. */
export interface TakenVersion {
  key: string
  sourceAt: Date
  sourceSequence: number
  /** Whether its row became the newest of its key. */
  isApplied: boolean
}

interface Arrival {
  message: string
  source: Pick<FeedSource, 'id'>
  receivedAt: Date
  receiptId: string
}

const versionsText = (versions: readonly TakenVersion[]): SQL => sql`
  ${arrayText(versions.map(({ key }) => key))}, ${arrayText(versions.map(({ sourceAt }) => sourceAt.toISOString()))},
  ${arrayText(versions.map(({ sourceSequence }) => sourceSequence))}, ${arrayText(versions.map(({ isApplied }) => isApplied))}`

/** Closes what is known to be older than rows that were applied; answers whom it was about. */
export async function closeOlder(
  tx: Orm,
  { feedUnread }: Table,
  versions: readonly TakenVersion[],
  { message, receiptId, receivedAt }: Arrival,
  at: Date,
): Promise<readonly string[]> {
  const applied = versions.filter(({ isApplied }) => isApplied)
  if (applied.length === 0) return []
  // Of an unknown sequence nothing of the same instant is newer: compared with null, a row is neither.
  const closed = await tx.execute(sql`
    update ${feedUnread} as u set closed_at = ${at.toISOString()}::text::timestamptz, closed_by = ${receiptId}
    from unnest(${versionsText(applied)}) as taken(key, at, sequence, is_applied)
    where u.closed_at is null and u.message = ${message} and u.key = taken.key
      and case when u.source_at is null
        then taken.at::timestamptz > u.received_at and u.receipt_id <> ${receiptId}::uuid
          and u.received_at <= ${receivedAt.toISOString()}::text::timestamptz
        else (taken.at::timestamptz, taken.sequence::bigint) > (u.source_at, u.source_sequence) end
    returning u.subjects`)
  return subjectsIn(closed)
}

/**
 * Open records of the same sender that records which were taken in may be the corrections of, with the place of each such
 * record: of no readable time, or of the same time and sequence. What was not applied was perhaps said before, so that it
 * may correct only what is known to be of its own version.
 */
export async function listCorrectable(
  tx: Orm,
  { feedUnread }: Table,
  versions: readonly TakenVersion[],
  { message, source }: Arrival,
): Promise<readonly { id: string; position: number }[]> {
  const rows = rowsOf<{ id: string; position: string | number }>(
    await tx.execute(sql`
      select u.id, taken.position
      from unnest(${versionsText(versions)}) with ordinality as taken(key, at, sequence, is_applied, position)
      join ${feedUnread} u on u.key = taken.key
      where u.closed_at is null and u.message = ${message} and u.source = ${source.id}
        and (u.source_at is null or u.source_at = taken.at::timestamptz)
        and (u.source_at is not null and u.source_sequence = taken.sequence::bigint
          or taken.is_applied::boolean and (u.source_at is null or u.source_sequence is null))
      order by u.received_at desc limit ${correctableMax}`),
  )
  return rows.map(({ id, position }) => ({ id, position: Number(position) - 1 }))
}

/** Most unread records that are compared with what one chunk took in; more wait to be corrected by number. */
const correctableMax = 200

/**
 * Closes records that came before and were made up for or closed: the same once more is the same gap. Without a time that
 * can be read it may be said anew, and is no repeat. Answers the numbers of those it closed.
 */
export async function closeRepeats(
  tx: Orm,
  { feedUnread }: Table,
  ids: readonly string[],
): Promise<readonly string[]> {
  const closed = await tx.execute(sql`
    update ${feedUnread} as u
    set closed_at = same.closed_at, closed_by = same.closed_by, closed_because = same.closed_because
    from ${feedUnread} same
    where u.id = any(${arrayText(ids)}::uuid[]) and u.closed_at is null and same.closed_at is not null
      and ${isSame(sql`u`, sql`same`)}
    returning u.id`)
  return rowsOf<{ id: string }>(closed).map(({ id }) => id)
}

/** Whether a row is the record of a number or the same, as it came again. */
export function isOfGap({ feedUnread }: Table, id: string): SQL {
  return sql`${feedUnread.id} in (select ${id}::text::uuid union all
    select again.id from ${feedUnread} first join ${feedUnread} again on ${isSame(sql`first`, sql`again`)}
    where first.id = ${id}::text::uuid)`
}

function isSame(one: SQL, other: SQL): SQL {
  const columns = ['raw_digest', 'message', 'source', 'source_at'].map((name) => sql.raw(`.${name}`))
  return sql.join(
    columns.map((column) => sql`${one}${column} = ${other}${column}`),
    sql.raw(' and '),
  )
}

function subjectsIn(closed: unknown): readonly string[] {
  return rowsOf<{ subjects: readonly string[] }>(closed).flatMap(({ subjects }) => subjects)
}
