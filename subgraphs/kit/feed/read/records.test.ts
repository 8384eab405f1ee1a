import { describe, expect, it } from 'vitest'
import { thing } from '../fixtures/things.ts'
import { readRecords } from './records.ts'

const codesOf = (text: string) =>
  [...readRecords(Buffer.from(text), thing)].map(
    ({ fault }) => fault && `${fault.code} ${fault.pointer}`.trim(),
  )

describe('a body with a key that comes twice', () => {
  it('has a fault in the record it stands in, and in no other', () => {
    expect(codesOf('[{"id":"a","id":"b"},{"id":"c"}]')).toEqual(['DUPLICATE_KEY /id', undefined])
    expect(codesOf('{"records":[{"id":"c"},{"id":"a","id":"b"}]}')).toEqual([undefined, 'DUPLICATE_KEY /id'])
    expect(codesOf('{"id":"a","id":"b"}\n{"id":"c"}')).toEqual(['DUPLICATE_KEY /id', undefined])
  })

  it('has a fault in every record where it is the list of records itself', () => {
    expect(codesOf('{"records":[{"id":"a"}],"records":[{"id":"b"},{"id":"c"}]}')).toEqual([
      'DUPLICATE_KEY',
      'DUPLICATE_KEY',
    ])
    expect(codesOf('{"records":[{"id":"a"}],"records":[{"id":"a"}]}')).toEqual([undefined])
  })

  it('has none where both say the same', () => {
    expect(codesOf('[{"id":"a","id":"a"}]')).toEqual([undefined])
  })
})

describe('a body with bytes that are no characters', () => {
  /** The text with ~ for such a byte. */
  const read = (text: string) =>
    [...readRecords(Buffer.from(text.replaceAll('~', '\xff'), 'latin1'), thing)].map(
      ({ fault }) => fault && `${fault.code} ${fault.pointer}`,
    )

  it.each([
    ['[{"id":"a"},{"id":"b","note":{"in":["x~~y"]}}]', [undefined, 'BYTES_NOT_TEXT /note/in/0']],
    ['{"records":[{"id":"~"},{"id":"b"}]}', ['BYTES_NOT_TEXT /id', undefined]],
    ['{"id":"a~"}\n{"id":"b"}', ['BYTES_NOT_TEXT /id', undefined]],
    ['{"id":"a","id":"b~"}\n{"id":"b"}', ['DUPLICATE_KEY /id', undefined]],
  ])('has a fault in the record they stand in, and in no other: %s', (text, faults) => {
    expect(read(text)).toEqual(faults)
  })

  it.each([
    ['a batch with no record without', '[{"id":"~"},{"id":"~"}]'],
    ['one record', '{"id":"~"}'],
    ['the name of a field', '[{"id":"a"},{"~":"b"}]'],
    ['two fields of a record', '[{"id":"a"},{"id":"~","note":"~"}]'],
    ['what stands beside the records', '{"of":"~","records":[{"id":"a"}]}'],
    ['a place between values', '[{"id":"a"},~{"id":"b"}]'],
    ['text in another encoding', '[{"id":"a"},{"id":"\xd5\xe3","note":"\xb2\xe2"}]'],
  ])('is refused as a whole for %s', (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ details: { fault: 'BODY_NOT_TEXT' } }))
  })

  it('loses no quote to a byte that begins a longer character', () => {
    const body = Buffer.from('[{"id":"a\xe6"},{"id":"b"}]', 'latin1')
    expect([...readRecords(body, thing)].map(({ value }) => value)).toEqual([{ id: 'a\ufffd' }, { id: 'b' }])
  })
})
