/**
 * Records that are stated of somebody else than before: nobody knows whose they are, and a record that is deleted is gone of
 * whom it names only. Where records bear a number of their sender's own beside their key, the row one gave before still
 * stands; where that number is the key, it stands in their history alone.
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

/** Where records are kept that are known by a number of their sender's own, and the columns (as in the drizzle table) it is in. */
export interface KeyNumbered {
  history: PgTable
  key: readonly string[]
  /** Further columns of the key: of which part of the record a row is. */
  part?: readonly string[]
  /** The column that says whom one is about. */
  subject: string
  /** Where a record can be taken back otherwise than by its deletion: whether the row of an alias says so. */
  isTakenBack?: (row: string) => SQL
}

/**
 * Whether a record that is somebody's by the last word of it about him is another's too: by the last word about that one, or
 * because it was taken back of that one no earlier, and was it his. `heeded`: which of his rows are asked about.
 */
export function isKnownOfAnother(
  { history, key, part = [], subject, isTakenBack = () => sql`false` }: KeyNumbered,
  asked: SQL,
  heeded: (row: SQL) => SQL = () => sql`true`,
): SQL<boolean> {
  const of = (row: string, ...fields: readonly string[]) =>
    sql.raw(`(${fields.map((field) => `"${row}"."${columnOf({ table: history }, field).name}"`).join(', ')})`)
  const isSame = (one: string, other: string, ...fields: readonly string[]) =>
    sql`${of(one, ...fields)} = ${of(other, ...fields)}`
  const instant = (row: string) => of(row, 'sourceAt', 'sourceSequence')
  const isGone = (row: string) => sql`(${of(row, 'deleted')} or ${isTakenBack(row)})`
  const isSince = (row: string) =>
    sql`(${isSame('n', row, ...part, subject)} and ${instant('n')} > ${instant(row)})`
  const isSamePart = part.length === 0 ? sql`true` : isSame('o', 'h', ...part)
  // Each row looks into the index by itself: joins may read the whole history for the few that moved, or for none.
  return sql<boolean>`exists (
    select from (
      select h.* from ${history} h where ${of('h', subject)} = ${asked} and not ${isGone('h')} and ${heeded(sql.raw('h'))} offset 0
    ) h, lateral (
      select o.* from ${history} o where ${isSame('o', 'h', ...key)} and ${of('o', subject)} <> ${of('h', subject)}
        and case when ${isGone('o')} then ${isSamePart} and ${instant('o')} >= ${instant('h')} else true end offset 0
    ) o
    where not exists (
      select from ${history} n where ${isSame('n', 'h', ...key)} and (${isSince('h')} or ${isSince('o')}) offset 0))`
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
