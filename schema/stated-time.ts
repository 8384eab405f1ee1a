/**
 * Days and instants as senders write them: the one reader of the forms met. What no offset is given for is the clock of
 * Asia/Shanghai by the zone's history; an offset that is given is honoured, so that 2018-11-29T16:00:00Z is the 30th.
 */
import { unlimitedDay } from './in-force.ts'
import { instantOfShanghaiClock } from './shanghai-zone.ts'
import { isRealDay, shanghaiDay, TimeError } from './time.ts'

const dayForm = /(\d{4})(?:(\d{2})(\d{2})|([-/])(\d{1,2})\4(\d{1,2}))/
const timeForm = /([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?/
const offsetForm = /(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)/
const form = new RegExp(
  `^${dayForm.source}(?:(?:T|[ \\u3000]{1,4})${timeForm.source}(?: ?${offsetForm.source})?)?$`,
)

/** YYYYMMDDhhmmss, as the national interface writes instants. */
const digits = /^(\d{8})([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/

interface Stated {
  day: string
  /** hh:mm:ss.sss; undefined where only a day is written. */
  time: string | undefined
  /** Z or ±hh:mm; undefined where none is given. */
  offset: string | undefined
}

/**
 * Reads a day: YYYY-MM-DD, YYYYMMDD, YYYY/M/D; with a time behind it, after a T or blanks, the day is that of the instant in
 * Asia/Shanghai. Answers YYYY-MM-DD.
 * @throws TimeError DATE_FORM
 */
export function readStatedDay(text: string): string {
  const stated = readForm(text)
  if (stated === undefined)
    throw new TimeError('a day is written YYYY-MM-DD or YYYYMMDD and must be in the calendar')
  // The calendar of four digits ends where senders say that there is no end; an hour more makes that no other day.
  return stated.offset === undefined ? stated.day : lastOfCalendar(shanghaiDay(instantOf(stated)))
}

/**
 * Reads an instant: a day as above with a time, or YYYYMMDDhhmmss. What is finer than a millisecond is cut. A day alone is
 * no instant.
 * @throws TimeError DATE_FORM
 */
export function readStatedInstant(text: string): Date {
  const stated = readForm(text)
  if (stated?.time === undefined)
    throw new TimeError(
      'an instant is written YYYY-MM-DD hh:mm:ss, Beijing time, or as in RFC 3339 with an offset',
    )
  return instantOf(stated)
}

/** The instant at which a day (YYYY-MM-DD) begins in Asia/Shanghai. */
export function startOfDay(day: string): Date {
  return instantOf({ day, time: undefined, offset: undefined })
}

/** The last millisecond of a day (YYYY-MM-DD) in Asia/Shanghai. */
export function endOfDay(day: string): Date {
  return instantOf({ day, time: '23:59:59.999', offset: undefined })
}

function readForm(text: string): Stated | undefined {
  const written = text.trim()
  const compact = digits.exec(written)
  const match = form.exec(
    compact === null ? written : `${compact[1]} ${compact[2]}:${compact[3]}:${compact[4]}`,
  )
  if (match === null) return undefined
  const [, year, monthA, dayA, , monthB = '', dayB = '', hours, minutes, seconds = '00', fraction = ''] =
    match
  const day = `${year}-${monthA ?? monthB.padStart(2, '0')}-${dayA ?? dayB.padStart(2, '0')}`
  if (!isRealDay(day)) return undefined
  const time =
    hours && `${hours.padStart(2, '0')}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`
  return { day, time, offset: match[11]?.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2') }
}

function instantOf({ day, time = '00:00:00.000', offset }: Stated): Date {
  if (offset !== undefined) return new Date(`${day}T${time}${offset}`)
  return new Date(instantOfShanghaiClock(Date.parse(`${day}T${time}Z`)))
}

const lastOfCalendar = (day: string): string => (day.startsWith('+') ? unlimitedDay : day)

/** What a day can be at all; days are YYYY-MM-DD, and belong to it. */
export interface DayLimits {
  notBefore?: string | undefined
  notAfter?: string | undefined
}

/** The day programs count from, which they show where they know none. */
const epochs = new Set(['1970-01-01'])

/**
 * A day somebody can have meant: none of 1900 or before, nor the first of 1970, which programs write where they know none;
 * none from 2099 on, where years stand for "no limit"; none outside what its caller knows.
 * @throws TimeError DATE_IMPLAUSIBLE
 */
export function plausibleDay(
  day: string,
  { notBefore = '1901-01-01', notAfter = '2098-12-31' }: DayLimits = {},
): string {
  if (day < '1901' || epochs.has(day))
    throw new TimeError(
      `${day} is a day programs write where they know none; leave it out`,
      'DATE_IMPLAUSIBLE',
    )
  if (day < notBefore || day > notAfter)
    throw new TimeError(`${day} is not a day from ${notBefore} to ${notAfter}`, 'DATE_IMPLAUSIBLE')
  return day
}

/** Between these every day is one that somebody can have meant. */
const longPast = new Date('1971-01-01T00:00:00Z')
const farAhead = new Date('2098-01-01T00:00:00Z')

/**
 * An instant somebody can have meant, by the day it is of. One of a time to come is not told here but where it is compared
 * with a clock.
 * @throws TimeError DATE_IMPLAUSIBLE
 */
export function plausibleInstant(instant: Date): Date {
  if (instant > longPast && instant < farAhead) return instant
  plausibleDay(lastOfCalendar(shanghaiDay(instant)), { notAfter: unlimitedDay })
  return instant
}

/**
 * Reads the last day of something. The years 2099 and 9999 say that there is none, which is `unlimitedDay`; any other day
 * must be plausible.
 * @throws TimeError DATE_FORM, DATE_IMPLAUSIBLE
 */
export function readStatedLimit(text: string, limits?: DayLimits): string {
  const day = readStatedDay(text)
  return /^(2099|9999)/.test(day) ? unlimitedDay : plausibleDay(day, limits)
}
