/**
 * Records that bear a number of their sender's own beside their key: where the same number is stated of somebody else, the row
 * it gave before still stands under its own key, and nobody knows whose the record is.
 */
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { Orm } from '../../database/database.ts'
import type { RecordRow } from '../message.ts'
import { columnOf } from './key-text.ts'
import { movedFrom } from './moved-from.ts'

/** Where such records are kept, and the columns (as in the drizzle table) that say what one is about. */
export interface OwnNumbered {
  table: PgTable
  history: PgTable
  about: readonly string[]
}

/** What `statedAt` writes behind the sender's number, as SQL's LIKE says it: instant and sequence. */
const placeInTime = '@____-__-__T__:__:__.___Z/'

/**
 * The sender's own number of the record a row comes from; the index of a history and every question write it alike. A regular
 * expression would cost a tenth of what it takes to store a row.
 */
export function recordIdOf(revision: SQL | PgColumn): SQL<string> {
  return sql<string>`(case when ${revision} like ${sql.raw(`'%${placeInTime}%'`)} then left(${revision}, -1 - length(split_part(${revision}, '@', -1))) else ${revision} end)`
}

/**
 * Whether the record of a row that stands is known of another one too: it was stated of it later or at once, or that row rests
 * on it still. A record that was taken back where it stood before is no doubt; a row that another record has taken the place of
 * is none of its record's any more. `alias`: the name of the row's table in the statement.
 */
export function isMovedRecord({ table, history, about }: OwnNumbered, alias?: string): SQL<boolean> {
  const own = alias ?? getTableConfig(table).name
  const of = (row: string, ...fields: readonly string[]) =>
    sql.raw(`(${fields.map((field) => `"${row}"."${columnOf({ table }, field).name}"`).join(', ')})`)
  const record = (row: string) => recordIdOf(of(row, 'revision'))
  const isSame = (row: string) =>
    sql`${record(row)} = ${record(own)} and ${of(row, 'source')} = ${of(own, 'source')}`
  const instant = ['sourceAt', 'sourceSequence']
  return sql<boolean>`(not ${of(own, 'deleted')} and exists (
    select from ${history} other
    where ${isSame('other')} and ${of('other', ...about)} <> ${of(own, ...about)}
      and case when ${of('other', 'deleted')}
        then ${of('other', ...instant)} >= ${of(own, ...instant)} and not exists (
          select from ${history} before
          where ${isSame('before')} and ${of('before', ...about)} = ${of('other', ...about)} and not ${of('before', 'deleted')})
        else ${of('other', ...instant)} >= ${of(own, ...instant)} or exists (
          select from ${table} standing
          where ${of('standing', ...about)} = ${of('other', ...about)} and ${of('standing', 'digest')} = ${of('other', 'digest')})
      end))`
}

/** The columns of a row that stands; it is contradicted too where its record is known of another one. */
export function columnsUnlessMoved<Table extends PgTable>(
  numbered: OwnNumbered & { table: Table },
): Omit<Table['_']['columns'], 'contradicted'> & { contradicted: SQL<boolean> } {
  const { contradicted, ...columns } = getTableColumns(numbered.table)
  return { ...columns, contradicted: sql<boolean>`(${contradicted} or ${isMovedRecord(numbered)})` }
}

/** Whom the records of rows just applied were ever about, where that is somebody else: they are told too. */
export async function leftByRecords<Row extends RecordRow>(
  tx: Orm,
  history: PgTable,
  subject: string & keyof Row,
  applied: readonly Row[],
): Promise<string[]> {
  const now = applied.map((row) => ({
    key: row.revision.replace(/@[0-9T:.-]+Z\/[0-9]+$/, ''),
    subject: String(row[subject]),
  }))
  const left = await movedFrom(
    tx,
    {
      key: recordIdOf(columnOf({ table: history }, 'revision')),
      subject: columnOf({ table: history }, subject),
    },
    now,
  )
  return [...new Set(left.map((one) => one.subject))]
}
