import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { startOfDay } from '@one-visit/schema/stated-time.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { creditHistory, credits } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import type { Fields } from './fields.ts'
import { identifierOf, personNamed } from './identify.ts'
import { companyOf, mappingsOf, type ReadFields } from './mapping.ts'
import { driverOf } from './person.ts'
import type { WireRecord } from './record.ts'

/** ratedDriver 驾驶员信誉 (A.8.4); fields from two public implementations. It has no Flag and no UpdateTime. */
const ratedDriverFields = {
  CompanyId: 32,
  LicenseId: 32,
  Level: 10,
  TestDate: 40,
  TestDepartment: 128,
} as const

/** A credit assessment of a driver's service. */
export interface CreditReport extends RecordRow {
  companyId: string
  ref: string
  /** The whole part. */
  level: number
  /** As it was stated, 4.8 where many passengers rated; rows of before have the whole part only. */
  score?: number
  assessedOn: string
  department: string
}

/** 五分制. */
const levelMax = 5

/** Reads a credit assessment; the newest day of assessment stands. */
export function ratedDriver(key: PseudonymKey) {
  return defineMessage({
    name: 'ratedDriver',
    ...mappingsOf<typeof ratedDriverFields, CreditReport>(ratedDriverFields, (read) => mapOf(read, key), {
      mapOfBefore: (read) => mapOfBefore(read, key),
    }),
    plan: { table: credits, history: creditHistory, scope: 'companyId', key: ['companyId', 'ref'] },
    identify: identifierOf({
      fields: ratedDriverFields,
      subjects: { LicenseId: personNamed(key) },
      key: (read, { receivedAt }) => [driverOf(read, key, receivedAt)],
      sourceAt: (read) => startOfDay(read.day('TestDate')),
    }),
    events: (applied) => driversChanged(applied, 'credit'),
  })
}

/** How a record becomes a row. */
function mapOf(readFields: ReadFields, key: PseudonymKey) {
  const before = mapOfBefore(readFields, key, (read) => Math.floor(read.amount('Level')))
  return (wire: WireRecord<typeof ratedDriverFields>, context: RecordContext): CreditReport => {
    const row = before(wire, context)
    const score = readFields(wire.fields).amount('Level')
    if (score > levelMax) throw beyondLevels()
    return { ...row, score }
  }
}

const beyondLevels = (): RecordFault =>
  new RecordFault('NUMBER_FORM', '/Level', `a level is 0 to ${levelMax}`)

/** How it became one before decimals of a level were kept. */
function mapOfBefore(
  readFields: ReadFields,
  key: PseudonymKey,
  levelOf = (read: Fields<'Level'>): number => read.count('Level'),
) {
  return (
    { fields }: WireRecord<typeof ratedDriverFields>,
    { source, receivedAt }: RecordContext,
  ): CreditReport => {
    const read = readFields(fields)
    const companyId = companyOf(read.text('CompanyId'), source)
    const ref = driverOf(read, key, receivedAt)
    const level = levelOf(read)
    if (level > levelMax) throw beyondLevels()
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
  }
}
