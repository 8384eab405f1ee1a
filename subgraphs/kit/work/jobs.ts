import { setTimeout as sleep } from 'node:timers/promises'
import PgBoss from 'pg-boss'
import { applicationRole, type Database, type Orm, rowsOf, statementOf } from '../database/database.ts'
import type { Logger } from '../log.ts'
import { type DueJobs, startWatch } from './watch.ts'
import { type Handler, type QueueWorkers, startWorkers, type WorkOptions } from './workers.ts'

/** How a job is sent. */
export interface SendOptions {
  /** At most one job of this key waits at a time; sending it again does nothing. */
  singletonKey?: string
  startAfterSeconds?: number
  /** How often it is tried again, with growing pauses; 12 unless said, which is about an hour. */
  retryLimit?: number
}

/** How many jobs of one queue are sent. */
interface ManyOptions<Data> extends Omit<SendOptions, 'singletonKey'> {
  /** The singleton key of each; none when left out. */
  singletonKeyOf?: (data: Data) => string
  /** Those of a higher number are done first; 0 when left out. */
  priorityOf?: (data: Data) => number
}

/** Background work of one room: sent inside the caller's transaction, done at least once after its commit. */
export interface Jobs {
  /** Sends a job; it exists if and only if the transaction commits. */
  send(tx: Orm, queue: string, data: object, options?: SendOptions): Promise<void>
  /** Sends many jobs of one queue in one statement; they exist if and only if the transaction commits. */
  sendMany<Data extends object>(
    tx: Orm,
    queue: string,
    data: readonly Data[],
    options?: ManyOptions<Data>,
  ): Promise<void>
  /** Does the jobs of a queue, `concurrency` at a time. A handler that throws is tried again later. */
  work<Data extends object>(
    queue: string,
    handler: (data: Data) => Promise<void>,
    options?: { concurrency?: number },
  ): Promise<void>
  /**
   * Does the jobs of a queue several at a time: what waited together is handed over together, at most `atOnce`.
   * The handler answers how each ended, in their order; those that failed are tried again later, by themselves.
   */
  workTogether<Data extends object>(
    queue: string,
    handler: (data: readonly Data[]) => Promise<readonly PromiseSettledResult<unknown>[]>,
    options: { atOnce: number; concurrency?: number },
  ): Promise<void>
  /** Waits until nothing is waiting or being done, for tests and for draining. */
  idle(): Promise<void>
  /** Ends the workers after the jobs at hand. */
  stop(): Promise<void>
}

const schemaOf = (room: string): string => `${room.replaceAll('-', '_')}_jobs`
const channelOf = schemaOf

/** A job whose worker was killed is given to another after this long, seconds. */
const expireSeconds = 60
/** How long a room that ends waits for the jobs at hand, ms. */
const patienceMs = 3_000
/** Least pause between looks for what comes next, ms. */
const leastPauseMs = 100
/** How often finished jobs are put away, ms. */
const tidyEveryMs = 600_000
/** A job that failed is tried again after this long, or longer each time, seconds. */
const retryDelaySeconds = 1
/** How long finished jobs are kept, seconds. */
const archiveAfterSeconds = 3600

/** pg-boss sends scripts of several statements without values when it installs itself and when it looks after its jobs. */
function scripts(db: Database): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      if (values !== undefined && values.length > 0) return executor(db.orm).executeSql(text, values)
      const result = await db.script(text)
      const last = Array.isArray(result) ? result.at(-1) : result
      return { rows: (last as { rows?: unknown[] } | undefined)?.rows ?? [] }
    },
  }
}

function executor(orm: Orm): PgBoss.Db {
  return {
    executeSql: async (text, values) => ({ rows: rowsOf(await orm.execute(statementOf(text, values))) }),
  }
}

/** Makes a room's job tables and queues. Run by the owner of the tables; running it again does nothing. */
export async function installJobs(db: Database, room: string, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({ db: scripts(db), schema: schemaOf(room), supervise: false, schedule: false })
  await boss.start()
  const known = new Set((await boss.getQueues()).map(({ name }) => name))
  for (const queue of queues) {
    // `short`: of one singleton key at most one job waits while another may be running.
    if (!known.has(queue)) await boss.createQueue(queue, { name: queue, policy: 'short' })
  }
  await boss.stop({ graceful: false })
  await db.script(
    `grant usage on schema ${schemaOf(room)} to ${applicationRole};
     grant select, insert, update, delete on all tables in schema ${schemaOf(room)} to ${applicationRole};
     grant execute on all functions in schema ${schemaOf(room)} to ${applicationRole};
     ${queueIndexes(schemaOf(room))}`,
  )
}

/**
 * Two indexes for each queue: of the jobs that wait, in the order they are fetched, and of those that are being done, which are asked
 * whether one takes too long. pg-boss by itself sorts all that wait for each fetch.
 */
function queueIndexes(schema: string): string {
  return `do $$ declare jobs text; begin
    for jobs in select partition_name from ${schema}.queue loop
      execute format('create index if not exists %I on ${schema}.%I (name, priority desc, created_on, id) where state < ''active''', jobs || '_next', jobs);
      execute format('create index if not exists %I on ${schema}.%I (started_on) where state = ''active''', jobs || '_run', jobs);
    end loop;
  end $$`
}

/** Sends jobs of a room that runs elsewhere, or will: nothing is done, looked after or waited for here. */
export function jobSender(db: Database, room: string): Pick<Jobs, 'sendMany'> {
  const boss = new PgBoss({
    db: executor(db.orm),
    schema: schemaOf(room),
    migrate: false,
    schedule: false,
    supervise: false,
  })
  return { sendMany: sendManyBy(boss, room) }
}

/** Many jobs of one queue, and its workers woken at the commit, in one statement. */
function sendManyBy(boss: PgBoss, room: string) {
  return async <Data extends object>(
    tx: Orm,
    queue: string,
    data: readonly Data[],
    { retryLimit = 12, startAfterSeconds, singletonKeyOf, priorityOf }: ManyOptions<Data> = {},
  ): Promise<void> => {
    if (data.length === 0) return
    const jobs = data.map((one) => ({
      name: queue,
      data: one,
      priority: priorityOf?.(one) ?? 0,
      retryLimit,
      retryDelay: retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: expireSeconds,
      singletonKey: singletonKeyOf?.(one) ?? crypto.randomUUID(),
      ...(startAfterSeconds !== undefined && { startAfter: String(startAfterSeconds) }),
    }))
    const word = startAfterSeconds === undefined ? queue : `${queue} ${startAfterSeconds}`
    await boss.insert(jobs, { db: wakingExecutor(tx, channelOf(room), word) } as never)
  }
}

/** Sends jobs and the word of them in one statement: the queue, and for jobs of later a blank and the seconds until then. */
function wakingExecutor(tx: Orm, channel: string, word: string): PgBoss.Db {
  return {
    executeSql: (text, values = []) => {
      const told = `pg_notify($${values.length + 1}, $${values.length + 2})`
      return executor(tx).executeSql(`with sent as (${text}) select ${told}`, [...values, channel, word])
    },
  }
}

/** Opens a room's jobs. The tables must have been made by migrate. */
export async function openJobs({
  db,
  room,
  log,
}: {
  db: Database
  room: string
  log: Logger
}): Promise<Jobs> {
  const boss = await openBoss(db, room, log)
  const queues = new Map<string, QueueWorkers>()
  const attend = async (
    queue: string,
    options: Pick<WorkOptions, 'atOnce' | 'concurrency'>,
    handler: Handler,
  ): Promise<void> => {
    const onLeft = (): void => watch.within(retryDelaySeconds * 1000)
    const left = { expireMs: expireSeconds * 1000, patienceMs, onLeft }
    queues.set(queue, startWorkers({ boss, log }, queue, { ...options, ...left }, handler))
    // Of what was sent for later before the room ran, nobody tells it.
    watch.within(0)
  }
  const wake = (queue: string): void => queues.get(queue)?.wake()
  const watch = startWatch({ findDue: () => findDue({ db, room, boss }, [...queues.keys()]), wake, log })
  const unlisten = await db.listen(channelOf(room), (word) => {
    const [queue = '', seconds = '0'] = word.split(' ')
    if (queue === '' || Number(seconds) > 0) watch.within(Number(seconds) * 1000)
    else wake(queue)
  })
  const tidying = startTidying(boss, log)
  const sendMany = sendManyBy(boss, room)
  return {
    send: (tx, queue, data, { singletonKey, ...options } = {}) =>
      sendMany(tx, queue, [data], {
        ...options,
        ...(singletonKey && { singletonKeyOf: () => singletonKey }),
      }),
    sendMany,
    work: (queue, handler, { concurrency = 1 } = {}) =>
      attend(queue, { atOnce: 1, concurrency }, (data) =>
        Promise.allSettled(data.map((one) => handler(one as never))),
      ),
    workTogether: (queue, handler, { atOnce, concurrency = 1 }) =>
      attend(queue, { atOnce, concurrency }, (data) => handler(data as never)),
    idle: async () => {
      const isBusy = () => [...queues.values()].some((each) => each.isBusy())
      while (isBusy() || (await countWaiting(db, room)) > 0) await sleep(20)
    },
    stop: async () => {
      await unlisten()
      tidying.stop()
      await watch.stop()
      await Promise.all([...queues.values()].map((each) => each.stop()))
      await boss.stop({ graceful: false, close: false })
    },
  }
}

async function openBoss(db: Database, room: string, log: Logger): Promise<PgBoss> {
  const schema = schemaOf(room)
  const boss = new PgBoss({
    db: workerExecutor(db, log),
    schema,
    migrate: false,
    schedule: false,
    supervise: false,
    archiveCompletedAfterSeconds: archiveAfterSeconds,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'background work stumbled'))
  await boss.start()
  // The embedded database has one owner: what is active now was left by a process that is gone.
  if (db.kind === 'pglite')
    await db.orm.execute(
      statementOf(`update ${schema}.job set state = 'retry', start_after = now() where state = 'active'`),
    )
  return boss
}

/**
 * Which queues have something to do, and when the next will; jobs whose worker was killed are given to others first. Every
 * part is the end of an index, however much waits.
 */
async function findDue(
  { db, room, boss }: { db: Database; room: string; boss: PgBoss },
  queues: readonly string[],
): Promise<DueJobs> {
  const job = `${schemaOf(room)}.job`
  const ask = async () =>
    rowsOf<{ queue: string; is_due: boolean; due_ms: number | null; expires_ms: number | null }>(
      await db.orm.execute(
        statementOf(
          `select queue,
            exists (select from ${job} where name = queue and state < 'active' and start_after < now()) as is_due,
            extract(epoch from (select start_after from ${job} where name = queue and state < 'active' and start_after >= now()
              order by start_after limit 1) - now())::float8 * 1000 as due_ms,
            extract(epoch from (select min(started_on + expire_in) from ${job} where name = queue and state = 'active')
              - now())::float8 * 1000 as expires_ms
          from unnest($1::text[]) as queue`,
          [queues],
        ),
      ),
    )
  const isExpired = ({ expires_ms: ms }: { expires_ms: number | null }): boolean => ms !== null && ms < 0
  const first = await ask()
  if (first.some(isExpired)) await (boss as PgBoss & { expire(): Promise<void> }).expire()
  const found = first.some(isExpired) ? await ask() : first
  const times = found.flatMap(({ due_ms, expires_ms }) => [due_ms ?? [], expires_ms ?? []].flat())
  return {
    queues: found.filter((each) => each.is_due).map(({ queue }) => queue),
    nextMs: times.length === 0 ? null : Math.max(leastPauseMs, Math.min(...times)),
  }
}

/** Puts away what was finished, seldom; a room that was just started has other things to do. */
function startTidying(boss: PgBoss, log: Logger): { stop(): void } {
  const tidy = async (): Promise<void> => {
    const { archive, drop } = boss as PgBoss & { archive(): Promise<void>; drop(): Promise<void> }
    await archive()
    await drop()
  }
  const run = (): void =>
    void tidy().catch((err: unknown) =>
      log.warn({ err }, 'finished jobs could not be put away; it comes again'),
    )
  const timers = [setTimeout(run, tidyEveryMs / 10), setInterval(run, tidyEveryMs)]
  for (const timer of timers) timer.unref()
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

async function countWaiting(db: Database, room: string): Promise<number> {
  const [row] = rowsOf<{ waiting: string }>(
    await db.orm.execute(
      statementOf(
        `select count(*) as waiting from ${schemaOf(room)}.job where state in ('created', 'retry', 'active') and start_after <= now()`,
      ),
    ),
  )
  return Number(row?.waiting ?? 0)
}

/**
 * The database of the workers. pg-boss does not wait for the statement that ends a job: where it fails, because the
 * server is away, the rejection would end the process. The job stays active instead, expires, and is done again.
 */
function workerExecutor(db: Database, log: Logger): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const result = scripts(db).executeSql(text, values)
      if (!isEndOfJobs(values)) return result
      return result.catch((error: unknown) => {
        log.warn({ err: error }, 'the end of a job could not be written; it is done again')
        return { rows: [{ count: '0' }] }
      })
    },
  }
}

/** What pg-boss says when a job has ended: its queue, the ids of the jobs, their output. */
function isEndOfJobs(values: readonly unknown[] = []): boolean {
  return values.length === 3 && Array.isArray(values[1])
}
