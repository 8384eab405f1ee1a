/** What a room's database is, embedded or a server, and what statements written by hand need. */
import { type SQL, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** The one type of everything SQL is sent through: a database outside, a transaction inside. */
export type Orm = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** Whose rows a piece of work may touch; row-level security reads it. */
export interface Tenant {
  organisation?: string | undefined
  division?: string | undefined
  /** Pseudonym of a person. */
  subject?: string | undefined
  roles: readonly string[]
  /** Background work of the room itself, which serves all tenants. */
  everything?: boolean
}

/** The tenant of a room's own work, which serves everybody: feeds, jobs, events, checks of what was stored. */
export const ownWork: Tenant = { roles: [], everything: true }

/** A room's database, embedded or a server. */
export interface Database {
  readonly kind: 'pglite' | 'postgres'
  /** For register tables, outside any transaction. */
  readonly orm: Orm
  /** A transaction as the application's role, without a tenant. */
  transaction<T>(work: (tx: Orm) => Promise<T>): Promise<T>
  /** A read-only transaction in which row-level security shows the tenant's rows, all of them as of one instant. */
  read<T>(tenant: Tenant, work: (tx: Orm) => Promise<T>): Promise<T>
  /** A transaction in which row-level security lets the tenant's rows be changed. */
  write<T>(tenant: Tenant, work: (tx: Orm) => Promise<T>): Promise<T>
  /** SQL text of several statements, as migrations and jobs have it. */
  script(text: string): Promise<unknown>
  /** Tells every listener of a channel, in this process and in others, when the transaction has committed. */
  notify(tx: Orm, channel: string, payload?: string): Promise<void>
  /** Runs work that only one process may do to this database at a time; the others wait for it. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>
  /**
   * Calls back on every NOTIFY of a channel until the returned function is called; without a payload, too, when a lost
   * connection came back: what was told meanwhile was heard by nobody.
   */
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>
  /** Set by tests that count statements. */
  onStatement: ((text: string) => void) | undefined
  close(): Promise<void>
}

/** The role all work of the application runs as; the owner of the tables is another. */
export const applicationRole = 'hub_app'

/** The rows of a statement written by hand. Instants come as text; see instantOf. */
export const rowsOf = <Row>(result: unknown): Row[] => (result as { rows: Row[] }).rows

/** The instant a statement written by hand gave as text. */
export const instantOf = (value: string | Date): Date => (value instanceof Date ? value : new Date(value))

/** Prepares a query once per database: a named statement on a server, kept SQL on the embedded one. */
export function prepared<Query>(
  name: string,
  build: (orm: Orm) => { prepare(name: string): Query },
): (db: Database) => Query {
  const made = new WeakMap<Database, Query>()
  return (db) => {
    const known = made.get(db)
    if (known !== undefined) return known
    const query = build(db.orm).prepare(name)
    made.set(db, query)
    return query
  }
}

/** SQL with $1, $2 and its values, as a drizzle statement: for libraries that bring their own SQL. */
export function statementOf(text: string, values: readonly unknown[] = []): SQL {
  const parts = text.split(/\$(\d+)/)
  return sql.join(
    parts.map((part, index) =>
      index % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1])}`,
    ),
    sql.raw(''),
  )
}
