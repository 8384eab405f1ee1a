import { isRealDay } from '@one-visit/schema/time.ts'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { type Orm, rowsOf } from '../../database/database.ts'
import type { MergePlan } from '../message.ts'
import { cleanText } from '../read/text.ts'
import { arrayText } from './array-text.ts'

/** Longest key that is kept, characters; what is longer is no key of any row. */
const keyMax = 1_000

/** The key of a record as one text: its fields joined by tab, instants in UTC with milliseconds. */
export function keyText(key: readonly unknown[]): string {
  const texts = key.map((value) => (value instanceof Date ? value.toISOString() : String(value ?? '')))
  return cleanText(texts.join('\t'), keyMax)
}

/** The key of a row as that text. */
export function keyOfRow({ key }: MergePlan, row: object): string {
  return keyText(key.map((field) => (row as Record<string, unknown>)[field]))
}

/** A column of a plan's table, by the name of its field. */
export function columnOf({ table }: Pick<MergePlan, 'table'>, field: string): PgColumn {
  const column = (getTableColumns(table) as Record<string, PgColumn>)[field]
  if (column === undefined) throw new Error(`The table has no column ${field}.`)
  return column
}

/** The same text of a row, as an expression; `table` is the alias the columns are read from. */
export function keyTextOf(plan: MergePlan, table: string): SQL {
  return sql.join(
    plan.key.map((field) => {
      const { name, column } = { ...columnNamed(plan, field), column: columnOf(plan, field) }
      const value = sql`${sql.raw(table)}.${name}`
      return column.getSQLType().startsWith('timestamp') ? utcText(value) : sql`${value}::text`
    }),
    sql.raw(' || chr(9) || '),
  )
}

/** An instant in UTC with milliseconds, as JavaScript writes it. */
export function utcText(value: SQL): SQL {
  return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

function columnNamed(plan: MergePlan, field: string): { name: SQL } {
  return { name: sql`${sql.identifier(columnOf(plan, field).name)}` }
}

/** A key that is asked for, under a name for the answer. */
export interface AskedKey {
  id: string
  key: readonly unknown[]
  at: Date
  /** Its place among records of that instant; unknown when left out. */
  sequence?: number | undefined
  /** Of what time the version is that is asked for, where it is one of history. */
  saidAt?: Date
  /** Whom it names, where its key may be stated of another: what ever was under the key is asked then, but of nobody else. */
  named?: readonly string[] | undefined
}

/** What stands under a key: known to be newer than asked, received after it, or both dated and received after it. */
const standing = {
  // Of an unknown sequence nothing of the same instant is newer: compared with null, a row is neither.
  newer: sql`(t.source_at, t.source_sequence) > (asked.at::timestamptz, asked.sequence::bigint)`,
  receivedAfter: sql`t.received_at > asked.at::timestamptz`,
  saidAfter: sql`t.source_at > asked.at::timestamptz and t.received_at > asked.at::timestamptz`,
}

/** What ever stood under a key: of a time and sequence, and not received after the one asked. */
const stood = {
  saidBefore: sql`t.source_at = asked.said::timestamptz and t.received_at <= asked.at::timestamptz
    and t.source_sequence = coalesce(asked.sequence::bigint, t.source_sequence)`,
}

const conditions = { ...standing, ...stood }

/** Under which keys something stands or stood, and by which receipt. Keys that can be none of the table's are not found. */
export async function standingKeys(
  tx: Orm,
  plan: MergePlan,
  records: readonly AskedKey[],
  when: keyof typeof conditions,
): Promise<ReadonlyMap<string, string>> {
  const columns = plan.key.map((field) => columnOf(plan, field))
  const usable = records
    .map(({ key, ...rest }) => ({ ...rest, key: columns.map((column, at) => textFor(column, key[at])) }))
    .filter(({ key }) => !key.includes(undefined))
  if (usable.length === 0) return new Map()
  const names = columns.map((_, at) => sql.raw(`k${at}`))
  const isOfHistory = when in stood || usable.some(({ named }) => named !== undefined)
  const about = plan.about && sql`t.${sql.identifier(columnOf(plan, plan.about[1]).name)}`
  const rows = rowsOf<{ id: string; receipt_id: string; about: string | null }>(
    await tx.execute(sql`
      select asked.id, t.receipt_id, ${about ?? sql`null`} as about
      from unnest(${arrayText(usable.map(({ id }) => id))}, ${arrayText(usable.map(({ at }) => at.toISOString()))},
        ${arrayText(usable.map(({ saidAt }) => saidAt?.toISOString()))},
        ${arrayText(usable.map(({ sequence }) => sequence))}, ${sql.join(
          columns.map((_, at) => arrayText(usable.map(({ key }) => key[at]))),
          sql.raw(', '),
        )}) as asked(id, at, said, sequence, ${sql.join(names, sql.raw(', '))})
      join ${isOfHistory ? plan.history : plan.table} t on ${sql.join(
        columns.map(
          (column, at) =>
            sql`t.${sql.identifier(column.name)} = asked.${names[at]}::${sql.raw(column.getSQLType())}`,
        ),
        sql.raw(' and '),
      )} and ${conditions[when]}`),
  )
  const named = new Map(usable.map((record) => [record.id, record.named]))
  return new Map(
    rows
      .filter(({ id, about: of }) => named.get(id)?.includes(of ?? '') ?? true)
      .map(({ id, receipt_id }) => [id, receipt_id]),
  )
}

/** Of whom records of some keys, as texts, are or ever were, by the column of the plan that says so. */
export async function whoseKeys(
  tx: Orm,
  plan: MergePlan,
  texts: readonly string[],
): Promise<readonly string[]> {
  if (plan.about === undefined) return []
  const columns = plan.key.map((field) => columnOf(plan, field))
  const keys = texts
    .map((text) => text.split('\t'))
    .filter((parts) => parts.length === columns.length)
    .map((parts) => columns.map((column, at) => textFor(column, partOf(column, parts[at] ?? ''))))
    .filter((parts) => !parts.includes(undefined))
  if (keys.length === 0) return []
  const names = columns.map((_, at) => sql.raw(`k${at}`))
  const about = sql`t.${sql.identifier(columnOf(plan, plan.about[1]).name)}`
  const rows = rowsOf<{ about: string }>(
    await tx.execute(sql`
      select distinct ${about} as about
      from unnest(${sql.join(
        columns.map((_, at) => arrayText(keys.map((parts) => parts[at]))),
        sql.raw(', '),
      )}) as asked(${sql.join(names, sql.raw(', '))})
      join ${plan.history} t on ${sql.join(
        columns.map(
          (column, at) =>
            sql`t.${sql.identifier(column.name)} = asked.${names[at]}::${sql.raw(column.getSQLType())}`,
        ),
        sql.raw(' and '),
      )} where ${about} is not null`),
  )
  return rows.map((row) => row.about)
}

/** A part of the text of a key as a value of its column. */
function partOf(column: PgColumn, text: string): unknown {
  const type = column.getSQLType()
  if (type.startsWith('timestamp')) return Number.isNaN(Date.parse(text)) ? undefined : new Date(text)
  return type === 'integer' ? Number(text) : text
}

/** A value of a key as the database reads it; undefined for what no column of its type holds. */
function textFor(column: PgColumn, value: unknown): string | undefined {
  const type = column.getSQLType()
  if (value instanceof Date) return type.startsWith('timestamp') ? value.toISOString() : undefined
  if (type === 'integer')
    return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31 ? String(value) : undefined
  if (typeof value !== 'string' || cleanText(value, keyMax) !== value) return undefined
  return type === 'text' || (type === 'date' && isRealDay(value)) ? value : undefined
}
