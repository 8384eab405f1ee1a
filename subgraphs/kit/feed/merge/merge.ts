import { Column as AnyColumn, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core'
import { type Orm, rowsOf } from '../../database/database.ts'
import { arrayText, textOf } from '../kept/array-text.ts'
import type { MergePlan } from '../message.ts'
import type { VersionedRow } from '../read/judge.ts'

/** What became of a record. */
export type Outcome = 'APPLIED' | 'DUPLICATE' | 'SUPERSEDED'

/** Where a batch of rows comes from. */
export interface MergeOrigin {
  source: string
  receivedAt: Date
  receiptId: string
}

/** What became of one row. */
export interface Merged {
  outcome: Outcome
  /** Whether another record of the same key and instant says something else. */
  contradicts: boolean
}

/** Somebody else wrote a row between reading and writing it; what was read then is read again. */
export class MergeRace extends Error {
  override readonly name = 'MergeRace'
}

interface Column {
  field: string
  column: PgColumn
  name: SQL
  type: string
  /** Whether its values travel as they are: drizzle has nothing to do to them. */
  isPlain: boolean
}

interface Shape {
  /** All columns but `contradicted`, which follows from the others. */
  columns: readonly Column[]
  keys: readonly Column[]
  /** Columns of what a row says, its key apart. */
  own: readonly Column[]
  /** Columns in which two rows of one key and instant contradict one another. */
  judged: readonly Column[]
}

const shapes = new WeakMap<MergePlan, Shape>()

/** Columns that say where a row comes from and which version it is, and nothing of what it holds. */
const versionFields = new Set([
  'source',
  'sourceAt',
  'sourceSequence',
  'revision',
  'deleted',
  'digest',
  'mappingVersion',
  'rawDigest',
  'receivedAt',
  'receiptId',
])

const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql.raw(', '))

/** What can be said of a batch before the tables are looked at. */
interface Batch {
  /** One row for each version, in order of keys so that two batches never wait for one another. */
  rows: readonly BatchRow[]
  /** Position of the row that stands for each version. */
  positions: ReadonlyMap<string, number>
  /** Versions two rows of this very batch contradict one another about. */
  contradicting: ReadonlySet<string>
}

interface BatchRow {
  row: VersionedRow
  /** Where it stands in the rows as they came. */
  position: number
  /** Whether it is the newest of its key in the batch. */
  newest: boolean
  /** Whether another row of the batch contradicts it. */
  contradicted: boolean
}

/** Where a merge writes, when not to the plan's own tables. */
export interface MergeTarget {
  current: SQL
  history: SQL
}

interface Input {
  column: Column
  /** Values of the rows, where they are not all the same. */
  values: SQL | undefined
  /** The one value of all rows. */
  constant: string | null
}

/** How a merge is done, where not in the usual way. */
export interface MergeOptions {
  /** Expects others to write the same rows at the same time; without, they make it fail with a unique violation. */
  amongOthers?: boolean
  /** Where a rebuild writes: every row it gives was kept, whatever it says. */
  target?: MergeTarget
}

/**
 * Merges rows into a room's state and history, in any order of arrival: of each key the newest
 * (sourceAt, sourceSequence) stands, then the newer mapping, then the larger digest; where two of one instant contradict
 * one another, the row that stands says so until a newer one comes. Every version is kept in history once. One statement, however many rows; rows that stand already are only read.
 * Answers one outcome a row, in the order of the rows.
 */
export async function mergeRows(
  tx: Orm,
  plan: MergePlan,
  rows: readonly VersionedRow[],
  origin: MergeOrigin,
  { amongOthers = false, target }: MergeOptions = {},
): Promise<Merged[]> {
  if (rows.length === 0) return []
  const shape = shapeOf(plan)
  const isUndated = (row: VersionedRow) => target === undefined && (plan.undated ?? row.undated) === true
  const place = target ?? targetOf(plan)
  const batch = batchOf(rows, shape)
  const writes = amongOthers ? writesAmongOthers : writesAlone
  const [answer] = rowsOf<Answer>(
    await tx.execute(sql`
      with ${freshRows(shape, place, batch, { ...origin, isUndated })}, ${writes(shape, place)}
      select
        (select string_agg(batch_position::text, ' ') from fresh where is_newest and is_newer) as due,
        (select count(*)::integer from applied) as applied,
        (select string_agg(digest, ' ') from kept
          where digest in (select digest from fresh where not (is_newest and is_newer))) as kept,
        (select string_agg(batch_position::text, ' ') from fresh where contradicts) as contradict`),
  )
  if (answer === undefined) throw new Error('A merge without an answer.')
  return mergedOf(rows, batch, answer)
}

/** What became of the rows of a batch: long texts, not a row for each, because the driver takes rows apart one by one. */
interface Answer {
  /** Numbers, from 1, of the rows of the batch that come to stand. */
  due: string | null
  /** How many of them did. */
  applied: number
  /** Digests of the others that are new in history. */
  kept: string | null
  /** Numbers of the rows that contradict what stands. */
  contradict: string | null
}

function mergedOf(
  rows: readonly VersionedRow[],
  { rows: ordered, positions, contradicting }: Batch,
  { due, applied, kept, contradict }: Answer,
): Merged[] {
  const outcomes = new Array<Outcome>(rows.length).fill('DUPLICATE')
  for (const digest of kept?.split(' ') ?? []) outcomes[positions.get(digest) ?? -1] = 'SUPERSEDED'
  const numbers = due?.split(' ') ?? []
  if (numbers.length !== applied) throw new MergeRace('A row was written by somebody else meanwhile.')
  for (const number of numbers) outcomes[ordered[Number(number) - 1]?.position ?? -1] = 'APPLIED'
  const doubted = new Set(contradicting)
  for (const number of contradict?.split(' ') ?? [])
    doubted.add(ordered[Number(number) - 1]?.row.digest ?? '')
  return rows.map(({ digest }, position) => ({
    outcome: outcomes[position] ?? 'DUPLICATE',
    contradicts: doubted.size > 0 && doubted.has(digest),
  }))
}

function targetOf({ table, history }: MergePlan): MergeTarget {
  return {
    current: sql`${table}`,
    history: sql`${history}`,
  }
}

function shapeOf(plan: MergePlan): Shape {
  const known = shapes.get(plan)
  if (known !== undefined) return known
  const columns = (Object.entries(getTableColumns(plan.table)) as [string, PgColumn][])
    .filter(([field]) => field !== 'contradicted')
    .map(([field, column]) => ({
      field,
      column,
      name: sql`${sql.identifier(column.name)}`,
      type: column.getSQLType(),
      isPlain: column.mapToDriverValue === AnyColumn.prototype.mapToDriverValue,
    }))
  const namedColumns = (fields: readonly string[]) =>
    fields.map((field) => {
      const column = columns.find((one) => one.field === field)
      if (column === undefined) throw new Error(`${getTableConfig(plan.table).name} has no column ${field}.`)
      return column
    })
  const own = columns.filter(
    ({ field }) => field === 'deleted' || !(plan.key.includes(field) || versionFields.has(field)),
  )
  const shape = {
    columns,
    keys: namedColumns(plan.key),
    own,
    judged: plan.judged === undefined ? own : namedColumns(['deleted', ...plan.judged]),
  }
  shapes.set(plan, shape)
  return shape
}

function batchOf(rows: readonly VersionedRow[], { keys, judged }: Shape): Batch {
  const positions = new Map<string, number>()
  const byKey = new Map<string, VersionedRow[]>()
  const contradicting = new Set<string>()
  const keyOf = keyReader(keys)
  for (const [position, row] of rows.entries()) {
    if (positions.has(row.digest)) continue
    positions.set(row.digest, position)
    const key = keyOf(row)
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [row])
    else known.push(row)
  }
  const ordered: BatchRow[] = []
  for (const key of [...byKey.keys()].sort()) {
    const versions = (byKey.get(key) ?? []).sort(byVersion)
    for (const [index, row] of versions.entries()) {
      const others = versions.length === 1 ? [] : versions.filter((other) => contradict(judged, row, other))
      if (others.length > 0) contradicting.add(row.digest)
      ordered.push({
        row,
        position: positions.get(row.digest) ?? -1,
        newest: index === versions.length - 1,
        contradicted: others.length > 0,
      })
    }
  }
  return { rows: ordered, positions, contradicting }
}

/** Makes the key of a row one text, to compare it by; most keys are one text already. */
function keyReader(keys: readonly Column[]): (row: VersionedRow) => string {
  const [only] = keys
  const fieldsOf = (row: VersionedRow) => row as unknown as Record<string, unknown>
  if (keys.length === 1 && only !== undefined) return (row) => String(fieldsOf(row)[only.field])
  return (row) => JSON.stringify(keys.map(({ field }) => fieldsOf(row)[field]))
}

function byVersion(a: VersionedRow, b: VersionedRow): number {
  return (
    a.sourceAt.getTime() - b.sourceAt.getTime() ||
    a.sourceSequence - b.sourceSequence ||
    a.mappingVersion - b.mappingVersion ||
    // As "C" collation orders them.
    (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0)
  )
}

/** Whether two rows of a key are of one instant and say two things; one record read by two mappings does not. */
function contradict(judged: readonly Column[], a: VersionedRow, b: VersionedRow): boolean {
  if (a.sourceAt.getTime() !== b.sourceAt.getTime() || a.sourceSequence !== b.sourceSequence) return false
  if (a.rawDigest === b.rawDigest) return false
  const said = (row: VersionedRow) =>
    JSON.stringify(judged.map(({ field }) => (row as unknown as Record<string, unknown>)[field] ?? null))
  return said(a) !== said(b)
}

/** Writes fresh rows beside others who write the same. */
function writesAmongOthers(shape: Shape, target: MergeTarget): SQL {
  const { columns, keys } = shape
  const all = list(columns.map(({ name }) => name))
  return sql`kept as (
      insert into ${target.history} (${all}) select ${all} from fresh
      on conflict do nothing returning digest
    ), applied as (
      insert into ${target.current} as c (${all}, contradicted)
      select ${all}, doubted from fresh where is_newest and is_newer
      on conflict (${list(keys.map(({ name }) => name))})
      do update set ${list(columns.map(({ name }) => sql`${name} = excluded.${name}`))},
        contradicted = excluded.contradicted or ${doubts(shape, 'excluded', 'c')}
      where ${versionOf('excluded')} > ${versionOf('c')}
      returning digest
    ), ${doubted(shape, target)}`
}

function versionOf(table: string): SQL {
  return sql.raw(
    `(${['source_at', 'source_sequence', 'mapping_version', 'digest collate "C"'].map((name) => `${table}.${name}`).join(', ')})`,
  )
}

/** Writes fresh rows as if nobody else did: a row another transaction writes meanwhile is a unique violation. */
function writesAlone(shape: Shape, target: MergeTarget): SQL {
  const { columns, keys } = shape
  const all = list(columns.map(({ name }) => name))
  const written = columns.filter((column) => !keys.includes(column))
  const known = [...keys.map(({ name }) => name), sql`source_at`, sql`source_sequence`, sql`digest`]
  return sql`kept as (
      insert into ${target.history} (${all})
      select ${all} from fresh where is_new
      union all
      select ${dotted('f', columns)} from fresh f where not is_new and (
        select h.digest from ${target.history} h
        where ${sql.join(
          known.map((name) => sql`h.${name} = f.${name}`),
          sql.raw(' and '),
        )} limit 1) is null
      returning digest
    ), added as (
      insert into ${target.current} (${all}, contradicted)
      select ${all}, doubted from fresh where is_newest and is_new returning digest
    ), changed as (
      update ${target.current} as c set ${list(written.map(({ name }) => sql`${name} = f.${name}`))},
        contradicted = f.is_contradicted or ${doubts(shape, 'f', 'c')}
      from fresh f
      where f.is_newest and f.is_newer and not f.is_new and (${dotted('c', keys)}) = (${dotted('f', keys)})
        and ${dotted('c', keys.slice(0, 1))} = any(array(
          select ${dotted('g', keys.slice(0, 1))} from fresh g where g.is_newest and g.is_newer and not g.is_new))
        and ${versionOf('f')} > ${versionOf('c')}
      returning f.digest
    ), applied as (select digest from added union all select digest from changed), ${doubted(shape, target)}`
}

/** Whether a row that takes the place of another contradicts it, or what that one contradicted. */
function doubts({ judged }: Shape, row: string, other: string): SQL {
  return sql`(${isOfInstant(row, other)} and (${sql.raw(other)}.contradicted or ${differs(judged, row, other)}))`
}

function isOfInstant(row: string, other: string): SQL {
  const instantOf = (table: string) => sql.raw(`(${table}.source_at, ${table}.source_sequence)`)
  return sql`${instantOf(row)} = ${instantOf(other)}`
}

function differs(judged: readonly Column[], row: string, other: string): SQL {
  return sql`(${sql.raw(`${row}.raw_digest <> ${other}.raw_digest`)}
    and row(${dotted(row, judged)}) is distinct from row(${dotted(other, judged)}))`
}

/** Marks rows that stand although a row of the batch contradicts them; one statement writes no row twice. */
function doubted({ keys, judged }: Shape, target: MergeTarget): SQL {
  // What stands by now is compared once more: somebody else may have written it since it was read.
  return sql`doubted as (
      update ${target.current} as c set contradicted = true
      from fresh f
      where f.contradicts and not c.contradicted and ${isOfInstant('f', 'c')} and ${differs(judged, 'f', 'c')} and (${dotted('c', keys)}) = (${dotted('f', keys)})
        and ${dotted('c', keys.slice(0, 1))} = any(array(
          select ${dotted('g', keys.slice(0, 1))} from fresh g where g.contradicts))
        and not exists (select from fresh n
          where n.is_newest and n.is_newer and (${dotted('n', keys)}) = (${dotted('f', keys)}))
    )`
}

function dotted(table: string, columns: readonly Column[]): SQL {
  return list(columns.map(({ name }) => sql`${sql.raw(table)}.${name}`))
}

/** Rows of a batch that do not stand already, beside what stands under their key. */
function freshRows(
  shape: Shape,
  target: MergeTarget,
  batch: Batch,
  { isUndated, ...origin }: MergeOrigin & { isUndated: (row: VersionedRow) => boolean },
): SQL {
  const { columns, keys, own, judged } = shape
  const rows = batch.rows.map(({ row }) => row as unknown as Record<string, unknown>)
  const inputs = columns.map((column): Input => inputOf(rows, column, origin))
  const varying = inputs.filter(({ values }) => values !== undefined)
  const marks = [
    markOf(
      'is_contradicted',
      batch.rows.map(({ contradicted }) => contradicted),
    ),
    markOf(
      'is_undated',
      batch.rows.map(({ row }) => isUndated(row)),
    ),
  ]
  const arrays = [
    ...varying.map(({ column, values = sql`` }) => ({ name: sql`${column.name}`, values })),
    { name: sql`is_newest`, values: arrayText(batch.rows.map(({ newest }) => newest)) },
    ...marks.flatMap(({ name, values }) => (values === undefined ? [] : [{ name, values }])),
  ]
  return sql`input as (
      select ${list([...inputs.map(selected), sql`t.is_newest::boolean as is_newest, t.batch_position`, ...marks.map(({ read }) => read)])}
      from unnest(${list(arrays.map(({ values }) => values))}) with ordinality as t(${list(arrays.map(({ name }) => name))}, batch_position)
    ), fresh as materialized (
      select i.*, c.digest is null as is_new, (c.digest is null or ${versionOf('i')} > ${versionOf('c')}) as is_newer,
        coalesce(c.contradicts, false) as contradicts,
        i.is_contradicted or coalesce(c.contradicts or (c.contradicted and ${isOfInstant('i', 'c')}), false) as doubted
      from input i left join lateral (
        select k.digest, k.source_at, k.source_sequence, k.mapping_version, k.contradicted,
          i.is_undated and k.revision = i.revision
            and row(${dotted('k', own)}) is not distinct from row(${dotted('i', own)}) as says_the_same,
          ${isOfInstant('i', 'k')} and ${differs(judged, 'i', 'k')} as contradicts
        from ${target.current} k
        where (${dotted('k', keys)}) = (${dotted('i', keys)}) limit 1
      ) c on true
      where c.digest is distinct from i.digest and not coalesce(c.says_the_same, false)
    )`
}

/** A mark of the rows of a batch; where none bears it the database need not ask what follows from it. */
function markOf(name: string, marks: readonly boolean[]): { name: SQL; read: SQL; values: SQL | undefined } {
  const column = sql.raw(name)
  return marks.includes(true)
    ? { name: column, read: sql`t.${column}::boolean as ${column}`, values: arrayText(marks) }
    : { name: column, read: sql`false as ${column}`, values: undefined }
}

/** What a batch says in one column: most columns of a batch say one thing in all rows, and then travel once. */
function inputOf(rows: readonly Record<string, unknown>[], column: Column, origin: MergeOrigin): Input {
  const { field } = column
  const textIn = textWriter(column)
  if (Object.hasOwn(origin, field))
    return { column, values: undefined, constant: textIn(origin[field as keyof MergeOrigin]) }
  const texts = new Array<string | null>(rows.length)
  let isConstant = true
  // A loop, not a chain of closures: this runs for every cell of every batch.
  for (let at = 0; at < rows.length; at += 1) {
    const text = textIn(rows[at]?.[field])
    texts[at] = text
    if (text !== texts[0]) isConstant = false
  }
  return isConstant
    ? { column, values: undefined, constant: texts[0] ?? null }
    : { column, values: arrayText(texts), constant: null }
}

/** Makes the function that writes a column's values as texts. Rows that follow one another often hold one instant, which is dear to write: it is written once. */
function textWriter({ column, isPlain }: Column): (value: unknown) => string | null {
  let instant = Number.NaN
  let written = ''
  return (value) => {
    if (value === null || value === undefined) return null
    if (isPlain) return typeof value === 'string' ? value : textOf(value)
    if (!(value instanceof Date)) return textOf(column.mapToDriverValue(value))
    if (value.getTime() !== instant) {
      instant = value.getTime()
      written = textOf(column.mapToDriverValue(value))
    }
    return written
  }
}

function selected({ column: { name, type }, values, constant }: Input): SQL {
  return values === undefined
    ? sql`${constant}::text::${sql.raw(type)} as ${name}`
    : type === 'text'
      ? sql`t.${name}`
      : sql`t.${name}::${sql.raw(type)} as ${name}`
}
