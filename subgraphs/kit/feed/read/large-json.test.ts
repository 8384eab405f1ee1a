import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HubError } from '../../errors.ts'
import { thing } from '../fixtures/things.ts'
import { readLargeRecords } from './large-json.ts'
import { readRecords } from './records.ts'

/** What a reader makes of a text: its records with their faults, or the code of the refusal. */
function read(reader: (body: Buffer) => Iterable<unknown>, body: Buffer): unknown {
  try {
    return [...reader(body)]
  } catch (error) {
    return error instanceof HubError ? error.details.fault : error
  }
}

const inPieces = (bytes: number) => (body: Buffer) => readLargeRecords(body, thing, bytes)
const atOnce = (body: Buffer) => readRecords(body, thing)

describe('a large body', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  const blank = fc.constantFrom('', ' ', '\n', '\r\n\t ')
  const body = fc.oneof(
    fc.array(value, { maxLength: 12 }).map((list) => JSON.stringify(list)),
    fc.array(value, { maxLength: 12 }).map((list) => JSON.stringify(list, null, 2)),
    fc
      .record({ before: value, list: fc.array(value, { maxLength: 12 }), after: value, blank })
      .map(({ before, list, after, blank }) => {
        const [one, records, two] = [before, list, after].map((each) => JSON.stringify(each))
        return `${blank}{"a"${blank}:${one},${blank}"records":${blank}${records}${blank},"b":${two}${blank}}${blank}`
      }),
    fc
      .array(value, { minLength: 2, maxLength: 12 })
      .map((list) => list.map((one) => JSON.stringify(one)).join('\n')),
    fc.dictionary(fc.string(), value).map((one) => JSON.stringify(one)),
  )

  it('gives the records it gives at once, however small its pieces are', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 200 }), fc.boolean(), (text, bytes, isMarked) => {
        const whole = Buffer.from(isMarked ? `\ufeff${text}` : text)
        expect(read(inPieces(bytes), whole)).toEqual(read(atOnce, whole))
      }),
    )
  })

  it.each([
    '[{"id":"a","id":"b"},{"id":"c"}]',
    '{"records":[{"id":"c"},{"id":"a","id":"b"}]}',
    '{"id":"a","id":"b"}\n{"id":"c"}\nno\n',
    'no\n{"id":"c"}',
    'no\nnor this',
    '[]',
    '{}',
    '{"records":{"id":"a"}}',
    '{"Records":[{"id":"a"}]}',
    '[{"id":"a"},{"id":"b","note":{"in":["x~~y"]}}]',
    '{"of":"~","records":[{"id":"a"}]}',
    '[{"id":"a"},~{"id":"b"}]',
    '[{"id":"a"},',
    '[1,]',
    '[,1]',
    '[1 2]',
    '[1}',
    '[1] 2',
    '{"records":[1]',
    '{"records":[1],}',
    '{"records":[1]} x',
    '{"a":nonsense,"records":[1]}',
    '"a text"',
    '',
  ])('is read as a small one is: %s', (text) => {
    const whole = Buffer.from(text.replaceAll('~', '\xff'), 'latin1')
    // Of bytes that are no text it matters what stands beside them.
    for (const bytes of text.includes('~') ? [1_000] : [1, 1_000])
      expect(read(inPieces(bytes), whole)).toEqual(read(atOnce, whole))
  })

  it('is refused where it has two lists of records', () => {
    for (const text of [
      '{"records":[1],"records":[2]}',
      '{"Records":[1],"records":[2]}',
      '{"records":[1],"RECORDS":[2]}',
    ])
      expect(read(inPieces(1), Buffer.from(text))).toBe('DUPLICATE_KEY')
  })

  it('gives a record that is larger than a piece, and those beside it', () => {
    const large = 'b'.repeat(1_100_000)
    const whole = Buffer.from(JSON.stringify(['a', large, 'c']))
    expect(read(atOnce, whole)).toMatchObject([{ value: 'a' }, { value: large }, { value: 'c' }])
  })

  it('is read no further than its records are asked for', () => {
    const records = atOnce(Buffer.from(`[${'1,'.repeat(1_000_000)}nonsense]`))
    expect(records[Symbol.iterator]().next().value).toMatchObject({ value: 1 })
    expect(() => [...records]).toThrow('not JSON')
  })
})
