import { isObject } from '@one-visit/schema/is-object.ts'
import { escapePointer } from '../../json-pointer.ts'
import { type IncomingRecord, RecordFault } from '../message.ts'
import { depthMax, noCharacter } from './text.ts'

/**
 * Records of a text some bytes of which were no characters, each of those with its fault in the one field it stands in.
 * Undefined where the batch cannot be trusted in part: where such bytes stand outside of records, in the name of a field or
 * in several fields of one record, or where no record is without, as a whole batch in another encoding has it.
 */
export function withUnreadBytes(
  records: readonly IncomingRecord[],
  text: string,
): IncomingRecord[] | undefined {
  const inRecords = records.reduce((sum, { value }) => sum + countIn(JSON.stringify(value) ?? ''), 0)
  if (inRecords !== countIn(text)) return undefined
  const places = records.map(({ value }) => placesOf(value))
  const isTold = places.every((found) => found.length < 2 && !found.includes(undefined))
  if (!isTold || places.every((found) => found.length > 0)) return undefined
  return records.map((record, index) => {
    const pointer = places[index]?.[0]
    if (pointer === undefined || record.fault !== undefined) return record
    const fault = new RecordFault('BYTES_NOT_TEXT', pointer, 'holds bytes that are no characters of UTF-8')
    return { ...record, fault }
  })
}

const countIn = (text: string): number => text.split(noCharacter).length - 1

/** Pointers of the texts that hold such bytes; undefined stands for the name of a field, and for what is nested too deep. */
function placesOf(value: unknown, pointer = '', depth = 0): (string | undefined)[] {
  if (typeof value === 'string') return value.includes(noCharacter) ? [pointer] : []
  if (Array.isArray(value) || isObject(value)) {
    if (depth > depthMax) return [undefined]
    return Object.entries(value).flatMap(([name, inner]) =>
      name.includes(noCharacter)
        ? [undefined]
        : placesOf(inner, `${pointer}/${escapePointer(name)}`, depth + 1),
    )
  }
  return []
}
