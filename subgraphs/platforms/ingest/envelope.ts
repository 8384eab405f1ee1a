import { findDuplicateKeys } from '@one-visit/kit/duplicate-keys.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { AnyMessage, IncomingRecord } from '@one-visit/kit/feed/message.ts'
import { isDamagedUtf8 } from '@one-visit/kit/feed/read/damaged-utf8.ts'
import { withDuplicateKeys } from '@one-visit/kit/feed/read/json-records.ts'
import { decodeText, oneOrMany, type TextEncoding } from '@one-visit/kit/feed/read/text.ts'
import { withUnreadBytes } from '@one-visit/kit/feed/read/unread-bytes.ts'
import { escapePointer } from '@one-visit/kit/json-pointer.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { isCompanyIdKey, namesMessage } from './keys.ts'
import { mustBeWanted } from './refused.ts'

/** Bytes as text, with a note where they were not what they should be. */
export type ReadText = (body: Buffer) => { text: string; notes: string[] }

/**
 * Some senders write GBK, which is GB 18030, under a UTF-8 header: what is no UTF-8, and none that lost bytes, can only be that.
 * @throws HubError BAD_USER_INPUT for bytes that are neither
 */
export const textOf: ReadText = (body) =>
  isDamagedUtf8(body) ? { text: decodeText(body), notes: [] } : textIn(body, 'gb18030')

/** As texts were read before UTF-8 that lost bytes was told from GB 18030. @throws HubError BAD_USER_INPUT */
export const textOfGb18030: ReadText = (body) => textIn(body, 'gb18030')

/** As texts were read before GBK was read as GB 18030. @throws HubError BAD_USER_INPUT */
export const textOfGbk: ReadText = (body) => textIn(body, 'gbk')

function textIn(body: Buffer, other: TextEncoding): ReturnType<ReadText> {
  try {
    return { text: decodeText(body), notes: [] }
  } catch {
    return { text: decodeText(body, other), notes: [`the body was read as ${other.toUpperCase()}`] }
  }
}

/** A record that leaves out its company speaks for the one of its envelope. */
export function withCompany(record: unknown, companyId: unknown): unknown {
  return isObject(record) && companyId !== undefined && !Object.keys(record).some(isCompanyIdKey)
    ? { ...record, CompanyId: companyId }
    : record
}

/**
 * Takes the envelope of the national interface off its records: CompanyId, Source, IPCType, and a key named like the
 * IPCType with a list of records or one bare record. A key that comes twice, in whatever spelling, says the same both times.
 * Of a body in UTF-8 that lost bytes, the records these stand in are refused.
 * @throws HubError BAD_USER_INPUT for a body that is no such envelope, or one of another message, DATA_NOT_ACCEPTED
 */
export function readEnvelope(body: Buffer, message: AnyMessage): IncomingRecord[] {
  const inPart = isDamagedUtf8(body) ? readInPart(body, message) : undefined
  return inPart ?? readText(textOf(body), message)
}

/** Records of a body in UTF-8 that lost bytes; undefined where it can only be refused as a whole. */
function readInPart(body: Buffer, message: AnyMessage): IncomingRecord[] | undefined {
  // No quote, bracket or comma is lost: a byte that begins nothing is replaced alone (WHATWG Encoding, 4.1).
  const text = new TextDecoder().decode(body)
  try {
    return withUnreadBytes(readText({ text, notes: [] }, message), text)
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    return undefined
  }
}

/** As bodies were read before UTF-8 that lost bytes was told from GB 18030. @throws HubError BAD_USER_INPUT */
export const readEnvelopeOfReader4 = (body: Buffer, message: AnyMessage): IncomingRecord[] =>
  readText(textOfGb18030(body), message)

function readText({ text, notes }: ReturnType<ReadText>, message: AnyMessage): IncomingRecord[] {
  const envelope = envelopeOf(text)
  onlyOf(Object.entries(envelope).filter(([key]) => isSourceKey(key)))
  const isOwn = (key: string) => isSourceKey(key) || isReadKey(key, message)
  mustNotRepeat(text, Object.keys(envelope).filter(isOwn))
  return recordsOf(envelope, message, { text, notes })
}

/** As bodies were read before two Sources, which nothing is made of, were refused. @throws HubError BAD_USER_INPUT */
export function readEnvelopeOfReader3(
  body: Buffer,
  message: AnyMessage,
  textOfThen: ReadText = textOfGb18030,
): IncomingRecord[] {
  const { text, notes } = textOfThen(body)
  const envelope = envelopeOf(text)
  mustNotRepeat(
    text,
    Object.keys(envelope).filter((key) => isReadKey(key, message)),
  )
  return recordsOf(envelope, message, { text, notes })
}

/** As bodies were read before keys that come twice were refused: the last one spoke. */
export function readEnvelopeOfReader1(body: Buffer, message: AnyMessage): IncomingRecord[] {
  const { text, notes } = textOfGbk(body)
  return recordsOf(envelopeOf(text), message, { text, notes, takesLast: true })
}

function envelopeOf(text: string): Record<string, unknown> {
  const envelope = jsonOf(text)
  if (!isObject(envelope))
    throw new HubError('BAD_USER_INPUT', 'The body is not an object with CompanyId, Source and IPCType.', {
      fault: 'ENVELOPE_FORM',
    })
  return envelope
}

/** How a body is read: its text, and notes about it. */
interface Reading {
  text: string
  notes: string[]
  /** Takes the last of keys that say different things. */
  takesLast?: boolean
}

function recordsOf(
  envelope: Readonly<Record<string, unknown>>,
  message: AnyMessage,
  { text, notes, takesLast = false }: Reading,
): IncomingRecord[] {
  const companies: Entry[] = []
  const payloads: Entry[] = []
  for (const [key, value] of Object.entries(envelope)) {
    if (isCompanyIdKey(key)) companies.push([key, value])
    else if (namesMessage(key, message.name)) payloads.push([key, value])
    else if (isTypeKey(key)) {
      if (typeof value === 'string') mustBeWanted(value)
      if (typeof value !== 'string' || !namesMessage(value, message.name)) {
        mustBeOneType(envelope, message)
        throw new HubError('BAD_USER_INPUT', `This address takes the IPCType ${message.name}.`, {
          fault: 'MESSAGE_UNKNOWN',
          pointer: `/${key}`,
        })
      }
    } else if (!isSourceKey(key)) notes.push(`unknown key ${key.slice(0, 60)} in the envelope`)
  }
  const [, companyId] = (takesLast ? companies.at(-1) : onlyOf(companies)) ?? []
  const [recordsKey = '', records] = (takesLast ? payloads.at(-1) : onlyOf(payloads)) ?? []
  if (records === undefined || records === null)
    throw new HubError('BAD_USER_INPUT', `The records of ${message.name} are missing.`, {
      fault: 'FIELD_MISSING',
      pointer: `/${message.name}`,
    })
  return withDuplicateKeys(
    oneOrMany(records).map((record) => ({
      message,
      value: withCompany(record, companyId ?? undefined),
      notes,
    })),
    text,
    { prefix: `/${escapePointer(recordsKey)}`, isList: Array.isArray(records) },
  )
}

type Entry = readonly [key: string, value: unknown]

/** The one entry that says something; undefined without any. @throws HubError BAD_USER_INPUT where two say different things */
function onlyOf(entries: readonly Entry[]): Entry | undefined {
  const [first, ...others] = entries.filter(([, value]) => value !== undefined && value !== null)
  const other = others.find(([, value]) => JSON.stringify(value) !== JSON.stringify(first?.[1]))
  if (first !== undefined && other !== undefined) refuseRepeat(first[0], other[0])
  return first
}

/** Refuses an envelope that names the message of its address and another one. @throws HubError BAD_USER_INPUT */
function mustBeOneType(envelope: Readonly<Record<string, unknown>>, message: AnyMessage): void {
  const types = Object.entries(envelope).filter(([key]) => isTypeKey(key))
  const isNamed = types.some(([, value]) => typeof value === 'string' && namesMessage(value, message.name))
  if (isNamed) onlyOf(types)
}

function refuseRepeat(one: string, other: string): never {
  throw new HubError(
    'BAD_USER_INPUT',
    `${one} and ${other} are one key of the envelope and say different things; send it once.`,
    { fault: 'DUPLICATE_KEY', pointer: `/${escapePointer(other)}` },
  )
}

const isTypeKey = (key: string): boolean => key.toLowerCase() === 'ipctype'
const isSourceKey = (key: string): boolean => key.toLowerCase() === 'source'

/** Whether a key of an envelope is one its records are read by. */
function isReadKey(key: string, message: AnyMessage): boolean {
  return isCompanyIdKey(key) || namesMessage(key, message.name) || isTypeKey(key)
}

/** Refuses an envelope that has a key of ours twice in one spelling, of which JSON keeps the last. @throws HubError BAD_USER_INPUT */
function mustNotRepeat(text: string, own: readonly string[]): void {
  // Only where a key is seen twice is the whole text gone through: it is long.
  if (!text.includes('\\u') && own.every((key) => text.match(keyPattern(key))?.length === 1)) return
  const repeated = own.find((key) => findDuplicateKeys(text).includes(`/${escapePointer(key)}`))
  if (repeated !== undefined) refuseRepeat(repeated, repeated)
}

function keyPattern(key: string): RegExp {
  return new RegExp(`"${key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"\\s*:`, 'g')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HubError('BAD_USER_INPUT', 'The body is not JSON.', { fault: 'BODY_NOT_JSON' }, { cause })
  }
}
