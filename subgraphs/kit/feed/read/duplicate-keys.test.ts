import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDuplicateKeys } from './duplicate-keys.ts'

describe('keys an object has twice', () => {
  it.each([
    ['{"a":1,"b":2}', []],
    ['{"a":1,"a":2}', ['/a']],
    ['[{"a":1},{"a":1,"b":{"c":[1,{"d":1,"d":2}]}}]', ['/1/b/c/1/d']],
    ['{"a":"\\",\\"a\\":","b":"a"}', []],
    ['{"a\\u0062":1,"ab":2}', ['/ab']],
    ['{"a/b":1,"a/b":1}', ['/a~1b']],
    ['"a"', []],
    ['[]', []],
  ])('are found in %s', (text, pointers) => {
    expect(findDuplicateKeys(text)).toEqual(pointers)
  })
  it('are never found in what JSON.stringify wrote', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => findDuplicateKeys(JSON.stringify(value)).length === 0))
  })
  it('are looked for in a text nested a million deep', () => {
    expect(findDuplicateKeys('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toEqual([])
  })
})
