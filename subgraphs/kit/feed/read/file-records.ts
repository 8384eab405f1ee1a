import { HubError } from '../../errors.ts'
import type { AnyMessage, IncomingRecord } from '../message.ts'
import { csvRecords, headerFaults, notText, readCsvRow } from './csv.ts'
import { readLine, readRecords } from './records.ts'
import { decodeText, noCharacter } from './text.ts'

/** Media types of a batch that may be a piece of a file. */
export const fileTypes = ['application/json', 'application/x-ndjson', 'text/csv']

/** Media type of a piece of a file that says on which line of the file its records begin. */
export function pieceType(mediaType: string, firstLine: number): string {
  return `${mediaType}; first-line=${firstLine}`
}

/**
 * Takes a body apart that may be a piece of a file: CSV with a header, one record a line where the type says on which
 * line they begin, else JSON as everywhere.
 * @throws HubError BAD_USER_INPUT for bytes that are not UTF-8, a wrong header, a body that holds no JSON at all
 */
export function readFileRecords(body: Buffer, message: AnyMessage, contentType: string): IncomingRecord[] {
  const firstLine = /;\s*first-line=(\d{1,12})/i.exec(contentType)?.[1]
  if (/^\s*text\/csv/i.test(contentType)) {
    const text = decodeText(body)
    const faults = headerFaults(readCsvRow(text, 0, true)?.cells ?? [], message)
    if (faults.length > 0)
      throw new HubError('BAD_USER_INPUT', faults.map(({ message: text }) => text).join('; '), {
        ...(faults[0] && { fault: faults[0].code }),
      })
    return csvRecords(text, message, Number(firstLine ?? 2))
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
