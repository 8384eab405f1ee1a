import { gunzipSync } from 'node:zlib'
import { HubError } from '@one-visit/kit/errors.ts'
import type { AnyMessage, IncomingRecord } from '@one-visit/kit/feed/message.ts'
import { type ReadText, textOf, withCompany } from './envelope.ts'
import type { RelayLayout } from './otipc-layout.ts'
import { readWire, type WireMessage } from './otipc-wire.ts'
import { mustBeWanted } from './refused.ts'

/** The largest list after decompression, bytes. */
const listBytesMax = 16 * 1024 * 1024

/**
 * Takes apart the protobuf form of the relay leg: a list of envelopes, each with records of one message. One envelope
 * that cannot be read, or of a message that stays outside, refuses the list: nothing of it is written.
 * @throws HubError BAD_USER_INPUT, DATA_NOT_ACCEPTED, PAYLOAD_TOO_LARGE
 */
export function readOtIpcList(
  body: Buffer,
  layout: RelayLayout,
  messages: ReadonlyMap<string, AnyMessage>,
  readText: ReadText = textOf,
): IncomingRecord[] {
  return listOf(plainOf(body), layout, readText).flatMap((envelope) => recordsOf(envelope, layout, messages))
}

function listOf(bytes: Buffer, { list }: RelayLayout, readText: ReadText): readonly WireMessage[] {
  try {
    const { inner, notes } = readWire(bytes, list, readText)
    const [envelopes = []] = Object.values(inner)
    if (notes.length === 0 && envelopes.length > 0) return envelopes
  } catch (cause) {
    if (cause instanceof HubError) throw cause
    throw new HubError(
      'BAD_USER_INPUT',
      'The body is not an OTIpcList.',
      { fault: 'ENVELOPE_FORM' },
      { cause },
    )
  }
  throw new HubError('BAD_USER_INPUT', 'The body is not an OTIpcList with an OTIpc in it.', {
    fault: 'ENVELOPE_FORM',
  })
}

/** Relays compress with or without saying so. A list cannot begin as gzip does: field 3 has no wire type 7. */
function plainOf(body: Buffer): Buffer {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body
  try {
    return gunzipSync(body, { maxOutputLength: listBytesMax })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new HubError('PAYLOAD_TOO_LARGE', `A list has at most ${listBytesMax} bytes.`, {}, { cause })
    throw new HubError('BAD_USER_INPUT', 'The body is not gzip.', { fault: 'BODY_NOT_GZIP' }, { cause })
  }
}

/** The records of one OTIpc: those of its own IPCType and no others. */
function recordsOf(
  { fields, inner, notes, fault }: WireMessage,
  { messageNames }: RelayLayout,
  messages: ReadonlyMap<string, AnyMessage>,
): IncomingRecord[] {
  const name = messageNames[Number(fields.IPCType)]
  if (name === undefined) {
    const names = Object.entries(messageNames).map(([number, each]) => `${number} ${each}`)
    throw new HubError(
      'BAD_USER_INPUT',
      `IPCType ${fields.IPCType ?? 'is missing'}: no message has it. The messages are ${names.join(', ')}.`,
      { fault: 'MESSAGE_UNKNOWN' },
    )
  }
  mustBeWanted(name)
  const message = messages.get(name)
  const strange = Object.keys(inner).find((other) => other !== name)
  if (message === undefined || strange !== undefined)
    throw new HubError('BAD_USER_INPUT', `An OTIpc of ${name} holds ${strange ?? 'what nobody reads'}.`, {
      fault: 'ENVELOPE_FORM',
    })
  return (inner[name] ?? []).map((record) => ({
    message,
    value: withCompany(record.fields, fields.CompanyId),
    notes: [...notes, ...record.notes],
    ...((fault ?? record.fault) && { fault: fault ?? record.fault }),
  }))
}
