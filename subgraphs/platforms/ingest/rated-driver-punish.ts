import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { punishmentHistory, punishments } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import { fieldsOf } from './fields.ts'
import { companyOf } from './mapping.ts'
import { driverOf } from './person.ts'
import { wireRecord } from './record.ts'

/** ratedDriverPunish 驾驶员处罚 (A.8.3); fields from two public implementations. It has no Flag and no UpdateTime. */
const driverPunishFields = {
  CompanyId: 32,
  LicenseId: 32,
  PunishTime: 24,
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
    mappingVersion: 1,
    record: wireRecord(driverPunishFields),
    plan: {
      table: punishments,
      history: punishmentHistory,
      scope: 'companyId',
      key: ['companyId', 'ref', 'punishedAt'],
    },
    notes: ({ notes }) => notes,
    map: ({ fields }, { source, receivedAt }): PunishmentReport => {
      const read = fieldsOf(fields)
      const companyId = companyOf(read.text('CompanyId'), source)
      const ref = driverOf(fields, key, receivedAt)
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
    },
    events: (applied) => driversChanged(applied, 'punishment'),
  })
}
