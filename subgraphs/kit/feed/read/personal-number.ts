/** Resident ID numbers where none belongs, left out or starred out: nothing that is kept in the open may hold them. */
import { residentIdsIn } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { maskId } from '../../graph/mask.ts'

/** What is known of a record: whom it is about, and its key. */
interface Known {
  subjects: readonly object[]
  key?: unknown
}

/** What can be read of a record that cannot be used, without what is known by a resident ID number itself. */
export function withoutNumbers<Identity extends Known>(identity: Identity, receivedAt: Date): Identity {
  const today = shanghaiDay(receivedAt)
  const holdsNumber = (what: unknown): boolean => residentIdsIn(JSON.stringify(what) ?? '', today).length > 0
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
