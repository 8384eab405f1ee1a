import { HubError } from '@one-visit/kit/errors.ts'
import { type AnyMessage, type IncomingRecord, RecordFault } from '@one-visit/kit/feed/message.ts'
import { findDuplicateKeys } from '@one-visit/kit/feed/read/duplicate-keys.ts'
import { withDuplicateKeys } from '@one-visit/kit/feed/read/records.ts'
import { decodeText, oneOrMany, readJson } from '@one-visit/kit/feed/read/text.ts'
import { z } from 'zod'
import { imageLists, readImages, reportFile } from './report-file.ts'
import { detectInfo } from './share-detect-info.ts'
import { stationInfo } from './station-info.ts'
import { vehicleInfo } from './vehicle-info.ts'

const text = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(256))
const envelope = z.looseObject({ CompanyId: text, IPCType: text, 'IPCType.value': z.string() })

/** Messages `put_data` takes that hold one record each. */
const single: readonly AnyMessage[] = [detectInfo, stationInfo, vehicleInfo]

/** All messages of `put_data`. */
export const putDataMessages: readonly AnyMessage[] = [...single, reportFile]

/**
 * The payload of an envelope of the comprehensive exchange: JSON text under the key `IPCType.value`.
 * @throws HubError BAD_USER_INPUT
 */
export function readEnvelope(body: Buffer): { type: string; value: unknown; text: string } {
  const read = envelope.safeParse(readJson(body))
  if (!read.success)
    throw new HubError('BAD_USER_INPUT', 'An envelope has CompanyId, IPCType and IPCType.value.', {
      fault: 'ENVELOPE_FORM',
    })
  try {
    const inner = read.data['IPCType.value']
    return { type: read.data.IPCType, value: JSON.parse(inner), text: inner }
  } catch (cause) {
    throw new HubError(
      'BAD_USER_INPUT',
      'IPCType.value is not JSON text.',
      { fault: 'BODY_NOT_JSON' },
      { cause },
    )
  }
}

/** Takes a `put_data` envelope apart. @throws HubError BAD_USER_INPUT for a message the hub does not take */
export function readPutData(body: Buffer): IncomingRecord[] {
  const { type, value, text: inner } = readEnvelope(body)
  const [outer] = findDuplicateKeys(decodeText(body))
  if (outer !== undefined)
    return readInner({ type, value, text: inner }).map((record) => ({ ...record, fault: twice(outer) }))
  return readInner({ type, value, text: inner })
}

/** Which of two values would be read is another reader's guess. */
function twice(pointer: string): RecordFault {
  return new RecordFault(
    'DUPLICATE_KEY',
    pointer,
    'the key comes twice and says different things; send it once',
  )
}

/** The records of a payload. @throws HubError BAD_USER_INPUT for a message the hub does not take */
function readInner({ type, value, text: inner }: ReturnType<typeof readEnvelope>): IncomingRecord[] {
  const message = single.find(({ name }) => name === type)
  if (message === undefined && !Object.hasOwn(imageLists, type))
    throw new HubError('BAD_USER_INPUT', `The hub takes no ${type.slice(0, 60)}.`, {
      fault: 'MESSAGE_UNKNOWN',
    })
  if (message !== undefined)
    return withDuplicateKeys(
      oneOrMany(value).map((one) => ({ message, value: one })),
      inner,
      { isList: Array.isArray(value) },
    )
  // Images of one visit go together: which of them a key belongs to is not told apart.
  const [found] = findDuplicateKeys(inner)
  const fault = found === undefined ? undefined : twice(found)
  return oneOrMany(value)
    .flatMap((one) => readImages(type, one))
    .map((record) => ({ ...record, ...(fault && { fault }) }))
}
