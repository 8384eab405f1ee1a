import { beijingText } from '../beijing.ts'
import type { Batch, Wire } from '../faulty.ts'
import { exchangeEnvelope, policeCall, type StationRecord } from './messages.ts'

const otherVehicle = 'LSVAA2BR9HN012345'

/** Under which names a station says a VIN. */
const vinNames: ReadonlySet<string> = new Set(['clsbdh', 'vinNo', 'vin'])

/** Addresses of messages in a form of the hub's own. */
const plainPaths: Readonly<Record<string, string>> = {
  equipmentConfirmation: 'equipment-confirmations',
  visitAnnulment: 'annulments',
}

/**
 * The languages of a station: comprehensive exchange, which some deployments put below a prefix, police supervision,
 * the hub's own JSON, and files as they are.
 */
export function stationWire(station: string, prefix = ''): Wire<StationRecord> {
  return {
    write: ({ message, records }: Batch<StationRecord>) => {
      const plain = plainPaths[message]
      if (plain !== undefined)
        return { path: plain, contentType: 'application/json', body: JSON.stringify(records) }
      if (message === 'reportFile') {
        const { serial, purpose, contentType, content } = records[0] ?? {}
        return {
          path: `files/${station}/${serial}/${purpose}`,
          contentType: String(contentType),
          body: String(content),
        }
      }
      if (message.startsWith('18'))
        return { path: 'safety-verdicts', contentType: 'text/xml', body: policeCall(message, records) }
      return {
        path: `${prefix}restapi/detecting/${message.startsWith('get') ? 'get_data' : 'put_data'}`,
        contentType: 'application/json',
        body: exchangeEnvelope(station, message, records.length === 1 ? records[0] : records),
      }
    },
    withdrawn: ({ message, records }) =>
      message === '18C62' || message === '18C65'
        ? {
            message: '18C72',
            records: records.map(({ jylsh, jyjgbh, clsbdh, jyrq }) => ({
              jylsh,
              jyjgbh,
              clsbdh,
              zfsj: jyrq,
            })),
          }
        : undefined,
    skewed: (record, seconds) => {
      if (record.detectRecord !== undefined)
        return withHead(record, ({ detectDate }) => ({ detectDate: later(detectDate, seconds) }))
      if (record.zfsj !== undefined) return { ...record, zfsj: later(record.zfsj, seconds) }
      if (record.jyrq !== undefined) return { ...record, jyrq: later(record.jyrq, seconds) }
      if (record.updatedAt !== undefined)
        return { ...record, updatedAt: laterInstant(String(record.updatedAt), seconds) }
      if (record.confirmedOn === undefined) return record
      return { ...record, signedAt: laterInstant(`${String(record.confirmedOn)}T12:00:00+08:00`, seconds) }
    },
    // Reports and images say the VIN in more places than one.
    aboutAnother: (record) =>
      JSON.parse(JSON.stringify(record), (name, value) => (vinNames.has(name) ? otherVehicle : value)),
  }
}

function withHead(record: StationRecord, more: (head: Record<string, unknown>) => object): StationRecord {
  const head = record.detectRecord as Record<string, unknown>
  return { ...record, detectRecord: { ...head, ...more(head) } }
}

function later(text: unknown, seconds: number): string {
  return beijingText(new Date(Date.parse(`${String(text).replace(' ', 'T')}+08:00`) + seconds * 1000))
}

function laterInstant(text: string, seconds: number): string {
  return new Date(Date.parse(text) + seconds * 1000).toISOString()
}
