import { RecordFault } from '../message.ts'

/**
 * What a spreadsheet makes of a long number: 3.30302E+17, 3,3E17, 330.302E+15, 3E17; a whole number with a point behind it.
 * More digits before an E no spreadsheet writes: that is a text, as of a digest in hex.
 */
const mangledForms = [/^[+-]?\d{1,3}([.,]\d+)?E[+-]?\d{1,3}$/i, /^\d{5,}\.0*$/]

/**
 * A number of the sender's own that is a key: of a record, a permit, a policy. One that went through a spreadsheet has lost
 * digits, and may be that of many records.
 * @throws RecordFault KEY_MANGLED
 */
export function wholeKey(pointer: string, text: string): string {
  if (mangledForms.some((form) => form.test(text.trim())))
    throw new RecordFault(
      'KEY_MANGLED',
      pointer,
      `a spreadsheet made a number of ${pointer.slice(1) || 'the key'}, and digits are lost; send it as the text it was`,
    )
  return text
}
