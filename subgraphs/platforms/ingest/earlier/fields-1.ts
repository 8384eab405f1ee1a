/**
 * How mapping 1 read days, instants and keys: one form of each, any year, no end for "no end", and keys as they came. Records
 * that were read so stand in the journal, and a rebuild reads them so.
 */
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { isRealDay } from '@one-visit/schema/time.ts'
import { type Fields, isNothing } from '../fields.ts'
import { fieldsOfMapping2 } from './fields-2.ts'

/** Reads the fields of a wire record as mapping 1 did. */
export function fieldsOfMapping1<Name extends string>(
  record: { readonly [name in Name]?: string | undefined },
): Fields<Name> {
  const next = fieldsOfMapping2(record)
  const present = <T>(name: Name, value: T | null): T => {
    if (value === null) throw new RecordFault('FIELD_MISSING', `/${name}`, `${name} must be there`)
    return value
  }
  const valueOrNull = (name: Name): string | null => {
    const value = next.textOrNull(name)
    return value === null || isNothing(value) ? null : value
  }
  const dayOrNull = (name: Name): string | null => {
    const value = valueOrNull(name)
    return value === null ? null : dayOf(`/${name}`, value)
  }
  const instantOrNull = (name: Name): Date | null => {
    const value = valueOrNull(name)
    return value === null ? null : instantOf(`/${name}`, value)
  }
  return {
    ...next,
    keyText: next.text,
    keyTextOrNull: next.textOrNull,
    dayOrNull,
    day: (name) => present(name, dayOrNull(name)),
    pastDayOrNull: dayOrNull,
    limitOrNull: (name) => {
      const day = dayOrNull(name)
      return day !== null && day >= '2099' ? null : day
    },
    instantOrNull,
    instant: (name) => present(name, instantOrNull(name)),
    instantLimitOrNull: instantOrNull,
    mustFollow: () => undefined,
    updateTime: (name, receivedAt) => {
      const instant = instantOf(`/${name}`, next.text(name))
      if (instant.getTime() - receivedAt.getTime() > recordAheadMaxMs)
        throw new RecordFault('TIME_AHEAD', `/${name}`, `${name} is ahead of the hub's clock`)
      return instant
    },
  }
}

function dayOf(pointer: string, text: string): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  const day = match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`
  if (!isRealDay(day))
    throw new RecordFault('DATE_FORM', pointer, 'a date is written YYYYMMDD and must be in the calendar')
  return day
}

function instantOf(pointer: string, text: string): Date {
  const match = /^(\d{4})(\d{2})(\d{2})([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(text)
  const day = match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`
  if (match === null || !isRealDay(day))
    throw new RecordFault('TIME_FORM', pointer, 'a time is written YYYYMMDDhhmmss, Beijing time')
  return new Date(`${day}T${match[4]}:${match[5]}:${match[6]}+08:00`)
}
