import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { HubError } from '../../errors.ts'
import { RecordFault } from '../message.ts'
import { readBody, readShape } from './shape.ts'

const shape = z.strictObject({
  name: z.string().min(1).max(5),
  count: z.int().min(0).max(9).optional(),
  kind: z.enum(['A', 'B']).optional(),
  list: z.array(z.string().min(2)).min(1).max(2).optional(),
  at: z.iso.datetime().optional(),
  either: z.union([z.string().max(3), z.number()]).optional(),
  own: z.string().regex(/^x$/, 'one letter x').optional(),
  flag: z.boolean().optional(),
  inner: z.strictObject({ size: z.int() }).optional(),
})

function faultOf(value: unknown): RecordFault {
  try {
    readShape(shape, value)
  } catch (error) {
    if (error instanceof RecordFault) return error
    throw error
  }
  throw new Error('The value is taken.')
}

describe('a value that is not of its shape', () => {
  it.each([
    [{}, 'FIELD_MISSING', '/name', 'the field is missing'],
    [{ name: 7 }, 'FIELD_TYPE', '/name', 'must be text'],
    [{ name: null }, 'FIELD_MISSING', '/name', 'the field is missing'],
    [{ name: 'a', list: [null] }, 'FIELD_TYPE', '/list/0', 'must be text'],
    [{ name: 'a', inner: { size: null } }, 'FIELD_MISSING', '/inner/size', 'the field is missing'],
    [{ name: 'a', inner: null }, 'FIELD_TYPE', '/inner', 'must be an object with fields'],
    [{ name: 'a', flag: null }, 'FIELD_TYPE', '/flag', 'must be true or false'],
    [{ name: '' }, 'FIELD_TOO_SHORT', '/name', 'must not be empty'],
    [{ name: '123456' }, 'FIELD_TOO_LONG', '/name', 'must have at most 5 characters'],
    [{ name: 'a', count: -1 }, 'FIELD_RANGE', '/count', 'must be at least 0'],
    [{ name: 'a', count: 10 }, 'FIELD_RANGE', '/count', 'must be at most 9'],
    [{ name: 'a', count: 0.5 }, 'FIELD_TYPE', '/count', 'must be a whole number'],
    [{ name: 'a', kind: 'C' }, 'FIELD_NOT_ONE_OF', '/kind', 'must be one of A, B'],
    [{ name: 'a', list: [] }, 'FIELD_TOO_SHORT', '/list', 'must not be empty'],
    [{ name: 'a', list: ['ab', 'a'] }, 'FIELD_TOO_SHORT', '/list/1', 'must have at least 2 characters'],
    [{ name: 'a', list: ['ab', 'ab', 'ab'] }, 'FIELD_TOO_LONG', '/list', 'must have at most 2 entries'],
    [{ name: 'a', at: 'noon' }, 'FIELD_FORM', '/at', 'must be an instant such as 2026-01-31T08:00:00+08:00'],
    [{ name: 'a', either: true }, 'FIELD_TYPE', '/either', 'must be of a kind the field takes'],
    [{ name: 'a', own: 'y' }, 'FIELD_FORM', '/own', 'one letter x'],
    [{ name: 'a', flag: '是' }, 'FIELD_TYPE', '/flag', 'must be true or false'],
    [{ name: 'a', 'o/ther': 1 }, 'FIELD_UNKNOWN', '/o~1ther', 'the message has no such field'],
    ['text', 'FIELD_TYPE', '', 'must be an object with fields'],
  ])(
    'is refused with a code of its own, the field and words of ours: %j',
    (value, code, pointer, message) => {
      expect(faultOf(value)).toMatchObject({ code, pointer, message })
    },
  )

  it.each([
    [{ name: { length: { toString: 0 } } }, '/name/length/toString'],
    [{ name: 'a', either: { length: { valueOf: 1, toString: 0 } } }, '/either/length/valueOf'],
    [{ name: 'a', list: [{ length: { toString: null } }] }, '/list/0/length/toString'],
  ])('names a field that hides what every object can do: %j', (value, pointer) => {
    expect(faultOf(value)).toMatchObject({ code: 'NAME_RESERVED', pointer })
  })

  it('is never anything but a fault of the record', () => {
    const names = fc.constantFrom('toString', 'valueOf', 'x')
    const length = fc.record({ length: fc.dictionary(names, fc.jsonValue(), { noNullPrototype: true }) })
    const fields = fc.dictionary(
      fc.constantFrom(...Object.keys(shape.shape), 'other'),
      fc.oneof(fc.jsonValue(), length),
      { noNullPrototype: true },
    )
    fc.assert(
      fc.property(fields, (value) => {
        try {
          readShape(shape, value)
        } catch (error) {
          expect(error).toBeInstanceOf(RecordFault)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('is refused as a body with the fault and the field beside its message', () => {
    const read = () =>
      readBody(shape, { name: { length: { toString: 0 } } }, (pointer, what) => `${pointer}: ${what}`)
    expect(read).toThrow(HubError)
    expect(read).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: '/name/length/toString: a value with a field of this name cannot be read',
        details: { fault: 'NAME_RESERVED', pointer: '/name/length/toString' },
      }),
    )
  })
})
