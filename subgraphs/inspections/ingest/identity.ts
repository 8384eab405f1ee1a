/** Whom a record is about that cannot be used: read field by field, so that one bad field hides none of the others. */
import {
  type FeedSource,
  maySpeakFor,
  type RecordIdentity,
  type RecordSubject,
} from '@one-visit/kit/feed/message.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { readStatedInstant } from '@one-visit/schema/stated-time.ts'
import { plateAt, stationAt, vinAt } from './fields.ts'

/** What reading gives, or undefined where it throws. */
export function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** A field of what should be an object, as text, in whatever case its name is written; empty where there is none. */
export function textOf(value: unknown, name: string): string {
  const found = fieldOf(value, name)
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : ''
}

/** A field of what should be an object, in whatever case its name is written. */
export function fieldOf(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined
  const fields = value as Readonly<Record<string, unknown>>
  if (Object.hasOwn(fields, name)) return fields[name]
  const key = Object.keys(fields).find((other) => other.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : fields[key]
}

/** A station's number, where it is one. */
export const stationIn = (text: string): string | undefined => readable(() => stationAt('', text))

/** A VIN, where it is one. */
export const vinIn = (text: string): string | undefined => readable(() => vinAt('', text))

/** An instant, where it is one. */
export const instantIn = (text: string): Date | undefined => readable(() => readStatedInstant(text))

/** Values of a key, where each of them could be read. */
export function keyOf(...values: (string | number | undefined)[]): RecordIdentity['key'] {
  const known = values.filter((value) => value !== undefined)
  return known.length === values.length ? known : undefined
}

/**
 * Whom a record names: the vehicle by its VIN, by its plate where the VIN cannot be read, else its station, if the sender
 * may speak for that.
 */
export function subjectsOf(
  { vin, plate, station }: { vin?: string; plate?: string; station?: string | undefined },
  source: FeedSource,
): RecordSubject[] {
  const named = vinIn(vin ?? '')
  if (named !== undefined) return [{ kind: 'VIN', value: named }]
  const plateNumber = readable(() => plateAt('', plate)) ?? undefined
  if (plateNumber !== undefined) return [{ kind: 'PLATE', value: plateNumber }]
  return station !== undefined && maySpeakFor(source, station) ? [{ kind: 'SCOPE', value: station }] : []
}
