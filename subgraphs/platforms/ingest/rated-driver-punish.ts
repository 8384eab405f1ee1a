import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { punishmentHistory, punishments } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import { identifierOf, personNamed } from './identify.ts'
import { companyOf, mappingsOf, type ReadFields } from './mapping.ts'
import { driverOf } from './person.ts'
import type { WireRecord } from './record.ts'

/** ratedDriverPunish 驾驶员处罚 (A.8.3); fields from two public implementations. It has no Flag and no UpdateTime. */
const driverPunishFields = {
  CompanyId: 32,
  LicenseId: 32,
  PunishTime: 40,
  PunishReason: 128,
  PunishResult: 128,
} as const

/** A punishment of a driver. */
export interface PunishmentReport extends RecordRow {
  companyId: string
  ref: string
  punishedAt: Date
  reason: string | null
  result: string
}

/** Reads a punishment. It says of itself only when it was: that instant is key and version in one. */
export function ratedDriverPunish(key: PseudonymKey) {
  return defineMessage({
    name: 'ratedDriverPunish',
    ...mappingsOf(driverPunishFields, (read) => mapOf(read, key)),
    plan: {
      table: punishments,
      history: punishmentHistory,
      scope: 'companyId',
      key: ['companyId', 'ref', 'punishedAt'],
    },
    identify: identifierOf({
      fields: driverPunishFields,
      subjects: { LicenseId: personNamed(key) },
      key: (read, { receivedAt }) => [
        driverOf(read, key, receivedAt),
        read.updateTime('PunishTime', receivedAt).toISOString(),
      ],
      sourceAt: (read, { receivedAt }) => read.updateTime('PunishTime', receivedAt),
    }),
    events: (applied) => driversChanged(applied, 'punishment'),
  })
}

/** How a record becomes a row. */
function mapOf(readFields: ReadFields, key: PseudonymKey) {
  return (
    { fields }: WireRecord<typeof driverPunishFields>,
    { source, receivedAt }: RecordContext,
  ): PunishmentReport => {
    const read = readFields(fields)
    const companyId = companyOf(read.text('CompanyId'), source)
    const ref = driverOf(read, key, receivedAt)
    const punishedAt = read.updateTime('PunishTime', receivedAt)
    return {
      companyId,
      ref,
      punishedAt,
      reason: read.textOrNull('PunishReason'),
      result: read.text('PunishResult'),
      sourceAt: punishedAt,
      revision: `${companyId}/${ref}@${fields.PunishTime}`,
      deleted: false,
    }
  }
}
