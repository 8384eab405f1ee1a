import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { creditHistory, credits } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import { fieldsOf } from './fields.ts'
import { companyOf } from './mapping.ts'
import { driverOf } from './person.ts'
import { wireRecord } from './record.ts'

/** ratedDriver 驾驶员信誉 (A.8.4); fields from two public implementations. It has no Flag and no UpdateTime. */
const ratedDriverFields = {
  CompanyId: 32,
  LicenseId: 32,
  Level: 10,
  TestDate: 24,
  TestDepartment: 128,
} as const

/** A credit assessment of a driver's service. */
export interface CreditReport extends RecordRow {
  companyId: string
  ref: string
  level: number
  assessedOn: string
  department: string
}

/** 五分制. */
const levelMax = 5

/** Reads a credit assessment; the newest day of assessment stands. */
export function ratedDriver(key: PseudonymKey) {
  return defineMessage({
    name: 'ratedDriver',
    mappingVersion: 1,
    record: wireRecord(ratedDriverFields),
    plan: { table: credits, history: creditHistory, scope: 'companyId', key: ['companyId', 'ref'] },
    notes: ({ notes }) => notes,
    map: ({ fields }, { source, receivedAt }): CreditReport => {
      const read = fieldsOf(fields)
      const companyId = companyOf(read.text('CompanyId'), source)
      const ref = driverOf(fields, key, receivedAt)
      const level = read.count('Level')
      if (level > levelMax) throw new RecordFault('NUMBER_FORM', '/Level', `a level is 0 to ${levelMax}`)
      const assessedOn = read.day('TestDate')
      if (assessedOn > shanghaiDay(receivedAt))
        throw new RecordFault('TIME_AHEAD', '/TestDate', "TestDate is ahead of the hub's clock")
      return {
        companyId,
        ref,
        level,
        assessedOn,
        department: read.text('TestDepartment'),
        sourceAt: new Date(`${assessedOn}T00:00:00+08:00`),
        revision: `${companyId}/${ref}@${assessedOn}`,
        deleted: false,
      }
    },
    events: (applied) => driversChanged(applied, 'credit'),
  })
}
