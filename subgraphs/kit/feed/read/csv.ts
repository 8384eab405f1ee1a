/**
 * CSV read by hand: one broken row must not take its neighbours with it, each row's line must be known, and a file is
 * read in pieces of bounded size. Libraries stop at the first fault, or guess where the next row begins.
 */
import type { RecordFaultCode } from '@one-visit/schema/record-faults.ts'
import { z } from 'zod'
import { type AnyMessage, type IncomingRecord, RecordFault } from '../message.ts'
import { type CsvReading, officeReading } from './csv-reading.ts'
import { noCharacter } from './text.ts'

/** The longest row of a CSV file, characters: a quote that never ends takes no more than this with it. */
const rowMax = 1024 * 1024

/** One row taken off a CSV text; with a `fault` its one cell is the row as it came, to the end of the line. */
export interface CsvRow {
  cells: readonly string[]
  /** Where the next row begins in the text. */
  end: number
  /** Lines it takes up; more than one where a quoted cell holds line breaks. */
  lines: number
  fault?: RecordFault
}

// A closing quote is not followed by another: where the text ends within a pair of them, the cell is not whole.
const quoted = /"([^"]*(?:""[^"]*)*)"(?!")/y
const bare = /[^,\r\n]*/y

const linesIn = (text: string): number => text.split('\n').length - 1

/**
 * The row that begins at a place of a CSV text (RFC 4180); undefined where more text must come before it is known to
 * be whole.
 */
export function readCsvRow(text: string, start: number, isWhole: boolean): CsvRow | undefined {
  const cells: string[] = []
  for (let at = start; ; ) {
    const isQuoted = text[at] === '"'
    const cell = isQuoted ? quoted : bare
    cell.lastIndex = at
    const found = cell.exec(text)
    if (found === null)
      return isWhole || text.length - start > rowMax
        ? brokenRow(text, start, 'a quote is opened and not closed')
        : undefined
    const after = cell.lastIndex
    if (after >= text.length && !isWhole) return undefined
    if (isQuoted) cells.push((found[1] ?? '').replaceAll('""', '"'))
    else if (found[0].includes('"'))
      return brokenRow(text, start, 'a quote stands within a cell without quotes')
    else cells.push(found[0])
    if (text[after] === ',') {
      at = after + 1
      continue
    }
    const isBreak = text[after] === '\n' || text[after] === '\r'
    if (!isBreak && after < text.length) return brokenRow(text, start, 'text stands behind a closing quote')
    // A carriage return may be half of a line break.
    if (text[after] === '\r' && after + 1 >= text.length && !isWhole) return undefined
    const end = after + (text.startsWith('\r\n', after) ? 2 : after < text.length ? 1 : 0)
    if (end - start > rowMax) return brokenRow(text, start, `a row has at most ${rowMax} characters`)
    return { cells, end, lines: Math.max(1, linesIn(text.slice(start, end))) }
  }
}

/** Takes a row that cannot be read as the one line it begins on. */
function brokenRow(text: string, start: number, reason: string): CsvRow {
  const lineEnd = text.indexOf('\n', start)
  const end = lineEnd === -1 ? text.length : lineEnd + 1
  const fault = new RecordFault('ROW_FORM', '', reason)
  return { cells: [text.slice(start, end).trimEnd()], end, lines: 1, fault }
}

/** Where the row that begins at a place ends, and its lines; undefined where readCsvRow is. */
export function csvRowEnd(
  text: string,
  start: number,
  isWhole: boolean,
): Pick<CsvRow, 'end' | 'lines'> | undefined {
  const end = text.indexOf('\n', start) + 1
  const isShort = end > 0 && end - start <= rowMax
  return isShort && isPlain(text.slice(start, end)) ? { end, lines: 1 } : readCsvRow(text, start, isWhole)
}

/** Whether a row is one line without quotes, whose cells need not be told apart to find its end. */
function isPlain(row: string): boolean {
  const carriageReturn = row.indexOf('\r')
  return !row.includes('"') && (carriageReturn === -1 || carriageReturn === row.length - 2)
}

type Kind = 'text' | 'number' | 'boolean' | 'list'

/** Columns a file of a message may have, and which of them it must. */
export interface CsvColumns {
  kinds: ReadonlyMap<string, Kind>
  required: readonly string[]
}

interface JsonShape {
  type?: string | undefined
  const?: unknown
  properties?: Readonly<Record<string, JsonShape>>
  required?: readonly string[]
  anyOf?: readonly JsonShape[]
  oneOf?: readonly JsonShape[]
}

const variants = (shape: JsonShape): readonly JsonShape[] => shape.anyOf ?? shape.oneOf ?? [shape]

const known = new WeakMap<AnyMessage, CsvColumns>()

/** The columns of a message, from the shape its records are checked with. */
function csvColumnsOf(message: AnyMessage): CsvColumns {
  const remembered = known.get(message)
  if (remembered !== undefined) return remembered
  const shapes = variants(
    z.toJSONSchema(message.record, { io: 'input', unrepresentable: 'any' }) as JsonShape,
  )
  const kinds = new Map(
    shapes.flatMap(({ properties = {} }) =>
      Object.entries(properties).map(([name, shape]): [string, Kind] => [name, kindOf(shape)]),
    ),
  )
  // A record that is gone says less than one that is there; the column of what is there must come all the same.
  const fullest = shapes.reduce((most, shape) =>
    (shape.required ?? []).length > (most.required ?? []).length ? shape : most,
  )
  const columns = { kinds, required: fullest.required ?? [] }
  known.set(message, columns)
  return columns
}

function kindOf(shape: JsonShape): Kind {
  const types = variants(shape).map(({ type, const: only }) => type ?? typeof only)
  if (types.includes('number') || types.includes('integer')) return 'number'
  if (types.includes('boolean')) return 'boolean'
  return types.includes('array') ? 'list' : 'text'
}

/** Column of the national interface that tells what to do with a record: 1 add, 2 update, 3 delete. */
const flagColumn = 'Flag'

/** What office programs put between cells where it is not a comma, as they are called. */
const otherSeparators: readonly (readonly [sign: string, name: string])[] = [
  ['\t', 'tabs'],
  [';', 'semicolons'],
]

/** Everything that is wrong with the header of a file, at once; empty when nothing is. */
export function headerFaults(
  cells: readonly string[],
  message: AnyMessage,
  reading: CsvReading = officeReading,
): RecordFault[] {
  const { kinds, required } = csvColumnsOf(message)
  const header = reading.namesOf(cells)
  const [, separator] =
    otherSeparators.find(([sign]) => header.length === 1 && header[0]?.includes(sign)) ?? []
  if (separator !== undefined)
    return [new RecordFault('ROW_FORM', '', `the columns stand between ${separator}; put commas there`)]
  return [
    ...header
      .filter((name) => !kinds.has(name) && name !== flagColumn)
      .map((name) => columnFault('COLUMN_UNKNOWN', name, 'is not known')),
    ...header
      .filter((name, index) => header.indexOf(name) !== index)
      .map((name) => columnFault('COLUMN_TWICE', name, 'comes twice')),
    ...required
      .filter((name) => !header.includes(name))
      .map((name) => columnFault('COLUMN_MISSING', name, 'is missing')),
    ...(header.includes(flagColumn) && header.includes('deleted')
      ? [columnFault('COLUMN_TWICE', flagColumn, 'says what "deleted" says; a file has one of them')]
      : []),
  ]
}

function columnFault(code: RecordFaultCode, name: string, what: string): RecordFault {
  return new RecordFault(code, '', `the column "${name.slice(0, 60)}" ${what}`)
}

const truths: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false }

/** A record of a file that holds bytes that are no text: which ones they were is not known any more. */
export function notText(pointer: string): RecordFault {
  return new RecordFault('BYTES_NOT_TEXT', pointer, 'holds bytes that are not of the encoding of the file')
}

const flags: Readonly<Record<string, boolean>> = { '1': false, '2': false, '3': true }

/** Records of a CSV text whose first row names the columns; `firstLine` is the file's line of the row after it. */
export function* csvRecords(
  text: string,
  message: AnyMessage,
  firstLine: number,
  reading: CsvReading = officeReading,
): Generator<IncomingRecord> {
  const header = readCsvRow(text, 0, true)
  const names = reading.namesOf(header?.cells ?? [])
  let line = firstLine
  for (let at = header?.end ?? 0; at < text.length; ) {
    const row = readCsvRow(text, at, true)
    if (row === undefined) break
    if (!reading.isBlank(row.cells)) yield { ...recordOf(message, names, row, reading), line }
    line += row.lines
    at = row.end
  }
}

function recordOf(
  message: AnyMessage,
  header: readonly string[],
  { cells: written, fault: broken }: CsvRow,
  reading: CsvReading,
): IncomingRecord {
  const { kinds } = csvColumnsOf(message)
  const value: Record<string, unknown> = {}
  let fault = broken
  if (fault !== undefined) return { message, value: written[0] ?? '', fault }
  const cells = reading.cellsOf(written, header.length)
  for (const [index, name] of header.entries()) {
    const cell = cells[index]
    if (cell === undefined || cell === '') continue
    if (cell.includes(noCharacter)) fault = notText(`/${name}`)
    if (name !== flagColumn) value[name] = wireOf(cell, kinds.get(name) ?? 'text', reading)
    else if (flags[cell] === undefined)
      fault = new RecordFault('CODE_UNKNOWN', `/${flagColumn}`, 'Flag is 1, 2 or 3')
    else value.deleted = flags[cell]
  }
  if (cells.length !== header.length)
    fault = new RecordFault(
      'COLUMN_COUNT',
      '',
      `the row has ${cells.length} cells, the header ${header.length}`,
    )
  return fault === undefined ? { message, value } : { message, value, fault }
}

/** A cell as the record has it; what is not of its kind stays text, so that the record's own check names it. */
function wireOf(cell: string, kind: Kind, { number }: CsvReading): unknown {
  if (kind === 'number') return number.test(cell) ? Number(cell) : cell
  if (kind === 'boolean') return truths[cell.toLowerCase()] ?? cell
  // The register writes lists with | between; office programs of this country with a semicolon.
  return kind === 'list' ? cell.split(/[|;]/) : cell
}
