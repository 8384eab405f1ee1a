import { CodeError } from '@one-visit/schema/codes.ts'
import { IdentifierError } from '@one-visit/schema/identifiers.ts'
import { isRealDay } from '@one-visit/schema/time.ts'
import type { TmriRecord } from './tmri-soap.ts'

/** A record cannot be used; `field` is the police field name, `code` what its quarantine says. */
export class PoliceRecordFault extends Error {
  override readonly name = 'PoliceRecordFault'
  readonly field: string
  readonly code: string
  constructor(field: string, message: string, code = 'FIELD_FORM') {
    super(message)
    this.field = field
    this.code = code
  }
}

const missing = new Set(['', '0', 'null'])

/** A day as the police write it, with or without hyphens and a time; null where there is none. */
export function dayOf(record: TmriRecord, field: string): string | null {
  const text = record[field]?.trim() ?? ''
  if (missing.has(text)) return null
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?$/.exec(text)
  const day = match && `${match[1]}-${match[2]}-${match[3]}`
  if (!day || !isRealDay(day)) throw new PoliceRecordFault(field, `${field} is not a date`, 'DATE_FORM')
  return day
}

/** A last day; null where there is no limit, which the police write as a day in 2099 or 9999. */
export function limitOf(record: TmriRecord, field: string): string | null {
  const day = dayOf(record, field)
  return day !== null && /^(2099|9999)/.test(day) ? null : day
}

/** An instant of Beijing time; a day alone is its beginning. */
export function instantOf(record: TmriRecord, field: string): Date | null {
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
    if (cause instanceof CodeError || cause instanceof IdentifierError)
      throw new PoliceRecordFault(field, cause.message, cause.code)
    throw cause
  }
}
