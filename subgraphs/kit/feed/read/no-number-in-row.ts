import { residentIdsIn } from '@one-visit/schema/identifiers.ts'
import { holdsResidentId } from '@one-visit/schema/resident-id-in-text.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { escapePointer } from '../../json-pointer.ts'
import { RecordFault } from '../message.ts'
import { isIdKey } from './id-key.ts'
import { hasText, isHeldInKey, residentIdsOf } from './personal-number.ts'
import { depthMax } from './text.ts'

/** Whether a column beside the key of a plan is one in which systems write what they make: identifiers and versions. */
function isMadeBySystems(name: string): boolean {
  return name.endsWith('Id') || name === 'revision' || name === 'digest' || name === 'rawDigest'
}

/**
 * Refuses a record whose row would hold a resident ID number. What asks for one makes a reference of it, and what is read
 * and not kept stays sealed in the journal; a number that comes as far as a column was written where none belongs. It may be
 * in parts; in a key hyphens, dots and their like make none, as systems make keys of a place, a day and a serial number. Asked of what comes, never of
 * what a rebuild reads again, so that what is looked for may grow.
 * @throws RecordFault PERSONAL_NUMBER
 */
export function mustHoldNoNumber(
  row: object,
  value: unknown,
  { receivedAt, key }: { receivedAt: Date; key: readonly string[] },
): void {
  const today = shanghaiDay(receivedAt)
  const [number] = residentIdsOf(row, today)
  if (number !== undefined) refuse(value, (text) => residentIdsIn(text, today).includes(number))
  for (const name of Object.keys(row)) {
    const column = (row as Readonly<Record<string, unknown>>)[name]
    if (typeof column !== 'string' && typeof column !== 'object') continue
    const isHeld = isMadeBySystems(name) || key.includes(name) ? isHeldInKey : holdsResidentId
    if (hasText(column, isHeld, today)) refuse(value, (text) => isHeld(text, today))
  }
}

function refuse(value: unknown, isHeldBy: (text: string) => boolean): never {
  const places = placesOf(value, isHeldBy)
  const place = places.find(({ key }) => !isIdKey(key)) ?? places[0]
  throw new RecordFault(
    'PERSONAL_NUMBER',
    place?.pointer ?? '',
    'holds a resident ID number, for which it is not',
  )
}

/** Where a record has a text of some kind: pointers, and the names of the fields. */
function placesOf(
  value: unknown,
  is: (text: string) => boolean,
  { pointer = '', key = '', depth = 0 } = {},
): { pointer: string; key: string }[] {
  if (depth > depthMax) return []
  if (typeof value === 'string') return is(value) ? [{ pointer, key }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    placesOf(inner, is, {
      pointer: `${pointer}/${escapePointer(name)}`,
      key: name,
      depth: depth + 1,
    }),
  )
}
