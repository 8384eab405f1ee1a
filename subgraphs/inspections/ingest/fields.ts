import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { at as named } from '@one-visit/kit/feed/read/stated-record.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import type { RecordFaultCode } from '@one-visit/schema/record-faults.ts'
import {
  plausibleDay,
  readStatedDay,
  readStatedInstant,
  readStatedLimit,
} from '@one-visit/schema/stated-time.ts'
import { isRealDay, shanghaiDay, TimeError } from '@one-visit/schema/time.ts'

/** Names the field in the fault where it cannot be read, an implausible day by a code of its own. */
function at<Value>(pointer: string, read: () => Value): Value {
  return named(pointer, () => {
    try {
      return read()
    } catch (cause) {
      if (cause instanceof TimeError) throw new RecordFault(cause.code, pointer, cause.message)
      throw cause
    }
  })
}

/** VIN of a report. @throws RecordFault */
export const vinAt = (pointer: string, text: string): string => at(pointer, () => readVin(text)).vin

/** Station number 检测站编号: division and three digits. @throws RecordFault STATION_FORM */
export function stationAt(pointer: string, text: string): string {
  if (!/^\d{9}$/.test(text)) throw new RecordFault('STATION_FORM', pointer, 'a station has nine digits')
  return text
}

/** Test line 检测线 of a report, as the station writes it: a letter or a number. @throws RecordFault LINE_FORM */
export function lineAt(pointer: string, value: string | number | undefined | null): string | null {
  if (isNone(value)) return null
  const line = String(value).trim().toUpperCase()
  if (!/^[A-Z0-9]{1,8}$/.test(line))
    throw new RecordFault('LINE_FORM', pointer, 'a line is a capital letter or a number')
  return line
}

function isNone(text: string | number | undefined | null): text is undefined | null | '' | '0' | 0 {
  return text === undefined || text === null || text === '' || text === '0' || text === 0
}

/** Note for the station where a VIN's check digit is wrong. */
export function vinNotes(text: string): string[] {
  try {
    return readVin(text).checkDigitOk ? [] : ['the check digit of the VIN is wrong']
  } catch {
    return []
  }
}

/** What is said of numbers with decimals, of which the nearest whole one is kept: odometers, seats, attempts. */
export function roundedNotes(counts: Readonly<Record<string, string | number | null | undefined>>): string[] {
  return Object.entries(counts).flatMap(([name, value]) => {
    const number = isNone(value) ? Number.NaN : Number(value)
    return Number.isNaN(number) || Number.isInteger(number)
      ? []
      : [`${name}: of ${String(value).slice(0, 20)} the nearest whole number is kept, ${Math.round(number)}`]
  })
}

/** Plate of a report with its province character; null where the vehicle has none yet. @throws RecordFault */
export function plateAt(pointer: string, text: string | undefined): string | null {
  return isNone(text) ? null : at(pointer, () => readPlate(text))
}

/** How a message reads its days and instants. */
export interface TimeReading {
  /** When something was done; no future instant. */
  instantAt(pointer: string, text: string, receivedAt: Date, aheadCode?: RecordFaultCode): Date
  /** The last day of something; none where no last day is stated. */
  lastDayAt(pointer: string, text: string | undefined): string | null
}

/** The first day of the trade's electronic reports: what is dated before it nobody can have meant. */
export const reportsSince = '1990-01-01'

/** Days and instants in all forms met. */
export const timeReading: TimeReading = {
  instantAt: (pointer, text, receivedAt, aheadCode = 'INSPECTION_IN_FUTURE') => {
    const instant = at(pointer, () => readStatedInstant(text))
    if (instant.getTime() > receivedAt.getTime() + recordAheadMaxMs)
      throw new RecordFault(aheadCode, pointer, 'lies after the moment the report arrived')
    at(pointer, () => plausibleDay(shanghaiDay(instant), { notBefore: reportsSince }))
    return instant
  },
  lastDayAt: (pointer, text) => {
    if (isNone(text)) return null
    const day = at(pointer, () => readStatedLimit(text, { notBefore: reportsSince }))
    // No test is good for ever: what is said to have no end has none that anybody could rest on.
    return day === unlimitedDay ? null : day
  },
}

/** A day, in any form met, that somebody can have meant. @throws RecordFault DATE_FORM, DATE_IMPLAUSIBLE */
export const statedDayAt = (pointer: string, text: string): string =>
  at(pointer, () => plausibleDay(readStatedDay(text)))

/** The last day of something; `unlimitedDay` where it is stated to have none, null where nothing is stated. @throws RecordFault */
export const statedLimitAt = (pointer: string, text: string | undefined | null): string | null =>
  isNone(text) ? null : at(pointer, () => readStatedLimit(text))

/**
 * Day of a vehicle's life, in any form met, up to the one the report arrived on; none for "" and "0".
 * @throws RecordFault DATE_FORM, DATE_IMPLAUSIBLE
 */
export function pastDayAt(
  pointer: string,
  text: string | number | undefined | null,
  receivedAt: Date,
): string | null {
  if (isNone(text)) return null
  return at(pointer, () => plausibleDay(readStatedDay(String(text)), { notAfter: shanghaiDay(receivedAt) }))
}

/** Day written YYYYMMDD or YYYY-MM-DD; none for "", "0", and the years that mean no limit. @throws RecordFault DATE_FORM */
export function dayAt(pointer: string, text: string | undefined): string | null {
  if (isNone(text)) return null
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?: 00:00:00(?:\.0)?)?$/.exec(text.trim())
  const day = match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`
  if (!isRealDay(day))
    throw new RecordFault('DATE_FORM', pointer, 'not a day of the calendar, written YYYYMMDD')
  return day >= '2099-01-01' ? null : day
}

/**
 * Instant written YYYY-MM-DD hh:mm:ss, Beijing time, not in the future.
 * @throws RecordFault DATE_FORM, and INSPECTION_IN_FUTURE or the code given for it
 */
function instantAt(
  pointer: string,
  text: string,
  receivedAt: Date,
  aheadCode: RecordFaultCode = 'INSPECTION_IN_FUTURE',
): Date {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](([01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.0)?$/.exec(text.trim())
  if (match === null || !isRealDay(match[1] ?? ''))
    throw new RecordFault('DATE_FORM', pointer, 'not an instant written YYYY-MM-DD hh:mm:ss')
  const instant = new Date(`${match[1]}T${match[2]}+08:00`)
  if (instant.getTime() > receivedAt.getTime() + recordAheadMaxMs)
    throw new RecordFault(aheadCode, pointer, 'lies after the moment the report arrived')
  return instant
}

/** Count written as number or digits; none for "", "0" and absence. @throws RecordFault NUMBER_FORM */
export function countAt(
  pointer: string,
  value: string | number | undefined | null,
  max = 10_000_000,
): number | null {
  if (isNone(value)) return null
  const count = Math.round(Number(value))
  if (!Number.isSafeInteger(count) || count < 0 || count > max)
    throw new RecordFault('NUMBER_FORM', pointer, `not a number from 0 to ${max}`)
  return count
}

/** How days and instants were read by the mappings of before. */
export const firstTimeReading: TimeReading = { instantAt, lastDayAt: dayAt }
