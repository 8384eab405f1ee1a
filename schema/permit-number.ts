/** When two systems mean one permit by numbers they do not spell alike. */

/**
 * What is left out where numbers are compared, beside the width and case of letters: blanks, quotes, and three words, as the
 * inside of a class of regular expressions here and in PostgreSQL.
 */
export const leftOutOfPermitNumbers = ` \\t\\n\\r\\f\\v"'“”‘’字号第`

/** The fewest digits that say something by themselves: a number in the national shape has 12. */
const digitsMin = 6

const leftOut = new RegExp(`[${leftOutOfPermitNumbers}]`, 'gu')

/**
 * What numbers of permits are compared by: two that agree in it are one for certain. `permitNumberKeySql` of the vehicles
 * room is the same for its statements.
 * @see 道路运输证, 道路运输经营许可证: province, word, 字, 12 digits, 号; written with and without these words
 */
export function permitNumberKey(number: string): string {
  return number
    .normalize('NFKC')
    .replace(leftOut, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** Whether two numbers have the same digits, as far as these say anything: then they may be one, and nobody knows. */
export function mayBeSamePermitNumber(one: string, other: string): boolean {
  const digits = digitsOf(one)
  return digits.length >= digitsMin && digits === digitsOf(other)
}

/** Whether a number has the 12 digits of the national shape, and not 字 directly before and 号 directly behind them. */
export function isOddlySpelt(number: string): boolean {
  return digitsOf(number).length === 12 && !/^[^\s\d]+字\d{12}号$/u.test(number)
}

function digitsOf(number: string): string {
  return number.normalize('NFKC').replace(/[^0-9]/g, '')
}

/** An identifier a machine made, as it is compared: of any width and case, without blanks. */
export function normalisedId(id: string): string {
  return id.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
}
