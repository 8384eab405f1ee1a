import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { terminalHistory, terminals } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import { identifierOf, personNamed, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import { driverOf } from './person.ts'
import type { WireRecord } from './record.ts'

/**
 * baseInfoDriverApp 驾驶员移动终端 (A.4.12); fields from two public implementations. Telephone, network and kind of map
 * are read and not kept.
 */
const driverAppFields = {
  CompanyId: 32,
  Address: 6,
  LicenseId: 32,
  DriverPhone: 32,
  NetType: 8,
  AppVersion: 32,
  MapType: 8,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
} as const

/** The app a driver works with. */
export interface TerminalReport extends RecordRow {
  companyId: string
  ref: string
  appVersion: string | null
  active: boolean | null
}

/** Reads a driver's app. */
export function baseInfoDriverApp(key: PseudonymKey) {
  return defineMessage({
    name: 'baseInfoDriverApp',
    ...mappingsOf(driverAppFields, (read) => mapOf(read, key)),
    plan: { table: terminals, history: terminalHistory, scope: 'companyId', key: ['companyId', 'ref'] },
    identify: identifierOf({
      fields: driverAppFields,
      subjects: { LicenseId: personNamed(key) },
      key: (read, { receivedAt }) => [driverOf(read, key, receivedAt)],
      sourceAt: updateTimeOf,
    }),
    events: (applied) => driversChanged(applied, 'terminal'),
  })
}

/** How a record becomes a row. */
function mapOf(readFields: ReadFields, key: PseudonymKey) {
  return ({ fields }: WireRecord<typeof driverAppFields>, context: RecordContext): TerminalReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const ref = driverOf(read, key, context.receivedAt)
    return {
      ...provenance,
      revision: `${companyId}/${ref}@${version}`,
      ref,
      appVersion: deleted ? null : read.text('AppVersion'),
      active: deleted ? null : read.isValid('State'),
    }
  }
}
