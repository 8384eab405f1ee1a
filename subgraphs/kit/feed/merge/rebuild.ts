import { type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { type Database, type Orm, rowsOf } from '../../database/database.ts'
import type { Journal, JournalEntry, ReadBody } from '../kept/journal.ts'
import type { Receipts } from '../kept/receipts.ts'
import { monthOf } from '../kept/seal.ts'
import type { Sources } from '../kept/sources.ts'
import type { FeedTables } from '../kept/tables.ts'
import type { AnyMessage, MergePlan } from '../message.ts'
import { mappingOf, readRecord, type VersionedRow } from '../read/judge.ts'
import { type MergeTarget, mergeRows } from './merge.ts'

/** What came out when the rows were made again from the journal, against those that stand. */
export interface RebuildReport {
  batches: number
  records: number
  /** Batches whose key was erased: what they held can never be recomputed. */
  erased: number
  /** Sources and months of those keys, e.g. `one 2026-01`. */
  erasedMonths: readonly string[]
  /** Records that can be read no more as they were read then, by why. */
  unreadable: Readonly<Record<string, number>>
  tables: readonly {
    table: string
    rows: number
    /** Rows the rebuild makes and the table does not hold. */
    missing: number
    /** Rows the table holds and the rebuild does not make. */
    surplus: number
  }[]
  /** Whether the recomputed rows are those that stood, every column of them. */
  same: boolean
  /** Never where something could not be read: what it held would be lost. */
  replaced: boolean
}

/** What a rebuild reads from and compares with. */
export interface RebuildParts {
  db: Database
  tables: FeedTables
  journal: Journal
  receipts: Receipts
  sources: Sources
  read: ReadBody
  /** Messages whose tables are compared even where the journal has none of them; others are found in the journal. */
  messages: readonly AnyMessage[]
}

interface Shadow {
  real: PgTable
  name: SQL
}

const rowsAtOnce = 500

/**
 * Recomputes a room's state and history from its journal, in one transaction: the stored bodies read again, each by the
 * reader and each record by the mapping it was read with then, with the time of its receipt as the clock. What was quarantined then stays out,
 * whatever today's rules say. Reports the difference and, with `replace`, puts the recomputed rows in place, unless
 * something could not be read. The room may go on meanwhile: it is seen as it was at one instant; with `replace` it waits.
 */
export async function rebuild(parts: RebuildParts, replace: boolean): Promise<RebuildReport> {
  const { db, tables: feedTables, journal, receipts, sources, read, messages } = parts
  const found = { batches: 0, records: 0, erased: 0 }
  const erasedMonths = new Set<string>()
  const unreadable: Record<string, number> = {}
  const shadows = createShadows()
  const names = new Map((await sources.list()).map((source) => [source.id, source]))

  const note = (error: unknown): void => {
    const why = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
    unreadable[why] = (unreadable[why] ?? 0) + 1
  }
  /** The records of a body; a body that cannot be read any more is noted and hides none of the others. */
  const readBody = (entry: JournalEntry, body: Buffer) => {
    try {
      return [...read(entry, body).records]
    } catch (error) {
      note(error)
      return undefined
    }
  }

  const rebuildEntry = async (tx: Orm, entry: JournalEntry): Promise<void> => {
    found.batches += 1
    const body = await journal.bodyOf(tx, entry.receiptId)
    if (body === undefined) {
      found.erased += 1
      erasedMonths.add(`${entry.source} ${monthOf(entry.receivedAt)}`)
      return
    }
    const records = readBody(entry, body)
    if (records === undefined) return
    const source = { name: '', authority: '', organisation: '', ...names.get(entry.source), id: entry.source }
    // Whom it may speak for was judged when it came.
    const context = { source: { ...source, allowed: ['*'] }, receivedAt: entry.receivedAt }
    const rows = new Map<AnyMessage, VersionedRow[]>()
    for (const { index, outcome, mappingVersion } of await receipts.listMappings(tx, entry.receiptId)) {
      const record = records[index]
      // A duplicate left no row of its own, a quarantined record none at all.
      if (record === undefined || (outcome !== 'APPLIED' && outcome !== 'SUPERSEDED')) continue
      found.records += 1
      const mapping = mappingOf(record.message, mappingVersion)
      try {
        if (mapping === undefined) throw new Error(`no mapping ${mappingVersion} of ${record.message.name}`)
        const { row } = readRecord(record.value, mapping, context)
        rows.set(record.message, [...(rows.get(record.message) ?? []), row])
      } catch (error) {
        note(error)
      }
    }
    const origin = { source: entry.source, receivedAt: entry.receivedAt, receiptId: entry.receiptId }
    for (const [message, made] of rows) {
      const target = await shadows.targetOf(tx, message.plan)
      for (let start = 0; start < made.length; start += rowsAtOnce)
        await mergeRows(tx, message.plan, made.slice(start, start + rowsAtOnce), origin, { target })
    }
  }

  // Rows that stand are replaced by the owner of the tables only: where history is append-only, the application may not.
  const run = <T>(work: (tx: Orm) => Promise<T>): Promise<T> =>
    db.orm.transaction((tx) => work(tx as unknown as Orm), {
      isolationLevel: replace ? 'read committed' : 'repeatable read',
    })
  return run(async (tx) => {
    if (replace) await tx.execute(sql`lock table ${feedTables.feedJournal} in exclusive mode`)
    for (const { plan } of messages) await shadows.targetOf(tx, plan)
    for (let after = -1; ; ) {
      const page = await journal.list(tx, after)
      const last = page.at(-1)
      if (last === undefined) break
      after = last.id
      for (const entry of page) await rebuildEntry(tx, entry)
    }
    const tables: RebuildReport['tables'][number][] = []
    for (const shadow of shadows.all()) tables.push(await compare(tx, shadow))
    const same = tables.every(({ missing, surplus }) => missing === 0 && surplus === 0)
    const isWhole = found.erased === 0 && Object.keys(unreadable).length === 0
    const replaced = replace && !same && isWhole
    if (replaced)
      for (const { real, name } of shadows.all()) {
        await tx.execute(sql`delete from ${real}`)
        await tx.execute(sql`insert into ${real} select * from ${name}`)
      }
    return { ...found, erasedMonths: [...erasedMonths].sort(), unreadable, tables, same, replaced }
  })
}

/** Empty tables of the same form, of this transaction only, for the rebuilt rows. */
function createShadows() {
  const shadows = new Map<PgTable, Shadow>()
  const shadowOf = async (tx: Orm, real: PgTable): Promise<SQL> => {
    const known = shadows.get(real)
    if (known !== undefined) return known.name
    const name = sql.identifier(`rebuilt_${shadows.size}_${getTableConfig(real).name}`.slice(0, 60))
    await tx.execute(
      sql`create temporary table ${name} (like ${real} including defaults including indexes) on commit drop`,
    )
    shadows.set(real, { real, name: sql`${name}` })
    return sql`${name}`
  }
  return {
    all: () => [...shadows.values()],
    targetOf: async (tx: Orm, { table, history }: MergePlan): Promise<MergeTarget> => ({
      current: await shadowOf(tx, table),
      history: await shadowOf(tx, history),
    }),
  }
}

/** Byte for byte: as text, or 1.0 would be the same as 1.00. */
async function compare(tx: Orm, { real, name }: Shadow) {
  const [row] = rowsOf<{ rows: string; missing: string; surplus: string }>(
    await tx.execute(sql`
      select (select count(*) from ${name}) as rows,
        (select count(*) from (select r::text from ${name} r except all select r::text from ${real} r) as m) as missing,
        (select count(*) from (select r::text from ${real} r except all select r::text from ${name} r) as s) as surplus`),
  )
  const { schema, name: table } = getTableConfig(real)
  return {
    table: schema === undefined ? table : `${schema}.${table}`,
    rows: Number(row?.rows),
    missing: Number(row?.missing),
    surplus: Number(row?.surplus),
  }
}
