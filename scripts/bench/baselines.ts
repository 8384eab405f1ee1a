import { PGlite } from '@electric-sql/pglite'
import type { Database } from '@one-visit/kit/database/database.ts'
import { dumpPglite } from '@one-visit/kit/database/pglite.ts'
import type { VersionedRow } from '@one-visit/kit/feed/read/judge.ts'
import { registrations } from '@one-visit/vehicles/tables.ts'
import { getTableColumns } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import pg from 'pg'

/** What the feed is measured against: the same rows into one table with the same primary key, nothing kept of the past. */
export interface Baselines {
  /** COPY of all rows in one statement. */
  copy(rows: readonly VersionedRow[]): Promise<void>
  /** One upsert a row, prepared, all in one transaction. */
  upsert(rows: readonly VersionedRow[]): Promise<void>
  close(): Promise<void>
}

const columns = Object.entries(getTableColumns(registrations)) as [string, PgColumn][]
const names = columns.map(([, { name }]) => `"${name}"`).join(', ')
const receipt = '00000000-0000-4000-8000-000000000000'

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const tables = ['bench_copy', 'bench_upsert']
const make = tables
  .map((table) => `create table ${table} (like vehicles.registrations including defaults including indexes)`)
  .join('; ')
const upsertText = `insert into bench_upsert (${names}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})
  on conflict (vin) do update set ${columns.map(([, { name }]) => `"${name}" = excluded."${name}"`).join(', ')}`

/** The part of pg's connection a COPY needs. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

/** Opens the baselines beside a hub's database: of a server by its address, else embedded, in memory without a folder. */
export function openBaselines(
  db: Database,
  { url, dataDir }: { url?: string | undefined; dataDir?: string },
): Promise<Baselines> {
  return url === undefined ? onPglite(db, dataDir) : onPostgres(url)
}

async function onPglite(db: Database, dataDir: string | undefined): Promise<Baselines> {
  // An instance of its own: the hub's is behind the kit's door.
  const client = await PGlite.create({ loadDataDir: await dumpPglite(db), ...(dataDir && { dataDir }) })
  await client.exec(make)
  return {
    copy: async (rows) => {
      await client.query(`copy bench_copy (${names}) from '/dev/blob'`, [], {
        blob: new Blob([copyText(rows)]),
      })
    },
    upsert: (rows) =>
      client.transaction(async (tx) => {
        for (const row of rows) await tx.query(upsertText, cellsOf(row))
      }),
    close: () => client.close(),
  }
}

function copyText(rows: readonly VersionedRow[]): string {
  return rows
    .map((row) =>
      cellsOf(row)
        .map((cell) => (cell === null ? '\\N' : cell.replace(/[\\\t\n\r]/g, (one) => escapes[one] ?? one)))
        .join('\t'),
    )
    .map((line) => `${line}\n`)
    .join('')
}

function cellsOf(row: VersionedRow): (string | null)[] {
  const kept = { source: 'bench', receivedAt: row.sourceAt, receiptId: receipt, contradicted: false }
  const all: Record<string, unknown> = { ...row, ...kept }
  return columns.map(([field, column]) => {
    const value = all[field]
    return value === null || value === undefined ? null : String(column.mapToDriverValue(value))
  })
}

async function onPostgres(url: string): Promise<Baselines> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(make)
  return {
    copy: (rows) => copyFrom(client, `copy bench_copy (${names}) from stdin`, copyText(rows)),
    upsert: async (rows) => {
      await client.query('begin')
      for (const row of rows) await client.query({ name: 'upsert', text: upsertText, values: cellsOf(row) })
      await client.query('commit')
    },
    close: () => client.end(),
  }
}

/** COPY ... FROM STDIN as pg's own queue takes it. */
function copyFrom(client: pg.Client, text: string, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | undefined
    client.query({
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyInResponse: (connection: CopyConnection) => {
        connection.sendCopyFromChunk(Buffer.from(data))
        connection.endCopyFrom()
      },
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failed = error
        reject(error)
      },
      handleReadyForQuery: () => {
        if (failed === undefined) resolve()
      },
    } as unknown as pg.Submittable)
  })
}
