import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { instantIfCan, personIfCan, textOf } from '@one-visit/kit/feed/read/identify.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { IdentifierError, readResidentId } from '@one-visit/schema/identifiers.ts'
import {
  plausibleDay,
  plausibleInstant,
  readStatedDay,
  readStatedLimit,
} from '@one-visit/schema/stated-time.ts'
import { readDay, readInstant, shanghaiDay, TimeError } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { licenceHistory, licences } from '../tables.ts'
import { licenceClasses } from './licence-classes.ts'

const text = (max: number) => z.string().min(1).max(max)
/** Longest day: an instant with its offset. */
const dayMax = 40
const day = z.string().max(dayMax).nullish()
const shortDay = z.string().max(16).nullish()

/** The most points a licence can have gathered, with room for what several periods left. */
const pointsMax = 1_000

const record = z.strictObject({
  /** Resident ID number sfzmhm; becomes a pseudonym here and is stored nowhere. */
  sfzmhm: text(32),
  /** Permitted classes in one string, e.g. A2B1D. */
  zjcx: text(32),
  /** Status letters; A is normal. */
  zt: z
    .string()
    .regex(/^[A-Za-z]{1,16}$/, 'one or more status letters')
    .meta({ examples: ['A'] }),
  /** Day of first issue. */
  cclzrq: text(dayMax),
  /** First and last day of validity. */
  yxqs: day,
  yxqz: day,
  /** Points gathered in the period, and the day they are cleared. */
  ljjf: z.int().min(0).max(pointsMax).nullish(),
  qfrq: day,
  updatedAt: text(40),
})

/** As it was while days were written in one form only. */
const recordOfMapping2 = record.extend({ cclzrq: text(16), yxqs: shortDay, yxqz: shortDay, qfrq: shortDay })

/** As it was before validity had a beginning and points were sent. */
const recordOfMapping1 = z
  .strictObject({ ...recordOfMapping2.shape, zt: text(16) })
  .omit({ yxqs: true, ljjf: true, qfrq: true })

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

/** How the instant and the days of a licence are read. */
interface DayReading {
  instantAt(pointer: string, text: string): Date
  /** A day of the past. */
  pastDayAt(pointer: string, text: string, today: string): string
  dayAt(pointer: string, text: string | null | undefined): string | null
  limitAt(pointer: string, text: string | null | undefined): string | null
}

/** Days in all forms met; "no limit" is `unlimitedDay`. */
const dayReading: DayReading = {
  instantAt: (pointer, text) => at(pointer, () => plausibleInstant(readInstant(text))),
  pastDayAt: (pointer, text, today) =>
    at(pointer, () => plausibleDay(readStatedDay(text), { notAfter: today })),
  dayAt: (pointer, text) => (isNone(text) ? null : at(pointer, () => plausibleDay(readStatedDay(text)))),
  limitAt: (pointer, text) => (isNone(text) ? null : at(pointer, () => readStatedLimit(text))),
}

const isNone = (text: string | null | undefined): text is null | undefined | '' | '0' =>
  text === null || text === undefined || text === '' || text === '0'

const anyInstantAt: DayReading['instantAt'] = (pointer, text) => at(pointer, () => readInstant(text))

/** As the mapping before this one read them: any instant at all. */
const thirdDayReading: DayReading = { ...dayReading, instantAt: anyInstantAt }

/** As the first mappings read them. */
const firstDayReading: DayReading = {
  instantAt: anyInstantAt,
  pastDayAt: (pointer, text) => at(pointer, () => readDay(text)),
  dayAt,
  limitAt: (pointer, text) => {
    const day = dayAt(pointer, text)
    return day !== null && day >= noLimit ? null : day
  },
}

/** A driving licence of the police 机动车驾驶证, as they push it. */
export function drivingLicenceMessage(key: PseudonymKey) {
  return defineMessage<z.infer<typeof record>, DrivingLicenceRecord>({
    name: 'drivingLicence',
    mappingVersion: 4,
    earlier: [
      {
        mappingVersion: 3,
        record,
        map: (wire: z.infer<typeof record>, { receivedAt }) =>
          mustNotReverse(licenceOf(key, thirdDayReading, wire, receivedAt)),
      },
      {
        mappingVersion: 2,
        record: recordOfMapping2,
        map: (wire: z.infer<typeof recordOfMapping2>, { receivedAt }) =>
          licenceOf(key, firstDayReading, wire, receivedAt),
      },
      {
        mappingVersion: 1,
        record: recordOfMapping1,
        map: (wire: z.infer<typeof recordOfMapping1>, { receivedAt }) =>
          rowOf(key, { days: firstDayReading, classesOf: classesOfMapping1 }, wire, receivedAt),
      },
    ],
    record,
    map: (wire, { receivedAt }) => mustNotReverse(licenceOf(key, dayReading, wire, receivedAt)),
    // Whatever the number says, right or wrong, becomes a pseudonym: a record nobody can use blocks nobody else.
    identify: (value, { receivedAt }) => {
      const person = personIfCan(textOf(value, 'sfzmhm'), key, receivedAt)
      return {
        subjects: person === undefined ? [] : [person],
        key: person?.kind === 'REF' ? [person.value] : undefined,
        sourceAt: instantIfCan(textOf(value, 'updatedAt'), readInstant),
      }
    },
    plan: { table: licences, history: licenceHistory, key: ['ref'] },
    events: licenceEvents,
  })
}

/** Refuses a licence that ends before it begins. */
function mustNotReverse(row: DrivingLicenceRecord): DrivingLicenceRecord {
  if (row.validUntil !== null && row.validFrom && row.validUntil < row.validFrom)
    throw new RecordFault('PERIOD_REVERSED', '/yxqz', 'lies before the first day')
  return row
}

function licenceOf(
  key: PseudonymKey,
  days: DayReading,
  wire: z.infer<typeof record>,
  receivedAt: Date,
): DrivingLicenceRecord {
  const classesOf = (classes: string) => licenceClasses(classes, '/zjcx')
  const row = rowOf(key, { days, classesOf }, wire, receivedAt)
  if (row.sourceAt.getTime() > receivedAt.getTime() + recordAheadMaxMs)
    throw new RecordFault('TIME_AHEAD', '/updatedAt', 'the record is dated after the moment it arrived')
  return {
    ...row,
    statusLetters: wire.zt.toUpperCase(),
    validFrom: days.dayAt('/yxqs', wire.yxqs),
    points: wire.ljjf ?? null,
    pointsClearedOn: days.dayAt('/qfrq', wire.qfrq),
  }
}

function rowOf(
  key: PseudonymKey,
  { days, classesOf }: { days: DayReading; classesOf: (text: string) => string[] },
  wire: z.infer<typeof recordOfMapping1>,
  receivedAt: Date,
): DrivingLicenceRecord {
  const today = shanghaiDay(receivedAt)
  const sourceAt = days.instantAt('/updatedAt', wire.updatedAt)
  const validUntil = days.limitAt('/yxqz', wire.yxqz)
  return {
    ref: pseudonymOf(
      at('/sfzmhm', () => readResidentId(wire.sfzmhm, { today })),
      key,
    ),
    classes: classesOf(wire.zjcx),
    normal: wire.zt.toUpperCase() === 'A',
    firstIssuedOn: days.pastDayAt('/cclzrq', wire.cclzrq, today),
    validUntil,
    sourceAt,
    revision: sourceAt.toISOString(),
    deleted: false,
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
    if (cause instanceof TimeError) throw new RecordFault(cause.code, pointer, cause.message)
    throw cause
  }
}

function dayAt(pointer: string, text: string | null | undefined): string | null {
  return text ? at(pointer, () => readDay(text)) : null
}
