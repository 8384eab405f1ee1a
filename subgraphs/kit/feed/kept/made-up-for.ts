/**
 * What makes up for unread records, as statements over their table. Records of a key are ordered by (time, sequence): what
 * is newer makes up for what is older. Where the order is not known, only the very record does. Nothing makes up for what is
 * about somebody else.
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
  /** The token of whom it is about, where its key may be stated of another. */
  about: string | undefined
  /** Whether it was not there before, whatever its row became. */
  isNew: boolean
  /** Whether its row became the newest of its key. */
  isApplied: boolean
}

/** An open record, and the places of those taken in that may be its correction: a list for each version of its key. */
export interface Correctable {
  id: string
  versions: readonly (readonly number[])[]
}

interface Arrival {
  message: string
  source: Pick<FeedSource, 'id'>
  receivedAt: Date
  receiptId: string
}

const versionsText = (versions: readonly TakenVersion[]): SQL => sql`
  ${arrayText(versions.map(({ key }) => key))}, ${arrayText(versions.map(({ sourceAt }) => sourceAt.toISOString()))},
  ${arrayText(versions.map(({ sourceSequence }) => sourceSequence))}, ${arrayText(versions.map(({ about }) => about))},
  ${arrayText(versions.map(({ isApplied }) => isApplied))}`

/** Whether a record that was taken in is not known to be about somebody else than an unread one. */
const isOfTheSame = sql.raw(`(taken.about is null or taken.about = any(u.subjects) or not exists (
  select from unnest(u.subjects) named where split_part(named, ' ', 2) = split_part(taken.about, ' ', 2)))`)

/** Closes what is known to be older than what is new; answers whom it was about. */
export async function closeOlder(
  tx: Orm,
  { feedUnread }: Table,
  versions: readonly TakenVersion[],
  { message, receiptId, receivedAt }: Arrival,
  at: Date,
): Promise<readonly string[]> {
  const added = versions.filter(({ isNew }) => isNew)
  if (added.length === 0) return []
  // Of an unknown sequence nothing of the same instant is newer: compared with null, a row is neither.
  const closed = await tx.execute(sql`
    update ${feedUnread} as u set closed_at = ${at.toISOString()}::text::timestamptz, closed_by = ${receiptId}
    from unnest(${versionsText(added)}) as taken(key, at, sequence, about, is_applied)
    where u.closed_at is null and u.message = ${message} and u.key = taken.key and ${isOfTheSame}
      and case when u.source_at is null
        then taken.at::timestamptz > u.received_at and u.receipt_id <> ${receiptId}::uuid
          and u.received_at <= ${receivedAt.toISOString()}::text::timestamptz
        else (taken.at::timestamptz, taken.sequence::bigint) > (u.source_at, u.source_sequence) end
    returning u.subjects`)
  return subjectsIn(closed)
}

/**
 * Open records of the same sender that records which are new may be the corrections of, in order of their numbers: of no
 * readable time, or of the same time and sequence. What was not applied is perhaps older than what stands, so that it may
 * correct only what is known to be of its own version. What came before one corrects nothing of it, and what came in
 * the same batch contradicts it.
 */
export async function listCorrectable(
  tx: Orm,
  { feedUnread }: Table,
  versions: readonly TakenVersion[],
  { message, source, receiptId, receivedAt }: Arrival,
  after = '00000000-0000-0000-0000-000000000000',
): Promise<readonly Correctable[]> {
  const added = alike(versions)
  if (added.length === 0) return []
  const rows = rowsOf<{ id: string; places: string }>(
    await tx.execute(sql`
      select u.id, string_agg(taken.place::text, ' ') as places
      from unnest(${versionsText(added)}) with ordinality as taken(key, at, sequence, about, is_applied, place)
      join ${feedUnread} u on u.key = taken.key
      where u.closed_at is null and u.message = ${message} and u.source = ${source.id} and u.id > ${after}::text::uuid
        and u.receipt_id <> ${receiptId}::text::uuid and u.received_at <= ${receivedAt.toISOString()}::text::timestamptz
        and ${isOfTheSame}
        and (u.source_at is null or u.source_at = taken.at::timestamptz)
        and (u.source_at is not null and u.source_sequence = taken.sequence::bigint
          or taken.is_applied::boolean and (u.source_at is null or u.source_sequence is null))
      group by u.id order by u.id limit ${correctableAtOnce}`),
  )
  return rows.map(({ id, places }) => ({
    id,
    versions: places.split(' ').flatMap((place) => {
      const version = added[Number(place) - 1]
      return version === undefined ? [] : [version.positions]
    }),
  }))
}

/** Versions that are new, each once however often it was taken in, with the places where it was. */
function alike(versions: readonly TakenVersion[]): (TakenVersion & { positions: number[] })[] {
  const each = new Map<string, TakenVersion & { positions: number[] }>()
  for (const [position, version] of versions.entries()) {
    if (!version.isNew) continue
    const { key, sourceAt, sourceSequence, about, isApplied } = version
    const name = [key, sourceAt.getTime(), sourceSequence, about, isApplied].join('\n')
    const known = each.get(name)
    if (known === undefined) each.set(name, { ...version, positions: [position] })
    else known.positions.push(position)
  }
  return [...each.values()]
}

/** Most unread records that are read at once, to be compared with what one chunk took in. */
const correctableAtOnce = 200

/** Closes records, each by the receipt of what makes up for it. */
export async function closeStale(
  tx: Orm,
  { feedUnread }: Table,
  stale: ReadonlyMap<string, string>,
  at: Date,
): Promise<void> {
  if (stale.size === 0) return
  await tx.execute(sql`
    update ${feedUnread} as u set closed_at = ${at.toISOString()}::text::timestamptz, closed_by = stale.by
    from unnest(${arrayText([...stale.keys()])}, ${arrayText([...stale.values()])}) as stale(id, by)
    where u.id = stale.id::uuid and u.closed_at is null`)
}

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

/** Whether a row is the record of one of some numbers or the same, as it came again. */
export function isOfGap({ feedUnread }: Table, ids: readonly string[]): SQL {
  const asked = sql`${arrayText(ids)}::uuid[]`
  return sql`${feedUnread.id} in (select unnest(${asked}) union all
    select again.id from ${feedUnread} first join ${feedUnread} again on ${isSame(sql`first`, sql`again`)}
    where first.id = any(${asked}))`
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
