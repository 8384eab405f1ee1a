/**
 * The transactions both databases have in common: as the application's role, with the tenant that row-level security reads,
 * and no road into the client that goes round an open one.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { applicationRole, type Database, type Orm, type Tenant } from './database.ts'
import { storeErrorOf } from './store-unavailable.ts'

/** The transaction a call runs in. What a transaction leaves running finds it closed. */
const transactions = new AsyncLocalStorage<{ open: boolean }>()

/** Whether the caller runs inside a database transaction. Foreign systems are never asked from inside one. */
export const insideTransaction = (): boolean => transactions.getStore()?.open === true

/** Runs work outside of the transaction in which a client happens to call back. */
export const outsideTransaction = <T>(work: () => T): T => transactions.exit(work)

type Frames = Pick<Database, 'transaction' | 'read' | 'write'>

/** How a transaction reads: what its statements see fits together. */
const reading = { accessMode: 'read only', isolationLevel: 'repeatable read' } as const

/** Runs work in a transaction that begins with the statement of its frame and rolls back where the work throws. */
export type Transact = <T>(
  work: (tx: Orm) => Promise<T>,
  config: typeof reading | undefined,
  frame: string,
) => Promise<T>

export function rethrow(error: unknown): never {
  throw storeErrorOf(error)
}

/**
 * Guards the roads into a client that go round an open transaction, and tells when they lead nowhere. `check` sees what
 * is sent by them.
 */
export function guardClient<Client extends object>(
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

export function isReading(statement: unknown): boolean {
  return typeof statement === 'string' && /^\s*select\b/i.test(statement)
}

/** What a transaction adds around the statements of its work. */
export function isFrame(text: string): boolean {
  return /^(begin|commit|rollback|set transaction|select set_config\()/.test(text)
}

export function framesOf(transact: Transact, checkWrite?: () => void): Frames {
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
        transaction.open = true
        try {
          // A drizzle statement runs when it is awaited: it must be awaited in here.
          return await transactions.run(transaction, async () => work(tx))
        } finally {
          transaction.open = false
        }
      },
      readOnly ? reading : undefined,
      frameOf(tenant),
    ).catch(rethrow)
  }
  return {
    transaction: (work) => run(undefined, work),
    read: (tenant, work) => run(tenant, work, true),
    write: (tenant, work) => run(tenant, work),
  }
}

/** The statement that makes a transaction the application's, and the tenant's: its values stand in the text. */
function frameOf(tenant: Tenant | undefined): string {
  const settings: [string, string][] = [['role', applicationRole]]
  if (tenant !== undefined)
    settings.push(
      ['hub.organisation', tenant.organisation ?? ''],
      ['hub.division', tenant.division ?? ''],
      ['hub.subject', tenant.subject ?? ''],
      ['hub.roles', tenant.roles.join(',')],
      ['hub.everything', tenant.everything === true ? 'yes' : ''],
    )
  const set = settings.map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
  return `select ${set.join(', ')}`
}

/** Tells the listeners of a channel; the same statement on both databases. */
export const notify: Database['notify'] = async (tx, channel, payload = '') => {
  await tx.execute(sql`select pg_notify(${channel}, ${payload})`)
}
