import { HubError } from '../../errors.ts'
import type { AnyMessage, IncomingRecord } from '../message.ts'
import { csvRecords, headerFaults, notText, readCsvRow } from './csv.ts'
import { type CsvReading, firstReading, officeReading } from './csv-reading.ts'
import { readLine } from './json-records.ts'
import { readRecords } from './records.ts'
import { decodeText, markedEncoding, noCharacter } from './text.ts'

/** Media types of a batch that may be a piece of a file. */
const fileTypes = ['application/json', 'application/x-ndjson', 'text/csv']

/** Media type of a piece of a file that says on which line of the file its records begin. */
export function pieceType(mediaType: string, firstLine: number): string {
  return `${mediaType}; first-line=${firstLine}`
}

/** Takes a body apart: its bytes, the address, its content type. */
type ReadFile = (body: Buffer, path: string, contentType: string) => Iterable<IncomingRecord>

/** How a route reads batches that may be pieces of files, today and before office programs were listened to. */
export function fileReaders(message: AnyMessage): {
  mediaTypes: readonly string[]
  readerVersion: number
  read: ReadFile
  earlierReaders: readonly { readerVersion: number; read: ReadFile }[]
} {
  return {
    mediaTypes: fileTypes,
    readerVersion: 2,
    read: (body, _, contentType) => readFileRecords(body, message, contentType),
    earlierReaders: [
      {
        readerVersion: 1,
        read: (body, _, contentType) => readFileRecords(body, message, contentType, firstReading),
      },
    ],
  }
}

/**
 * Takes a body apart that may be a piece of a file: CSV with a header, one record a line where the type says on which
 * line they begin, else JSON as everywhere.
 * CSV may be UTF-16 with its mark, as office programs write it.
 * @throws HubError BAD_USER_INPUT for bytes that are neither, a wrong header, a body that holds no JSON at all
 */
export function readFileRecords(
  body: Buffer,
  message: AnyMessage,
  contentType: string,
  reading: CsvReading = officeReading,
): Iterable<IncomingRecord> {
  const firstLine = /;\s*first-line=(\d{1,12})/i.exec(contentType)?.[1]
  if (/^\s*text\/csv/i.test(contentType)) {
    const text = decodeText(body, reading.isMarked ? markedEncoding(body) : 'utf-8')
    const faults = headerFaults(readCsvRow(text, 0, true)?.cells ?? [], message, reading)
    if (faults.length > 0)
      throw new HubError('BAD_USER_INPUT', faults.map(({ message: text }) => text).join('; '), {
        ...(faults[0] && { fault: faults[0].code }),
      })
    return csvRecords(text, message, Number(firstLine ?? 2), reading)
  }
  if (firstLine === undefined) return readRecords(body, message)
  return decodeText(body)
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return []
      const record = { ...readLine(message, text.trimEnd()), line: Number(firstLine) + index }
      return text.includes(noCharacter) ? [{ ...record, fault: record.fault ?? notText('') }] : [record]
    })
}
