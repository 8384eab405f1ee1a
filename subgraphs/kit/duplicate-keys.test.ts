import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDuplicateKeys } from './duplicate-keys.ts'
import { escapePointer } from './json-pointer.ts'

/** JSON as it is written: an object is a list of pairs, so that a key can come twice. */
type Written = string | number | null | { list: Written[] } | { pairs: [string, Written][] }

const names = fc.constantFrom(
  'a',
  'b',
  '',
  '"',
  '\\',
  '/',
  '~1',
  '{',
  '}',
  '[',
  ',',
  ':',
  '\n',
  '\u00e9',
  '\ud83d\ude97',
)
const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 5 },
    names,
    fc.constantFrom(0, -1.5, 1e21, null),
    fc.array(tie('written'), { maxLength: 4 }).map((list) => ({ list })),
    fc.array(fc.tuple(names, tie('written')), { maxLength: 5 }).map((pairs) => ({ pairs })),
  ),
}))

/** The text, with blanks between all signs, and with each letter of a key escaped where asked for. */
function textOf(value: Written, blank: string, isEscaped: boolean): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const parts =
    'list' in value
      ? value.list.map((inner) => textOf(inner, blank, isEscaped))
      : value.pairs.map(
          ([name, inner]) => `${keyOf(name, isEscaped)}${blank}:${blank}${textOf(inner, blank, isEscaped)}`,
        )
  const [open, close] = 'list' in value ? ['[', ']'] : ['{', '}']
  return `${open}${blank}${parts.join(`${blank},${blank}`)}${blank}${close}`
}

function keyOf(name: string, isEscaped: boolean): string {
  const units = name.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return isEscaped ? `"${units.join('')}"` : JSON.stringify(name)
}

/** A value as JSON.parse keeps it, written again. */
const contentOf = (value: Written): string => JSON.stringify(JSON.parse(textOf(value, '', false)))

/** The reference: what comes twice in the pairs with different values, in the order of the text. */
function duplicatesIn(value: Written, pointer = ''): string[] {
  if (value === null || typeof value !== 'object') return []
  if ('list' in value) return value.list.flatMap((inner, index) => duplicatesIn(inner, `${pointer}/${index}`))
  return value.pairs.flatMap(([name, inner], index) => {
    const own = `${pointer}/${escapePointer(name)}`
    const before = value.pairs.slice(0, index).findLast(([other]) => other === name)?.[1]
    const isRepeated = before !== undefined && contentOf(before) !== contentOf(inner)
    return [...(isRepeated ? [own] : []), ...duplicatesIn(inner, own)]
  })
}

describe('keys an object has twice with different values', () => {
  it.each([
    ['{"a":1,"b":2}', []],
    ['{"a":1,"a":2}', ['/a']],
    ['[{"a":1},{"a":1,"b":{"c":[1,{"d":1,"d":2}]}}]', ['/1/b/c/1/d']],
    ['{"a":"\\",\\"a\\":","b":"a"}', []],
    ['{"a\\u0062":1,"ab":2}', ['/ab']],
    ['{"a/b":1,"a/b":2}', ['/a~1b']],
    ['{"a":1,"a":1}', []],
    ['{"a":{"b":[1,"}"]},"c":0,"a": {"b" : [1, "}"] } }', []],
    ['{"a":"x","a":"\\u0078"}', []],
    ['{"a":1,"a":"1"}', ['/a']],
    ['{"a":1,"a":1,"a":2}', ['/a']],
    ['{"a":1,"a":2,"a":1}', ['/a', '/a']],
    ['"a"', []],
    ['[]', []],
  ])('are found in %s', (text, pointers) => {
    expect(findDuplicateKeys(text)).toEqual(pointers)
  })
  it('are never found in what JSON.stringify wrote', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => findDuplicateKeys(JSON.stringify(value)).length === 0))
  })
  it('are found as in the pairs the text was written from, however it is written', () => {
    const blanks = fc.constantFrom('', ' ', '\r\n\t')
    fc.assert(
      fc.property(written, blanks, fc.boolean(), (value, blank, isEscaped) => {
        const text = textOf(value, blank, isEscaped)
        JSON.parse(text)
        expect(findDuplicateKeys(text)).toEqual(duplicatesIn(value))
      }),
      { numRuns: 500 },
    )
  })
  it('take no time that grows with the square of the text, however deep repeats of repeats are nested', () => {
    const deep = `${'{"a":1,"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`
    expect(findDuplicateKeys(deep)).toHaveLength(30_000)
  })
  it('are looked for in a text nested a million deep', () => {
    expect(findDuplicateKeys('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toEqual([])
  })
})
