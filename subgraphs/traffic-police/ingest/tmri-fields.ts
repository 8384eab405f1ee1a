import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { CodeError } from '@one-visit/schema/codes.ts'
import { IdentifierError } from '@one-visit/schema/identifiers.ts'
import type { RecordFaultCode } from '@one-visit/schema/record-faults.ts'
import {
  plausibleDay,
  readStatedDay,
  readStatedInstant,
  readStatedLimit,
  startOfDay,
} from '@one-visit/schema/stated-time.ts'
import { isRealDay, TimeError } from '@one-visit/schema/time.ts'
import type { TmriRecord } from './tmri-soap.ts'

/** A record cannot be used; `field` is the police field name, `code` what its quarantine says. */
export class PoliceRecordFault extends Error {
  override readonly name = 'PoliceRecordFault'
  readonly field: string
  readonly code: RecordFaultCode
  constructor(field: string, message: string, code: RecordFaultCode = 'FIELD_FORM') {
    super(message)
    this.field = field
    this.code = code
  }
}

const missing = new Set(['', '0', 'null'])

/** How a record's days and instants are read. */
export interface PoliceTimes {
  /** A day of the past: of what has been done; null where there is none. */
  pastDayOf(record: TmriRecord, field: string, today: string): string | null
  /** A day, past or to come; null where there is none. */
  dayOf(record: TmriRecord, field: string): string | null
  /** A last day; null where none is stated. */
  limitOf(record: TmriRecord, field: string): string | null
  /** The last day of an inspection, as a last day was always read. */
  limitOfInspection(record: TmriRecord, field: string): string | null
  /** An instant; a day alone is its beginning. */
  instantOf(record: TmriRecord, field: string): Date | null
}

/** Days and instants in all forms met; what nobody can have meant is refused, and "no limit" is `unlimitedDay`. */
export const policeTimes: PoliceTimes = {
  pastDayOf: (record, field, today) =>
    read(record, field, (text) => plausibleDay(readStatedDay(text), { notAfter: today })),
  dayOf: (record, field) => read(record, field, (text) => plausibleDay(readStatedDay(text))),
  limitOf: (record, field) => read(record, field, (text) => readStatedLimit(text)),
  limitOfInspection: (record, field) => read(record, field, (text) => readStatedLimit(text)),
  instantOf: (record, field) =>
    read(record, field, (text) => {
      const day = readStatedDay(text)
      return /:|\d{14}/.test(text) ? readStatedInstant(text) : startOfDay(day)
    }),
}

/** What a field says; null where it says nothing. */
function read<Value>(record: TmriRecord, field: string, reader: (text: string) => Value): Value | null {
  const text = record[field]?.trim() ?? ''
  return missing.has(text) ? null : attempt(field, () => reader(text))
}

/** A day as the police write it, with or without hyphens and a time; null where there is none. */
function dayOf(record: TmriRecord, field: string): string | null {
  const text = record[field]?.trim() ?? ''
  if (missing.has(text)) return null
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?$/.exec(text)
  const day = match && `${match[1]}-${match[2]}-${match[3]}`
  if (!day || !isRealDay(day)) throw new PoliceRecordFault(field, `${field} is not a date`, 'DATE_FORM')
  return day
}

/** A last day; null where there is no limit, which the police write as a day in 2099 or 9999. */
function limitOf(record: TmriRecord, field: string): string | null {
  const day = dayOf(record, field)
  return day !== null && /^(2099|9999)/.test(day) ? null : day
}

/** An instant of Beijing time; a day alone is its beginning. */
function instantOf(record: TmriRecord, field: string): Date | null {
  const day = dayOf(record, field)
  if (day === null) return null
  const time = /[ T]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)/.exec(record[field] ?? '')?.[1] ?? '00:00:00'
  return new Date(`${day}T${time}+08:00`)
}

/** The largest whole number a column holds. */
const countMax = 2_147_483_647

/** A whole number that is not negative; decimals are rounded. */
export function countOf(record: TmriRecord, field: string): number | null {
  const text = record[field]?.trim() ?? ''
  if (text === '' || text === 'null') return null
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0 || value > countMax)
    throw new PoliceRecordFault(field, `${field} is not a number`)
  return Math.round(value)
}

/**
 * Refuses numbers with decimals where things are counted: seats of 7.4 are neither 7 nor 8.
 * @throws RecordFault NUMBER_FORM
 */
export function mustBeWhole(record: TmriRecord, fields: readonly string[]): void {
  for (const field of fields) {
    const number = Number(record[field]?.trim() || Number.NaN)
    if (!Number.isNaN(number) && !Number.isInteger(number))
      throw new RecordFault('NUMBER_FORM', `/fields/${field}`, `${field} is a whole number`)
  }
}

/** A field that must say something. */
export function required(record: TmriRecord, field: string): string {
  const value = record[field]?.trim()
  if (!value || value === 'null') throw new PoliceRecordFault(field, `${field} is missing`, 'FIELD_MISSING')
  return value
}

/** Status letters: one or more, upper case. */
export function lettersOf(record: TmriRecord, field: string): string {
  const letters = required(record, field).toUpperCase()
  if (!/^[A-Z]+$/.test(letters))
    throw new PoliceRecordFault(field, `${field} holds something other than letters`)
  return letters
}

/** Runs a reader of the schema; what it refuses becomes a fault of the field. */
export function attempt<T>(field: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof CodeError || cause instanceof IdentifierError || cause instanceof TimeError)
      throw new PoliceRecordFault(field, cause.message, cause.code)
    throw cause
  }
}

/** How days and instants were read by the mappings of before. */
export const firstPoliceTimes: PoliceTimes = {
  pastDayOf: dayOf,
  dayOf,
  limitOf,
  limitOfInspection: dayOf,
  instantOf,
}

/** Refuses what ends before it began. @throws PoliceRecordFault PERIOD_REVERSED */
export function mustNotEndBefore(field: string, until: string | null, from: string | null): void {
  if (until !== null && from !== null && until < from)
    throw new PoliceRecordFault(field, `${field} lies before ${from}, the day it begins`, 'PERIOD_REVERSED')
}
