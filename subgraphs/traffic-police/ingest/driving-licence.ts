import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/pseudonym.ts'
import { IdentifierError, readResidentId } from '@one-visit/schema/identifiers.ts'
import { readDay, readInstant, shanghaiDay, TimeError } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { licenceHistory, licences } from '../tables.ts'

const text = (max: number) => z.string().min(1).max(max)

const record = z.strictObject({
  /** Resident ID number sfzmhm; becomes a pseudonym here and is stored nowhere. */
  sfzmhm: text(32),
  /** Permitted classes in one string, e.g. A2B1D. */
  zjcx: text(32),
  /** Status letters; A is normal. */
  zt: text(16),
  /** Day of first issue. */
  cclzrq: text(16),
  /** Last day of validity. */
  yxqz: z.string().max(16).nullish(),
  updatedAt: text(40),
})

/** A driving licence as it is stored. */
export interface DrivingLicenceRecord extends RecordRow {
  ref: string
  classes: string[]
  normal: boolean
  firstIssuedOn: string
  validUntil: string | null
}

const at = <Value>(pointer: string, read: () => Value): Value => {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof IdentifierError) throw new RecordFault(cause.code, pointer, cause.message)
    if (cause instanceof TimeError) throw new RecordFault('DATE_FORM', pointer, cause.message)
    throw cause
  }
}

/** How far ahead of the hub's clock the police's may run, ms. A time further ahead would keep all later records out. */
const clockSkewMaxMs = 10 * 60 * 1000

const classesIn = (text: string): string[] => {
  const classes = text.toUpperCase().match(/[A-C][1-6]|[DEFMNP]/g) ?? []
  if (classes.join('') !== text.toUpperCase())
    throw new RecordFault('CODE_UNKNOWN', '/zjcx', 'not a list of licence classes')
  return classes
}

/** A driving licence of the police 机动车驾驶证. */
export const drivingLicenceMessage = (key: PseudonymKey) =>
  defineMessage<z.infer<typeof record>, DrivingLicenceRecord>({
    name: 'drivingLicence',
    mappingVersion: 1,
    record,
    map: (wire, { receivedAt }) => {
      const today = shanghaiDay(receivedAt)
      const sourceAt = at('/updatedAt', () => readInstant(wire.updatedAt))
      if (sourceAt.getTime() > receivedAt.getTime() + clockSkewMaxMs)
        throw new RecordFault('TIME_AHEAD', '/updatedAt', 'the record is dated after the moment it arrived')
      const validUntil = wire.yxqz ? at('/yxqz', () => readDay(wire.yxqz ?? '')) : null
      return {
        ref: pseudonymOf(
          at('/sfzmhm', () => readResidentId(wire.sfzmhm, { today })),
          key,
        ),
        classes: classesIn(wire.zjcx),
        normal: wire.zt.toUpperCase() === 'A',
        firstIssuedOn: at('/cclzrq', () => readDay(wire.cclzrq)),
        validUntil: validUntil !== null && validUntil >= '2099-01-01' ? null : validUntil,
        sourceAt,
        revision: sourceAt.toISOString(),
        deleted: false,
      }
    },
    plan: { table: licences, history: licenceHistory, key: ['ref'] },
    events: (applied) =>
      applied.map(({ ref, normal }) => ({
        type: 'driver.licence.changed',
        subject: { driverRef: ref },
        data: { normal },
      })),
  })
