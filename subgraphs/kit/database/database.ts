import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { type SQL, sql } from 'drizzle-orm'
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import pg from 'pg'
import { HubError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { checkpointEveryMs, checkSpace } from './embedded-disk.ts'
import { storeErrorOf } from './store-unavailable.ts'

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
  /** Calls back on every NOTIFY of a channel until the returned function is called. */
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>
  /** Set by tests that count statements. */
  onStatement: ((text: string) => void) | undefined
  close(): Promise<void>
}

/** The role all work of the application runs as; the owner of the tables is another. */
export const applicationRole = 'hub_app'

/** The transaction a call runs in. What a transaction leaves running finds it closed. */
const transactions = new AsyncLocalStorage<{ open: boolean }>()

/** Whether the caller runs inside a database transaction. Foreign systems are never asked from inside one. */
export const insideTransaction = (): boolean => transactions.getStore()?.open === true

const notify: Database['notify'] = async (tx, channel, payload = '') => {
  await tx.execute(sql`select pg_notify(${channel}, ${payload})`)
}

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

type Frames = Pick<Database, 'transaction' | 'read' | 'write'>

/** How a transaction reads: what its statements see fits together. */
const reading = { accessMode: 'read only', isolationLevel: 'repeatable read' } as const

/** Runs work in a transaction that rolls back where the work throws. */
type Transact = <T>(work: (tx: Orm) => Promise<T>, config: typeof reading | undefined) => Promise<T>

/** Options of the embedded database. */
export interface PgliteOptions {
  /** Folder of the data; in memory when left out. */
  dataDir?: string
  /** Image of a migrated database a new folder begins with. */
  image?: Blob
  /** Options of PostgreSQL's initdb for a database that begins empty, e.g. --wal-segsize=1. */
  initdb?: string[]
  /** Memory for its pages, MB; 160 when left out. Setting it up is half of the time a small database takes to open. */
  buffersMb?: number
}

/**
 * Opens the embedded database. Its folder must be locked by the caller: two processes on it diverge.
 * @throws DiskFull when its disk is nearly full; writes then throw STORE_UNAVAILABLE, what is there can still be read
 */
export async function openPglite({ dataDir, image, initdb, buffersMb }: PgliteOptions): Promise<Database> {
  const options: PGliteOptions = {
    ...(dataDir && { dataDir }),
    ...(image && { loadDataDir: image }),
    ...(initdb && { initDbStartParams: initdb }),
    ...(buffersMb && {
      startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${buffersMb}MB`],
    }),
  }
  if (dataDir) mkdirSync(dataDir, { recursive: true })
  if (dataDir) checkSpace(dataDir)
  const checkWrite = (): void => {
    try {
      if (dataDir) checkSpace(dataDir)
    } catch (error) {
      rethrow(error)
    }
  }
  const opened = await PGlite.create(options)
  forgetOwnArrays(opened)
  const client = guardClient(opened, ['query', 'exec', 'transaction'], (first) => {
    // A transaction is a function here; its frame knows whether it writes.
    if (typeof first === 'string' && !isReading(first)) checkWrite()
  })
  const checkpoint = async () => client.exec('checkpoint')
  // Where it fails, the next one does its work.
  const checkpoints = setInterval(() => void checkpoint().catch(() => undefined), checkpointEveryMs)
  checkpoints.unref()
  let database: Database
  const logger = {
    logQuery: (text: string) => {
      if (!isFrame(text)) database.onStatement?.(text)
    },
  }
  const orm = drizzlePglite({ client, logger }) as unknown as Orm
  database = {
    kind: 'pglite',
    orm,
    ...framesOf((work, config) => orm.transaction((tx) => work(tx as unknown as Orm), config), checkWrite),
    // A text that begins a transaction and fails would leave it open, and nothing else would be answered.
    script: async (text) => {
      if (!/^\s*begin\b/i.test(text)) return client.exec(text)
      checkWrite()
      return client.transaction((tx) => tx.exec(text))
    },
    notify,
    // One process owns the data, so there is nobody to wait for.
    exclusively: (_, work) => work(),
    listen: (channel, callback) =>
      client.listen(channel, (payload) => transactions.exit(() => callback(payload))),
    onStatement: undefined,
    close: async () => {
      clearInterval(checkpoints)
      await client.close()
    },
  }
  pgliteClients.set(database, client)
  return database
}

/** PostgreSQL numbers its own types below this; the arrays of a table's rows come after. */
const firstMadeType = 10_000

/**
 * PGlite knows how to read an array of the rows of every table there is, and copies all it knows for each statement: half
 * of what a short one takes. Nobody asks for such arrays; they come as text, as they do from a server.
 */
function forgetOwnArrays({ parsers, serializers }: Pick<PGlite, 'parsers' | 'serializers'>): void {
  for (const known of [parsers, serializers])
    for (const type of Object.keys(known)) if (Number(type) >= firstMadeType) delete known[type]
}

function rethrow(error: unknown): never {
  throw storeErrorOf(error)
}

/**
 * Guards the roads into a client that go round an open transaction, and tells when they lead nowhere. `check` sees what
 * is sent by them.
 */
function guardClient<Client extends object>(
  client: Client,
  methods: readonly (keyof Client)[],
  check?: (first: unknown) => void,
): Client {
  for (const method of methods) {
    const original = client[method] as (...args: unknown[]) => unknown
    client[method] = ((...args: unknown[]) => {
      refuseInside()
      check?.(args[0])
      const result = original.apply(client, args)
      return result instanceof Promise ? result.catch(rethrow) : result
    }) as Client[keyof Client]
  }
  return client
}

/**
 * On the embedded database a statement beside the open transaction waits for it, and the transaction for the
 * statement: for ever. On a server it would see other rows than the transaction. So neither database allows it.
 */
function refuseInside(): void {
  if (insideTransaction()) throw new Error('A transaction is open: use the tx it was given.')
}

function isReading(statement: unknown): boolean {
  return typeof statement === 'string' && /^\s*select\b/i.test(statement)
}

/** What a transaction adds around the statements of its work. */
function isFrame(text: string): boolean {
  return /^(begin|commit|rollback|set transaction|select set_config\()/.test(text)
}

function framesOf(transact: Transact, checkWrite?: () => void): Frames {
  const run = async <T>(
    tenant: Tenant | undefined,
    work: (tx: Orm) => Promise<T>,
    readOnly = false,
  ): Promise<T> => {
    refuseInside()
    if (!readOnly) checkWrite?.()
    const transaction = { open: false }
    return transact(
      async (tx) => {
        await tx.execute(frame(tenant))
        transaction.open = true
        try {
          // A drizzle statement runs when it is awaited: it must be awaited in here.
          return await transactions.run(transaction, async () => work(tx))
        } finally {
          transaction.open = false
        }
      },
      readOnly ? reading : undefined,
    ).catch(rethrow)
  }
  return {
    transaction: (work) => run(undefined, work),
    read: (tenant, work) => run(tenant, work, true),
    write: (tenant, work) => run(tenant, work),
  }
}

function frame(tenant: Tenant | undefined): SQL {
  const settings: [string, string][] = [['role', applicationRole]]
  if (tenant !== undefined)
    settings.push(
      ['hub.organisation', tenant.organisation ?? ''],
      ['hub.division', tenant.division ?? ''],
      ['hub.subject', tenant.subject ?? ''],
      ['hub.roles', tenant.roles.join(',')],
      ['hub.everything', tenant.everything === true ? 'yes' : ''],
    )
  return sql`select ${sql.join(
    settings.map(([name, value]) => sql`set_config(${name}, ${value}, true)`),
    sql.raw(', '),
  )}`
}

const pgliteClients = new WeakMap<Database, PGlite>()

/** Image of an embedded database, to begin others with. */
export function dumpPglite(db: Database): Promise<Blob> {
  const client = pgliteClients.get(db)
  if (client === undefined) throw new Error('Only an embedded database can be dumped.')
  return client.dumpDataDir('none')
}

/** How long a connection may take to come about, or to become free, ms. */
const connectTimeoutMs = 10_000

/** How long a lost LISTEN connection waits before it is opened again, ms. */
const relistenMs = 1_000

/** Opens a PostgreSQL server's database (15 or newer). */
export async function openPostgres(
  url: string,
  { connectionsMax = 8, log }: { connectionsMax?: number; log?: Logger } = {},
): Promise<Database> {
  const pool = guardClient(
    new pg.Pool({
      connectionString: url,
      max: connectionsMax,
      application_name: 'hub',
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
    }),
    ['query', 'connect'],
  )
  const onLost = (error: Error): void => log?.warn({ err: error }, 'a database connection was lost')
  pool.on('error', onLost)
  // The pool listens to idle connections only; one lost between two statements of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', onLost))
  let database: Database
  const logger = {
    logQuery: (text: string) => {
      if (!isFrame(text)) database.onStatement?.(text)
    },
  }
  const orm = drizzlePg({ client: pool, logger }) as unknown as Orm
  /** With a connection of ours: drizzle keeps one that is lost at BEGIN, and a pool that lost all waits for ever. */
  const transact: Transact = async (work, config) => {
    const connection = await pool.connect()
    try {
      const own = drizzlePg({ client: connection, logger }) as unknown as Orm
      const result = await own.transaction((tx) => work(tx as unknown as Orm), config)
      connection.release()
      return result
    } catch (error) {
      // One that could not be rolled back is of no use to anybody.
      connection.release(connection.getTransactionStatus() !== 'I')
      throw error
    }
  }
  const listening = listener(url, log)
  database = {
    kind: 'postgres',
    orm,
    ...framesOf(transact),
    script: async (text) => {
      const connection = await pool.connect()
      try {
        const result = await connection.query(text)
        connection.release()
        return result
      } catch (error) {
        // The text may have begun a transaction; nobody else shall meet it.
        connection.release(true)
        throw error
      }
    },
    notify,
    exclusively: (name, work) => holding(url, name, work),
    listen: listening.listen,
    onStatement: undefined,
    close: async () => {
      await listening.close()
      await pool.end()
    },
  }
  try {
    await pool.query('select 1')
  } catch (error) {
    await database.close()
    // Whoever opens a database is told what the driver says: which address, and why not.
    throw error instanceof HubError ? error.cause : error
  }
  return database
}

function listener(
  url: string,
  log: Logger | undefined,
): Pick<Database, 'listen'> & { close(): Promise<void> } {
  const callbacks = new Map<string, Set<(payload: string) => void>>()
  let client: pg.Client | undefined
  let connecting: Promise<pg.Client> | undefined
  let closed = false

  const connect = async (): Promise<pg.Client> => {
    for (;;) {
      const next = new pg.Client({ connectionString: url, application_name: 'hub listen', keepAlive: true })
      next.on('notification', ({ channel, payload }) => {
        for (const callback of callbacks.get(channel) ?? []) callback(payload ?? '')
      })
      next.on('error', (error) => {
        log?.warn({ err: error }, 'the LISTEN connection was lost')
        if (client === next) client = undefined
        if (!closed) void ready().catch(() => undefined)
      })
      try {
        await next.connect()
        for (const channel of callbacks.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`)
        if (closed) throw new Error('The database was closed.')
        return next
      } catch (error) {
        await next.end().catch(() => undefined)
        if (closed) throw error
        await sleep(relistenMs, undefined, { ref: false })
      }
    }
  }

  const ready = async (): Promise<pg.Client> => {
    if (client !== undefined) return client
    connecting ??= connect().finally(() => {
      connecting = undefined
    })
    client = await connecting
    return client
  }

  return {
    listen: async (channel, callback) => {
      const known = callbacks.get(channel) ?? new Set()
      known.add(callback)
      callbacks.set(channel, known)
      await (await ready()).query(`listen ${pg.escapeIdentifier(channel)}`)
      return async () => {
        known.delete(callback)
        if (known.size > 0) return
        callbacks.delete(channel)
        await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined)
      }
    },
    close: async () => {
      closed = true
      await connecting?.catch(() => undefined)
      await client?.end().catch(() => undefined)
    },
  }
}

/** Work under an advisory lock, held by a connection of its own: the pool's may all be busy with the work. */
async function holding<T>(url: string, name: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'hub lock', keepAlive: true })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    return await work()
  } finally {
    await client.end()
  }
}
