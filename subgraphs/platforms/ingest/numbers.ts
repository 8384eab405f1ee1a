/** Numbers of the interface, in the forms deployed clients write them; a fault carries the pointer of its field. */
import { RecordFault } from '@one-visit/kit/feed/message.ts'

const numberMax = 999_999_999

/**
 * A number of zero or more. 1.0E7 is how Java writes a sum of ten million; a key never comes here.
 * @throws RecordFault NUMBER_FORM
 */
export function numberOf(pointer: string, text: string): number {
  const number = /^\d{1,9}(\.\d{1,12})?(e[+-]?\d{1,2})?$/i.test(text) ? Number(text) : Number.NaN
  if (!(number <= numberMax))
    throw new RecordFault('NUMBER_FORM', pointer, `${pointer.slice(1)} is a number from 0 to ${numberMax}`)
  return number
}

/** A number of things, of which there are no parts. @throws RecordFault NUMBER_FORM */
export function countOf(pointer: string, text: string): number {
  const count = numberOf(pointer, text)
  if (!Number.isInteger(count))
    throw new RecordFault('NUMBER_FORM', pointer, `${pointer.slice(1)} is a whole number`)
  return count
}

/** An amount with the four decimals that count. @throws RecordFault NUMBER_FORM */
export const amountOf = (pointer: string, text: string): number => Number(numberOf(pointer, text).toFixed(4))

/** What is said of an amount of which the whole part is kept; nothing where that is all of it. */
export function wholePartNotes(name: string, text: string | undefined): string[] {
  const number = Number(text || Number.NaN)
  return Number.isInteger(number) || Number.isNaN(number)
    ? []
    : [`${name}: of ${text} the whole part is kept, ${Math.floor(number)}`]
}
