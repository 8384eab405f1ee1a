/** What `identify` of a message reads: field by field, nothing thrown, of a record that may be anything. */

import { readResidentId, readVin, residentIdOf15 } from '@one-visit/schema/identifiers.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { plausibleInstant, readStatedInstant } from '@one-visit/schema/stated-time.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { type PseudonymKey, pseudonymOf } from '../../room/pseudonym.ts'
import type { RecordIdentity, RecordSubject } from '../message.ts'
import { wholeKey } from './whole-key.ts'

/** What reading gives; undefined where it throws. */
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

/** A field of what should be an object, as text, in whatever case its name is written; empty where there is none. */
export function textOf(value: unknown, name: string): string {
  const found = fieldOf(value, name)
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : ''
}

/** What a reader makes of a text of a record; undefined where there is none or it cannot be read. */
export function readIfCan<Value>(text: unknown, read: (text: string) => Value): Value | undefined {
  return typeof text !== 'string' || text === '' ? undefined : readable(() => read(text))
}

/** A VIN, also one with letters no VIN has in place of the digits they look like. */
export function vinIfCan(text: unknown): string | undefined {
  return (
    readIfCan(text, readVin) ??
    readIfCan(text, (vin) => readVin(vin.toUpperCase().replace(/[OQ]/g, '0').replaceAll('I', '1')))
  )?.vin
}

/**
 * The person a number names, also one of 15 digits, which is refused and nobody else's. Of one that went wrong a stranger, by
 * what it says: whoever was meant, what is corrected may be about anybody.
 */
export function personIfCan(number: unknown, key: PseudonymKey, receivedAt: Date): RecordSubject | undefined {
  return readIfCan(number, (text) => {
    const today = shanghaiDay(receivedAt)
    const read = readable(() => readResidentId(residentIdOf15(text) ?? text, { today }))
    return read === undefined
      ? { kind: 'STRANGER', value: pseudonymOf(text.trim().toUpperCase(), key) }
      : { kind: 'REF', value: pseudonymOf(read, key) }
  })
}

/** A number of the sender's own, unless a spreadsheet mangled it. */
export function wholeKeyIfCan(text: unknown): string | undefined {
  return readIfCan(text, (key) => wholeKey('', key))
}

/** An instant; of one nobody can have meant nobody knows what is older. */
export function instantIfCan(
  text: unknown,
  read: (text: string) => Date = readStatedInstant,
): Date | undefined {
  return readIfCan(text, (stated) => plausibleInstant(read(stated)))
}

/** The sequence of a record in our own form, as `statedFields` has it: 0 where none is stated. */
export function sequenceIfCan(stated: unknown): number | undefined {
  if (stated === undefined) return 0
  return typeof stated === 'number' && Number.isSafeInteger(stated) && stated >= 0 ? stated : undefined
}

/** The fields of a record, of something else none. */
export function fieldsIn(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}

/**
 * An identity of what could be read; a key only where all of it could. `subjects` are alternatives: the first that is known.
 * Of the numbers those that could be read.
 */
export function identified({
  subjects,
  numbers,
  key,
  updatedAt,
  sequence,
}: {
  subjects: readonly (readonly [kind: RecordSubject['kind'], value: string | undefined])[]
  numbers?: readonly (string | undefined)[]
  key: readonly (string | undefined)[]
  updatedAt: unknown
  sequence: unknown
}): RecordIdentity {
  const known = subjects.find(([, value]) => value !== undefined)
  return {
    subjects: known?.[1] === undefined ? [] : [{ kind: known[0], value: known[1] }],
    numbers: numbers?.filter((number) => number !== undefined),
    key: key.every((part) => part !== undefined) ? key : undefined,
    // Read where it is asked for: whom a batch is about is asked of every record, and when of the unreadable ones only.
    get sourceAt() {
      return instantIfCan(updatedAt)
    },
    sequence: sequenceIfCan(sequence),
  }
}
