/** Days and instants of the interface, in the forms deployed clients write them; a fault carries the pointer of its field. */
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import {
  type DayLimits,
  plausibleDay,
  readStatedDay,
  readStatedInstant,
  readStatedLimit,
  startOfDay,
} from '@one-visit/schema/stated-time.ts'
import { shanghaiDay, TimeError } from '@one-visit/schema/time.ts'

/** A day somebody can have meant. @throws RecordFault DATE_FORM, DATE_IMPLAUSIBLE */
export function dayOf(pointer: string, text: string, limits?: DayLimits): string {
  return timed(pointer, () => plausibleDay(readStatedDay(text), limits))
}

/** A last day, `unlimitedDay` where there is none. @throws RecordFault DATE_FORM, DATE_IMPLAUSIBLE */
export function limitOf(pointer: string, text: string): string {
  return timed(pointer, () => readStatedLimit(text))
}

/** An instant somebody can have meant. @throws RecordFault TIME_FORM, DATE_IMPLAUSIBLE */
export function plausibleInstantOf(pointer: string, text: string): Date {
  return plausible(pointer, instantOf(pointer, text))
}

/** An instant that was, when the record came, or nearly. @throws RecordFault TIME_FORM, TIME_AHEAD, DATE_IMPLAUSIBLE */
export function pastInstantOf(pointer: string, text: string, receivedAt: Date): Date {
  const instant = instantOf(pointer, text)
  if (instant.getTime() - receivedAt.getTime() > recordAheadMaxMs)
    throw new RecordFault('TIME_AHEAD', pointer, `${pointer.slice(1)} is ahead of the hub's clock`)
  return plausible(pointer, instant)
}

function plausible(pointer: string, instant: Date): Date {
  timed(pointer, () => plausibleDay(shanghaiDay(instant)))
  return instant
}

/** A last instant, the beginning of `unlimitedDay` where there is none. @throws RecordFault TIME_FORM, DATE_IMPLAUSIBLE */
export function instantLimitOf(pointer: string, text: string): Date {
  const instant = instantOf(pointer, text)
  if (/^\+|^(2099|9999)/.test(shanghaiDay(instant))) return startOfDay(unlimitedDay)
  return plausible(pointer, instant)
}

function instantOf(pointer: string, text: string): Date {
  return timed(pointer, () => readStatedInstant(text), 'TIME_FORM')
}

function timed<T>(pointer: string, read: () => T, form: 'DATE_FORM' | 'TIME_FORM' = 'DATE_FORM'): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof TimeError)
      throw new RecordFault(cause.code === 'DATE_FORM' ? form : cause.code, pointer, cause.message)
    throw cause
  }
}
