/** Records of JSON texts, each with what is wrong with it by itself. */
import { findDuplicateKeys } from '../../duplicate-keys.ts'
import { type AnyMessage, type IncomingRecord, RecordFault } from '../message.ts'
import { duplicateKey, recordMax } from './text.ts'

/** The record of one line; with a fault where the line is too long, is not JSON or has a key twice with different values. */
export function readLine(message: AnyMessage, line: string): IncomingRecord {
  if (line.length > recordMax)
    return {
      message,
      value: null,
      fault: new RecordFault('LINE_TOO_LONG', '', `a line has at most ${recordMax} characters`),
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

/** The value of a JSON text; undefined where it is none. */
export function parsed(text: string): { value: unknown } | undefined {
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

/** Whether a record was a line that is no JSON. */
export function isNoJson(fault: RecordFault | undefined): boolean {
  return fault?.code === 'LINE_NOT_JSON' || fault?.code === 'LINE_TOO_LONG'
}
