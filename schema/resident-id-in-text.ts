import { isNumberOfPerson, residentIdsIn } from './identifiers.ts'
import { looksLikeOldResidentId } from './old-resident-id.ts'

/** The fewest digits of a number. */
const digitsMin = 15

/** What a text has that holds a number: fifteen digits of any script. */
const digitsOfAnyScript = /(?:\p{Nd}\P{Nd}*){15}/u

/**
 * What people write between the digits of a number: blanks and line ends, what is not seen, every sign but three. A colon, a
 * comma or a semicolon is none: they stand in times and between numbers.
 */
const between = String.raw`(?![,:;])[\s\p{P}\p{S}\p{M}\p{Cf}]`

/** Digits with no more than ten such characters between any two; an X may be the last. */
const numberLike = new RegExp(String.raw`\d(?:(?:${between}){0,10}\d)*(?:(?:${between}){0,10}[Xx])?`, 'gu')

/** A place, and a birth in a century of which there is somebody. */
const bornSince1800 = /^[1-9]\d{5}(?:18|19|20)/

/**
 * Whether a text somebody writes holds a resident ID number, also in parts, in digits of another width or script, directly
 * beside letters, or several of them in one row. A number begins where a group of digits does, and ends where one does or
 * another number begins: of a longer row of digits no part is taken for one.
 *
 * Eighteen characters have the right check character and a birth at least ten years ago. By chance so has one in eleven of
 * other numbers that are a place, a day of then and a serial number, and fewer than one in ten thousand of any. Fifteen digits
 * have no check character: in parts they are taken for a number only where place, birth and serial number are parts.
 *
 * Records of feeds are judged by it when they come, but for their keys; a rebuild takes what was taken then.
 */
export function holdsResidentId(text: string, today: string): boolean {
  if (!mayHoldResidentId(text)) return false
  const plain = plainOf(text)
  if (residentIdsIn(plain, today).length > 0) return true
  return (plain.match(numberLike) ?? []).some((run) => isHeldBy(run, today))
}

/**
 * Whether it is worth while to look at a text more closely: fifteen digits with no letter and none of three signs between them. Every text of every record
 * is asked this, so it is one pass over the characters; of a text with others than ASCII and Chinese ones the digits alone are counted.
 */
export function mayHoldResidentId(text: string): boolean {
  if (text.length < digitsMin) return false
  let digits = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) {
      digits += 1
      if (digits === digitsMin) return true
    } else if (isBreak(code)) digits = 0
    else if (code > lastAscii) return digitsOfAnyScript.test(text)
  }
  return false
}

const lastAscii = 0x7f

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** A letter, a Chinese character, a comma, a colon or a semicolon. */
function isBreak(code: number): boolean {
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    code === 0x2c ||
    code === 0x3a ||
    code === 0x3b
  )
}

/** A text with a star for each digit of the rows of digits that hold such a number; one that holds none as it is. */
export function withoutResidentIds(text: string, today: string): string {
  if (!holdsResidentId(text, today)) return text
  return plainOf(text).replace(numberLike, (run) =>
    isHeldBy(run, today) || residentIdsIn(run, today).length > 0 ? run.replace(/[\dXx]/g, '*') : run,
  )
}

/** A text in half width, with digits of every script as 0 to 9. */
function plainOf(text: string): string {
  return text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, digitOf)
}

/** The ten digits of a script follow one another, and no two scripts do. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

function isHeldBy(run: string, today: string): boolean {
  const { characters, begins } = groupsOf(run)
  const ends = (at: number): boolean => at === characters.length || begins.has(at)
  const held = (from: number, length: number): string => characters.slice(from, from + length)
  const isNumberAt = (from: number): boolean =>
    bornSince1800.test(held(from, 18)) && isNumberOfPerson(held(from, 18), today)
  return [...begins].some((from) => {
    let next = from
    while (isNumberAt(next)) {
      next += 18
      if (ends(next)) return true
    }
    const isInParts = begins.has(from + 6) && begins.has(from + 12) && ends(from + 15)
    return isInParts && looksLikeOldResidentId(held(from, 15), today)
  })
}

/** The characters of a row without what is between them, and where a group of them begins; an X is one by itself, and not. */
function groupsOf(run: string): { characters: string; begins: ReadonlySet<number> } {
  const begins = new Set<number>()
  let characters = ''
  let isWithin = false
  for (const one of run) {
    const isDigit = one >= '0' && one <= '9'
    if (isDigit || one === 'X' || one === 'x') {
      if (!isWithin || !isDigit) begins.add(characters.length)
      characters += one
    }
    isWithin = isDigit
  }
  return { characters, begins }
}
