import protobuf from 'protobufjs'
import { isReadable } from './otipc-wire.ts'

/** How one relay numbers its messages. */
export interface RelayLayout {
  list: protobuf.Type
  /** Names of messages by the number of their IPCType. */
  messageNames: Readonly<Record<number, string>>
}

/**
 * Reads how a relay numbers its messages from a .proto file of the form of `otipc.proto`: `OTIpcList` with repeated
 * `OTIpc` in field 1, an enum `IpcType`, and in `OTIpc` one repeated field for each message of `messages`, by its name.
 * @throws Error that names what is missing; the room does not start then
 */
export function readLayout(text: string, messages: readonly string[]): RelayLayout {
  const { root } = protobuf.parse(text, { keepCase: true })
  root.resolveAll()
  const list = root.lookupType('OTIpcList')
  const envelope = root.lookupType('OTIpc')
  if (list.fieldsById[1]?.resolvedType !== envelope) throw new Error('An OTIpcList has its OTIpc in field 1.')
  for (const field of ['CompanyId', 'IPCType'])
    if (envelope.fields[field] === undefined) throw new Error(`OTIpc has no field ${field}.`)
  const { valuesById } = root.lookupEnum('IpcType')
  for (const message of messages) {
    if (!Object.values(valuesById).includes(message)) throw new Error(`IpcType has no value ${message}.`)
    const field = envelope.fields[message]
    if (!field?.repeated || !(field.resolvedType instanceof protobuf.Type))
      throw new Error(`OTIpc has no repeated field ${message}.`)
    const strange = field.resolvedType.fieldsArray.find((inner) => !isReadable(inner.resolve()))
    if (strange !== undefined)
      throw new Error(
        `The field ${strange.name} of ${message} is neither text nor a number of the interface.`,
      )
  }
  return { list, messageNames: valuesById }
}
