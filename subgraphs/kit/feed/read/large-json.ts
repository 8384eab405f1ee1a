/**
 * Large JSON bodies taken apart piece by piece, so that whoever reads them can let others have their turns: JSON.parse holds
 * the process until it has all of it, and a streaming parser makes every value by itself, many times slower.
 */
import { isUtf8 } from 'node:buffer'
import { HubError } from '../../errors.ts'
import type { AnyMessage, IncomingRecord } from '../message.ts'
import { isNoJson, parsed, readLine, withDuplicateKeys } from './json-records.ts'
import { duplicateKey, notJson, notText, recordMax } from './text.ts'
import { withUnreadBytes } from './unread-bytes.ts'

/** Bytes of a piece. */
const pieceBytesByItself = 256 * 1024

/** A record that would make a piece larger than this is a piece by itself, bytes. */
const largestPiece = 1024 * 1024

/** A body whose first lines, so many of them, are no JSON holds none. */
const noJsonMax = 1_000

const code = (character: string): number => character.charCodeAt(0)
const quote = code('"')
const backslash = code('\\')
const comma = code(',')
const colon = code(':')
const lineFeed = code('\n')
const openBrace = code('{')
const closeBrace = code('}')
const openBracket = code('[')
const closeBracket = code(']')
const blanks = new Set([...' \t\r\n'].map(code))
const emptyList = Buffer.from('[]')
const byteOrderMark = Buffer.from('\ufeff')

/** A body, what its records are of, and how many bytes of it are read at once. */
interface Whole {
  body: Buffer
  message: AnyMessage
  pieceBytes: number
}

/**
 * Records of a large body, in the forms `readRecords` knows. A piece is read when its first record is asked for: what is
 * wrong with a body is found where it stands, after the records before it were given.
 * @throws HubError BAD_USER_INPUT for bytes that are no text, that hold no JSON, and for two lists of records
 */
export function* readLargeRecords(
  body: Buffer,
  message: AnyMessage,
  pieceBytes = pieceBytesByItself,
): Generator<IncomingRecord> {
  const whole = { body, message, pieceBytes }
  const isMarked = body.subarray(0, byteOrderMark.length).equals(byteOrderMark)
  const start = afterBlank(body, isMarked ? byteOrderMark.length : 0)
  const isObject = body[start] === openBrace
  if ((!isObject && body[start] !== openBracket) || isOneOfLines(body, start)) yield* readLines(whole, start)
  else if (isObject) yield* readObject(whole, start)
  else mustEnd(body, yield* readList(whole, start))
}

/** Whether what begins at a place is a line of several: a value no longer than a line may be, and something after it. */
function isOneOfLines(body: Buffer, start: number): boolean {
  const end = endOfValue(body.subarray(0, start + recordMax), start)
  return end < body.length && end < start + recordMax
}

/** Of an object its list of records; one without is a record. */
function* readObject(whole: Whole, start: number): Generator<IncomingRecord> {
  const { body } = whole
  const list = findList(body, start)
  if (list === undefined) return yield* readPiece(whole, start, body.length)
  const after = yield* readList(whole, list)
  const end = endOfOwner(body, after)
  const rest = Buffer.concat([body.subarray(start, list), emptyList, body.subarray(after, end)])
  if (!isUtf8(rest)) throw notText()
  if (parsed(rest.toString()) === undefined) throw notJson()
  mustEnd(body, end)
}

/** Where the list of records begins that an object holds; undefined where it holds none, or is no JSON before it. */
function findList(body: Buffer, start: number): number | undefined {
  let other: string | undefined
  for (let member = memberAfter(body, start + 1); member !== undefined; ) {
    const { name, at } = member
    if (name === 'records' && body[at] === openBracket) {
      if (other !== undefined) throw twoLists(other)
      return at
    }
    if (name.toLowerCase() === 'records') other = name
    member = memberAfter(body, endOfValue(body, at))
  }
  return undefined
}

/** Where the object ends whose list of records ends at a place. */
function endOfOwner(body: Buffer, listEnd: number): number {
  let at = listEnd
  for (let member = memberAfter(body, at); member !== undefined; member = memberAfter(body, at)) {
    if (member.name.toLowerCase() === 'records') throw twoLists(member.name)
    at = endOfValue(body, member.at)
  }
  at = afterBlank(body, at)
  if (body[at] !== closeBrace) throw notJson()
  return at + 1
}

/** Of two lists each may be the one that was meant. */
function twoLists(name: string): HubError {
  const { code: fault, message, pointer } = duplicateKey(`/${name}`)
  return new HubError('BAD_USER_INPUT', `The body has two lists of records: ${message}.`, { fault, pointer })
}

/** Records of the list that begins at a place; answers where it ends. */
function* readList(whole: Whole, start: number): Generator<IncomingRecord, number> {
  const { body, pieceBytes } = whole
  const first = afterBlank(body, start + 1)
  if (body[first] === closeBracket) return first + 1
  for (let at = first; ; ) {
    let end = endOfValue(body, at)
    while (body[end] === comma && end - at < pieceBytes) {
      const next = endOfValue(body, end + 1)
      if (next - at > largestPiece) break
      end = next
    }
    yield* readPiece(whole, at, end)
    if (body[end] === closeBracket) return end + 1
    if (body[end] !== comma) throw notJson()
    at = end + 1
  }
}

/** The records between two places, with commas between them. */
function* readPiece({ body, message }: Whole, start: number, end: number): Generator<IncomingRecord> {
  const { text, isText } = textOf(body.subarray(start, end))
  const list = `[${text}]`
  const values = parsed(list)?.value as unknown[] | undefined
  if (values === undefined || values.length === 0) throw isText ? notJson() : notText()
  const records = withDuplicateKeys(
    values.map((value) => ({ message, value })),
    list,
  )
  yield* isText ? records : readableOf(records, list)
}

/** Records one a line, in pieces. */
function* readLines({ body, message, pieceBytes }: Whole, start: number): Generator<IncomingRecord> {
  /** Records while none of them is JSON; undefined from the first that is. */
  let unread: IncomingRecord[] | undefined = []
  for (let at = start; at < body.length; ) {
    const end = endOfLine(body, Math.min(at + pieceBytes, body.length))
    const { text, isText } = textOf(body.subarray(at, end))
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    const read = lines.map((line) => readLine(message, line))
    at = end + 1
    for (const record of isText ? read : readableOf(read, text)) {
      if (unread === undefined) yield record
      else {
        unread.push(record)
        if (!isNoJson(record.fault)) {
          yield* unread
          unread = undefined
        } else if (unread.length === noJsonMax) throw notJson()
      }
    }
  }
  if (unread !== undefined) throw notJson()
}

/** Text of bytes, and whether all of them were text. */
function textOf(bytes: Buffer): { text: string; isText: boolean } {
  // No quote, bracket or comma is lost: a byte that begins nothing is replaced alone (WHATWG Encoding, 4.1).
  return { text: new TextDecoder().decode(bytes), isText: isUtf8(bytes) }
}

/** Records of a piece that holds bytes that are no text. @throws HubError where they cannot be told from the others */
function readableOf(records: readonly IncomingRecord[], text: string): IncomingRecord[] {
  const told = withUnreadBytes(records, text)
  if (told === undefined) throw notText()
  return told
}

/** @throws HubError where anything but blanks stands at a place */
function mustEnd(body: Buffer, at: number): void {
  if (afterBlank(body, at) < body.length) throw notJson()
}

interface Member {
  name: string
  /** Where its value begins. */
  at: number
}

/** The member of an object that comes after a place; undefined at its end, and where it is no JSON. */
function memberAfter(body: Buffer, after: number): Member | undefined {
  let at = afterBlank(body, after)
  if (body[at] === comma) at = afterBlank(body, at + 1)
  if (body[at] !== quote) return undefined
  const end = endOfString(body, at)
  const name = parsed(body.toString('utf8', at, end))?.value
  const sign = afterBlank(body, end)
  return typeof name === 'string' && body[sign] === colon
    ? { name, at: afterBlank(body, sign + 1) }
    : undefined
}

/** The sign after the value that begins at a place: the comma or bracket there, if it is in order. */
function endOfValue(body: Buffer, start: number): number {
  let depth = 0
  for (let at = start; at < body.length; at += 1) {
    const sign = body[at]
    if (sign === quote) at = endOfString(body, at) - 1
    else if (sign === openBrace || sign === openBracket) depth += 1
    else if (sign === closeBrace || sign === closeBracket) {
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return afterBlank(body, at + 1)
    } else if (sign === comma && depth === 0) return at
  }
  return body.length
}

/** Where the string literal ends that begins at a quote. */
function endOfString(body: Buffer, start: number): number {
  let at = start + 1
  while (at < body.length && body[at] !== quote) at += body[at] === backslash ? 2 : 1
  return at + 1
}

function endOfLine(body: Buffer, at: number): number {
  const end = body.indexOf(lineFeed, at)
  return end === -1 ? body.length : end
}

/** The first place from one on that holds no blank. */
function afterBlank(body: Buffer, start: number): number {
  let at = start
  while (at < body.length && blanks.has(body[at] ?? 0)) at += 1
  return at
}
