import { HubError } from '@one-visit/kit/errors.ts'
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import protobuf from 'protobufjs'
import type { ReadText } from './envelope.ts'

/** A message as it came: fields by name, a list for repeated ones, and what its layout does not know. */
export interface WireMessage {
  fields: Readonly<Record<string, string>>
  inner: Readonly<Record<string, readonly WireMessage[]>>
  notes: readonly string[]
  /** Why the message cannot be used, where a text of it cannot be read or a field comes twice. */
  fault?: RecordFault
}

/** Digits a float of four bytes carries. */
const floatDigits = 7

/** Wire type and reading of the scalar types a layout may use. */
const scalars: Readonly<Record<string, { wireType: number; read: (reader: protobuf.Reader) => string }>> = {
  uint32: { wireType: 0, read: (reader) => String(reader.uint32()) },
  int32: { wireType: 0, read: (reader) => String(reader.int32()) },
  uint64: { wireType: 0, read: (reader) => String(reader.uint64()) },
  int64: { wireType: 0, read: (reader) => String(reader.int64()) },
  // A float says 2.3499999 where 2.35 was meant: digits it does not carry are not read.
  float: { wireType: 5, read: (reader) => String(Number(reader.float().toPrecision(floatDigits))) },
  double: { wireType: 1, read: (reader) => String(reader.double()) },
}
const lengthDelimited = 2

/** Whether a field of a record is of a type that can be read. */
export function isReadable({ type, resolvedType, repeated }: protobuf.Field): boolean {
  return (
    !repeated && (type === 'string' || resolvedType instanceof protobuf.Enum || Object.hasOwn(scalars, type))
  )
}

/**
 * Takes one message off its bytes, strictly: protobufjs itself reads a field by its number whatever its wire type, and
 * so makes other fields of another numbering.
 * @throws HubError BAD_USER_INPUT for a wire type that is not the layout's; RangeError for bytes that end too early
 */
export function readWire(bytes: Uint8Array, type: protobuf.Type, readText: ReadText): WireMessage {
  const reader = protobuf.Reader.create(bytes)
  const fields: Record<string, string> = {}
  const inner: Record<string, WireMessage[]> = {}
  const notes = new Set<string>()
  let fault: RecordFault | undefined
  const put = (name: string, text: string): void => {
    // By its own rules protobuf takes the last of a field that comes twice, in silence.
    if (fields[name] !== undefined && fields[name] !== text)
      fault ??= new RecordFault(
        'DUPLICATE_KEY',
        `/${name}`,
        `${name} comes twice and says different things; send it once`,
      )
    fields[name] = text
  }
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    const field = type.fieldsById[tag >>> 3]
    const wireType = tag & 7
    if (field === undefined) {
      notes.add(`unknown field ${tag >>> 3}`)
      reader.skipType(wireType)
    } else if (field.resolvedType instanceof protobuf.Type) {
      mustHaveWireType(field, wireType, lengthDelimited)
      const message = readWire(reader.bytes(), field.resolvedType, readText)
      const known = inner[field.name]
      if (known === undefined) inner[field.name] = [message]
      else known.push(message)
    } else if (field.type === 'string') {
      mustHaveWireType(field, wireType, lengthDelimited)
      const text = Buffer.from(reader.bytes())
      try {
        const read = readText(text)
        put(field.name, read.text)
        for (const note of read.notes) notes.add(note)
      } catch {
        fault ??= new RecordFault('TEXT_FORM', `/${field.name}`, 'the text is neither UTF-8 nor GB 18030')
      }
    } else {
      const scalar = scalars[field.resolvedType instanceof protobuf.Enum ? 'uint32' : field.type]
      if (scalar === undefined) throw new Error(`A layout does not use ${field.type}.`)
      mustHaveWireType(field, wireType, scalar.wireType)
      put(field.name, scalar.read(reader))
    }
  }
  return { fields, inner, notes: [...notes], ...(fault && { fault }) }
}

function mustHaveWireType(field: protobuf.Field, found: number, wanted: number): void {
  if (found !== wanted)
    throw new HubError(
      'BAD_USER_INPUT',
      `Field ${field.id} is not ${field.name}: the relay may number otherwise.`,
      {
        field: field.name,
      },
    )
}
