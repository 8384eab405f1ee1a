/** Whom a record is about that cannot be used: read field by field, so that one bad field hides none of the others. */
import type { RecordSubject } from '@one-visit/kit/feed/message.ts'
import { readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { isObject } from '@one-visit/schema/is-object.ts'

/** What reading gives, or undefined where it throws. */
export function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** A field of what should be an object, in whatever case its name is written. */
export function fieldOf(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined
  const fields = value as Readonly<Record<string, unknown>>
  if (Object.hasOwn(fields, name)) return fields[name]
  const key = Object.keys(fields).find((other) => other.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : fields[key]
}

/** A field of what should be an object, as text; empty where there is none. */
export function textOf(value: unknown, name: string): string {
  const found = fieldOf(value, name)
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : ''
}

/** The vehicle a record names: by its VIN, else by its plates. */
export function vehicleOf(vin: string, plates: readonly string[]): RecordSubject[] {
  const named = readable(() => readVin(vin).vin)
  if (named !== undefined) return [{ kind: 'VIN', value: named }]
  const known = plates.flatMap((plate) => readable(() => readPlate(plate)) ?? [])
  return [...new Set(known)].map((value) => ({ kind: 'PLATE', value }))
}
