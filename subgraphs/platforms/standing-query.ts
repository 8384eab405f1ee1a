/** What the questions to the tables have in common: the keys asked for, and who vouches for a company. */
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import { and, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { companies, feedScopes, feedSources } from './tables.ts'

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
 * Which of the sources that may speak for a company vouches for it: one that declared its first load complete before
 * one that did not, the company itself before a relay.
 */
export function standingTable(companyId: SQL): SQL {
  return sql`lateral (
  select s.name, s.authority, s.heartbeat_every_seconds, f.initial_load_completed_at, f.heartbeat_at, f.reconciled_at, f.gap
  from ${feedSources} s left join ${feedScopes} f on f.source = s.id and f.scope in ('*', ${companyId})
  where s.allowed && array[${companyId}, '*']
  order by f.initial_load_completed_at is null, '*' = any (s.allowed), cardinality(s.allowed), s.id, f.scope = '*'
  limit 1) as standing`
}

/** Name of a company and how far its source vouches for what is not there. */
export const standing = {
  companyName: sql<string | null>`${companies.name}`, // a bare column would make drizzle drop the whole group when the company is unknown
  sourceName: sql<string | null>`standing.name`,
  authority: sql<string | null>`standing.authority`,
  heartbeatEverySeconds: sql<number | null>`standing.heartbeat_every_seconds`,
  initialLoadCompletedAt: sql<Date | null>`standing.initial_load_completed_at`.mapWith(
    feedScopes.initialLoadCompletedAt,
  ),
  heartbeatAt: sql<Date | null>`standing.heartbeat_at`.mapWith(feedScopes.heartbeatAt),
  reconciledAt: sql<Date | null>`standing.reconciled_at`.mapWith(feedScopes.reconciledAt),
  gap: sql<boolean | null>`standing.gap`,
}

/** What every row says of the company's standing. */
export interface Standing {
  companyName: string | null
  sourceName: string | null
  authority: string | null
  heartbeatEverySeconds: number | null
  initialLoadCompletedAt: Date | null
  heartbeatAt: Date | null
  reconciledAt: Date | null
  gap: boolean | null
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

/** Whether a company said two things of one key at one instant, so that nobody knows which of them holds. */
export function contradictedIn(
  history: PgTable,
  table: PgTable & Record<'sourceAt' | 'sourceSequence' | 'digest', PgColumn>,
  keys: readonly PgColumn[],
): SQL<boolean> {
  const same = [...keys, table.sourceAt, table.sourceSequence]
  return sql<boolean>`exists (select from ${history} h where ${sql.join(
    same.map((column) => sql`h.${sql.identifier(column.name)} = ${column}`),
    sql.raw(' and '),
  )} and h.digest <> ${table.digest})`
}
