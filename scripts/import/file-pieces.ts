import { csvRowEnd, readCsvRow } from '@one-visit/kit/feed/read/csv.ts'
import { type FileForm, textOf } from './file-text.ts'

/** A piece of a file: whole rows, sent as one batch. */
export interface FilePiece {
  /** Which piece it is, from 0; the same for the same file however often it is read. */
  position: number
  /** Line its first row stands on. */
  firstLine: number
  text: string
  /** Bytes of the file up to its end, about. */
  bytes: number
}

/** Characters of one piece at the most. */
const pieceChars = 8 * 1024 * 1024

/** The names of the columns of a CSV file; undefined where it is empty. */
export async function readHeader(form: FileForm): Promise<readonly string[] | undefined> {
  let text = ''
  for await (const block of textOf(form)) {
    text += block.text
    const row = readCsvRow(text, 0, false)
    if (row !== undefined) return row.cells
  }
  return text === '' ? undefined : readCsvRow(text, 0, true)?.cells
}

/**
 * A file in pieces of so many whole rows, each of which names the columns where the file does. Holds one piece at a time.
 */
export async function* piecesOf(form: FileForm, rowsMax: number): AsyncGenerator<FilePiece> {
  let text = ''
  /** Where in the text the piece at hand begins, and how far its rows have been found. */
  let [begin, at] = [0, 0]
  let [position, line, firstLine, rows] = [0, 1, 1, 0]
  let header: string | undefined = form.format === 'csv' ? undefined : ''

  const cut = (bytes: number): FilePiece => {
    const piece = { position, firstLine, text: header + text.slice(begin, at), bytes }
    position += 1
    firstLine = line
    begin = at
    rows = 0
    return piece
  }

  /** Pieces that are complete; `bytes` were read so far, `bytesPerChar` tells how many of them are still in the text. */
  const take = function* (isWhole: boolean, bytes: number, bytesPerChar: number): Generator<FilePiece> {
    while (at < text.length) {
      const row = rowEnd(form, text, at, isWhole)
      if (row === undefined) break
      if (header !== undefined && !isBlank(text, at, row.end)) rows += 1
      at = row.end
      line += row.lines
      if (header === undefined) {
        header = text.slice(0, at)
        begin = at
        firstLine = line
      } else if (rows >= rowsMax || at - begin >= pieceChars)
        yield cut(Math.round(bytes - (text.length - at) * bytesPerChar))
    }
    text = text.slice(begin)
    at -= begin
    begin = 0
  }

  let read = 0
  for await (const block of textOf(form)) {
    const bytesPerChar = (block.bytes - read) / Math.max(1, block.text.length)
    read = block.bytes
    text += block.text
    yield* take(false, read, bytesPerChar)
  }
  yield* take(true, read, 0)
  if (rows > 0) yield cut(read)
}

/** The end of the row that begins at a place, and its lines; undefined while it is not known to be whole. */
function rowEnd(
  { format }: FileForm,
  text: string,
  start: number,
  isWhole: boolean,
): { end: number; lines: number } | undefined {
  if (format === 'csv') return csvRowEnd(text, start, isWhole)
  const at = text.indexOf('\n', start)
  if (at === -1) return isWhole ? { end: text.length, lines: 1 } : undefined
  return { end: at + 1, lines: 1 }
}

function isBlank(text: string, start: number, end: number): boolean {
  return /^[\s,]*$/.test(text.slice(start, end))
}
