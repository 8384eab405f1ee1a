import { isUtf8 } from 'node:buffer'
import { HubError } from '@one-visit/kit/errors.ts'
import { type AnyMessage, type IncomingRecord, RecordFault } from '@one-visit/kit/feed/message.ts'
import { readable } from '@one-visit/kit/feed/read/identify.ts'
import { withDuplicateKeys } from '@one-visit/kit/feed/read/json-records.ts'
import { findContradictionIn } from '@one-visit/kit/feed/read/said-once.ts'
import { decodeText, duplicateKey, oneOrMany, readJson } from '@one-visit/kit/feed/read/text.ts'
import { isRecordFault } from '@one-visit/schema/record-faults.ts'
import { z } from 'zod'
import { imageLists, readImages, readImagesBefore, reportFile } from './report-file.ts'
import { detectInfo } from './share-detect-info.ts'
import { stationInfo } from './station-info.ts'
import { unreadRecords } from './unread-envelope.ts'
import { vehicleInfo } from './vehicle-info.ts'
import { text } from './wire.ts'

/** Key of an envelope's payload. */
const payloadKey = 'IPCType.value'

const envelope = z.looseObject({ CompanyId: text, IPCType: text, [payloadKey]: z.string() })

/** Messages `put_data` takes that hold one record each, by their types. */
const single: Readonly<Record<string, AnyMessage>> = {
  shareDetectInfo: detectInfo,
  shareDetectionStationInfo: stationInfo,
  // So some stations write it.
  shareDetectionStationInf: stationInfo,
  shareVehicleInfo: vehicleInfo,
}

/** All messages of `put_data`. */
export const putDataMessages: readonly AnyMessage[] = [...new Set(Object.values(single)), reportFile]

/** What an envelope holds: the station it names, its type, and its payload as value and as the text it came as. */
export interface Envelope {
  company: string
  type: string
  value: unknown
  text: string
}

/**
 * The payload of an envelope of the comprehensive exchange: JSON text under the key `IPCType.value`.
 * @throws HubError BAD_USER_INPUT
 */
export function readEnvelope(body: Buffer): Envelope {
  const read = envelope.safeParse(readJson(body))
  if (!read.success)
    throw new HubError(
      'BAD_USER_INPUT',
      'An envelope has CompanyId, IPCType and IPCType.value, the payload as JSON text.',
      { fault: 'ENVELOPE_FORM' },
    )
  const { CompanyId: company, IPCType: type, [payloadKey]: inner } = read.data
  try {
    return { company, type, value: JSON.parse(inner), text: inner }
  } catch (cause) {
    throw new HubError(
      'BAD_USER_INPUT',
      'IPCType.value is not JSON text.',
      { fault: 'BODY_NOT_JSON' },
      { cause },
    )
  }
}

/**
 * A body as UTF-8: one whose sender says GBK or GB 18030 (`charset`), and which is no UTF-8 by itself, is read as that. What is
 * no text of either stays as it is.
 */
export function asUtf8(body: Buffer, contentType = ''): Buffer {
  const isGb = /;\s*charset\s*=\s*["']?gb(?:k|18030|2312)\b/i.test(contentType)
  const text = isGb && !isUtf8(body) ? readable(() => decodeText(body, 'gb18030')) : undefined
  return text === undefined ? body : Buffer.from(text)
}

/** Takes a `put_data` envelope apart, in whatever encoding its sender says. */
export function readPutDataAsSaid(body: Buffer, contentType?: string): IncomingRecord[] {
  return readPutData(asUtf8(body, contentType))
}

/** Takes a `put_data` envelope apart. What cannot be read is a record with a fault: it is kept, and the station is told. */
export function readPutData(body: Buffer): IncomingRecord[] {
  const lenient = body.toString('utf8')
  try {
    const read = readEnvelope(body)
    return isTaken(read.type)
      ? withOuterFault(recordsOf(read, readImages), body).map((record) => withStationNote(record, read))
      : unreadRecords(lenient, read.value, unknownMessage(read.type))
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    const { fault } = error.details
    return unreadRecords(
      lenient,
      null,
      new RecordFault(isRecordFault(fault) ? fault : 'ENVELOPE_FORM', '', error.message),
    )
  }
}

/**
 * How an envelope was taken apart before images had a head of their own and before what cannot be read was kept.
 * @throws HubError BAD_USER_INPUT
 */
export function readPutDataBefore(body: Buffer): IncomingRecord[] {
  const read = readEnvelope(body)
  if (!isTaken(read.type)) throw new HubError('BAD_USER_INPUT', `The hub takes no ${read.type.slice(0, 60)}.`)
  return withOuterFault(recordsOf(read, readImagesBefore), body)
}

/** A record, with a note where the envelope names another station than the record does. */
function withStationNote(record: IncomingRecord, { company }: Envelope): IncomingRecord {
  const named = stationsIn(record.value).find((station) => station !== company.trim())
  return named === undefined
    ? record
    : {
        ...record,
        notes: [
          ...(record.notes ?? []),
          `CompanyId: the envelope names ${company.slice(0, 20)}, the record station ${named.slice(0, 20)}`,
        ],
      }
}

/** The stations a record names, wherever it does. */
function stationsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'dsId' && (typeof value === 'string' || typeof value === 'number')
      ? [String(value).trim()]
      : stationsIn(value),
  )
}

function isTaken(type: string): boolean {
  return Object.hasOwn(single, type) || Object.hasOwn(imageLists, type)
}

function unknownMessage(type: string): RecordFault {
  return new RecordFault(
    'MESSAGE_UNKNOWN',
    '/IPCType',
    `The hub takes no ${type.slice(0, 60)}; it takes ${[...Object.keys(single), ...Object.keys(imageLists)].join(', ')}.`,
  )
}

/** Refuses the records of an envelope that says two things itself, with the reports in its other payloads. */
function withOuterFault(records: readonly IncomingRecord[], body: Buffer): IncomingRecord[] {
  const text = decodeText(body)
  const outer = findContradictionIn(text)
  if (outer === undefined) return [...records]
  const fault = duplicateKey(outer)
  const others = otherPayloads(JSON.parse(text)).flatMap((payload) => unreadRecords(payload, payload, fault))
  return [...records, ...others].map((record) => ({ ...record, fault }))
}

/** Payloads under other spellings of their key: each of them may be the one that was meant. */
function otherPayloads(body: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(body).flatMap(([name, value]) =>
    name !== payloadKey &&
    name.toLowerCase() === payloadKey.toLowerCase() &&
    typeof value === 'string' &&
    value !== body[payloadKey]
      ? [value]
      : [],
  )
}

/** The records of a payload of a message the hub takes. */
function recordsOf({ type, value, text: inner }: Envelope, imagesOf: typeof readImages): IncomingRecord[] {
  const message = Object.hasOwn(single, type) ? single[type] : undefined
  if (message !== undefined)
    return withDuplicateKeys(
      oneOrMany(value).map((one) => ({ message, value: one })),
      inner,
      { isList: Array.isArray(value) },
    )
  // Images of one visit go together: which of them a key belongs to is not told apart.
  const found = findContradictionIn(inner)
  const fault = found === undefined ? undefined : duplicateKey(found)
  return oneOrMany(value)
    .flatMap((one) => imagesOf(type, one))
    .map((record) => ({ ...record, ...(fault && { fault }) }))
}
