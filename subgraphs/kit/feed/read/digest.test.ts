import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOf, undigested } from './digest.ts'

/** By the book: every field as JSON, in order of names. What stands in a database was written so. */
function byTheBook(row: Readonly<Record<string, unknown>>): string {
  const lines = Object.keys(row)
    .filter((name) => !undigested.includes(name))
    .sort()
    .map((name) => `${name}:${JSON.stringify(row[name]) ?? 'null'}\n`)
  return hash('sha256', lines.join(''), 'base64url')
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('浙C12345', '"', '\\', '\u007f', '\u2028', '\ud800', '\u0000', '😀'),
)
const value = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, new Date('2026-01-31T00:00:00Z')),
  fc.array(text, { maxLength: 3 }),
)

test('a digest is that of each field as JSON, whatever row was asked for before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'digest'), value, { noNullPrototype: true }), {
        maxLength: 4,
      }),
      (rows) => {
        for (const row of rows) expect(digestOf(row)).toBe(byTheBook(row))
      },
    ),
  )
})
