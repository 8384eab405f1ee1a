import { describe, expect, it } from 'vitest'
import { thing } from '../fixtures/things.ts'
import { readRecords } from './records.ts'

const codesOf = (text: string) =>
  readRecords(Buffer.from(text), thing).map(({ fault }) => fault && `${fault.code} ${fault.pointer}`.trim())

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
