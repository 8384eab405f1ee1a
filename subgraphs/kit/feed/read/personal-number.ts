/** Resident ID numbers where none belongs, left out or starred out: nothing that is kept in the open may hold them. */
import { residentIdsIn } from '@one-visit/schema/identifiers.ts'
import {
  holdsResidentId,
  mayHoldResidentId,
  withoutResidentIds,
} from '@one-visit/schema/resident-id-in-text.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { maskId } from '../../graph/mask.ts'

/** What is known of a record: whom it is about, and its key. */
interface Known {
  subjects: readonly object[]
  numbers?: readonly string[] | undefined
  key?: unknown
}

/** The resident ID numbers in all names, texts and numbers of a value. */
export function residentIdsOf(value: unknown, today: string): readonly string[] {
  if (typeof value === 'string') return value.length < lengthMin ? none : residentIdsIn(value, today)
  if (typeof value === 'number') return value < longNumber ? none : residentIdsIn(String(value), today)
  if (typeof value !== 'object' || value === null || value instanceof Date) return none
  let found = none
  for (const name of Object.keys(value)) {
    const named = residentIdsOf(name, today)
    if (named.length > 0) found = [...found, ...named]
    const held = residentIdsOf((value as Readonly<Record<string, unknown>>)[name], today)
    if (held.length > 0) found = [...found, ...held]
  }
  return found
}

const none: readonly string[] = []

/** Characters of the shortest of them. */
const lengthMin = 15

/** The least number of fifteen digits. */
const longNumber = 1e14

/** What can be read of a record that cannot be used, without what is known by a resident ID number itself. */
export function withoutNumbers<Identity extends Known>(identity: Identity, receivedAt: Date): Identity {
  const today = shanghaiDay(receivedAt)
  const { subjects, key, numbers } = identity
  if (!holdsNumber(subjects, today) && !holdsNumber(key, today) && !holdsNumber(numbers, today))
    return identity
  return {
    ...identity,
    subjects: subjects.filter((subject) => !holdsNumber(subject, today)),
    numbers: numbers?.filter((number) => !holdsNumber(number, today)),
    key: holdsNumber(key, today) ? undefined : key,
  }
}

function holdsNumber(value: unknown, today: string): boolean {
  return residentIdsOf(value, today).length > 0 || hasText(value, isHeldInKey, today)
}

/** What systems put between the parts of what they make. */
const betweenParts = /[-_./@]/

/**
 * Whether a key holds a resident ID number, in one piece or in parts. Hyphens, dots and their like make no parts of a number
 * there, as systems make keys of a place, a day and a serial number.
 */
export function isHeldInKey(text: string, today: string): boolean {
  // Whatever a part holds the whole has as well.
  return mayHoldResidentId(text) && text.split(betweenParts).some((part) => holdsResidentId(part, today))
}

/**
 * Whether a value has a text that holds a number, at any level, as a name or under one. Asked of every column of every record, so it makes
 * no function and no list of its own.
 */
export function hasText(
  value: unknown,
  isHeld: (text: string, today: string) => boolean,
  today: string,
): boolean {
  if (typeof value === 'string') return isHeld(value, today)
  if (typeof value !== 'object' || value === null || value instanceof Date) return false
  for (const name of Object.keys(value))
    if (isHeld(name, today) || hasText((value as Readonly<Record<string, unknown>>)[name], isHeld, today))
      return true
  return false
}

/** A text that quotes what a sender wrote, with every resident ID number in it starred out, also those in parts. */
export function withStars(text: string, receivedAt: Date): string {
  if (text.length < lengthMin) return text
  const today = shanghaiDay(receivedAt)
  const numbers = residentIdsIn(text, today)
  const starred = numbers.reduce((before, number) => before.replaceAll(number, maskId(number)), text)
  return withoutResidentIds(starred, today)
}
