import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapePointer } from '../../json-pointer.ts'
import { hasField, isSameBut, withoutField } from './without-field.ts'

describe('a record without the field that was at fault', () => {
  const record = { vin: 'A', State: 1, head: { 'a/b': 2, c: [{ d: 3, e: 4 }] } }

  it.each([
    ['/vin', { State: 1, head: record.head }],
    ['/state', { vin: 'A', head: record.head }],
    ['/missing', record],
    ['/head/a~1b', { ...record, head: { c: record.head.c } }],
    ['/head/c/0/d', { ...record, head: { 'a/b': 2, c: [{ e: 4 }] } }],
    ['', undefined],
    ['/vin/x', undefined],
    ['/head/nowhere/x', undefined],
  ])('has all but %s', (pointer, rest) => {
    expect(withoutField(record, pointer)).toEqual(rest)
  })

  it.each([
    ['/vin', true],
    ['/STATE', true],
    ['/head/c/0/d', true],
    ['/missing', false],
    ['/head/nowhere/x', false],
    ['', false],
  ])('states %s, or not', (pointer, isStated) => {
    expect(hasField(pointer, record)).toBe(isStated)
  })

  it('is none of what is no record', () => {
    for (const value of ['text', null, 7, ['a'], undefined]) expect(withoutField(value, '/a')).toBeUndefined()
  })

  it('is the same of two records exactly where nothing else differs', () => {
    const fields = fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string()), { noNullPrototype: true })
    fc.assert(
      fc.property(fields, fields, fc.string(), fc.integer(), (one, other, name, value) => {
        const pointer = `/${escapePointer(name)}`
        expect(isSameBut(pointer, { ...one, [name]: value }, one)).toBe(true)
        expect(isSameBut(pointer, one, other)).toBe(
          isDeepStrictEqual(withoutField(one, pointer), withoutField(other, pointer)),
        )
        const differing = { ...one, [`${name}+`]: 'a' }
        expect(isSameBut(pointer, differing, { ...differing, [`${name}+`]: 'b' })).toBe(false)
      }),
    )
  })
})
