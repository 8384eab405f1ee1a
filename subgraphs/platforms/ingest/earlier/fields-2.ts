/**
 * How mapping 2 read numbers: a count with decimals lost them, and a number with an exponent was none. Records that were
 * read so stand in the journal, and a rebuild reads them so.
 */
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { type Fields, fieldsOf } from '../fields.ts'

/** Reads the fields of a wire record as mapping 2 did. */
export function fieldsOfMapping2<Name extends string>(
  record: { readonly [name in Name]?: string | undefined },
): Fields<Name> {
  const today = fieldsOf(record)
  const present = (name: Name, value: number | null): number => {
    if (value === null) throw new RecordFault('FIELD_MISSING', `/${name}`, `${name} must be there`)
    return value
  }
  const numberOrNull = (name: Name, form: RegExp): number | null => {
    const text = today.textOrNull(name)
    if (text === null) return null
    if (!form.test(text))
      throw new RecordFault('NUMBER_FORM', `/${name}`, `${name} is a number of zero or more`)
    return Number(text)
  }
  const countOrNull = (name: Name): number | null => {
    const number = numberOrNull(name, /^\d{1,9}(\.\d{1,6})?$/)
    return number === null ? null : Math.floor(number)
  }
  const amountOrNull = (name: Name): number | null => {
    const number = numberOrNull(name, /^\d{1,9}(\.\d{1,12})?$/)
    return number === null ? null : Number(number.toFixed(4))
  }
  const count = (name: Name): number => present(name, countOrNull(name))
  return {
    ...today,
    countOrNull,
    count,
    wholePartOrNull: countOrNull,
    wholePart: count,
    amountOrNull,
    amount: (name) => present(name, amountOrNull(name)),
  }
}
