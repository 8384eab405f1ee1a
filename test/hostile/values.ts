/** Values that no client of good will sends, by the kind of place they are put in. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'

/** What the random values are made from; `HOSTILE_SEED` makes those of an earlier run. */
export const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000)

const cursorOf = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** Days and instants beyond what a database or a calendar holds. */
const times = [
  '+270000-01-01T00:00:00.000Z',
  '-270000-01-01',
  '0000-00-00',
  '2026-02-30T25:61:00Z',
  'infinity',
]

/** Texts that are none of what is asked for, or only look like it. */
const texts: readonly string[] = [
  '',
  ' ',
  'f'.repeat(36),
  '-'.repeat(36),
  '00000000-0000-0000-0000-000000000000',
  randomUUID().toUpperCase(),
  `${randomUUID()}\u0000`,
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u202e\u200b\ufeff',
  '浙'.repeat(3_000),
  'x'.repeat(40_000),
  '-1',
  '99999999999999999999',
  '1e400',
  'NaN',
  "' or 1=1; --",
  '%s%n{0}$1',
  '../../../etc/passwd',
  '{"a":1}',
  '[]',
  '__proto__',
  ...times,
  ...times.flatMap((time) => [
    cursorOf(time),
    cursorOf(time, randomUUID()),
    cursorOf(time, 'f'.repeat(36)),
    cursorOf(time, 'code', randomUUID()),
  ]),
  cursorOf('2026-01-01T00:00:00.000Z', 'f'.repeat(36)),
  cursorOf('2026-01-01T00:00:00.000Z', 'a\u0000', '-'.repeat(36)),
  cursorOf('f'.repeat(36)),
  cursorOf('\ud800'),
  cursorOf('99999999999999999999'),
  cursorOf('-1'),
  cursorOf(1, null),
]

const numbers: readonly number[] = [-1, 0, 201, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1.5, 1e308, -0]

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^[0-9a-f-]{36}$/),
  fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }).map((parts) => cursorOf(...parts)),
)
const anyNumber = fc.oneof(fc.double(), fc.integer({ min: -(2 ** 53), max: 2 ** 53 }))

/** Chosen values and random ones, for a place of a type by its name. */
export function hostileValues(type: string): readonly unknown[] {
  const random = { numRuns: 4, seed }
  if (type === 'Int' || type === 'Float')
    return [...numbers, ...fc.sample(anyNumber, random), '7', null, [], {}]
  if (type === 'Boolean') return ['true', 0, null, {}]
  return [...texts, ...fc.sample(anyText, random), 7, true, null, [], {}]
}

/** The same as parts of an address. */
export function hostileParts(): readonly string[] {
  return [
    ...texts.filter((text) => text !== '' && text.length < 5_000),
    ...fc.sample(anyText, { numRuns: 6, seed }),
  ]
}
