/** What the questions to the tables have in common: the keys asked for, who vouches for a company, what is not read yet. */
import { tokensFor, unreadSince } from '@one-visit/kit/feed/kept/unread.ts'
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import { and, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { companies, feedScopes, feedSources, feedTablesOfRoom } from './tables.ts'

/** The most platforms one vehicle or driver is answered for. */
const platformsMax = 50

/** The keys asked for, as rows: asked.vin, asked.company_id and so on. */
export function asked(...names: string[]): SQL {
  return sql`unnest(${sql.join(
    names.map((name) => sql`${sql.placeholder(name)}::text[]`),
    sql.raw(', '),
  )}) as asked(${sql.join(
    names.map((name) => sql.identifier(name)),
    sql.raw(', '),
  )})`
}

/** Company asked for. */
export const askedCompany = sql<string>`asked.company_id`

/**
 * The senders that may speak for a company, and how far each vouches for each of its scopes that hold the company. The
 * company's name comes from the one that declared its first load complete before one that did not, the company itself
 * before a relay.
 */
export function standingTable(companyId: SQL): SQL {
  const order = sql`f.initial_load_completed_at is null, '*' = any (s.allowed), cardinality(s.allowed), s.id, f.scope = '*'`
  return sql`lateral (
  select (array_agg(s.name order by ${order}))[1] as name, (array_agg(s.authority order by ${order}))[1] as authority,
    array_agg(s.id) as senders,
    json_agg(json_build_array(s.id, s.heartbeat_every_seconds, f.initial_load_completed_at, f.heartbeat_at,
      f.reconciled_at, f.gap_since, f.gap)) filter (where f.gap is not null) as parts
  from ${feedSources} s left join ${feedScopes} f on f.source = s.id and f.scope in ('*', ${companyId})
  where s.allowed && array[${companyId}, '*']) as standing`
}

/** Coverage of one scope of one sender, as `standingTable` gives it; instants in RFC 3339. */
export type StandingPart = readonly [
  source: string,
  heartbeatEverySeconds: number | null,
  initialLoadCompletedAt: string | null,
  heartbeatAt: string | null,
  reconciledAt: string | null,
  gapSince: string | null,
  gap: boolean,
]

/** Name of a company and how far its senders vouch for what is not there. */
export const standing = {
  companyName: sql<string | null>`${companies.name}`, // a bare column would make drizzle drop the whole group when the company is unknown
  sourceName: sql<string | null>`standing.name`,
  authority: sql<string | null>`standing.authority`,
  parts: sql<readonly StandingPart[] | null>`standing.parts`,
}

/** What every row says of the company's standing. */
export interface Standing {
  companyName: string | null
  sourceName: string | null
  authority: string | null
  parts: readonly StandingPart[] | null
}

/** What a fact is about, beside the company: VIN, plate or reference. */
type UnreadSubject = Parameters<typeof tokensFor>[1][number]

/**
 * Since when a sender of the company has sent something that is not read or not applied, of the messages that feed a fact
 * and about its subjects or about the company as a whole. `more` are further tokens, a text[].
 */
export function unreadOf(
  messages: readonly string[],
  companyId: SQL,
  subjects: readonly UnreadSubject[] = [],
  more?: SQL,
): SQL<Date | null> {
  const tokens = tokensFor(messages, [...subjects, ['SCOPE', companyId], ['SCOPE', sql`'*'`]])
  return unreadSince(
    feedTablesOfRoom,
    more === undefined ? tokens : sql`(${tokens} || ${more})`,
    sql`any(standing.senders)`,
  )
}

/** Platform of a row of `knownPlatforms`. */
export const knownCompany = sql<string>`known.company_id`

/**
 * The platforms a thing is answered for, as rows known.company_id: those that say something of it first, then every
 * other the hub knows, at most 50. `key` is the column of `table` that is asked for as asked.`name`.
 */
export function knownPlatforms(table: PgTable, key: PgColumn, name: string): SQL {
  const ofThing = sql`${key} = asked.${sql.identifier(name)}`
  const company = sql.identifier('company_id')
  return sql`lateral (
    select p.company_id from (
      select company_id from ${companies} where not deleted
      union select unnest(allowed) from ${feedSources}
      union select ${company} from ${table} where ${ofThing}
    ) p
    where p.company_id <> '*'
    order by not exists (select from ${table} where ${ofThing} and ${table}.${company} = p.company_id), p.company_id
    limit ${sql.raw(String(platformsMax))}
  ) as known`
}

/** The keys of a thing's first rows as rows picked.<key>, one more than an envelope holds; deleted rows come last. */
export function firstRows(
  table: PgTable & { deleted: PgColumn },
  keys: readonly PgColumn[],
  { where, order }: { where: SQL; order: readonly (SQL | PgColumn)[] },
): SQL {
  return sql`lateral (
  select ${list(keys)} from ${table} where ${where}
  order by ${list([table.deleted, ...order])} limit ${sql.raw(String(recordsMax + 1))}) as picked`
}

function list(parts: readonly (SQL | PgColumn)[]): SQL {
  return sql.join(
    parts.map((part) => sql`${part}`),
    sql.raw(', '),
  )
}

/** Whether a row is one of `firstRows`. */
export function isPicked(keys: readonly PgColumn[]): SQL | undefined {
  return and(...keys.map((key) => sql`${key} = picked.${sql.identifier(key.name)}`))
}
