import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import protobuf from 'protobufjs'
import type { Wire } from '../faulty.ts'
import { type PlatformRecord, platformFaults } from './messages.ts'

/** The numbering relays are given: a document of the interface, and no code of the hub. */
const numbering = new URL('../../../subgraphs/platforms/ingest/otipc.proto', import.meta.url)

/**
 * The national interface as a relay hands it on: an OTIpcList with one OTIpc, in protobuf and gzip. A value that is left
 * out in JSON by null is left out here.
 */
export function relayWire(companyId: string): Wire<PlatformRecord, Buffer> {
  const { root } = protobuf.parse(readFileSync(numbering, 'utf8'), { keepCase: true })
  const list = root.lookupType('OTIpcList')
  return {
    write: ({ message, records }) => {
      const envelope = { CompanyId: companyId, Source: '0', IPCType: message, [message]: records }
      const bytes = list.encode(list.fromObject({ otpic: [envelope] })).finish()
      return { path: 'otipc', contentType: 'application/x-protobuf', body: gzipSync(bytes) }
    },
    ...platformFaults,
  }
}
