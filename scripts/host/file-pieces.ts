import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readCsvRow } from '@one-visit/kit/feed/csv.ts'

/** How a file is read. */
export interface FileForm {
  path: string
  format: 'csv' | 'ndjson'
  encoding: 'utf-8' | 'gbk'
}

/** A piece of a file: whole rows, sent as one batch. */
export interface FilePiece {
  /** Which piece it is, from 0; the same for the same file however often it is read. */
  position: number
  /** Line its first row stands on. */
  firstLine: number
  text: string
  rows: number
  /** Bytes of the file read so far. */
  bytes: number
}

/** Rows of one piece at the most, and characters. */
const pieceRows = 2_000
const pieceChars = 8 * 1024 * 1024

/** The text of a file, without a byte order mark. @throws TypeError where its bytes are not of the encoding */
async function* textOf({ path, encoding }: FileForm): AsyncGenerator<{ text: string; bytes: number }> {
  // The decoder takes the mark away by itself.
  const decoder = new TextDecoder(encoding, { fatal: true })
  let bytes = 0
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    bytes += (block as Buffer).length
    yield { text: decoder.decode(block as Buffer, { stream: true }), bytes }
  }
  yield { text: decoder.decode(), bytes }
}

/** SHA-256 of a file, hex. */
export const digestOfFile = async (path: string): Promise<string> => {
  const digest = createHash('sha256')
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    digest.update(block as Buffer)
  return digest.digest('hex')
}

/** The end of the row that begins at a place, and its lines; undefined while it is not known to be whole. */
const rowEnd = (
  { format }: FileForm,
  text: string,
  start: number,
  isWhole: boolean,
): { end: number; lines: number } | undefined => {
  if (format === 'csv') return readCsvRow(text, start, isWhole)
  const at = text.indexOf('\n', start)
  if (at === -1) return isWhole ? { end: text.length, lines: 1 } : undefined
  return { end: at + 1, lines: 1 }
}

/**
 * The names of the columns of a CSV file; undefined where it is empty.
 * @throws TypeError where its bytes are not of the encoding
 */
export const readHeader = async (form: FileForm): Promise<readonly string[] | undefined> => {
  let text = ''
  for await (const block of textOf(form)) {
    text += block.text
    const row = readCsvRow(text, 0, false)
    if (row !== undefined) return row.cells
  }
  return text === '' ? undefined : readCsvRow(text, 0, true)?.cells
}

/**
 * A file in pieces of whole rows, each of which names the columns where the file does. Holds one piece at a time.
 * @throws TypeError where its bytes are not of the encoding
 */
export async function* piecesOf(form: FileForm): AsyncGenerator<FilePiece> {
  let text = ''
  let [position, line] = [0, 1]
  let header: string | undefined = form.format === 'csv' ? undefined : ''
  let piece = { firstLine: 1, text: '', rows: 0 }

  const take = function* (isWhole: boolean, bytes: number): Generator<FilePiece> {
    let at = 0
    while (at < text.length) {
      const row = rowEnd(form, text, at, isWhole)
      if (row === undefined) break
      const rowText = text.slice(at, row.end)
      at = row.end
      line += row.lines
      if (header === undefined) {
        header = rowText
        piece.firstLine = line
        continue
      }
      piece.text += rowText
      if (rowText.trim() !== '') piece.rows += 1
      if (piece.rows < pieceRows && piece.text.length < pieceChars) continue
      yield { ...piece, text: header + piece.text, position, bytes }
      position += 1
      piece = { firstLine: line, text: '', rows: 0 }
    }
    text = text.slice(at)
  }

  let read = 0
  for await (const block of textOf(form)) {
    text += block.text
    read = block.bytes
    yield* take(false, read)
  }
  yield* take(true, read)
  if (piece.rows > 0) yield { ...piece, text: (header ?? '') + piece.text, position, bytes: read }
}
