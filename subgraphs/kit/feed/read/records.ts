import { isUtf8 } from 'node:buffer'
import { isObject } from '@one-visit/schema/is-object.ts'
import { HubError } from '../../errors.ts'
import { escapePointer } from '../../json-pointer.ts'
import type { AnyMessage, IncomingRecord } from '../message.ts'
import { isNoJson, parsed, readLine, withDuplicateKeys } from './json-records.ts'
import { readLargeRecords } from './large-json.ts'
import { findContradiction } from './said-once.ts'
import { decodeText, duplicateKey, notJson, oneOrMany } from './text.ts'
import { withUnreadBytes } from './unread-bytes.ts'

/** A body of more bytes is taken apart piece by piece. */
const largeFrom = 1024 * 1024

/**
 * Takes a JSON body apart: one record, a list of them, `{ "records": [...] }`, or one record a line. A line that is not
 * JSON, a record with two values of a key, and among others one with bytes in a field that are no characters, are
 * quarantined alone.
 * @throws HubError BAD_USER_INPUT for bytes that are not UTF-8 or hold no JSON at all; of a large body while it is gone through
 */
export function readRecords(body: Buffer, message: AnyMessage): Iterable<IncomingRecord> {
  if (body.length > largeFrom) return readLargeRecords(body, message)
  if (isUtf8(body)) return recordsIn(decodeText(body), message)
  return readInPart(body, message) ?? recordsIn(decodeText(body), message)
}

/** Records of a body some bytes of which are no characters; undefined where it can only be refused as a whole. */
function readInPart(body: Buffer, message: AnyMessage): IncomingRecord[] | undefined {
  // No quote, bracket or comma is lost: a byte that begins nothing is replaced alone (WHATWG Encoding, 4.1).
  const text = new TextDecoder().decode(body)
  try {
    return withUnreadBytes(recordsIn(text, message), text)
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    return undefined
  }
}

function recordsIn(text: string, message: AnyMessage): IncomingRecord[] {
  const whole = parsed(text)
  if (whole === undefined) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    const records = lines.map((line) => readLine(message, line))
    if (records.every(({ fault }) => isNoJson(fault))) throw notJson()
    return records
  }
  const { value } = whole
  const recordsOf = (values: readonly unknown[]) => values.map((one) => ({ message, value: one }))
  if (isObject(value) && Array.isArray(value.records)) {
    const records = withDuplicateKeys(recordsOf(value.records), text, { prefix: '/records' })
    // Of two lists that differ each may be the one that was meant: all their records are kept, and none is taken.
    const twice = Object.keys(value).filter((name) => isSecondList(value, name))
    if (twice.length === 0) return records
    const fault = duplicateKey(`/${escapePointer(twice[0] ?? '')}`)
    const others = twice.flatMap((name) => recordsOf(oneOrMany(value[name])))
    return [...records, ...others].map((record) => ({ ...record, fault }))
  }
  return withDuplicateKeys(recordsOf(oneOrMany(value)), text, { isList: Array.isArray(value) })
}

/** Whether a name of a body is another spelling of the list of its records, and says something else. */
function isSecondList(body: Readonly<Record<string, unknown>>, name: string): boolean {
  return (
    name !== 'records' &&
    name.toLowerCase() === 'records' &&
    findContradiction({ records: body.records, [name]: body[name] }) === `/${name}`
  )
}
