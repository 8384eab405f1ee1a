/**
 * Keys an object has twice with different values, found by hand: JSON.parse drops all but the last in silence, and a library that tells of them
 * is a parser of its own, several times slower for what is one pass over a text known to be JSON.
 */
import { escapePointer } from './json-pointer.ts'

interface Level {
  pointer: string
  /** Keys seen in this object, and where each one's last value begins, with the colon before it; undefined in a list. */
  keys: Map<string, number> | undefined
  index: number
}

/** Deeper than any record may be nested, values are not compared: each level would be gone through again for all around it. */
const comparedDepthMax = 30

const code = (character: string): number => character.charCodeAt(0)
const quote = code('"')
const backslash = code('\\')
const comma = code(',')
const openBrace = code('{')
const closeBrace = code('}')
const openBracket = code('[')
const closeBracket = code(']')

/**
 * JSON pointers of keys an object of a JSON text has twice with different values. JSON.parse keeps the last of them in
 * silence, other parsers the first, so that two systems would read two different records. The text must be JSON already.
 */
export function findDuplicateKeys(text: string): string[] {
  const found: string[] = []
  const levels: Level[] = []
  let expectsKey = false
  let pointer = ''
  for (let at = 0; at < text.length; at += 1) {
    const level = levels[levels.length - 1]
    switch (text.charCodeAt(at)) {
      case openBrace:
      case openBracket: {
        const isObject = text.charCodeAt(at) === openBrace
        levels.push({ pointer, keys: isObject ? new Map() : undefined, index: 0 })
        if (!isObject) pointer = `${pointer}/0`
        expectsKey = isObject
        break
      }
      case closeBrace:
      case closeBracket:
        pointer = level?.pointer ?? ''
        levels.pop()
        expectsKey = false
        break
      case comma:
        if (level === undefined) break
        level.index += 1
        expectsKey = level.keys !== undefined
        pointer = level.keys === undefined ? `${level.pointer}/${level.index}` : level.pointer
        break
      case quote: {
        const end = endOfString(text, at)
        if (expectsKey && level?.keys !== undefined) {
          const literal = text.slice(at, end)
          const key = literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1)
          pointer = `${level.pointer}/${escapePointer(key)}`
          const before = level.keys.get(key)
          const isDeep = levels.length > comparedDepthMax
          if (before !== undefined && (isDeep || !isSameValue(text, before, end))) found.push(pointer)
          level.keys.set(key, end)
          expectsKey = false
        }
        at = end - 1
        break
      }
    }
  }
  return found
}

/** Whether two values of a JSON text are the same; each begins at the colon before it. */
function isSameValue(text: string, one: number, other: number): boolean {
  const [first, second] = [one, other].map((start) => text.slice(start, endOfValue(text, start)).trim())
  if (first === second) return true
  const contentOf = (written = '') => JSON.stringify(JSON.parse(written.slice(1)))
  try {
    return contentOf(first) === contentOf(second)
  } catch {
    // Nested too deep to be written again.
    return false
  }
}

/** Where the value ends that begins at a place of an object: at the comma or brace after it. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  let end = start
  for (; end < text.length; end += 1) {
    const sign = text.charCodeAt(end)
    if (sign === quote) end = endOfString(text, end) - 1
    else if (sign === openBrace || sign === openBracket) depth += 1
    else if (sign === comma && depth === 0) break
    else if (sign === closeBrace || sign === closeBracket) {
      if (depth === 0) break
      depth -= 1
    }
  }
  return end
}

/** End of the string literal that begins at a quote. */
function endOfString(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && text.charCodeAt(end) !== quote)
    end += text.charCodeAt(end) === backslash ? 2 : 1
  return end + 1
}
