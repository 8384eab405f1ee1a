import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { monthHistory, months } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import { identifierOf, personNamed, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import { driverOf } from './person.ts'
import type { WireRecord } from './record.ts'

/** baseInfoDriverStat 驾驶员统计 (A.4.13), monthly; fields from two public implementations. */
const driverStatFields = {
  CompanyId: 32,
  Address: 6,
  LicenseId: 32,
  Cycle: 40,
  OrderCount: 32,
  TrafficViolationCount: 32,
  ComplainedCount: 32,
  Flag: 8,
  UpdateTime: 40,
} as const

/** What a driver did in a month, in numbers. */
export interface MonthReport extends RecordRow {
  companyId: string
  ref: string
  month: string
  orders: number | null
  trafficViolations: number | null
  complaints: number | null
}

/** Reads a driver's figures of one month. */
export function baseInfoDriverStat(key: PseudonymKey) {
  return defineMessage({
    name: 'baseInfoDriverStat',
    ...mappingsOf(driverStatFields, (read) => mapOf(read, key)),
    plan: {
      table: months,
      history: monthHistory,
      scope: 'companyId',
      key: ['companyId', 'ref', 'month'],
    },
    identify: identifierOf({
      fields: driverStatFields,
      subjects: { LicenseId: personNamed(key) },
      key: (read, { receivedAt }) => [driverOf(read, key, receivedAt), read.month('Cycle')],
      sourceAt: updateTimeOf,
    }),
    events: (applied) => driversChanged(applied, 'month'),
  })
}

/** How a record becomes a row. */
function mapOf(readFields: ReadFields, key: PseudonymKey) {
  return ({ fields }: WireRecord<typeof driverStatFields>, context: RecordContext): MonthReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const ref = driverOf(read, key, context.receivedAt)
    const month = read.month('Cycle')
    return {
      ...provenance,
      revision: `${companyId}/${ref}/${month}@${version}`,
      ref,
      month,
      orders: deleted ? null : read.count('OrderCount'),
      trafficViolations: deleted ? null : read.count('TrafficViolationCount'),
      complaints: deleted ? null : read.count('ComplainedCount'),
    }
  }
}
