import { shanghaiOffsetMs } from './shanghai-zone.ts'

/** Why a day or an instant was refused: it cannot be read, or nobody can have meant it. Permanent, like error codes. */
export type TimeFault = 'DATE_FORM' | 'DATE_IMPLAUSIBLE'

/** A text that is no calendar day, no instant or no duration, or a day nobody can have meant. */
export class TimeError extends Error {
  override readonly name = 'TimeError'
  readonly code: TimeFault
  constructor(message: string, code: TimeFault = 'DATE_FORM') {
    super(message)
    this.code = code
  }
}

/** Whether a text is YYYY-MM-DD and the calendar has that day. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  return year >= 1 && day >= 1 && day <= daysInMonth(year, month)
}

function daysInMonth(year: number, month: number): number {
  return (
    [
      31,
      year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
      31,
      30,
      31,
      30,
      31,
      31,
      30,
      31,
      30,
      31,
    ][month - 1] ?? 0
  )
}

/** The day before a day of the calendar. Days are YYYY-MM-DD. */
export function dayBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  if (date > 1) return dayText(year, month, date - 1)
  return month === 1 ? dayText(year - 1, 12, 31) : dayText(year, month - 1, daysInMonth(year, month - 1))
}

function dayText(year: number, month: number, date: number): string {
  const [inMonth, onDate] = [month, date].map((part) => String(part).padStart(2, '0'))
  return `${String(year).padStart(4, '0')}-${inMonth}-${onDate}`
}

/**
 * Reads a calendar day YYYY-MM-DD.
 * @throws TimeError
 */
export function readDay(text: string): string {
  if (!isRealDay(text)) throw new TimeError('a day is written YYYY-MM-DD and must be in the calendar')
  return text
}

const instantForm =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/**
 * Reads an instant of RFC 3339 with its offset; what is finer than a millisecond is cut.
 * @throws TimeError
 */
export function readInstant(text: string): Date {
  const match = instantForm.exec(text)
  if (match === null || !isRealDay(match[1] ?? ''))
    throw new TimeError('an instant is written as in RFC 3339 with an offset, e.g. 2026-01-31T08:00:00+08:00')
  return new Date(text.replace(/(\.\d{3})\d+/, '$1'))
}

const durationForm = /^P(?=\d|T\d)(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?$/

/**
 * Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds.
 * Years and months are refused: they have no length of their own.
 * @throws TimeError
 */
export function durationMs(text: string): number {
  const match = durationForm.exec(text)
  if (match === null)
    throw new TimeError('a duration is written as in ISO 8601 with days to seconds, e.g. P7D or PT10S')
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}

/** The clock in Asia/Shanghai at an instant, without locale data. */
const shanghaiClock = (instant: Date): string =>
  new Date(instant.getTime() + shanghaiOffsetMs(instant.getTime())).toISOString()

/** The day asked for last: all records of a batch are of one instant. */
let lastDay = { at: Number.NaN, day: '' }

/** The calendar day in Asia/Shanghai at an instant, YYYY-MM-DD. */
export function shanghaiDay(instant: Date): string {
  const at = instant.getTime()
  if (at !== lastDay.at) lastDay = { at, day: shanghaiClock(instant).slice(0, 10) }
  return lastDay.day
}

/** Day and minute in Asia/Shanghai at an instant, YYYY-MM-DD HH:MM. */
export const shanghaiMinute = (instant: Date): string => shanghaiClock(instant).slice(0, 16).replace('T', ' ')
