/** A PostgreSQL server's database. */
import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { ConfigError } from '../config.ts'
import { HubError } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { Database, Orm } from './database.ts'
import { framesOf, guardClient, isFrame, notify, type Transact } from './frames.ts'

/** How long a connection may take to come about, or to become free, ms. */
const connectTimeoutMs = 10_000

/**
 * Settings of every session; those in the address of a database go before them. Statements here touch few rows, and the planner
 * does not know how few an array holds: compiling one took 110 ms of the 125 it ran.
 */
const sessionOptions = '-c jit=off'

/**
 * Settings of sessions for statements that have a name: the questions rooms answer. The planner finds a plan made for each
 * asking cheaper every time, and does not count that making it takes up to ten times what it saves.
 */
const namedOptions = `${sessionOptions} -c plan_cache_mode=force_generic_plan`

/** How long a lost LISTEN connection waits before it is opened again, ms. */
const relistenMs = 1_000

/** Opens a PostgreSQL server's database (15 or newer), with half as many connections again for statements that have a name. */
export async function openPostgres(
  url: string,
  { connectionsMax = 8, log }: { connectionsMax?: number; log?: Logger } = {},
): Promise<Database> {
  // The driver takes anything for an address, and says of it what nobody understands.
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new ConfigError(
      'The address of a database (DATABASE_URL) must be postgres://user@host:port/database: PostgreSQL 15 or newer.',
    )
  const onLost = (error: Error): void => log?.warn({ err: error }, 'a database connection was lost')
  const openPool = (max: number, options: string): pg.Pool => {
    const made = new pg.Pool({
      connectionString: url,
      max,
      application_name: 'hub',
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
      options,
    })
    made.on('error', onLost)
    // The pool listens to idle connections only; one lost between two statements of a transaction would end the process.
    made.on('connect', (client) => client.on('error', onLost))
    return made
  }
  const named = openPool(Math.ceil(connectionsMax / 2), namedOptions)
  const pool = guardClient(withNamed(openPool(connectionsMax, sessionOptions), named), ['query', 'connect'])
  let database: Database
  const logger = {
    logQuery: (text: string) => {
      if (!isFrame(text)) database.onStatement?.(text)
    },
  }
  const orm = drizzlePg({ client: pool, logger }) as unknown as Orm
  /** With a connection of ours: drizzle keeps one that is lost at BEGIN, and a pool that lost all waits for ever. */
  const transact: Transact = async (work, config, frame) => {
    const connection = await pool.connect()
    try {
      const own = drizzlePg({ client: beginningWith(frame, connection), logger }) as unknown as Orm
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
      await Promise.all([pool.end(), named.end()])
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

/** A connection that sends the frame of its transaction along with the statement that begins it: one round trip, not two. */
function beginningWith(frame: string, connection: pg.PoolClient): pg.PoolClient {
  const query = connection.query.bind(connection) as (...args: unknown[]) => unknown
  const framed = (statement: pg.QueryConfig, ...rest: unknown[]): unknown =>
    statement.text.startsWith('begin') ? query(`${statement.text}; ${frame}`) : query(statement, ...rest)
  return Object.create(connection, { query: { value: framed } }) as pg.PoolClient
}

/** A pool that has statements with a name run by another one. */
function withNamed(pool: pg.Pool, named: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown
  const queryNamed = named.query.bind(named) as (...args: unknown[]) => unknown
  const isNamed = (statement: unknown) =>
    typeof statement === 'object' && statement !== null && 'name' in statement && statement.name !== undefined
  return Object.assign(pool, {
    query: (...args: unknown[]) => (isNamed(args[0]) ? queryNamed(...args) : query(...args)),
  })
}

function listener(
  url: string,
  log: Logger | undefined,
): Pick<Database, 'listen'> & { close(): Promise<void> } {
  const callbacks = new Map<string, Set<(payload: string) => void>>()
  let client: pg.Client | undefined
  let connecting: Promise<pg.Client> | undefined
  let closed = false
  let wasLost = false

  const connect = async (): Promise<pg.Client> => {
    for (;;) {
      const next = new pg.Client({ connectionString: url, application_name: 'hub listen', keepAlive: true })
      next.on('notification', ({ channel, payload }) => {
        for (const callback of callbacks.get(channel) ?? []) callback(payload ?? '')
      })
      next.on('error', (error) => {
        log?.warn({ err: error }, 'the LISTEN connection was lost')
        wasLost = true
        if (client === next) client = undefined
        if (!closed) void ready().catch(() => undefined)
      })
      try {
        await next.connect()
        for (const channel of callbacks.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`)
        if (closed) throw new Error('The database was closed.')
        if (wasLost) for (const callback of [...callbacks.values()].flatMap((each) => [...each])) callback('')
        wasLost = false
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
