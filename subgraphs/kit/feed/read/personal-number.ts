/** Resident ID numbers where none belongs, left out or starred out: nothing that is kept in the open may hold them. */
import { residentIdsIn } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { maskId } from '../../graph/mask.ts'

/** What is known of a record: whom it is about, and its key. */
interface Known {
  subjects: readonly object[]
  key?: unknown
}

/** The resident ID numbers in all names, texts and numbers of a value. */
export function residentIdsOf(value: unknown, today: string): readonly string[] {
  if (typeof value === 'string') return residentIdsIn(value, today)
  if (typeof value === 'number') return value < longNumber ? none : residentIdsIn(String(value), today)
  if (typeof value !== 'object' || value === null || value instanceof Date) return none
  let found = none
  for (const name of Object.keys(value))
    for (const each of [name, (value as Readonly<Record<string, unknown>>)[name]]) {
      const numbers = residentIdsOf(each, today)
      if (numbers.length > 0) found = [...found, ...numbers]
    }
  return found
}

const none: readonly string[] = []

/** The least number of fifteen digits. */
const longNumber = 1e14

/** What can be read of a record that cannot be used, without what is known by a resident ID number itself. */
export function withoutNumbers<Identity extends Known>(identity: Identity, receivedAt: Date): Identity {
  const today = shanghaiDay(receivedAt)
  const holdsNumber = (what: unknown): boolean => residentIdsOf(what, today).length > 0
  if (!holdsNumber(identity)) return identity
  return {
    ...identity,
    subjects: identity.subjects.filter((subject) => !holdsNumber(subject)),
    key: holdsNumber(identity.key) ? undefined : identity.key,
  }
}

/** A text that quotes what a sender wrote, with every resident ID number in it starred out. */
export function withStars(text: string, receivedAt: Date): string {
  const numbers = residentIdsIn(text, shanghaiDay(receivedAt))
  return numbers.reduce((starred, number) => starred.replaceAll(number, maskId(number)), text)
}
