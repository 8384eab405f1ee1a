import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { IdentifierError, readResidentId } from '@one-visit/schema/identifiers.ts'
import { readDay, readInstant, shanghaiDay, TimeError } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { licenceHistory, licences } from '../tables.ts'
import { licenceClasses } from './licence-classes.ts'

const text = (max: number) => z.string().min(1).max(max)
const day = z.string().max(16).nullish()

/** The most points a licence can have gathered, with room for what several periods left. */
const pointsMax = 1_000

const record = z.strictObject({
  /** Resident ID number sfzmhm; becomes a pseudonym here and is stored nowhere. */
  sfzmhm: text(32),
  /** Permitted classes in one string, e.g. A2B1D. */
  zjcx: text(32),
  /** Status letters; A is normal. */
  zt: z.string().regex(/^[A-Za-z]{1,16}$/, 'one or more status letters'),
  /** Day of first issue. */
  cclzrq: text(16),
  /** First and last day of validity. */
  yxqs: day,
  yxqz: day,
  /** Points gathered in the period, and the day they are cleared. */
  ljjf: z.int().min(0).max(pointsMax).nullish(),
  qfrq: day,
  updatedAt: text(40),
})

/** As it was before validity had a beginning and points were sent. */
const recordOfMapping1 = z.strictObject({ ...record.shape, zt: text(16) }).omit({
  yxqs: true,
  ljjf: true,
  qfrq: true,
})

/** A driving licence as it is stored. */
export interface DrivingLicenceRecord extends RecordRow {
  ref: string
  classes: string[]
  normal: boolean
  firstIssuedOn: string
  validUntil: string | null
  statusLetters?: string
  validFrom?: string | null
  points?: number | null
  pointsClearedOn?: string | null
}

const noLimit = '2099-01-01'

/** What other rooms are told of licences. */
export function licenceEvents(applied: readonly DrivingLicenceRecord[]): HubEvent[] {
  return applied.map(({ ref, normal }) => ({
    type: 'driver.licence.changed',
    subject: { driverRef: ref },
    data: { normal },
  }))
}

/** A driving licence of the police 机动车驾驶证, as they push it. */
export function drivingLicenceMessage(key: PseudonymKey) {
  return defineMessage<z.infer<typeof record>, DrivingLicenceRecord>({
    name: 'drivingLicence',
    mappingVersion: 2,
    earlier: [{ mappingVersion: 1, record: recordOfMapping1, map: mapping1(key) }],
    record,
    map: (wire, context) => {
      const row = mapping1(key, (text) => licenceClasses(text, '/zjcx'))(wire, context)
      if (row.sourceAt.getTime() > context.receivedAt.getTime() + recordAheadMaxMs)
        throw new RecordFault('TIME_AHEAD', '/updatedAt', 'the record is dated after the moment it arrived')
      return {
        ...row,
        statusLetters: wire.zt.toUpperCase(),
        validFrom: dayAt('/yxqs', wire.yxqs),
        points: wire.ljjf ?? null,
        pointsClearedOn: dayAt('/qfrq', wire.qfrq),
      }
    },
    plan: { table: licences, history: licenceHistory, key: ['ref'] },
    events: licenceEvents,
  })
}

function mapping1(key: PseudonymKey, classesOf = classesOfMapping1) {
  return (
    wire: z.infer<typeof recordOfMapping1>,
    { receivedAt }: { receivedAt: Date },
  ): DrivingLicenceRecord => {
    const sourceAt = at('/updatedAt', () => readInstant(wire.updatedAt))
    const validUntil = dayAt('/yxqz', wire.yxqz)
    return {
      ref: pseudonymOf(
        at('/sfzmhm', () => readResidentId(wire.sfzmhm, { today: shanghaiDay(receivedAt) })),
        key,
      ),
      classes: classesOf(wire.zjcx),
      normal: wire.zt.toUpperCase() === 'A',
      firstIssuedOn: at('/cclzrq', () => readDay(wire.cclzrq)),
      validUntil: validUntil !== null && validUntil >= noLimit ? null : validUntil,
      sourceAt,
      revision: sourceAt.toISOString(),
      deleted: false,
    }
  }
}

function classesOfMapping1(text: string): string[] {
  const classes = text.toUpperCase().match(/[A-C][1-6]|[DEFMNP]/g) ?? []
  if (classes.join('') !== text.toUpperCase())
    throw new RecordFault('CODE_UNKNOWN', '/zjcx', 'not a list of licence classes')
  return classes
}

function at<Value>(pointer: string, read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof IdentifierError) throw new RecordFault(cause.code, pointer, cause.message)
    if (cause instanceof TimeError) throw new RecordFault('DATE_FORM', pointer, cause.message)
    throw cause
  }
}

function dayAt(pointer: string, text: string | null | undefined): string | null {
  return text ? at(pointer, () => readDay(text)) : null
}
