import { residentIdsIn } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { RecordFault } from '../message.ts'
import { isIdKey } from './id-key.ts'
import { residentIdsOf } from './personal-number.ts'
import { depthMax, escapePointer } from './text.ts'

/**
 * Refuses a record whose row would hold a resident ID number. What asks for one makes a reference of it, and what is read
 * and not kept stays sealed in the journal; a number that comes as far as a column was written where none belongs.
 * @throws RecordFault PERSONAL_NUMBER
 */
export function mustHoldNoNumber(row: object, value: unknown, receivedAt: Date): void {
  const today = shanghaiDay(receivedAt)
  const [number] = residentIdsOf(row, today)
  if (number === undefined) return
  const places = placesOf(number, value, today)
  const place = places.find(({ key }) => !isIdKey(key)) ?? places[0]
  throw new RecordFault(
    'PERSONAL_NUMBER',
    place?.pointer ?? '',
    'holds a resident ID number, for which it is not',
  )
}

/** Where a record holds a number: pointers, and the names of the fields. */
function placesOf(
  number: string,
  value: unknown,
  today: string,
  { pointer = '', key = '', depth = 0 } = {},
): { pointer: string; key: string }[] {
  if (depth > depthMax) return []
  if (typeof value === 'string') return residentIdsIn(value, today).includes(number) ? [{ pointer, key }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    placesOf(number, inner, today, {
      pointer: `${pointer}/${escapePointer(name)}`,
      key: name,
      depth: depth + 1,
    }),
  )
}
