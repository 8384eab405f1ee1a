/** Free text as clients send it: bounded, without control characters, never empty where it is needed. */
import { badInput, mustHoldNoNumber } from '../store/refused.ts'

// NUL cannot be stored in PostgreSQL and the other control characters only deceive readers; tab and line ends are text.
// Half a surrogate pair would be stored as another character than the one that was sent.
const forbidden = /[^\P{Cc}\t\n\r]|\p{Cs}/u

/**
 * Trims and bounds a text, counted in characters as people see them.
 * @throws BAD_USER_INPUT naming the field
 */
export function readText(field: string, value: string, charactersMax: number): string {
  const text = value.trim()
  if (text === '')
    throw badInput(field, 'FIELD_TOO_SHORT', `The value of ${field} is empty, where a text is needed.`)
  if (forbidden.test(text))
    throw badInput(
      field,
      /\p{Cs}/u.test(text) ? 'LONE_SURROGATE' : 'CONTROL_CHARACTER',
      `The value of ${field} contains a control character or half a character.`,
    )
  mustHoldNoNumber(field, text)
  const characters = [...text].length
  if (characters > charactersMax) {
    throw badInput(
      field,
      'FIELD_TOO_LONG',
      `The value of ${field} has ${characters} characters, more than ${charactersMax}.`,
    )
  }
  return text
}

/** What no name holds, though a text may: line ends, and what is not seen. */
const notInName = /[\t\n\r\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Co}/u

/**
 * Reads the name of somebody: a text of one line in characters everybody has.
 * @throws BAD_USER_INPUT as readText does
 */
export function readName(field: string, value: string, charactersMax: number): string {
  const name = readText(field, value, charactersMax)
  if (notInName.test(name))
    throw badInput(
      field,
      /\p{Co}/u.test(name) ? 'PRIVATE_USE_CHARACTER' : 'CONTROL_CHARACTER',
      `The value of ${field} contains a character that is not seen, or one of private use.`,
    )
  return name
}

/**
 * Reads a text that may be left out, or trims to nothing: undefined then.
 * @throws BAD_USER_INPUT as readText does for one that is given
 */
export function readOptionalText(
  field: string,
  value: string | null | undefined,
  charactersMax: number,
): string | undefined {
  return value === null || value === undefined || value.trim() === ''
    ? undefined
    : readText(field, value, charactersMax)
}
