import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, digestOf } from './canonical.ts'

describe('canonical JSON', () => {
  it('writes keys in order, without blanks, and keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: null, c: '浙' } })).toBe('{"a":{"c":"浙","d":null},"b":[2,1]}')
  })

  it('writes numbers as RFC 8785 does', () => {
    expect(canonicalJson([1.0, 1e21, 0.000001, -0])).toBe('[1,1e+21,0.000001,0]')
  })

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  })

  it('refuses a value that JSON cannot hold', () => {
    expect(() => canonicalJson(undefined)).toThrow('JSON')
  })

  it('gives the same text whatever order keys came in, and back the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 100 },
    )
  })
})

it('a digest is sha-256 in hex', () => {
  expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
