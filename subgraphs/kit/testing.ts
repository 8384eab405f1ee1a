import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { fillPlaceholders, sql } from 'drizzle-orm'
import pg from 'pg'
import type { Clock } from './clock.ts'
import {
  applicationRole,
  type Database,
  type Orm,
  rowsOf,
  statementOf,
  type Tenant,
} from './database/database.ts'
import { keptImage } from './database/image.ts'
import { migrate, migrationsDigest, roomMigrations } from './database/migrate.ts'
import { openPglite } from './database/pglite.ts'
import { openPostgres } from './database/postgres.ts'
import { invariant } from './errors.ts'
import kit from './package.json' with { type: 'json' }
import { envelopeHeader, type Principal, principalHeader, signPrincipal } from './room/principal.ts'
import type { Room } from './room/server.ts'

/** A clock that stands still until it is moved. */
export function fixedClock(iso: string): Clock & { set(iso: string): void } {
  let now = new Date(iso)
  return Object.assign(() => new Date(now), {
    set: (next: string) => {
      now = new Date(next)
    },
  })
}

/** Keys of a test run; nothing outside it knows them. */
export interface TestKeys {
  principal: { privateKey: KeyObject; publicKey: KeyObject }
  journalKey: KeyObject
  pseudonymKey: { key: KeyObject; version: number }
}

/** Makes fresh keys. */
export function testKeys(): TestKeys {
  return {
    principal: generateKeyPairSync('ed25519'),
    journalKey: createSecretKey(randomBytes(32)),
    pseudonymKey: { key: createSecretKey(randomBytes(32)), version: 1 },
  }
}

/** Asks a room's graph as somebody, the way the gateway does. */
export async function askRoom(
  room: Room,
  question: {
    query: string
    variables?: Record<string, unknown>
    principal?: Partial<Principal>
    keys: TestKeys
    /** Instant the caller's clock shows; the machine's when left out. */
    now?: Date
    applicationId?: string
  },
): Promise<{
  status: number
  data?: unknown
  errors?: { message: string; extensions: { code: string } }[]
}> {
  const now = question.now ?? new Date()
  const principal: Principal = { caller: 'test', roles: ['HUB_EVIDENCE'], ...question.principal }
  const answer = await room.execute({
    body: JSON.stringify({ query: question.query, variables: question.variables ?? {} }),
    headers: {
      [principalHeader]: signPrincipal(principal, question.keys.principal.privateKey, now),
      [envelopeHeader]: JSON.stringify({
        requestId: 'test',
        deadline: now.getTime() + 20_000,
        nesting: 0,
        ...(question.applicationId && { applicationId: question.applicationId }),
      }),
    },
  })
  return { status: answer.status, ...JSON.parse(answer.body) }
}

/** Entities of one type by key, as the gateway asks for them. */
export function entitiesQuery(type: string, selection: string, variables = ''): string {
  return `query($representations: [_Any!]!${variables}) { _entities(representations: $representations) { ... on ${type} ${selection} } }`
}

/** Statements of jobs and of the writer of the audit chain. */
const beside = /_jobs\.|"audit|pg_try_advisory/

/** For `onStatement`: collects what a question costs, without the background work that goes on beside it. */
export function collectStatements(seen: string[]) {
  return (text: string) => {
    if (!beside.test(text)) seen.push(text)
  }
}

/** A node of a plan as EXPLAIN tells it, and the rows it passed over. */
interface PlanNode {
  readonly Plans?: readonly PlanNode[]
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
}

/** How a statement looked at a table or an index: how often, and at how many rows, those that it passed over among them. */
interface Scan {
  readonly on: string
  readonly times: number
  readonly rows: number
}

/**
 * Does work as a tenant and answers how each of its questions looked for its rows. Whole tables are scanned only where
 * nothing else leads to the rows: a test's have few.
 */
export async function scansOf(
  db: Database,
  tenant: Tenant,
  work: (tx: Orm) => Promise<unknown>,
): Promise<readonly (readonly Scan[])[]> {
  const questions: Scan[][] = []
  await db.read(tenant, async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`)
    await work(explaining(tx, (plan) => questions.push(scansIn(plan))))
  })
  return questions
}

/** The rows that the dearest of some work's questions looked at. */
export async function mostRowsRead(...asked: Parameters<typeof scansOf>): Promise<number> {
  const questions = await scansOf(...asked)
  return Math.max(0, ...questions.map((scans) => scans.reduce((sum, { rows }) => sum + rows, 0)))
}

/** A transaction that has each of its questions explained before it is asked. */
function explaining(tx: Orm, onPlan: (plan: PlanNode) => void): Orm {
  type Asked = { sql: string; params: unknown[] }
  type Session = {
    prepareQuery(
      asked: Asked,
      ...rest: unknown[]
    ): { execute(...values: readonly Record<string, unknown>[]): unknown }
  }
  const { session } = tx as unknown as { session: Session }
  const prepare = session.prepareQuery.bind(session)
  session.prepareQuery = (asked, ...rest) => {
    const query = prepare(asked, ...rest)
    if (!/^\s*(select|with)\b/i.test(asked.sql)) return query
    const execute = query.execute.bind(query)
    query.execute = async (...values: readonly Record<string, unknown>[]) => {
      const text = `explain (analyze, format json) ${asked.sql}`
      const [row] = rowsOf<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        await tx.execute(statementOf(text, fillPlaceholders(asked.params, values[0] ?? {}))),
      )
      invariant(row !== undefined, 'EXPLAIN answers one row')
      onPlan(row['QUERY PLAN'][0].Plan)
      return execute(...values)
    }
    return query
  }
  return tx
}

function scansIn(plan: PlanNode): Scan[] {
  const on = plan['Index Name'] ?? plan['Relation Name']
  const times = plan['Actual Loops']
  const passed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
  const own = on === undefined ? [] : [{ on, times, rows: (plan['Actual Rows'] + passed) * times }]
  return [...own, ...(plan.Plans ?? []).flatMap(scansIn)]
}

/** A login of the application's kind, who owns nothing. */
const tester = { name: 'hub_tester', password: 'hub_tester' }

const createTester = `do $$ begin
  if not exists (select from pg_roles where rolname = '${tester.name}') then
    create role ${tester.name} login password '${tester.password}' in role ${applicationRole};
  end if;
exception when duplicate_object or unique_violation then null; end $$`

/** Makes in an empty database what a test needs, as the owner. */
type Prepare = (owner: Database) => Promise<void>

const testName = (): string => `hub_test_${randomBytes(8).toString('hex')}`

/** A test's database has few rows. */
const buffersMb = 8

/** A database without any room's tables; `prepare` makes what the test needs, as the owner. */
export async function scratchDatabase(prepare: Prepare): Promise<Database> {
  const url = process.env.DATABASE_URL
  if (url === undefined || url === '') {
    const db = await openBlank()
    await prepare(db)
    return db
  }
  const name = testName()
  await admin(url, (client) => client.query(`create database ${name}`))
  const owner = await openPostgres(databaseUrl(url, name), { connectionsMax: 2 })
  try {
    await prepare(owner)
    await owner.script(createTester)
  } finally {
    await owner.close()
  }
  return disposable(url, name)
}

async function admin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function databaseUrl(url: string, name: string, user?: { name: string; password: string }): string {
  const made = new URL(url)
  made.pathname = `/${name}`
  if (user) {
    made.username = user.name
    made.password = user.password
  }
  return made.href
}

/** A database of its own on a server, used as the application would and dropped at the end. */
async function disposable(url: string, name: string): Promise<Database> {
  const db = await openPostgres(databaseUrl(url, name, tester), { connectionsMax: 6 })
  return {
    ...db,
    get onStatement() {
      return db.onStatement
    },
    set onStatement(callback) {
      db.onStatement = callback
    },
    close: async () => {
      await db.close()
      await admin(url, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** What a test database is made from: PGlite in memory, or a database of its own on the server DATABASE_URL names. */
export function testDatabase(): Promise<Database> {
  return copiedDatabase(migrationsDigest(roomMigrations()), (owner) => migrate(owner, roomMigrations()))
}

/**
 * A copy of a database that was prepared once for each digest, which is over everything the preparation follows from.
 * Used as the application would, and gone when it is closed.
 */
export async function copiedDatabase(digest: string, prepare: Prepare): Promise<Database> {
  const url = process.env.DATABASE_URL
  if (url !== undefined && url !== '') return postgresDatabase(url, digest, prepare)
  return openPglite({ image: await oncePerProcess(`small-${digest}`, prepare, openBlank), buffersMb })
}

/** An embedded database with nothing in it, whatever DATABASE_URL says; from an image: initdb takes four times as long. */
export async function openBlank(): Promise<Database> {
  const digest = `blank-${kit.dependencies['@electric-sql/pglite']}`
  return openPglite({ image: await oncePerProcess(digest, withoutTemplates, openSmall), buffersMb })
}

/** Its log is cut into pieces of 1 MB in place of 16: a third of the time a database takes to open is their copying. */
function openSmall(): Promise<Database> {
  return openPglite({ initdb: ['--wal-segsize=1'] })
}

/** The embedded database makes no others: what they would be copied from is another third. */
async function withoutTemplates(db: Database): Promise<void> {
  await db.script('update pg_database set datistemplate = false')
  for (const template of ['template0', 'template1']) await db.script(`drop database ${template}`)
}

const images = new Map<string, Promise<Blob>>()

/** Reads an image once, however many databases of this process begin with it. */
function oncePerProcess(digest: string, prepare: Prepare, open: () => Promise<Database>): Promise<Blob> {
  const image = images.get(digest) ?? keptImage(digest, prepare, open).then(inMemory)
  images.set(digest, image)
  return image
}

/** Keeps an image as bytes that all readers share: of a blob each would get a copy. The embedded database changes nothing in them. */
async function inMemory(image: Blob): Promise<Blob> {
  const bytes = await image.arrayBuffer()
  return Object.assign(new Blob([]), { arrayBuffer: async () => bytes })
}

async function postgresDatabase(url: string, digest: string, prepare: Prepare): Promise<Database> {
  const template = `hub_template_${digest}`
  await ensureTemplate(url, template, prepare)
  const name = testName()
  await admin(url, (client) => client.query(`create database ${name} template ${template}`))
  return disposable(url, name)
}

async function ensureTemplate(url: string, template: string, prepare: Prepare): Promise<void> {
  return admin(url, async (client) => {
    // One maker at a time; the others wait here and find it made.
    await client.query(`select pg_advisory_lock(hashtext('one-visit template'))`)
    const found = await client.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount === 1) return
    const making = `${template}_making`
    await client.query(`drop database if exists ${making}`)
    await client.query(`create database ${making}`)
    const db = await openPostgres(databaseUrl(url, making), { connectionsMax: 1 })
    try {
      await prepare(db)
      await db.script(createTester)
    } finally {
      await db.close()
    }
    await client.query(`alter database ${making} rename to ${template}`)
  })
}
