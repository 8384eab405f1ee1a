import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RegisterRecord } from './records.ts'

/** Formats of the bulk files: one JSON record a line, or RFC 4180 with a line of field names. */
export const fileFormats = ['ndjson', 'csv'] as const

/** A format of the bulk files. */
export type FileFormat = (typeof fileFormats)[number]

const linesPerChunk = 500

/**
 * Writes a bulk file of one message, e.g. vehicles-registrations.ndjson, as fast as the disk takes it and no faster:
 * however many rows, a few chunks are held. In CSV a list is written with | between. Answers the file's path.
 */
export async function writeBulkFile(
  folder: string,
  message: string,
  format: FileFormat,
  records: Iterable<RegisterRecord>,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${message.replace('/', '-')}.${format}`)
  await pipeline(Readable.from(chunksOf(records, format), { highWaterMark: 4 }), createWriteStream(file))
  return file
}

function* chunksOf(records: Iterable<RegisterRecord>, format: FileFormat): Generator<string> {
  let names: string[] | undefined
  let [chunk, lines] = ['', 0]
  for (const record of records) {
    if (format === 'csv' && names === undefined) {
      names = Object.keys(record)
      chunk += `${names.join(',')}\r\n`
    }
    chunk +=
      format === 'csv'
        ? `${(names ?? []).map((name) => cell(record[name])).join(',')}\r\n`
        : `${JSON.stringify(record)}\n`
    lines += 1
    if (lines % linesPerChunk === 0) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

function cell(value: RegisterRecord[string] | undefined): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? value.join('|') : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
