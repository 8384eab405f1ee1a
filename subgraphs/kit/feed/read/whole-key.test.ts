import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecordFault } from '../message.ts'
import { wholeKey } from './whole-key.ts'

const isRefused = (text: string): boolean => {
  try {
    return wholeKey('/recordId', text) !== text
  } catch (error) {
    return error instanceof RecordFault && error.code === 'KEY_MANGLED' && error.pointer === '/recordId'
  }
}

describe('a key', () => {
  it.each([
    '3.30302E+17',
    '3.3E17',
    '3.30302e+17',
    '3,30302E+17',
    '330.302E+15',
    '3E+17',
    '3E17',
    '12e3',
    '-3E17',
    ' 3.30302E+17 ',
    '330302000000000000.0',
    '12345.',
  ])('that a spreadsheet made a number of is refused: %s', (text) => {
    expect(isRefused(text)).toBe(true)
  })

  it.each([
    '330302000000000001',
    '0',
    '浙交运管温字330302000001号',
    'c-1',
    'E17',
    '3E17A',
    '1.0',
    'v3.2E',
    '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
    '1234567890123e45',
  ])('that is a text stays as it is: %s', (text) => {
    expect(wholeKey('/recordId', text)).toBe(text)
  })

  it('is refused in whatever exponent form a number of more than five digits is written, and as digits alone never', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 100_000n, max: 10n ** 30n }),
        fc.integer({ min: 0, max: 9 }),
        (number, digits) => {
          expect(wholeKey('', String(number))).toBe(String(number))
          expect(isRefused(Number(number).toExponential(digits))).toBe(true)
          expect(isRefused(Number(number).toExponential(digits).toUpperCase())).toBe(true)
          expect(isRefused(Number(number).toExponential(digits).replace('+', ''))).toBe(true)
        },
      ),
    )
  })
})
