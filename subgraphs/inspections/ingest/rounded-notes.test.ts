import { expect, it } from 'vitest'
import { roundedNotes } from './fields.ts'
import { safetyVerdict } from './safety-verdict.ts'
import { vehicleInfo } from './vehicle-info.ts'

const vin = 'LSVAA2BR9HN012345'
const notesOf = (message: { notes?: unknown }, wire: object): string[] =>
  (message.notes as (value: object) => string[])(wire).filter((note) => note.includes('whole number'))

it('a station is told of a number that is rounded', () => {
  expect(notesOf(safetyVerdict, { clsbdh: vin, zjjl: '1', lc: '42000.6', jycs: '1' })).toEqual([
    'lc: of 42000.6 the nearest whole number is kept, 42001',
  ])
  expect(notesOf(vehicleInfo, { vinNo: vin, seatCount: 7.9 })).toEqual([
    'seatCount: of 7.9 the nearest whole number is kept, 8',
  ])
})

it.each(['42000', 42_000, '5.0', '0', '', null, undefined, 'far'])('nothing is said of %j', (value) => {
  expect(roundedNotes({ value })).toEqual([])
})
