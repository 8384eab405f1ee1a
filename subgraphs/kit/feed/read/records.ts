import { isUtf8 } from 'node:buffer'
import { isObject } from '@one-visit/schema/is-object.ts'
import { findDuplicateKeys } from '../../duplicate-keys.ts'
import { HubError } from '../../errors.ts'
import { escapePointer } from '../../json-pointer.ts'
import { type AnyMessage, type IncomingRecord, RecordFault } from '../message.ts'
import { findContradiction } from './said-once.ts'
import { decodeText, duplicateKey, oneOrMany } from './text.ts'
import { withUnreadBytes } from './unread-bytes.ts'

/** The longest line of a batch that has one record a line, characters. */
const lineMax = 1024 * 1024

const notJson = (): HubError =>
  new HubError('BAD_USER_INPUT', 'The body is not JSON.', { fault: 'BODY_NOT_JSON' })

/** The record of one line; with a fault where the line is too long, is not JSON or has a key twice with different values. */
export function readLine(message: AnyMessage, line: string): IncomingRecord {
  if (line.length > lineMax)
    return {
      message,
      value: null,
      fault: new RecordFault('LINE_TOO_LONG', '', `a line has at most ${lineMax} characters`),
    }
  const read = parsed(line)
  if (read === undefined)
    return { message, value: line, fault: new RecordFault('LINE_NOT_JSON', '', 'the line is not JSON') }
  const [duplicate] = findDuplicateKeys(line)
  return duplicate === undefined
    ? { message, value: read.value }
    : {
        message,
        value: read.value,
        fault: duplicateKey(duplicate),
      }
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/**
 * Records of a JSON text with the faults of those that have a key twice with different values. `prefix` is the pointer of their list, or of
 * the one record where they are no list.
 */
export function withDuplicateKeys<Record extends IncomingRecord>(
  records: readonly Record[],
  text: string,
  { prefix = '', isList = true }: { prefix?: string; isList?: boolean } = {},
): IncomingRecord[] {
  const faults = new Map<string, string>()
  let isTwice = false
  for (const pointer of findDuplicateKeys(text)) {
    // Two lists of records: which of them was meant, nobody knows.
    if (prefix !== '' && pointer === prefix) isTwice = true
    if (!pointer.startsWith(`${prefix}/`)) continue
    const inside = pointer.slice(prefix.length)
    const place = isList ? (/^\/(\d+)(?=\/)/.exec(inside)?.[1] ?? '') : '0'
    if (!faults.has(place)) faults.set(place, isList ? inside.slice(place.length + 1) : inside)
  }
  return records.map((record, index) => {
    const pointer = isTwice ? '' : faults.get(String(index))
    return pointer === undefined ? record : { ...record, fault: duplicateKey(pointer) }
  })
}

/**
 * Takes a JSON body apart: one record, a list of them, `{ "records": [...] }`, or one record a line. A line that is not
 * JSON, a record with two values of a key, and among others one with bytes in a field that are no characters, are
 * quarantined alone.
 * @throws HubError BAD_USER_INPUT for bytes that are not UTF-8 or hold no JSON at all
 */
export function readRecords(body: Buffer, message: AnyMessage): IncomingRecord[] {
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

function isNoJson(fault: RecordFault | undefined): boolean {
  return fault?.code === 'LINE_NOT_JSON' || fault?.code === 'LINE_TOO_LONG'
}
