/**
 * Keys an object has twice, found by hand: JSON.parse drops all but the last in silence, and a library that tells of them
 * is a parser of its own, several times slower for what is one pass over a text known to be JSON.
 */
import { escapePointer } from './text.ts'

interface Level {
  pointer: string
  /** Keys seen in this object; undefined in a list. */
  keys: Set<string> | undefined
  index: number
}

const code = (character: string): number => character.charCodeAt(0)
const quote = code('"')
const backslash = code('\\')
const comma = code(',')
const openBrace = code('{')
const closeBrace = code('}')
const openBracket = code('[')
const closeBracket = code(']')

/**
 * JSON pointers of keys an object of a JSON text has twice. JSON.parse keeps the last of them in silence, other parsers
 * the first, so that two systems would read two different records. The text must be JSON already.
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
        levels.push({ pointer, keys: isObject ? new Set() : undefined, index: 0 })
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
          if (level.keys.has(key)) found.push(pointer)
          level.keys.add(key)
          expectsKey = false
        }
        at = end - 1
        break
      }
    }
  }
  return found
}

/** End of the string literal that begins at a quote. */
function endOfString(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && text.charCodeAt(end) !== quote)
    end += text.charCodeAt(end) === backslash ? 2 : 1
  return end + 1
}
